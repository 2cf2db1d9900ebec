"""Days, periods and durations over the whole calendar of 1900 to 2199."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import (
    EARLIEST,
    LATEST,
    DateFault,
    Duration,
    Period,
    add_months,
    after,
    before,
    beginning_with,
    parse_date,
)

DAYS = [EARLIEST + timedelta(days=n) for n in range((LATEST - EARLIEST).days + 1)]
days = st.dates(EARLIEST, LATEST)
periods = st.builds(lambda a, b: Period(min(a, b), max(a, b)), days, days)


def test_every_day_is_read_back() -> None:
    assert [parse_date(str(day)) for day in DAYS] == DAYS


def test_no_other_day_is_read() -> None:
    valid = {str(day) for day in DAYS}
    for year in (1900, 1904, 2000, 2023, 2199):
        for month in range(14):
            for day in range(33):
                text = f"{year}-{month:02}-{day:02}"
                if text not in valid:
                    with pytest.raises(DateFault, match="not a day of the calendar"):
                        parse_date(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20261123", "YYYY-MM-DD"),
        ("2026-W48-1", "YYYY-MM-DD"),
        ("2026-1-1", "YYYY-MM-DD"),
        ("2026-01-01\n", "YYYY-MM-DD"),
        ("2026-01-01T00:00", "YYYY-MM-DD"),
        ("٢٠٢٦-٠١-٠١", "YYYY-MM-DD"),
        ("", "YYYY-MM-DD"),
        ("1899-12-31", "1900 to 2199"),
        ("2200-01-01", "1900 to 2199"),
        ("2023-02-29", "not a day of the calendar"),
    ],
)
def test_faulty_dates(text: str, reason: str) -> None:
    with pytest.raises(DateFault, match=reason) as fault:
        parse_date(text)
    assert fault.value.reason == str(fault.value)


def test_months_after_every_day() -> None:
    for day in DAYS:
        for months in (1, 12):
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            expected = LATEST
            if year <= LATEST.year:
                expected = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            assert add_months(day, months) == expected


def test_months_never_turn_days_round() -> None:
    for leap in ("28 February", "1 March"):
        for months in (1, 12, -36):
            moved = [add_months(day, months, leap) for day in DAYS[: 9 * 366]]  # type: ignore[arg-type]
            assert moved == sorted(moved)


def test_four_years_from_the_29th_land_on_the_29th_but_not_in_steps() -> None:
    day = date(2024, 2, 29)
    assert add_months(day, 48) == date(2028, 2, 29)
    assert add_months(add_months(day, 12), 36) == date(2028, 2, 28)


def test_the_29th_is_stated() -> None:
    day = date(2024, 2, 29)
    assert add_months(day, 12) == add_months(day, 12, "28 February") == date(2025, 2, 28)
    assert add_months(day, 12, "1 March") == date(2025, 3, 1)
    assert add_months(day, 48, "1 March") == date(2028, 2, 29)
    assert add_months(day, 13, "1 March") == date(2025, 3, 29)
    # The choice is about 29 February, not about short months.
    assert add_months(date(2025, 1, 31), 1, "1 March") == date(2025, 2, 28)


def test_after_and_beginning_with_are_a_day_apart() -> None:
    four_weeks = Duration(days=28)
    assert after(date(2025, 12, 31), four_weeks) == date(2026, 1, 28)
    assert beginning_with(date(2025, 9, 30), four_weeks).last == date(2025, 10, 27)
    assert beginning_with(date(2025, 9, 30), Duration(weeks=4)).days == 28
    assert before(date(2026, 1, 28), four_weeks) == date(2025, 12, 31)
    assert beginning_with(date(2025, 4, 1), Duration(years=1)) == Period(date(2025, 4, 1), date(2026, 3, 31))


def test_months_come_before_days() -> None:
    assert after(date(2025, 1, 31), Duration(months=1, days=1)) == date(2025, 3, 1)
    assert after(date(2024, 1, 1), Duration(years=1, months=2, weeks=1, days=3)) == date(2025, 3, 11)


@given(days, st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 10**12))
def test_what_leaves_the_calendar_is_clipped(day: date, years: int, months: int, spare: int) -> None:
    for duration in (Duration(years, months), Duration(years, 0, 0, spare), Duration(0, spare, months)):
        assert day <= after(day, duration) <= LATEST
        assert EARLIEST <= before(day, duration) <= day
        if not duration.is_empty:
            assert day <= beginning_with(day, duration).last <= LATEST


@given(days, st.integers(0, 4000))
def test_days_after_and_before_undo_each_other(day: date, count: int) -> None:
    later = after(day, Duration(days=count))
    if later < LATEST:
        assert before(later, Duration(days=count)) == day


def test_no_time_and_negative_time_are_refused() -> None:
    with pytest.raises(ValueError, match="no time"):
        beginning_with(date(2025, 1, 1), Duration())
    with pytest.raises(ValueError, match=">= 0"):
        Duration(days=-1)


@given(periods, periods)
def test_periods_share_days_as_sets_do(one: Period, other: Period) -> None:
    common = one.common(other)
    assert one.overlaps(other) is other.overlaps(one) is (common is not None)
    if common is not None:
        for day in (common.first, common.last):
            assert day in one
            assert day in other
        assert common.days <= min(one.days, other.days)
    assert Period.parse(str(one)) == one


def test_small_periods_against_sets_of_days() -> None:
    start = date(2024, 2, 27)
    spans = [(a, b) for a in range(5) for b in range(a, 5)]
    for a, b in spans:
        one = Period(start + timedelta(a), start + timedelta(b))
        assert one.days == b - a + 1
        for c, d in spans:
            other = Period(start + timedelta(c), start + timedelta(d))
            shared = set(range(a, b + 1)) & set(range(c, d + 1))
            assert one.overlaps(other) is bool(shared)
            assert one.touches(other) is bool(shared or b + 1 == c or d + 1 == a)


def test_a_period_in_words() -> None:
    year = Period(date(2025, 4, 1), date(2026, 3, 31))
    assert str(year) == "2025-04-01..2026-03-31"
    assert year.days == 365
    assert date(2026, 3, 31) in year
    assert date(2026, 4, 1) not in year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-04-01", "is not a period"),
        ("2025-04-01..", "YYYY-MM-DD"),
        ("2025-04-01...2026-03-31", "YYYY-MM-DD"),
        ("2025-04-01..2025-03-31", "ends before it begins"),
    ],
)
def test_faulty_periods(text: str, reason: str) -> None:
    with pytest.raises(DateFault, match=reason):
        Period.parse(text)


def test_a_period_holds_a_day() -> None:
    with pytest.raises(ValueError, match="back to"):
        Period(date(2025, 1, 2), date(2025, 1, 1))
