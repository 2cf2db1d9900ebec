"""The items that an allocation may share out, and the row of the ledger that each of them gets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.columns import COUNTED, ZERO, Column
from cpdrules.evaluation.rows import further_row, refused_by
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Credit, Reason
from cpdrules.semantics import Allocation, Amount, Demand, Supply, Use, exact_sum, settled_rows

if TYPE_CHECKING:
    from cpdrules.evaluation.allocations import Sharing
    from cpdrules.evaluation.context import Context

IN_NO_PART = Reason("in_no_part")


@attrs.frozen
class Stock:
    """The items that may be given, beside their supplies, and the rows of those that count nowhere.

    Where further items may be recorded, the last supplies stand for them.
    """

    sharing: Sharing
    column: Column
    context: Context
    refused: dict[int, Credit]
    places: tuple[int, ...]
    supplies: tuple[Supply, ...]

    @classmethod
    def of(cls, sharing: Sharing, column: Column, context: Context) -> Stock:
        """Gather the items in the period in hand."""
        inside = column.within(context.window)
        refused = dict(enumerate(column.rows(inside)))
        places: list[int] = []
        supplies: list[Supply] = []
        for place in inside:
            thing = column.things[place]
            supply = sharing.supply(thing, context)
            if supply is None:
                reason = refused_by(sharing.gate, thing, context) or nothing(
                    sharing, thing, column, place, context
                )
                refused[place] = column.refused(place, reason)
            else:
                places.append(place)
                supplies.append(supply)
        if context.openness(sharing.asked.section.name).is_open:
            supplies.extend(sharing.further(context))
        return cls(sharing, column, context, refused, tuple(places), tuple(supplies))

    @property
    def things(self) -> list[Thing]:
        """The items that may be given."""
        return [self.column.things[place] for place in self.places]

    @property
    def is_open(self) -> bool:
        """Whether further items may be recorded that could be given."""
        return len(self.supplies) > len(self.places)

    def rows(self, told: Allocation, demand: Demand) -> list[Credit]:
        """Return a row for each item: how much of it fills a need, at least and at most."""
        filling = needed_of(told, demand)
        low, high = settled_rows(
            filling,
            [min(use.hours or ZERO for use in supply.worst) for supply in self.supplies],
            [highest(supply.best) for supply in self.supplies],
            told.filled,
        )
        rows = self.refused.copy()
        for place, supply, proven, possible in zip(self.places, self.supplies, low, high, strict=False):
            thing, claimed = self.column.things[place], self.column.claimed[place]
            rows[place] = Credit(
                item=thing.id,
                claimed=claimed,
                proven=proven,
                possible=possible,
                reason=self.reason(thing, supply, claimed, proven),
            )
        told_of = list(rows.values())
        if self.is_open:
            to_come = high[len(self.places) :]
            known = [each for each in to_come if each is not None]
            most = exact_sum(known) if len(known) == len(to_come) else None
            told_of.append(further_row(exact_sum(low[len(self.places) :]), most))
        return told_of

    def reason(self, thing: Thing, supply: Supply, claimed: Amount, proven: Fraction) -> Reason:
        """Say why what is given of an item is not what it claims."""
        if not supply.is_settled:
            facts = tuple(gap.fact for gap in self.sharing.asked.gaps(thing, self.context))
            return Reason("unknown", facts)
        return COUNTED if proven == claimed.least else Reason("no_room")


def nothing(sharing: Sharing, thing: Thing, column: Column, place: int, context: Context) -> Reason:
    """Say why an item that passes the measure's own condition counts nowhere."""
    claimed = column.claimed[place]
    return sharing.claim.why_nothing(thing, context) if claimed.most == 0 else IN_NO_PART


def needed_of(told: Allocation, demand: Demand) -> list[Fraction]:
    """Return how much of what each item gives is needed: whole items may bring more than that."""
    left = [need.least for need in demand.needs]
    found = []
    for given in told.given:
        total = ZERO
        for part, amount in given:
            taken = min(amount, left[part])
            left[part] -= taken
            total += taken
        found.append(total)
    return found


def highest(uses: Sequence[Use]) -> Fraction | None:
    """Return the most that an item may bring; None for no bound."""
    hours = [use.hours for use in uses]
    known = [each for each in hours if each is not None]
    return max(known) if len(known) == len(hours) else None
