"""Amounts that are parts of others: the parts of a whole are together no more than it."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

from oracle.words import FIELDS

IN_HOURS = {"hour": Fraction(1), "minute": Fraction(1, 60), "day": Fraction(6)}
WHOLES = {
    name: said["part_of"]
    for name, said in FIELDS["activities"].items()
    if isinstance(said, dict) and "part_of" in said
}
PARTS = {whole: [name for name in WHOLES if WHOLES[name] == whole] for whole in WHOLES.values()}


def with_family(words: set[str]) -> set[str]:
    """Return words with the whole, and all its parts, of each part among them."""
    wholes = {WHOLES[name] for name in WHOLES if name in words}
    return words | wholes | {name for name, whole in WHOLES.items() if whole in wholes}


def is_possible(item: dict[str, Any]) -> bool:
    """Whether the parts that an item states leave room for one another."""
    for whole, names in PARTS.items():
        if whole in item:
            parts = [item[name] for name in names if item.get(name, "none") != "none"]
            if parts and sum(map(in_hours, parts)) > in_hours(item[whole]):
                return False
    return True


@functools.lru_cache(maxsize=1_000)
def in_hours(value: Any) -> Fraction:
    """Return an amount in hours; of nothing there is none."""
    if value == "none":
        return Fraction(0)
    number, unit = value
    return number * IN_HOURS[unit]
