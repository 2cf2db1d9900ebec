"""Deadlines: a requirement judged through its due day, and once more through the days in which late is accepted."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.beginnings import waits_for
from cpdrules.evaluation.items import path_gaps
from cpdrules.evaluation.lookup import moment_of
from cpdrules.evaluation.worlds import merged_parts
from cpdrules.records.bound import NONE
from cpdrules.report.finding import Finding, Gap, Reason
from cpdrules.rules.conditions import Moment
from cpdrules.rules.requirements import Grace, Requirement
from cpdrules.semantics import LATEST, Period, Verdict, after

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

THROUGH = "complete_through"
"""The fact of the gap that waits for the log to go on."""
Judge = Callable[["Context"], Finding]


def has_deadline(requirement: Requirement) -> bool:
    """Whether a requirement says between which days it is met."""
    return requirement.due is not None or requirement.not_before is not None


def has_unknown_days(requirement: Requirement, context: Context) -> bool:
    """Whether it is not known between which days a requirement is met, so that there may be none."""
    moments = (requirement.not_before, requirement.due)
    return any(moment is not None and day_of(moment, context) is None for moment in moments)


def in_time(requirement: Requirement, context: Context, decide: Judge, plan: Plan) -> Finding:
    """Judge a requirement in the days from `not_before` through `due`, and where it allows, in those after."""
    first, last = (day_of(moment, context) for moment in (requirement.not_before, requirement.due))
    if first is NONE or last is NONE:
        found = decide(context)
        lacking = requirement.not_before if first is NONE else requirement.due
        assert lacking is not None
        return bare(found, Reason("no_such_day", (str(lacking.anchor),)))
    window = context.window
    known = window is not None and (first is not None or requirement.not_before is None)
    if window is None or not known or (last is None and requirement.due is not None):
        moments = [m for m in (requirement.not_before, requirement.due) if m is not None]
        due = last if isinstance(last, datetime.date) else None
        found = by_then_or_late(requirement, context, decide, None, due)
        # There may be no day, or none before the due one.
        finding = attrs.evolve(found, verdict=found.verdict | Verdict.NOT_APPLICABLE)
        waiting_for = requirement.period or context.ruleset.period
        gaps = list(waits_for(waiting_for, context)) if window is None and waiting_for is not None else []
        gaps += [gap for moment in moments for gap in gaps_of(moment, context, plan)]
        return with_gaps(finding, gaps)
    begin = first if isinstance(first, datetime.date) else window.first
    end = last if isinstance(last, datetime.date) else window.last
    if begin > end:
        return bare(decide(context), Reason("no_days", (begin.isoformat(), end.isoformat())))
    due = end if requirement.due is not None else None
    return by_then_or_late(requirement, context, decide, Period(begin, end), due)


def by_then_or_late(
    requirement: Requirement,
    context: Context,
    decide: Judge,
    days: Period | None,
    due: datetime.date | None,
) -> Finding:
    """Judge a requirement in its days, and where it may be missed by the due day, in those of grace too.

    `days` is None where they are not known, and `due` where there is no due day or it is not known.
    """
    has_due = requirement.due is not None
    found = decide(context.through(days, due, has_due=has_due))
    if due is None or not isinstance(requirement.late, Grace) or Verdict.NOT_MET not in found.verdict:
        return found
    until = accepted_through(requirement.late, due)
    longer = Period(days.first, until) if days is not None else None
    later = decide(context.through(longer, until, has_due=has_due))
    return said_late(found, later, due, until)


def accepted_through(late: Grace, due: datetime.date) -> datetime.date:
    """Return the last day on which what was due can still be met, if only late."""
    return min(after(due, late.accepted_for), LATEST)


def said_late(found: Finding, later: Finding, due: datetime.date, until: datetime.date) -> Finding:
    """Return what is found with the days of grace, and say that it is late where it is, or may be.

    What may turn out on time stays possible: whatever is not missed by the due day is not asked again.
    """
    on_time = found.verdict & ~Verdict.NOT_MET
    if later.verdict | on_time != Verdict.MET:
        sooner = () if found.verdict is Verdict.NOT_MET else found.gaps
        gaps = gaps_of_both(sooner, later.gaps)
        reason = (
            Reason("due_or_late", (due.isoformat(), until.isoformat()))
            if sooner and later.reason is None
            else later.reason
        )
        return attrs.evolve(
            later,
            verdict=later.verdict | on_time,
            gaps=gaps,
            reason=reason,
            parts=parts_of_both(found, later),
        )
    word = "met_late" if found.verdict is Verdict.NOT_MET else "perhaps_late"
    return attrs.evolve(later, reason=Reason(word, (due.isoformat(),)), parts=parts_of_both(found, later))


def gaps_of_both(sooner: tuple[Gap, ...], later: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return what is missing by the due day or in the days of grace, each fact once.

    A log that reaches through the days of grace reaches through the due day too, so of these the later is named.
    """
    reaches = any(gap.fact == THROUGH for gap in later)
    first = [gap for gap in sooner if not (reaches and gap.fact == THROUGH)]
    facts = {gap.fact for gap in first}
    return tuple(dict.fromkeys((*first, *(gap for gap in later if gap.fact not in facts))))


def parts_of_both(found: Finding, later: Finding) -> tuple[Finding, ...]:
    """Return the parts as they stand on time or late: where it is open which, each may stand either way.

    On time, no part is missed that would have missed the whole: then it would be late. A part that is not asked
    again in the days of grace, since nothing then applies, stays as it was.
    """
    if found.verdict is Verdict.NOT_MET:
        return later.parts
    again = {part.requirement for part in later.parts}
    on_time = tuple(
        attrs.evolve(part, verdict=part.verdict & ~Verdict.NOT_MET or part.verdict)
        if found.kind == "all_of" and part.level == "must" and part.requirement in again
        else part
        for part in found.parts
    )
    return merged_parts([attrs.evolve(found, parts=on_time), later])


def bare(finding: Finding, reason: Reason) -> Finding:
    """Return the finding of a requirement for which there is no day to be met on."""
    return attrs.evolve(
        finding.without_numbers(),
        verdict=Verdict.NOT_APPLICABLE,
        relation=None,
        reason=reason,
        gaps=(),
        parts=(),
    )


def day_of(moment: Moment | None, context: Context) -> object:
    """Return the day that a moment names; None when it is not known or not asked, NONE when there is none."""
    return None if moment is None else moment_of(moment, context)


def gaps_of(moment: Moment, context: Context, plan: Plan) -> list[Gap]:
    """Return the fact on which a day depends, where it is not known."""
    return [] if moment.path is None else path_gaps(moment.path, context, plan)


def with_gaps(finding: Finding, gaps: Sequence[Gap]) -> Finding:
    """Return a finding that also waits for these facts, unless it is decided; so do its parts that name none."""
    if finding.verdict.decided:
        return finding
    parts = tuple(
        part if any(each.gaps for each in part.walk()) else with_gaps(part, gaps) for part in finding.parts
    )
    return attrs.evolve(finding, gaps=tuple(dict.fromkeys((*gaps, *finding.gaps))), parts=parts)


def by_the_due_day(finding: Finding, context: Context) -> Finding:
    """Say of each missing fact by when it is still in time."""
    due = context.due
    if due is None or context.on > due or not finding.gaps:
        return finding
    gaps = tuple(attrs.evolve(gap, by=due) if gap.by is None else gap for gap in finding.gaps)
    return attrs.evolve(finding, gaps=gaps)


def may_be_overdue(context: Context) -> bool:
    """Whether a due day that is not known may have passed, in a record that leaves nothing out through some day."""
    return context.due_is_unknown and context.complete_through is not None


def is_overdue(context: Context) -> bool:
    """Whether a due day has passed, and the record leaves nothing out through it: then what is absent is not there."""
    due, through = context.due, context.complete_through
    return due is not None and context.on > due and through is not None and through >= due
