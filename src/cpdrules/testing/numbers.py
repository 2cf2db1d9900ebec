"""The smallest step of a number: what it counts, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from cpdrules.rules.conditions import FieldClause, Path
from cpdrules.rules.measures import (
    Count,
    Distinct,
    LongestGap,
    MultiplyStep,
    Score,
    Share,
    Sum,
    TimeBase,
    unit_after,
)
from cpdrules.rules.parameters import InProportion, Parameter, TableRow
from cpdrules.rules.quantities import Percent
from cpdrules.rules.requirements import Allocate, AmountOf, Fact, Has, OfEveryone, RequirementBase
from cpdrules.rules.ruleset import RuleSet, Scale
from cpdrules.rules.vocabulary import Field, Unit
from cpdrules.rules.walk import field_summed
from cpdrules.semantics import format_hours, format_number
from cpdrules.testing.spots import Spot

PERCENT = "%"
HOUR, MINUTE = "hour", Fraction(1, 60)
FINEST = 6


def unit_at(spot: Spot, ruleset: RuleSet) -> str:
    """Return what a number counts: a unit, `%`, or "" for plain numbers."""
    if isinstance(spot.owner, RequirementBase):
        return ""
    if isinstance(spot.owner, TableRow) and spot.field == "at_least":
        return ""  # what the table is read by, not what it gives
    for thing in spot.rules:
        found = unit_of(thing, ruleset)
        if found is not None:
            return found
    return ""


def unit_of(thing: Any, ruleset: RuleSet) -> str | None:
    """Return what the numbers of a rule count; None where the rule around it says so."""
    match thing:
        case Percent() | OfEveryone():
            return PERCENT
        case Parameter():
            return thing.unit or ""
        case Unit():
            return thing.of
        case Field():
            return thing.unit or ""
        case (
            MultiplyStep()
            | InProportion()
            | Scale()
            | Has()
            | Count()
            | Distinct()
            | TimeBase()
            | LongestGap()
        ):
            return ""
        case Sum():
            field = field_summed(thing, ruleset)
            return unit_after(thing, (field.unit or "") if field is not None else "")
        case AmountOf():
            measure = next(each for each in ruleset.measures if each.name == thing.amount)
            return unit_of(measure, ruleset)
        case Allocate():
            measure = next(each for each in ruleset.measures if each.name == thing.allocate)
            return unit_of(measure, ruleset)
        case FieldClause(path=path):
            return asked(path, ruleset)
        case Fact(fact=path):
            return asked(path, ruleset)
        case Share() | Score():
            return PERCENT
        case _:
            return None


def fields_named(path: Path, ruleset: RuleSet) -> list[Field]:
    """Return the fields that a path may mean, taken widely where it does not say which part."""
    return [
        field
        for section in ruleset.vocabulary
        for field in section.fields
        if field.name == path.field and path.section in (None, "this", section.name)
    ]


def asked(path: Path, ruleset: RuleSet) -> str:
    """Return the unit of the fact that a question is about."""
    return next((field.unit for field in fields_named(path, ruleset) if field.unit), "")


def last_place(value: Fraction) -> Fraction:
    """Return one of the last decimal place that a number needs; a part of one where no place is enough."""
    for places in range(FINEST + 1):
        if (value * 10**places).denominator == 1:
            return Fraction(1, 10**places)
    return Fraction(1, value.denominator)


def neighbours(value: Fraction, unit: str) -> Iterator[Fraction]:
    """Yield a number a step smaller, unless that is less than nothing, and a step larger.

    A step is a minute for hours, one for percentages, and otherwise one of the last decimal place that is written.
    """
    step = MINUTE if unit == HOUR else last_place(value)
    if value >= step:
        yield value - step
    yield value + step


def written(value: Fraction, unit: str) -> str:
    """Return a number as a rule file writes it."""
    return format_hours(value) if unit == HOUR else format_number(value)


def spoken(value: Fraction, unit: str) -> str:
    """Return a number with what it counts: `20 hours`, `60%`, `3`."""
    if unit in ("", PERCENT):
        return f"{format_number(value)}{unit}"
    return f"{written(value, unit)} {unit if value == 1 else unit + 's'}"
