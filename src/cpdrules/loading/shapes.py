"""The shapes inside rules that are not plain blocks: conditions, moments, windows, what loops go through.

Each is a hook of the converter in `structure`; `register` teaches them to it.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from cpdrules.loading.origins import remember
from cpdrules.loading.scalars import (
    MISSING,
    Broken,
    attempt,
    day,
    expect,
    identifier,
    number,
    text,
    unknown_keys,
    whole_number,
)
from cpdrules.loading.structure import block, converter, hook
from cpdrules.rules.conditions import (
    DIRECTIONS,
    LENGTHS,
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
from cpdrules.rules.ledger import NOTHING, CarriedFacts
from cpdrules.rules.measures import FieldOfItem
from cpdrules.rules.periods import FirstFull, MonthDay, Starts, StartsByCase, Windows
from cpdrules.rules.quantities import Constant, Named, OfRecord, Percent, Quantity
from cpdrules.rules.requirements import EntriesOf, EvidenceAsked, ItemsOf, Over, ValuesOf
from cpdrules.semantics import Duration
from cpdrules.source import Mapping, Node, Scalar, cited, name_fault


def is_number_like(word: str) -> bool:
    """Whether a text sets out to be a number rather than a name."""
    return word[:1].isdigit() or word[:1] in "-+."


def quantity(node: Node, _: Any = None) -> Quantity:
    """Read a number, a percentage, a parameter's name, or the way to another number of the record."""
    if isinstance(node, Mapping):
        return block(node, Percent)
    word = text(node)
    if "." in word and not is_number_like(word):
        return OfRecord(str(path_of(word, node)))
    return Constant(number(node)) if is_number_like(word) else Named(identifier(node))


def percentage(node: Node, _: Any = None) -> Any:
    """Read the number of a percentage, or the name of a parameter that is one."""
    return number(node) if is_number_like(text(node)) else Named(identifier(node))


def factor(node: Node, _: Any = None) -> Any:
    """Read a factor: a number, or the name of a field of the item."""
    return number(node) if is_number_like(text(node)) else FieldOfItem(identifier(node))


def path(node: Node, _: Any = None) -> Path:
    """Read the way to a fact."""
    return path_of(text(node), node)


def path_of(word: str, node: Node) -> Path:
    """Read the way to a fact from a key or a value."""
    parts = word.split(".")
    if len(parts) > 2 or any(name_fault(part) for part in parts):
        small = word.lower()
        hint = "write `field`, `section.field` or `this.field`"
        if small != word and not any(name_fault(part) for part in small.split(".")):
            hint = f"names have small letters; write `{small}`"
        node.fault("R007", f"{cited(word)} is not the name of a fact", hint)
        raise Broken
    if len(parts) == 2:
        return Path(parts[0], parts[1])
    return Path("this", None) if word == "this" else Path(None, word)


def duration(node: Node, _: Any = None) -> Duration:
    """Read a length of time such as `{years: 1}`."""
    mapping = expect(node, Mapping, "a length of time such as `{years: 1}`")
    unknown_keys(mapping, LENGTHS)
    return duration_of(mapping)


def duration_of(mapping: Mapping) -> Duration:
    """Read the words of a length of time out of a mapping."""
    read = {word: attempt(whole_number, mapping.entries[word]) for word in LENGTHS if word in mapping}
    if mapping.lacks(*LENGTHS):
        mapping.fault("R006", "a length of time is missing", "write for example `{years: 1}` or `{days: 28}`")
    given = {word: value for word, value in read.items() if value is not MISSING}
    if not given or len(given) < len(read):
        raise Broken
    length = Duration(**given)
    if length == Duration():
        mapping.fault("R006", "this length of time is nothing", "it is one day or more")
        raise Broken
    return length


def moment(node: Node, _: Any = None) -> Moment:
    """Read a day: a date, a name of a day, or a distance from one."""
    if isinstance(node, Scalar):
        word = text(node)
        return Moment(day(node) if is_number_like(word) else str(path_of(word, node)))
    mapping = expect(node, Mapping, "a day, or a distance from one")
    unknown_keys(mapping, (*LENGTHS, *DIRECTIONS))
    given = [word for word in DIRECTIONS if word in mapping]
    if len(given) > 1 or mapping.lacks(*DIRECTIONS):
        message = "a distance needs exactly one of `after`, `before`, `beginning_with`"
        mapping.fault("R009", message, "write for example `{years: 2, before: period_start}`")
    if len(given) != 1:
        raise Broken
    anchor = moment(mapping.entries[given[0]])
    return Moment(anchor.anchor, duration_of(mapping), given[0])


def asked(node: Node, _: Any = None) -> Test:
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
        if word == "where" and not mapping.lacks("has"):
            continue
        if word == "where":
            hint = "say which list: `has: activities`, with `where` beside it"
            mapping.fault_key(word, "R009", "`where` inside a condition belongs to `has`", hint)
            continue
        read = attempt(clause, word, entry, mapping)
        if read is not MISSING:
            clauses.append(read)
    made = Condition(tuple(clauses), place=mapping.span)
    remember(made, mapping)
    return made


def carried_facts(node: Node, _: Any = None) -> CarriedFacts:
    """Read the facts of what is carried in: a condition, or the word that it has none."""
    if isinstance(node, Scalar):
        if (word := text(node)) != NOTHING:
            node.fault(
                "R004",
                f"{cited(word)} is no fact",
                "write a block such as `{topic: general}`, or `nothing`",
            )
            raise Broken
        made = CarriedFacts(place=node.span)
    else:
        read = condition(node)
        made = CarriedFacts(read.clauses, place=read.place)
    remember(made, node)
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
        made = FieldClause(path_of(word, entry), asked(entry), place=entry.span)
    remember(made, entry)
    return made


def over(node: Node, _: Any = None) -> Over:
    """Read what a loop goes through."""
    if isinstance(node, Scalar):
        made = ItemsOf(identifier(node))
        remember(made, node)
        return made
    mapping = expect(node, Mapping, "a list of the record, `{value_of: ..., in: ...}` or `{entry_of: ...}`,")
    return block(mapping, EntriesOf) if "entry_of" in mapping else block(mapping, ValuesOf)


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
        for word, kind in (("first", FirstFull), ("cases", StartsByCase)):
            if word in node:
                return block(node, kind)
    return one_start(node)


def one_start(node: Node, _: Any = None) -> Any:
    """Read one day on which periods start: of every year, once, or of the record."""
    if isinstance(node, Mapping):
        return block(node, MonthDay)
    word = text(node)
    return day(node, "a day of every year is `{month: 4, day: 1}`") if is_number_like(word) else path(node)


def register() -> None:
    """Teach the converter these shapes."""
    hook(Condition, condition)
    hook(CarriedFacts, carried_facts)
    hook(Test, asked)
    hook(Moment, moment)
    hook(Path, path)
    hook(Duration, duration)
    hook(EvidenceAsked, evidence_asked)
    hook(Windows, windows)
    hook(Quantity, quantity)
    hook(Fraction | FieldOfItem, factor)
    hook(Fraction | Named, percentage)
    hook(Over, over)
    hook(Starts, starts)
    hook(MonthDay | datetime.date | Path, one_start)
