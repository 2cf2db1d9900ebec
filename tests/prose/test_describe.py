"""The words of a rule set are held to what is evaluated: every number, and every key."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

from cpdrules import describe
from cpdrules.prose import english
from cpdrules.rules import keys
from cpdrules.rules.conditions import Clause, Moment, Path
from cpdrules.rules.measures import Measure, Step
from cpdrules.rules.parameters import ParameterCase, Reduction
from cpdrules.rules.periods import Starts, StartsCase
from cpdrules.rules.requirements import Allocate, ForEach, ForSome, ItemsOf, OfEveryone, Requirement
from cpdrules.rules.ruleset import Exemption, RuleSet
from cpdrules.rules.vocabulary import Field, NamedList, Reference, Section
from cpdrules.semantics import Duration
from cpdrules.semantics.exact import parse_amount

from .corpus import rule_sets

RULE_SETS = rule_sets()
NOT_TOLD = {"place", "origins", "digest", "amended"}
"""Where a rule stands; what a rule set was made from and what was changed, which no file can say; its fingerprint."""


# -- numbers -----------------------------------------------------------------------------------------------

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+|:\d\d|/\d+)?(?![\w])")
NAME = re.compile(r"`[^`]*`")
BY_WORD = {"month"}


def bare(value: Any) -> Any:
    """Return rules without headings and sources, whose texts may hold any number."""
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value)
    if isinstance(value, Reference):
        return None
    if not attrs.has(type(value)) or isinstance(value, Duration):
        return value
    changed = {field.name: bare(getattr(value, field.name)) for field in attrs.fields(type(value))}
    changed |= {
        name: None for name in ("title", "edition") if name in changed and not isinstance(value, RuleSet)
    }
    changed |= {"title": "T", "edition": None, "origins": ()} if isinstance(value, RuleSet) else {}
    changed |= {"judged": "Q?"} if "judged" in changed else {}
    changed |= {"amended": ()} if "amended" in changed else {}
    return type(value)(
        **{field.alias: changed[field.name] for field in attrs.fields(type(value)) if field.init}
    )


def numbers_in(value: Any) -> Iterator[Fraction | datetime.date]:
    """Yield every number and day that the evaluator may use, all but the ones that say nothing."""
    if isinstance(value, (Fraction, datetime.date)):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers_in(each)
    elif isinstance(value, NamedList):
        for dated in value.by_date:
            yield from numbers_in(dated.since)
            for row in dated.entries or ():
                yield from numbers_of(row if isinstance(row, str) else " ".join(row))
    elif isinstance(value, Field):
        yield from ()
    elif isinstance(value, int) and not isinstance(value, bool):
        yield Fraction(value)
    elif isinstance(value, str):
        yield from (Fraction(number) for number in re.findall(r"^\d+(?= February| March)", value))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            told = getattr(value, field.name)
            plain = (field.name, told) in (("weight", 1), ("consecutive", 1)) or (
                told == 0 and isinstance(value, Duration)
            )
            if field.name not in NOT_TOLD | BY_WORD and not plain:
                yield from numbers_in(told)


def numbers_of(text: str) -> Iterator[Fraction | datetime.date]:
    """Yield the numbers and days of a text."""
    yield from map(datetime.date.fromisoformat, DAY.findall(text))
    for found in NUMBER.findall(DAY.sub(" ", text)):
        yield Fraction(found) if "/" in found else parse_amount(found)


@pytest.mark.parametrize("where", RULE_SETS)
def test_every_number_in_the_words_is_evaluated_and_every_number_is_in_the_words(where: str) -> None:
    rules = bare(RULE_SETS[where])
    told = set(numbers_of(NAME.sub(" ", describe(rules))))
    assert told == set(numbers_in(rules))


def test_no_sentence_brings_a_number_of_its_own() -> None:
    one = {"a_years", "a_months", "a_weeks", "a_days"}
    for key, sentence in english.RULES.items():
        assert key in one or not list(numbers_of(sentence.replace("{0}", "").replace("{1}", ""))), key


# -- keys --------------------------------------------------------------------------------------------------


def rules_in(value: Any) -> Iterator[Any]:
    """Yield every thing that has keys."""
    if isinstance(value, tuple):
        for each in value:
            yield from rules_in(each)
    elif attrs.has(type(value)):
        yield value
        for name in told_fields(type(value)):
            yield from rules_in(getattr(value, name))


def told_fields(kind: type) -> list[str]:
    """Return the names of the fields that are written in a file."""
    return [field.name for field in attrs.fields(kind) if field.name not in NOT_TOLD and field.init]


@cache
def hint(kind: type, name: str) -> Any:
    """Return the type of a key's value."""
    return get_type_hints(kind)[name]


def choices_of(given: Any) -> list[Any]:
    """Return the words that a key may have, and nothing where it may be left out."""
    if get_origin(given) is Literal:
        return list(get_args(given))
    if isinstance(given, types.UnionType):
        return [each for one in get_args(given) for each in choices_of(one)]
    return [None] if given is types.NoneType else [True, False] if given is bool else []


def donors() -> dict[str, list[Any]]:
    """Return the different values that keys of a name and a type have anywhere."""
    found: dict[str, list[Any]] = {}
    for ruleset in RULE_SETS.values():
        for thing in rules_in(ruleset):
            for name in told_fields(type(thing)):
                given = hint(type(thing), name)
                values = found.setdefault(f"{name}: {given}", choices_of(given))
                if getattr(thing, name) not in values and len(values) < 12:
                    values.append(getattr(thing, name))
    return found


DONORS = donors()
KINDS = sorted(
    {type(each) for ruleset in RULE_SETS.values() for each in rules_in(ruleset)},
    key=lambda kind: kind.__name__,
)
KEYS = [(kind, name) for kind in KINDS if kind is not Duration for name in told_fields(kind)]


def replaced(value: Any, old: Any, new: Any) -> Any:
    """Return rules in which one thing, found by identity, is another."""
    if value is old:
        return new
    if isinstance(value, tuple):
        made = tuple(replaced(each, old, new) for each in value)
        return value if all(a is b for a, b in zip(made, value, strict=True)) else made
    if not attrs.has(type(value)):
        return value
    for field in attrs.fields(type(value)):
        below = getattr(value, field.name)
        made = replaced(below, old, new)
        if made is not below:
            return attrs.evolve(value, **{field.alias: made})
    return value


def other_values(kind: type, name: str, value: Any) -> list[Any]:
    """Return other values that a key might have had."""
    found = [each for each in DONORS[f"{name}: {hint(kind, name)}"] if each != value][:4]
    if isinstance(value, Fraction):
        found.append(value + 1)
    elif isinstance(value, int) and not isinstance(value, bool):
        found.append(value + 1 if name != "month" else value % 12 + 1)
    elif isinstance(value, datetime.date):
        found.append(value + datetime.timedelta(days=1))
    elif isinstance(value, Path):
        found.append(attrs.evolve(value, field=f"{value.field}-x"))
    elif hint(kind, name) in (str, str | None) and value is not None and name != "direction":
        found.append(value + "-x")
    elif isinstance(value, tuple) and len(value) > 1:
        found += [value[1:], (*value[1:], value[0])]
    return found


@cache
def words_of(where: str) -> str:
    """Return the words of a rule set."""
    return describe(RULE_SETS[where])


@cache
def things_of(where: str) -> dict[type, list[Any]]:
    """Return what a rule set is made of, by kind."""
    found: dict[type, list[Any]] = {}
    for each in rules_in(RULE_SETS[where]):
        found.setdefault(type(each), []).append(each)
    return found


@pytest.mark.parametrize(("kind", "name"), KEYS, ids=lambda each: getattr(each, "__name__", each))
def test_a_change_of_any_key_changes_the_words(kind: type, name: str) -> None:
    tried = 0
    for where, ruleset in RULE_SETS.items():
        before = words_of(where)
        for thing in sorted(things_of(where).get(kind, ()), key=lambda each: getattr(each, name) is None)[:2]:
            for other in other_values(kind, name, getattr(thing, name)):
                if is_the_same(kind, thing, name, other):
                    continue
                changed = replaced(
                    ruleset,
                    thing,
                    attrs.evolve(thing, **{alias(kind, name): other}),
                )
                assert describe(changed) != before, (name, getattr(thing, name), other)
                tried += 1
        if tried >= 6:
            return
    if (kind, name) == (OfEveryone, "of"):  # it has one value
        return
    # What has keys of its own is changed by them.
    assert tried or any(attrs.has(type(each)) for each in DONORS[f"{name}: {hint(kind, name)}"]), name


def alias(kind: type, name: str) -> str:
    return attrs.fields_dict(kind)[name].alias or name


def is_the_same(kind: type, thing: Any, name: str, other: Any) -> bool:
    """Whether a change says nothing, or could not be loaded: what needs another key beside it, or excludes it."""
    value = getattr(thing, name)
    if kind is Field:  # the kind of a fact says which of the others are looked at
        if name in ("readability_of", "formula"):  # each needs the other
            return value is None or other is None
        needs = {"values": ("choice",), "unit": ("unit",), "target": ("link", "listed")}
        return name in needs and thing.kind not in needs[name]
    if kind is ParameterCase and name in ("value", "otherwise"):
        return value is None or other is None
    if kind is Allocate and name == "items":  # it cannot be left out
        return other is None
    if kind is StartsCase:
        return value is None or other is None
    if kind is Exemption and name in ("exempt_from", "from_all_except"):
        return not value or not other
    if kind is Section and name == "undated":
        return thing.dated_by is not None
    if kind is Moment and name == "direction":
        return thing.distance is None
    if kind in (ForEach, ForSome) and name == "where":  # only items of a list are picked
        return not isinstance(thing.for_each if kind is ForEach else thing.for_some, ItemsOf)
    return name == "recorded" and other is False


def test_every_key_of_the_language_has_an_example_to_change() -> None:
    shown = {(kind, name) for kind, name in KEYS}
    for kind in KINDS:
        for field in keys.written(kind):
            assert kind is Duration or (kind, field.name) in shown
    unions = (Requirement, Measure, Step, Clause, Reduction, Starts)
    kinds = {kind for union in unions for kind in get_args(union) if attrs.has(kind)}
    assert kinds <= set(KINDS)


# -- as it is printed --------------------------------------------------------------------------------------


def test_describing_twice_says_the_same() -> None:
    for ruleset in RULE_SETS.values():
        assert describe(ruleset) == describe(ruleset)
