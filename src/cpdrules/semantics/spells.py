"""Spells: how long something lasts, in days, weeks or months."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Literal

from cpdrules.semantics.calendar import Period, ordinal

SpellUnit = Literal["day", "week", "month"]
PartRule = Literal["counted", "ignored"]


def length_in(spell: Period, unit: SpellUnit, part: PartRule) -> Fraction:
    """How many days, weeks or months a spell lasts, both its days counted.

    Months run from the first day: from 10 January, four end on 9 May. What is left over after the whole weeks
    or months counts as one more, or as nothing, as ``part`` says; of days there is none. A longer spell is
    never shorter in months.
    """
    if unit == "day":
        return Fraction(spell.days)
    after = (spell.last + timedelta(days=1)).toordinal()
    whole = spell.days // 7 if unit == "week" else _months(spell, after)
    reached = spell.first.toordinal() + 7 * whole if unit == "week" else _end(spell, whole)
    return Fraction(whole + (1 if part == "counted" and reached < after else 0))


def _months(spell: Period, after: int) -> int:
    """The most months from the first day that end before the day of this number."""
    months = spell.days // 31
    while _end(spell, months + 1) <= after:
        months += 1
    return months


def _end(spell: Period, months: int) -> int:
    return ordinal(spell.first, months, 0, "28 February")
