"""The rule set: one scheme, standard or set of criteria, as data."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.conditions import Condition
from cpdrules.rules.keys import HIDDEN, key, name, place
from cpdrules.rules.measures import Measure
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.periods import NamedPeriod
from cpdrules.rules.recommendations import Recommendation
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.vocabulary import NamedList, Reference, Section, Unit
from cpdrules.source import Span

Subject = Literal["portfolio", "plan", "provision", "organisation"]
SUBJECTS: tuple[str, ...] = ("portfolio", "plan", "provision", "organisation")


@attrs.frozen
class Scale:
    """The answers of judged criteria, what each is worth, and from which one a criterion is met."""

    name: str = name()
    answers: tuple[tuple[str, Fraction], ...] = key("each answer and its worth, from 0 to the best")
    met_from: str = key("the least answer that meets a criterion", names="answer")
    place: Span | None = place()


@attrs.frozen
class Definition:
    """A condition with a name."""

    name: str = name()
    condition: Condition = attrs.field(kw_only=True, metadata={HIDDEN: True})
    place: Span | None = place()


@attrs.frozen
class Exemption:
    """Relief: for whom, and from which requirements. What they are exempt from does not apply to them."""

    name: str = name()
    when: Condition = key("for whom it holds")
    exempt_from: tuple[str, ...] = key(
        "the requirements that do not apply to them, each with all inside it",
        default=(),
        names="requirements",
    )
    from_all_except: tuple[str, ...] = key(
        "in place of `exempt_from`: the only requirements that still apply to them",
        default=(),
        names="requirements",
    )
    title: str | None = key("a heading", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen
class Origin:
    """A text that a rule set was made from: its id, edition, digest and source, and what the next text made of it.

    The next text `sets` numbers and lists, `adds` requirements, and `amends` requirements by their ids and numbers as
    `parameters.NAME`; `loosens` names those among them that it loosens or may loosen.
    """

    id: str
    edition: str | None
    digest: str
    sets: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    loosens: tuple[str, ...] = ()
    source: Reference | None = None


@attrs.frozen(kw_only=True)
class RuleSet:
    """One scheme, standard or set of criteria. Immutable; share it between threads."""

    ruleset: str = key("the id, by convention `country/authority/name`")
    title: str = key("the heading")
    subject: Subject = key("what is judged; a portfolio is one person's record")
    edition: str | None = key("the name of this version; printed, and decides nothing", default=None)
    in_force: datetime.date | None = key(
        "the first day of the text; printed, and decides nothing", default=None
    )
    in_force_at: Literal["period_start", "period_end", "day_of_judging"] | None = key(
        "the day that chooses among dated numbers and lists; needed once one has two dates", default=None
    )
    source: Reference | None = key("the document that the whole rests on", default=None)
    period: str | None = key(
        "the judged period; left out, everything up to the day of judging counts",
        names="period",
        default=None,
    )
    vocabulary: tuple[Section, ...] = key("the facts that a record may state", default=())
    units: tuple[Unit, ...] = key("further units; `hour` and `minute` are known", default=())
    lists: tuple[NamedList, ...] = key("named lists of words or rows", default=())
    definitions: tuple[Definition, ...] = key("named conditions", default=())
    scales: tuple[Scale, ...] = key("answers for judged criteria", default=())
    periods: tuple[NamedPeriod, ...] = key("named periods", default=())
    parameters: tuple[Parameter, ...] = key("the numbers of the scheme", default=())
    measures: tuple[Measure, ...] = key("what is added up or counted", default=())
    exemptions: tuple[Exemption, ...] = key("who is exempt, and from what", default=())
    requirements: tuple[Requirement, ...] = key("what has to be met")
    recommendations: tuple[Recommendation, ...] = key("what follows for a whole sector", default=())
    origins: tuple[Origin, ...] = attrs.field(default=(), metadata={HIDDEN: True})
    digest: str = attrs.field(default="", eq=False, metadata={HIDDEN: True})
    place: Span | None = place()

    @property
    def id(self) -> str:
        """The id of the rule set."""
        return self.ruleset

    @property
    def later_texts(self) -> tuple[tuple[str, Origin], ...]:
        """Each text that extends another, by its id, with the one that it extends; the rule set itself first."""
        ids = (self.id, *(each.id for each in self.origins))
        return tuple(zip(ids, self.origins, strict=False))

    @property
    def to_be_set(self) -> tuple[str, ...]:
        """The parameters and lists that an adopter still has to set."""
        unset_parameters = [p.name for p in self.parameters if p.is_to_be_set]
        return tuple(unset_parameters + [named.name for named in self.lists if named.is_to_be_set])
