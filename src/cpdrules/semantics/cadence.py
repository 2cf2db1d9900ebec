"""Cadences: the windows that follow each other from an anchor, such as cycles of three years."""

from __future__ import annotations

from datetime import date

import attrs

from cpdrules.semantics.calendar import (
    EARLIEST,
    LATEST,
    DateFault,
    Duration,
    LeapRule,
    Period,
    ordinal,
)

_FIRST, _LAST = EARLIEST.toordinal(), LATEST.toordinal()

# In the Gregorian calendar 4,800 months are 146,097 days.
_MONTHS, _DAYS = 4800, 146_097


@attrs.frozen
class Cadence:
    """Windows of one length, one after another: window n begins n lengths after the anchor.

    Each start is worked out from the anchor and never from the window before, so it does not matter
    which is asked first. Windows also run back before the anchor, unless ``first_window`` (0 or more)
    says which is the first, as for a cycle that begins when a person registers. Windows are cut at
    the ends of 1900 to 2199. Raises ValueError for an empty length.
    """

    anchor: date
    length: Duration = attrs.field()
    leap: LeapRule = "28 February"
    first_window: int | None = attrs.field(default=None)

    @length.validator
    def _check_length(self, _attribute: object, length: Duration) -> None:
        if length.is_empty:
            raise ValueError("a window needs a length")

    @first_window.validator
    def _check_first(self, _attribute: object, first_window: int | None) -> None:
        if first_window is not None and first_window < 0:
            raise ValueError("the first window is numbered 0 or more")

    def window(self, n: int) -> Period:
        """The n-th window, 0 being the one that begins on the anchor.

        Raises DateFault before the first window and for a window with no day in 1900 to 2199.
        """
        if self.first_window is not None and n < self.first_window:
            raise DateFault("is before the first window")
        return _cut(self._start(n), self._start(n + 1))

    def holding(self, day: date) -> tuple[int, Period] | None:
        """The window the day is in, with its number; None before the first and outside 1900 to 2199."""
        n = self._number(day.toordinal())
        if not EARLIEST <= day <= LATEST or (self.first_window is not None and n < self.first_window):
            return None
        return n, self.window(n)

    def ending_in(self, period: Period, maximum: int) -> tuple[tuple[int, Period], ...]:
        """The windows whose last day is in the period, in order.

        A window cut at the end of 2199 does not end there. Raises DateFault for more than ``maximum``.
        """
        return self._until(self._number(max(period.first.toordinal(), _FIRST)), period.last, maximum)

    def within(self, period: Period, maximum: int) -> tuple[tuple[int, Period], ...]:
        """The windows that lie wholly in the period, in order.

        A window cut at an end of 1900 to 2199 is not whole. Raises DateFault for more than ``maximum``.
        """
        return self._until(self._number(max(period.first.toordinal(), _FIRST) - 1) + 1, period.last, maximum)

    def _until(self, n: int, last: date, maximum: int) -> tuple[tuple[int, Period], ...]:
        """The windows from number n on that end by the last day."""
        if self.first_window is not None:
            n = max(n, self.first_window)
        found: list[tuple[int, Period]] = []
        start, end = self._start(n), self._start(n + 1)
        while end - 1 <= min(last.toordinal(), _LAST):
            if len(found) == maximum:
                raise DateFault(f"holds more than {maximum} windows")
            found.append((n, _cut(start, end)))
            n += 1
            start, end = end, self._start(n + 1)
        return tuple(found)

    def _start(self, n: int) -> int:
        """The number of the day on which window n begins, not cut."""
        return ordinal(self.anchor, n * self.length.in_months, n * self.length.in_days, self.leap)

    def _number(self, day: int) -> int:
        """Which window holds the day of this number.

        The mean length of a month gives a number at most a few windows off; the starts rise with n,
        so walking to the right one ends.
        """
        elapsed = (day - self.anchor.toordinal()) * _MONTHS
        n = elapsed // (self.length.in_months * _DAYS + self.length.in_days * _MONTHS)
        while self._start(n) > day:
            n -= 1
        while self._start(n + 1) <= day:
            n += 1
        return n


def _cut(start: int, end: int) -> Period:
    """The days from one number to before another, as far as they lie in 1900 to 2199."""
    first, last = max(start, _FIRST), min(end - 1, _LAST)
    if first > last:
        raise DateFault(f"is not in the years {EARLIEST.year} to {LATEST.year}")
    return Period(date.fromordinal(first), date.fromordinal(last))
