"""Which hours were counted and which cut: the items' shares of a total that is already known.

This is display only and decides nothing. The earliest item is filled first, so the latest is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from cpdrules.semantics.exact import exact_sum

Room: TypeAlias = Fraction | None
"""How much fits; None: no bound."""

Option: TypeAlias = tuple[Room, int]
"""What an item would count, and the bits of the limits that hold it."""


def fill(items: Sequence[Sequence[Option]], rooms: Sequence[Room]) -> list[Room]:
    """What each item counts when all are filled in turn, each by the option that still fits the most.

    For nested limits any order of filling reaches the largest total, if each item has one option.
    """
    left = list(rooms)
    counted: list[Room] = []
    for options in items:
        best, inside = _best_fit(options, left)
        counted.append(best)
        for index, room in enumerate(left):
            # A room with a bound holds its items to it, so what was taken has a bound too.
            if inside >> index & 1 and room is not None and best is not None:
                left[index] = room - best
    return counted


def settle(counted: Sequence[Fraction], own: Sequence[Room], total: Fraction) -> list[Fraction]:
    """The counted amounts changed as little as need be to add up to the total.

    A filling may differ from an upper bound either way: the bound may lie a little above any one world,
    and the rooms were those of the largest base. What is missing goes to the earliest items, each up to
    its own amount; what is too much is cut from the latest.
    """
    missing = total - exact_sum(counted)
    settled = list(counted)
    for index, limit in enumerate(own):
        if missing > 0:
            more = missing if limit is None else min(missing, limit - settled[index])
            settled[index] += more
            missing -= more
    for index in reversed(range(len(settled))):
        if missing < 0:
            less = min(-missing, settled[index])
            settled[index] -= less
            missing += less
    return settled


def _best_fit(options: Sequence[Option], left: Sequence[Room]) -> tuple[Room, int]:
    """Of the options, what fits the most (the first such) and the limits it uses."""
    if len(options) == 1:
        amount, inside = options[0]
        return _fits(amount, inside, left), inside
    fitting = [(_fits(amount, inside, left), inside) for amount, inside in options]
    return max(fitting, key=lambda fit: (fit[0] is None, fit[0] or 0))


def _fits(amount: Room, inside: int, left: Sequence[Room]) -> Room:
    if not inside:
        return amount
    rooms = [room for index, room in enumerate(left) if inside >> index & 1 and room is not None]
    if amount is not None:
        rooms.append(amount)
    return min(rooms, default=None)
