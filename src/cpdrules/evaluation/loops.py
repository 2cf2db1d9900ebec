"""Loops: over items, values and entries, and over the windows of a period."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from cpdrules.evaluation.conditions import in_window, prepare
from cpdrules.evaluation.items import Asked
from cpdrules.evaluation.links import linked_things
from cpdrules.evaluation.quorums import Enough, prepare_enough
from cpdrules.evaluation.truth import FALSE, TRUE, min_truth
from cpdrules.report.finding import Finding, Gap, GapKind, Reason
from cpdrules.rules.periods import Repeating, Windows
from cpdrules.rules.requirements import EntriesOf, ForEach, ForSome, InEvery, InSome, ItemsOf, ValuesOf
from cpdrules.rules.walk import asks_this
from cpdrules.semantics import (
    ANY,
    All,
    Count,
    DateFault,
    Element,
    Period,
    Quorum,
    Relation,
    Verdict,
    kth_amount,
    loop,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

IF_NONE = {"met": Verdict.MET, "not_met": Verdict.NOT_MET, "not_applicable": Verdict.NOT_APPLICABLE}
Prepare = Callable[..., Callable[["Context"], Finding]]
# A finding of which all is known but what judging finds: it takes that by name, and is one.
Begun = Callable[..., Finding]
Kind = Callable[[Begun, "Context"], Finding]


@attrs.frozen
class Round:
    """One time round a loop: what was found, and whether the element is certainly there."""

    finding: Finding
    certain: bool


def prepare_loop(
    requirement: ForEach | ForSome, plan: Plan, around: Any, prepare_requirement: Prepare
) -> Kind:
    """Prepare a loop over items of a list, values of a vocabulary, or entries of a named list."""
    over = requirement.for_each if isinstance(requirement, ForEach) else requirement.for_some
    how_many = prepare_enough(None if isinstance(requirement, ForEach) else requirement.at_least, plan)
    if_none = IF_NONE[requirement.if_none]
    match over:
        case ItemsOf(name):
            section = plan.sections[name]
            judge = prepare_requirement(requirement.require, plan, attrs.evolve(around, this=section))
            where = prepare(requirement.where, plan, section, around.this)
            asked = Asked.of(section, (where,), (), plan)

            def items(start: Begun, context: Context) -> Finding:
                rounds = []
                gaps: list[Gap] = []
                for thing in linked_things((where,), name, context):
                    there = min_truth(in_window(thing, section, context), where.ask(thing, context))
                    if there == FALSE:
                        continue
                    if there != TRUE:
                        gaps.extend(asked.gaps(thing, context))
                    rounds.append(Round(judge(context.inside(thing, name)), there == TRUE))
                openness = context.openness(name)
                asked_for = (*gaps, *openness.gaps)
                return finish(start, rounds, how_many(context), if_none, openness.is_open, asked_for)

            return items
        case ValuesOf():
            found = plan.sections[over.in_].field(over.value_of)
            assert found is not None
            names: tuple[str, ...] | None = tuple(
                value for value in found.values if value not in over.except_
            )
            list_name, this = over.in_, found
        case EntriesOf(entry_of=name):
            values = plan.lists[name].values
            names = None if values is None else tuple(v if isinstance(v, str) else v[0] for v in values)
            list_name, this = name, name  # type: ignore[assignment]
    judge_value = prepare_requirement(requirement.require, plan, attrs.evolve(around, this=this))
    not_set = Gap(kind=GapKind.NOT_SET, fact=f"lists.{list_name}")
    are_alike = names is None and not asks_this(requirement.require)

    def unset(start: Begun, context: Context) -> Finding:
        verdict = ANY
        if are_alike:
            told = judge_value(context.inside("", list_name)).verdict
            verdict = how_many(context).verdict(lambda quorum: alike(told, quorum, if_none))
        gaps = () if verdict.decided else (not_set,)
        return start(verdict=verdict, gaps=gaps, reason=Reason("not_set", (list_name,)))

    def values_of(start: Begun, context: Context) -> Finding:
        if names is None:
            return unset(start, context)
        rounds = [Round(judge_value(context.inside(value, list_name)), True) for value in names]
        return finish(start, rounds, how_many(context), if_none, False, ())

    return values_of


def alike(verdict: Verdict, quorum: Quorum, if_none: Verdict) -> Verdict:
    """Return the verdict of a loop over nobody knows how many elements, each of which has the same verdict."""
    may = if_none
    for number in (1, quorum.swing(0)):
        may |= loop([Element(verdict)] * number, quorum, if_none, False)
    return may


def finish(
    start: Begun,
    rounds: list[Round],
    enough: Enough,
    if_none: Verdict,
    is_open: bool,
    gaps: tuple[Gap, ...],
) -> Finding:
    """Combine what was found each time round a loop."""
    elements = [Element(each.finding.verdict, each.certain) for each in rounds]
    verdict = enough.verdict(lambda quorum: loop(elements, quorum, if_none, is_open))
    amount, needed, short = enough.tally(elements, is_open=is_open)
    reason = Reason("none_there") if not rounds and not is_open else None
    return start(
        verdict=verdict,
        relation=Relation.AT_LEAST.value,
        amount=amount,
        needed=needed,
        shortfall=short,
        reason=reason,
        gaps=tuple(dict.fromkeys((*enough.gaps, *gaps))) if not verdict.decided else (),
        parts=tuple(each.finding for each in rounds),
    )


# -- windows -------------------------------------------------------------------------------------------------


def prepare_windows(
    requirement: InEvery | InSome, plan: Plan, around: Any, prepare_requirement: Prepare
) -> Kind:
    """Prepare a requirement on each window, or enough of them, that ends in the judged period."""
    windows = requirement.in_every if isinstance(requirement, InEvery) else requirement.in_some
    how_many = prepare_enough(None if isinstance(requirement, InEvery) else requirement.at_least, plan)
    judge = prepare_requirement(requirement.require, plan, around)

    def kind(start: Begun, context: Context) -> Finding:
        try:
            runs = runs_of(windows, plan, context)
        except DateFault:
            gap = Gap(kind=GapKind.TOO_LARGE, fact=f"periods.{windows.of}")
            return start(verdict=ANY, reason=Reason("too_large", (windows.of,)), gaps=(gap,))
        if runs is None:
            return start(
                verdict=ANY,
                reason=Reason("period_unknown", (windows.of,)),
                gaps=tuple(plan.period_gaps(windows.of)),
            )
        if not runs:
            return start(verdict=Verdict.NOT_APPLICABLE, reason=Reason("no_windows", (windows.of,)))
        rounds = [Round(judge(context.inside_window(run)), True) for run in runs]
        enough = how_many(context)
        found = finish(start, rounds, enough, Verdict.NOT_APPLICABLE, False, ())
        return with_window_amount(found, rounds, enough.ends[0])

    return kind


def runs_of(windows: Windows, plan: Plan, context: Context) -> list[Period] | None:
    """Return the windows that end in the period in hand; None when they depend on an unknown fact."""
    named = plan.periods[windows.of]
    assert isinstance(named, Repeating)
    cadence = context.cadence(named)
    if cadence is None or context.window is None:
        return None
    bound, earliest = context.window, None
    if windows.within is not None:
        inner = context.period_named(windows.within)
        if inner is None:
            return None
        bound = inner
    if windows.across is not None and isinstance(around := plan.periods.get(windows.across), Repeating):
        runs = context.cadence(around)
        if runs is None:
            return None
        earliest = runs.window(runs.first_window).first if runs.first_window is not None else None
    found = []
    for number, last in cadence.ending_in(context.window, context.limits.windows):
        first_number = number - windows.consecutive + 1
        try:
            run = Period(cadence.window(first_number).first, last.last)
        except DateFault:  # it would begin before the first window, or before 1900
            continue
        if earliest is not None and run.first < earliest:  # before the first of the periods that it may cross
            continue
        if windows.within is None or bound.first <= run.first <= run.last <= bound.last:
            found.append(run)
    return found


def with_window_amount(found: Finding, rounds: list[Round], quorum: Quorum) -> Finding:
    """Give the finding the amount of the window that decides: the poorest of all, or the last of the enough best."""
    findings = [each.finding for each in rounds]
    first = findings[0]
    amounts = [each.amount for each in findings if each.amount is not None]
    same = all(each.needed == first.needed and each.relation == first.relation for each in findings)
    if (
        len(amounts) < len(findings)
        or not same
        or first.relation is None
        or not isinstance(quorum, (All, Count))
    ):
        return found
    relation = Relation(first.relation)
    place = len(findings) if isinstance(quorum, All) else min(quorum.count, len(findings))
    amount = kth_amount(amounts, place, relation)
    shorts = [each.shortfall for each in findings if each.shortfall is not None]
    short = kth_amount(shorts, place, Relation.AT_MOST) if len(shorts) == len(findings) else None
    return attrs.evolve(
        found, amount=amount, needed=first.needed, relation=first.relation, unit=first.unit, shortfall=short
    )
