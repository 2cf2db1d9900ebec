"""Items that may be divided are shared out as far as brute force can share them out."""

from fractions import Fraction

import pytest
from hypothesis import given as of_any

from cpdrules.semantics import (
    NOWHERE,
    Amount,
    Demand,
    Supply,
    Use,
    divided,
    settled_rows,
)
from cpdrules.semantics.allocation import Cut, best_of_all, capacities, worst_of_all

from .conftest import EXAMPLES
from .sharing import SEEDS, best_split, check_given, known, made, of


@of_any(SEEDS)
def test_in_a_known_world_all_is_exact(seed: int) -> None:
    case = made(seed, certain=True)
    ((world, needs, caps, part_caps),) = case.worlds
    best = best_split(world, needs, caps, part_caps)
    told = divided(case.items, case.demand)
    assert told.filled == of(best)
    assert told.short == of(sum(needs) - best)
    check_given(told, case)
    assert sum(hours for given in told.given for _, hours in given) == best


@of_any(SEEDS)
def test_the_bounds_hold_in_every_world_and_the_least_is_reached(seed: int) -> None:
    case = made(seed)
    told = divided(case.items, case.demand)
    filled = [best_split(world, needs, caps, kept) for world, needs, caps, kept in case.worlds]
    lacking = [sum(needs) - best for best, (_, needs, _, _) in zip(filled, case.worlds, strict=True)]
    assert told.filled.least == min(filled)
    assert max(filled) <= (told.filled.most or 0)
    assert told.short.least <= min(lacking)
    assert told.short.most == max(lacking)
    check_given(told, case)
    low, high = settled_rows(
        [sum((hours for _, hours in given), Fraction(0)) for given in told.given],
        [min(use.hours or Fraction(0) for use in item.worst) for item in case.items],
        [max(use.hours or Fraction(0) for use in item.best) for item in case.items],
        told.filled,
    )
    assert sum(low) == told.filled.least
    assert sum(each or 0 for each in high) == told.filled.most
    assert all(one <= (other or 0) for one, other in zip(low, high, strict=True))


@pytest.mark.slow
def test_thousands_of_small_known_cases() -> None:
    for seed in range(EXAMPLES * 20):
        test_in_a_known_world_all_is_exact.hypothesis.inner_test(seed)  # type: ignore[attr-defined]


def test_ethics_may_be_split_between_management_and_regulation() -> None:
    told = divided([known(1, 3, 0, 1), known(2, 2, 0), known(3, 1, 1)], Demand((of(3), of(2))))
    assert told.short == of(0)
    assert told.given == (((0, Fraction(2)), (1, Fraction(1))), ((0, Fraction(1)),), ((1, Fraction(1)),))


def test_one_hour_that_serves_either_is_not_used_for_both() -> None:
    told = divided([known(1, 20, 0, 1)], Demand((of(20), of(10))))
    assert (told.filled, told.short) == (of(20), of(10))


def test_a_limit_of_a_part_holds_a_group_of_items() -> None:
    cyber = [known(place, 2, 0, masks={0: 1}) for place in (1, 2)]
    assert divided(cyber, Demand((of(4),), part_caps=((0, of(3)),))).filled == of(3)


def test_an_item_of_unknown_topic_fills_one_of_two_parts_whichever_it_is() -> None:
    either = (Use(Fraction(1), 0, ((0, 0),)), Use(Fraction(1), 0, ((1, 0),)))
    told = divided([Supply((1,), either, either)], Demand((of(1), of(1))))
    assert told.filled == of(1)
    assert sum(hours for _, hours in told.given[0]) == 1


def test_an_item_in_limits_that_cross_for_want_of_facts_is_shown_nowhere() -> None:
    either = (Use(Fraction(2), 0b11, ((0, 0),)),)
    items = [known(1, 1, 0, inside=0b01), known(2, 1, 0, inside=0b10), Supply((3,), either, either)]
    told = divided(items, Demand((of(9),), caps=(of(1), of(2))))
    assert told.filled == of(2)
    assert told.given == (((0, Fraction(1)),), ((0, Fraction(1)),), ())


def test_no_bound_is_known_of_what_may_still_come() -> None:
    to_come = Supply((9,), (NOWHERE,), (Use(None, 0, ((0, 0),)),))
    told = divided([known(1, 2, 0), to_come], Demand((of(5), of(1))))
    assert told.filled == Amount(2, 5)
    assert told.short == Amount(1, 4)
    some = divided([to_come], Demand((Amount(3, None),)))
    assert (some.filled, some.short) == (Amount(0, None), Amount(0, None))
    assert settled_rows([Fraction(0)], [Fraction(0)], [None], some.filled) == ([0], [None])
    none = divided([known(1, 2, 0)], Demand((Amount(3, None),)))
    assert (none.filled, none.short) == (Amount(2, 2), Amount(1, None))


def test_a_cap_of_any_height_is_no_limit_for_the_most() -> None:
    told = divided([known(1, 2, 0, inside=1)], Demand((of(2),), caps=(Amount(1, None),)))
    assert told.filled == Amount(1, 2)


def test_what_is_certain_and_what_is_possible_of_an_item() -> None:
    uses = (Use(Fraction(2), 0b01, ((0, 0), (1, 0b1))), Use(Fraction(3), 0b11, ((1, 0b10), (2, 0))))
    item = Supply((1,), uses, (*uses, Use(None, 0b01, ((2, 0),))))
    assert worst_of_all(item) == Use(Fraction(2), 0b11, ((1, 0b11),))
    assert best_of_all(item) == Use(None, 0b01, ((0, 0), (1, 0), (2, 0)))


@pytest.mark.parametrize(("parts", "limits"), [(2, 0), (3, 2), (4, 3)])
def test_cuts_double_with_each_part_and_each_limit(
    parts: int, limits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    through = Use.through

    def counted(self: Use, cut: Cut) -> Fraction | None:
        nonlocal asked
        asked += 1
        return through(self, cut)

    monkeypatch.setattr(Use, "through", counted)
    items = [known(place, 1 + place, *range(parts), inside=(1 << limits) - 1) for place in range(50)]
    capacities([item.worst for item in items], Demand((of(1),) * parts, (of(1),) * limits), most=False)
    assert asked == 2 ** (parts + limits)
