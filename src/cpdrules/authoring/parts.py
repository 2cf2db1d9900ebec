"""The smallest parts of the schemas: values as an editor sees them, which has typed them already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

NAME = r"^[a-z][a-z0-9]*([-_.][a-z0-9]+)*$"
ID = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PERIOD = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\.\.[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NUMBER = r"^[0-9]+(\.[0-9]+|:[0-5][0-9])?$"

ANYTHING: Schema = {}
# A text without quotes may look like a number or a truth to an editor.
TEXT: Schema = {"type": ["string", "number", "boolean"]}
A_NAME: Schema = {"type": "string", "pattern": NAME}
A_DAY: Schema = {"type": "string", "pattern": DAY}
A_NUMBER: Schema = {"type": ["number", "string"], "pattern": NUMBER, "minimum": 0}
WHOLE: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0}
YES_NO: Schema = {"enum": [True, False, "true", "false"]}
TO_BE_SET: Schema = {"const": "to_be_set"}


def ref(name: str) -> Schema:
    """Return a pointer to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def any_of(*options: Schema) -> Schema:
    """Return what is one of several things."""
    return options[0] if len(options) == 1 else {"anyOf": list(options)}


def words(given: Iterable[str]) -> Schema:
    """Return a closed set of words."""
    return {"enum": list(given)}


def list_of(item: Schema) -> Schema:
    """Return a list of things."""
    return {"type": "array", "items": item}


def one_or_list(item: Schema) -> Schema:
    """Return one thing, or a list of them."""
    return any_of(item, list_of(item))


def names_to(item: Schema) -> Schema:
    """Return a block from names to things."""
    return {"type": "object", "patternProperties": {NAME: item}, "additionalProperties": False}


def block(properties: Mapping[str, Schema], needed: Iterable[str] = (), doc: str = "") -> Schema:
    """Return a block of keys, of which some are needed, and that has no others."""
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    if needed := list(needed):
        made["required"] = needed
    return made | said(doc)


def said(doc: str) -> Schema:
    """Return the prose that an editor shows, on one line."""
    return {"description": re.sub(r"\s+", " ", doc).strip()} if doc else {}
