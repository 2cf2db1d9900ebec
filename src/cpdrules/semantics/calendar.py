"""Days, periods and durations, all within the years 1900 to 2199.

Months are counted from the anchor and never chained: four yearly steps from 29 February land on the
28th, one step of four years on the 29th. Every period states its ends and both days are in it.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date
from typing import Literal, TypeAlias

import attrs

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

LeapRule: TypeAlias = Literal["28 February", "1 March"]
"""Where 29 February falls in a year without one: schemes differ, so it is always stated."""

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class DateFault(ValueError):  # noqa: N818 - a fault lies in a text, an error in a program
    """A text or number that gives no day or period here; ``reason`` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_date(text: str) -> date:
    """The day a text writes as YYYY-MM-DD and in no other form; raises DateFault.

    The form is matched first: ``date.fromisoformat`` also takes ``20261123`` and ``2026-W48-1``.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        meant = " or ".join(day.isoformat() for day in days_meant(text))
        raise DateFault("is not a date written YYYY-MM-DD" + (f"; write {meant}" if meant else ""))
    year, month, day = (int(part) for part in match.groups())
    if not EARLIEST.year <= year <= LATEST.year:
        raise DateFault(f"is not in the years {EARLIEST.year} to {LATEST.year}")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateFault("is not a day of the calendar") from None


_NUMBERS = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})(?:[T ][0-9:.+Z-]*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? ([0-9]{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


def days_meant(text: str) -> list[date]:
    """The days that a date in another form may mean, such as 31/12/2024: two where it is not clear."""
    if len(text) > 40:
        return []
    if match := _NUMBERS.fullmatch(text):
        first, second, third = (int(part) for part in match.groups())
        ways = [(first, second, third)] if first > 31 else [(third, second, first), (third, first, second)]
    elif match := _DAY_FIRST.fullmatch(text):
        ways = [(int(match[3]), _month(match[2]), int(match[1]))]
    elif match := _MONTH_FIRST.fullmatch(text):
        ways = [(int(match[3]), _month(match[1]), int(match[2]))]
    else:
        return []
    return list(dict.fromkeys(day for way in ways if (day := _made(*way)) is not None))


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for no month."""
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if EARLIEST <= made <= LATEST else None


@attrs.frozen(order=True)
class Period:
    """The days from ``first`` to ``last``, both in. Raises ValueError where it would hold no day."""

    first: date
    last: date = attrs.field()

    @last.validator
    def _check_order(self, _attribute: object, last: date) -> None:
        if last < self.first:
            raise ValueError(f"a period cannot run from {self.first} back to {last}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period a text writes as FROM..TO, the reverse of ``str``; raises DateFault."""
        first, dots, last = text.partition("..")
        if not dots:
            raise DateFault("is not a period written YYYY-MM-DD..YYYY-MM-DD")
        start, end = parse_date(first), parse_date(last)
        if end < start:
            raise DateFault("ends before it begins")
        return cls(start, end)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def touches(self, other: Period) -> bool:
        """Whether the two share a day or follow each other with no day between."""
        return (self.first - other.last).days <= 1 and (other.first - self.last).days <= 1

    def common(self, other: Period) -> Period | None:
        """The days in both; None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None


@attrs.frozen
class Duration:
    """A length of time in whole years, months, weeks and days, none negative.

    Years and months are added first, then weeks and days.
    """

    years: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    months: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    weeks: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    days: int = attrs.field(default=0, validator=attrs.validators.ge(0))

    @property
    def in_months(self) -> int:
        """The years and months together, in months."""
        return self.years * 12 + self.months

    @property
    def in_days(self) -> int:
        """The weeks and days together, in days; the years and months are not in it."""
        return self.weeks * 7 + self.days

    @property
    def is_empty(self) -> bool:
        """Whether it is no time at all."""
        return not (self.in_months or self.in_days)


def add_months(day: date, months: int, leap: LeapRule = "28 February") -> date:
    """The same day of the month that many months on, or back where negative.

    Where that month is too short, its last day; but for a ``day`` of 29 February in a year without
    one, what ``leap`` says. Clipped to 1900 to 2199.
    """
    return shifted(day, months, 0, leap)


def after(day: date, duration: Duration, leap: LeapRule = "28 February") -> date:
    """The day a duration after a day: 28 days after 31 December is 28 January. Clipped."""
    return shifted(day, duration.in_months, duration.in_days, leap)


def before(day: date, duration: Duration, leap: LeapRule = "28 February") -> date:
    """The day a duration before a day. Not the reverse of ``after``: short months are not. Clipped."""
    return shifted(day, -duration.in_months, -duration.in_days, leap)


def beginning_with(day: date, duration: Duration, leap: LeapRule = "28 February") -> Period:
    """The period of this length whose first day is ``day``.

    28 days beginning with 30 September end on 27 October, a day earlier than 28 days *after* it.
    Clipped to 2199; raises ValueError for a duration of no time.
    """
    if duration.is_empty:
        raise ValueError("a period of no time holds no day")
    return Period(day, _day(ordinal(day, duration.in_months, duration.in_days, leap) - 1))


def shifted(day: date, months: int, days: int, leap: LeapRule) -> date:
    """The day moved by months and then by days, clipped to 1900 to 2199."""
    return _day(ordinal(day, months, days, leap))


def ordinal(day: date, months: int, days: int, leap: LeapRule) -> int:
    """The number of the day (as ``date.toordinal``) moved by months and then by days, not clipped.

    Months that leave the years 1 to 9998 give a number far outside 1900 to 2199 on the right side.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year < 9999:
        # No such date: months of 31 days counted from year 1 lie beyond it and still rise with the month.
        return ((year - 1) * 12 + month) * 31 + days
    month += 1
    if (day.month, day.day) == (2, 29) and month == 2 and not isleap(year) and leap == "1 March":
        return date(year, 3, 1).toordinal() + days
    last = 28 + isleap(year) if month == 2 else _LENGTHS[month]
    return date(year, month, min(day.day, last)).toordinal() + days


def _day(number: int) -> date:
    """The day of that number, clipped to 1900 to 2199."""
    return date.fromordinal(min(max(number, EARLIEST.toordinal()), LATEST.toordinal()))
