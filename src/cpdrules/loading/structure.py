"""From a tree of text with places to the rule types: every fault noted, none raised, nothing coerced.

The shape of the YAML is the shape of the types: a mapping is an attrs class whose fields are its keys
(`rules.keys`), a list is a tuple, and a union of classes is told apart by which class's first key is there.
`cattrs` dispatches on the types; the hooks here are strict, note a fault at its place and go on, so that one
reading finds every fault of a file.
"""

from __future__ import annotations

import datetime
import enum
import functools
import operator
import types
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from weakref import WeakKeyDictionary

import attrs
import cattrs

from cpdrules.rules import keys
from cpdrules.semantics import DateFault, NumberFault, parse_amount, parse_date
from cpdrules.source import Document, Mapping, Node, Scalar, Sequence, did_you_mean, name_fault

T = TypeVar("T")


class Broken(Exception):  # noqa: N818 - not an error of its own: the fault is already noted at its place
    """Raised through the converter when a value has been found faulty and noted."""


class Missing(enum.Enum):
    """The mark of a value that could not be read."""

    MISSING = "missing"


MISSING = Missing.MISSING
# Which node of a document each thing was made from; it goes when the document goes.
_ORIGINS: WeakKeyDictionary[Document, dict[int, tuple[object, Node]]] = WeakKeyDictionary()
converter = cattrs.Converter(detailed_validation=False)


def expect(node: Node, kind: type[T], words: str) -> T:
    """Return the node if it has the shape, else note what was expected."""
    if isinstance(node, kind):
        return node
    node.fault("R003", f"{words} is expected here, not {shape(node)}")
    raise Broken


def shape(node: Node) -> str:
    """Say in plain words what a node is."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Scalar) and node.value is None:
        return "nothing"
    return "a single value"


def text(node: Node) -> str:
    """Return the text of a scalar as it was written."""
    scalar = expect(node, Scalar, "a text")
    if not isinstance(scalar.value, str):
        scalar.fault(
            "R003", f"a text is expected here, not {shape(scalar) if scalar.value is None else scalar.value}"
        )
        raise Broken
    return scalar.value


def identifier(node: Node) -> str:
    """Return an id or a name."""
    word = text(node)
    if fault := name_fault(word):
        node.fault("R007", fault)
        raise Broken
    return word


def attempt(read: Callable[[], T]) -> T | Missing:
    """Do one reading; a fault, already noted, gives MISSING."""
    try:
        return read()
    except Broken:
        return MISSING


def number(node: Node) -> Fraction:
    """Return a plain number or an amount of hours such as `1:30`."""
    limits = node.document.limits
    word = text(node)
    try:
        return parse_amount(
            word, max_length=limits.number, max_decimals=limits.decimals, maximum=limits.amount
        )
    except NumberFault as fault:
        node.fault("R005", fault.reason)
        raise Broken from None


def whole_number(node: Node) -> int:
    """Return a whole number."""
    value = number(node)
    if value.denominator != 1:
        node.fault("R005", f"a whole number is expected here, not {text(node)}")
        raise Broken
    return int(value)


def day(node: Node) -> datetime.date:
    """Return a day written as YYYY-MM-DD."""
    try:
        return parse_date(text(node))
    except DateFault as fault:
        node.fault("R006", fault.reason)
        raise Broken from None


def flag(node: Node) -> bool:
    """Return true or false."""
    word = text(node)
    if word not in ("true", "false"):
        node.fault("R004", f"`{word}` is neither `true` nor `false`", did_you_mean(word, ("true", "false")))
        raise Broken
    return word == "true"


def one_word(allowed: tuple[str, ...], node: Node) -> str:
    """Return one of the words allowed here."""
    word = text(node)
    if word not in allowed:
        listed = ", ".join(f"`{each}`" for each in allowed)
        node.fault("R004", f"`{word}` is not one of {listed}", did_you_mean(word, allowed))
        raise Broken
    return word


@cache
def hints(rule_type: type) -> dict[str, Any]:
    """Return the types of a rule type's fields, resolved once."""
    return get_type_hints(rule_type)


@cache
def words_of(rule_type: type) -> dict[str, attrs.Attribute[Any]]:
    """Return the keys that may stand in a block of this type, flat ones included."""
    found: dict[str, attrs.Attribute[Any]] = {}
    for field in keys.written(rule_type):
        if field.metadata.get(keys.FLAT):
            found.update(words_of(hints(rule_type)[field.name]))
        else:
            found[keys.word(field)] = field
    return found


def unknown_keys(node: Mapping, allowed: dict[str, Any] | set[str]) -> None:
    """Note every key that may not stand in this block."""
    for word in node:
        if word not in allowed:
            hint = did_you_mean(word, allowed) or "the keys that may stand here: " + ", ".join(
                f"`{each}`" for each in allowed
            )
            node.fault_key(word, "R001", f"unknown key `{word}`", hint)


def block(node: Node, rule_type: type[T], also: set[str] | None = None, **given: Any) -> T:
    """Read a mapping into a rule type; `given` are the fields that do not stand in the text."""
    mapping = expect(node, Mapping, "a mapping")
    unknown_keys(mapping, set(words_of(rule_type)) | (also or set()))
    values = dict(given)
    broken = False
    for field in keys.written(rule_type):
        value = field_value(mapping, rule_type, field)
        if value is not MISSING:
            values[field.name] = value
        elif field.default is attrs.NOTHING:
            broken = True
    if broken:
        raise Broken
    if has_place(rule_type):
        values["place"] = mapping.span
    made = rule_type(**values)
    remember(made, mapping)
    return made


def field_value(mapping: Mapping, rule_type: type, field: attrs.Attribute[Any]) -> Any:
    """Read one field of a block; MISSING when it is left out or faulty."""
    annotation = hints(rule_type)[field.name]
    if field.metadata.get(keys.FLAT):
        return attempt(lambda: flat(mapping, annotation))
    word = keys.word(field)
    if word in mapping:
        return attempt(lambda: converter.structure(mapping.entries[word], annotation))
    if field.default is attrs.NOTHING:
        mapping.fault("R002", f"`{word}` is missing", needed_words(rule_type))
    return MISSING


@cache
def has_place(rule_type: type) -> bool:
    """Whether objects of the type remember where they were written."""
    return any(field.name == "place" for field in attrs.fields(rule_type))


def needed_words(rule_type: type) -> str:
    """Say which keys a block needs."""
    needed = [keys.word(f) for f in keys.written(rule_type) if f.default is attrs.NOTHING]
    return "needed here: " + ", ".join(f"`{word}`" for word in needed)


def flat(mapping: Mapping, rule_type: type[T]) -> T:
    """Read the keys of a flat type out of the block that they stand in."""
    values = {field.name: field_value(mapping, rule_type, field) for field in keys.written(rule_type)}
    made = rule_type(**{name: value for name, value in values.items() if value is not MISSING})
    remember(made, mapping)
    return made


def remember(made: object, node: Node) -> None:
    """Note which node something was made from, so that later checks can place their faults."""
    _ORIGINS.setdefault(node.document, {})[id(made)] = (made, node)


def origin(made: object, document: Document) -> Node | None:
    """Return the node that something was made from, if it was made from this document."""
    found = _ORIGINS.get(document, {}).get(id(made))
    return found[1] if found else None


# -- hooks by type -------------------------------------------------------------------------------------------


def members(annotation: Any) -> tuple[Any, ...]:
    """Return the members of a union without None, or the type alone."""
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(member for member in get_args(annotation) if member is not type(None))
    return (annotation,)


def read_many(node: Node, annotation: Any) -> tuple[Any, ...]:
    """Read a list, or a mapping from names, into a tuple; faulty elements are noted and left out."""
    wanted = get_args(annotation)[0]
    if keys.is_named(members(wanted)[0]):
        return read_named(node, wanted)
    if wanted is str and isinstance(node, Scalar):
        return (text(node),)
    sequence = expect(node, Sequence, "a list")
    read = [attempt(lambda item=item: converter.structure(item, wanted)) for item in sequence.items]
    return tuple(value for value in read if value is not MISSING)


def read_named(node: Node, wanted: Any) -> tuple[Any, ...]:
    """Read a mapping from names into named things, in the order of their names' appearance."""
    mapping = expect(node, Mapping, "a mapping from names")
    found = []
    for name, entry in mapping.entries.items():
        if fault := name_fault(name):
            mapping.fault_key(name, "R007", fault)
            continue
        made = attempt(lambda entry=entry, name=name: named(entry, wanted, name))
        if made is not MISSING:
            found.append(made)
    return tuple(found)


def named(node: Node, wanted: Any, name: str) -> Any:
    """Read one named thing."""
    if (special := NAMED.get(wanted)) is not None:
        return special(node, name)
    chosen = choose(node, wanted) if len(members(wanted)) > 1 else wanted
    return block(node, chosen, name=name)


NAMED: dict[Any, Callable[[Node, str], Any]] = {}


def choose(node: Node, annotation: Any) -> type:
    """Tell by its keys which class of a union a block is."""
    mapping = expect(node, Mapping, "a mapping")
    kinds = {tag(member): member for member in members(annotation) if attrs.has(member)}
    present = [word for word in mapping if word in kinds]
    if len(present) == 1:
        return kinds[present[0]]
    listed = ", ".join(f"`{word}`" for word in kinds)
    if present:
        both = " and ".join(f"`{word}`" for word in present)
        mapping.fault_key(
            present[1], "R008", f"{both} stand in one block", f"a block has exactly one of {listed}"
        )
    else:
        suggestion = next((hint for word in mapping if (hint := did_you_mean(word, kinds))), "")
        mapping.fault("R008", "the block does not say what it is", suggestion or f"it needs one of {listed}")
    raise Broken


@cache
def tag(rule_type: type) -> str:
    """Return the key that names a class of a union: the first of its own."""
    own = [field for field in keys.written(rule_type) if not field.inherited]
    return keys.word(own[0])


def read_union(node: Node, annotation: Any) -> Any:
    """Read a union: an optional value, a class told by its keys, or a shape told by the node."""
    options = members(annotation)
    if type(None) in get_args(annotation):
        return converter.structure(node, functools.reduce(operator.or_, options))
    classes = [option for option in options if attrs.has(option)]
    others = [option for option in options if not attrs.has(option)]
    if len(classes) == len(options):
        return block(node, choose(node, annotation))
    if isinstance(node, Mapping) and len(classes) == 1:
        return block(node, classes[0])
    if isinstance(node, Sequence):
        others = [option for option in others if get_origin(option) is tuple] or others
    else:
        others = [option for option in others if get_origin(option) is not tuple] or others
    return converter.structure(node, others[0])


def read_literal(node: Node, annotation: Any) -> str:
    """Read one word out of a closed set."""
    return one_word(get_args(annotation), node)


def _register() -> None:
    """Teach the converter the types, the most general first: later registrations are asked first."""
    converter.register_structure_hook_func(attrs.has, block)
    converter.register_structure_hook_func(lambda t: get_origin(t) is tuple, read_many)
    converter.register_structure_hook_func(lambda t: get_origin(t) in (Union, types.UnionType), read_union)
    converter.register_structure_hook_func(lambda t: get_origin(t) is Literal, read_literal)
    for wanted, read in (
        (str, text),
        (int, whole_number),
        (bool, flag),
        (Fraction, number),
        (datetime.date, day),
    ):
        converter.register_structure_hook(wanted, lambda node, _, read=read: read(node))


_register()
