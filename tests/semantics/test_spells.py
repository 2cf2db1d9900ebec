"""How long something lasts, held against counting day by day."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import Period, length_in
from cpdrules.semantics.spells import PartRule, SpellUnit

DAY = datetime.timedelta(days=1)
DAYS = st.dates(datetime.date(1999, 1, 1), datetime.date(2030, 12, 31))


def month_later(day: datetime.date, months: int) -> datetime.date:
    """Return the day with the same number so many months later, or the last of a month without it."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    for number in range(day.day, 27, -1):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    return datetime.date(year, month + 1, day.day)


def counted(spell: Period, unit: SpellUnit, part: PartRule) -> int:
    """Count the days one by one: each that ends a whole week or month is one more."""
    ends, number, day = 0, 0, spell.first
    left_over = False
    while day <= spell.last:
        number += 1
        left_over = True
        ended = {
            "day": True,
            "week": number % 7 == 0,
            "month": day + DAY == month_later(spell.first, ends + 1),
        }[unit]
        if ended:
            ends, left_over = ends + 1, False
        day += DAY
    return ends + (part == "counted" and left_over)


@given(
    DAYS,
    st.integers(0, 500),
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from(["counted", "ignored"]),
)
def test_it_is_what_counting_the_days_comes_to(
    first: datetime.date, days: int, unit: SpellUnit, part: PartRule
) -> None:
    spell = Period(first, first + days * DAY)
    assert length_in(spell, unit, part) == counted(spell, unit, part)


@given(
    DAYS,
    st.integers(0, 400),
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from(["counted", "ignored"]),
)
def test_a_day_more_never_shortens_it(
    first: datetime.date, days: int, unit: SpellUnit, part: PartRule
) -> None:
    shorter, longer = Period(first, first + days * DAY), Period(first, first + (days + 1) * DAY)
    assert length_in(shorter, unit, part) <= length_in(longer, unit, part)


@pytest.mark.parametrize(
    ("first", "last", "unit", "part", "told"),
    [
        ("2024-01-10", "2024-05-09", "month", "ignored", 4),
        ("2024-01-10", "2024-05-08", "month", "ignored", 3),
        ("2024-01-10", "2024-05-08", "month", "counted", 4),
        ("2024-01-31", "2024-02-28", "month", "ignored", 1),
        ("2024-02-29", "2025-02-27", "month", "ignored", 12),
        ("2024-01-01", "2024-01-07", "week", "ignored", 1),
        ("2024-01-01", "2024-01-08", "week", "counted", 2),
        ("2024-01-01", "2024-01-01", "day", "ignored", 1),
    ],
)
def test_examples(first: str, last: str, unit: SpellUnit, part: PartRule, told: int) -> None:
    spell = Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert length_in(spell, unit, part) == Fraction(told)
