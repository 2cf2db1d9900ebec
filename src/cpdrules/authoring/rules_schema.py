"""The JSON Schema of rule files and case files, made from the rule types: a key there is a key here."""

from __future__ import annotations

import functools
import inspect
import operator
import re
import types
from collections.abc import Callable
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from cpdrules.authoring.parts import (
    A_NAME,
    A_NUMBER,
    HEAD,
    TEXT,
    Schema,
    any_of,
    block,
    list_of,
    names_to,
    one_or_list,
    ref,
    said,
    words,
)
from cpdrules.authoring.shapes_schema import SOME_TEXTS, SPECIAL, UNIT
from cpdrules.loading.extends import Setting
from cpdrules.loading.structure import hints
from cpdrules.rules import keys
from cpdrules.rules.case import Case, Expectation
from cpdrules.rules.choices import choice
from cpdrules.rules.conditions import (
    Test,
)
from cpdrules.rules.keys import tag
from cpdrules.rules.measures import Measure, Repeats, Step
from cpdrules.rules.parameters import ReadOff
from cpdrules.rules.periods import NamedPeriod, StartsByCase
from cpdrules.rules.quantities import Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    AllocatedPart,
    AmountOf,
    Fact,
    Judged,
    Requirement,
)
from cpdrules.rules.ruleset import Definition, Exemption, RuleSet, Scale
from cpdrules.rules.vocabulary import Field

TOLD_APART = get_args(Requirement | Measure | NamedPeriod | Step)


def prose(kind: Any, field: attrs.Attribute[Any]) -> str:
    """Return the prose of a key, with what each answer to a choice changes.

    The key that tells a kind apart says first what that kind is.
    """
    doc = str(field.metadata[keys.DOC])
    if (asked := choice(kind, keys.word(field))) is not None:
        doc += "".join(f"\n- {asked.written(option)}: {effect}" for option, effect in asked.options.items())
    whole = inspect.getdoc(kind) if kind in TOLD_APART and keys.word(field) == tag(kind) else None
    return f"{whole}\n\n`{keys.word(field)}`: {doc}" if whole else doc


def called(kind: Any) -> str:
    """Return the name of a definition, which an editor shows: the word of a kind, or of the type."""
    if kind in get_args(Requirement | Measure):
        return tag(kind)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(kind.__name__)).lower()


def one_of_these(kind: Any) -> Schema:
    """Return that one or more of the keys of a type are there."""
    return {"anyOf": [{"required": [keys.word(field)]} for field in keys.written(kind)]}


@attrs.define
class Builder:
    """Makes a schema and, on the way, the definitions that it points to."""

    definitions: dict[str, Schema] = attrs.Factory(dict)

    def of(self, kind: Any) -> Schema:
        """Return the schema of a value of a type."""
        if (special := self.special(kind)) is not None:
            return special
        if get_origin(kind) in (Union, types.UnionType):
            return self.union(kind)
        if get_origin(kind) is Literal:
            return words(get_args(kind))
        if get_origin(kind) is tuple:
            return self.many(get_args(kind)[0])
        return self.defined(kind)

    def special(self, kind: Any) -> Schema | None:
        """Return the schema of a value that is not a plain block; None for any other."""
        for known, made in SPECIAL:
            if known == kind:
                return made(self) if callable(made) else made
        return None

    def union(self, kind: Any) -> Schema:
        """Return the schema of one of several types; None stands for a key that is left out."""
        options = [each for each in get_args(kind) if each is not types.NoneType]
        bare = functools.reduce(operator.or_, options)
        if (special := self.special(bare)) is not None:
            return special
        if len(options) == 1:
            return self.of(options[0])
        return any_of(*(self.of(each) for each in options))

    def many(self, item: Any) -> Schema:
        """Return the schema of a list, or of a block from names to things."""
        options = get_args(item) if get_origin(item) in (Union, types.UnionType) else (item,)
        if item is str:
            return one_or_list(TEXT)
        if item in NAMED or keys.is_named(options[0]):
            return names_to(self.of(item))
        return list_of(self.of(item))

    def defined(self, kind: Any) -> Schema:
        """Return a pointer to the definition of a block, made on first use."""
        return self.once(called(kind), lambda: self.block(kind))

    def block(self, kind: Any) -> Schema:
        """Return the schema of a block: its keys are the fields of the type."""
        properties, needed = self.properties(kind)
        return block(properties, needed, inspect.getdoc(kind) or "") | FURTHER.get(kind, {})

    def properties(self, kind: Any) -> tuple[dict[str, Schema], list[str]]:
        """Return the keys of a type, flat ones among them, and those that are needed."""
        found: dict[str, Schema] = {}
        needed: list[str] = []
        for field in keys.written(kind):
            annotation = hints(kind)[field.name]
            if field.metadata.get(keys.FLAT):
                found |= self.properties(annotation)[0]
                continue
            word = keys.word(field)
            found[word] = self.key(kind, field, annotation) | said(prose(kind, field))
            if field.default is attrs.NOTHING:
                needed.append(word)
        return found, needed

    def requirement(self) -> Schema:
        """A requirement, which has an id: a finding, a judgement and a case call it by that."""
        kinds = get_args(Requirement)
        needed: Schema = {"type": "object", "required": ["id"]}
        return self.once("requirement", lambda: needed | any_of(*map(self.defined, kinds)))

    def required(self) -> Schema:
        """What `require` holds: it needs no id, unless a person must answer it."""
        kinds = [each for each in get_args(Requirement) if each is not Judged]
        judged: Schema = {"type": "object", "required": ["id"], "anyOf": [self.defined(Judged)]}
        return self.once("required", lambda: any_of(*map(self.defined, kinds), judged))

    def once(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return a pointer to a definition that is made on first use; it may point to itself."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return ref(name)

    def key(self, kind: Any, field: attrs.Attribute[Any], annotation: Any) -> Schema:
        """Return the schema of a key; most follow from its type."""
        if (kind, field.name) == (AllocatedPart, "id"):
            return A_NAME
        if field.name in ("id", "unit") and annotation == str | None:
            return UNIT if field.name == "unit" else A_NAME
        if field.name == "at_least" and annotation == Quantity and kind is not AllocatedPart:
            return any_of(A_NUMBER, self.defined(Percent))
        if (kind is Test and annotation == tuple[str, ...] | None) or (kind, field.name) in SOME_NAMES:
            return SOME_TEXTS
        if (kind, field.name) in SOME_ROWS:
            return self.of(annotation) | {"minItems": 1}
        return {"enum": [True, "true"]} if (kind, field.name) == (Test, "recorded") else self.of(annotation)


SOME_NAMES = ((Repeats, "same"), (Exemption, "exempt_from"), (Exemption, "from_all_except"))
SOME_ROWS = ((ReadOff, "rows"), (StartsByCase, "cases"))
NAMED = (Field, Scale, Definition)
FURTHER: dict[Any, Schema] = {
    AmountOf: one_of_these(Threshold),
    Fact: one_of_these(Test),
    Test: {"minProperties": 1},
    Case: {"anyOf": [{"required": ["verdict"]}, {"required": ["expect"]}]},
    Expectation: {"minProperties": 1},
}
"""What else holds in a block, where it is no matter of single keys."""


def schema_of_rules() -> Schema:
    """Return the schema of a rule set, and of one that extends another."""
    builder = Builder()
    whole, setting = builder.block(RuleSet), builder.block(Setting)
    whole["properties"]["extends"] = setting["properties"]["extends"]
    for each in (whole, setting):
        each["properties"] = {"cpdrules": HEAD} | each["properties"]
        each["required"] = ["cpdrules", *each["required"]]
    both: Schema = {
        "type": "object",
        "if": {"required": ["extends"]},
        "then": setting,
        "else": whole,
    }
    return both | {"definitions": builder.definitions}
