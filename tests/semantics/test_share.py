"""Shares against enumeration of the corners of every item."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from cpdrules.semantics import ANYTHING, Amount, Relation, Split, Verdict, share_bounds, share_verdict

from .conftest import EXAMPLES

VAST = 10**9
HOLDS = {
    Relation.AT_LEAST: lambda part, line: part >= line,
    Relation.AT_MOST: lambda part, line: part <= line,
    Relation.MORE_THAN: lambda part, line: part > line,
    Relation.LESS_THAN: lambda part, line: part < line,
}
SHARES = [Fraction(share) for share in ("0", "1/4", "1/3", "1/2", "2/3", "1")]
EMPTY = Verdict.NOT_APPLICABLE


def exactly(inside: int, outside: int = 0) -> tuple[Split]:
    return (Split(Amount.exactly(inside), Amount.exactly(outside)),)


def corners(amount: Amount) -> set[Fraction]:
    return {amount.least, Fraction(VAST) if amount.most is None else amount.most}


def worlds(items: Sequence[Sequence[Split]]) -> Iterator[tuple[Fraction, Fraction]]:
    """What is inside and outside in each world whose items stand at a corner of one of their cases."""
    ways = [
        {c for case in item for c in product(corners(case.inside), corners(case.outside))} for item in items
    ]
    for world in product(*ways):
        yield sum((w[0] for w in world), Fraction(0)), sum((w[1] for w in world), Fraction(0))


def brute(items: Sequence[Sequence[Split]], relation: Relation, share: Fraction) -> Verdict:
    found = Verdict(0)
    for inside, outside in worlds(items):
        if inside + outside == 0:
            found |= EMPTY
        else:
            holds = HOLDS[relation](inside, share * (inside + outside))
            found |= Verdict.MET if holds else Verdict.NOT_MET
    return found


def some_items(random: Random, unbounded: bool) -> list[tuple[Split, ...]]:
    def some_amount() -> Amount:
        least = random.choice([0, 0, 0, 1, 2])
        if unbounded and random.random() < 0.15:
            return Amount(least, None)
        return Amount(least, least + random.choice([0, 0, 0, 1, 3]))

    def some_case() -> Split:
        sides = random.choice([(1, 0), (0, 1), (1, 1)])
        return Split(*[some_amount() if side else Amount.exactly(0) for side in sides])

    return [tuple(some_case() for _ in range(random.randint(1, 2))) for _ in range(random.randint(0, 3))]


@pytest.mark.parametrize("unbounded", [False, True])
@pytest.mark.parametrize("relation", Relation)
def test_verdict_equals_the_corners(relation: Relation, unbounded: bool) -> None:
    random = Random(7)
    for _ in range(EXAMPLES * 2):
        items = some_items(random, unbounded)
        for share in SHARES:
            expected = brute(items, relation, share)
            assert share_verdict(items, relation, share, EMPTY) is expected, (items, share)


@pytest.mark.parametrize("unbounded", [False, True])
def test_bounds_equal_the_corners(unbounded: bool) -> None:
    random = Random(8)
    for _ in range(EXAMPLES * 5):
        items = some_items(random, unbounded)
        quotients = [i / (i + o) for i, o in worlds(items) if i + o]
        bounds = share_bounds(items)
        if not quotients:
            assert bounds is None
            continue
        assert bounds is not None
        assert bounds.most is not None
        near = Fraction(100, VAST) if unbounded else 0
        assert 0 <= min(quotients) - bounds.least <= near, items
        assert 0 <= bounds.most - max(quotients) <= near, items


def test_each_item_stands_once_in_the_sum() -> None:
    # 1 to 9 hours inside and 1 outside: as two intervals 1 to 9 of 2 to 10, a share of 0.1 upwards.
    items = [(Split(inside=Amount(1, 9)),), exactly(0, 1)]
    assert share_verdict(items, Relation.AT_LEAST, Fraction(1, 2), EMPTY) is Verdict.MET
    assert share_bounds(items) == Amount(Fraction(1, 2), Fraction(9, 10))


def test_of_nothing_counted_the_author_says() -> None:
    for if_none in Verdict:
        for items in ([], [exactly(0)]):
            assert share_verdict(items, Relation.AT_LEAST, Fraction(1, 2), if_none) is if_none
            assert share_bounds(items) is None
    assert (
        share_verdict([(Split(Amount(0, 1)),)], Relation.AT_LEAST, Fraction(1), EMPTY) is Verdict.MET | EMPTY
    )


def test_an_open_window_may_bring_anything() -> None:
    further = (Split(ANYTHING, ANYTHING),)
    undetermined = Verdict.MET | Verdict.NOT_MET
    assert share_verdict([exactly(9), further], Relation.AT_LEAST, Fraction(1, 2), EMPTY) is undetermined
    assert share_bounds([exactly(9), further]) == Amount(0, 1)
