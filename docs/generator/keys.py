"""The keys of the language, read off the types: what each means, what it takes, where it may stand."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args, get_origin

import attrs

from cpdrules.loading.extends import Setting
from cpdrules.loading.structure import hints, members
from cpdrules.rules import (
    conditions,
    keys,
    ledger,
    measures,
    parameters,
    periods,
    quantities,
    recommendations,
    requirements,
    ruleset,
    vocabulary,
)
from cpdrules.semantics import Duration

MODULES = (
    conditions, measures, ledger, parameters, periods, quantities, recommendations, requirements, ruleset,
    vocabulary,
)  # fmt: skip


@attrs.frozen
class Key:
    """One key of the language. `home` is the type that says it, `needed` what holds when it is left out."""

    home: str
    word: str
    doc: str
    value: str
    needed: str

    @property
    def anchor(self) -> str:
        """The name under which other pages link to the key."""
        return f"key-{self.home.lower()}-{self.word.replace('_', '-')}"


@cache
def rule_types() -> dict[str, type]:
    """Return every type that says a key, by its name."""
    found = [
        thing
        for module in MODULES
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if thing.__module__ == module.__name__ and attrs.has(thing)
    ]
    return {each.__name__: each for each in [*found, Setting] if any(own_fields(each))}


def said(rule_type: Any) -> Iterator[attrs.Attribute[Any]]:
    """Yield the fields of a type that are keys, without those whose own keys stand in their place."""
    for field in keys.written(rule_type):
        if keys.DOC in field.metadata and not field.metadata.get(keys.FLAT):
            yield field


def own_fields(rule_type: Any) -> Iterator[attrs.Attribute[Any]]:
    """Yield the keys that a type says itself, and no type that it is made from."""
    return (field for field in said(rule_type) if not field.inherited)


def home(rule_type: type, name: str) -> type:
    """Return the type that first says a key."""
    for base in reversed(rule_type.__mro__):
        if attrs.has(base) and any(field.name == name for field in attrs.fields(base)):
            return base
    raise KeyError(name)


@cache
def keys_of(rule_type: type) -> tuple[Key, ...]:
    """Return the keys that a type says itself."""
    return tuple(
        Key(
            home=rule_type.__name__,
            word=keys.word(field),
            doc=field.metadata[keys.DOC],
            value=value_of(field, hints(rule_type)[field.name]),
            needed=needed(field),
        )
        for field in own_fields(rule_type)
    )


def special_keys(name: str) -> tuple[Key, ...]:
    """Return the keys of a shape that is no plain block: a kind of fact, a length of time, a distance."""
    tables = {
        "Field": (
            vocabulary.FIELD_SHAPES | vocabulary.SILENCE | vocabulary.PART | vocabulary.READING,
            FIELD_VALUES,
        ),
        "Duration": (conditions.LENGTHS, dict.fromkeys(conditions.LENGTHS, VALUES[int])),
        "Moment": (conditions.DIRECTIONS, dict.fromkeys(conditions.DIRECTIONS, VALUES[conditions.Moment])),
    }
    docs, values = tables[name]
    return tuple(Key(name, word, doc, values[word], OPTIONAL) for word, doc in docs.items())


OPTIONAL = "Optional"
"""What is said of most keys, and so is not shown."""
SPECIAL = ("Field", "Duration", "Moment")
FIELD_VALUES = {
    "unit": "the name of a unit",
    "many": "another kind of value",
    "link": "the name of a list of the record",
    "listed_in": "the name of a named list",
    "type": "another kind of value",
    "if_absent": "a value of that kind",
    "part_of": "the name of a field",
    "readability_of": "the name of a text field",
    "formula": "one of these words",
}


@cache
def every_key() -> tuple[Key, ...]:
    """Return every key of the language."""
    plain = [key for rule_type in rule_types().values() for key in keys_of(rule_type)]
    return tuple(plain + [key for name in SPECIAL for key in special_keys(name)])


def needed(field: attrs.Attribute[Any]) -> str:
    """Say whether a key is needed, or what holds when it is left out."""
    if field.default is attrs.NOTHING:
        return "Needed"
    if field.default is None or field.default in ((), ledger.CarriedFacts()):
        return OPTIONAL
    if field.default == conditions.ALWAYS:
        return "Left out: all"
    if isinstance(field.default, bool):
        return f"Left out: `{str(field.default).lower()}`"
    return f"Left out: `{field.default}`"


# -- values in words -----------------------------------------------------------------------------------------

VALUES: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    Fraction: "a number",
    bool: "`true` or `false`",
    datetime.date: "a date",
    Duration: "a [length of time](#type-duration)",
    conditions.Moment: "a [day](#type-moment)",
    conditions.Path: "a [fact](#about-facts)",
    conditions.Condition: "a [condition](#about-conditions)",
    ledger.CarriedFacts: "a [condition](#about-conditions), or `nothing`",
    quantities.Quantity: "a number, parameter or [percentage](#type-percent)",
    periods.MonthDay
    | datetime.date
    | conditions.Path: "`{month: 4, day: 1}`, a date, or a date of the record",
    tuple[str, ...]: "a text, or a list of texts",
    tuple[conditions.Condition, ...]: "a list of [conditions](#about-conditions)",
    tuple[parameters.DatedValue, ...]: "a number, or [numbers by date](#type-datedvalue)",
    tuple[tuple[str, Fraction], ...]: "answers, each with a number",
    vocabulary.Entries: "a list of texts, or `to_be_set`",
    vocabulary.Entries
    | tuple[
        vocabulary.DatedEntries, ...
    ]: "a list of texts or rows, `to_be_set`, or [lists by date](#type-datedentries)",
    tuple[requirements.Requirement, ...]: "a list of [requirements](#about-requirements)",
    requirements.Requirement: "a [requirement](#about-requirements)",
    requirements.Over: "a list of the record, [values](#type-valuesof) or [entries](#type-entriesof)",
    periods.Windows: "a period's name, or [runs of periods](#type-windows)",
    requirements.EvidenceAsked: "a list of kinds, or [all or some of them](#type-evidenceasked)",
    tuple[measures.Step, ...]: "a list of [steps](#about-steps)",
    measures.Award: "an [award](#type-award)",
    measures.Round: "a [rounding](#type-round)",
    quantities.Named: "a parameter's name",
    measures.FieldOfItem: "the name of a number field of the item",
    tuple[parameters.Reduction, ...]: "a list of [reductions](#about-reductions)",
    tuple[vocabulary.Field, ...]: "names, each with a [kind of value](#type-field)",
    quantities.ToBeSet: "`to_be_set`",
    requirements.Judges: "[judges](#type-judges)",
    requirements.Agreement: "an [agreement](#type-agreement)",
    quantities.Percent: "a [percentage](#type-percent)",
    Literal["never"]: "`never`",
}


def value_of(field: attrs.Attribute[Any], annotation: Any) -> str:
    """Say in words what a key takes. A type for which there are no words is an error."""
    if names := field.metadata.get(keys.NAMES):
        return name_of(names)
    return in_words(annotation)


def name_of(thing: str) -> str:
    """Say in words that the name of a thing, or of several, is given."""
    if thing.endswith("s"):
        return f"names of {thing}"
    return f"the name of {with_article(thing)}" if " " in thing else f"{with_article(thing)}'s name"


def in_words(annotation: Any) -> str:
    """Say in words what a type of value is."""
    options = members(annotation)
    without_none: Any = options[0] if len(options) == 1 else annotation
    for known in (annotation, without_none, *_unions(options)):
        if known in VALUES:
            return VALUES[known]
    if get_origin(without_none) is Literal:
        return listed_or([f"`{word}`" for word in get_args(without_none)])
    if len(options) > 1:
        return listed_or([in_words(option) for option in options])
    if get_origin(without_none) is tuple:
        inner = members(get_args(without_none)[0])
        names = keys.is_named(inner[0])
        return "named blocks" if names else f"a list of {plural(inner[0])}"
    return f"a [{label(without_none)}](#{type_anchor(without_none)})"


def _unions(options: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the union of the members, None left out, for a look-up in VALUES."""
    if len(options) > 1:
        made = options[0]
        for option in options[1:]:
            made = made | option
        yield made


def type_anchor(rule_type: type) -> str:
    """Return the name under which other pages link to a type."""
    return f"type-{rule_type.__name__.lower()}"


LABELS = {
    "RuleSet": "rule set",
    "ParameterCase": "row",
    "NamedList": "list",
    "Section": "part of the record",
    "Test": "question",
    "Repeating": "period",
    "Setting": "extending rule set",
    "Agreement": "agreement",
    "TableRow": "row",
    "StartsCase": "row",
    "AllocatedPart": "part",
    "FirstFull": "first full period",
    "NewEntry": "new entry",
    "StartsByCase": "block of cases",
}


def label(rule_type: type) -> str:
    """Return what prose calls a thing of the type."""
    return LABELS.get(rule_type.__name__, rule_type.__name__.lower())


def plural(rule_type: type) -> str:
    """Return what prose calls several of them, as a link."""
    return f"[{label(rule_type)}s](#{type_anchor(rule_type)})"


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def listed_or(words: list[str]) -> str:
    """Return words with commas and `or`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
