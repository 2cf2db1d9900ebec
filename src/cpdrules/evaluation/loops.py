"""Loops: over items, values and entries, and over the windows of a period."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import attrs

from cpdrules.evaluation.beginnings import waits_for
from cpdrules.evaluation.conditions import prepare
from cpdrules.evaluation.in_force import entries_in_force, gap_of_list
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.items import Asked
from cpdrules.evaluation.links import linked_things
from cpdrules.evaluation.quorums import Enough, prepare_enough
from cpdrules.evaluation.truth import FALSE, TRUE, min_truth
from cpdrules.report.finding import Finding, Gap, GapKind, Reason
from cpdrules.rules.periods import Repeating, Windows
from cpdrules.rules.requirements import EntriesOf, ForEach, ForSome, InEvery, InSome, ItemsOf, ValuesOf
from cpdrules.rules.vocabulary import Entries, NamedList, first_words
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
            values = tuple(value for value in found.values if value not in over.except_)
            judge = prepare_requirement(requirement.require, plan, attrs.evolve(around, this=found))

            def values_of(start: Begun, context: Context) -> Finding:
                rounds = [Round(judge(context.inside(value, over.in_)), True) for value in values]
                return finish(start, rounds, how_many(context), if_none, False, ())

            return values_of
        case EntriesOf(entry_of=name):
            judge = prepare_requirement(requirement.require, plan, attrs.evolve(around, this=name))
            return Entered(plan.lists[name], judge, asks_this(requirement.require), how_many, if_none)


@attrs.frozen
class Entered:
    """A loop over the entries of a named list: those in force, or while these are not known all that may be."""

    named: NamedList
    judge: Callable[[Context], Finding]
    asks_this: bool
    how_many: Callable[[Context], Enough]
    if_none: Verdict

    def __call__(self, start: Begun, context: Context) -> Finding:
        """Go through the entries; where these are not known, return what holds whichever they are."""
        may_be = entries_in_force(self.named, context.plan, context)
        enough = self.how_many(context)
        if len(may_be) == 1 and may_be[0] is not None:
            return finish(start, self.rounds(may_be[0], context), enough, self.if_none, False, ())
        verdict = reduce(or_, (self.told(each, enough, context) for each in may_be))
        gaps = () if verdict.decided else (gap_of_list(self.named, context.plan, context),)
        reason = Reason("not_in_force" if self.named.is_dated else "not_set", (self.named.name,))
        return start(verdict=verdict, gaps=gaps, reason=reason)

    def rounds(self, entries: Entries, context: Context) -> list[Round]:
        """Go round once for each entry."""
        inside = (context.inside(word, self.named.name) for word in first_words(entries))
        return [Round(self.judge(each), True) for each in inside]

    def told(self, entries: Entries | None, enough: Enough, context: Context) -> Verdict:
        """Return the verdict for some entries; for any entries where there are none to go through."""
        if entries is not None:
            elements = [Element(each.finding.verdict) for each in self.rounds(entries, context)]
            return enough.verdict(lambda quorum: loop(elements, quorum, self.if_none, False))
        if self.asks_this:
            return ANY
        one = self.judge(context.inside("", self.named.name)).verdict
        return enough.verdict(lambda quorum: alike(one, quorum, self.if_none))


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
        if isinstance(runs, str):
            reason = Reason("period_unknown", (runs,))
            return start(verdict=ANY, reason=reason, gaps=waits_for(runs, context))
        if not runs:
            return start(verdict=Verdict.NOT_APPLICABLE, reason=Reason("no_windows", (windows.of,)))
        rounds = [Round(judge(context.inside_window(run)), True) for run in runs]
        enough = how_many(context)
        found = finish(start, rounds, enough, Verdict.NOT_APPLICABLE, False, ())
        return with_window_amount(found, rounds, enough.ends[0])

    return kind


def runs_of(windows: Windows, plan: Plan, context: Context) -> list[Period] | str:
    """Return the windows that end in the period in hand, or the period of which it is not known when it begins."""
    if context.window is None:
        return context.ruleset.period or windows.of
    for name in (windows.of, windows.within, windows.across):
        if name is not None and waits_for(name, context):
            return name
    named = plan.periods[windows.of]
    assert isinstance(named, Repeating)
    cadence = context.cadence(named)
    if cadence is None:  # somebody wrote that there is no day on which they start
        return []
    bound, earliest = context.window, None
    if windows.within is not None:
        inner = context.period_named(windows.within)
        if inner is None:
            judged = context.ruleset.period
            return judged if judged is not None and waits_for(judged, context) else []
        bound = inner
    if windows.across is not None and isinstance(around := plan.periods.get(windows.across), Repeating):
        runs = context.cadence(around)
        if runs is None:
            return []
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
