"""Allocation: how much of what several parts need can be filled when no hour is used twice.

Items that may be split make a flow: from each item, through the limits that hold it, to the parts that it
may serve, through the limits of those, each part taking no more than it needs. The largest flow is the
smallest cut, and a cut is a set S of parts that are still asked, with a set C of the measure's limits and a
set D of the limits of parts in S. It lets through

    caps in C + caps in D + the hours of each item in no limit of C that some part of S takes past no limit of D

so all needs are filled if and only if, for all S, C and D, that is what S needs or more. An item that is not
fully known takes its least for each cut anew for what is certain, and its greatest for what is possible.
The work doubles with each part and each limit, and callers allow 12 of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from cpdrules.semantics.amount import ZERO, Amount
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.filling import Room, settle
from cpdrules.semantics.flow import Given, flow

ONE = Fraction(1)
Shape: TypeAlias = tuple[Room, int, tuple[tuple[int, int], ...]]


@attrs.frozen
class Use:
    """One way an item may turn out: its hours (None: no bound), and where they may go.

    Bit i of ``inside`` is set where limit i of the measure holds it. ``serves`` has, for each part that it may
    be given to, the part's number and the bits of the part's limits that hold it there.
    """

    hours: Room
    inside: int = 0
    serves: tuple[tuple[int, int], ...] = ()

    def through(self, cut: Cut) -> Room:
        """What a cut lets through of it."""
        if self.inside & cut.held:
            return ZERO
        passes = any(cut.parts >> part & 1 and not mask & cut.kept for part, mask in self.serves)
        return self.hours if passes else ZERO


NOWHERE = Use(ZERO)
"""The use of an item that serves no part."""


@attrs.frozen
class Supply:
    """One item, as the ways in which it may still turn out: each at its worst, and each at its best.

    ``order`` sorts the items, by date and then id; the earliest is given first.
    """

    order: tuple[Any, ...]
    worst: tuple[Use, ...]
    best: tuple[Use, ...]

    @property
    def is_settled(self) -> bool:
        """Whether it can turn out in one way only."""
        return len(self.worst) == 1 and self.worst == self.best


@attrs.frozen
class Demand:
    """What the parts need, the caps of the measure's limits, and of each part's limit the part and the cap."""

    needs: tuple[Amount, ...]
    caps: tuple[Amount, ...] = ()
    part_caps: tuple[tuple[int, Amount], ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether every number of it is known."""
        caps = (*self.caps, *(cap for _, cap in self.part_caps))
        return all(amount.is_exact for amount in (*self.needs, *caps))


@attrs.frozen
class Allocation:
    """How much of the needs is filled and how much is missing, over all worlds, and one way to share out.

    ``given`` says for each item, in the order given, how much of it goes to which part, in a world that is no
    better than any other. ``is_settled`` is false where there were too many ways to try them all.
    """

    filled: Amount
    short: Amount
    given: tuple[tuple[Given, ...], ...]
    is_settled: bool = True


@attrs.frozen
class Cut:
    """A set of parts, of limits of the measure, and of limits of those parts, as bits."""

    parts: int
    held: int = 0
    kept: int = 0


@attrs.frozen
class Capacity:
    """What the smallest cut with the same parts lets through (None: no bound), and that cut."""

    room: Room
    cut: Cut


def divided(items: Sequence[Supply], demand: Demand) -> Allocation:
    """How far the needs can be filled by items that may be split among parts."""
    worst = capacities([item.worst for item in items], demand, most=False)
    one_world = demand.is_settled and all(item.is_settled for item in items)
    best = worst if one_world else capacities([item.best for item in items], demand, most=True)
    low = [need.least for need in demand.needs]
    high = [need.most for need in demand.needs]
    least, most = filled(low, worst), filled(high, best)
    assert least is not None
    short = Amount(missing(low, best) or ZERO, missing(high, worst))
    return Allocation(Amount(least, most), short, _shown(items, demand, worst, least))


def capacities(uses: Sequence[Sequence[Use]], demand: Demand, *, most: bool) -> list[Capacity]:
    """What each set of parts can be given at least, or at ``most``, by the number whose bits are the set."""
    groups = _grouped(uses)
    caps = [_end(cap, most=most) for cap in demand.caps]
    part_caps = [(part, _end(cap, most=most)) for part, cap in demand.part_caps]
    held = list(_sets(caps))
    found = []
    for parts in range(1 << len(demand.needs)):
        kept = list(_sets([cap if parts >> part & 1 else None for part, cap in part_caps]))
        best = Capacity(None, Cut(parts))
        for held_bits, held_cap in held:
            for kept_bits, kept_cap in kept:
                cut = Cut(parts, held_bits, kept_bits)
                through = _through(groups, cut, most=most)
                if through is not None:
                    room = held_cap + kept_cap + through
                    if best.room is None or room < best.room:
                        best = Capacity(room, cut)
        found.append(best)
    return found


def filled(needs: Sequence[Room], capacity: Sequence[Capacity]) -> Room:
    """How much of the needs can be filled (None: no bound)."""
    told = [_plus(each.room, _needed(needs, ~number)) for number, each in enumerate(capacity)]
    return min((room for room in told if room is not None), default=None)


def missing(needs: Sequence[Room], capacity: Sequence[Capacity]) -> Room:
    """How much of the needs stays unfilled (None: no bound)."""
    worst = ZERO
    for number, each in enumerate(capacity):
        if each.room is not None:
            needed = _needed(needs, number)
            if needed is None:
                return None
            worst = max(worst, needed - each.room)
    return worst


def _needed(needs: Sequence[Room], parts: int) -> Room:
    """What a set of parts needs together."""
    total = ZERO
    for part, need in enumerate(needs):
        if parts >> part & 1:
            if need is None:
                return None
            total += need
    return total


def _plus(one: Room, other: Room) -> Room:
    return None if one is None or other is None else one + other


def _end(amount: Amount, *, most: bool) -> Room:
    return amount.most if most else amount.least


def _sets(caps: Sequence[Room]) -> Iterator[tuple[int, Fraction]]:
    """Every set of limits with its caps added up; a cap without a bound is no limit."""
    sets = [(0, ZERO)]
    for index, cap in enumerate(caps):
        if cap is not None:
            sets += [(bits | 1 << index, total + cap) for bits, total in sets]
    return iter(sets)


def _grouped(uses: Sequence[Sequence[Use]]) -> list[tuple[Fraction, tuple[Use, ...]]]:
    """Items whose uses differ only by a factor, as one: the factors' sum, and the uses of factor 1."""
    factors: dict[frozenset[Use], list[Fraction]] = {}
    for ways in uses:
        factor = max((use.hours for use in ways if use.hours), default=ONE)
        shape = frozenset(
            use if not use.hours else attrs.evolve(use, hours=use.hours / factor) for use in ways
        )
        factors.setdefault(shape, []).append(factor)
    return [(exact_sum(parts), tuple(shape)) for shape, parts in factors.items()]


def _through(groups: Sequence[tuple[Fraction, tuple[Use, ...]]], cut: Cut, *, most: bool) -> Room:
    """What a cut lets through of all items together; None for no bound."""
    total = ZERO
    for scale, uses in groups:
        rooms = [use.through(cut) for use in uses]
        known = [room for room in rooms if room is not None]
        if len(known) < len(rooms):
            return None
        total += scale * (max(known) if most else min(known))
    return total


def worst_of_all(item: Supply) -> Use:
    """What is certain of an item: the least hours, the parts that it serves in every case, all that may hold it."""
    return _folded(item.worst, common=True)


def best_of_all(item: Supply) -> Use:
    """What is possible of an item: the most hours, each part that it may serve, only what holds it in every case."""
    return _folded(item.best, common=False)


def _folded(uses: Sequence[Use], *, common: bool) -> Use:
    if len(uses) == 1:
        return uses[0]
    hours = [use.hours for use in uses]
    known = [each for each in hours if each is not None]
    masks: dict[int, list[int]] = {}
    for use in uses:
        for part, mask in use.serves:
            masks.setdefault(part, []).append(mask)
    chosen = {part: held for part, held in masks.items() if not common or len(held) == len(uses)}
    serves = tuple((part, _joined(held, union=common)) for part, held in sorted(chosen.items()))
    end = (min(known) if common else max(known)) if common or len(known) == len(hours) else None
    return Use(end, _joined([use.inside for use in uses], union=common), serves)


def _joined(masks: Sequence[int], *, union: bool) -> int:
    found = masks[0]
    for mask in masks[1:]:
        found = found | mask if union else found & mask
    return found


def _shown(
    items: Sequence[Supply], demand: Demand, worst: Sequence[Capacity], least: Fraction
) -> tuple[tuple[Given, ...], ...]:
    """Share out what is certain; where that falls short of the least, share out in a world that has the least.

    In it each item is used in the way that adds the least to the smallest cut.
    """
    needs = [need.least for need in demand.needs]
    caps = [cap.least for cap in demand.caps]
    part_caps = [(part, cap.least) for part, cap in demand.part_caps]
    places = sorted(range(len(items)), key=lambda place: items[place].order)
    ordered = [items[place] for place in places]
    back = sorted(range(len(items)), key=places.__getitem__)

    def shared(uses: list[Use]) -> list[tuple[Given, ...]]:
        plain = [(use.hours or ZERO, use.inside, use.serves) for use in uses]
        return flow(plain, needs, caps, part_caps)

    found = shared([worst_of_all(item) for item in ordered])
    if exact_sum(hours for given in found for _, hours in given) < least:
        cut = next(
            each.cut
            for number, each in enumerate(worst)
            if _plus(each.room, _needed(needs, ~number)) == least
        )
        found = shared([min(item.worst, key=lambda use: use.through(cut) or ZERO) for item in ordered])
    return tuple(found[place] for place in back)


def settled_rows(
    filling: Sequence[Fraction], own_least: Sequence[Fraction], own_most: Sequence[Room], filled: Amount
) -> tuple[list[Fraction], list[Room]]:
    """What each item brings at least and at most, for display: two columns that add up to what is filled."""
    low = settle(filling, own_least, filled.least)
    if filled.most is None:
        return low, list(own_most)
    return low, [*settle(low, own_most, filled.most)]
