"""The smallest parts of the schemas: values as an editor sees them, which has typed them already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cpdrules.source import DEFAULT_LIMITS

Schema = dict[str, Any]

_WORD = r"[a-z][a-z0-9]*([-_][a-z0-9]+)*"
_DAY = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_NUMBER = rf"[0-9]+(\.[0-9]{{1,{DEFAULT_LIMITS.decimals}}}|:[0-5][0-9])?"
NAME = r"^[a-z][a-z0-9]*([-_.][a-z0-9]+)*$"
PATH = rf"^{_WORD}(\.{_WORD})?$"
ID = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"
DAY = f"^{_DAY}$"
PERIOD = rf"^{_DAY}\.\.{_DAY}$"
NUMBER = f"^{_NUMBER}$"
_EXACT = r"[0-9]+(\.[0-9]+|:[0-5][0-9]|/[0-9]+)?%?"
AMOUNT = f"^{_EXACT}( to {_EXACT}| or more)?$"

ANYTHING: Schema = {}
# A text without quotes may look like a number or a truth to an editor. The second option takes true and false
# without naming them, since an editor would offer them for every title.
TEXT: Schema = {
    "anyOf": [
        {"type": ["string", "number"]},
        {"not": {"type": ["string", "number", "object", "array", "null"]}},
    ]
}
A_NAME: Schema = {"type": "string", "pattern": NAME, "maxLength": DEFAULT_LIMITS.name}
A_PATH: Schema = {"type": "string", "pattern": PATH}
AN_ID: Schema = {"type": ["string", "number"], "pattern": ID, "maxLength": DEFAULT_LIMITS.name}
A_DAY: Schema = {"type": "string", "pattern": DAY}
A_NUMBER: Schema = {
    "type": ["number", "string"],
    "pattern": NUMBER,
    "minimum": 0,
    "maximum": DEFAULT_LIMITS.amount,
    "maxLength": DEFAULT_LIMITS.number,
}
WHOLE: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0}
YES_NO: Schema = {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
TO_BE_SET: Schema = {"const": "to_be_set"}


def in_units(units: Iterable[str]) -> Schema:
    """Return an amount that may say its unit, in the singular or the plural: `90 minutes`."""
    pattern = rf"^\s*{_NUMBER}\s*(({'|'.join(sorted(units))})s?)?\s*$"
    return {"type": ["number", "string"], "minimum": 0, "maximum": DEFAULT_LIMITS.amount, "pattern": pattern}


def ref(name: str) -> Schema:
    """Return a pointer to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def any_of(*options: Schema) -> Schema:
    """Return what is one of several things."""
    return options[0] if len(options) == 1 else {"anyOf": list(options)}


def words(given: Iterable[str] | Mapping[str, str]) -> Schema:
    """Return a closed set of words, with what each means where a mapping says it."""
    enum: Schema = {"enum": [each for word in given for each in as_seen(word)]}
    return enum | {"markdownEnumDescriptions": list(given.values())} if isinstance(given, Mapping) else enum


def list_of(item: Schema) -> Schema:
    """Return a list of things."""
    return {"type": "array", "items": item}


def one_or_list(item: Schema) -> Schema:
    """Return one thing, or a list of them."""
    return any_of(item, list_of(item))


def names_to(item: Schema) -> Schema:
    """Return a block from names to things."""
    return {"type": "object", "propertyNames": A_NAME | {"title": "name"}, "additionalProperties": item}


def block(properties: Mapping[str, Schema], needed: Iterable[str] = (), doc: str = "") -> Schema:
    """Return a block of keys, of which some are needed, and that has no others."""
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    if needed := list(needed):
        made["required"] = needed
    return made | said(doc)


def said(doc: str) -> Schema:
    """Return the prose that an editor shows: on one line, and for those that can show it as Markdown."""
    if not doc:
        return {}
    return {"description": re.sub(r"\s+", " ", doc).strip(), "markdownDescription": doc.strip()}


def offering(schema: Schema, values: Iterable[str]) -> Schema:
    """Return a schema for which an editor offers some of the values that it takes."""
    return schema | {"defaultSnippets": [{"label": value, "body": value} for value in values]}


def as_seen(word: str) -> list[str | int | float | bool]:
    """Return a word as an editor may see it: a text, or a number or a truth where it has no quotes."""
    if word in ("true", "false"):
        return [word == "true", word]
    if re.fullmatch(r"[0-9]+", word):
        return [int(word), word]
    return [float(word), word] if re.fullmatch(r"[0-9]+\.[0-9]+", word) else [word]


HEAD: Schema = {"enum": [1, "1"]} | said("the version of the format; it stands first in the file")
