"""What a period has over, and moves on: how much, of which items, and what is left of what was carried before."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.measures import Outcome, Total
from cpdrules.evaluation.openings import NONE, Opening, Standing
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Gap
from cpdrules.rules.ledger import CarryOver
from cpdrules.semantics import Amount, Hours, drawn, excess, less, lower, settled_hours, unused

if TYPE_CHECKING:
    from fractions import Fraction

    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Excess:
    """What may move on, made ready; `picked` are the items of which it may be."""

    plan: Plan
    rule: CarryOver
    all_items: Total
    picked: Total

    def gaps(self, stands: Standing, at: Context) -> list[Gap]:
        """Return what is not known of what a period moves on."""
        gaps = [] if stands.rows.amount.is_exact else [*stands.rows.gaps]
        if self.rule.where.clauses and not (picked := self.picked(at)).amount.is_exact:
            gaps.extend(picked.gaps)
        if self.rule.only_when is not None:
            asked = self.plan.case(self.rule.only_when)
            gaps.extend(self.plan.single_gaps(asked, at) if asked.ask(NOTHING, at) == UNKNOWN else ())
        for quantity in (self.rule.excess_over, self.rule.count_at_most):
            gaps.extend(self.plan.parameter_gaps(quantity, at))
        return gaps

    def moving(self, stands: Standing, at: Context) -> tuple[Amount, tuple[tuple[str, Fraction], ...]]:
        """Return what a period moves on, and of which items."""
        needed = self.plan.quantity(self.rule.excess_over)(at)
        own_first = self.rule.used_first == "own"
        order = "latest" if self.rule.which == "any" else self.rule.which
        hours = hours_left(hours_of(self.all_items, stands.rows, self.picked.select, order, at), stands.gone)
        moves = excess(stands.own, stands.total, needed, own_first=own_first, again=self.rule.again)
        if self.rule.where.clauses:
            picked = self.picked(at).amount
            if self.rule.which != "any":
                moves = drawn(moves, hours)
            moves = lower(moves, picked)
        moves = lower(moves, self.plan.quantity(self.rule.count_at_most)(at))
        told = (
            self.plan.case(self.rule.only_when).ask(NOTHING, at) if self.rule.only_when is not None else TRUE
        )
        if told == FALSE:
            moves = NONE
        elif told != TRUE:
            moves = Amount(0, moves.most)
        return moves, settled_hours(moves, [each for each in hours if each.perhaps])

    def stock_after(
        self, moves: Amount, opening: Opening, stands: Standing, at: Context
    ) -> tuple[Amount, ...]:
        """Return the stock after a period: what it moves on, and what is left of older ones that may still be used."""
        needed = self.plan.quantity(self.rule.excess_over)(at)
        left = unused(
            opening.carried,
            stands.own,
            stands.total,
            needed,
            own_first=self.rule.used_first == "own",
            limited=bool(self.rule.under_limits),
        )
        older = () if self.rule.again else tuple(lower(each, left) for each in opening.stock[:-1])
        stock = [moves, *(moves.add(each) for each in older)]
        return tuple(stock + [stock[-1]] * (self.rule.into_next - len(stock)))


def hours_of(all_items: Total, rows: Outcome, pick: Prepared, order: str, at: Context) -> list[Hours]:
    """Return what each item has to give, in an order of their days, and whether a condition picks it.

    Where not all is settled, only what an item claims is sure to be enough.
    """
    section = all_items.asked.section
    things = things_by_id(section.name, at)
    in_the_period = [row for row in all_items.credits_inside(rows, at) if row.possible != 0]
    settled = all(row.proven == row.possible for row in in_the_period)
    found = []
    for row in in_the_period:
        thing = things.get(row.item)
        told = pick.ask(thing, at) if thing is not None else None
        most = row.possible if row.claimed is None else row.claimed.most
        amount = Amount.exactly(row.proven) if settled else Amount(0, most)
        day = thing.values.get(section.dated_by or "") if thing is not None else None
        number = day.toordinal() if isinstance(day, datetime.date) else 0
        found.append((number, Hours(row.item, amount, told == TRUE, told != FALSE)))
    found.sort(key=lambda each: (each[0] if order == "earliest" else -each[0], each[1].item))
    return [hours for _, hours in found]


def hours_left(hours: list[Hours], gone: tuple[tuple[str, Fraction], ...] | None) -> list[Hours]:
    """Return what items have to give without what of them went back to the period before."""
    if gone is None:
        return [attrs.evolve(each, amount=Amount(0, each.amount.most)) for each in hours]
    of_item = dict(gone)
    return [
        attrs.evolve(each, amount=less(each.amount, Amount.exactly(of_item[each.item])))
        if each.item in of_item
        else each
        for each in hours
    ]


def things_by_id(name: str, at: Context) -> dict[str, Thing]:
    """Return the items that count by their ids: one table for a judgement, not one for each period."""
    key = ("things_by_id", name)
    if key not in at.kept:
        at.kept[key] = {thing.id: thing for thing in at.bound.lists[name] or ()}
    found: dict[str, Thing] = at.kept[key]
    return found
