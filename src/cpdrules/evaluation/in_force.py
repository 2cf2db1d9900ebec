"""What is in force on the day that chooses: among the numbers of a parameter and the entries of a list, by one day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.dated import Each, in_force_on
from cpdrules.rules.vocabulary import Entries, NamedList
from cpdrules.semantics import EARLIEST

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


def day_in_force(plan: Plan, context: Context) -> datetime.date | None:
    """Return the day that chooses among what is dated; None where it depends on a fact that is not known."""
    match plan.ruleset.in_force_at:
        case "day_of_judging" | None:
            return context.on
        case "period_start":
            return context.window.first if context.window else None
        case "period_end":
            return context.window.last if context.window else None


def in_force(dated: Sequence[Each], plan: Plan, context: Context) -> tuple[Sequence[Each], bool]:
    """Return what may be in force, earliest first, and whether none may be: the day may lie before the first."""
    first = dated[0].since
    if first is None and len(dated) == 1:
        return dated, False
    day = day_in_force(plan, context)
    if day is None:
        return dated, first is not None and first > EARLIEST
    holding = in_force_on(dated, day)
    return ([] if holding is None else [holding]), holding is None


def entries_in_force(named: NamedList, plan: Plan, context: Context) -> tuple[Entries | None, ...]:
    """Return what the entries of a list may be, each once; None among them where they may be any."""
    found, may_be_any = in_force(named.by_date, plan, context)
    return tuple(dict.fromkeys([*(each.entries for each in found), *([None] if may_be_any else [])]))


def open_gap(fact: str, found: Sequence[object], is_to_be_set: bool, plan: Plan, context: Context) -> Gap:
    """Return the gap of what may be in force: nothing is yet, it is still to be set, or the day is not known."""
    if not found and (day := day_in_force(plan, context)) is not None:
        return Gap(kind=GapKind.NOT_IN_FORCE, fact=fact, needs=(day.isoformat(),))
    return Gap(kind=GapKind.NOT_SET if is_to_be_set else GapKind.NOT_IN_FORCE, fact=fact)


def gap_of_list(named: NamedList, plan: Plan, context: Context) -> Gap:
    """Return the gap of a list whose entries are not known."""
    may_be, _ = in_force(named.by_date, plan, context)
    is_to_be_set = any(each.entries is None for each in may_be)
    return open_gap(f"lists.{named.name}", may_be, is_to_be_set, plan, context)
