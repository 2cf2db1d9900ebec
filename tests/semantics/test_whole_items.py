"""Whole items fill what the best of all ways to give them fills; too many ways are not tried."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import example
from hypothesis import given as of_any

from cpdrules.semantics import (
    MOST_WAYS,
    Amount,
    Demand,
    Supply,
    divided,
    given_whole,
)
from cpdrules.semantics.allocation import worst_of_all
from cpdrules.semantics.whole import ways, whole_from_shares

from .conftest import EXAMPLES
from .sharing import SEEDS, best_whole, check_given, known, made, nothing_spent, of


@of_any(SEEDS)
def test_whole_items_in_a_known_world(seed: int) -> None:
    case = made(seed, whole=True, certain=True)
    ((world, needs, _, part_caps),) = case.worlds
    told = given_whole(case.items, case.demand, nothing_spent)
    best = best_whole(world, needs, part_caps)
    assert told.is_settled
    assert told.filled == of(best)
    assert told.short == of(sum(needs) - best)
    check_given(told, case)
    assert all(len(given) <= 1 for given in told.given)
    by_part = [sum(h for given in told.given for p, h in given if p == part) for part in range(len(needs))]
    assert sum(min(need, got) for need, got in zip(needs, by_part, strict=True)) == best


@example(245)  # each item at its best by itself left one hour less missing than divided items can fill
@of_any(SEEDS)
def test_whole_items_keep_their_bounds_in_every_world(seed: int) -> None:
    case = made(seed, whole=True)
    told = given_whole(case.items, case.demand, nothing_spent)
    for world, needs, _, part_caps in case.worlds:
        best = best_whole(world, needs, part_caps)
        assert told.filled.least <= best <= (told.filled.most or 0)
        assert told.short.least <= sum(needs) - best <= (told.short.most or 0)
    split = divided(case.items, case.demand)
    assert told.short.least >= split.short.least


def test_thousands_of_small_known_cases_with_whole_items() -> None:
    for seed in range(EXAMPLES * 20):
        test_whole_items_in_a_known_world.hypothesis.inner_test(seed)  # type: ignore[attr-defined]


def test_an_ethics_item_goes_to_one_of_two_parts_and_leaves_the_other_short() -> None:
    told = given_whole(
        [known(1, 3, 0, 1), known(2, 2, 0), known(3, 1, 1)], Demand((of(3), of(2))), nothing_spent
    )
    assert (told.filled, told.short) == (of(4), of(1))


def test_what_is_not_needed_is_not_given() -> None:
    told = given_whole([known(1, 3, 0), known(2, 2, 0)], Demand((of(3),)), nothing_spent)
    assert told.given == (((0, Fraction(3)),), ())


def test_a_need_that_is_not_set_leaves_whole_items_open() -> None:
    told = given_whole([known(1, 2, 0, 1)], Demand((Amount(0, None), of(1))), nothing_spent)
    assert told.filled == Amount(1, 2)
    assert told.short == Amount(0, None)


def steps(items: list[Supply], demand: Demand) -> int:
    taken = 0

    def spend(number: int) -> None:
        nonlocal taken
        taken += number

    given_whole(items, demand, spend)
    return taken // len(demand.needs)


HARD = [Fraction(1) + Fraction(1, 3**place) for place in range(16)]


@pytest.mark.parametrize("size", [4, 6, 8, 10])
def test_the_ways_tried_grow_with_the_ways_there_are_and_no_faster(size: int) -> None:
    items = [known(place, str(HARD[place]), 0, 1) for place in range(size)]
    half = sum(HARD[:size]) / 2
    taken = steps(items, Demand((Amount.exactly(half), Amount.exactly(half))))
    assert taken <= 2 * ways([worst_of_all(item) for item in items])
    assert taken >= 2 ** (size // 2)


def test_items_that_are_alike_are_not_tried_in_every_order() -> None:
    items = [known(place, 2, 0, 1) for place in range(16)]
    assert steps(items, Demand((of(15), of(18)))) < 100


def many(number: int, hours: str = "1") -> list[Supply]:
    return [known(place, hours, 0, 1) for place in range(number)]


def test_too_many_ways_are_not_tried() -> None:
    items = many(17)
    assert ways([worst_of_all(item) for item in items]) > MOST_WAYS
    told = given_whole(items, Demand((of(8), of(9))), nothing_spent)
    assert not told.is_settled
    assert (told.filled, told.short) == (Amount(0, 17), Amount(0, 17))
    assert told.given == ((),) * 17


def test_what_divided_items_cannot_fill_is_not_filled_however_many_ways_there_are() -> None:
    told = given_whole(many(17), Demand((of(9), of(9))), nothing_spent)
    assert told.is_settled
    assert told.short == Amount(1, 18)


def test_with_an_item_to_spare_for_each_part_all_is_filled_however_many_ways_there_are() -> None:
    told = given_whole(many(20), Demand((of(10), of(8), of(0))), nothing_spent)
    assert told.is_settled
    assert (told.filled, told.short) == (of(18), of(0))
    by_part = [sum(hours for given in told.given for to, hours in given if to == part) for part in (0, 1, 2)]
    assert by_part[0] >= 10
    assert by_part[1] >= 8


def test_what_is_needed_may_be_unknown_where_there_are_too_many_ways() -> None:
    told = given_whole(many(20), Demand((Amount(1, None), of(8))), nothing_spent)
    assert not told.is_settled
    assert told.short == Amount(0, None)


@of_any(SEEDS)
def test_shares_that_leave_room_become_whole_items(seed: int) -> None:
    random = Random(seed)
    items = [
        known(
            place,
            str(Fraction(random.randint(1, 12), 4)),
            *sorted(random.sample(range(3), random.choice([2, 3]))),
        )
        for place in range(random.randint(17, 24))
    ]
    needs = [random.randint(0, 9) for _ in range(3)]
    told = given_whole(items, Demand(tuple(map(of, needs))), nothing_spent)
    if told.short == of(0):
        for part, need in enumerate(needs):
            assert sum(hours for given in told.given for to, hours in given if to == part) >= need


def test_a_slot_takes_an_item_from_another_that_can_do_without_it() -> None:
    """The third part asks for item 0, which the second gives up only for item 2: the first needs item 1."""
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    shares = [
        [(0, half), (1, quarter), (2, quarter)],
        [(0, half), (1, half)],
        [(1, quarter)],
        [(2, 3 * quarter)],
    ]
    choice = whole_from_shares([Fraction(1)] * 4, shares, 3)
    assert sorted(part for part in choice if part is not None) == [0, 1, 2]
    assert all(part in dict(given) for part, given in zip(choice, shares, strict=True) if part is not None)
