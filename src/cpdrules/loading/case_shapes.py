"""The shapes of a case file that are not plain blocks: paths, changes, expected amounts, settings."""

from __future__ import annotations

import operator
import re
from fractions import Fraction
from functools import partial
from typing import Any

from cpdrules.loading.scalars import MISSING, Broken, attempt, expect, one_word, text
from cpdrules.loading.structure import block, converter
from cpdrules.rules.case import WORDS, Change, Expectation, Target
from cpdrules.semantics import Amount, DateFault, NumberFault, Period, parse_exact
from cpdrules.source import Mapping, Node, Scalar, Sequence, Span

TARGET = re.compile(r"([^.\[\]\s]+)(?:\[([^\s]+)\])?(?:\.([^.\[\]\s]+))?")
ADDRESS = re.compile(r"([^\[\]\s]+)((?:\[[^\[\]\s]+\])*)")
_PATH_HELP = "write `complete_through`, `person.status`, `activities[a1]` or `activities[a1].length`"
_AMOUNT_HELP = "write for example `20`, `17 to 24`, `17 or more`, `1:30`, `4/3` or `60%`"


def target_of(word: str, node: Node, span: Span | None) -> Target:
    """Read the way to a part of a record."""
    found = TARGET.fullmatch(word)
    if found is None:
        node.document.fault("T005", f"`{word}` is not a path into a record", _PATH_HELP, span=span)
        raise Broken
    return Target(found[1], found[2], found[3], place=span)


def target(node: Node, _: Any = None) -> Target:
    """Read a path that stands as a value."""
    return target_of(text(node), node, node.span)


def changes(node: Node, _: Any = None) -> tuple[Change, ...]:
    """Read a mapping from paths to what is written there."""
    mapping = expect(node, Mapping, "a block of paths, each with a value,")
    found = []
    for word, value in mapping.entries.items():
        read = attempt(partial(target_of, word, value, mapping.key_span(word)))
        if read is not MISSING:
            found.append(Change(read, value, mapping.key_marks.get(word)))
    return tuple(found)


def expectations(node: Node, _: Any = None) -> tuple[Expectation, ...]:
    """Read a mapping from addresses to what is expected of each."""
    mapping = expect(node, Mapping, "a block of requirements, each with what is expected,")
    found = []
    for address in mapping:
        read = attempt(partial(expectation, mapping, address))
        if read is not MISSING:
            found.append(read)
    return tuple(found)


def expectation(mapping: Mapping, address: str) -> Expectation:
    """Read what is expected of one requirement; a single word is the verdict."""
    node, place = mapping.entries[address], mapping.key_span(address)
    if ADDRESS.fullmatch(address) is None:
        mapping.fault_key(
            address,
            "T004",
            f"`{address}` is not the address of a requirement",
            "write `hours` or `aligned[a3]`",
        )
        raise Broken
    if isinstance(node, Scalar):
        return Expectation(requirement=address, verdict=one_word(WORDS, node), place=place)  # type: ignore[arg-type]
    made = block(node, Expectation, requirement=address)
    if isinstance(node, Mapping) and not len(node):
        node.fault("T007", f"nothing is expected of `{address}`", "write a verdict, such as `met`")
    return made


def amount(node: Node, _: Any = None) -> Amount:
    """Read an expected amount."""
    word = text(node)
    if len(word) > 2 * node.document.limits.number:
        node.fault("T006", "the amount is too long to be read", _AMOUNT_HELP)
        raise Broken
    if word.endswith(" or more"):
        return Amount(amount_end(word.removesuffix(" or more"), node), None)
    low, to, high = word.partition(" to ")
    least = amount_end(low, node)
    most = amount_end(high, node) if to else least
    if most < least:
        node.fault("T006", f"`{word}` runs from more to less", "write the smaller number first")
        raise Broken
    return Amount(least, most)


def amount_end(word: str, node: Node) -> Fraction:
    """Read one number of an expected amount."""
    plain = word.removesuffix("%")
    try:
        value = parse_exact(plain)
    except NumberFault as fault:
        node.fault("T006", f"`{word}` {fault.reason}", _AMOUNT_HELP)
        raise Broken from None
    if value < 0:
        node.fault("T006", "an amount is never less than nothing", _AMOUNT_HELP)
        raise Broken
    return value if plain == word else value / 100


def period(node: Node, _: Any = None) -> Period:
    """Read a period written FROM..TO."""
    try:
        return Period.parse(text(node))
    except DateFault as fault:
        node.fault("R006", fault.reason, "both days are in it")
        raise Broken from None


def long_form(settings: Mapping) -> Mapping:
    """Return the settings with every short form written out: `x: 20` as `x: {value: 20}`."""
    made = like(settings)
    for kind, word in (("parameters", "value"), ("lists", "values")):
        if isinstance(node := settings.get(kind), Mapping):
            made.entries[kind] = like(node)
            made.entries[kind].entries.update(  # type: ignore[attr-defined]
                {name: _long(entry, node, name, word) for name, entry in node.entries.items()}
            )
    return made


def _long(entry: Node, parent: Mapping, name: str, word: str) -> Node:
    if isinstance(entry, Mapping):
        return entry
    made = Mapping(entry.document, parent, name, mark=entry.mark, entries={word: entry})
    if entry.mark is not None:
        made.key_marks[word] = entry.mark
    return made


def like(node: Mapping) -> Mapping:
    """Return a copy of a mapping, at the same place, whose entries can be replaced."""
    return Mapping(
        node.document,
        node.parent,
        node.step,
        node.mark,
        entries=dict(node.entries),
        key_marks=dict(node.key_marks),
    )


def like_list(node: Sequence) -> Sequence:
    """Return a copy of a list, at the same place, whose items can be replaced."""
    return Sequence(node.document, node.parent, node.step, node.mark, items=list(node.items))


def _register() -> None:
    for wanted, hook in (
        (Target, target),
        (Amount, amount),
        (Period, period),
        (Mapping, lambda node, _: expect(node, Mapping, "a block of names, each with what it is,")),
        (tuple[Change, ...], changes),
        (tuple[Expectation, ...], expectations),
    ):
        converter.register_structure_hook_func(partial(operator.eq, wanted), hook)


_register()
