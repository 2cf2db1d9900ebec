"""Whole items: each goes to one part as it is, which may leave unfilled what divided items would fill.

First as if they could be divided: what that cannot fill, whole items cannot. Then all ways to give the items
are tried, if there are not too many. The number of ways is bounded, not the steps that are taken: it is told
by what may still be and only shrinks as facts are learned, so that a new fact never undoes a verdict.

Beyond it one sure sign is left. Say that all needs, each raised by a step, can be filled by divided items of
which none counts more than the step. Sort the items of a part by their hours and cut them into slots of one
item each: every full slot can have an item of its own (Hall), of as many hours as any in the slot after it, so
a part loses less than its first slot, which is a step at most (Shmoys and Tardos). This too only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from cpdrules.semantics.allocation import (
    Allocation,
    Demand,
    Supply,
    Use,
    best_of_all,
    divided,
    worst_of_all,
)
from cpdrules.semantics.amount import ZERO, Amount
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.filling import Room
from cpdrules.semantics.flow import Given, bits_of, flow
from cpdrules.semantics.search import Choice, Spend, search

MOST_WAYS = 2**16
"""How many ways to give whole items are tried: sixteen items that may each go to either of two parts."""

STEPS = tuple(Fraction(2) ** power for power in range(-4, 11))


def given_whole(items: Sequence[Supply], demand: Demand, spend: Spend) -> Allocation:
    """How far the needs can be filled by items that each go to one part; the measure itself has no limits.

    ``spend`` is told of the steps that are taken.
    """
    split = divided(items, demand)
    order = sorted(range(len(items)), key=lambda place: items[place].order)
    worst = [worst_of_all(items[place]) for place in order]
    best = [best_of_all(items[place]) for place in order]
    low, high = [need.least for need in demand.needs], [need.most for need in demand.needs]
    caps = [(part, cap.least) for part, cap in demand.part_caps]
    wide = [(part, cap.most) for part, cap in demand.part_caps]
    if ways(best) > MOST_WAYS:
        return _untried(split, worst, demand, order)

    def reach(
        uses: Sequence[Use], needs: Sequence[Room], rooms: Sequence[tuple[int, Room]]
    ) -> Fraction | None:
        return None if None in needs else search(uses, [need or ZERO for need in needs], rooms, spend).filled

    found = search(worst, low, caps, spend)
    least, asked = found.filled, exact_sum(low)
    given = _placed(worst, found.choice, low, caps, order)
    if demand.is_settled and worst == best:
        return Allocation(Amount.exactly(least), Amount.exactly(asked - least), given)
    most, lacking = reach(best, high, wide), reach(worst, high, caps)
    # Divided items fill whatever whole ones fill, and their bounds take each item anew for each cut.
    bounds = [each for each in (most, split.filled.most) if each is not None]
    short = Amount(
        max(asked - (reach(best, low, wide) or ZERO), split.short.least),
        None if lacking is None else exact_sum(need or ZERO for need in high) - lacking,
    )
    return Allocation(Amount(least, min(bounds, default=None)), short, given)


def ways(uses: Sequence[Use]) -> int:
    """In how many ways the items can be given, each to one of the parts that it may serve."""
    return prod(len(use.serves) or 1 for use in uses)


def _untried(split: Allocation, worst: Sequence[Use], demand: Demand, order: Sequence[int]) -> Allocation:
    """What is sure where there are too many ways: that it is not filled, or that it is with so much to spare."""
    high = [need.most for need in demand.needs]
    choice = None if None in high else spared(worst, [need or ZERO for need in high])
    if choice is None or split.short.least:
        nothing: tuple[Given, ...] = ()
        return Allocation(
            Amount(ZERO, split.filled.most),
            Amount(split.short.least, Amount.total(demand.needs).most),
            (nothing,) * len(order),
            is_settled=bool(split.short.least),
        )
    caps = [(part, cap.least) for part, cap in demand.part_caps]
    needs = [need.least for need in demand.needs]
    given = _placed(worst, choice, needs, caps, order)
    return Allocation(Amount(exact_sum(needs), split.filled.most), Amount.exactly(0), given)


def spared(uses: Sequence[Use], needs: Sequence[Fraction]) -> Choice | None:
    """A way to give the items that fills all needs, found without trying where there is a step to spare."""
    for step in STEPS:
        held = [
            (min(use.hours or ZERO, step), 0, tuple((part, 0) for part, mask in use.serves if not mask))
            for use in uses
        ]
        raised = [need + step if need else ZERO for need in needs]
        shares = flow(held, raised, (), ())
        if exact_sum(hours for given in shares for _, hours in given) == exact_sum(raised):
            return whole_from_shares([hours for hours, _, _ in held], shares, len(needs))
    return None


def whole_from_shares(hours: Sequence[Fraction], shares: Sequence[Sequence[Given]], parts: int) -> Choice:
    """Turn shares of items into whole items: one for each full slot of a part."""
    slots: list[tuple[int, set[int]]] = []
    for part in range(parts):
        rows = [
            (hours[item], item, room) for item, given in enumerate(shares) for to, room in given if to == part
        ]
        filled, slot = ZERO, set[int]()
        for amount, item, room in sorted(rows, key=lambda row: (-row[0], row[1])):
            filled += room / amount
            slot.add(item)
            while filled >= 1:
                slots.append((part, slot))
                filled -= 1
                slot = {item} if filled else set()
    choice: Choice = [None] * len(hours)
    taken: dict[int, int] = {}

    def seat(number: int, tried: set[int]) -> bool:
        for item in sorted(slots[number][1] - tried):
            tried.add(item)
            if item not in taken or seat(taken[item], tried):
                taken[item] = number
                return True
        return False

    for number in range(len(slots)):
        seat(number, set())
    for item, number in taken.items():
        choice[item] = slots[number][0]
    return choice


def _placed(
    uses: Sequence[Use],
    choice: Choice,
    needs: Sequence[Fraction],
    caps: Sequence[tuple[int, Fraction]],
    order: Sequence[int],
) -> tuple[tuple[Given, ...], ...]:
    """What counts of each item in the part that it is given to; items that the part does not need are left out."""
    kept = list(choice)
    for item in reversed(range(len(kept))):
        part = kept[item]
        if part is not None:
            with_it = _counted(uses, kept, caps)
            kept[item] = None
            without = _counted(uses, kept, caps)
            if min(needs[part], _total(without, part)) < min(needs[part], _total(with_it, part)):
                kept[item] = part
    given: list[tuple[Given, ...]] = [()] * len(order)
    for place, row in zip(order, _counted(uses, kept, caps), strict=True):
        given[place] = (row,) if row[1] else ()
    return tuple(given)


def _counted(uses: Sequence[Use], choice: Choice, caps: Sequence[tuple[int, Fraction]]) -> list[Given]:
    """The part of each item, and what counts of it there: the earliest is taken first, up to the limits."""
    left = [cap for _, cap in caps]
    counted: list[Given] = []
    for use, part in zip(uses, choice, strict=True):
        inside = bits_of(dict(use.serves)[part]) if part is not None else ()
        held = list(inside)
        taken = min([use.hours or ZERO, *(left[bit] for bit in held)]) if part is not None else ZERO
        for bit in held:
            left[bit] -= taken
        counted.append((part or 0, taken))
    return counted


def _total(counted: Sequence[Given], part: int) -> Fraction:
    return exact_sum(hours for to, hours in counted if to == part)
