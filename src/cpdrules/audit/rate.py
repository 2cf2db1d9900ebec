"""The rate of a sample, exactly, and how many people it asks for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cpdrules.semantics import NumberFault, format_number, parse_exact, rounded
from cpdrules.source import cited

Rate = int | Fraction | Decimal | str
ROUNDINGS = ("up", "down", "nearest")


def read_rate(rate: Rate) -> Fraction:
    """Return the share that is chosen, from 0 to 1: of `"2.5%"`, `"0.025"`, `"1/40"`, a Fraction, a Decimal, 1 or 0.

    Raises `ValueError` for a float, which is not the number that somebody wrote, and for what is no share.
    """
    if isinstance(rate, str):
        return in_range(read_text(rate), rate)
    if isinstance(rate, float):
        raise ValueError(
            f"the rate {rate!r} is a float, which is not exactly what was written; "
            'write a text such as "2.5%" or "0.025", or a Fraction'
        )
    if isinstance(rate, bool) or not isinstance(rate, (int, Fraction, Decimal)):
        raise ValueError(
            f'the rate is a text such as "2.5%", a Fraction, a Decimal or an int, not {rate!r:.60}'
        )
    if isinstance(rate, Decimal) and not rate.is_finite():
        raise ValueError(f"the rate {rate} is no number")
    return in_range(Fraction(rate), str(rate))


def read_text(text: str) -> Fraction:
    """Return the number that a text says, with or without a percent sign."""
    word = text.strip()
    percent = word.endswith("%")
    try:
        number = parse_exact(word.removesuffix("%").rstrip()) if ":" not in word else None
    except NumberFault:
        number = None
    if number is None:
        raise ValueError(f'the rate {cited(text)} is not a number such as "2.5%", "0.025" or "1/40"')
    return number / 100 if percent else number


def in_range(rate: Fraction, written: str) -> Fraction:
    """Return a rate from 0 to 1."""
    if rate < 0:
        raise ValueError(f"the rate {cited(written)} is negative")
    if rate > 1:
        hint = (
            "" if written.rstrip().endswith("%") else f"; a percentage is written with its sign: {written}%"
        )
        raise ValueError(f"the rate {cited(written)} is more than everybody{hint}")
    return rate


def asked_for(rate: Fraction, eligible: int, rounding: str) -> int:
    """Return how many of so many people a rate asks for: rounded `up`, `down`, or to the `nearest`, a half up."""
    return int(rounded(rate * eligible, Fraction(1), rounding))


def percentage(rate: Fraction) -> str:
    """Write a rate as people do: `2.5%`, or as a fraction where no decimal is exact."""
    percent = format_number(rate * 100)
    return format_number(rate) if "/" in percent else f"{percent}%"
