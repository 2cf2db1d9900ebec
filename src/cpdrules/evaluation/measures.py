"""Measures: what the items add up to at least and at most, and what each of them brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.ceilings import Ceilings, Held, ceilings_of
from cpdrules.evaluation.claims import Claim, claim_of
from cpdrules.evaluation.columns import COUNTED, ZERO, Column, column_of
from cpdrules.evaluation.conditions import Clause, Prepared, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.links import asks_only_the_link
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.repeats import gate_of
from cpdrules.evaluation.rounds import linked_in
from cpdrules.evaluation.rows import brought_row, further_row, refused_by, with_rounding
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Credit, Gap, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import Count, Limit, Round, Sum, list_of
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import Amount, Case, Item, exact_sum, tally

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

This = Section | Field | str | None


@attrs.frozen
class Outcome:
    """What a measure came to: the amount, what each item brought, and the facts that are missing.

    `reason` says where the amount lies, when that is not told by the items.
    """

    amount: Amount
    credits: tuple[Credit, ...]
    gaps: tuple[Gap, ...]
    reason: Reason | None = None


@attrs.frozen
class Brought:
    """An amount that was carried in, as an item of its own: the facts that pick it, and where it comes from."""

    thing: Thing
    claimed: Amount
    under_limits: bool
    reason: Reason
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
    held: tuple[Held, ...]
    claim: Claim
    rounding: Round | None
    link: Clause | None

    def __call__(self, context: Context, brought: Brought | None = None) -> Outcome:
        """Add up the items of the record in the period in hand, and what was carried in."""
        section = self.asked.section
        column = column_of(section, self.claim, context)
        inside, rows = self.inside(column, context)
        context.budget.spend(len(inside) + 1 << len(self.limits))
        context.budget.copy(len(rows))
        gaps = list[Gap]()
        if self.limits:
            under = brought if brought is not None and brought.under_limits else None
            amount = self.under_limits(column, inside, rows, gaps, context, under)
        else:
            amount = self.unlimited(column, inside, rows, gaps, context)
        if brought is not None and not (self.limits and brought.under_limits):
            amount = amount.add(self.beside(brought, rows, gaps, context))
        if self.rounding is not None:
            amount = with_rounding(amount, self.rounding, rows)
        rows.extend(planned_credits(context, section, (self.gate, self.select)))
        return Outcome(amount, tuple(rows), tuple(dict.fromkeys(gaps)))

    def inside(self, column: Column, context: Context) -> tuple[Sequence[int], list[Credit]]:
        """Return the places of the items that have to be asked, beside the rows of all others."""
        if self.link is None:
            inside = column.within(context.window)
            return inside, column.rows(inside)
        linked = linked_in(column, self.gate, self.select, self.link, self, context)
        return linked.links.to(context.this), linked.rows.copy()

    def may_hold(self, context: Context) -> bool:
        """Whether any item lies in the period in hand, or may."""
        section = self.asked.section
        column = column_of(section, self.claim, context)
        return bool(column.within(context.window)) or context.openness(section.name).is_open

    def credits_inside(self, outcome: Outcome, context: Context) -> list[Credit]:
        """Return the rows of an outcome without those of items that lie outside the period in hand."""
        column = column_of(self.asked.section, self.claim, context)
        rows, listed = outcome.credits, len(column.things)
        return [*(rows[place] for place in column.within(context.window)), *rows[listed:]]

    def unlimited(
        self, column: Column, inside: Sequence[int], rows: list[Credit], gaps: list[Gap], context: Context
    ) -> Amount:
        """Add up items under no limit; put the row of each in its place, and note what is missing."""
        unsure = column.unsure(context.window)
        settled: list[Fraction] = []
        loose: list[Credit] = []
        for place in inside:
            thing, claimed = column.things[place], column.claimed[place]
            told = self.gate.told(thing, context)
            is_known = told == TRUE and claimed.is_exact and place not in unsure
            if is_known:
                told = self.select.told(thing, context)
            if isinstance(told, Clause):
                rows[place] = column.refused(place, told.refusal_of(thing, context))
            elif is_known and told == TRUE:
                rows[place] = column.counted(place, self.claim, context)
                settled.append(claimed.least)
            elif cases := self.cases(thing, context):
                rows[place] = self.row(thing, claimed, Item(thing.id, (), cases), gaps, context)
                loose.append(rows[place])
            else:
                rows[place] = column.refused(place, self.refusal(thing, context))
        openness = context.openness(self.asked.section.name)
        if openness.is_open and (further := self.further(context)):
            told_of_it = tally([Item("", (), further)], ())
            rows.append(further_row(told_of_it.least, told_of_it.most))
            loose.append(rows[-1])
            gaps.extend(openness.gaps)
        sure = exact_sum(settled)
        if not loose:
            return Amount(sure, sure)
        return Amount.total([Amount(sure, sure), *(Amount(row.proven, row.possible) for row in loose)])

    def beside(self, brought: Brought, rows: list[Credit], gaps: list[Gap], context: Context) -> Amount:
        """Return what counts of an amount that was carried in, under no limit, with its row."""
        told = tally(
            [Item("", (), tuple(self.cases_of(brought.thing, brought.claimed, context, None)))], ()
        ).counted
        rows.append(brought_row(brought, told.least, told.most))
        gaps.extend(() if told.is_exact else brought.gaps)
        return told

    def row(self, thing: Thing, claimed: Amount, item: Item, gaps: list[Gap], context: Context) -> Credit:
        """Return the row of an item that may count, under no limit, and note what is missing."""
        told = tally([item], ())
        reason = self.reason(thing, item, claimed, told.least, context)
        self.note(thing, item, gaps, context)
        return Credit(item=thing.id, claimed=claimed, proven=told.least, possible=told.most, reason=reason)

    def under_limits(
        self,
        column: Column,
        inside: Sequence[int],
        rows: list[Credit],
        gaps: list[Gap],
        context: Context,
        brought: Brought | None,
    ) -> Amount:
        """Add up items under limits, some of which may hold for periods that are not known."""
        made = ceilings_of(self.held, self.plan, context, self.asked.section)
        if isinstance(made, Ceilings):
            return self.limited(column, inside, rows, gaps, context, brought, made)
        most_rows = rows.copy()
        least = self.limited(column, inside, rows, gaps, context, brought, made.least)
        most = self.limited(column, inside, most_rows, gaps, context, brought, made.most)
        rows[:] = [
            attrs.evolve(low, possible=high.possible) for low, high in zip(rows, most_rows, strict=True)
        ]
        gaps.extend(made.gaps)
        return Amount(least.least, most.most)

    def limited(
        self,
        column: Column,
        inside: Sequence[int],
        rows: list[Credit],
        gaps: list[Gap],
        context: Context,
        brought: Brought | None,
        ceilings: Ceilings,
    ) -> Amount:
        """Add up items under limits that hold together; put the rows in their places, and note what is missing."""
        unsure = column.unsure(context.window)
        items: list[Item] = []
        places: list[int] = []
        for place in inside:
            thing = column.things[place]
            known = None if place in unsure else self.known(thing, column.claimed[place], context, ceilings)
            cases = self.cases(thing, context, ceilings) if known is None else known
            if cases:
                items.append(Item(thing.id, self.order(thing), cases))
                places.append(place)
            else:
                rows[place] = column.refused(place, self.refusal(thing, context))
        if brought is not None:
            cases = tuple(self.cases_of(brought.thing, brought.claimed, context, ceilings))
            items.append(Item("", (0, "", ""), cases))
        openness = context.openness(self.asked.section.name)
        if openness.is_open and (further := self.further(context, ceilings)):
            items.append(Item("", (1, "", ""), further))
        own = len(places) + (brought is not None)
        told = tally(items, ceilings.caps)
        for place, item, proven, possible in zip(places, items, told.at_least, told.at_most, strict=False):
            thing, claimed = column.things[place], column.claimed[place]
            reason = self.reason(thing, item, claimed, proven, context, ceilings)
            rows[place] = Credit(
                item=thing.id, claimed=claimed, proven=proven, possible=possible, reason=reason
            )
            self.note(thing, item, gaps, context)
        if brought is not None:
            rows.append(brought_row(brought, told.at_least[own - 1], told.at_most[own - 1]))
            gaps.extend(brought.gaps)
        if len(items) > own:
            rows.append(further_row(told.at_least[-1], told.at_most[-1]))
            gaps.extend(openness.gaps)
        for limit in self.limits:
            gaps.extend(self.plan.parameter_gaps(limit.count_at_most, context))
        return told.counted

    def known(
        self, thing: Thing, claimed: Amount, context: Context, ceilings: Ceilings
    ) -> tuple[Case, ...] | None:
        """Return the one case of an item of which all is known that is asked; None where something is not."""
        told, selected = self.gate.ask(thing, context), self.select.ask(thing, context)
        if told == FALSE:
            return ()
        masks = ceilings.masks(thing, context)
        if not claimed.is_exact or UNKNOWN in (told, selected) or len(masks) > 1:
            return None
        case = Case(claimed.least, claimed.least, selected == TRUE, masks[0])
        return () if case == NOTHING else (case,)

    def order(self, thing: Thing) -> tuple[int, str, str]:
        """Return the order in which items take up room under a limit: by day, then by id."""
        day = thing.values.get(self.asked.section.dated_by or "")
        return (1 if day is None else 0, str(day or ""), thing.id)

    def cases(self, thing: Thing, context: Context, ceilings: Ceilings | None = None) -> tuple[Case, ...]:
        """Return what an item may turn out to claim; nothing when it certainly counts nowhere."""
        found: list[Case] = []
        for standing in standings(self.asked, thing, self.gate, context):
            if standing.inside == FALSE:
                found.append(NOTHING)
                continue
            found.extend(self.variant_cases(standing.variant, context, ceilings))
            if standing.inside == UNKNOWN:
                found.append(NOTHING)
        distinct = tuple(dict.fromkeys(found))
        return () if distinct == (NOTHING,) else distinct

    def variant_cases(self, variant: Thing, context: Context, ceilings: Ceilings | None) -> list[Case]:
        """Return the cases of an item that is in: inside which limits, selected or not, claiming how much."""
        return self.cases_of(variant, self.claim(variant, context), context, ceilings)

    def cases_of(
        self, variant: Thing, claimed: Amount, context: Context, ceilings: Ceilings | None
    ) -> list[Case]:
        """Return the cases of what claims so much: under which ceilings, selected or not."""
        selected = self.select.ask(variant, context)
        masks = [0] if ceilings is None else ceilings.masks(variant, context)
        chosen = [True, False] if selected == UNKNOWN else [selected == TRUE]
        return [Case(claimed.least, claimed.most, each, mask) for each in chosen for mask in masks]

    def further(self, context: Context, ceilings: Ceilings | None = None) -> tuple[Case, ...]:
        """Return the cases of what may still be recorded: any number of items, so without a bound."""
        cases = [
            Case(Fraction(0), Fraction(0) if case.claimed_most == 0 else None, case.selected, case.inside)
            for case in self.cases(FURTHER, context, ceilings)
        ]
        return tuple(dict.fromkeys(case for case in cases if case.claimed_most is None))

    def note(self, thing: Thing, item: Item, gaps: list[Gap], context: Context) -> None:
        """Note the facts that keep an item from standing at one amount; of one that nobody asks for, none do."""
        is_asked_for = any(case.selected for case in item.cases)
        if is_asked_for and (
            len(item.cases) > 1 or item.cases[0].claimed_least != item.cases[0].claimed_most
        ):
            gaps.extend(self.asked.gaps(thing, context))

    def refusal(self, thing: Thing, context: Context) -> Reason:
        """Say why an item in the window counts nowhere."""
        return (
            refused_by(self.gate, thing, context)
            or refused_by(self.select, thing, context)
            or Reason("nothing")
        )

    def reason(
        self,
        thing: Thing,
        item: Item,
        claimed: Amount,
        proven: Fraction,
        context: Context,
        ceilings: Ceilings | None = None,
    ) -> Reason:
        """Say why what counts of an item is not what it claims."""
        if not any(case.selected for case in item.cases):
            return refused_by(self.select, thing, context) or Reason("nothing")
        missing = tuple(gap.fact for gap in self.asked.gaps(thing, context)) if len(item.cases) > 1 else ()
        if missing:
            return Reason("unknown", missing)
        if len(item.cases) > 1:
            return DEPENDS  # on nothing of its own: on which days are the period, for one
        case = item.cases[0]
        if claimed.least == 0 and claimed.most == 0:
            return self.claim.why_nothing(thing, context)
        if proven < claimed.least and ceilings is not None and case.inside:
            over = (words for index, words in enumerate(ceilings.limits) if case.inside >> index & 1)
            return Reason("limit", tuple(over))
        return (
            COUNTED
            if claimed.is_exact
            else Reason("unknown", tuple(g.fact for g in self.asked.gaps(thing, context)))
        )


NOTHING = Case(ZERO, ZERO, False, 0)
DEPENDS = Reason("depends")


def total(plan: Plan, measure: Sum | Count, where: Condition, limits: tuple[Limit, ...], this: This) -> Total:
    """Make a sum or a count ready, narrowed by a requirement's own `where` and `limits`."""
    section = plan.sections[list_of(measure)]
    claim = claim_of(measure, plan, section)
    gate, select = gate_of(measure, claim, plan, section, this), prepare(where, plan, section, this)
    all_limits = (*measure.limits, *limits)
    held = tuple(Held(limit, prepare(limit.where, plan, section, this)) for limit in all_limits)
    conditions = (gate, select, *(each.where for each in held), *claim.conditions)
    asked = Asked.of(section, conditions, claim.fields, plan)
    link = None if all_limits else asks_only_the_link(select, (gate, *claim.conditions))
    return Total(plan, asked, gate, select, all_limits, held, claim, measure.round, link)
