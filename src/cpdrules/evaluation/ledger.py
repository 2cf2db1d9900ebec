"""The ledger of a measure: what each period brings into the next, period after period, never by recursion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.excess import Excess, hours_of
from cpdrules.evaluation.measures import Brought, Outcome, Total
from cpdrules.evaluation.openings import NONE, Opening, Source, Standing, left_of, said_of
from cpdrules.records.bound import Thing
from cpdrules.records.reading import Faults
from cpdrules.report.finding import Gap, GapKind, Reason
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.periods import Repeating
from cpdrules.semantics import (
    EARLIEST,
    LATEST,
    Amount,
    Cadence,
    Period,
    after,
    format_number,
    less,
    lower,
    settled_hours,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ONE_DAY = datetime.timedelta(days=1)


@attrs.frozen
class Ledger:
    """What moves between the periods of a measure, made ready."""

    plan: Plan
    name: str
    named: Repeating
    excess: Excess | None
    make_up: MakeUp | None
    all_items: Total
    may_make_up: Total
    carried: Thing

    @property
    def carry(self) -> CarryOver | None:
        """What is said of what is carried on, if anything."""
        return self.excess.rule if self.excess is not None else None

    # -- which period ----------------------------------------------------------------------------------------

    def number_in(self, context: Context) -> int | None:
        """Return the number of the period in hand; None where it is not one of the ledger's."""
        window, cadence = context.undated or context.window, context.cadence(self.named)
        held = cadence.holding(window.first) if window is not None and cadence is not None else None
        if held is None:
            return None
        number, period = held
        return number if period == window else None

    def is_lost(self, context: Context) -> bool:
        """Whether it is not known of which period the ledger is asked."""
        return context.window is None or context.cadence(self.named) is None

    def cadence(self, context: Context) -> Cadence:
        """Return the periods, which are known where the number of one is."""
        cadence = context.cadence(self.named)
        assert cadence is not None
        return cadence

    # -- what a period begins with ---------------------------------------------------------------------------

    def opening(self, number: int, context: Context) -> Opening:
        """Return what a period begins with, going through those before it from where the record begins."""
        key = ("ledger", self.name)
        if key not in context.kept:
            self.refuse_unplaced(context)
            context.kept[key] = {}
        known: dict[int, Opening] = context.kept[key]
        cadence = self.cadence(context)
        for each in range(self.beginning(number, known, context), number):
            if each + 1 not in known:
                known[each + 1] = self.closing(known[each], cadence.window(each), context)
        return known[number]

    def beginning(self, number: int, known: dict[int, Opening], context: Context) -> int:
        """Return the latest period, up to this one, whose opening is known or begins the ledger; note it."""
        cadence, reach, at, empty = self.cadence(context), self.reach(context), number, 0
        while at not in known:
            window = cadence.window(at)
            stated = self.stated(window, context)
            if stated is not None:
                known[at] = stated
            elif cadence.first_window is not None and at <= cadence.first_window:
                known[at] = Opening(self.stock_of(NONE), NONE)
            elif window.first == EARLIEST or reach is None or window.first <= reach:
                known[at] = self.unknown(window, context)
            else:
                empty = empty + 1 if at < number and self.is_empty(window, context) else 0
                if empty == self.forgets_after:
                    known[at + empty] = self.after_empty(at, empty, context)
                    return at + empty
                at -= 1
        return at

    @property
    def forgets_after(self) -> int | None:
        """After how many empty periods it no longer matters what went before; None where it always may."""
        if self.carry is None:
            return 1
        return None if self.carry.again else self.carry.into_next + 1

    def is_empty(self, window: Period, context: Context) -> bool:
        """Whether nothing lies in a period, and the record says so."""
        at = context.of_period(window)
        return not self.all_items.may_hold(at)

    def after_empty(self, first: int, number: int, context: Context) -> Opening:
        """Return the opening after so many empty periods, as it is whatever the first of them began with."""
        opening = Opening(self.stock_of(NONE), NONE)
        for each in range(first, first + number):
            opening = self.closing(opening, self.cadence(context).window(each), context)
        return opening

    def reach(self, context: Context) -> datetime.date | None:
        """Return the first day of which the record says anything; None where it says nothing."""
        key = ("reach", self.name)
        if key not in context.kept:
            context.kept[key] = self.first_day(context)
        found: datetime.date | None = context.kept[key]
        return found

    def first_day(self, context: Context) -> datetime.date | None:
        """Return the first day among those of the items and the one from which the record leaves nothing out."""
        section = self.all_items.asked.section
        written = [
            thing.values.get(section.dated_by or "") for thing in context.bound.lists[section.name] or ()
        ]
        days = [day for day in (*written, context.complete_from) if isinstance(day, datetime.date)]
        return min(days, default=None)

    def refuse_unplaced(self, context: Context) -> None:
        """Refuse what is brought forward into a day on which no period begins."""
        cadence, faults = self.cadence(context), Faults()
        for each in context.bound.record.brought_forward:
            held = cadence.holding(each.into) if each.measure == self.name else None
            if each.measure == self.name and (held is None or held[1].first != each.into):
                message = f"`{each.measure}` is brought forward into {each.into}, when no `{self.named.name}` begins"
                faults.add(
                    each.node, "D024", message, "write the first day of the period that begins with it"
                )
        if faults.found:
            raise RecordError(faults.found)

    def stated(self, window: Period, context: Context) -> Opening | None:
        """Return what the record says is brought forward into a period."""
        for each in context.bound.record.brought_forward:
            if each.measure == self.name and each.into == window.first:
                open_end = self.unknown(window, context)
                carried, too_much = open_end.stock, None
                if each.carried is not None:
                    said_to_be = Amount.exactly(each.carried)
                    carried = tuple(lower(said_to_be, most) for most in self.may_move(window, context))
                    too_much = each.carried if carried and carried[-1] != said_to_be else None
                owed = open_end.owed if each.owed is None else Amount.exactly(each.owed)
                said = (each.carried is not None or not self.carry, each.owed is not None or not self.make_up)
                return Opening(carried, owed, () if all(said) else open_end.gaps, too_much=too_much)
        return None

    def unknown(self, window: Period | None, context: Context) -> Opening:
        """Return the opening of a period before which nothing is known."""
        fact = f"brought_forward[{self.name}]"
        needs = (window.first.isoformat(),) if window is not None else ()
        gap = Gap(kind=GapKind.NOT_RECORDED, fact=fact, needs=needs)
        before = self.before(window, context)
        owed = NONE
        if self.make_up is not None:
            owed = Amount(0, self.plan.quantity(self.make_up.shortfall_of)(next(before)).most)
        carried = tuple(Amount(0, each.most) for each in self.may_move(window, context))
        return Opening(carried, owed, (gap,))

    def may_move(self, window: Period | None, context: Context) -> tuple[Amount, ...]:
        """Return how much the last period before one may move on, the last two together, and so on."""
        found: list[Amount] = []
        if self.carry is not None:
            before, together = self.before(window, context), NONE
            for _ in range(self.carry.into_next):
                together = together.add(self.plan.quantity(self.carry.count_at_most)(next(before)))
                found.append(together)
        return tuple(found)

    def before(self, window: Period | None, context: Context) -> Iterator[Context]:
        """Yield the contexts of the periods before one, the latest first; of an unknown one, always its own."""
        cadence = context.cadence(self.named) if window is not None else None
        while window is not None and cadence is not None:
            held = cadence.holding(window.first - ONE_DAY) if window.first > EARLIEST else None
            window = held[1] if held is not None else window
            yield context.of_period(window)
        while True:
            yield context

    def stock_of(self, carried: Amount) -> tuple[Amount, ...]:
        """Return a stock of which all was carried from the last period."""
        return (carried,) * (self.carry.into_next if self.carry is not None else 0)

    # -- how a period stands, and what it leaves -------------------------------------------------------------

    def standing(self, opening: Opening, window: Period, context: Context) -> Standing:
        """Return how a period stands, with what it begins with."""
        at = context.of_period(window)
        alone = self.all_items(at)
        brought = self.brought(opening)
        whole = alone if brought is None else self.all_items(at, brought)
        back, gaps = self.back(opening, window, context)
        lost = NONE if self.make_up is None or self.make_up.counts_again else back
        told = dict.fromkeys((*opening.gaps, *alone.gaps, *whole.gaps, *gaps))
        gone = self.gone(lost, window, context)
        return Standing(less(alone.amount, lost), less(whole.amount, lost), alone, tuple(told), gone)

    def brought(self, opening: Opening) -> Brought | None:
        """Return what is carried in as an item of its own."""
        if self.carry is None or opening.carried.most == 0:
            return None
        code = "carried_in" if opening.named else "perhaps_carried_in" if opening.gaps else "brought_forward"
        reason = Reason(code, tuple(said_of(each) for each in opening.named))
        if opening.too_much is not None:
            reason = Reason("brought_forward_at_most", (format_number(opening.too_much),))
        return Brought(self.carried, opening.carried, bool(self.carry.under_limits), reason, opening.gaps)

    def back(self, opening: Opening, window: Period, context: Context) -> tuple[Amount, tuple[Gap, ...]]:
        """Return how much of a period goes back to make good what the one before lacks."""
        if self.make_up is None or opening.owed.most == 0:
            return NONE, ()
        may = self.available(window, context)
        return lower(may.amount, opening.owed), (*opening.gaps, *may.gaps)

    def gone(self, lost: Amount, window: Period, context: Context) -> tuple[tuple[str, Fraction], ...] | None:
        """Return what goes back of which items of a period; None where that is not known."""
        if self.make_up is None or lost.most == 0:
            return ()
        may, at = self.available(window, context), self.in_time(window, context)
        hours = hours_of(self.all_items, may, self.all_items.select, self.make_up.which, at)
        is_known = lost.is_exact and all(each.amount.is_exact for each in hours)
        return settled_hours(lost, hours) if is_known else None

    def available(self, window: Period, context: Context) -> Outcome:
        """Return what a period has, in time, to make good what the one before lacks."""
        return self.may_make_up(self.in_time(window, context))

    def in_time(self, window: Period, context: Context) -> Context:
        """Return the context in the days of a period in which the one before can be made good."""
        assert self.make_up is not None
        last = min(after(max(window.first - ONE_DAY, EARLIEST), self.make_up.within), LATEST)
        days = Period(window.first, min(last, window.last))
        key = ("in_time", window, days)
        if key not in context.kept:
            context.kept[key] = context.of_period(window).with_window(days)
        found: Context = context.kept[key]
        return found

    def closing(self, opening: Opening, window: Period, context: Context) -> Opening:
        """Return what the period after this one begins with."""
        at = context.of_period(window)
        stands = self.standing(opening, window, context)
        owed = NONE
        if self.make_up is not None:
            owed = less(self.plan.quantity(self.make_up.shortfall_of)(at), stands.total)
        if self.excess is None:
            return Opening((), owed, () if owed.is_exact else stands.gaps)
        moves, items = self.excess.moving(stands, at)
        stock = self.excess.stock_after(moves, opening, stands, at)
        newest = Source(window, items) if moves.most != 0 else None
        older = [
            left_of(each, up_to, newer)
            for each, (newer, up_to) in zip(opening.sources, pairwise(stock), strict=False)
        ]
        sources = (newest, *older)
        known = owed.is_exact and all(each.is_exact for each in stock)
        gaps = () if known else (*self.excess.gaps(stands, at), *self.gaps_before(opening, stands, owed))
        return Opening(stock, owed, tuple(dict.fromkeys(gaps)), sources[: self.excess.rule.into_next])

    def gaps_before(self, opening: Opening, stands: Standing, owed: Amount) -> tuple[Gap, ...]:
        """Return what is not known of a period with what is carried into it, where what it leaves rests on that."""
        carry = self.carry
        alone = carry is None or (carry.used_first == "own" and not carry.again and carry.into_next == 1)
        if alone and (self.make_up is None or owed.is_exact):
            return ()
        return opening.gaps if stands.total.is_exact else stands.gaps
