"""Keys that may stand beside one another in one block, and so have to be seen beside one another.

They are drawn from the types of the language, so that a new key is asked for without being written here.
"""

from __future__ import annotations

import inspect
import typing
from itertools import combinations
from typing import Any

import attrs

from cpdrules.rules import (
    conditions,
    ledger,
    measures,
    parameters,
    periods,
    quantities,
    requirements,
    ruleset,
    vocabulary,
)
from cpdrules.rules.keys import DOC, FLAT, word, written
from oracle.refused import REFUSED

Pair = tuple[str, str]

MODULES = (
    conditions, ledger, measures, parameters, periods, quantities, requirements, ruleset, vocabulary
)  # fmt: skip
WITHOUT_MEANING = frozenset(
    ["title", "reference", "edition", "in_force", "source", "ruleset", "subject", "inside"]
)
"""Keys that are printed, and change nothing that is judged."""
NOT_MADE = {
    "CompareGroups": "people beside one another; their judge is tests/conformance/test_groups.py",
    "OfEveryone": "stands in `compare_groups` alone",
    "Prompt": "a word prompts a question, and decides nothing",
    "Reference": "printed, and changes nothing that is judged",
}
"""Blocks that the oracle does not make, and why."""
KEYS_NOT_MADE = {
    **{
        (block, key): "refused, as tests/malformed/rules/a-due-day-of-every-year.yaml shows"
        for block in ("InEvery", "InSome")
        for key in ("due", "late", "not_before")
    },
    ("RuleSet", "recommendations"): "drawn from many reports, and changes none",
    ("Judged", "prompted_by"): "a word prompts a question, and decides nothing",
    ("NamedList", "words"): "read from a file, and then a list like any other",
    ("Field", "readability_of"): "a number worked out of a text, held by tests of its own",
    ("Field", "formula"): "a number worked out of a text, held by tests of its own",
}


def keys_of(rule_type: type) -> list[str]:
    """Return the keys that stand in a block of a type, those of flat parts too."""
    found = []
    hints = typing.get_type_hints(rule_type)
    for field in written(rule_type):
        if field.metadata.get(FLAT):
            found += keys_of(hints[field.name])
        elif DOC in field.metadata:
            found.append(word(field))
    return found


def blocks() -> dict[str, list[str]]:
    """Return the keys of every block that the oracle makes, by the name of its type."""
    types = [
        each
        for module in MODULES
        for each in vars(module).values()
        if inspect.isclass(each) and attrs.has(each) and each.__module__ == module.__name__
    ]
    found = {each.__name__: keys_of(each) for each in types if not set(each.__subclasses__()) & set(types)}
    found["Moment"] = [*conditions.LENGTHS, *conditions.DIRECTIONS]
    found["Field"] = [
        *vocabulary.FIELD_SHAPES, *vocabulary.SILENCE, *vocabulary.PART, *vocabulary.READING
    ]  # fmt: skip
    return {
        name: [key for key in keys if key not in WITHOUT_MEANING and (name, key) not in KEYS_NOT_MADE]
        for name, keys in found.items()
        if name not in NOT_MADE
    }


BLOCKS = blocks()
KEYS = frozenset(key for keys in BLOCKS.values() for key in keys)
PAIRS = frozenset(
    pair
    for name, keys in BLOCKS.items()
    for pair in combinations(sorted(keys), 2)
    if pair not in REFUSED.get(name, {})
)


def pairs_in(value: Any) -> set[Pair]:
    """Return the pairs of keys that stand beside one another somewhere in some rules."""
    if isinstance(value, dict):
        below = set().union(*(pairs_in(entry) for entry in value.values()), set())
        return below | set(combinations(sorted(map(str, value)), 2))
    if isinstance(value, list):
        return set().union(*map(pairs_in, value), set())
    return set()
