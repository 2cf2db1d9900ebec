"""Trying all ways to give whole items to parts, the largest first, leaving out what cannot be better.

What a part is given under its limits is the smallest, over sets of these limits, of their caps and the hours
outside them: each part keeps that sum for each set, so that giving it one item more is one addition to each.
Numbers are whole here, in the largest unit that all of them are multiples of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import attrs

from cpdrules.semantics.allocation import Use
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.filling import Room

Choice: TypeAlias = list[int | None]
"""For each item the part that it is given to."""

Spend: TypeAlias = Callable[[int], None]
"""Is told how many steps are taken."""

Sums: TypeAlias = tuple[int, ...]
"""Of one part, for each set of its limits: their caps, and the hours given outside them."""


@attrs.frozen
class Found:
    """How much of the needs the best way fills, and that way."""

    filled: Fraction
    choice: Choice


def search(
    uses: Sequence[Use], needs: Sequence[Fraction], caps: Sequence[tuple[int, Room]], spend: Spend
) -> Found:
    """The way to give items to parts that fills the most of what these need."""
    known = [use.hours for use in uses if use.hours is not None]
    rooms = [cap for _, cap in caps if cap is not None]
    scale = lcm(*(number.denominator for number in (*known, *needs, *rooms)))
    # What has no bound fills any part, whatever else it is given.
    much = int(scale * exact_sum([*needs, *rooms]))
    trying = Trying(
        [much if use.hours is None else int(use.hours * scale) for use in uses],
        [use.serves for use in uses],
        [int(need * scale) for need in needs],
        [
            _sets(
                [
                    (bit, int(cap * scale))
                    for bit, (to, cap) in enumerate(caps)
                    if to == part and cap is not None
                ]
            )
            for part in range(len(needs))
        ],
        spend,
    )
    trying.run()
    return Found(Fraction(trying.best, scale), trying.choice)


def _sets(limits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every set of a part's limits, as bits, with its caps added up."""
    sets = [(0, 0)]
    for bit, cap in limits:
        sets += [(bits | 1 << bit, total + cap) for bits, total in sets]
    return sets


class Trying:
    """One search: the items with a choice in the order in which they are tried, and the best way so far."""

    def __init__(
        self,
        hours: Sequence[int],
        serves: Sequence[tuple[tuple[int, int], ...]],
        needs: Sequence[int],
        sets: Sequence[Sequence[tuple[int, int]]],
        spend: Spend,
    ) -> None:
        self.hours, self.serves, self.needs, self.sets, self.spend = hours, serves, needs, sets, spend
        self.best = -1
        self.choice: Choice = [None] * len(hours)
        self.trial: Choice = [None] * len(hours)
        self.order = sorted(
            (item for item, parts in enumerate(serves) if len(parts) > 1 and hours[item]),
            key=lambda item: (-hours[item], serves[item], item),
        )
        # What the items that are still to be given could bring to each part, if each went to all of them.
        empty = tuple((0,) * len(each) for each in sets)
        self.rest = [empty]
        for item in reversed(self.order):
            sums = self.rest[-1]
            for part, mask in serves[item]:
                sums = self.with_item(sums, item, part, mask)
            self.rest.append(sums)
        self.rest.reverse()
        self.total = [sum(hours[item] for item in self.order[place:]) for place in range(len(self.order) + 1)]

    def run(self) -> None:
        """Give items that serve one part to it, and try all ways for the others."""
        sums = tuple(tuple(cap for _, cap in each) for each in self.sets)
        for item, parts in enumerate(self.serves):
            if len(parts) == 1:
                ((part, mask),) = parts
                self.trial[item] = part
                sums = self.with_item(sums, item, part, mask)
        self.give(0, sums, 0)

    def with_item(self, sums: tuple[Sums, ...], item: int, part: int, mask: int) -> tuple[Sums, ...]:
        """The sums of all parts when one part is given one item more."""
        hours = self.hours[item]
        more = tuple(
            total if bits & mask else total + hours
            for (bits, _), total in zip(self.sets[part], sums[part], strict=True)
        )
        return (*sums[:part], more, *sums[part + 1 :])

    def give(self, place: int, sums: tuple[Sums, ...], first: int) -> bool:
        """Try all ways for the items from a place on; true when all needs are filled, and no more need be tried.

        ``first`` is the first of the parts to try: of items that are alike, a later one never goes to an earlier
        part, since that would be the same way again.
        """
        self.spend(len(self.needs))
        filled = sum(min(need, *each) for need, each in zip(self.needs, sums, strict=True))
        if filled > self.best:
            self.best, self.choice = filled, list(self.trial)
        if place == len(self.order) or self.best == sum(self.needs):
            return self.best == sum(self.needs)
        hopes = sum(
            min(need, *(now + more for now, more in zip(each, rest, strict=True)))
            for need, each, rest in zip(self.needs, sums, self.rest[place], strict=True)
        )
        if min(hopes, filled + self.total[place]) <= self.best:
            return False
        item = self.order[place]
        for number, (part, mask) in enumerate(self.serves[item]):
            if number < first:
                continue
            self.trial[item] = part
            if self.give(place + 1, self.with_item(sums, item, part, mask), self.first_of(place, number)):
                return True
        self.trial[item] = None
        return False

    def first_of(self, place: int, number: int) -> int:
        """The first part to try for the item after one that went to a part."""
        if place + 1 == len(self.order):
            return 0
        item, after = self.order[place], self.order[place + 1]
        alike = self.hours[item] == self.hours[after] and self.serves[item] == self.serves[after]
        return number if alike else 0
