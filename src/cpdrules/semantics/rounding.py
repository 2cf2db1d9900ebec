"""Rounding: to a step, in a stated direction."""

from __future__ import annotations

from fractions import Fraction


def rounded(number: Fraction, step: Fraction, toward: str) -> Fraction:
    """Round to a step: down, up, or to the nearest with halves upwards."""
    steps = number / step
    match toward:
        case "down":
            return (steps.numerator // steps.denominator) * step
        case "up":
            return -(-steps.numerator // steps.denominator) * step
        case _:
            half = steps + Fraction(1, 2)
            return (half.numerator // half.denominator) * step
