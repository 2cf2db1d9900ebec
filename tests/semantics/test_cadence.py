"""Cadences: windows that cover every day once, whichever is asked first."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import EARLIEST, LATEST, Cadence, DateFault, Duration, LeapRule, Period

WHOLE = Period(EARLIEST, LATEST)
LENGTHS = [
    Duration(years=1),
    Duration(years=3),
    Duration(months=1),
    Duration(months=5),
    Duration(weeks=4),
    Duration(months=1, days=1),
    Duration(years=200),
]
ANCHORS = [date(2024, 2, 29), date(2023, 1, 31), date(1900, 1, 1), date(2199, 12, 31), date(2025, 4, 6)]
cadences = st.builds(
    Cadence,
    st.sampled_from(ANCHORS) | st.dates(EARLIEST, LATEST),
    st.sampled_from(LENGTHS) | st.builds(Duration, days=st.integers(1, 400)),
    st.sampled_from(["28 February", "1 March"]),
)


@pytest.mark.parametrize("leap", ["28 February", "1 March"])
@pytest.mark.parametrize("length", LENGTHS, ids=str)
@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_windows_cover_every_day_once(anchor: date, length: Duration, leap: LeapRule) -> None:
    cadence = Cadence(anchor, length, leap)
    found = cadence.holding(EARLIEST)
    assert found is not None
    n, window = found
    assert window.first == EARLIEST
    while window.last < LATEST:
        for day in (window.first, window.last):
            assert cadence.holding(day) == (n, window)
        following = cadence.window(n + 1)
        assert following.first == window.last + timedelta(days=1)
        n, window = n + 1, following
    assert cadence.holding(LATEST) == (n, window)
    with pytest.raises(DateFault, match="1900 to 2199"):
        cadence.window(n + 1)


def test_every_day_is_in_the_window_that_holds_it() -> None:
    cadence = Cadence(date(2024, 2, 29), Duration(months=1), "1 March")
    for number in range(EARLIEST.toordinal(), LATEST.toordinal() + 1):
        day = date.fromordinal(number)
        found = cadence.holding(day)
        assert found is not None
        assert day in found[1]


def test_a_window_begins_at_the_anchor_and_is_never_chained() -> None:
    yearly = Cadence(date(2024, 2, 29), Duration(years=1))
    assert yearly.window(0).first == date(2024, 2, 29)
    assert yearly.window(1) == Period(date(2025, 2, 28), date(2026, 2, 27))
    assert yearly.window(4).first == date(2028, 2, 29)
    assert yearly.window(-4).first == date(2020, 2, 29)
    assert Cadence(date(2024, 2, 29), Duration(years=1), "1 March").window(1).first == date(2025, 3, 1)
    monthly = Cadence(date(2025, 1, 31), Duration(months=1))
    assert [monthly.window(n).first.day for n in range(4)] == [31, 28, 31, 30]


@given(cadences, st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(cadence: Cadence, random: Random) -> None:
    numbers = list(range(-3, 4))
    random.shuffle(numbers)

    def asked(n: int) -> Period | None:
        try:
            return cadence.window(n)
        except DateFault:
            return None

    assert {n: asked(n) for n in numbers} == {n: asked(n) for n in range(-3, 4)}


@given(cadences, st.dates(EARLIEST, LATEST), st.integers(0, 2000), st.none() | st.integers(0, 3))
def test_lists_of_windows_against_a_walk(
    cadence: Cadence, first: date, span: int, first_window: int | None
) -> None:
    period = Period(first, min(LATEST, date.fromordinal(first.toordinal() + span)))
    cadence = Cadence(cadence.anchor, cadence.length, cadence.leap, first_window)
    walked = []
    day = period.first
    while day <= period.last:
        found = cadence.holding(day)
        if found is None:
            day += timedelta(days=1)
            if day > LATEST or first_window is None:
                break
            continue
        walked.append(found)
        if found[1].last == LATEST:
            break
        day = found[1].last + timedelta(days=1)
    ending = [w for w in walked if w[1].last in period and w[1].last < LATEST]
    inside = [w for w in ending if w[1].first >= period.first and w[1].first > EARLIEST]
    assert [w for w in cadence.ending_in(period, 5000) if w[1].last < LATEST] == ending
    assert [w for w in cadence.within(period, 5000) if w[1].first > EARLIEST and w[1].last < LATEST] == inside


def test_what_is_cut_by_the_calendar_neither_ends_nor_is_whole() -> None:
    cadence = Cadence(date(1899, 7, 1), Duration(years=1))
    assert cadence.window(0) == Period(EARLIEST, date(1900, 6, 30))
    assert cadence.ending_in(Period(EARLIEST, date(1900, 12, 31)), 5) == ((0, cadence.window(0)),)
    assert cadence.within(Period(EARLIEST, date(1901, 6, 30)), 5) == ((1, cadence.window(1)),)
    assert cadence.ending_in(Period(date(2199, 7, 1), LATEST), 5) == ()
    ancient = Period(date(1000, 1, 1), date(1902, 6, 30))
    assert [n for n, _ in cadence.ending_in(ancient, 5)] == [0, 1, 2]
    assert [n for n, _ in cadence.within(ancient, 5)] == [1, 2]
    calendar_years = Cadence(EARLIEST, Duration(years=1))
    assert len(calendar_years.within(WHOLE, 300)) == len(calendar_years.ending_in(WHOLE, 300)) == 300


def test_more_windows_than_allowed_are_refused_not_cut() -> None:
    years = Cadence(date(2020, 1, 1), Duration(years=1))
    decade = Period(date(2020, 1, 1), date(2029, 12, 31))
    assert len(years.within(decade, 10)) == 10
    for ask in (years.within, years.ending_in):
        with pytest.raises(DateFault, match="more than 9 windows"):
            ask(decade, 9)


def test_a_personal_anchor_has_a_first_window() -> None:
    cadence = Cadence(date(2024, 5, 17), Duration(years=1), first_window=1)
    assert cadence.holding(date(2025, 5, 16)) is None
    assert cadence.holding(date(2025, 5, 17)) == (1, cadence.window(1))
    assert next(n for n, _ in cadence.within(WHOLE, 500)) == 1
    with pytest.raises(DateFault, match="before the first window"):
        cadence.window(0)


def test_days_and_windows_beyond_the_calendar() -> None:
    cadence = Cadence(date(2024, 1, 1), Duration(years=1))
    assert cadence.holding(date(1899, 12, 31)) is None
    assert cadence.holding(date(2200, 1, 1)) is None
    for n in (10**12, -(10**12), 176, -125):
        with pytest.raises(DateFault, match="1900 to 2199"):
            cadence.window(n)
    ages = Cadence(date(2024, 1, 1), Duration(years=10**9, days=1))
    assert ages.holding(LATEST) == (0, Period(date(2024, 1, 1), LATEST))
    assert ages.holding(date(2023, 12, 31)) == (-1, Period(EARLIEST, date(2023, 12, 31)))


def test_faults() -> None:
    with pytest.raises(ValueError, match="needs a length"):
        Cadence(date(2024, 1, 1), Duration())
    with pytest.raises(ValueError, match="0 or more"):
        Cadence(date(2024, 1, 1), Duration(years=1), first_window=-1)
