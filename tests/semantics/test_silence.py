"""The longest gap between days, held against trying every way in which the days may turn out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import Amount, Days, Period, longest_gap, stretch_of, units_between
from cpdrules.semantics.spells import SpellUnit
from semantics.test_spells import month_later

DAY = datetime.timedelta(days=1)
START = datetime.date(2024, 1, 27)
UNITS: list[SpellUnit] = ["day", "week", "month"]
Edge = datetime.date | None


def counted(first: datetime.date, later: datetime.date, unit: SpellUnit) -> int:
    """Count whole units from one day to another, one by one."""
    number = 0
    while True:
        end = {
            "day": first + (number + 1) * DAY,
            "week": first + (number + 1) * 7 * DAY,
            "month": month_later(first, number + 1),
        }[unit]
        if end > later:
            return number
        number += 1


def longest(days: set[datetime.date], unit: SpellUnit, begin: Edge, end: Edge) -> int:
    """Measure days that are all known."""
    points = sorted(days | ({begin} if begin is not None else set()))
    if end is not None and points and points[-1] < end:
        points.append(end)
    return max((counted(one, two, unit) for one, two in pairwise(points)), default=0)


def subsets(days: list[datetime.date]) -> Iterator[tuple[datetime.date, ...]]:
    return chain.from_iterable(combinations(days, size) for size in range(len(days) + 1))


def ways(days: Days) -> Iterator[set[datetime.date]]:
    """Yield each way in which the days may turn out."""
    every = [days.window.first + n * DAY for n in range(days.window.days)]
    loose = sorted(days.possible | {day for day in every if any(day in each for each in days.open_days)})
    wandering: list[list[datetime.date | None]] = [[None, *every]] * days.anywhere
    for some, placed in product(subsets(loose), product(*wandering)):
        yield set(days.certain) | set(some) | {day for day in placed if day is not None}


def exact(days: Days, unit: SpellUnit, begin: Edge, end: Edge) -> Amount:
    found = [longest(way, unit, begin, end) for way in ways(days)]
    return Amount(min(found), max(found))


@st.composite
def short_windows(draw: st.DrawFn) -> tuple[Days, Edge, Edge]:
    length = draw(st.integers(1, 11))
    every = [START + n * DAY for n in range(length)]
    window = Period(every[0], every[-1])
    some = st.frozensets(st.sampled_from(every), max_size=3)
    certain, possible = draw(some), draw(some)
    stretches = []
    if draw(st.booleans()):
        stretches.append(Period(every[0], every[draw(st.integers(0, min(2, length - 1)))]))
    if draw(st.booleans()) and length > 3:
        stretches.append(Period(every[draw(st.integers(3, length - 1))], every[-1]))
    anywhere = draw(st.integers(0, 2 if not stretches else 1))
    begin = draw(st.sampled_from([None, window.first]))
    end = draw(st.sampled_from([None, *every, window.first - DAY]))
    return Days(window, certain, possible - certain, anywhere, tuple(stretches)), begin, end


@given(short_windows(), st.sampled_from(["day", "week"]))
def test_both_ends_are_what_trying_every_way_comes_to(made: tuple[Days, Edge, Edge], unit: SpellUnit) -> None:
    days, begin, end = made
    assert longest_gap(days, unit, begin, end) == exact(days, unit, begin, end)


@st.composite
def long_windows(draw: st.DrawFn) -> tuple[Days, Edge, Edge]:
    window = Period(START, START + draw(st.integers(20, 80)) * DAY)
    every = [window.first + n * DAY for n in range(window.days)]
    some = st.frozensets(st.sampled_from(every), max_size=3)
    certain, possible = draw(some), draw(some)
    begin = draw(st.sampled_from([None, window.first]))
    end = draw(st.sampled_from([None, window.last, every[len(every) // 2]]))
    return Days(window, certain, possible - certain, draw(st.integers(0, 1))), begin, end


@given(long_windows())
def test_months_are_counted_from_the_earlier_day_whatever_may_come(made: tuple[Days, Edge, Edge]) -> None:
    days, begin, end = made
    assert longest_gap(days, "month", begin, end) == exact(days, "month", begin, end)


@given(
    st.frozensets(st.integers(0, 200), max_size=4), st.sampled_from(UNITS), st.booleans(), st.integers(0, 200)
)
def test_of_known_days_the_first_of_the_longest_stretches_is_named(
    numbers: frozenset[int], unit: SpellUnit, edges: bool, last: int
) -> None:
    days = Days(Period(START, START + 200 * DAY), frozenset(START + n * DAY for n in numbers))
    begin, end = (START, START + last * DAY) if edges else (None, None)
    found = stretch_of(days, unit, begin, end)
    amount = longest_gap(days, unit, begin, end)
    assert days.is_known
    assert amount == Amount.exactly(units_between(*found, unit) if found else 0)
    assert found is not None or len(days.certain) < 2


@pytest.mark.parametrize(
    ("first", "later", "unit", "told"),
    [
        ("2025-01-10", "2025-04-09", "month", 2),
        ("2025-01-10", "2025-04-10", "month", 3),
        ("2025-01-31", "2025-02-28", "month", 1),
        ("2024-01-31", "2024-02-28", "month", 0),
        ("2025-01-01", "2025-01-08", "week", 1),
        ("2025-01-01", "2025-01-02", "day", 1),
        ("2025-01-01", "2025-01-01", "day", 0),
    ],
)
def test_examples(first: str, later: str, unit: SpellUnit, told: int) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(later)
    assert units_between(*days, unit) == Fraction(told) == counted(*days, unit)
