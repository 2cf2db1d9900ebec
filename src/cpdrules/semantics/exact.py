"""Exact numbers: read from text, added and written without losing anything.

Three activities of 1:20 are four hours. In floats, in hundredths and in decimals they are not, and
with float hours in tenths about one exactly met threshold in four is missed. So: fractions only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import TypeAlias

Number: TypeAlias = int | Fraction

MINUTES_PER_HOUR = 60
LONGEST_EXACT = 4000
"""Characters read by ``parse_exact``; Python itself refuses to convert whole numbers much longer."""

_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_CLOCK = re.compile(r"(-?)([0-9]+):([0-9]+)")
_FRACTION = re.compile(r"(-?[0-9]+)/([0-9]+)")


class NumberFault(ValueError):  # noqa: N818 - a fault lies in a text, an error in a program
    """A text that is not a number as records and rules may write it; ``reason`` says why in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def exact_sum(numbers: Iterable[Number]) -> Fraction:
    """The exact sum; zero of nothing.

    Numerators are added per denominator as whole numbers and brought together once at the end, which
    is many times faster than adding fractions one by one: a year's hours have few denominators.
    """
    totals: dict[int, int] = {}
    for number in numbers:
        below = number.denominator
        totals[below] = totals.get(below, 0) + number.numerator
    common = lcm(*totals)
    return Fraction(sum(above * (common // below) for below, above in totals.items()), common)


def parse_number(
    text: str, *, max_length: int = 40, max_decimals: int = 6, maximum: int = 1_000_000
) -> Fraction:
    """The number a decimal text writes, such as ``35`` or ``1.25``.

    ASCII digits and one point; no sign, exponent, separator, space, infinity or nan. Raises
    NumberFault for anything else, for a negative number and for one beyond the stated limits.
    """
    _check_length(text, max_length)
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise NumberFault(_why_no_number(text))
    sign, whole, decimals = match.groups(default="")
    if len(decimals) > max_decimals:
        raise NumberFault(f"has more than {max_decimals} decimals")
    return _within(sign, Fraction(int(whole + decimals), 10 ** len(decimals)), maximum)


def parse_amount(
    text: str, *, max_length: int = 40, max_decimals: int = 6, maximum: int = 1_000_000
) -> Fraction:
    """The hours a text writes, as a decimal (``1.5``) or as hours and minutes (``1:30``).

    Minutes are two digits below 60. Raises NumberFault as ``parse_number`` does.
    """
    _check_length(text, max_length)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return parse_number(text, max_length=max_length, max_decimals=max_decimals, maximum=maximum)
    return _within(match[1], _clock_hours(match[2], match[3]), maximum)


def parse_exact(text: str) -> Fraction:
    """The number that ``format_number`` or ``format_hours`` wrote: ``1.25``, ``4/3``, ``1:20``, any sign.

    For reading reports back, so without limits on size. Raises NumberFault for any other text.
    """
    _check_length(text, LONGEST_EXACT)
    if match := _FRACTION.fullmatch(text):
        above, below = int(match[1]), int(match[2])
        if below == 0:
            raise NumberFault("divides by zero")
        return Fraction(above, below)
    if match := _CLOCK.fullmatch(text):
        hours = _clock_hours(match[2], match[3])
        return -hours if match[1] else hours
    if match := _DECIMAL.fullmatch(text):
        sign, whole, decimals = match.groups(default="")
        return Fraction(int(sign + whole + decimals), 10 ** len(decimals))
    raise NumberFault("is not a number such as 35, 1.25 or 4/3")


def format_number(value: Number) -> str:
    """The number exactly: as a decimal where one is finite (``1.25``), else as a fraction (``4/3``)."""
    places = _decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def format_hours(value: Number) -> str:
    """Hours exactly, as people write them.

    A decimal of at most two places (``1.25``), else hours and minutes (``1:20``), else a fraction.
    """
    places = _decimal_places(value.denominator)
    if places is not None and places <= 2:
        return format_number(value)
    minutes = abs(Fraction(value)) * MINUTES_PER_HOUR
    if minutes.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    hours, rest = divmod(int(minutes), MINUTES_PER_HOUR)
    return f"{'-' if value < 0 else ''}{hours}:{rest:02}"


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator needs; None where no number is enough."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _check_length(text: str, max_length: int) -> None:
    """Refuse long texts before any pattern or conversion sees them."""
    if len(text) > max_length:
        raise NumberFault(f"is longer than {max_length} characters")


def _clock_hours(hours: str, minutes: str) -> Fraction:
    """The hours of a clock's two numbers."""
    if len(minutes) != 2:
        raise NumberFault("must write minutes with two digits, such as 1:05")
    if int(minutes) >= MINUTES_PER_HOUR:
        raise NumberFault("must have fewer than 60 minutes after the colon")
    return Fraction(int(hours) * MINUTES_PER_HOUR + int(minutes), MINUTES_PER_HOUR)


def _within(sign: str, value: Fraction, maximum: int) -> Fraction:
    if sign:
        raise NumberFault("must not be negative")
    if value > maximum:
        raise NumberFault(f"is more than {maximum}")
    return value


def _why_no_number(text: str) -> str:
    """The likeliest reason, in words that say what to write instead."""
    if not text.strip():
        return "is empty"
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", text):
        return f"has a comma; write {text.replace(',', '')}, or {text.replace(',', '.')} if it divides off decimals"
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?%", text):
        return f"is a percentage; write `{{percent: {match[1]}, of: ...}}`"
    if match := re.fullmatch(r"([0-9]+) ?h ?([0-5][0-9])(?: ?m(?:in)?)?", text):
        return f"is not a number such as 35 or 1.25; write `{match[1]}:{match[2]}`"
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(h|hrs?|hours?|points?|credits?|units?|days?)", text):
        return f"has its unit beside it; write `{match[1]}`, since the unit is said where the amount is named"
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        return f"has a comma; write the decimals after a point: {text.replace(',', '.')}"
    if re.fullmatch(r"[0-9]+:[0-9]+", text):
        return "is hours and minutes where a plain number is asked for"
    if text != text.strip():
        return "has spaces around it"
    return "is not a number such as 35 or 1.25"
