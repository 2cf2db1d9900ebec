"""The items of a list beside what each claims: worked out once for a record, in whatever window they are asked."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.claims import Claim
from cpdrules.records.bound import NONE, Thing
from cpdrules.report.finding import Credit, Reason
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import Amount, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

COUNTED = Reason("counted")
ZERO = Fraction(0)
TO_COME = Credit(item="", proven=ZERO, possible=ZERO, reason=Reason("further"))


@attrs.define(eq=False)
class Column:
    """The items of a list in the order of the record, and those with a day also in the order of their days.

    `undated` are the places of the items whose day is not known; of items that last, of all: each is asked by
    itself whether it shares a day with a window. Rows that many findings share are made once.
    """

    things: tuple[Thing, ...]
    claimed: tuple[Amount, ...]
    dated_by: str | None
    days: list[datetime.date]
    places: list[int]
    undated: frozenset[int]
    _outside: list[Credit] | None = None
    _counted: dict[int, Credit] = attrs.Factory(dict)

    def within(self, window: Period | None) -> Sequence[int]:
        """Return the places of the items that lie in a window or may, in the order of the record."""
        if self.dated_by is None or window is None:
            return range(len(self.things))
        inside = self.places[bisect_left(self.days, window.first) : bisect_right(self.days, window.last)]
        return sorted([*inside, *self.undated])

    def unsure(self, window: Period | None) -> Collection[int]:
        """Return the places of the items of which it is not known whether they lie in a window."""
        if self.dated_by is None:
            return ()
        return self.undated if window is not None else range(len(self.things))

    def rows(self, inside: Sequence[int]) -> list[Credit]:
        """Return a row for each item, that it lies outside the window; those inside are still to be replaced."""
        if len(inside) == len(self.things):
            return [TO_COME] * len(self.things)
        if self._outside is None:
            self._outside = [self._row_outside(place) for place in range(len(self.things))]
        return self._outside.copy()

    def _row_outside(self, place: int) -> Credit:
        thing = self.things[place]
        reason = Reason("outside_period", (str(thing.values.get(self.dated_by or "")),))
        return self.refused(place, reason)

    def refused(self, place: int, reason: Reason) -> Credit:
        """Return the row of an item that counts nowhere."""
        return Credit(
            item=self.things[place].id,
            claimed=self.claimed[place],
            proven=ZERO,
            possible=ZERO,
            reason=reason,
        )

    def counted(self, place: int, claim: Claim, context: Context) -> Credit:
        """Return the row of an item that counts with all that it claims."""
        row = self._counted.get(place)
        if row is None:
            thing, claimed = self.things[place], self.claimed[place]
            amount = claimed.least
            reason = COUNTED if amount else claim.why_nothing(thing, context)
            row = Credit(item=thing.id, claimed=claimed, proven=amount, possible=amount, reason=reason)
            self._counted[place] = row
        return row


def column_of(section: Section, claim: Claim, context: Context) -> Column:
    """Return the items of a list with what they claim: once for a record where the items alone say it."""
    kept = context.kept if claim.of_item_alone else context.cache
    key = ("column", section.name, id(claim))
    if key not in kept:
        kept[key] = _column(section, claim, context)
    found: Column = kept[key]
    return found


def _column(section: Section, claim: Claim, context: Context) -> Column:
    things = context.bound.lists[section.name] or ()
    claimed = tuple([claim(thing, context) for thing in things])
    dated: list[tuple[datetime.date, int]] = []
    undated = []
    for place, thing in enumerate(things):
        day = thing.values.get(section.dated_by or "")
        if section.until is not None:
            undated.append(place)
        elif isinstance(day, datetime.date):
            dated.append((day, place))
        elif day is not NONE:  # somebody wrote that there is no day: then it lies in no window
            undated.append(place)
    dated.sort()
    return Column(
        things,
        claimed,
        section.dated_by,
        [day for day, _ in dated],
        [place for _, place in dated],
        frozenset(undated),
    )
