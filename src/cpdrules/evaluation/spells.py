"""How long something lasts within the period in hand, and what is left of the period without it."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.items import Asked
from cpdrules.evaluation.measures import Outcome, This
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.rows import further_row, refused_by
from cpdrules.evaluation.truth import FALSE, TRUE, min_truth
from cpdrules.records.bound import NONE, Thing
from cpdrules.report.finding import Credit, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import TimeIn, TimeWithout, list_of
from cpdrules.semantics import ANYTHING, EARLIEST, LATEST, Amount, Period, beginning_with, length_in
from cpdrules.source import Diagnostic

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ZERO = Fraction(0)
NO_TIME = Amount.exactly(0)


@attrs.frozen
class Lasting:
    """One item: its days in the period as far as they are known, and what its time comes to."""

    thing: Thing
    amount: Amount
    days: Period | None
    reason: Reason


@attrs.frozen
class Time:
    """A measure of time, made ready."""

    measure: TimeIn | TimeWithout
    asked: Asked
    gate: Prepared
    select: Prepared

    def __call__(self, context: Context) -> Outcome:
        """Measure the time of the items in the period in hand."""
        section = self.asked.section
        things = context.bound.lists[section.name] or ()
        context.budget.spend(len(things) + 1)
        found = [self.lasting(thing, context) for thing in things]
        self.refuse_overlaps([each for each in found if each.days is not None])
        gaps = [
            gap for each in found if not each.amount.is_exact for gap in self.asked.gaps(each.thing, context)
        ]
        whole = self.whole(context)
        rows = [
            Credit(item=e.thing.id, proven=e.amount.least, possible=e.amount.most, reason=e.reason)
            for e in found
        ]
        amounts = [each.amount for each in found]
        openness = context.openness(section.name)
        if openness.is_open:
            further = ANYTHING if whole.most is None else Amount(ZERO, whole.most)
            amounts.append(further)
            rows.append(further_row(ZERO, further.most))
            gaps.extend(openness.gaps)
        taken = within(Amount.total(amounts), whole)
        if isinstance(self.measure, TimeIn):
            rows = self.capped(rows, taken)
            rows.extend(planned_credits(context, section, (self.gate, self.select)))
            return Outcome(taken, tuple(rows), tuple(dict.fromkeys(gaps)))
        return Outcome(without(whole, taken), (), tuple(dict.fromkeys(gaps)))

    def capped(self, rows: list[Credit], taken: Amount) -> list[Credit]:
        """Let the rows add up to what there is in all: the later ones give way."""
        sure, left = taken.least, taken.most
        kept = []
        for row in rows:
            proven = min(row.proven, sure)
            possible = (
                row.possible if left is None else left if row.possible is None else min(row.possible, left)
            )
            sure, left = sure - proven, None if left is None or possible is None else left - possible
            kept.append(attrs.evolve(row, proven=proven, possible=possible))
        return kept

    def whole(self, context: Context) -> Amount:
        """Return how long the period in hand is."""
        window = context.window
        if window is None or window.first == EARLIEST:
            return ANYTHING
        return Amount.exactly(self.length(window))

    def length(self, days: Period) -> Fraction:
        """Return how long days last, in the unit of the measure."""
        return length_in(days, self.measure.unit, self.measure.part or "counted")

    def is_short(self, first: object, last: object) -> bool:
        """Whether an item as a whole lasts less than what counts."""
        shortest = self.measure.shortest
        if shortest is None or not isinstance(first, datetime.date) or not isinstance(last, datetime.date):
            return False
        return last < beginning_with(first, shortest).last

    def lasting(self, thing: Thing, context: Context) -> Lasting:
        """Return what one item comes to."""
        section = self.asked.section
        picked = min_truth(self.gate.ask(thing, context), self.select.ask(thing, context))
        told = min_truth(in_window(thing, section, context), picked)
        if told == FALSE:
            refusal = refused_by(self.gate, thing, context) or refused_by(self.select, thing, context)
            day = str(thing.values.get(section.dated_by or ""))
            return Lasting(thing, NO_TIME, None, refusal or Reason("outside_period", (day,)))
        first, last = thing.values.get(section.dated_by or ""), thing.values.get(section.until or "")
        if context.window is None:
            return Lasting(thing, ANYTHING, None, self.open_reason(thing, context))
        widest = clipped(first, last, context.window)
        if widest is None:
            return Lasting(thing, NO_TIME, None, Reason("nothing"))
        through = context.complete_through
        if last is NONE and isinstance(first, datetime.date) and not (through and through >= widest.last):
            return self.still_lasting(thing, first, max(first, through or first), widest, is_in=told == TRUE)
        if isinstance(first, datetime.date) and last is not None and told == TRUE:
            length = ZERO if self.is_short(first, last) else self.length(widest)
            reason = Reason("counted") if length else Reason("too_short", (str(widest),))
            return Lasting(thing, Amount.exactly(length), widest, reason)
        least = self.of_one_day(first, last, context.window) if told == TRUE else ZERO
        return Lasting(thing, Amount(least, self.length(widest)), None, self.open_reason(thing, context))

    def of_one_day(self, first: object, last: object, window: Period) -> Fraction:
        """Return what the one day comes to that an item certainly has in the period in hand, if it has one."""
        known = [day for day in (first, last) if isinstance(day, datetime.date) and day in window]
        return self.length(Period(known[0], known[0])) if known and self.measure.shortest is None else ZERO

    def still_lasting(
        self, thing: Thing, first: datetime.date, so_far: datetime.date, widest: Period, *, is_in: bool
    ) -> Lasting:
        """Return what an item comes to that had not ended by a day, and may last for all of the period."""
        sure = clipped(first, so_far, widest) if is_in and not self.is_short(first, so_far) else None
        amount = Amount(ZERO if sure is None else self.length(sure), self.length(widest))
        return Lasting(thing, amount, sure, Reason("still_lasting", (str(so_far),)))

    def open_reason(self, thing: Thing, context: Context) -> Reason:
        """Say which facts keep an item from coming to one number."""
        return Reason("unknown", tuple(gap.fact for gap in self.asked.gaps(thing, context)))

    def refuse_overlaps(self, sure: list[Lasting]) -> None:
        """Refuse a record in which two items that count share a day: their time would count twice."""
        for one, other in pairwise(sorted(sure, key=lambda each: each.days.first if each.days else LATEST)):
            if one.days is not None and other.days is not None and one.days.overlaps(other.days):
                name = self.asked.section.name
                message = (
                    f"`{name}[{one.thing.id}]` and `{name}[{other.thing.id}]` share days, "
                    f"and `{self.measure.name}` would count them twice"
                )
                hint = "mend the days that are wrong, or make one item of the two"
                raise RecordError([Diagnostic(code="D020", message=message, hint=hint)])


def clipped(first: object, last: object, window: Period) -> Period | None:
    """Return the days of an item in a period, as many as there may be; None where there are none."""
    start = max(first, window.first) if isinstance(first, datetime.date) else window.first
    end = min(last, window.last) if isinstance(last, datetime.date) else window.last
    return Period(start, end) if start <= end else None


def within(taken: Amount, whole: Amount) -> Amount:
    """Return an amount of time that is no longer than the period."""
    if whole.most is None:
        return taken
    return Amount(
        min(taken.least, whole.most), whole.most if taken.most is None else min(taken.most, whole.most)
    )


def without(whole: Amount, taken: Amount) -> Amount:
    """Return what is left of a period."""
    if whole.most is None:
        return ANYTHING
    least = ZERO if taken.most is None else max(ZERO, whole.least - taken.most)
    return Amount(least, max(ZERO, whole.most - taken.least))


def time_of(plan: Plan, measure: TimeIn | TimeWithout, where: Condition, this: This) -> Time:
    """Make a measure of time ready, narrowed by a requirement's own `where`."""
    section = plan.sections[list_of(measure)]
    gate, select = prepare(measure.where, plan, section, this), prepare(where, plan, section, this)
    return Time(measure, Asked.of(section, (gate, select), (), plan), gate, select)
