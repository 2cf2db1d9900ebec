"""The longest gap between the days of items that count, as far as the record tells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.links import linked_things
from cpdrules.evaluation.measures import Outcome, This
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth, min_truth
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Gap, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import LongestGap
from cpdrules.semantics import ANYTHING, EARLIEST, Days, Period, longest_gap, stretch_of

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ONE_DAY = datetime.timedelta(days=1)


@attrs.frozen
class Silence:
    """A measure of the longest gap, made ready."""

    measure: LongestGap
    asked: Asked
    gate: Prepared
    select: Prepared

    def __call__(self, context: Context) -> Outcome:
        """Measure the longest gap in the period in hand."""
        section = self.asked.section
        things = linked_things((self.select,), section.name, context)
        told = [(thing, self.counts(thing, context)) for thing in things]
        gaps = [gap for thing, each in told if each == UNKNOWN for gap in self.asked.gaps(thing, context)]
        openness = context.openness(section.name)
        may_come = openness.is_open and self.counts(FURTHER, context) != FALSE
        gaps += openness.gaps if may_come else ()
        rows = planned_credits(context, section, (self.gate, self.select))
        window = context.window
        if window is None:
            return Outcome(ANYTHING, rows, tuple(dict.fromkeys(gaps)))
        days = self.days(told, window, self.open_days(window, context) if may_come else ())
        begin, end = self.edges(window, context)
        amount = longest_gap(days, self.measure.unit, begin, end)
        missing: tuple[Gap, ...] = () if amount.is_exact else tuple(dict.fromkeys(gaps))
        return Outcome(amount, rows, missing, self.where(days, begin, end))

    def counts(self, thing: Thing, context: Context) -> Truth:
        """Return whether an item counts in the period in hand."""
        found = [
            FALSE
            if standing.inside == FALSE
            else min_truth(standing.inside, self.select.ask(standing.variant, context))
            for standing in standings(self.asked, thing, self.gate, context)
        ]
        if all(each == FALSE for each in found):
            return FALSE
        return TRUE if all(each == TRUE for each in found) else UNKNOWN

    def days(self, told: list[tuple[Thing, Truth]], window: Period, open_days: tuple[Period, ...]) -> Days:
        """Return on which days items count, may count, and may yet be recorded."""
        dated_by = self.asked.section.dated_by or ""
        certain, possible, anywhere = set(), set(), 0
        for thing, each in told:
            day = thing.values.get(dated_by)
            if each == FALSE:
                continue
            if not isinstance(day, datetime.date):
                anywhere += 1
            elif each == TRUE:
                certain.add(day)
            else:
                possible.add(day)
        return Days(window, frozenset(certain), frozenset(possible - certain), anywhere, open_days)

    def open_days(self, window: Period, context: Context) -> tuple[Period, ...]:
        """Return the stretches of a period for which the record is not complete."""
        first, last = context.complete_from, context.complete_through
        written = context.bound.lists[self.asked.section.name] is not None
        complete = Period(first, last).common(window) if written and first and last else None
        if complete is None:
            return (window,)
        before = Period(window.first, complete.first - ONE_DAY) if window.first < complete.first else None
        after = Period(complete.last + ONE_DAY, window.last) if complete.last < window.last else None
        return tuple(each for each in (before, after) if each is not None)

    def edges(self, window: Period, context: Context) -> tuple[datetime.date | None, datetime.date | None]:
        """Return the days at the edges of a period that count as days with an item."""
        if self.measure.edges == "ignored":
            return None, None
        return None if window.first == EARLIEST else window.first, min(window.last, context.on)

    def where(self, days: Days, begin: datetime.date | None, end: datetime.date | None) -> Reason | None:
        """Say between which days the longest gap lies, when nothing can change that."""
        found = stretch_of(days, self.measure.unit, begin, end) if days.is_known else None
        return None if found is None else Reason("longest_gap", (found[0].isoformat(), found[1].isoformat()))


def silence_of(plan: Plan, measure: LongestGap, where: Condition, this: This) -> Silence:
    """Make a measure of the longest gap ready, narrowed by a requirement's own `where`."""
    section = plan.sections[measure.longest_gap]
    gate, select = prepare(measure.where, plan, section, this), prepare(where, plan, section, this)
    return Silence(measure, Asked.of(section, (gate, select), (), plan), gate, select)
