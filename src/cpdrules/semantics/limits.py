"""Limits: how much of what is claimed counts when several caps hold together.

The limits of a measure are not steps taken one after another. The counted amount is the largest total
that keeps them all. As limits are nested or disjoint, that total is a number (largest flow, smallest
cut): over all sets C of limits, the smallest of

    (caps in C + shares of claimed in C + hours outside every limit of C) ÷ (1 - shares of counted in C)

leaving out sets whose shares of counted reach 1. An item that is not fully known has cases, and takes
its least value for each C anew: choosing one case first, or adding up what each item alone would add,
gives wrong verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import attrs

from cpdrules.semantics.amount import ZERO, Amount
from cpdrules.semantics.cuts import ASIDE, Claim, Cut, Wall, smallest_cut
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.filling import Room, fill, settle


@attrs.frozen
class Case:
    """One way an item may turn out: what it claims, whether it is asked about, which limits hold it.

    ``claimed_least`` and ``claimed_most`` (None: no bound) are its amount after the gate and its own
    steps, never negative; an item that fails the gate claims 0. ``selected`` says whether it passes the
    requirement's ``where``. Bit i of ``inside`` is set where limit i holds it.
    """

    claimed_least: Fraction
    claimed_most: Fraction | None
    selected: bool = True
    inside: int = 0


@attrs.frozen
class Item:
    """One activity or carried amount, as the cases that are still possible (at least one).

    ``order`` sorts the items, by date and then id; the latest is the first to be cut.
    """

    key: str
    order: tuple[Any, ...]
    cases: tuple[Case, ...]


@attrs.frozen
class Ceiling:
    """A limit: an absolute cap, a share of what is claimed, or a share of what is counted.

    Exactly one is given; ValueError otherwise. Shares of claimed are of all that passed the gate,
    whatever the requirement's ``where`` leaves; shares of counted are of the whole measure's total.
    """

    cap: Amount | None = None
    of_claimed: Fraction | None = None
    of_counted: Fraction | None = attrs.field(default=None)

    @of_counted.validator
    def _check_one(self, _attribute: object, _value: object) -> None:
        given = [self.cap is not None, self.of_claimed is not None, self.of_counted is not None]
        if sum(given) != 1:
            raise ValueError("a limit is a cap, a share of claimed or a share of counted: one of them")


@attrs.frozen
class Tally:
    """What counts, from ``least`` to ``most``, and what is claimed, each over all worlds.

    ``least`` is reached where items vary independently; ``most`` is never too low and seldom too high.
    ``at_least`` and ``at_most`` say, item by item in the order given, how each total may be made up,
    for display: they add up to it. Where ``most`` is None, so is an item's part that has no bound.
    """

    least: Fraction
    most: Fraction | None
    at_least: tuple[Fraction, ...]
    at_most: tuple[Fraction | None, ...]
    claimed_least: Fraction
    claimed_most: Fraction | None

    @property
    def counted(self) -> Amount:
        """What counts, as an amount."""
        return Amount(self.least, self.most)

    @property
    def claimed(self) -> Amount:
        """What is claimed in the whole measure, before ``where`` and limits, as an amount."""
        return Amount(self.claimed_least, self.claimed_most)


def tally(items: Sequence[Item], ceilings: Sequence[Ceiling]) -> Tally:
    """The counted amount of the items under limits that hold together.

    The limits are nested or disjoint (``check_laminar``) and few: the work doubles with each, and
    callers allow 12. With crossing limits the bounds would be wrong.
    """
    claimed_least = exact_sum(min(case.claimed_least for case in item.cases) for item in items)
    claimed_most = _sum([_highest([case.claimed_most for case in item.cases]) for item in items])
    if not ceilings:
        low, high = list(map(_own_least, items)), list(map(_own_most, items))
        return Tally(exact_sum(low), _sum(high), tuple(low), tuple(high), claimed_least, claimed_most)
    fixed = _fix_shares_of_counted(items, ceilings)
    one_world = all(map(_is_settled, items)) and all(each.cap is None or each.cap.is_exact for each in fixed)
    least, most, cut = _bounds(items, fixed, one_world=one_world)
    places = sorted(range(len(items)), key=lambda place: items[place].order)
    ordered = [items[place] for place in places]
    low = _least_world(ordered, fixed, least, cut)
    high = list[Room](low) if one_world else _most_world(ordered, fixed, most, claimed_most)
    back = sorted(range(len(items)), key=places.__getitem__)
    at_least, at_most = tuple(low[place] for place in back), tuple(high[place] for place in back)
    return Tally(least, most, at_least, at_most, claimed_least, claimed_most)


def check_laminar(sets: Sequence[frozenset[Any]]) -> tuple[int, int] | None:
    """The places of the first two sets that cross, sharing a point while neither holds the other.

    None where all are nested or disjoint.
    """
    for (i, one), (j, other) in combinations(enumerate(sets), 2):
        if one & other and not (one <= other or other <= one):
            return i, j
    return None


def _highest(ends: Sequence[Room]) -> Room:
    """The highest of some upper ends, "no bound" above all."""
    if len(ends) == 1:
        return ends[0]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _sum(ends: Sequence[Room]) -> Room:
    """The sum of upper ends; one without bound leaves none."""
    known = [end for end in ends if end is not None]
    return exact_sum(known) if len(known) == len(ends) else None


def _own_least(item: Item) -> Fraction:
    """The least the item counts if no limit holds it."""
    return min(case.claimed_least if case.selected else ZERO for case in item.cases)


def _own_most(item: Item) -> Room:
    """The most the item counts if no limit holds it."""
    return _highest([case.claimed_most if case.selected else ZERO for case in item.cases])


def _fix_shares_of_counted(items: Sequence[Item], ceilings: Sequence[Ceiling]) -> list[Ceiling]:
    """The limits, shares of counted turned into caps where ``where`` has left something out.

    Their base is the total of the whole measure, which the hours that are left do not tell.
    """
    narrowed = any(not case.selected and case.claimed_most != 0 for item in items for case in item.cases)
    if not narrowed or all(ceiling.of_counted is None for ceiling in ceilings):
        return list(ceilings)
    everything = [attrs.evolve(item, cases=tuple(map(_select, item.cases))) for item in items]
    least, most, _ = _bounds(everything, ceilings)
    whole = Amount(least, most)
    return [
        ceiling if ceiling.of_counted is None else Ceiling(cap=whole.times(ceiling.of_counted))
        for ceiling in ceilings
    ]


def _select(case: Case) -> Case:
    return attrs.evolve(case, selected=True)


def _is_settled(item: Item) -> bool:
    """Whether the item can turn out in one way only."""
    return len(item.cases) == 1 and item.cases[0].claimed_least == item.cases[0].claimed_most


def _bounds(
    items: Sequence[Item], ceilings: Sequence[Ceiling], *, one_world: bool = False
) -> tuple[Fraction, Fraction | None, Cut]:
    """The least and the most that count, and the cut that gives the least."""
    least, cut = smallest_cut([_least_claims(i) for i in items], _walls(ceilings, most=False), most=False)
    if one_world:
        return least or ZERO, least or ZERO, cut
    most, _ = smallest_cut([_most_claims(i) for i in items], _walls(ceilings, most=True), most=True)
    return least or ZERO, most, cut


def _least_claims(item: Item) -> list[Claim]:
    return [(case.claimed_least, case.inside if case.selected else ASIDE) for case in item.cases]


def _most_claims(item: Item) -> list[Claim]:
    return [(case.claimed_most, case.inside if case.selected else ASIDE) for case in item.cases]


def _walls(ceilings: Sequence[Ceiling], *, most: bool) -> list[Wall]:
    """The limits as numbers for one bound; a cap that may be of any height is no wall for ``most``."""
    walls = []
    for index, ceiling in enumerate(ceilings):
        cap = _cap(ceiling, most=most)
        if cap is not None:
            walls.append(Wall(1 << index, cap, ceiling.of_claimed or 0, ceiling.of_counted or 0))
    return walls


def _cap(ceiling: Ceiling, *, most: bool) -> Room:
    """The absolute cap for one bound; 0 where the limit is a share."""
    if ceiling.cap is None:
        return ZERO
    return ceiling.cap.most if most else ceiling.cap.least


def _rooms(ceilings: Sequence[Ceiling], claimed: Room, counted: Room, *, most: bool) -> list[Room]:
    """What each limit lets through in a world with these totals."""
    rooms: list[Room] = []
    for ceiling in ceilings:
        if ceiling.of_claimed is not None:
            rooms.append(_part(ceiling.of_claimed, claimed))
        elif ceiling.of_counted is not None:
            rooms.append(_part(ceiling.of_counted, counted))
        else:
            rooms.append(_cap(ceiling, most=most))
    return rooms


def _part(share: Fraction, base: Room) -> Room:
    """A share of a base; of no bound there is none, but for a share of 0."""
    if share == 0:
        return ZERO
    return None if base is None else share * base


def _least_world(
    items: Sequence[Item], ceilings: Sequence[Ceiling], least: Fraction, cut: Cut
) -> list[Fraction]:
    """What each item counts in a world that has the least total.

    Where each item makes the claim that adds the least to the smallest cut, that cut lets through just
    the least, and no other cut can let through less.
    """
    claims = [min(_least_claims(item), key=lambda claim: cut.let_through(claim) or 0) for item in items]
    claimed = exact_sum(amount or ZERO for amount, _ in claims)
    rooms = _rooms(ceilings, claimed, least, most=False)
    return [amount or ZERO for amount in fill([[_asked(claim)] for claim in claims], rooms)]


def _most_world(items: Sequence[Item], ceilings: Sequence[Ceiling], most: Room, claimed: Room) -> list[Room]:
    """What each item counts where the total is the most, near enough for display."""
    options = [[_asked(claim) for claim in _most_claims(item)] for item in items]
    counted = fill(options, _rooms(ceilings, claimed, most, most=True))
    if most is None:
        return counted
    bounded = [amount or ZERO for amount in counted]  # under a bound no item is without one
    return [*settle(bounded, [_own_most(item) for item in items], most)]


def _asked(claim: Claim) -> Claim:
    """The claim as far as it is asked about: nothing, where ``where`` leaves it out."""
    amount, inside = claim
    return (ZERO, 0) if inside == ASIDE else (amount, inside)
