"""The schemas of what is no plain block: conditions, days, loops, dated numbers, kinds of fact.

They stand for the readers in `loading.shapes` and `loading.shapes_named`.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import attrs

from cpdrules.authoring.parts import (
    A_DAY,
    A_NAME,
    A_NUMBER,
    A_PATH,
    AMOUNT,
    ANYTHING,
    DAY,
    NAME,
    PATH,
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
    offering,
    one_or_list,
    ref,
    said,
    words,
)
from cpdrules.loading.case_shapes import ADDRESS, TARGET
from cpdrules.loading.shapes_named import RESERVED
from cpdrules.rules import keys
from cpdrules.rules.case import WORDS, Change, Expectation, Target
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
from cpdrules.rules.ledger import NOTHING, CarriedFacts
from cpdrules.rules.measures import FieldOfItem
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.periods import MonthDay, Windows
from cpdrules.rules.quantities import Named, Percent, Quantity
from cpdrules.rules.requirements import (
    EntriesOf,
    EvidenceAsked,
    Over,
    Requirement,
    ValuesOf,
)
from cpdrules.rules.ruleset import Definition, Scale
from cpdrules.rules.vocabulary import (
    FIELD_SHAPES,
    FIELD_WORDS,
    PART,
    READING,
    SILENCE,
    DatedEntries,
    Entries,
    Field,
    Formula,
    Reference,
)
from cpdrules.semantics import Amount, Duration, Period
from cpdrules.source import Mapping

if TYPE_CHECKING:
    from cpdrules.authoring.rules_schema import Builder

UNITS = ("hour", "minute", "point", "credit", "day", "month", "year")
UNIT = offering(A_NAME, UNITS)
SOME_TEXTS = any_of(TEXT, list_of(TEXT) | {"minItems": 1})


def doc_of(rule_type: type, name: str) -> str:
    """Return the prose of a key."""
    return str(getattr(attrs.fields(rule_type), name).metadata[keys.DOC])


def lengths() -> dict[str, Schema]:
    """Return the keys of a length of time."""
    return {word: WHOLE | said(doc) for word, doc in LENGTHS.items()}


def quantity(builder: Builder) -> Schema:
    """A number, the name of a parameter, a percentage, or the way to another number of the record."""
    return any_of(A_NUMBER, A_PATH, builder.defined(Percent))


def moment(builder: Builder) -> Schema:
    """A day, its name, or a distance from one."""
    return builder.once(
        "moment", lambda: any_of(A_DAY, A_PATH, distance()) | said(inspect.getdoc(Moment) or "")
    )


def distance() -> Schema:
    """A length of time, and the day that it is counted from."""
    anchors = {word: ref("moment") | said(doc) for word, doc in DIRECTIONS.items()}
    return block(lengths() | anchors) | {
        "oneOf": [{"required": [word]} for word in DIRECTIONS],
        "anyOf": [{"required": [word]} for word in LENGTHS],
    }


def duration(builder: Builder) -> Schema:
    """A length of time."""
    return block(lengths()) | {"minProperties": 1}


def test(builder: Builder) -> Schema:
    """A value, values, or a block of questions."""
    return any_of(SOME_TEXTS, builder.defined(Test))


def condition(builder: Builder) -> Schema:
    """A block of statements that all have to hold."""
    return builder.once("condition", lambda: statements(builder))


def statements(builder: Builder) -> Schema:
    """Facts and what is asked of each, among them the words that are no facts."""
    special = {
        "meets": A_NAME | said(doc_of(MeetsClause, "meets")),
        "has": A_NAME | said(doc_of(HasClause, "has")),
        "where": ref("condition") | said(doc_of(HasClause, "where")),
        "some_of": list_of(ref("condition")) | said(doc_of(SomeOfClause, "some_of")),
    }
    return block(special, doc=inspect.getdoc(Condition) or "") | {
        "additionalProperties": test(builder),
        "propertyNames": {"pattern": PATH},
        "dependencies": {"where": ["has"]},
    }


def over(builder: Builder) -> Schema:
    """A list of the record, the values of a field, or the entries of a named list."""
    return any_of(A_NAME, builder.defined(ValuesOf), builder.defined(EntriesOf))


def windows(builder: Builder) -> Schema:
    """A named period, or runs of it."""
    return any_of(A_NAME, builder.defined(Windows))


def evidence(builder: Builder) -> Schema:
    """Kinds of evidence."""
    return any_of(one_or_list(TEXT), builder.defined(EvidenceAsked))


def dated_values(builder: Builder) -> Schema:
    """A number, or numbers by the day from which each holds."""
    plain = any_of(A_NUMBER, TO_BE_SET)
    cited = block({"is": plain, "reference": builder.defined(Reference)}, ["is"])
    by_day: Schema = {
        "type": "object",
        "patternProperties": {DAY: any_of(A_NUMBER, TO_BE_SET, cited)},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return any_of(A_NUMBER, TO_BE_SET, cited, by_day)


ENTRIES = any_of(TO_BE_SET, list_of(TEXT))
ROWS = list_of(any_of(TEXT, list_of(TEXT)))


def entries(builder: Builder) -> Schema:
    """The entries of a list, or entries by the day from which they hold."""
    cited = block({"is": ENTRIES, "reference": builder.defined(Reference)}, ["is"])
    by_day: Schema = {
        "type": "object",
        "patternProperties": {DAY: any_of(*ENTRIES["anyOf"], cited)},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return any_of(TO_BE_SET, ROWS, by_day)


def field(builder: Builder) -> Schema:
    """What kind of value a fact takes."""
    plain = builder.once("field_type", field_type)
    more = {"type": plain, "if_absent": TEXT, "part_of": A_NAME}
    silent = block({word: each | said((SILENCE | PART)[word]) for word, each in more.items()}, ["type"])
    return builder.once("field", lambda: any_of(plain, silent) | said(inspect.getdoc(Field) or ""))


def field_type() -> Schema:
    """A word, a list of values, or a block of one key."""
    value = {"type": ["string", "boolean"], "pattern": NAME, "not": {"enum": list(RESERVED)}}
    part = {"part_of": A_NAME | said(PART["part_of"])}
    shapes = {"unit": UNIT, "many": ref("field_type"), "link": A_NAME, "listed_in": A_NAME}
    return any_of(
        words(FIELD_WORDS),
        list_of(value) | {"minItems": 1, "uniqueItems": True},
        *(
            block({word: each | said(FIELD_SHAPES[word])} | (part if word == "unit" else {}), [word])
            for word, each in shapes.items()
        ),
        block(
            {
                "readability_of": A_NAME | said(FIELD_SHAPES["readability_of"]),
                "formula": words(get_args(Formula)) | said(READING["formula"]),
            },
            ["readability_of", "formula"],
        ),
    )


def scale(builder: Builder) -> Schema:
    """The answers of judged criteria, each with its worth."""
    answers = names_to(A_NUMBER) | {"minProperties": 1}
    return block(
        {"answers": answers, "met_from": A_NAME}, ["answers", "met_from"], inspect.getdoc(Scale) or ""
    )


def expectations(builder: Builder) -> Schema:
    """Addresses of requirements, and what is expected of each."""
    verdict = words(WORDS)
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{ADDRESS.pattern}$"},
        "additionalProperties": any_of(verdict, builder.defined(Expectation)),
    }


SPECIAL: tuple[tuple[Any, Schema | Callable[[Any], Schema]], ...] = (
    (str, TEXT),
    (int, WHOLE),
    (bool, YES_NO),
    (Fraction, A_NUMBER),
    (datetime.date, A_DAY),
    (Path, A_PATH),
    (Period, {"type": "string", "pattern": PERIOD}),
    (Amount, {"type": ["string", "number"], "pattern": AMOUNT, "minimum": 0}),
    (Target, {"type": "string", "pattern": f"^{TARGET.pattern}$"}),
    (Mapping, {"type": "object"}),
    (Quantity, quantity),
    (Moment, moment),
    (Duration, duration),
    (Test, test),
    (Condition, condition),
    (Definition, condition),
    (CarriedFacts, lambda builder: any_of(words((NOTHING,)), condition(builder))),
    (Over, over),
    (Windows, windows),
    (EvidenceAsked, evidence),
    (Requirement, lambda builder: builder.required()),
    (tuple[Requirement, ...], lambda builder: list_of(builder.requirement())),
    (MonthDay | datetime.date | Path, lambda builder: any_of(builder.defined(MonthDay), A_DAY, A_PATH)),
    (tuple[DatedValue, ...], dated_values),
    (tuple[DatedValue, ...] | None, dated_values),
    (Field, field),
    (FieldOfItem, A_NAME),
    (Named, A_NAME),
    (Scale, scale),
    (Entries | None, ENTRIES),
    (Entries | tuple[DatedEntries, ...] | None, entries),
    (
        tuple[Change, ...],
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{TARGET.pattern}$"},
            "additionalProperties": ANYTHING,
        },
    ),
    (tuple[Expectation, ...], expectations),
)
