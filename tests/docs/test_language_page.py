"""The page of the language shows every key, and everything that it shows loads."""

from __future__ import annotations

import enum
import inspect
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

from cpdrules.loading import extends
from cpdrules.rules import (
    conditions,
    keys,
    measures,
    parameters,
    periods,
    quantities,
    requirements,
    ruleset,
    vocabulary,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import things_in

from .blocks import ROOT, Block, blocks_of, load_block, merged

PAGE = "docs/language.md"
BLOCKS = blocks_of(PAGE)
MODULES = (conditions, measures, parameters, periods, quantities, requirements, ruleset, vocabulary)
MOST_WORDS = 6_000


def rule_types() -> list[type]:
    """Return every type whose fields are keys of the language."""
    found = [
        thing
        for module in MODULES
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if attrs.has(thing) and thing.__module__ == module.__name__
    ]
    return sorted(found, key=lambda thing: thing.__qualname__)


def home(rule_type: type, name: str) -> str:
    """Return the type that first says a key, and the key: common keys are shown once for all kinds."""
    for base in reversed(rule_type.__mro__):
        if attrs.has(base) and any(field.name == name for field in attrs.fields(base)):
            field = next(field for field in attrs.fields(base) if field.name == name)
            return f"{base.__name__}.{keys.word(field)}"
    raise AssertionError(name)


def is_key(field: attrs.Attribute[Any]) -> bool:
    return keys.DOC in field.metadata and not field.metadata.get(keys.FLAT)


ALL_KEYS = sorted(
    {home(each, field.name) for each in rule_types() for field in keys.written(each) if is_key(field)}
)


@pytest.fixture(scope="module")
def loaded() -> list[RuleSet]:
    return [made for block in BLOCKS if isinstance(made := load_block(block, BLOCKS), RuleSet)]


@pytest.fixture(scope="module")
def shown(loaded: list[RuleSet]) -> set[str]:
    """Return the keys that some loaded block says something with."""
    found = set()
    for each in loaded:
        for thing in things_in(each):
            for field in keys.written(type(thing)):
                if is_key(field) and getattr(thing, field.name) != field.default:
                    found.add(home(type(thing), field.name))
    return found


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.where)
def test_every_block_loads(block: Block) -> None:
    load_block(block, BLOCKS)


@pytest.mark.parametrize("key", ALL_KEYS)
def test_every_key_is_shown(key: str, shown: set[str]) -> None:
    assert key in shown


def special_words() -> list[str]:
    """Return the keys that are not fields of a rule type: lengths, distances, field types, extending."""
    setting = [keys.word(field) for field in keys.written(extends.Setting)]
    kinds = [
        "date",
        "yes_no",
        "text",
        "number",
        "evidence",
        "unit",
        "many",
        "link",
        "listed_in",
        "type",
        "if_absent",
    ]
    return [*conditions.LENGTHS, *conditions.DIRECTIONS, *setting, *kinds, "meets", "has", "some_of"]


@pytest.mark.parametrize("word", special_words())
def test_every_special_word_is_shown(word: str) -> None:
    text = "".join(block.text for block in BLOCKS)
    assert f"{word}:" in text or f": {word}" in text


def closed_words() -> set[str]:
    """Return the words that a key takes where it takes only some."""
    found: set[str] = set()

    def gather(annotation: Any) -> None:
        if get_origin(annotation) is Literal:
            found.update(get_args(annotation))
        elif isinstance(annotation, type) and issubclass(annotation, enum.Enum):
            found.update(each.value for each in annotation)
        else:
            for inner in get_args(annotation):
                gather(inner)

    for rule_type in rule_types():
        hints = get_type_hints(rule_type)
        for field in keys.written(rule_type):
            if is_key(field):
                gather(hints[field.name])
    return found


@pytest.mark.parametrize("word", sorted(closed_words()))
def test_every_closed_word_is_explained(word: str) -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert f"`{word}`" in page or f": {word}" in page


def test_a_fragment_is_really_merged() -> None:
    """The loading of fragments would mean little if they were dropped."""
    whole = "cpdrules: 1\nruleset: a\nlists:\n  one: {values: [x]}\n  two: {values: [y]}\n"
    text = merged(whole, "lists:\n  two: {values: [z]}\nperiod: year\n")
    assert text == (
        "cpdrules: 1\nruleset: a\nlists:\n  one: {values: [x]}\n  two: {values: [z]}\nperiod: year\n"
    )


def test_the_page_is_short_enough() -> None:
    assert len((ROOT / PAGE).read_text(encoding="utf-8").split()) <= MOST_WORDS
