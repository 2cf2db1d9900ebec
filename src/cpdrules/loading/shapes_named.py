"""The shapes of named things that are not plain blocks: fields, dated numbers, lists, scales, definitions.

Each is a hook of the converter in `structure`; `register` teaches them to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from operator import itemgetter
from typing import Any, TypeVar, get_args

import attrs

from cpdrules.loading.origins import remember
from cpdrules.loading.scalars import (
    MISSING,
    Broken,
    advice,
    attempt,
    expect,
    identifier,
    number,
    one_word,
    text,
    unknown_keys,
)
from cpdrules.loading.shapes import condition
from cpdrules.loading.structure import NAMED, converter, hook
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.quantities import TO_BE_SET
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
from cpdrules.semantics import DateFault, parse_date
from cpdrules.source import Mapping, Node, Scalar, Sequence, cited, name_fault

D = TypeVar("D", DatedValue, DatedEntries)
T = TypeVar("T")


def dated_values(node: Node, _: Any = None) -> tuple[DatedValue, ...]:
    """Read a number, `to_be_set`, or numbers by the day from which each holds."""
    if not isinstance(node, Mapping):
        return (DatedValue(None, number_or_unset(node), place=node.span),)
    if "is" in node:
        return (dated_value(None, node),)
    if not node.entries:
        node.fault("R002", "a number is missing", "write it, or `to_be_set` where the adopter decides")
        raise Broken
    return by_day(node, dated_value, "number holds")


def by_day(node: Mapping, read: Callable[[Any, Node], D], holds: str) -> tuple[D, ...]:
    """Read what is written by the days from which each holds, the earliest first: the order of keys says nothing."""
    found: list[tuple[datetime.date, D]] = []
    for word, entry in node.entries.items():
        since = attempt(day_of_key, node, word, holds)
        value = attempt(read, since, entry)
        if since is not MISSING and value is not MISSING:
            found.append((since, value))
    if len(found) < len(node.entries):
        raise Broken
    return tuple(value for _, value in sorted(found, key=itemgetter(0)))


def day_of_key(mapping: Mapping, word: str, holds: str) -> datetime.date:
    """Read a key that is a day."""
    try:
        return parse_date(word)
    except DateFault as fault:
        hint = f"the keys here are the days from which each {holds}"
        mapping.fault_key(word, "R006", f"{cited(word)} {fault.reason}", hint)
        raise Broken from None


def dated_value(since: Any, node: Node) -> DatedValue:
    """Read one number, alone or with its own reference."""
    value, reference = with_reference(node, number_or_unset, "35")
    return DatedValue(since, value, reference, place=node.span)


def with_reference(node: Node, read: Callable[[Node], T], such_as: str) -> tuple[T, Reference | None]:
    """Read what stands alone, or under `is` with its own reference."""
    if not isinstance(node, Mapping):
        return read(node), None
    unknown_keys(node, ("is", "reference"))
    if "is" not in node:
        if node.lacks("is"):
            node.fault("R002", "`is` is missing", f"write `{{is: {such_as}, reference: {{...}}}}`")
        raise Broken
    cited = converter.structure(node.entries["reference"], Reference) if "reference" in node else None
    return read(node.entries["is"]), cited


def number_or_unset(node: Node) -> Any:
    """Read a number or `to_be_set`."""
    return TO_BE_SET if text(node) == TO_BE_SET.value else number(node)


def field(node: Node, name: str) -> Field:
    """Read what kind of value a fact takes."""
    if isinstance(node, Mapping) and "type" in node:
        unknown_keys(node, (*SILENCE, *PART))
        silent = text(node.entries["if_absent"]) if "if_absent" in node else None
        made = field_of(node.entries["type"], name, silent)
        if "part_of" in node:
            made = attrs.evolve(made, part_of=identifier(node.entries["part_of"]))
    else:
        made = field_of(node, name, None)
    remember(made, node)
    return made


def field_of(node: Node, name: str, silent: str | None) -> Field:
    """Read a field type: a word, a list of values, or one of the blocks."""

    def made(kind: Any, **more: Any) -> Field:
        return Field(name=name, kind=kind, if_absent=silent, place=node.span, **more)

    if isinstance(node, Scalar):
        hint = "an amount is `{unit: hour}`, and values of its own are a list, as in `[course, talk]`"
        return made(one_word(tuple(FIELD_WORDS), node, hint))
    if isinstance(node, Sequence):
        return made("choice", values=vocabulary_values(node))
    mapping = expect(node, Mapping, "a kind of value")
    unknown_keys(mapping, (*FIELD_SHAPES, *PART, *READING))
    given = [word for word in FIELD_SHAPES if word in mapping]
    if len(given) > 1 or mapping.lacks(*FIELD_SHAPES):
        mapping.fault(
            "R008", "a kind of value has exactly one of " + ", ".join(f"`{word}`" for word in FIELD_SHAPES)
        )
    if len(given) != 1:
        raise Broken
    entry = mapping.entries[given[0]]
    if "part_of" in mapping and given[0] != "unit":
        hint = "say it of a number or an amount"
        mapping.fault_key("part_of", "R009", f"`part_of` does not go with `{given[0]}`", hint)
    if "formula" in mapping and given[0] != "readability_of":
        hint = "say it beside `readability_of`"
        mapping.fault_key("formula", "R009", f"`formula` does not go with `{given[0]}`", hint)
    match given[0]:
        case "readability_of":
            formula = (
                one_word(get_args(Formula), mapping.entries["formula"]) if "formula" in mapping else None
            )
            return made("number", readability_of=identifier(entry), formula=formula)
        case "unit":
            whole = identifier(mapping.entries["part_of"]) if "part_of" in mapping else None
            return made("unit", unit=identifier(entry), part_of=whole)
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
    values: list[str] = []
    for item in node.items:
        value = attempt(vocabulary_value, item)
        if value in values:
            item.fault("R024", f"{cited(str(value))} stands twice in the list", "take one out")
        elif value is not MISSING:
            values.append(value)
    if not node.items:
        node.fault("R004", "a list of values without a value", "write the values that the fact may have")
    if not values or len(values) < len(node.items):
        raise Broken
    return tuple(values)


def vocabulary_value(node: Node) -> str:
    """Read one value of a choice."""
    value = text(node)
    if value in RESERVED:
        node.fault("R007", f"`{value}` cannot be a value: {RESERVED[value]}", "use another word")
        raise Broken
    return identifier(node)


def named_list_values(node: Node, _: Any = None) -> Entries | tuple[DatedEntries, ...] | None:
    """Read the entries of a named list, or entries by the day from which they hold."""
    if not isinstance(node, Mapping):
        return entries_or_unset(node)
    if not node.entries:
        node.fault("R002", "the entries are missing", "write `[]` for none, or `to_be_set`")
        raise Broken
    return by_day(node, dated_entries, "list holds")


def dated_entries(since: Any, node: Node) -> DatedEntries:
    """Read the entries of a day, alone or with their own reference."""
    entries, reference = with_reference(node, entries_or_unset, "[...]")
    made = DatedEntries(since, entries, reference, place=node.span)
    remember(made, node)
    return made


def entries_or_unset(node: Node) -> Entries | None:
    """Read texts or rows, or None for `to_be_set`."""
    if isinstance(node, Scalar) and node.value == TO_BE_SET.value:
        return None
    sequence = expect(node, Sequence, "a list, or `to_be_set`,")
    entries: list[str | tuple[str, ...]] = []
    for item in sequence.items:
        read = attempt(entry, item)
        if read is not MISSING:
            entries.append(read)
    return tuple(entries)


def entry(node: Node) -> str | tuple[str, ...]:
    """Read one entry of a named list: a text, or a row of texts."""
    if not isinstance(node, Sequence):
        return text(node)
    return tuple(converter.structure(node, tuple[str, ...]))


def scale(node: Node, name: str) -> Scale:
    """Read the answers of judged criteria."""
    mapping = expect(node, Mapping, "a scale")
    unknown_keys(mapping, ("answers", "met_from"))
    for word in ("answers", "met_from"):
        if mapping.lacks(word):
            hint = "write `{answers: {met: 1, not_met: 0}, met_from: met}`"
            mapping.fault("R002", f"`{word}` is missing", hint)
    if "answers" not in mapping or "met_from" not in mapping:
        raise Broken
    written = expect(mapping.entries["answers"], Mapping, "the answers, each with its worth,")
    answers = []
    for word, entry in written.entries.items():
        worth = attempt(number, entry)
        if fault := name_fault(word):
            written.fault_key(word, "R007", f"{cited(word)} {fault}")
        elif worth is not MISSING:
            answers.append((word, worth))
    node = mapping.entries["met_from"]
    met_from = text(node)
    if met_from not in written:
        hint = advice(node, met_from, written, "its answers are")
        node.fault("R022", f"{cited(met_from)} is not an answer of the scale", hint)
    if len(answers) == len(written) and not any(worth for _, worth in answers):
        hint = "the best answer is worth the most, such as `{met: 1, not_met: 0}`"
        written.fault("R005", "no answer is worth more than 0", hint)
    made = Scale(name=name, answers=tuple(answers), met_from=met_from, place=mapping.span)
    remember(made, mapping)
    return made


def definition(node: Node, name: str) -> Definition:
    """Read a named condition."""
    made = Definition(name=name, condition=condition(node), place=node.span)
    remember(made, node)
    return made


def register() -> None:
    """Teach the converter these shapes."""
    hook(tuple[DatedValue, ...], dated_values)
    hook(Entries | tuple[DatedEntries, ...] | None, named_list_values)
    NAMED.update({Field: field, Scale: scale, Definition: definition})
