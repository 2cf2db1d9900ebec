"""A total with what its ledger brings in, sends back and has made good later."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.beginnings import waits_for
from cpdrules.evaluation.excess import Excess, hours_of, things_by_id
from cpdrules.evaluation.ledger import Ledger
from cpdrules.evaluation.measures import Measured, Outcome, This, Total, total
from cpdrules.evaluation.openings import Opening
from cpdrules.loading.facts import typed
from cpdrules.records.bound import NONE, Thing
from cpdrules.report.finding import MADE_GOOD, WENT_BACK, Credit, Gap, Reason
from cpdrules.rules.conditions import ALWAYS, Condition, FieldClause
from cpdrules.rules.measures import Count, Limit, Sum
from cpdrules.rules.periods import Repeating
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import Amount, Period, drawn, filled, less, lower

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ZERO = Fraction(0)
NOTHING = Amount.exactly(0)


@attrs.frozen
class Carried:
    """A sum or a count whose periods hand on to one another, made ready; `total` is narrowed by a requirement."""

    ledger: Ledger
    total: Total

    def __call__(self, context: Context) -> Outcome:
        """Add up the period in hand, with what comes from other periods."""
        if self.ledger.is_lost(context):
            return self.in_an_unknown_period(context)
        number = self.ledger.number_in(context)
        if number is None:
            return self.total(context)
        opening = self.ledger.opening(number, context)
        outcome = self.total(context, self.ledger.brought(opening))
        if self.ledger.make_up is None:
            return outcome
        outcome = self.without_what_went_back(outcome, opening, number, context)
        return self.with_what_is_made_good(outcome, opening, number, context)

    def in_an_unknown_period(self, context: Context) -> Outcome:
        """Add up where it is not known of which period: anything may be brought in, go back and be made good."""
        opening = self.ledger.unknown(context.window, context)
        outcome = self.total(context, self.ledger.brought(opening))
        gaps = (*waits_for(self.ledger.named.name, context), *opening.gaps, *outcome.gaps)
        if self.ledger.make_up is not None:
            lost = less(outcome.amount, Amount(0, opening.owed.most))
            outcome = moved(outcome, lost, (), (WENT_BACK, "perhaps_moved"))
            outcome = moved(outcome, Amount(lost.least, None), (), (MADE_GOOD, "perhaps_moved"))
        return attrs.evolve(outcome, gaps=tuple(dict.fromkeys(gaps)))

    def without_what_went_back(
        self, outcome: Outcome, opening: Opening, number: int, context: Context
    ) -> Outcome:
        """Take from the period in hand what made good the one before."""
        rule, window = self.ledger.make_up, self.ledger.cadence(context).window(number)
        back, gaps = self.ledger.back(opening, window, context)
        if rule is None or rule.counts_again or back.most == 0:
            return outcome
        lost, open_picks = self.picked(back, window, context)
        gaps = (*gaps, *open_picks)
        before = self.ledger.cadence(context).window(number - 1)
        return moved(outcome, less(outcome.amount, lost), gaps, (WENT_BACK, "went_back", str(before)))

    def with_what_is_made_good(
        self, outcome: Outcome, opening: Opening, number: int, context: Context
    ) -> Outcome:
        """Add to the period in hand what the next one makes good of it."""
        rule, cadence = self.ledger.make_up, self.ledger.cadence(context)
        assert rule is not None
        window = cadence.window(number)
        stands = self.ledger.standing(opening, window, context)
        needed = self.ledger.plan.quantity(rule.shortfall_of)(context.of_period(window))
        lacking = less(needed, stands.total)
        if lacking.most == 0:
            return outcome
        later = cadence.window(number + 1)
        may = self.ledger.available(later, context)
        open_picks: tuple[Gap, ...] = ()
        if self.total.select.clauses or self.total.limits != self.ledger.all_items.limits:
            extra, open_picks = self.picked(lower(may.amount, lacking), later, context)
            amount = outcome.amount.add(extra)
        else:
            amount = filled(outcome.amount, may.amount, needed)
        gaps = () if may.amount.is_exact and lacking.is_exact else (*stands.gaps, *may.gaps)
        return moved(outcome, amount, (*gaps, *open_picks), (MADE_GOOD, "made_good", str(later)))

    def picked(self, amount: Amount, window: Period, context: Context) -> tuple[Amount, tuple[Gap, ...]]:
        """Return how much of what goes from a period to the one before is of the items asked for, and what is open."""
        rule = self.ledger.make_up
        if not self.total.select.clauses or rule is None:
            return amount, ()
        at = context.with_window(self.ledger.in_time(window, context).window)
        hours = hours_of(
            self.ledger.all_items, self.ledger.available(window, context), self.total.select, rule.which, at
        )
        found = drawn(amount, hours)
        things = things_by_id(self.ledger.all_items.asked.section.name, at)
        if found.is_exact:
            return found, ()
        unsure = sorted(each.item for each in hours if each.certainly != each.perhaps)
        written = [things[item] for item in unsure if item in things]  # not what may still be recorded
        return found, tuple(gap for thing in written for gap in self.total.asked.gaps(thing, at))


def moved(outcome: Outcome, amount: Amount, gaps: tuple[Gap, ...], row: tuple[str, ...]) -> Outcome:
    """Return an outcome with another amount, and the row by which its rows add up to it.

    Where the ends stay, what lies between them may still depend on what moves, so its gaps are kept.
    """
    told = tuple(dict.fromkeys((*outcome.gaps, *gaps)))
    if amount == outcome.amount:
        return outcome if amount.is_exact else attrs.evolve(outcome, gaps=told)
    item, code, *periods = row
    old, most = outcome.amount, amount.most
    possible = ZERO if old.most is None else None if most is None else most - old.most
    credit = Credit(
        item=item, proven=amount.least - old.least, possible=possible, reason=Reason(code, tuple(periods))
    )
    return Outcome(amount, (*outcome.credits, credit), told)


def carried(
    plan: Plan, measure: Sum | Count, where: Condition, limits: tuple[Limit, ...], this: This
) -> Measured:
    """Make a sum or a count ready, with its ledger where it has one."""
    made = total(plan, measure, where, limits, this)
    ledger = ledger_of(plan, measure)
    return made if ledger is None else Carried(ledger, made)


def ledger_of(plan: Plan, measure: Sum | Count) -> Ledger | None:
    """Make ready what moves between the periods of a measure, once; None where nothing does."""
    carry, make_up = measure.carry_over, measure.make_up
    if carry is None and make_up is None:
        return None
    key = ("ledger", measure.name)
    if key not in plan.prepared:
        named = plan.periods[carry.period if carry is not None else make_up.period if make_up else ""]
        assert isinstance(named, Repeating)
        all_items = total(plan, measure, ALWAYS, (), None)
        may_make_up = total(plan, measure, make_up.where if make_up else ALWAYS, (), None)
        picked = total(plan, measure, carry.where if carry else ALWAYS, (), None)
        section = all_items.asked.section
        plan.prepared[key] = Ledger(
            plan,
            measure.name,
            named,
            Excess(plan, carry, all_items, picked) if carry is not None else None,
            make_up,
            all_items,
            may_make_up,
            thing_of(measure, section),
        )
    found: Ledger = plan.prepared[key]
    return found


def thing_of(measure: Sum | Count, section: Section) -> Thing:
    """Return what is carried in as an item: it has the facts that the rule gives it, and no others."""
    clauses = measure.carry_over.as_.clauses if measure.carry_over is not None else ()
    said = {
        str(each.path.field): (each.test.is_ or ("",))[0] for each in clauses if isinstance(each, FieldClause)
    }
    values = {
        field.name: typed(field, said[field.name]) if field.name in said else NONE for field in section.fields
    }
    return Thing("", values)
