"""Which key of the language stands where in a text: the tree of a file, walked along the types."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import attrs

from cpdrules.loading.extends import Setting
from cpdrules.loading.structure import hints, members
from cpdrules.rules import keys
from cpdrules.rules.conditions import (
    DIRECTIONS,
    LENGTHS,
    Condition,
    HasClause,
    MeetsClause,
    Moment,
    SomeOfClause,
    Test,
)
from cpdrules.rules.keys import tag
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.quantities import Percent, Quantity
from cpdrules.rules.requirements import EntriesOf, Over, ValuesOf
from cpdrules.rules.ruleset import Definition, RuleSet
from cpdrules.rules.vocabulary import FIELD_SHAPES, PART, READING, SILENCE, DatedEntries, Field
from cpdrules.semantics import Duration
from cpdrules.source import Mapping, Node, Sequence, Span

from .keys import home


@attrs.frozen
class Spot:
    """One key in a text: the type that says it, its word, and the mapping in which it stands."""

    home: str
    word: str
    mapping: Mapping

    @property
    def path(self) -> str:
        """The JSON Pointer of the key's value."""
        return self.mapping.entries[self.word].path


@attrs.define
class Walk:
    """The keys of one tree, and which types each of its blocks may be."""

    spots: list[Spot] = attrs.Factory(list)
    blocks: dict[str, set[str]] = attrs.Factory(dict)

    @classmethod
    def of(cls, root: Mapping) -> Walk:
        """Walk a rule set; what cannot be told for its faults is passed over."""
        walk = cls()
        walk.block(root, Setting if "extends" in root else RuleSet)
        return walk

    def block(self, node: Mapping, rule_type: Any) -> None:
        """Walk a block of one type."""
        self.blocks.setdefault(node.path, set()).add(rule_type.__name__)
        for field in keys.written(rule_type):
            annotation = hints(rule_type)[field.name]
            if field.metadata.get(keys.FLAT):
                self.block(node, annotation)
            elif (word := keys.word(field)) in node:
                self.key(node, home(rule_type, field.name).__name__, word)
                self.value(node.entries[word], annotation)
            elif keys.DOC in field.metadata:
                owner = home(rule_type, field.name).__name__
                self.blocks[node.path].add(owner)

    def key(self, node: Mapping, home_name: str, word: str) -> None:
        """Note one key."""
        self.blocks.setdefault(node.path, set()).add(home_name)
        self.spots.append(Spot(home_name, word, node))

    def words(self, node: Node, home_name: str, words: Any) -> None:
        """Note the keys of a shape that is no plain block."""
        if isinstance(node, Mapping):
            self.blocks.setdefault(node.path, set()).add(home_name)
            for word in [word for word in words if word in node]:
                self.key(node, home_name, word)

    def value(self, node: Node, annotation: Any) -> None:
        """Walk a value of any type."""
        options = members(annotation)
        special = SPECIAL.get(annotation) or (SPECIAL.get(options[0]) if len(options) == 1 else None)
        if special is not None:
            special(self, node)
        elif annotation == Quantity and isinstance(node, Mapping):
            self.block(node, Percent)
        elif annotation == Over and isinstance(node, Mapping):
            self.block(node, EntriesOf if "entry_of" in node else ValuesOf)
        elif len(options) > 1 or options[0] is not annotation:
            self.union(node, options)
        elif get_origin(annotation) is tuple:
            self.many(node, get_args(annotation)[0])
        elif attrs.has(annotation) and isinstance(node, Mapping):
            self.block(node, annotation)

    def union(self, node: Node, options: tuple[Any, ...]) -> None:
        """Walk a value of one of several types: told by its key if there are many, else by its shape."""
        if len(options) == 1:
            self.value(node, options[0])
            return
        classes = [option for option in options if attrs.has(option)]
        tuples = [option for option in options if get_origin(option) is tuple]
        if isinstance(node, Mapping):
            fitting = [each for each in classes if tag(each) in node] or classes[:1] * (len(classes) == 1)
            for each in fitting[:1]:
                self.value(node, each)
        by_date = [each for each in tuples if each in BY_DATE]
        if by_date and not isinstance(node, Sequence):
            self.value(node, by_date[0])
        elif tuples and isinstance(node, Sequence):
            self.value(node, tuples[0])

    def many(self, node: Node, wanted: Any) -> None:
        """Walk a list, or names with their blocks."""
        for each in children(node):
            self.value(each, wanted)

    def condition(self, node: Node) -> None:
        """Walk a condition."""
        if not isinstance(node, Mapping):
            return
        for clause, inner in CLAUSES.items():
            self.words(node, clause.__name__, inner)
        for word, entry in node.entries.items():
            if word in ("where", "some_of"):
                for each in [entry] if isinstance(entry, Mapping) else children(entry):
                    self.condition(each)
            elif word not in ("meets", "has"):
                self.test(entry)

    def test(self, node: Node) -> None:
        """Walk what is asked of a fact."""
        if isinstance(node, Mapping):
            self.block(node, Test)

    def moment(self, node: Node) -> None:
        """Walk a day."""
        self.words(node, "Duration", LENGTHS)
        self.words(node, "Moment", DIRECTIONS)
        if isinstance(node, Mapping):
            for word in [word for word in DIRECTIONS if word in node]:
                self.moment(node.entries[word])

    def field(self, node: Node) -> None:
        """Walk a kind of value."""
        self.words(node, "Field", {**FIELD_SHAPES, **SILENCE, **PART, **READING})
        if isinstance(node, Mapping):
            for word in [word for word in ("type", "many") if word in node]:
                self.field(node.entries[word])

    def dated(self, node: Node, kind: type) -> None:
        """Walk a number or a list, or several by the day from which each holds."""
        if isinstance(node, Mapping) and "is" in node:
            self.block(node, kind)
        elif isinstance(node, Mapping):
            for each in children(node):
                self.dated(each, kind)


BY_DATE = (tuple[DatedValue, ...], tuple[DatedEntries, ...])
CLAUSES: dict[type, tuple[str, ...]] = {
    MeetsClause: ("meets",),
    HasClause: ("has", "where"),
    SomeOfClause: ("some_of",),
}

SPECIAL: dict[Any, Any] = {
    Condition: Walk.condition,
    Definition: Walk.condition,
    Test: Walk.test,
    Moment: Walk.moment,
    Field: Walk.field,
    Duration: lambda walk, node: walk.words(node, "Duration", LENGTHS),
    tuple[DatedValue, ...]: lambda walk, node: walk.dated(node, DatedValue),
    tuple[DatedEntries, ...]: lambda walk, node: walk.dated(node, DatedEntries),
    datetime.date: lambda walk, node: None,
}


def children(node: Node) -> Iterator[Node]:
    """Yield the values directly inside one."""
    if isinstance(node, Mapping):
        yield from node.entries.values()
    elif isinstance(node, Sequence):
        yield from node.items


def spans(spot: Spot) -> tuple[Span, Span]:
    """Return where the key and its value stand."""
    key, value = spot.mapping.key_span(spot.word), spot.mapping.entries[spot.word].span
    assert key is not None
    assert value is not None
    return key, value


def offset(text: str, line: int, column: int) -> int:
    """Return the position of a line and column, which count from 1."""
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def stretch(text: str, first: Span, last: Span) -> str:
    """Return the text from the start of one span to the end of another."""
    start, end = offset(text, first.line, first.column), offset(text, last.end_line, last.end_column)
    return text[start:end].rstrip()
