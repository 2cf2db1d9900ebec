"""Amounts that are parts of others: the parts of a whole are together no more than it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from oracle.words import FIELDS

IN_HOURS = {"hour": Fraction(1), "minute": Fraction(1, 60), "day": Fraction(6)}
WHOLES = {
    name: said["part_of"]
    for name, said in FIELDS["activities"].items()
    if isinstance(said, dict) and "part_of" in said
}


def with_family(words: set[str]) -> set[str]:
    """Return words with the whole, and all its parts, of each part among them."""
    wholes = {WHOLES[name] for name in WHOLES if name in words}
    return words | wholes | {name for name, whole in WHOLES.items() if whole in wholes}


def is_possible(item: dict[str, Any]) -> bool:
    """Whether the parts that an item states leave room for one another."""
    for whole in set(WHOLES.values()):
        parts = [in_hours(item[name]) for name in WHOLES if WHOLES[name] == whole and name in item]
        if whole in item and sum(parts) > in_hours(item[whole]):
            return False
    return True


def in_hours(value: Any) -> Fraction:
    """Return an amount in hours; of nothing there is none."""
    if value == "none":
        return Fraction(0)
    number, unit = value
    return number * IN_HOURS[unit]
