"""How a rule type says which words of the YAML text it is written with.

A field of a rule type *is* a key of the language: its name is the key (or `name` where Python reserves the
word), and its `doc` is the prose that the reference and the editors show. Nothing else lists the keys.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

import attrs

from cpdrules.source import Span

NAME = "cpdrules.key"
DOC = "cpdrules.doc"
FLAT = "cpdrules.flat"
NAMES = "cpdrules.names"
HIDDEN = "cpdrules.hidden"


def key(
    doc: str,
    *,
    name: str | None = None,
    default: Any = attrs.NOTHING,
    flat: bool = False,
    names: str = "",
    positional: bool = False,
    converter: Callable[[Any], Any] | None = None,
) -> Any:
    """Declare a key of the language: its prose, its word if not the field's name, its value when left out.

    A `flat` field's own keys stand beside the other keys of the block instead of below a key of their own.
    `names` says what a text is the name of, such as `measure`.
    """
    metadata = {NAME: name, DOC: doc, FLAT: flat, NAMES: names}
    return attrs.field(default=default, kw_only=not positional, metadata=metadata, converter=converter)


def place() -> Any:
    """Declare where a rule was written: kept for reports, outside equality and the digest."""
    return attrs.field(default=None, kw_only=True, eq=False, repr=False, metadata={HIDDEN: True})


def name() -> Any:
    """Declare the name of a thing that is written as `name: block`."""
    return attrs.field(kw_only=True, metadata={HIDDEN: True})


def word(field: "attrs.Attribute[Any]") -> str:
    """Return the word with which a field is written in YAML."""
    return cast(str, field.metadata.get(NAME) or field.name)


def written(rule_type: type) -> Iterator["attrs.Attribute[Any]"]:
    """Yield the fields of a rule type that are written in YAML, in the order of the reference."""
    for field in attrs.fields(rule_type):
        if not field.metadata.get(HIDDEN):
            yield field


def tag(rule_type: Any) -> str:
    """Return the key that tells a class of a union from the others: the first of its own."""
    return _tag(rule_type)


@cache
def _tag(rule_type: Any) -> str:
    own: Iterator[Any] = written(rule_type)
    return word(next(field for field in own if not field.inherited))


def is_named(rule_type: type) -> bool:
    """Whether things of the type are written as a mapping from names, so that their order says nothing."""
    fields = attrs.fields(rule_type) if attrs.has(rule_type) else ()
    return any(field.name == "name" and field.metadata.get(HIDDEN) for field in fields)


__all__ = [
    "DOC",
    "FLAT",
    "HIDDEN",
    "NAME",
    "NAMES",
    "Span",
    "is_named",
    "key",
    "name",
    "place",
    "tag",
    "word",
    "written",
]
