"""Shares: which items lie inside a part of a measure, and which outside it; each item once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.columns import Column, column_of
from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.measures import This, Total, total
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Gap
from cpdrules.rules.conditions import ALWAYS
from cpdrules.rules.measures import Count, Share, Sum
from cpdrules.semantics import Amount, Split, settled_together

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

Cases = Sequence[Split]


@attrs.frozen
class Part:
    """A measure and the part of it that is asked about, made ready."""

    whole: Total
    part: Prepared
    asked: Asked

    def split(self, context: Context) -> tuple[list[Cases], list[Gap]]:
        """Return the cases of each item that may count, and the facts that are missing.

        All that is known comes as one item: a long record of which little is open stays short.
        """
        items: list[Cases] = []
        gaps: list[Gap] = []
        inside: list[Fraction] = []
        outside: list[Fraction] = []
        column = column_of(self.asked.section, self.whole.claim, context)
        context.budget.spend(len(column.things))
        for place in column.within(context.window):
            if (told := self.settled(column, place, context)) == UNKNOWN:
                self.add_open(column.things[place], items, gaps, context)
            elif told is not None:
                (inside if told == TRUE else outside).append(column.claimed[place].least)
        if inside or outside:
            items.append(settled_together(inside, outside))
        openness = context.openness(self.asked.section.name)
        if openness.is_open:
            gaps.extend(openness.gaps)
            items.extend([[Split(), *self.cases(FURTHER, context)]] * 2)
        return items, gaps

    def settled(self, column: Column, place: int, context: Context) -> Truth | None:
        """Return whether an item lies inside the part: unknown while any of it is, None if it counts nowhere."""
        thing = column.things[place]
        if (
            not column.claimed[place].is_exact
            or place in column.unsure(context.window)
            or self.asked.unknown(thing)
        ):
            return UNKNOWN
        gate = self.whole.gate.ask(thing, context)
        if gate == FALSE:
            return None
        return self.part.ask(thing, context) if gate == TRUE else UNKNOWN

    def add_open(self, thing: Thing, items: list[Cases], gaps: list[Gap], context: Context) -> None:
        """Add the cases of an item of which not all is known."""
        cases = self.cases(thing, context)
        if cases and cases != [Split()]:
            items.append(cases)
            if len(cases) > 1 or any(not s.inside.is_exact or not s.outside.is_exact for s in cases):
                gaps.extend(self.asked.gaps(thing, context))

    def cases(self, thing: Thing, context: Context) -> list[Split]:
        """Return how an item may turn out to lie inside the part, or outside it."""
        found = []
        for standing in standings(self.asked, thing, self.whole.gate, context):
            if standing.inside == FALSE:
                found.append(Split())
                continue
            claimed = self.whole.claim(standing.variant, context)
            if thing is FURTHER:
                claimed = Amount(Fraction(0), None)
            told = self.part.ask(standing.variant, context)
            found += [Split(inside=claimed)] if told != FALSE else []
            found += [Split(outside=claimed)] if told in (FALSE, UNKNOWN) else []
            found += [Split()] if standing.inside == UNKNOWN else []
        return found


def part_of(measure: Share, plan: Plan, this: This) -> Part:
    """Make a share ready."""
    whole, part = plan.measures[measure.of], plan.measures[measure.share]
    assert isinstance(whole, (Sum, Count))
    assert isinstance(part, (Sum, Count))
    of_whole = total(plan, whole, ALWAYS, (), this)
    gate = prepare(part.where, plan, of_whole.asked.section, this)
    asked = Asked.of(
        of_whole.asked.section, (of_whole.gate, gate, *of_whole.claim.conditions), of_whole.claim.fields, plan
    )
    return Part(of_whole, gate, asked)
