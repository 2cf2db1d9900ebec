"""Rivals that are looked up are those that a comparison of each item with each other finds."""

import datetime
import random
from fractions import Fraction

import pytest

from cpdrules.evaluation.context import Budget
from cpdrules.evaluation.rivals import MOST_TOLD, Candidate, Rivals, precedes
from cpdrules.evaluation.truth import FALSE
from cpdrules.records.bound import Thing
from cpdrules.rules.measures import Repeats
from cpdrules.semantics import Amount, Period

FIRST = datetime.date(2025, 1, 1)
YEARS = [Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in (2024, 2025)]


def candidate(chance: random.Random, place: int, days: int) -> Candidate:
    """Return an item of which any fact may be unknown."""
    day = FIRST + datetime.timedelta(days=chance.randrange(-days, days)) if chance.random() < 0.8 else None
    hours = Fraction(chance.randrange(3))
    claimed = Amount(hours, hours if chance.random() < 0.7 else chance.choice([None, hours + 1]))
    same = tuple(chance.choice(["a", "b", None]) for _ in range(2))
    scope = chance.choice([None, *YEARS])
    if scope is not None and day is not None:
        scope = next(each for each in YEARS if each.first <= day <= each.last)
    name = "".join(chance.choices("xyz", k=3))
    return Candidate(Thing(f"{name}{place}", {}), same, day, claimed, chance.random() < 0.8, scope, place)


def may_equal(one: Candidate, other: Candidate) -> bool:
    """Whether two items may be the same, and the second lies where the first is compared."""
    if any(a != b for a, b in zip(one.same, other.same, strict=True) if None not in (a, b)):
        return False
    if one.scope is None or other.day is None:
        return True
    return one.scope.first <= other.day <= one.scope.last


@pytest.mark.slow
@pytest.mark.parametrize("keep", ["earliest", "latest"])
@pytest.mark.parametrize("number", [2, 6, 40])
def test_what_is_looked_up_is_what_a_comparison_with_each_finds(keep: str, number: int) -> None:
    chance, few, many = random.Random(number), 0, 0
    rule = Repeats(same=("one", "other"), within="year", keep=keep)
    for _ in range(300):
        items = [candidate(chance, place, chance.choice([1, 3, 350])) for place in range(number)]
        rivals = Rivals.of(rule, items)
        for each in items:
            near = [
                other
                for other in items
                if other is not each and may_equal(each, other) and precedes(other, each, rule) != FALSE
            ]
            told = rivals.near(each, Budget(1_000_000))
            if len(near) <= MOST_TOLD:
                assert told == near
                few += bool(near)
            else:
                assert len(told) >= MOST_TOLD
                assert set(map(id, told)) <= set(map(id, near))
                many += 1
    assert few > 50
    assert many > 100 or number < 40
