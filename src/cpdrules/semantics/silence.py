"""Silence: the longest stretch between two neighbouring days, where some days are certain and others may come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs

from cpdrules.semantics.amount import Amount
from cpdrules.semantics.calendar import Period, shifted
from cpdrules.semantics.spells import SpellUnit, length_in

ONE_DAY = timedelta(days=1)
ZERO = Fraction(0)


@attrs.frozen
class Days:
    """On which days of a window something lies.

    `certain`: on these. `possible`: on each of these, or not. `anywhere`: so many more, each on any day of the
    window or on none. `open_days`: stretches on whose days any number more may lie.
    """

    window: Period
    certain: frozenset[date]
    possible: frozenset[date] = frozenset()
    anywhere: int = 0
    open_days: tuple[Period, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether nothing is left to be learnt."""
        return not (self.possible or self.anywhere or self.open_days)

    def at_most(self) -> Iterator[date]:
        """Yield the first and last of the days on which something may lie, those of `anywhere` aside."""
        yield from self.possible
        for stretch in self.open_days:
            yield from (stretch.first, stretch.last)


def units_between(first: date, later: date, unit: SpellUnit) -> Fraction:
    """How many whole days, weeks or months there are from one day to a later one, months from the first.

    From 10 January to 9 April there are two months, to 10 April three. A wider stretch never has fewer.
    """
    return length_in(Period(first, later - ONE_DAY), unit, "ignored") if first < later else ZERO


def longest_gap(days: Days, unit: SpellUnit, begin: date | None = None, end: date | None = None) -> Amount:
    """The longest stretch between neighbouring days, exact at both ends.

    Where they are given, `begin` counts as a day on which something lies, and so does `end` after the last one.
    Without two days there is no stretch, and the longest is 0.
    """
    sure = sorted(days.certain | ({begin} if begin is not None else set()))
    return Amount(_least(days, sure, unit, end), _most(days, sure, unit, end))


def stretch_of(days: Days, unit: SpellUnit, begin: date | None, end: date | None) -> tuple[date, date] | None:
    """The first of the longest stretches, where all days are known; None where there is none."""
    points = sorted(days.certain | ({begin} if begin is not None else set()))
    if end is not None and points and points[-1] < end:
        points.append(end)
    return max(pairwise(points), key=lambda pair: units_between(pair[0], pair[1], unit), default=None)


def _most(days: Days, sure: list[date], unit: SpellUnit, end: date | None) -> Fraction:
    """What may come lies as far as it can from what is certain, with nothing between the two."""
    window, others = days.window, list(days.at_most())
    first, last = min(others, default=None), max(others, default=None)
    if sure:
        pairs = list(pairwise(sure))
        earliest = window.first if days.anywhere else first
        latest = [day for day in (window.last if days.anywhere else last, end) if day is not None]
        pairs.append((sure[-1], max(latest, default=sure[-1])))
        pairs.append((earliest or sure[0], sure[0]))
    else:
        alone = [(first, last), (first, end)]
        one = [(window.first, last), (first, window.last), (window.first, end)]
        two = [(window.first, window.last)]
        ends = [*alone, *(one if days.anywhere else ()), *(two if days.anywhere > 1 else ())]
        pairs = [(a, b) for a, b in ends if a is not None and b is not None]
    return max((units_between(pair[0], pair[1], unit) for pair in pairs), default=ZERO)


def _least(days: Days, sure: list[date], unit: SpellUnit, end: date | None) -> Fraction:
    """What may come lies between what is certain, where it shortens the longest stretch most; none lies outside."""
    if not sure:
        return ZERO
    within = Period(sure[0], max(sure[-1], end) if end is not None else sure[-1])
    open_days = [each for stretch in days.open_days if (each := stretch.common(within)) is not None]
    points = {*sure, within.last, *(day for day in days.possible if day in within)}
    points.update(day for stretch in open_days for day in (stretch.first, stretch.last))
    pairs = list(pairwise(sorted(points)))
    gaps = [pair for pair in pairs if not any(pair[0] in each and pair[1] in each for each in open_days)]
    if not pairs:
        return ZERO
    next_day = length_in(Period(within.first, within.first), unit, "ignored")
    low = next_day  # no two days lie closer together
    high = max((units_between(pair[0], pair[1], unit) for pair in gaps), default=next_day)
    while low < high:
        tried = Fraction((low + high) // 2)
        if _splits(gaps, tried, unit, days.anywhere):
            high = tried
        else:
            low = tried + 1
    return high


def _splits(gaps: list[tuple[date, date]], longest: Fraction, unit: SpellUnit, days: int) -> bool:
    """Whether so many days between them leave no stretch longer than this."""
    for first, later in gaps:
        at = first
        while units_between(at, later, unit) > longest:
            if not days:
                return False
            days, at = days - 1, _farthest(at, longest, unit)
    return True


def _farthest(first: date, length: Fraction, unit: SpellUnit) -> date:
    """The last day to which there are no more than so many whole units."""
    more = int(length) + 1
    months, plus = (more, 0) if unit == "month" else (0, more * (7 if unit == "week" else 1))
    return shifted(first, months, plus, "28 February") - ONE_DAY
