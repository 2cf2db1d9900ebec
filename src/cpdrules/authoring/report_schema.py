"""The JSON Schema of reports as plain data, made from the report types."""

from __future__ import annotations

import datetime
import enum
import functools
import inspect
import operator
import types
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from cpdrules.authoring.parts import Schema, any_of, block, list_of, ref, words
from cpdrules.report.plain import OUTCOMES, UNDETERMINED
from cpdrules.report.report import FORMAT, Report
from cpdrules.semantics import Period, Verdict

EXACT = r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"
# A report is read back whatever its years are; only files are held to 1900 to 2199.
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    Fraction: {"type": "string", "pattern": EXACT},
    datetime.date: {"type": "string", "pattern": f"^{DAY}$"},
    Period: {"type": "string", "pattern": rf"^{DAY}\.\.{DAY}$"},
    Verdict: words([*OUTCOMES, UNDETERMINED]),
}
MAY: Schema = list_of(words(OUTCOMES)) | {"minItems": 2, "uniqueItems": True}


def schema_of_report() -> Schema:
    """Return the schema of `Report.to_dict()`: every key, and no other."""
    definitions: dict[str, Schema] = {}
    made = definition(Report, definitions)
    made["properties"]["format"] = {"const": FORMAT}
    made["required"] = ["format", *made["required"]]
    return made | {"definitions": definitions}


def definition(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a type: what has a default may be left out."""
    hints = get_type_hints(kind)
    properties, needed = {}, []
    for field in attrs.fields(kind):
        properties[field.name] = of(written(hints[field.name], field), definitions)
        if field.name == "verdict":
            properties["may"] = MAY
        if field.default is attrs.NOTHING:
            needed.append(field.name)
    made = block(properties, needed, inspect.getdoc(kind) or "")
    if "verdict" in properties:
        open_one = {"properties": {"verdict": {"const": UNDETERMINED}}, "required": ["verdict"]}
        made |= {"if": open_one, "then": {"required": ["may"]}, "else": {"not": {"required": ["may"]}}}
    return made


def written(kind: Any, field: attrs.Attribute[Any]) -> Any:
    """Return what is written of a field: what has a default of nothing is left out instead."""
    if field.default is not None:
        return kind
    return functools.reduce(operator.or_, (each for each in get_args(kind) if each is not types.NoneType))


def of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a value of a type."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if get_origin(kind) in (Union, types.UnionType):
        return any_of(*(of(each, definitions) for each in get_args(kind)))
    if get_origin(kind) is tuple:
        items = get_args(kind)
        if items[-1] is Ellipsis:
            return list_of(of(items[0], definitions))
        each = [of(item, definitions) for item in items]
        return {"type": "array", "items": each, "minItems": len(each), "maxItems": len(each)}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return words(each.value for each in kind)
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = definition(kind, definitions)
    return ref(kind.__name__)
