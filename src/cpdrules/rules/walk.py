"""Walking the rules: what stands inside a requirement, and what a rule set asks of facts."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import attrs

from cpdrules.rules.conditions import THIS, Condition, FieldClause, HasClause, MeetsClause, Path, Test
from cpdrules.rules.measures import Sum, table_of
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.quantities import Named, Percent
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    Fact,
    ForEach,
    ForSome,
    Has,
    InEvery,
    InSome,
    Judged,
    Requirement,
    SomeOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field


def parts_of(requirement: Requirement) -> tuple[Requirement, ...]:
    """Return the requirements directly inside one."""
    match requirement:
        case AllOf():
            return requirement.all_of
        case SomeOf():
            return requirement.some_of
        case ForEach() | ForSome() | InEvery() | InSome():
            return (requirement.require,)
        case AmountOf() | Allocate() | Fact() | Has() | Judged() | CompareGroups():
            return ()
        case _:
            assert_never(requirement)


def every(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Yield requirements and all inside them, each before its parts."""
    for requirement in requirements:
        yield requirement
        yield from every(parts_of(requirement))


def things_in(value: Any) -> Iterator[Any]:
    """Yield a rule and every rule inside it, conditions and their clauses included."""
    if isinstance(value, tuple):
        for each in value:
            yield from things_in(each)
    elif names := _names_of(value.__class__):
        yield value
        for name in names:
            yield from things_in(getattr(value, name))


@functools.cache
def _names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a kind of rule; none for what is not a rule."""
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()


def asks_this(requirement: Requirement) -> bool:
    """Whether what is asked inside a loop may depend on the element in hand; a definition always may."""
    return any(
        isinstance(thing, (Judged, MeetsClause))
        or (isinstance(thing, Path) and thing.section == THIS)
        or (isinstance(thing, Test) and THIS in (thing.is_ or ()))
        for thing in things_in(requirement)
    )


def asked_recorded(ruleset: RuleSet) -> frozenset[str]:
    """Return the names of the facts of which a record may say `none`: those asked to be recorded, and last days."""
    names = {section.until for section in ruleset.vocabulary if section.until is not None}
    for thing in things_in(ruleset):
        if isinstance(thing, (FieldClause, Fact)) and thing.test.recorded:
            path = thing.path if isinstance(thing, FieldClause) else thing.fact
            names.add(str(path.field))
    return frozenset(names)


def asked_of_the_case(ruleset: RuleSet) -> tuple[Path, ...]:
    """Return the facts of parts that there is one of, which the rule set asks about, in order of appearance."""
    singles = {section.name for section in ruleset.vocabulary if not section.is_list}
    paths = []
    for thing in things_in(ruleset):
        if isinstance(thing, (FieldClause, Fact)):
            path = thing.path if isinstance(thing, FieldClause) else thing.fact
            if path.section in singles:
                paths.append(path)
    return tuple(dict.fromkeys(paths))


def lists_asked(condition: Condition, ruleset: RuleSet) -> Iterator[str]:
    """Yield the lists in which a condition, or a definition that it names, asks for an item."""
    definitions = {each.name: each.condition for each in ruleset.definitions}
    todo, seen = [condition], set[str]()
    while todo:
        for thing in things_in(todo.pop()):
            if isinstance(thing, HasClause):
                yield thing.has
            elif isinstance(thing, MeetsClause) and thing.meets in definitions and thing.meets not in seen:
                seen.add(thing.meets)
                todo.append(definitions[thing.meets])


def field_summed(measure: Sum, ruleset: RuleSet) -> Field | None:
    """Return the field that a sum adds up: of its list, or with an award table its column."""
    award = table_of(measure)
    if award is not None:
        table = next(each for each in ruleset.lists if each.name == award.list)
        return next((field for field in table.fields if field.name == award.give), None)
    section = next(each for each in ruleset.vocabulary if each.name == measure.from_)
    return section.field(measure.sum)


def said_itself(requirement: Requirement) -> tuple[Any, ...]:
    """Return what a requirement says itself, without what its parts say."""
    inside = parts_of(requirement)
    own = (getattr(requirement, field.name) for field in attrs.fields(type(requirement)))
    return tuple(value for value in own if value not in (inside, *inside))


def numbers_of(requirement: Requirement, ruleset: RuleSet) -> Iterator[Parameter]:
    """Yield the parameters that a requirement rests on without its parts: its own, its measure's, and theirs."""
    todo: list[Any] = list(said_itself(requirement))
    if isinstance(requirement, (AmountOf, Allocate)):
        name = requirement.amount if isinstance(requirement, AmountOf) else requirement.allocate
        todo += [each for each in ruleset.measures if each.name == name]
        todo += [each.is_ for each in ruleset.units]
    known = {each.name: each for each in ruleset.parameters}
    while todo:
        for name in names_in(todo.pop()):
            if (parameter := known.pop(name, None)) is not None:
                yield parameter
                todo.append(parameter)


def names_in(rule: Any) -> Iterator[str]:
    """Yield the names of parameters in a rule, and of what percentages are of."""
    for thing in things_in(rule):
        match thing:
            case Named(name):
                yield name
            case Percent(of=str(name)):
                yield name
            case Parameter():
                yield from thing.add
            case _:
                pass


def criteria(
    requirements: Iterable[Requirement], word: str = "scale", around: Any = None
) -> Iterator[tuple[Judged, Any]]:
    """Yield every judged criterion with what it, or a block around it, says under a word; None where none does."""
    for requirement in requirements:
        own = getattr(requirement, word) or around
        if isinstance(requirement, Judged):
            yield requirement, own
        yield from criteria(parts_of(requirement), word, own)


__all__ = [
    "Condition",
    "asked_of_the_case",
    "asked_recorded",
    "asks_this",
    "every",
    "field_summed",
    "lists_asked",
    "numbers_of",
    "parts_of",
    "things_in",
]
