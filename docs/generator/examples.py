"""Examples of each key: cut out of blocks that load, and what happens when their value is wrong."""

from __future__ import annotations

import datetime
import textwrap
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_origin

import attrs

from cpdrules.errors import RuleSetError
from cpdrules.loading.load import loads
from cpdrules.loading.structure import hints, members
from cpdrules.rules import keys
from cpdrules.rules.conditions import Condition, Moment, Path
from cpdrules.rules.quantities import Percent
from cpdrules.source import DEFAULT_LIMITS, Mapping, Span, read_text

from .blocks import Block, head_of, text_of
from .faults import Fault
from .keys import Key, rule_types
from .trees import Spot, Walk, offset, spans, stretch


@attrs.frozen
class Shown:
    """One key in one block: `whole` is the text that loads, `excerpt` the lines with the key."""

    block: Block
    whole: str
    spot: Spot
    excerpt: str


@cache
def shown(blocks: tuple[Block, ...]) -> dict[tuple[str, str], tuple[Shown, ...]]:
    """Return the examples of each key in blocks that are rule sets or parts of one, the shortest first."""
    found: dict[tuple[str, str], list[Shown]] = {}
    for block in blocks:
        if block.inside is None and head_of(block.text) != "ruleset":
            continue
        whole = text_of(block, list(blocks))
        for spot in Walk.of(root_of(whole)).spots:
            excerpt = stretch(whole, *spans(spot))
            if excerpt in block.text:
                example = Shown(block, whole, spot, dedented(excerpt, spans(spot)[0]))
                found.setdefault((spot.home, spot.word), []).append(example)
    return {key: tuple(sorted(each, key=lambda one: len(one.excerpt))) for key, each in found.items()}


def root_of(text: str) -> Mapping:
    """Return the tree of a text that reads."""
    root, _ = read_text(text.encode(), "", DEFAULT_LIMITS, json=False, max_bytes=len(text.encode()))
    assert isinstance(root, Mapping)
    return root


def dedented(excerpt: str, first: Span) -> str:
    """Return an excerpt as it would stand at the left margin."""
    return textwrap.dedent(" " * (first.column - 1) + excerpt)


def fault_in(example: Shown, key: Key) -> Fault | None:
    """Return what the loader says when the value of an example is wrong; None when it accepts it."""
    first, value = spans(example.spot)
    start = offset(example.whole, first.end_line, first.end_column)
    end = offset(example.whole, value.end_line, value.end_column)
    now = example.whole[offset(example.whole, value.line, value.column) : end]
    # A key without a value is always wrong.
    for wrong in (wrong_value(key, now), ""):
        try:
            loads(f"{example.whole[:start]}: {wrong}{example.whole[end:]}", name="rules.yaml")
        except RuleSetError as error:
            return Fault(f"{key.word}: {wrong}".rstrip(), error.diagnostics[0])
    return None


NO_NUMBER = "twenty"
SPECIAL_WRONG = {
    "Duration": "half",
    "Moment": "period_begin",
}
WRONG: dict[Any, str] = {
    bool: "yes",
    int: NO_NUMBER,
    Fraction: NO_NUMBER,
    datetime.date: "31/12/2026",
    Path: "Working time",
    Moment: "31/12/2026",
    Condition: "course",
    tuple[str, ...]: "[]",
    str: "",
}


def wrong_value(key: Key, now: str) -> str:
    """Return a wrong value such as somebody might write in place of the one that is there now."""
    if key.home == "Field":
        return now[:-1] if now[:1].isalnum() else "texts"
    if key.home in SPECIAL_WRONG:
        return SPECIAL_WRONG[key.home]
    rule_type = rule_types()[key.home]
    field = next(each for each in keys.written(rule_type) if keys.word(each) == key.word)
    annotation = hints(rule_type)[field.name]
    options = members(annotation)
    is_word = field.metadata.get(keys.NAMES) or any(get_origin(each) is Literal for each in options)
    if is_word and now[:1].isalnum():
        return now[:-1]
    if Percent in options:
        return NO_NUMBER
    for each in (annotation, *options):
        if each in WRONG:
            return WRONG[each]
    return "something"
