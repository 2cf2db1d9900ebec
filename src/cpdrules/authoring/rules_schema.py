"""The JSON Schema of rule files and case files, made from the rule types: a key there is a key here."""

from __future__ import annotations

import datetime
import functools
import inspect
import operator
import types
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from cpdrules.authoring.parts import (
    A_DAY,
    A_NAME,
    A_NUMBER,
    ANYTHING,
    DAY,
    PERIOD,
    TEXT,
    TO_BE_SET,
    WHOLE,
    YES_NO,
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
from cpdrules.loading.extends import Setting
from cpdrules.loading.structure import hints
from cpdrules.rules import keys
from cpdrules.rules.case import WORDS, CaseFile, Change, Expectation, Target
from cpdrules.rules.conditions import (
    DIRECTIONS,
    LENGTHS,
    Condition,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
)
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.periods import Windows
from cpdrules.rules.quantities import Percent, Quantity
from cpdrules.rules.requirements import EntriesOf, EvidenceAsked, Over, ValuesOf
from cpdrules.rules.ruleset import Definition, RuleSet, Scale
from cpdrules.rules.vocabulary import FIELD_SHAPES, FIELD_WORDS, Field, Reference
from cpdrules.semantics import Amount, Duration, Period
from cpdrules.source import Mapping

HEAD: Schema = {"enum": [1, "1"], "description": "the version of the format"}
UNITS = ("hour", "minute", "point", "credit", "day")


def doc_of(rule_type: type, name: str) -> str:
    """Return the prose of a key."""
    return str(getattr(attrs.fields(rule_type), name).metadata[keys.DOC])


def lengths() -> dict[str, Schema]:
    """Return the keys of a length of time."""
    return {word: WHOLE | said(doc) for word, doc in LENGTHS.items()}


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
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.block(kind)
        return ref(name)

    def block(self, kind: Any) -> Schema:
        """Return the schema of a block: its keys are the fields of the type."""
        properties, needed = self.properties(kind)
        return block(properties, needed, inspect.getdoc(kind) or "")

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
            found[word] = self.key(kind, word, annotation) | said(field.metadata[keys.DOC])
            if field.default is attrs.NOTHING:
                needed.append(word)
        return found, needed

    def key(self, kind: Any, word: str, annotation: Any) -> Schema:
        """Return the schema of a key; a pointer stands in `allOf`, where prose can stand beside it."""
        if word == "unit":
            return any_of(words(UNITS), A_NAME)
        made = self.of(annotation)
        return {"allOf": [made]} if "$ref" in made else dict(made)

    # -- shapes that are not plain blocks ------------------------------------------------------------------

    def quantity(self) -> Schema:
        """A number, the name of a parameter, or a percentage."""
        return any_of(A_NUMBER, A_NAME, self.defined(Percent))

    def moment(self) -> Schema:
        """A day, its name, or a distance from one."""
        if "Moment" not in self.definitions:
            self.definitions["Moment"] = {}
            distance = lengths()
            anchors = {word: {"allOf": [ref("Moment")]} | said(doc) for word, doc in DIRECTIONS.items()}
            ways = [{"required": [word]} for word in DIRECTIONS]
            self.definitions["Moment"] = any_of(
                A_DAY, A_NAME, block(distance | anchors) | {"oneOf": ways}
            ) | said(inspect.getdoc(Moment) or "")
        return ref("Moment")

    def duration(self) -> Schema:
        """A length of time."""
        return block(lengths()) | {"minProperties": 1}

    def test(self) -> Schema:
        """A value, values, or a block of questions."""
        return any_of(one_or_list(TEXT), self.defined(Test))

    def condition(self) -> Schema:
        """A block of statements that all have to hold."""
        if "Condition" not in self.definitions:
            self.definitions["Condition"] = {}
            self.definitions["Condition"] = {
                "type": "object",
                "properties": {
                    "meets": A_NAME | said(doc_of(MeetsClause, "meets")),
                    "has": A_NAME | said(doc_of(HasClause, "has")),
                    "where": {"allOf": [ref("Condition")]} | said(doc_of(HasClause, "where")),
                    "some_of": list_of(ref("Condition")) | said(doc_of(SomeOfClause, "some_of")),
                },
                "additionalProperties": self.test(),
                "dependencies": {"where": ["has"]},
                "description": "statements that all have to hold: a fact and what is asked of it",
            }
        return ref("Condition")

    def over(self) -> Schema:
        """A list of the record, the values of a field, or the entries of a named list."""
        return any_of(A_NAME, self.defined(ValuesOf), self.defined(EntriesOf))

    def windows(self) -> Schema:
        """A named period, or runs of it."""
        return any_of(A_NAME, self.defined(Windows))

    def evidence(self) -> Schema:
        """Kinds of evidence."""
        return any_of(one_or_list(TEXT), self.defined(EvidenceAsked))

    def dated_values(self) -> Schema:
        """A number, or numbers by the day from which each holds."""
        plain = any_of(A_NUMBER, TO_BE_SET)
        cited = block({"is": plain, "reference": self.defined(Reference)}, ["is"])
        by_day: Schema = {
            "type": "object",
            "patternProperties": {DAY: any_of(A_NUMBER, TO_BE_SET, cited)},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return any_of(A_NUMBER, TO_BE_SET, cited, by_day)

    def field(self) -> Schema:
        """What kind of value a fact takes."""
        if "Field" not in self.definitions:
            self.definitions["Field"] = {}
            plain = ref("FieldType")
            shapes: dict[str, Schema] = {
                "unit": any_of(words(UNITS), A_NAME),
                "many": {"allOf": [plain]},
                "link": A_NAME,
                "listed_in": A_NAME,
            }
            self.definitions["FieldType"] = any_of(
                words(FIELD_WORDS),
                list_of(A_NAME) | {"minItems": 1},
                *(block({word: each | said(FIELD_SHAPES[word])}, [word]) for word, each in shapes.items()),
            )
            silent = block({"type": plain, "if_absent": TEXT}, ["type"])
            self.definitions["Field"] = any_of(plain, silent) | said(inspect.getdoc(Field) or "")
        return ref("Field")

    def scale(self) -> Schema:
        """The answers of judged criteria, each with its worth."""
        answers = names_to(A_NUMBER) | {"minProperties": 1}
        return block(
            {"answers": answers, "met_from": A_NAME}, ["answers", "met_from"], inspect.getdoc(Scale) or ""
        )

    def expectations(self) -> Schema:
        """Addresses of requirements, and what is expected of each."""
        verdict = words(WORDS)
        return {"type": "object", "additionalProperties": any_of(verdict, self.defined(Expectation))}


SPECIAL: tuple[tuple[Any, Schema | Callable[[Builder], Schema]], ...] = (
    (str, TEXT),
    (int, WHOLE),
    (bool, YES_NO),
    (Fraction, A_NUMBER),
    (datetime.date, A_DAY),
    (Path, A_NAME),
    (Period, {"type": "string", "pattern": PERIOD}),
    (Amount, {"type": ["string", "number"]}),
    (Target, TEXT),
    (Mapping, {"type": "object"}),
    (Quantity, Builder.quantity),
    (Moment, Builder.moment),
    (Duration, Builder.duration),
    (Test, Builder.test),
    (Condition, Builder.condition),
    (Definition, Builder.condition),
    (Over, Builder.over),
    (Windows, Builder.windows),
    (EvidenceAsked, Builder.evidence),
    (tuple[DatedValue, ...], Builder.dated_values),
    (tuple[DatedValue, ...] | None, Builder.dated_values),
    (Field, Builder.field),
    (Scale, Builder.scale),
    (tuple[str | tuple[str, ...], ...] | None, any_of(TO_BE_SET, list_of(any_of(TEXT, list_of(TEXT))))),
    (tuple[Change, ...], {"type": "object", "additionalProperties": ANYTHING}),
    (tuple[Expectation, ...], Builder.expectations),
)
NAMED = (Field, Scale, Definition)


def schema_of_rules() -> Schema:
    """Return the schema of a rule set, and of one that extends another."""
    builder = Builder()
    whole, setting = builder.block(RuleSet), builder.block(Setting)
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


def schema_of_cases() -> Schema:
    """Return the schema of a case file."""
    builder = Builder()
    made = builder.block(CaseFile)
    made["properties"] = {"cpdrules": HEAD} | made["properties"]
    made["required"] = ["cpdrules", *made["required"]]
    return made | {"definitions": builder.definitions}


__all__ = ["schema_of_cases", "schema_of_rules"]
