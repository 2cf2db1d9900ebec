"""Cases of sharing out, and brute force that shares no thought with the smallest cut.

In one known world every hour goes somewhere or nowhere, one after the other, and what can be reached is
gathered; whole items go to every part in turn. Unknown items are expanded into every world.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import attrs
from hypothesis import strategies as st

from cpdrules.semantics import (
    NOWHERE,
    Allocation,
    Amount,
    Demand,
    Supply,
    Use,
    check_laminar,
)

KINDS = 4
SEEDS = st.integers(min_value=0, max_value=2**40)
World = tuple[Use, ...]


def of(number: int | str) -> Amount:
    return Amount.exactly(Fraction(number))


def known(
    place: int, hours: int | str, *parts: int, inside: int = 0, masks: dict[int, int] | None = None
) -> Supply:
    use = Use(Fraction(hours), inside, tuple((part, (masks or {}).get(part, 0)) for part in parts))
    return Supply((place,), (use,), (use,))


def nothing_spent(_: int) -> None:
    """Take no note of steps."""


# -- brute force ---------------------------------------------------------------------------------------------


def room_after(state: tuple[int, ...], taken: Sequence[int], most: Sequence[int]) -> tuple[int, ...] | None:
    after = list(state)
    for index in taken:
        after[index] += 1
    return tuple(after) if all(used <= cap for used, cap in zip(after, most, strict=True)) else None


def steps_of(use: Use, part: int, mask: int, sizes: tuple[int, int]) -> list[int]:
    """Which counters one hour of an item in a part takes one off: of parts, of limits, of limits of parts."""
    parts, caps = sizes
    held = [parts + bit for bit in range(caps) if use.inside >> bit & 1]
    kept = [parts + caps + bit for bit in range(mask.bit_length()) if mask >> bit & 1]
    return [part, *held, *kept]


def best_split(world: World, needs: list[int], caps: list[int], part_caps: list[int]) -> int:
    """The most that can be filled: every hour of every item goes to each part in turn, or nowhere."""
    most = [*needs, *caps, *part_caps]
    states = {(0,) * len(most)}
    for use in world:
        for _ in range(int(use.hours or 0)):
            states |= {
                after
                for state in states
                for part, mask in use.serves
                if (after := room_after(state, steps_of(use, part, mask, (len(needs), len(caps))), most))
            }
    return max(sum(state[: len(needs)]) for state in states)


def best_whole(world: World, needs: list[int], part_caps: list[int]) -> int:
    """The most that can be filled: every item goes to each of its parts in turn, its hours one by one."""
    return max(
        best_split(
            tuple(
                attrs.evolve(use, serves=(way,) if way else ())
                for use, way in zip(world, choice, strict=True)
            ),
            needs,
            [],
            part_caps,
        )
        for choice in product(*[use.serves or (None,) for use in world])
    )


# -- random cases --------------------------------------------------------------------------------------------


@attrs.frozen
class Made:
    """A case: supplies, demand, and the worlds that it may turn out to be."""

    items: list[Supply]
    demand: Demand
    worlds: list[tuple[World, list[int], list[int], list[int]]]


def some_sets(random: Random, most: int) -> list[frozenset[int]]:
    sets: list[frozenset[int]] = []
    for _ in range(random.randint(0, most)):
        candidate = frozenset(random.sample(range(KINDS), random.randint(1, KINDS)))
        if check_laminar([*sets, candidate]) is None:
            sets.append(candidate)
    return sets


def some_amount(random: Random, highest: int, spread: float) -> Amount:
    least = random.randint(0, highest)
    return Amount(least, least + (random.random() < spread))


def made(seed: int, *, whole: bool = False, certain: bool = False) -> Made:
    random = Random(seed)
    unsure = 0.0 if certain else 0.25
    parts = random.choice([1, 2, 2, 3])
    sets = [] if whole else some_sets(random, 2)
    serving = [frozenset(random.sample(range(KINDS), random.randint(1, KINDS))) for _ in range(parts)]
    kept = [(part, kinds) for part in range(parts) for kinds in some_sets(random, 2)][:3]

    def use(kind: int, hours: int) -> Use:
        inside = sum(1 << bit for bit, kinds in enumerate(sets) if kind in kinds)
        serves = tuple(
            (part, sum(1 << bit for bit, (to, held) in enumerate(kept) if to == part and kind in held))
            for part, kinds in enumerate(serving)
            if kind in kinds
        )
        return Use(Fraction(hours), inside, serves) if hours and serves else NOWHERE

    items = []
    for place in range(random.choice([1, 2, 3])):
        kinds = random.sample(range(KINDS), 2 if random.random() < unsure else 1)
        hours = random.randint(0, 3)
        more = hours + 1 if random.random() < unsure else hours
        worst, best = [use(kind, hours) for kind in kinds], [use(kind, more) for kind in kinds]
        if random.random() < unsure / 2:
            worst, best = [*worst, NOWHERE], [*best, NOWHERE]
        order = (random.randint(1, 2), place)
        items.append(Supply(order, tuple(dict.fromkeys(worst)), tuple(dict.fromkeys(best))))
    demand = Demand(
        tuple(some_amount(random, 4, unsure) for _ in range(parts)),
        tuple(some_amount(random, 3, unsure) for _ in sets),
        tuple((part, some_amount(random, 3, unsure)) for part, _ in kept),
    )
    return Made(items, demand, list(worlds(items, demand)))


def ends(amounts: Sequence[Amount]) -> Iterator[tuple[int, ...]]:
    yield from product(*[sorted({int(each.least), int(each.most or 0)}) for each in amounts])


def worlds(
    items: Sequence[Supply], demand: Demand
) -> Iterator[tuple[World, list[int], list[int], list[int]]]:
    uses = [dict.fromkeys((*item.worst, *item.best)) for item in items]
    limits = [*demand.caps, *(cap for _, cap in demand.part_caps)]
    for world in product(*uses):
        for needs in ends(demand.needs):
            for caps in ends(limits):
                split = len(demand.caps)
                yield world, list(needs), list(caps[:split]), list(caps[split:])


def check_given(told: Allocation, case: Made) -> None:
    """What is shown keeps to the hours, the parts that an item may serve, and the limits."""
    by_part = [Fraction(0)] * len(case.demand.needs)
    held = [Fraction(0)] * len(case.demand.caps)
    kept = [Fraction(0)] * len(case.demand.part_caps)
    for item, given in zip(case.items, told.given, strict=True):
        if not item.is_settled:
            continue
        (use,) = item.worst
        assert sum(hours for _, hours in given) <= (use.hours or 0)
        for part, hours in given:
            assert hours > 0
            by_part[part] += hours
            for bit in range(len(held)):
                held[bit] += hours if use.inside >> bit & 1 else 0
            for bit in range(len(kept)):
                kept[bit] += hours if dict(use.serves)[part] >> bit & 1 else 0
    for used, cap in zip(
        [*held, *kept], [*case.demand.caps, *(c for _, c in case.demand.part_caps)], strict=True
    ):
        assert used <= cap.least
