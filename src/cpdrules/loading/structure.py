"""From a tree of text with places to the rule types: every fault noted, none raised, nothing coerced.

The shape of the YAML is the shape of the types: a mapping is an attrs class whose fields are its keys
(`rules.keys`), a list is a tuple, and a union of classes is told apart by which class's first key is there.
`cattrs` dispatches on the types; the hooks here are strict, note a fault at its place and go on, so that one
reading finds every fault of a file.
"""

from __future__ import annotations

import datetime
import functools
import operator
import types
from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from fractions import Fraction
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import cattrs

from cpdrules.loading.origins import remember
from cpdrules.loading.scalars import (
    MISSING,
    Broken,
    attempt,
    day,
    expect,
    flag,
    number,
    one_word,
    text,
    unknown_keys,
    whole_number,
)
from cpdrules.rules import keys
from cpdrules.rules.choices import choice
from cpdrules.source import Mapping, Node, Scalar, Sequence, cited, did_you_mean, listed, name_fault

T = TypeVar("T")


converter = cattrs.Converter(detailed_validation=False)


@cache
def hints(rule_type: Any) -> dict[str, Any]:
    """Return the types of a rule type's fields, resolved once."""
    return get_type_hints(rule_type)


@cache
def words_of(rule_type: Any) -> dict[str, attrs.Attribute[Any]]:
    """Return the keys that may stand in a block of this type, flat ones included."""
    found: dict[str, attrs.Attribute[Any]] = {}
    for field in keys.written(rule_type):
        if field.metadata.get(keys.FLAT):
            found.update(words_of(hints(rule_type)[field.name]))
        else:
            found[keys.word(field)] = field
    return found


_NOTHING: AbstractMapping[str, Any] = MappingProxyType({})


def block(
    node: Node,
    rule_type: type[T],
    also: tuple[str, ...] = (),
    stand_in: AbstractMapping[str, Any] = _NOTHING,
    **given: Any,
) -> T:
    """Read a mapping into a rule type; `given` are the fields that do not stand in the text.

    `also` are further keys that may stand in it. A `stand_in` takes the place of a needed field that is
    faulty, so that the rest of a faulty file can be checked too.
    """
    kind: Any = rule_type
    known = (*words_of(kind), *also)
    hint = "" if isinstance(node, Mapping) else f"its keys are {listed(known)}"
    mapping = expect(node, Mapping, "a block of `key: value` lines", hint)
    unknown_keys(mapping, known)
    values = dict(given)
    broken = False
    for field in keys.written(rule_type):
        value = field_value(mapping, rule_type, field)
        if value is MISSING:
            value = stand_in.get(field.name, MISSING)
        if value is not MISSING:
            values[field.name] = value
        elif field.default is attrs.NOTHING:
            broken = True
    if broken:
        raise Broken
    if has_place(kind):
        values["place"] = mapping.span
    made = rule_type(**values)
    remember(made, mapping)
    return made


def field_value(mapping: Mapping, rule_type: type, field: attrs.Attribute[Any]) -> Any:
    """Read one field of a block; MISSING when it is left out or faulty."""
    annotation = hints(rule_type)[field.name]
    if field.metadata.get(keys.FLAT):
        return attempt(flat, mapping, annotation)
    word = keys.word(field)
    if word in mapping:
        value = attempt(converter.structure, mapping.entries[word], annotation)
        if value is MISSING:
            mapping.entries[word].broken = True
        return value
    if field.default is attrs.NOTHING and mapping.lacks(word):
        left_out(mapping, rule_type, word)
    return MISSING


def left_out(node: Node, rule_type: type, word: str) -> None:
    """Note a key that is needed and not there. A choice of the scheme is asked for with its answers."""
    asked = choice(rule_type, word)
    if asked is None:
        node.fault("R002", f"`{word}` is missing", needed_words(rule_type))
    else:
        node.fault("R026", asked.question, asked.hint)


@cache
def has_place(rule_type: Any) -> bool:
    """Whether objects of the type remember where they were written."""
    return any(field.name == "place" for field in attrs.fields(rule_type))


def needed_words(rule_type: Any) -> str:
    """Say which keys a block needs."""
    needed = [keys.word(f) for f in keys.written(rule_type) if f.default is attrs.NOTHING]
    return f"needed here: {listed(needed)}"


def flat(mapping: Mapping, rule_type: type[T]) -> T:
    """Read the keys of a flat type out of the block that they stand in."""
    values = {field.name: field_value(mapping, rule_type, field) for field in keys.written(rule_type)}
    made = rule_type(**{name: value for name, value in values.items() if value is not MISSING})
    remember(made, mapping)
    return made


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
    hint = "begin each of them with `- `" if isinstance(node, Mapping) else ""
    sequence = expect(node, Sequence, "a list", hint)
    read = [attempt(converter.structure, item, wanted) for item in sequence.items]
    return tuple(value for value in read if value is not MISSING)


def read_named(node: Node, wanted: Any) -> tuple[Any, ...]:
    """Read a mapping from names into named things, in the order of their names' appearance."""
    mapping = expect(node, Mapping, "a block of names, each with what it is,")
    found = []
    for name, entry in mapping.entries.items():
        if fault := name_fault(name):
            mapping.fault_key(name, "R007", f"{cited(name)} {fault}")
            continue
        made = attempt(named, entry, wanted, name)
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
    mapping = expect(node, Mapping, "a block of `key: value` lines")
    kinds = {keys.tag(member): member for member in members(annotation) if attrs.has(member)}
    present = [word for word in mapping if word in kinds]
    if len(present) == 1:
        return kinds[present[0]]
    if present:
        both = " and ".join(f"`{word}`" for word in present)
        hint = f"a block has exactly one of {listed(kinds)}"
        mapping.fault_key(present[1], "R008", f"{both} stand in one block", hint)
        raise Broken
    near = {} if mapping.document.crowded else {word: did_you_mean(word, kinds) for word in mapping}
    misspelt = next((word for word, hint in near.items() if hint), None)
    if misspelt is None:
        mapping.fault("R008", "the block does not say what it is", f"it needs one of {listed(kinds)}")
    else:
        mapping.fault_key(misspelt, "R001", f"unknown key {cited(misspelt)}", near[misspelt])
    raise Broken


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
    is_list = isinstance(node, Sequence)
    fitting = [option for option in others if _is_tuple(option) == is_list] or others
    return converter.structure(node, fitting[0])


def _is_tuple(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _is_literal(annotation: Any) -> bool:
    return get_origin(annotation) is Literal


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


def read_literal(node: Node, annotation: Any) -> str:
    """Read one word out of a closed set."""
    return one_word(get_args(annotation), node)


def _without_type(read: Callable[[Node], Any], node: Node, _: Any) -> Any:
    return read(node)


def hook(wanted: Any, read: Callable[[Node, Any], Any]) -> None:
    """Teach the converter to read exactly this type."""
    converter.register_structure_hook_func(partial(operator.eq, wanted), read)


def _register() -> None:
    """Teach the converter the types, the most general first: later registrations are asked first."""
    converter.register_structure_hook_func(attrs.has, block)
    converter.register_structure_hook_func(_is_tuple, read_many)
    converter.register_structure_hook_func(_is_union, read_union)
    converter.register_structure_hook_func(_is_literal, read_literal)
    readers: dict[type, Callable[[Node], Any]] = {
        str: text,
        int: whole_number,
        bool: flag,
        Fraction: number,
        datetime.date: day,
    }
    for wanted, read in readers.items():
        converter.register_structure_hook(wanted, partial(_without_type, read))


_register()
