"""The shapes of the language that are not plain blocks: conditions, moments, dated numbers, field types.

Each is a hook of the converter in `structure`; importing this module teaches them to it.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.loading.structure import (
    MISSING,
    NAMED,
    Broken,
    attempt,
    block,
    converter,
    day,
    expect,
    flag,
    identifier,
    number,
    one_word,
    remember,
    shape,
    text,
    unknown_keys,
    whole_number,
)
from cpdrules.rules.conditions import (
    Clause,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
)
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.periods import MonthDay, Windows
from cpdrules.rules.quantities import TO_BE_SET, Constant, Named, Percent, Quantity
from cpdrules.rules.requirements import EntriesOf, EvidenceAsked, ItemsOf, Over, ValuesOf
from cpdrules.rules.ruleset import Definition, Scale
from cpdrules.rules.vocabulary import Field, NamedList, Reference
from cpdrules.semantics import Duration
from cpdrules.source import Mapping, Node, Scalar, Sequence, did_you_mean, name_fault

DURATION_WORDS = ("years", "months", "weeks", "days")
DIRECTIONS = ("after", "before", "beginning_with")


def is_number_like(word: str) -> bool:
    """Whether a text sets out to be a number rather than a name."""
    return word[:1].isdigit() or word[:1] in "-+."


def quantity(node: Node, _: Any = None) -> Quantity:
    """Read a number, a percentage or a parameter's name."""
    if isinstance(node, Mapping):
        return block(node, Percent)
    word = text(node)
    return Constant(number(node)) if is_number_like(word) else Named(identifier(node))


def path(node: Node, _: Any = None) -> Path:
    """Read the way to a fact."""
    return path_of(text(node), node)


def path_of(word: str, node: Node) -> Path:
    """Read the way to a fact from a key or a value."""
    parts = word.split(".")
    if len(parts) > 2 or any(name_fault(part) for part in parts):
        node.fault(
            "R007", f"`{word}` is not the name of a fact", "write `field`, `section.field` or `this.field`"
        )
        raise Broken
    if len(parts) == 2:
        return Path(parts[0], parts[1])
    return Path("this", None) if word == "this" else Path(None, word)


def duration(node: Node, _: Any = None) -> Duration:
    """Read a length of time such as `{years: 1}`."""
    mapping = expect(node, Mapping, "a length of time such as `{years: 1}`")
    unknown_keys(mapping, dict.fromkeys(DURATION_WORDS))
    return duration_of(mapping)


def duration_of(mapping: Mapping) -> Duration:
    """Read the words of a length of time out of a mapping."""
    given = {
        word: attempt(lambda word=word: whole_number(mapping.entries[word]))
        for word in DURATION_WORDS
        if word in mapping
    }
    if not given:
        mapping.fault("R006", "a length of time is missing", "write for example `{years: 1}` or `{days: 28}`")
    if not given or MISSING in given.values():
        raise Broken
    length = Duration(**given)
    if length == Duration():
        mapping.fault("R006", "a length of time of nothing")
        raise Broken
    return length


def moment(node: Node, _: Any = None) -> Moment:
    """Read a day: a date, a name of a day, or a distance from one."""
    if isinstance(node, Scalar):
        word = text(node)
        return Moment(day(node) if is_number_like(word) else str(path_of(word, node)))
    mapping = expect(node, Mapping, "a day, or a distance from one")
    unknown_keys(mapping, dict.fromkeys(DURATION_WORDS + DIRECTIONS))
    given = [word for word in DIRECTIONS if word in mapping]
    if len(given) != 1:
        mapping.fault("R009", "a distance needs exactly one of `after`, `before`, `beginning_with`")
        raise Broken
    anchor = moment(mapping.entries[given[0]])
    return Moment(anchor.anchor, duration_of(mapping), given[0])


def test(node: Node, _: Any = None) -> Test:
    """Read what is asked of a fact: a value, values, or a block of questions."""
    if isinstance(node, Mapping):
        return block(node, Test)
    values = converter.structure(node, tuple[str, ...])
    made = Test(is_=values, place=node.span)
    remember(made, node)
    return made


def condition(node: Node, _: Any = None) -> Condition:
    """Read a condition: a mapping whose entries all have to hold."""
    mapping = expect(node, Mapping, "a condition such as `{kind: course}`")
    clauses = []
    for word, entry in mapping.entries.items():
        if word == "where" and "has" in mapping:
            continue
        read = attempt(lambda word=word, entry=entry: clause(word, entry, mapping))
        if read is not MISSING:
            clauses.append(read)
    made = Condition(tuple(clauses), place=mapping.span)
    remember(made, mapping)
    return made


def clause(word: str, entry: Node, mapping: Mapping) -> Clause:
    """Read one clause of a condition."""
    made: Clause
    if word == "meets":
        made = MeetsClause(identifier(entry), place=entry.span)
    elif word == "has":
        where = condition(mapping.entries["where"]) if "where" in mapping else Condition()
        made = HasClause(identifier(entry), where, place=entry.span)
    elif word == "some_of":
        made = SomeOfClause(converter.structure(entry, tuple[Condition, ...]), place=entry.span)
    else:
        made = FieldClause(path_of(word, entry), test(entry), place=entry.span)
    remember(made, entry)
    return made


def dated_values(node: Node, _: Any = None) -> tuple[DatedValue, ...]:
    """Read a number, `to_be_set`, or numbers by the day from which each holds."""
    if not isinstance(node, Mapping):
        return (DatedValue(None, number_or_unset(node), place=node.span),)
    if "is" in node:
        return (dated_value(None, node),)
    found = []
    for word, entry in node.entries.items():
        since = attempt(lambda word=word: day_of_key(node, word))
        value = attempt(lambda entry=entry, since=since: dated_value(since, entry))
        if since is not MISSING and value is not MISSING:
            found.append(value)
    return tuple(sorted(found, key=lambda dated: dated.since))


def day_of_key(mapping: Mapping, word: str) -> datetime.date:
    """Read a key that is a day."""
    from cpdrules.semantics import DateFault, parse_date  # noqa: PLC0415

    try:
        return parse_date(word)
    except DateFault as fault:
        mapping.fault_key(
            word, "R006", fault.reason, "the keys here are the days from which each number holds"
        )
        raise Broken from None


def dated_value(since: Any, node: Node) -> DatedValue:
    """Read one number, alone or with its own reference."""
    if not isinstance(node, Mapping):
        return DatedValue(since, number_or_unset(node), place=node.span)
    unknown_keys(node, {"is": None, "reference": None})
    if "is" not in node:
        node.fault("R002", "`is` is missing", "write `{is: 35, reference: {...}}`")
        raise Broken
    cited = converter.structure(node.entries["reference"], Reference) if "reference" in node else None
    return DatedValue(since, number_or_unset(node.entries["is"]), cited, place=node.span)


def number_or_unset(node: Node) -> Any:
    """Read a number or `to_be_set`."""
    return TO_BE_SET if text(node) == TO_BE_SET.value else number(node)


def field(node: Node, name: str) -> Field:
    """Read what kind of value a fact takes."""
    if isinstance(node, Mapping) and "type" in node:
        unknown_keys(node, {"type": None, "if_absent": None})
        silent = text(node.entries["if_absent"]) if "if_absent" in node else None
        made = field_of(node.entries["type"], name, silent)
    else:
        made = field_of(node, name, None)
    remember(made, node)
    return made


def field_of(node: Node, name: str, silent: str | None) -> Field:
    """Read a field type: a word, a list of values, or one of `unit`, `many`, `link`, `listed_in`."""

    def made(kind: Any, **more: Any) -> Field:
        return Field(name=name, kind=kind, if_absent=silent, place=node.span, **more)

    if isinstance(node, Scalar):
        return made(one_word(("date", "yes_no", "text", "number", "evidence"), node))
    if isinstance(node, Sequence):
        return made("choice", values=vocabulary_values(node))
    mapping = expect(node, Mapping, "a kind of value")
    words = {"unit": None, "many": None, "link": None, "listed_in": None}
    unknown_keys(mapping, words)
    given = [word for word in words if word in mapping]
    if len(given) != 1:
        mapping.fault("R008", "a kind of value has exactly one of `unit`, `many`, `link`, `listed_in`")
        raise Broken
    entry = mapping.entries[given[0]]
    match given[0]:
        case "unit":
            return made("unit", unit=identifier(entry))
        case "link":
            return made("link", target=identifier(entry))
        case "listed_in":
            return made("listed", target=identifier(entry))
        case _:
            return attrs.evolve(field_of(entry, name, silent), many=True, place=node.span)


RESERVED = {
    "none": "`none` says in a record that there is none",
    "this": "`this` is the item in hand",
    "null": "`null` says in a record that it is not known",
}


def vocabulary_values(node: Sequence) -> tuple[str, ...]:
    """Read the values of a choice: plain names, each once."""
    values = converter.structure(node, tuple[str, ...])
    for item, value in zip(node.items, values, strict=False):
        if value in RESERVED:
            item.fault("R007", f"`{value}` cannot be a value: {RESERVED[value]}")
        elif fault := name_fault(value):
            item.fault("R007", fault)
    if len(set(values)) < len(values):
        node.fault("R024", "a value stands twice in the list")
    if not values:
        node.fault("R004", "a list of values without a value")
    return values


def named_list_values(node: Node) -> Any:
    """Read the entries of a named list: texts or rows, or None for `to_be_set`."""
    if isinstance(node, Scalar) and node.value == TO_BE_SET.value:
        return None
    sequence = expect(node, Sequence, "a list, or `to_be_set`,")
    entries: list[str | tuple[str, ...]] = []
    for item in sequence.items:
        read = attempt(
            lambda item=item: (
                tuple(converter.structure(item, tuple[str, ...]))
                if isinstance(item, Sequence)
                else text(item)
            )
        )
        if read is not MISSING:
            entries.append(read)
    return tuple(entries)


def scale(node: Node, name: str) -> Scale:
    """Read the answers of judged criteria."""
    mapping = expect(node, Mapping, "a scale")
    unknown_keys(mapping, {"answers": None, "met_from": None})
    for word in ("answers", "met_from"):
        if word not in mapping:
            mapping.fault(
                "R002", f"`{word}` is missing", "write `{answers: {met: 1, not_met: 0}, met_from: met}`"
            )
    if "answers" not in mapping or "met_from" not in mapping:
        raise Broken
    listed = expect(mapping.entries["answers"], Mapping, "the answers, each with its worth,")
    answers = []
    for word, entry in listed.entries.items():
        worth = attempt(lambda entry=entry: number(entry))
        if fault := name_fault(word):
            listed.fault_key(word, "R007", fault)
        elif worth is not MISSING:
            answers.append((word, worth))
    known = [word for word, _ in answers]
    met_from = text(mapping.entries["met_from"])
    if met_from not in listed:
        mapping.entries["met_from"].fault(
            "R022", f"`{met_from}` is not an answer of the scale", did_you_mean(met_from, known)
        )
    made = Scale(name=name, answers=tuple(answers), met_from=met_from, place=mapping.span)
    remember(made, mapping)
    return made


def definition(node: Node, name: str) -> Definition:
    """Read a named condition."""
    made = Definition(name=name, condition=condition(node), place=node.span)
    remember(made, node)
    return made


def over(node: Node, _: Any = None) -> Over:
    """Read what a loop goes through."""
    made: Over
    if isinstance(node, Scalar):
        made = ItemsOf(identifier(node))
        remember(made, node)
        return made
    mapping = expect(node, Mapping, "a list of the record, `{value_of: ..., in: ...}` or `{entry_of: ...}`,")
    return block(mapping, EntriesOf if "entry_of" in mapping else ValuesOf)


def windows(node: Node, _: Any = None) -> Windows:
    """Read the windows of a requirement."""
    if isinstance(node, Scalar):
        made = Windows(of=identifier(node), place=node.span)
        remember(made, node)
        return made
    return block(node, Windows)


def evidence_asked(node: Node, _: Any = None) -> EvidenceAsked:
    """Read which evidence a judgement must show."""
    if isinstance(node, Mapping):
        return block(node, EvidenceAsked)
    return EvidenceAsked(all_of=converter.structure(node, tuple[str, ...]))


def starts(node: Node, _: Any = None) -> Any:
    """Read when periods start."""
    if isinstance(node, Mapping):
        return block(node, MonthDay)
    word = text(node)
    return day(node) if is_number_like(word) else path(node)


def _register() -> None:
    for wanted, hook in (
        (Condition, condition),
        (Test, test),
        (Moment, moment),
        (Path, path),
        (Duration, duration),
        (EvidenceAsked, evidence_asked),
        (Windows, windows),
    ):
        converter.register_structure_hook_func(lambda t, wanted=wanted: t is wanted, hook)
    converter.register_structure_hook_func(lambda t: t == tuple[DatedValue, ...], dated_values)
    for union, hook in ((Quantity, quantity), (Over, over), (MonthDay | datetime.date | Path, starts)):
        converter.register_structure_hook_func(lambda t, union=union: t == union, hook)
    converter.register_structure_hook_func(
        lambda t: t == tuple[str | tuple[str, ...], ...] | None, lambda n, _: named_list_values(n)
    )
    NAMED.update({Field: field, Scale: scale, Definition: definition})


_register()
__all__ = ["Fraction", "NamedList", "flag", "shape"]
