"""Values of rules in the words of their YAML, on one line: for reports that say what a key was and became."""

from __future__ import annotations

import datetime
import enum
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.rules import keys
from cpdrules.rules.conditions import (
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
)
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.quantities import Constant, Named, OfRecord
from cpdrules.semantics import Duration, format_number


def yaml_words(value: Any) -> str:  # noqa: PLR0912 - one for each shape
    """Return how a value is written; nothing for what is not said."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
        case Fraction() | Constant():
            return format_number(value.value if isinstance(value, Constant) else value)
        case Named(name) | OfRecord(name):
            return name
        case enum.Enum():
            return str(value.value)
        case datetime.date():
            return value.isoformat()
        case Path():
            return str(value)
        case tuple():
            return _several(value)
        case Duration():
            return f"{{{_length(value)}}}"
        case Moment():
            return _moment(value)
        case Condition(clauses=()):
            return ""
        case Condition():
            return f"{{{', '.join(_clause(each) for each in value.clauses)}}}"
        case Test(is_=tuple(values)) if value == Test(is_=values):
            return _several(values)
        case _:
            return f"{{{', '.join(_keys(value))}}}"


def _several(values: tuple[Any, ...]) -> str:
    if values and isinstance(values[0], DatedValue):
        if len(values) == 1 and values[0].since is None:
            return yaml_words(values[0].value)
        return f"{{{', '.join(f'{yaml_words(each.since)}: {yaml_words(each.value)}' for each in values)}}}"
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return f"[{', '.join(map(yaml_words, values))}]"


def _length(length: Duration) -> str:
    given = {field.name: getattr(length, field.name) for field in attrs.fields(Duration)}
    return ", ".join(f"{word}: {count}" for word, count in given.items() if count)


def _moment(moment: Moment) -> str:
    anchor = yaml_words(moment.anchor)
    if moment.distance is None:
        return anchor
    return f"{{{_length(moment.distance)}, {moment.direction}: {anchor}}}"


def _clause(clause: Any) -> str:
    match clause:
        case FieldClause(path, test):
            return f"{path}: {yaml_words(test)}"
        case MeetsClause(meets):
            return f"meets: {meets}"
        case HasClause(has, where):
            return f"has: {has}" + (f", where: {yaml_words(where)}" if where.clauses else "")
        case SomeOfClause(some_of):
            return f"some_of: [{', '.join(map(yaml_words, some_of))}]"
        case _:
            raise AssertionError(clause)


def _keys(rule: Any) -> list[str]:
    """Return the keys of a block that say more than their absence, without where it comes from."""
    told: list[str] = []
    for field in keys.written(type(rule)):
        value = getattr(rule, field.name)
        if field.name == "reference" or value == field.default:
            continue
        if field.metadata.get(keys.FLAT):
            told.extend(_keys(value))
        else:
            told.append(f"{keys.word(field)}: {yaml_words(value)}")
    return told
