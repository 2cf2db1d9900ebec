"""Between which ends a number of the rules lies, by the text alone, and whether another one is higher or lower."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from cpdrules.rules.measures import Round
from cpdrules.rules.parameters import (
    InProportion,
    NotBelow,
    Parameter,
    ReadOff,
    Reduction,
    RoundReduced,
    Subtract,
)
from cpdrules.rules.quantities import Constant, Named, OfRecord, Percent, Quantity, ToBeSet
from cpdrules.rules.ruleset import RuleSet

ZERO = Fraction(0)


class Order(enum.Enum):
    """How a number compares with the one before it. `OPEN` is what the text alone does not say."""

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    OPEN = "open"


@attrs.frozen
class Bounds:
    """The least that a number may be and the most, None for no bound; of a plain number or of a percentage."""

    least: Fraction
    most: Fraction | None
    is_percent: bool = False


ANY = Bounds(ZERO, None)


def compared(before: Quantity, old: RuleSet, after: Quantity, new: RuleSet) -> Order:
    """Compare a number of one rule set with a number of another, for every person at once."""
    if before == after:
        return Order.SAME
    if isinstance(before, Percent) and isinstance(after, Percent) and before.of == after.of is not None:
        return Order.HIGHER if after.share > before.share else Order.LOWER
    one, other = bounds_of(before, old), bounds_of(after, new)
    if one.is_percent != other.is_percent:
        return Order.OPEN
    if one.most is not None and other.least >= one.most:
        return Order.HIGHER
    if other.most is not None and other.most <= one.least:
        return Order.LOWER
    return Order.OPEN


def bounds_of(quantity: Quantity, ruleset: RuleSet) -> Bounds:
    """Return between which ends a number lies."""
    match quantity:
        case Constant(value):
            return Bounds(value, value)
        case Named(name):
            return of_parameter(name, ruleset, ())
        case Percent(percent=Named(name)):
            return attrs.evolve(of_parameter(name, ruleset, ()), is_percent=True)
        case OfRecord():
            return ANY
        case Percent(of=None):
            return Bounds(quantity.share * 100, quantity.share * 100, is_percent=True)
        case Percent(of=name):
            whole = of_parameter(str(name), ruleset, ())
            most = None if whole.most is None else whole.most * quantity.share
            return Bounds(whole.least * quantity.share, most)


def of_parameter(name: str, ruleset: RuleSet, seen: tuple[str, ...]) -> Bounds:
    """Return between which ends a parameter lies, whoever is judged; a ring of sums has no ends."""
    parameter = next((each for each in ruleset.parameters if each.name == name), None)
    if parameter is None or name in seen:
        return ANY
    if parameter.add:
        found = total([of_parameter(each, ruleset, (*seen, name)) for each in parameter.add])
    else:
        found = of_rows(parameter)
    for reduction in parameter.reductions:
        found = reduced(found, reduction, ruleset, (*seen, name))
    return found


def of_rows(parameter: Parameter) -> Bounds:
    """Return the ends of all rows together; before its first dated number a row may be anything."""
    rows = [row.value or row.otherwise or () for row in parameter.rows]
    values = [each.value for row in rows for each in row]
    if not values or any(isinstance(each, ToBeSet) for each in values) or any(row[0].since for row in rows):
        return ANY
    numbers = [each for each in values if isinstance(each, Fraction)]
    if parameter.take == "sum":
        return Bounds(min(numbers), sum((max(_numbers(row)) for row in rows), ZERO))
    return Bounds(min(numbers), max(numbers))


def _numbers(row: tuple[object, ...]) -> list[Fraction]:
    return [value for each in row if isinstance(value := getattr(each, "value", None), Fraction)]


def total(parts: list[Bounds]) -> Bounds:
    """Return the ends of a sum."""
    mosts = [each.most for each in parts if each.most is not None]
    most = sum(mosts, ZERO) if len(mosts) == len(parts) else None
    return Bounds(sum((each.least for each in parts), ZERO), most)


def reduced(found: Bounds, reduction: Reduction, ruleset: RuleSet, seen: tuple[str, ...]) -> Bounds:
    """Return the ends after a step of a reduction, which may or may not be done."""
    match reduction:
        case InProportion():
            return attrs.evolve(found, least=ZERO)
        case Subtract(subtract=quantity):
            less = outside(quantity, ruleset, seen)
            return attrs.evolve(
                found, least=ZERO if less.most is None else max(ZERO, found.least - less.most)
            )
        case ReadOff(rows=rows):
            values = [row.is_ for row in rows]
            most = None if found.most is None else max(found.most, *values)
            return Bounds(min(found.least, *values), most)
        case RoundReduced(round=to):
            return rounded(found, to)
        case NotBelow(not_below=floor):
            least = outside(floor, ruleset, seen)
            most = None if found.most is None or least.most is None else max(found.most, least.most)
            return Bounds(found.least, most)


def outside(quantity: Quantity, ruleset: RuleSet, seen: tuple[str, ...]) -> Bounds:
    """Return the ends of a number that a parameter rests on; of one that rests on the parameter, none."""
    if isinstance(quantity, Named):
        return of_parameter(quantity.name, ruleset, seen)
    name = quantity.of if isinstance(quantity, Percent) else None
    return ANY if name in seen else bounds_of(quantity, ruleset)


def rounded(found: Bounds, to: Round) -> Bounds:
    """Return the ends of a number that is rounded, at most by one step."""
    most = None if found.most is None else found.most + to.step
    return Bounds(max(ZERO, found.least - to.step), most)
