"""From single nodes to values: every fault noted at its place, nothing coerced."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import ParamSpec, TypeVar

from cpdrules.semantics import DateFault, NumberFault, parse_amount, parse_date
from cpdrules.source import Mapping, Node, Scalar, Sequence, cited, did_you_mean, listed, name_fault, nearest

P = ParamSpec("P")
T = TypeVar("T")


class Broken(Exception):  # noqa: N818 - not an error of its own: the fault is already noted at its place
    """Raised through the converter when a value has been found faulty and noted."""


class Missing(enum.Enum):
    """The mark of a value that could not be read."""

    MISSING = "missing"


MISSING = Missing.MISSING


def attempt(read: Callable[P, T], *args: P.args, **named: P.kwargs) -> T | Missing:
    """Do one reading; a fault, already noted, gives MISSING."""
    try:
        return read(*args, **named)
    except Broken:
        return MISSING


def expect(node: Node, kind: type[T], words: str, hint: str = "") -> T:
    """Return the node if it has the shape, else note what was expected."""
    if isinstance(node, kind):
        return node
    node.fault("R003", f"{words} is expected here, not {shape(node)}", hint)
    raise Broken


def shape(node: Node) -> str:
    """Say in plain words what a node is."""
    if isinstance(node, Mapping):
        return "a block"
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return f"the single value {cited(node.value)}"
    return "nothing" if isinstance(node, Scalar) and node.value is None else "a single value"


def text(node: Node) -> str:
    """Return the text of a scalar as it was written."""
    scalar = expect(node, Scalar, "a text")
    if not isinstance(scalar.value, str):
        scalar.fault("R003", f"a text is expected here, not {shape(scalar)}", "leave the key out, or say it")
        raise Broken
    return scalar.value


def identifier(node: Node) -> str:
    """Return an id or a name."""
    word = text(node)
    if fault := name_fault(word):
        node.fault("R007", f"{cited(word)} {fault}")
        raise Broken
    return word


def number(node: Node) -> Fraction:
    """Return a plain number or an amount of hours such as `1:30`."""
    limits = node.document.limits
    word = text(node)
    try:
        return parse_amount(
            word, max_length=limits.number, max_decimals=limits.decimals, maximum=limits.amount
        )
    except NumberFault as fault:
        node.fault("R005", f"{cited(word)} {fault.reason}")
        raise Broken from None


def whole_number(node: Node) -> int:
    """Return a whole number."""
    value = number(node)
    if value.denominator != 1:
        node.fault("R005", f"a whole number is expected here, not {cited(text(node))}")
        raise Broken
    return int(value)


def day(node: Node, hint: str = "") -> datetime.date:
    """Return a day written as YYYY-MM-DD; `hint` says what else may stand in its place."""
    word = text(node)
    try:
        return parse_date(word)
    except DateFault as fault:
        node.fault("R006", f"{cited(word)} {fault.reason}", hint)
        raise Broken from None


def flag(node: Node) -> bool:
    """Return true or false."""
    word = text(node)
    if word not in ("true", "false"):
        hint = did_you_mean(word.casefold(), ("true", "false"))
        node.fault("R004", f"{cited(word)} is neither `true` nor `false`", hint)
        raise Broken
    return word == "true"


def one_word(allowed: tuple[str, ...], node: Node, hint: str = "") -> str:
    """Return one of the words allowed here; `hint` says what else may be meant by another one."""
    word = text(node)
    if word not in allowed:
        meant = did_you_mean(word, allowed) or hint
        node.fault("R004", f"{cited(word)} is not one of {listed(allowed)}", meant)
        raise Broken
    return word


def advice(node: Node, word: str, known: Iterable[str], otherwise: str) -> str:
    """Return which known word was probably meant, or what there is; nothing where it would not be shown."""
    if node.document.crowded:
        return ""
    return did_you_mean(word, known) or f"{otherwise}: {listed(known)}"


def unknown_keys(node: Mapping, allowed: Iterable[str]) -> None:
    """Note every key that may not stand in this block."""
    known = tuple(allowed)
    for word in [each for each, value in node.entries.items() if each not in known and not value.broken]:
        hint = advice(node, word, known, "the keys that may stand here")
        node.fault_key(word, "R001", f"unknown key {cited(word)}", hint)
        if not node.document.crowded and (meant := nearest(word, known)):
            node.misspells(meant)
