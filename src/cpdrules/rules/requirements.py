"""Requirements: a small, closed set of kinds. Every reading is one exhaustive match over them.

A block has exactly one of the words that name a kind: `all_of`, `some_of`, `amount`, `fact`, `has`, `judged`,
`allocate`, `for_each`, `for_some`, `in_every`, `in_some`, `compare_groups`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.amended import Amended
from cpdrules.rules.conditions import ALWAYS, Condition, Moment, Path, Test
from cpdrules.rules.keys import HIDDEN, key, place
from cpdrules.rules.measures import Limit
from cpdrules.rules.periods import Windows
from cpdrules.rules.quantities import Percent, Quantity, Threshold
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Duration
from cpdrules.source import Span

Level = Literal["must", "should", "may"]
IfNone = Literal["met", "not_met", "not_applicable"]


@attrs.frozen
class Grace:
    """How long after the due day it is still met, and said to be late."""

    accepted_for: Duration = key("how long after the due day")


@attrs.frozen(kw_only=True)
class RequirementBase:
    """What every requirement may say."""

    id: str | None = key(
        "the address in findings, judgements and cases; needed, except directly under `require`", default=None
    )
    title: str | None = key("a heading", default=None)
    level: Level = key("`must` decides the verdict; `should` and `may` are reported only", default="must")
    weight: Fraction = key("the weight in a score", default=Fraction(1))
    applies_when: Condition | None = key(
        "for whom it applies; for others it is not applicable",
        default=None,
    )
    period: str | None = key("the period in which it is judged, or `ever`", names="period", default=None)
    not_before: Moment | None = key("the first day that counts, in place of that of the period", default=None)
    due: Moment | None = key(
        "the last day on time, in place of the last day of the period",
        default=None,
    )
    late: Literal["not_met"] | Grace | None = key(
        "what is met after the due day: `not_met`, or met for so long; needed with `due`", default=None
    )
    scale: str | None = key("the answers of the judged criteria in this block", names="scale", default=None)
    judges: Judges | None = key("who answers the judged criteria in this block", default=None)
    combine: Literal["lowest", "middle", "highest"] | Agreement | None = key(
        "how the answers of several judges make one; `middle` takes the lower of two", default=None
    )
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()
    amended: tuple[Amended, ...] = attrs.field(default=(), metadata={HIDDEN: True})

    @property
    def exempted_by(self) -> Amended | None:
        """The text that has exempted everyone, if one has."""
        return next((each for each in self.amended if each.changes[0].key == "exempt"), None)


@attrs.frozen(kw_only=True)
class AllOf(RequirementBase):
    """Every part that applies is met."""

    all_of: tuple[Requirement, ...] = key("the parts")


@attrs.frozen(kw_only=True)
class SomeOf(RequirementBase):
    """Enough of the parts that apply are met."""

    some_of: tuple[Requirement, ...] = key("the parts")
    at_least: Quantity = key("how many of the parts that apply")


@attrs.frozen(kw_only=True)
class AddingUp(RequirementBase):
    """What `amount`, `allocate` and `has` may say."""

    inside: tuple[str, ...] = key(
        "the wider requirements for which what counts here counts too; needed where there is one",
        names="requirement",
        default=(),
    )


@attrs.frozen(kw_only=True)
class AmountOf(AddingUp):
    """A measure reaches a threshold. `where` narrows first; the limits apply to what is left."""

    amount: str = key("the measure that is held against the threshold", names="measure")
    where: Condition = key("which of the items that the measure counts this is about", default=ALWAYS)
    limits: tuple[Limit, ...] = key("further ceilings, for this requirement only", default=())
    threshold: Threshold = key("what the amount is held against", flat=True)
    if_none: IfNone | None = key("for a share: the verdict on a share of nothing", default=None)


@attrs.frozen
class AllocatedPart:
    """A part of an allocation: the items that it may be given, and how much of them it needs."""

    id: str = key("the name in the report; no requirement and no other part has it")
    title: str | None = key("a heading", default=None)
    where: Condition = key("which items may be given to it", default=ALWAYS)
    at_least: Quantity = key("how much it needs")
    limits: tuple[Limit, ...] = key("ceilings on what it may be given: numbers or parameters", default=())
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class Allocate(AddingUp):
    """A measure is shared out so that each part has what it needs, and nothing is used twice."""

    allocate: str = key("the measure that is shared out, a sum or a count", names="measure")
    items: Literal["divisible", "whole"] | None = key(
        "whether an item may be split among parts; needed", default=None
    )
    to: tuple[AllocatedPart, ...] = key("the parts; with all limits, at most 12")


@attrs.frozen(kw_only=True)
class Fact(RequirementBase):
    """One fact is as asked."""

    fact: Path = key("the fact that is asked about")
    test: Test = key("what is asked of it", flat=True)


@attrs.frozen(kw_only=True)
class Has(AddingUp):
    """Such an item exists; one, unless a threshold says how many."""

    has: str = key("the list that has to hold such items", names="list of the record")
    where: Condition = key("which items are meant", default=ALWAYS)
    threshold: Threshold = key("how many", flat=True)


@attrs.frozen
class EvidenceAsked:
    """What a judgement must show: all of these kinds, or one of them."""

    all_of: tuple[str, ...] = key("kinds of evidence, all needed", default=())
    some_of: tuple[str, ...] = key("kinds of evidence, one of which is enough", default=())


@attrs.frozen
class Judges:
    """Who answers a judged criterion."""

    at_least: int = key("how many different people answer")
    role: tuple[str, ...] | None = key("the role in which they answer, or one of these", default=None)
    made_in: Literal["period", "ever"] | None = key(
        "when they answer: in the `period` in hand, or `ever`", default=None
    )


@attrs.frozen
class Agreement:
    """The best answer that enough judges reach or better."""

    agree: Percent = key("the percentage of judges who must give this answer or a better one")


@attrs.frozen
class Prompt:
    """Words of a list, in a text of the record."""

    words: str = key("the list", names="named list")
    in_: Path = key("the text", name="in")


@attrs.frozen(kw_only=True)
class Judged(RequirementBase):
    """A question that only a person can answer, with what the answer rests on."""

    judged: str = key("the question in full, ending in a question mark")
    evidence: EvidenceAsked | None = key("the kinds of evidence asked for; of a list, all", default=None)
    prompted_by: Prompt | None = key(
        "asked only where such a word stands in the text; the word itself decides nothing", default=None
    )
    may_not_apply: bool = key("`true` allows the answer `not_applicable`, with a reason", default=False)


@attrs.frozen
class ItemsOf:
    """The items of a list of the record that stand in the period."""

    list: str


@attrs.frozen
class ValuesOf:
    """The values of a field's vocabulary, whether or not an item has them."""

    value_of: str = key("the field whose values are gone through", names="field")
    in_: str = key("the list that has the field", names="list of the record", name="in")
    except_: tuple[str, ...] = key("values that are left out", name="except", default=())


@attrs.frozen
class EntriesOf:
    """The entries of a named list."""

    entry_of: str = key("the list whose entries are gone through", names="named list")


Over = ItemsOf | ValuesOf | EntriesOf


@attrs.frozen(kw_only=True)
class ForEach(RequirementBase):
    """Every item, value or entry meets what is required of it."""

    for_each: Over = key("what is gone through")
    where: Condition = key("which items are gone through", default=ALWAYS)
    if_none: IfNone = key("the verdict when there is none")
    require: Requirement = key("what each has to meet; `this` is the one in hand")


@attrs.frozen(kw_only=True)
class ForSome(RequirementBase):
    """Enough items, values or entries meet what is required of them."""

    for_some: Over = key("what is gone through")
    where: Condition = key("which items are gone through", default=ALWAYS)
    at_least: Quantity = key("how many of those that apply; all of them, if fewer apply")
    if_none: IfNone = key("the verdict when there is none")
    require: Requirement = key("what each has to meet; `this` is the one in hand")


@attrs.frozen(kw_only=True)
class InEvery(RequirementBase):
    """Every window meets what is required of it."""

    in_every: Windows = key("the windows, which end in the judged period")
    require: Requirement = key("what each window has to meet")


@attrs.frozen(kw_only=True)
class InSome(RequirementBase):
    """Enough windows meet what is required of them."""

    in_some: Windows = key("the windows, which end in the judged period")
    at_least: Quantity = key("how many of the windows")
    require: Requirement = key("what each window has to meet")


@attrs.frozen
class OfEveryone:
    """A percentage of everyone's share."""

    percent: Quantity = key("the number before the % sign, or a parameter")
    of: Literal["everyone"] = key("always `everyone`")


@attrs.frozen(kw_only=True)
class CompareGroups(RequirementBase):
    """Every group of people does about as well as everyone."""

    compare_groups: str = key("the list of people", names="list of the record")
    by: tuple[str, ...] = key("the characteristics: fields with a list of values; each value is a group")
    except_: tuple[str, ...] = key("values that are no group, such as `not_said`", name="except", default=())
    where: Condition = key("which people are compared", default=ALWAYS)
    share_that: Condition = key("what is asked of each person; the share of those who meet it is compared")
    at_least: OfEveryone = key("how large each group's share is beside everyone's")
    minimum_group: Quantity = key("how many people a group needs to be shown and judged, 2 or more")
    if_none: IfNone = key("the verdict when no group can be shown")


Requirement = (
    AllOf
    | SomeOf
    | AmountOf
    | Allocate
    | Fact
    | Has
    | Judged
    | ForEach
    | ForSome
    | InEvery
    | InSome
    | CompareGroups
)
