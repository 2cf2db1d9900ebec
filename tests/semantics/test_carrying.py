"""What moves between periods: the ends of what may be are those of all that each number may turn out to be."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import (
    Amount,
    Hours,
    drawn,
    excess,
    filled,
    higher,
    less,
    lower,
    settled_hours,
    unused,
)

NUMBERS = st.integers(0, 6)
AMOUNTS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Amount(min(ends), max(ends)))


def numbers(amount: Amount) -> list[Fraction]:
    """Return the whole numbers that an amount may be."""
    assert amount.most is not None
    return [Fraction(number) for number in range(int(amount.least), int(amount.most) + 1)]


def hull(amounts: tuple[Amount, ...], plainly: Callable[..., Fraction]) -> Amount:
    """Work it out for each number that each amount may be."""
    told = [plainly(*each) for each in product(*map(numbers, amounts))]
    return Amount(min(told), max(told))


@given(AMOUNTS, AMOUNTS)
def test_less_lower_and_higher(one: Amount, other: Amount) -> None:
    assert less(one, other) == hull((one, other), lambda a, b: max(Fraction(0), a - b))
    assert lower(one, other) == hull((one, other), min)
    assert higher(one, other) == hull((one, other), max)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_filled(own: Amount, later: Amount, needed: Amount) -> None:
    assert filled(own, later, needed) == hull(
        (own, later, needed), lambda a, b, c: a + min(b, max(Fraction(0), c - a))
    )


@given(NUMBERS, NUMBERS, NUMBERS, st.booleans(), st.booleans())
def test_every_hour_over_what_is_needed_is_own_or_carried(
    own: int, carried: int, needed: int, own_first: bool, again: bool
) -> None:
    """Of an hour less or more no more is told than there is: used, moving on, or left of what was carried in."""
    known = [Amount.exactly(number) for number in (own, carried, needed)]
    total = known[0].add(known[1])
    moves = excess(known[0], total, known[2], own_first=own_first, again=again).least
    left = unused(known[1], known[0], total, known[2], own_first=own_first, limited=False).least
    over = max(0, own + carried - needed)
    assert moves + left == over if not again else moves == over
    assert left <= carried
    if not again:
        assert moves <= own
        first, second = (moves, left) if own_first else (left, moves)
        assert first == 0 or second == (carried if own_first else own)


@given(AMOUNTS, AMOUNTS, AMOUNTS, NUMBERS)
def test_what_is_left_of_what_was_carried_in_fills_nothing(
    carried: Amount, own: Amount, needed: Amount, room: int
) -> None:
    """Own hours first: so much is used as fills what is missing and as a limit leaves room for, and no more."""

    def left(carried: Fraction, own: Fraction, needed: Fraction) -> Fraction:
        return carried - min(carried, room, max(Fraction(0), needed - own))

    total = own.add(lower(carried, Amount.exactly(room)))
    told = unused(carried, own, total, needed, own_first=True, limited=True)
    truth = hull((carried, own, needed), left)
    assert told.least <= truth.least
    assert truth.most is not None
    assert told.most is not None
    assert truth.most <= told.most
    if carried.is_exact and own.is_exact:
        assert told == truth
    free = unused(carried, own, own.add(carried), needed, own_first=True, limited=False)
    assert free == hull((carried, own, needed), lambda a, b, c: a - min(a, max(Fraction(0), c - b)))


def test_no_bound() -> None:
    some, open_end = Amount.exactly(3), Amount(1, None)
    assert less(some, open_end) == Amount(0, 2)
    assert less(open_end, some) == Amount(0, None)
    assert lower(open_end, open_end) == Amount(1, None)
    assert lower(some, open_end) == Amount(1, 3)
    assert higher(some, open_end) == Amount(3, None)


def known(item: str, number: int, picked: bool) -> Hours:
    return Hours(item, Amount.exactly(number), picked, picked)


HOURS = [known("a", 3, True), known("b", 2, False), known("c", 4, True)]


@pytest.mark.parametrize(
    ("amount", "given_by", "of_picked"),
    [
        (0, [], 0),
        (2, [("a", 2)], 2),
        (4, [("a", 3), ("b", 1)], 3),
        (6, [("a", 3), ("b", 2), ("c", 1)], 4),
        (20, [("a", 3), ("b", 2), ("c", 4)], 7),
    ],
)
def test_hours_are_drawn_in_order(amount: int, given_by: list[tuple[str, int]], of_picked: int) -> None:
    assert settled_hours(Amount.exactly(amount), HOURS) == tuple(given_by)
    assert drawn(Amount.exactly(amount), HOURS) == Amount.exactly(of_picked)


@given(
    AMOUNTS,
    st.lists(st.tuples(AMOUNTS, st.sampled_from([(True, True), (False, True), (False, False)])), max_size=3),
)
def test_what_is_drawn_lies_within_what_is_told(
    amount: Amount, rows: list[tuple[Amount, tuple[bool, bool]]]
) -> None:
    hours = [Hours(str(index), each, *picked) for index, (each, picked) in enumerate(rows)]
    told = drawn(amount, hours)
    choices = [[picked[0]] if picked[0] == picked[1] else [False, True] for _, picked in rows]
    for number in numbers(amount):
        for held in product(*(numbers(each) for each, _ in rows)):
            if sum(held) < number:
                continue  # no more is drawn than the items have
            for is_picked in product(*choices):
                exact = [
                    Hours(str(index), Amount.exactly(each), picked, picked)
                    for index, (each, picked) in enumerate(zip(held, is_picked, strict=True))
                ]
                found = drawn(Amount.exactly(number), exact).least
                assert told.least <= found
                assert told.most is not None
                assert found <= told.most


def test_where_an_item_has_no_bound() -> None:
    open_ended = [Hours("a", Amount(0, None), True, True), known("b", 2, False)]
    assert drawn(Amount.exactly(5), open_ended) == Amount(3, 5)
    assert drawn(
        Amount.exactly(5), [Hours("a", Amount(0, None), False, False), known("b", 2, True)]
    ) == Amount(0, 2)
    assert settled_hours(Amount.exactly(5), open_ended) == ()
    assert settled_hours(Amount(0, 5), HOURS) == ()
