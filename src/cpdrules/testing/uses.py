"""What rests on what: which requirements use a named thing, and which things no requirement uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cpdrules.rules.conditions import ALWAYS, FieldClause, Path, Test
from cpdrules.rules.keys import HIDDEN
from cpdrules.rules.measures import Distinct, Score, Sum
from cpdrules.rules.parameters import InProportion, ReadOff
from cpdrules.rules.requirements import Fact, RequirementBase
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Unit
from cpdrules.rules.walk import every, things_in
from cpdrules.testing.numbers import HOUR, fields_named
from cpdrules.testing.spots import Spot

KINDS = ("lists", "definitions", "scales", "periods", "parameters", "measures")
Says = Mapping[str, frozenset[str]]


def near(spot: Spot, uses: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the requirements that a value stands in, or that use the named thing it stands in."""
    around = [each.id for each in spot.rules if isinstance(each, RequirementBase) and each.id]
    if around:
        return tuple(around)
    name = next((each.name for each in spot.rules if hasattr(each, "name")), None)
    return uses.get(name or "", ())


def users(ruleset: RuleSet) -> dict[str, tuple[str, ...]]:
    """Return for each name the requirements that say it, themselves or by way of what they name.

    Those that say it themselves come first, of these the ones that ask it of all items, and inner ones before blocks.
    """
    says = said_by_name(ruleset)
    found: dict[str, list[tuple[int, bool, str]]] = {}
    for requirement in every(ruleset.requirements):
        is_narrow = bool(getattr(requirement, "where", ALWAYS).clauses)
        for name, far in distances(words_below(requirement), says).items() if requirement.id else ():
            found.setdefault(name, []).insert(0, (far, is_narrow, str(requirement.id)))
    return {
        name: tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1])) for name, rows in found.items()
    }


def distances(words: Iterable[str], says: Says) -> dict[str, int]:
    """Return how far each named thing is from words: 0 where it is one of them, 1 where one of these says it."""
    found: dict[str, int] = {}
    nearest, far = {*words} & {*says}, 0
    while nearest:
        found |= dict.fromkeys(nearest, far)
        nearest, far = {word for name in nearest for word in says[name]} & {*says} - {*found}, far + 1
    return found


def used_names(ruleset: RuleSet) -> frozenset[str]:
    """Return every word that is said on the way from the requirements and scores to what they rest on.

    More may be in it than is used, and never less: a title may say the name of a thing.
    """
    roots: list[Any] = [*ruleset.requirements, *ruleset.exemptions, *ruleset.vocabulary]
    roots += [each for each in ruleset.measures if isinstance(each, Score)]
    roots += [each for each in ruleset.units if counted_in(each, ruleset)]
    words = {*words_in(ruleset), *(word for root in roots for word in words_below(root))}
    return closure(words, said_by_name(ruleset))


def said_by_name(ruleset: RuleSet) -> Says:
    """Return for each named thing the words in it."""
    return {thing.name: words_below(thing) for kind in KINDS for thing in getattr(ruleset, kind)}


def closure(words: Iterable[str], says: Says) -> frozenset[str]:
    """Return words with all that is said by what they name, and so on."""
    todo, seen = [*words], set[str]()
    while todo:
        word = todo.pop()
        if word not in seen:
            seen.add(word)
            todo.extend(says.get(word, ()))
    return frozenset(seen)


def words_below(thing: Any) -> frozenset[str]:
    """Return the words in a rule and in all inside it."""
    return frozenset(word for each in things_in(thing) for word in words_in(each))


def words_in(thing: Any) -> Iterator[str]:
    """Yield the words that stand directly in a rule, apart from the name that it is given."""
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        given = field.name == "name" and field.metadata.get(HIDDEN)
        if not given:
            yield from (
                each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str)
            )


def counted_in(unit: Unit, ruleset: RuleSet) -> bool:
    """Whether a rule reads an amount that may be written in a unit."""
    links = [(each.name, each.of) for each in ruleset.units] + [("minute", HOUR)]
    family = {unit.name}
    while more := {name for pair in links if family & {*pair} for name in pair} - family:
        family |= more
    return any(field.unit in family for field in read_fields(ruleset))


def read_fields(ruleset: RuleSet) -> Iterator[Field]:
    """Yield the fields of which a rule reads the number."""
    for thing in things_in(ruleset):
        match thing:
            case FieldClause(path=path, test=test) | Fact(fact=path, test=test):
                if test != Test(recorded=True):
                    yield from fields_named(path, ruleset)
            case InProportion(in_proportion_to=path) | ReadOff(read_off=path):
                yield from fields_named(path, ruleset)
            case Sum(sum=name, from_=section) | Distinct(distinct=name, from_=section):
                yield from fields_named(Path(section, name), ruleset)
