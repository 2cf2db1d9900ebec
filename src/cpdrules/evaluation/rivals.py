"""Which items may be kept in the place of another: found by what makes them the same, in the order of keeping."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import Thing, Value
from cpdrules.rules.measures import Repeats
from cpdrules.semantics import Amount, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Budget

Scope = Period | None
Same = tuple[Value | None, ...]
# The day and the claim, so that whoever may be kept before an item stands before its own key.
Key = tuple[int, int, object, str]
# Of more items than these the nearest are told: each missing fact is near to some item that waits for it.
MOST_TOLD = 10


@attrs.frozen
class Candidate:
    """An item that passes the gate, or may: what makes it the same as others, its day, and what it claims.

    `place` is where it stands in the list of the record.
    """

    thing: Thing
    same: Same
    day: datetime.date | None
    claimed: Amount
    is_in: bool
    scope: Scope
    place: int

    @property
    def is_certain(self) -> bool:
        """Whether all is known that decides which of the same items counts."""
        known = self.day is not None and None not in self.same and self.claimed.is_exact
        return known and self.is_in and self.scope is not None

    @property
    def known(self) -> tuple[bool, ...]:
        """Which of the facts that make items the same are known."""
        return tuple(each is not None for each in self.same)


def rank(each: Candidate, rule: Repeats) -> tuple[object, ...]:
    """Return the order in which the same items are kept: by day, of two on one day the larger."""
    assert each.day is not None
    return (signed(each.day, rule), -each.claimed.least, each.thing.id)


def signed(day: datetime.date, rule: Repeats) -> int:
    """Return a day as a number: the smaller, the sooner an item of that day is kept."""
    return day.toordinal() if rule.keep == "earliest" else -day.toordinal()


def precedes(one: Candidate, other: Candidate, rule: Repeats) -> Truth:
    """Return whether one of two items that are the same would be kept before the other."""
    if one.day is None or other.day is None:
        return UNKNOWN
    if one.day == other.day:
        if one.claimed.is_exact and other.claimed.is_exact:
            return TRUE if rank(one, rule) < rank(other, rule) else FALSE
        return UNKNOWN
    return TRUE if (one.day < other.day) == (rule.keep == "earliest") else FALSE


@attrs.define
class Alike:
    """Items that agree in what is known of them, in the order of keeping; and those whose day is not known."""

    keys: list[Key] = attrs.Factory(list)
    dated: list[Candidate] = attrs.Factory(list)
    undated: list[Candidate] = attrs.Factory(list)


@attrs.define(eq=False)
class Rivals:
    """Items that others are compared with.

    Each is looked up by the facts that are known of both, so that nothing is compared with what it cannot equal.
    """

    rule: Repeats
    groups: dict[tuple[bool, ...], list[Candidate]]
    _found: dict[object, dict[Same, Alike]] = attrs.Factory(dict)

    @classmethod
    def of(cls, rule: Repeats, candidates: Sequence[Candidate]) -> Rivals:
        """Group items by which of their facts are known; of those of one day, the one kept first comes first."""
        groups: dict[tuple[bool, ...], list[Candidate]] = {}
        for each in candidates:
            groups.setdefault(each.known, []).append(each)
        return cls(rule, groups)

    def near(self, each: Candidate, budget: Budget) -> list[Candidate]:
        """Return items that may equal one and may be kept in its place, in the order of the record.

        There are none only if there is none; of many, the nearest.
        """
        found: list[Candidate] = []
        for known in self.groups:
            alike = self.alike(known, each, budget)
            if alike is not None:
                found.extend(self.before(each, alike))
        budget.spend(len(self.groups) + len(found))
        return sorted(found, key=lambda other: other.place)

    def alike(self, known: tuple[bool, ...], each: Candidate, budget: Budget) -> Alike | None:
        """Return the items of which the same facts are known, and that agree with one in what is known of both."""
        both = tuple(one and other for one, other in zip(known, each.known, strict=True))
        if (known, both) not in self._found:
            group, made = self.groups[known], dict[Same, Alike]()
            budget.spend(len(group))
            dated = [(self.key(other), other) for other in group if other.day is not None]
            dated.sort(key=lambda pair: pair[0])
            for key, other in dated:
                alike = made.setdefault(picked(other.same, both), Alike())
                alike.keys.append(key)
                alike.dated.append(other)
            for other in group:
                if other.day is None:
                    made.setdefault(picked(other.same, both), Alike()).undated.append(other)
            self._found[known, both] = made
        return self._found[known, both].get(picked(each.same, both))

    def key(self, each: Candidate) -> Key:
        """Return the place of an item in the order of keeping; before others of its day if its claim is open."""
        assert each.day is not None
        day = signed(each.day, self.rule)
        return (day, 1, -each.claimed.least, each.thing.id) if each.claimed.is_exact else (day, 0, 0, "")

    def before(self, each: Candidate, alike: Alike) -> Iterator[Candidate]:
        """Yield the nearest of the items that may be kept before one, where it is compared with them."""
        first, last = 0, len(alike.keys)
        if each.scope is not None:
            low, high = sorted((signed(each.scope.first, self.rule), signed(each.scope.last, self.rule)))
            first = bisect_left(alike.keys, (low,))
            last = bisect_left(alike.keys, (high + 1,))
        if each.day is not None:
            own = self.key(each) if each.claimed.is_exact else (signed(each.day, self.rule), 2)
            last = min(last, bisect_left(alike.keys, own))
        yield from self.others(each, alike.dated, first, last)
        yield from self.others(each, alike.undated, 0, len(alike.undated))

    def others(self, each: Candidate, inside: Sequence[Candidate], first: int, last: int) -> list[Candidate]:
        """Return the last few of some items, without the item itself."""
        few = inside[max(first, last - MOST_TOLD - 1) : max(first, last)]
        return [other for other in few if other is not each][-MOST_TOLD:]


def picked(same: Same, known: tuple[bool, ...]) -> Same:
    """Return the facts that are known of two items; None in the place of each other."""
    return tuple(value if both else None for value, both in zip(same, known, strict=True))
