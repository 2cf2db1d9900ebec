"""What goes beyond one period: excess that moves on, and shortfall that is made good later."""

from __future__ import annotations

from typing import Literal

import attrs

from cpdrules.rules.conditions import ALWAYS, Condition
from cpdrules.rules.keys import key, place
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Duration
from cpdrules.source import Span

NOTHING = "nothing"
"""Said in place of the facts of what is carried in."""


@attrs.frozen
class CarriedFacts(Condition):
    """The facts that what is carried in has, as clauses of one value each; no clauses where it says `nothing`."""


@attrs.frozen(kw_only=True)
class CarryOver:
    """What is more than was needed in one period may be used in a later one."""

    period: str = key("the named period whose excess moves on", names="period")
    excess_over: Quantity = key("what is needed in that period")
    where: Condition = key("the items whose excess moves on; of all, when left out", default=ALWAYS)
    which: Literal["earliest", "latest", "any"] = key(
        "which hours are the excess; `any` is to the person's advantage"
    )
    only_when: Condition | None = key("what must hold in that period for anything to move on", default=None)
    count_at_most: Quantity = key("the most that moves on from one period")
    into_next: int = key("how many of the next periods may use it")
    used_first: Literal["own", "carried"] = key("what is used up first in a later period")
    again: bool = key("`true` when what was carried in may be excess too")
    under_limits: bool | None = key(
        "whether limits hold for what is carried in; needed with limits", default=None
    )
    as_: CarriedFacts = key(
        "its facts, by which a `where` picks it, or `nothing`; needed with such a `where`",
        name="as",
        default=CarriedFacts(),
    )
    reference: Reference | None = key("where the rule comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class MakeUp:
    """What was missing in one period is made good by the first items of the next."""

    period: str = key("the named period whose shortfall is made good", names="period")
    shortfall_of: Quantity = key("what is needed in that period")
    within: Duration = key("how long from the first day of the next period it can be made good")
    where: Condition = key("the items that may make it good; all, when left out", default=ALWAYS)
    which: Literal["earliest", "latest"] = key("which of them are taken first")
    counts_again: bool = key("`true` when what made good counts in its own period too")
    reference: Reference | None = key("where the rule comes from", default=None)
    place: Span | None = place()
