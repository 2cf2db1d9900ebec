"""What an extending rule set changes of what it extends: requirements by their ids, and numbers that are set."""

from __future__ import annotations

from typing import Literal

import attrs

from cpdrules.rules.conditions import ALWAYS, Condition, Moment
from cpdrules.rules.keys import key, name, place
from cpdrules.rules.measures import Limit
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.requirements import Agreement, EvidenceAsked, Grace, Judges, Level
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span

LOOSENS = "why, where anything is or may be loosened; needed then, and refused otherwise"


@attrs.frozen(kw_only=True)
class SetParameter(Parameter):
    """A number that an extending rule set sets, or sets anew."""

    loosens: str | None = key(LOOSENS, default=None)


@attrs.frozen(kw_only=True)
class Amendment:
    """What becomes of a requirement of the text that is extended. What is not said stays."""

    name: str = name()
    at_least: Quantity | None = key("in place of what is there", default=None)
    more_than: Quantity | None = key("in place of what is there", default=None)
    at_most: Quantity | None = key("in place of what is there", default=None)
    less_than: Quantity | None = key("in place of what is there", default=None)
    where: Condition = key("a further condition on the items", default=ALWAYS)
    limits: tuple[Limit, ...] = key("further ceilings", default=())
    level: Level | None = key("in place of what is there", default=None)
    applies_when: Condition | None = key("a further condition on whom it applies to", default=None)
    applies_to: Literal["everyone"] | None = key("takes `applies_when` away", default=None)
    exempt: Literal["everyone"] | None = key("it applies to nobody; alone", default=None)
    not_before: Moment | None = key("in place of what is there", default=None)
    due: Moment | None = key("in place of what is there", default=None)
    late: Literal["not_met"] | Grace | None = key("in place of what is there", default=None)
    evidence: EvidenceAsked | None = key(
        "further kinds; `some_of` is in place of what is there", default=None
    )
    judges: Judges | None = key(
        "in place of what is there; `role` and `made_in` stay unless said", default=None
    )
    combine: Literal["lowest", "middle", "highest"] | Agreement | None = key(
        "in place of what is there", default=None
    )
    title: str | None = key("in place of what is there; decides nothing", default=None)
    loosens: str | None = key(LOOSENS, default=None)
    reference: Reference | None = key("where the amendment comes from", default=None)
    place: Span | None = place()
