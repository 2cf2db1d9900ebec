"""Measures: what the items add up to at least and at most, and what each of them brought."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.claims import Claim, claim_of
from cpdrules.evaluation.conditions import Prepared, in_window, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN
from cpdrules.records.bound import NONE, Quantity, Thing
from cpdrules.report.finding import Credit, Gap, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import Count, Limit, Sum
from cpdrules.rules.quantities import Constant, Named, Percent
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import Amount, Case, Ceiling, Item, Tally, exact_sum, tally

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

This = Section | Field | str | None


@attrs.frozen
class Outcome:
    """What a measure came to: the amount, what each item brought, and the facts that are missing."""

    amount: Amount
    credits: tuple[Credit, ...]
    gaps: tuple[Gap, ...]


Measured = Callable[["Context"], Outcome]


@attrs.frozen
class Total:
    """A sum or a count over the items of a list, made ready."""

    plan: Plan
    asked: Asked
    gate: Prepared
    select: Prepared
    limits: tuple[Limit, ...]
    held: tuple[Prepared, ...]
    claim: Claim

    def __call__(self, context: Context) -> Outcome:
        """Add up the items of the record in the period in hand."""
        things = context.bound.lists[self.asked.section.name] or ()
        context.budget.spend(len(things) + 1 << len(self.limits))
        if not self.limits and not context.openness(self.asked.section.name).is_open:
            plain = self.plainly(things, context)
            if plain is not None:
                return plain
        items: list[Item] = []
        rows: list[Thing] = []
        for thing in things:
            cases = self.cases(thing, context)
            if cases:
                items.append(Item(thing.id, self.order(thing), cases))
                rows.append(thing)
        openness = context.openness(self.asked.section.name)
        if openness.is_open and (further := self.further(context)):
            items.append(Item("", (1, "", ""), further))
            rows.append(FURTHER)
        ceilings = [self.ceiling(limit, context) for limit in self.limits]
        told = tally(items, ceilings)
        listed = self.credits(things, rows, items, told, context)
        listed += planned_credits(context, self.asked.section, (self.gate, self.select))
        return Outcome(told.counted, listed, tuple(self.gaps(rows, items, context)))

    def plainly(self, things: tuple[Thing, ...], context: Context) -> Outcome | None:
        """Add up items of which all is known, under no limit; None as soon as one is not.

        Most records are like this. The result is that of the general way, at a third of its cost.
        """
        counted: list[Fraction] = []
        rows: list[Credit] = []
        for thing in things:
            claimed = self.claim(thing, context)
            told = in_window(thing, self.asked.section, context)
            if told == TRUE:
                told = self.gate.ask(thing, context)
            if told == TRUE:
                told = self.select.ask(thing, context)
            if told == UNKNOWN or (told == TRUE and not claimed.is_exact):
                return None
            if told == FALSE:
                reason = self.refusal(thing, context)
                rows.append(Credit(item=thing.id, claimed=claimed, proven=ZERO, possible=ZERO, reason=reason))
                continue
            amount = claimed.least
            counted.append(amount)
            reason = COUNTED if amount else self.claim.why_nothing(thing, context)
            rows.append(Credit(item=thing.id, claimed=claimed, proven=amount, possible=amount, reason=reason))
        planned = planned_credits(context, self.asked.section, (self.gate, self.select))
        return Outcome(Amount.exactly(exact_sum(counted)), (*rows, *planned), ())

    def order(self, thing: Thing) -> tuple[int, str, str]:
        """Return the order in which items take up room under a limit: by day, then by id."""
        day = thing.values.get(self.asked.section.dated_by or "")
        return (1 if day is None else 0, str(day or ""), thing.id)

    def cases(self, thing: Thing, context: Context) -> tuple[Case, ...]:
        """Return what an item may turn out to claim; nothing when it certainly counts nowhere."""
        found: list[Case] = []
        for standing in standings(self.asked, thing, self.gate, context):
            if standing.inside == FALSE:
                found.append(NOTHING)
                continue
            found.extend(self.variant_cases(standing.variant, context))
            if standing.inside == UNKNOWN:
                found.append(NOTHING)
        distinct = tuple(dict.fromkeys(found))
        return () if distinct == (NOTHING,) else distinct

    def variant_cases(self, variant: Thing, context: Context) -> list[Case]:
        """Return the cases of an item that is in: inside which limits, selected or not, claiming how much."""
        claimed = self.claim(variant, context)
        selected = self.select.ask(variant, context)
        masks = [0]
        for index, held in enumerate(self.held):
            told = held.ask(variant, context)
            if told != FALSE:
                inside = [mask | 1 << index for mask in masks]
                masks = inside if told == TRUE else masks + inside
        chosen = [True, False] if selected == UNKNOWN else [selected == TRUE]
        return [Case(claimed.least, claimed.most, each, mask) for each in chosen for mask in masks]

    def further(self, context: Context) -> tuple[Case, ...]:
        """Return the cases of what may still be recorded: any number of items, so without a bound."""
        cases = [
            Case(Fraction(0), Fraction(0) if case.claimed_most == 0 else None, case.selected, case.inside)
            for case in self.cases(FURTHER, context)
        ]
        return tuple(dict.fromkeys(case for case in cases if case.claimed_most is None))

    def ceiling(self, limit: Limit, context: Context) -> Ceiling:
        """Return a limit as a ceiling of the tally."""
        most = limit.count_at_most
        match most:
            case Percent(of="claimed"):
                return Ceiling(of_claimed=most.share)
            case Percent(of="counted"):
                return Ceiling(of_counted=most.share)
            case Constant() | Named() | Percent():
                return Ceiling(cap=self.plan.quantity(most)(context))

    def gaps(self, rows: list[Thing], items: list[Item], context: Context) -> list[Gap]:
        """Return the facts that keep the items from standing at one amount."""
        found: list[Gap] = []
        for thing, item in zip(rows, items, strict=True):
            if thing is FURTHER:
                found.extend(context.openness(self.asked.section.name).gaps)
            elif len(item.cases) > 1 or item.cases[0].claimed_least != item.cases[0].claimed_most:
                found.extend(self.asked.gaps(thing, context))
        for limit in self.limits:
            found.extend(self.plan.parameter_gaps(limit.count_at_most, context))
        return list(dict.fromkeys(found))

    # -- what each item brought ----------------------------------------------------------------------------

    def credits(
        self, things: tuple[Thing, ...], rows: list[Thing], items: list[Item], told: Tally, context: Context
    ) -> tuple[Credit, ...]:
        """Return a row for every item of the list, and one for what may still be recorded."""
        place = {id(thing): index for index, thing in enumerate(rows)}
        listed = []
        for thing in things:
            index = place.get(id(thing))
            claimed = self.claim(thing, context)
            if index is None:
                listed.append(
                    Credit(
                        item=thing.id,
                        claimed=claimed,
                        proven=ZERO,
                        possible=ZERO,
                        reason=self.refusal(thing, context),
                    )
                )
                continue
            proven, possible = told.at_least[index], told.at_most[index]
            reason = self.reason(thing, items[index], claimed, proven, context)
            listed.append(
                Credit(item=thing.id, claimed=claimed, proven=proven, possible=possible, reason=reason)
            )
        if rows and rows[-1] is FURTHER:
            listed.append(
                Credit(item="", proven=told.at_least[-1], possible=told.at_most[-1], reason=Reason("further"))
            )
        return tuple(listed)

    def refusal(self, thing: Thing, context: Context) -> Reason:
        """Say why an item counts nowhere."""
        if in_window(thing, self.asked.section, context) == FALSE:
            return Reason("outside_period", (str(thing.values[self.asked.section.dated_by or ""]),))
        return (
            refused_by(self.gate, thing, context)
            or refused_by(self.select, thing, context)
            or Reason("nothing")
        )

    def reason(self, thing: Thing, item: Item, claimed: Amount, proven: Fraction, context: Context) -> Reason:
        """Say why what counts of an item is not what it claims."""
        missing = tuple(gap.fact for gap in self.asked.gaps(thing, context)) if len(item.cases) > 1 else ()
        if missing:
            return Reason("unknown", missing)
        case = item.cases[0]
        if not case.selected:
            return refused_by(self.select, thing, context) or Reason("nothing")
        if claimed.least == 0 and claimed.most == 0:
            return self.claim.why_nothing(thing, context)
        if proven < claimed.least and case.inside:
            over = [limit for index, limit in enumerate(self.limits) if case.inside >> index & 1]
            return Reason("limit", tuple(str(limit.place.line) if limit.place else "" for limit in over))
        return (
            COUNTED
            if claimed.is_exact
            else Reason("unknown", tuple(g.fact for g in self.asked.gaps(thing, context)))
        )


COUNTED = Reason("counted")
ZERO = Fraction(0)
NOTHING = Case(ZERO, ZERO, False, 0)


def refused_by(condition: Prepared, thing: Thing, context: Context) -> Reason | None:
    """Say which question an item answers otherwise than asked."""
    clause = condition.refusal(thing, context)
    if clause is None:
        return None
    facts = [
        (str(path.field), thing.values.get(str(path.field))) for path in clause.paths if path.section is None
    ]
    said = "; ".join(f"{name}: {shown(value)}" for name, value in facts if value is not None)
    return Reason("not_as_asked", (said, clause.words))


def shown(value: object) -> str:
    """Return a fact as a report prints it."""
    if value is NONE or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        return f"{Amount.exactly(value.number)} {value.unit}"
    if isinstance(value, tuple):
        return ", ".join(str(getattr(each, "kind", each)) for each in value)
    return str(value)


def total(plan: Plan, measure: Sum | Count, where: Condition, limits: tuple[Limit, ...], this: This) -> Total:
    """Make a sum or a count ready, narrowed by a requirement's own `where` and `limits`."""
    section = plan.sections[measure.from_ if isinstance(measure, Sum) else measure.count]
    gate, select = prepare(measure.where, plan, section, this), prepare(where, plan, section, this)
    all_limits = (*measure.limits, *limits)
    held = tuple(prepare(limit.where, plan, section, this) for limit in all_limits)
    claim = claim_of(measure, plan, section)
    asked = Asked.of(section, (gate, select, *held), claim.fields, plan)
    return Total(plan, asked, gate, select, all_limits, held, claim)
