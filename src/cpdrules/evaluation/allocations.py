"""Requirements that share a measure out among parts, no hour used twice."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.claims import Claim, claim_of
from cpdrules.evaluation.columns import column_of
from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.loops import Begun
from cpdrules.evaluation.measures import This
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.repeats import gate_of
from cpdrules.evaluation.stock import Stock
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Allotment, Finding, Gap, GapKind, Portion, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import Count, Sum, list_of
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.requirements import Allocate, AllocatedPart
from cpdrules.semantics import (
    MOST_WAYS,
    NOWHERE,
    UNDETERMINED,
    Allocation,
    Amount,
    Demand,
    Relation,
    Supply,
    Use,
    Verdict,
    divided,
    exact_sum,
    given_whole,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ZERO = Fraction(0)
Number = Callable[["Context"], Amount]


@attrs.frozen
class Taking:
    """A part, made ready: which items it may be given, how much it needs, and its limits by their numbers."""

    part: AllocatedPart
    where: Prepared
    needed: Number
    held: tuple[tuple[int, Prepared], ...]


@attrs.frozen
class Sharing:
    """A measure that is shared out among parts, made ready."""

    plan: Plan
    asked: Asked
    gate: Prepared
    claim: Claim
    held: tuple[tuple[int, Prepared], ...]
    caps: tuple[Number, ...]
    takings: tuple[Taking, ...]
    part_caps: tuple[tuple[int, Number], ...]
    quantities: tuple[Quantity, ...]
    is_whole: bool
    unit: str

    def __call__(self, start: Begun, context: Context) -> Finding:
        """Share out the items of the record in the period in hand."""
        column = column_of(self.asked.section, self.claim, context)
        context.budget.spend(len(column.things) + 1)
        stock = Stock.of(self, column, context)
        demand = self.demand(context)
        shapes = {(supply.worst, supply.best) for supply in stock.supplies}
        limits = len(self.takings) + len(self.caps) + len(self.part_caps)
        context.budget.spend(len(shapes) + 1 << limits)
        told = (
            given_whole(stock.supplies, demand, context.budget.spend)
            if self.is_whole
            else divided(stock.supplies, demand)
        )
        verdict = verdict_of(told)
        return start(
            verdict=verdict,
            unit=self.unit,
            relation=Relation.AT_LEAST.value,
            amount=told.filled,
            needed=Amount.total(demand.needs),
            shortfall=told.short,
            reason=None if told.is_settled else Reason("too_many_ways", (f"{MOST_WAYS:,}",)),
            gaps=() if verdict.decided else self.gaps(stock, told, context),
            credits=(*stock.rows(told, demand), *planned_credits(context, self.asked.section, (self.gate,))),
            allotted=self.allotted(stock, told, demand),
        )

    def demand(self, context: Context) -> Demand:
        """Return what the parts need, and the caps."""
        return Demand(
            tuple(taking.needed(context) for taking in self.takings),
            tuple(cap(context) for cap in self.caps),
            tuple((part, cap(context)) for part, cap in self.part_caps),
        )

    def supply(self, thing: Thing, context: Context) -> Supply | None:
        """Return an item as the ways in which it may turn out; None where it certainly serves no part."""
        worst: list[Use] = []
        best: list[Use] = []
        for standing in standings(self.asked, thing, self.gate, context):
            if standing.inside == FALSE:
                worst.append(NOWHERE)
                best.append(NOWHERE)
                continue
            least, most = self.uses(standing.variant, context)
            worst.extend([least, NOWHERE] if standing.inside == UNKNOWN else [least])
            best.append(most)
        if all(use == NOWHERE for use in best):
            return None
        return Supply(self.order(thing), tuple(dict.fromkeys(worst)), tuple(dict.fromkeys(best)))

    def uses(self, thing: Thing, context: Context) -> tuple[Use, Use]:
        """Return an item that is in at its worst and at its best, where what is asked of it may be unknown."""
        claimed = self.claim(thing, context)
        sure, perhaps = masks(self.held, thing, context)
        certain: list[tuple[int, int]] = []
        possible: list[tuple[int, int]] = []
        for number, taking in enumerate(self.takings):
            told = taking.where.ask(thing, context)
            if told != FALSE:
                inside, outside = masks(taking.held, thing, context)
                possible.append((number, inside))
                if told == TRUE:
                    certain.append((number, outside))
        return use_of(claimed.least, perhaps, certain), use_of(claimed.most, sure, possible)

    def further(self, context: Context) -> list[Supply]:
        """Return what may still be recorded: for each part that it may serve items without a bound, whole or not."""
        found = self.supply(FURTHER, context)
        if found is None:
            return []
        ways = dict.fromkeys((use.inside, way) for use in found.best for way in use.serves)
        return [
            Supply(
                (1, "", ""),
                (NOWHERE,),
                tuple(Use(None, inside, (way,)) for inside, way in ways if way[0] == part),
            )
            for part in dict.fromkeys(way[0] for _, way in ways)
        ]

    def order(self, thing: Thing) -> tuple[int, str, str]:
        """Return the order in which items are given: by day, then by id."""
        day = thing.values.get(self.asked.section.dated_by or "")
        return (1 if day is None else 0, str(day or ""), thing.id)

    def gaps(self, stock: Stock, told: Allocation, context: Context) -> tuple[Gap, ...]:
        """Return the facts on which the verdict depends."""
        found: list[Gap] = []
        for thing, supply in zip(stock.things, stock.supplies, strict=False):
            if not supply.is_settled:
                found.extend(self.asked.gaps(thing, context))
        if stock.is_open:
            found.extend(context.openness(self.asked.section.name).gaps)
        for quantity in self.quantities:
            found.extend(self.plan.parameter_gaps(quantity, context))
        if not told.is_settled:
            found.append(Gap(kind=GapKind.TOO_LARGE, fact=self.asked.section.name))
        return tuple(dict.fromkeys(found))

    def allotted(self, stock: Stock, told: Allocation, demand: Demand) -> tuple[Allotment, ...]:
        """Return what each part is given in the allocation that is shown."""
        names = [thing.id for thing in stock.things]
        rows: list[list[Portion]] = [[] for _ in self.takings]
        for name, given in zip(names, told.given, strict=False):
            for part, amount in given:
                rows[part].append(Portion(item=name, amount=amount))
        return tuple(
            Allotment(
                part=taking.part.id,
                title=taking.part.title,
                needed=needed,
                given=exact_sum(each.amount for each in row),
                items=tuple(row),
            )
            for taking, needed, row in zip(self.takings, demand.needs, rows, strict=True)
        )


def verdict_of(told: Allocation) -> Verdict:
    """Return whether all needs are filled."""
    if told.short.least > 0:
        return Verdict.NOT_MET
    return Verdict.MET if told.short.most == 0 else UNDETERMINED


def masks(held: tuple[tuple[int, Prepared], ...], thing: Thing, context: Context) -> tuple[int, int]:
    """Return the bits of the limits that certainly hold an item, and of those that may."""
    sure = perhaps = 0
    for number, condition in held:
        told = condition.ask(thing, context)
        sure |= (told == TRUE) << number
        perhaps |= (told != FALSE) << number
    return sure, perhaps


def use_of(hours: Fraction | None, inside: int, serves: list[tuple[int, int]]) -> Use:
    """Return a use; all that bring nothing are the same one."""
    return Use(hours, inside, tuple(serves)) if serves and hours != 0 else NOWHERE


def prepare_allocation(requirement: Allocate, plan: Plan, this: This) -> Sharing:
    """Make a measure ready to be shared out."""
    measure = plan.measures[requirement.allocate]
    assert isinstance(measure, (Sum, Count))
    section = plan.sections[list_of(measure)]

    def ready(where: Condition) -> Prepared:
        return prepare(where, plan, section, this)

    claim = claim_of(measure, plan, section)
    gate = gate_of(measure, claim, plan, section, this)
    held = tuple(enumerate(ready(limit.where) for limit in measure.limits))
    takings: list[Taking] = []
    part_caps: list[tuple[int, Number]] = []
    for number, part in enumerate(requirement.to):
        first = len(part_caps)
        part_caps.extend((number, plan.quantity(limit.count_at_most)) for limit in part.limits)
        inside = tuple(enumerate((ready(limit.where) for limit in part.limits), start=first))
        takings.append(Taking(part, ready(part.where), plan.quantity(part.at_least), inside))
    conditions = [gate, *(each for _, each in held), *claim.conditions]
    for taking in takings:
        conditions += [taking.where, *(each for _, each in taking.held)]
    limits = (*measure.limits, *(limit for part in requirement.to for limit in part.limits))
    return Sharing(
        plan=plan,
        asked=Asked.of(section, conditions, claim.fields, plan),
        gate=gate,
        claim=claim,
        held=held,
        caps=tuple(plan.quantity(limit.count_at_most) for limit in measure.limits),
        takings=tuple(takings),
        part_caps=tuple(part_caps),
        quantities=(
            *(part.at_least for part in requirement.to),
            *(limit.count_at_most for limit in limits),
        ),
        is_whole=requirement.items == "whole",
        unit=plan.unit_of(measure),
    )
