"""The ledger of a measure: what each period brings into the next, period after period, never by recursion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.measures import Outcome, Total
from cpdrules.evaluation.questions import NOTHING as NO_ITEM
from cpdrules.evaluation.truth import FALSE, TRUE
from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.measures import Count, Sum
from cpdrules.rules.periods import Repeating
from cpdrules.semantics import (
    EARLIEST,
    LATEST,
    Amount,
    Cadence,
    Period,
    after,
    excess,
    filled,
    less,
    lower,
    unused,
)
from cpdrules.source import Diagnostic

if TYPE_CHECKING:
    import datetime

    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

NONE = Amount.exactly(0)


@attrs.frozen
class Opening:
    """What a period begins with.

    `stock[i]` is what may be used that was carried from the last i + 1 periods together; `owed` is what the period
    before still lacks. `gaps` would settle them.
    """

    stock: tuple[Amount, ...]
    owed: Amount
    gaps: tuple[Gap, ...] = ()

    @property
    def carried(self) -> Amount:
        """All that is carried in."""
        return self.stock[-1] if self.stock else NONE


@attrs.frozen
class Standing:
    """How a period stands: its own amount less what goes back, and that with what was carried in."""

    own: Amount
    back: Amount
    total: Amount
    gaps: tuple[Gap, ...]


@attrs.frozen
class Ledger:
    """What moves between the periods of a measure, made ready."""

    plan: Plan
    measure: Sum | Count
    named: Repeating
    all_items: Total
    may_make_up: Total | None
    may_carry: Total | None
    bring: Callable[[Amount, Period], tuple[object, ...]]

    @property
    def carry(self) -> CarryOver | None:
        """What the measure says of its excess."""
        return self.measure.carry_over

    @property
    def make_up(self) -> MakeUp | None:
        """What the measure says of its shortfall."""
        return self.measure.make_up

    def number_in(self, context: Context) -> int | None:
        """Return the number of the period in hand; None where it is not one of the ledger's."""
        window, cadence = context.window, context.cadence(self.named)
        held = cadence.holding(window.first) if window is not None and cadence is not None else None
        if held is None or window is None:
            return None
        number, period = held
        same = period == window or (context.due is not None and period.first == window.first)
        return number if same else None

    def opening(self, number: int, context: Context) -> Opening:
        """Return what a period begins with, going through those before it from where the record begins."""
        cadence = context.cadence(self.named)
        assert cadence is not None
        known: dict[int, Opening] = context.kept.setdefault(("ledger", self.measure.name), {})
        begin = self.beginning(number, cadence, known, context)
        for each in range(begin, number):
            if each + 1 not in known:
                known[each + 1] = self.closing(known[each], cadence.window(each), context)
        return known[number]

    def beginning(
        self, number: int, cadence: Cadence, known: dict[int, Opening], context: Context
    ) -> int:
        """Return the latest period, up to this one, whose opening is known or begins the ledger; note it."""
        reach = self.reach(context)
        at = number
        while at not in known:
            window = cadence.window(at)
            stated = self.stated(window.first, context)
            if stated is not None:
                known[at] = stated
            elif cadence.first_window is not None and at <= cadence.first_window:
                known[at] = Opening(self.stock_of(NONE), NONE)
            elif window.first == EARLIEST or reach is None or window.first <= reach:
                known[at] = self.unknown(window, context)
            else:
                at -= 1
        return at

    def reach(self, context: Context) -> datetime.date | None:
        """Return the first day of which the record says anything; None where it says nothing."""
        section = self.all_items.asked.section
        days = [
            day
            for thing in context.bound.lists[section.name] or ()
            if hasattr(day := thing.values.get(section.dated_by or ""), "year")
        ]
        if context.complete_from is not None:
            days.append(context.complete_from)
        return min(days, default=None)  # type: ignore[type-var, return-value]

    def stated(self, day: datetime.date, context: Context) -> Opening | None:
        """Return what the record says is brought forward into the period that begins on a day."""
        for each in context.bound.record.brought_forward:
            if each.measure == self.measure.name and each.into == day:
                carried = self.no_more_than_moves(
                    Amount(0, None) if each.carried is None else Amount.exactly(each.carried), day, context
                )
                owed = Amount(0, None) if each.owed is None else Amount.exactly(each.owed)
                return Opening(self.stock_of(carried), owed)
        return None

    def no_more_than_moves(self, amount: Amount, day: datetime.date, context: Context) -> Amount:
        """Return an amount as far as it may be carried into a period."""
        if self.carry is None:
            return NONE
        most = self.plan.quantity(self.carry.count_at_most)(context.of_period(Period(day, day)))
        return lower(amount, most.times(self.carry.into_next))

    def unknown(self, window: Period, context: Context) -> Opening:
        """Return the opening of a period before which nothing is known."""
        fact = f"brought_forward[{self.measure.name}]"
        gap = Gap(kind=GapKind.NOT_RECORDED, fact=fact, needs=(window.first.isoformat(),))
        at = context.of_period(window)
        carried: list[Amount] = []
        if self.carry is not None:
            most = self.plan.quantity(self.carry.count_at_most)(at).most
            for age in range(1, self.carry.into_next + 1):
                carried.append(Amount(0, None if most is None else most * age))
        needed = self.plan.quantity(self.make_up.shortfall_of)(at) if self.make_up is not None else NONE
        return Opening(tuple(carried), Amount(0, needed.most), (gap,))

    def stock_of(self, carried: Amount) -> tuple[Amount, ...]:
        """Return a stock of which all was carried from the last period."""
        return (carried,) * (self.carry.into_next if self.carry is not None else 0)

    def standing(self, opening: Opening, window: Period, context: Context) -> Standing:
        """Return how a period stands, with what it begins with."""
        at = context.of_period(window)
        alone = self.all_items(at)
        back, own, gaps = NONE, alone.amount, [*alone.gaps]
        if self.make_up is not None and opening.owed.most != 0:
            may = self.available(window, context)
            back = lower(may.amount, opening.owed)
            gaps.extend(may.gaps)
            own = less(own, back) if not self.make_up.counts_again else own
        whole = self.all_items(at, self.bring(opening.carried, window)) if opening.carried.most != 0 else alone
        total = whole.amount if back == NONE else own.add(opening.carried)
        return Standing(own, back, total, tuple(dict.fromkeys((*opening.gaps, *gaps))))

    def available(self, window: Period, context: Context) -> Outcome:
        """Return what a period has, in time, to make good what the one before lacks."""
        assert self.make_up is not None
        assert self.may_make_up is not None
        last = min(after(window.first, self.make_up.within), LATEST)
        return self.may_make_up(context.of_period(Period(window.first, min(last, window.last))))

    def closing(self, opening: Opening, window: Period, context: Context) -> Opening:
        """Return what the period after this one begins with."""
        at = context.of_period(window)
        stands = self.standing(opening, window, context)
        owed = NONE
        if self.make_up is not None:
            owed = less(self.plan.quantity(self.make_up.shortfall_of)(at), stands.total)
        stock = self.carried_out(opening, stands, at) if self.carry is not None else ()
        known = owed.is_exact and all(each.is_exact for each in stock)
        return Opening(stock, owed, () if known else stands.gaps)

    def carried_out(self, opening: Opening, stands: Standing, at: Context) -> tuple[Amount, ...]:
        """Return the stock after a period: its own excess, and what is left of older ones that may still be used."""
        carry = self.carry
        assert carry is not None
        needed, own_first = self.plan.quantity(carry.excess_over)(at), carry.used_first == "own"
        moves = excess(stands.own, stands.total, needed, own_first=own_first, again=carry.again)
        if self.may_carry is not None:
            moves = lower(moves, self.may_carry(at).amount)
        moves = lower(moves, self.plan.quantity(carry.count_at_most)(at))
        told = self.plan.case(carry.only_when).ask(NO_ITEM, at) if carry.only_when is not None else TRUE
        if told == FALSE:
            moves = NONE
        elif told != TRUE:
            moves = Amount(0, moves.most)
        left = unused(opening.carried, stands.total, needed, own_first=own_first)
        older = () if carry.again else tuple(lower(each, left) for each in opening.stock[:-1])
        return (moves, *(moves.add(each) for each in older))[: carry.into_next] + (moves,) * (
            carry.into_next - 1 - len(older)
        )

    def made_good(self, number: int, stands: Standing, context: Context) -> Amount:
        """Return what a period comes to when the next has made good what it lacks."""
        cadence = context.cadence(self.named)
        assert cadence is not None
        assert self.make_up is not None
        needed = self.plan.quantity(self.make_up.shortfall_of)(context.of_period(cadence.window(number)))
        return filled(stands.total, self.available(cadence.window(number + 1), context).amount, needed)


def refuse_unplaced(ledger: Ledger, context: Context) -> None:
    """Refuse what is brought forward into a day on which no period of the ledger begins."""
    cadence = context.cadence(ledger.named)
    for each in context.bound.record.brought_forward:
        if each.measure == ledger.measure.name and cadence is not None:
            held = cadence.holding(each.into)
            if held is None or held[1].first != each.into:
                message = f"no `{ledger.named.name}` begins on {each.into}, into which `{each.measure}` is brought"
                hint = "write the first day of the period that begins with it"
                found = Diagnostic(code="D024", message=message, hint=hint, span=each.place)
                raise RecordError([found])
