"""Allocations of a fully known record: water through pipes where items divide, every way tried where not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from oracle.judge_amounts import claim, counted_items, greatest, quantity
from oracle.judge_facts import Place, World, holds

Pipes = dict[Any, dict[Any, Fraction]]
NONE = Fraction(0)
ENDLESS = Fraction(10**9)


def shared_out(world: World, rule: dict[str, Any], place: Place) -> tuple[Fraction, Fraction]:
    """Return how much of what the parts need can be filled, and how much they need."""
    measure = world.rules["measures"][rule["allocate"]]
    items = counted_items(world, measure, place)
    claims = [claim(world, measure, item, place) for item in items]
    needs = [quantity(world, part["at_least"], place) for part in rule["to"]]
    serving = [
        {n for n, item in enumerate(items) if holds(world, part.get("where"), item, place)}
        for part in rule["to"]
    ]

    def limits_of(said: dict[str, Any]) -> list[tuple[set[int], Fraction]]:
        return [
            (
                {n for n, item in enumerate(items) if holds(world, limit.get("where"), item, place)},
                quantity(world, limit["count_at_most"], place),
            )
            for limit in said.get("limits", [])
        ]

    kept = [limits_of(part) for part in rule["to"]]
    if rule["items"] == "whole":
        return most_whole(claims, needs, serving, kept), sum(needs, NONE)
    return most_divided(claims, needs, serving, kept, limits_of(measure)), sum(needs, NONE)


def most_whole(
    claims: list[Fraction],
    needs: list[Fraction],
    serving: list[set[int]],
    kept: list[list[tuple[set[int], Fraction]]],
) -> Fraction:
    """Return the most that any way to give each item to one part fills."""
    parts = range(len(needs))
    places = [[part for part in parts if n in serving[part]] or [None] for n in range(len(claims))]
    best = NONE
    for way in product(*places):
        filled = NONE
        for part in parts:
            mine = [amount if to == part else NONE for amount, to in zip(claims, way, strict=True)]
            inside = [frozenset(held) for held, _ in kept[part]]
            caps = [(cap, NONE) for _, cap in kept[part]]
            filled += min(needs[part], greatest(mine, inside, caps))
        best = max(best, filled)
    return best


def most_divided(
    claims: list[Fraction],
    needs: list[Fraction],
    serving: list[set[int]],
    kept: list[list[tuple[set[int], Fraction]]],
    limits: list[tuple[set[int], Fraction]],
) -> Fraction:
    """Return how much flows from a source through the limits, the items and the limits of parts to the parts."""
    pipes: Pipes = {}
    for number, amount in enumerate(claims):
        above = "source"
        for limit, cap in reversed(list(around(number, limits))):
            pipes.setdefault(above, {})[("limit", limit)] = cap
            above = ("limit", limit)  # type: ignore[assignment]
        pipes.setdefault(above, {})[("item", number)] = amount
        for part, own in enumerate(kept):
            if number in serving[part]:
                below: Any = ("item", number)
                room = ENDLESS
                for limit, cap in around(number, own):
                    pipes.setdefault(below, {})[(part, limit)] = room
                    below, room = (part, limit), cap
                pipes.setdefault(below, {})[("part", part)] = room
    for part, need in enumerate(needs):
        pipes.setdefault(("part", part), {})["sink"] = need
    total = NONE
    while way := open_way(pipes):
        most = min(pipes[start][end] for start, end in way)
        for start, end in way:
            pipes[start][end] -= most
            pipes.setdefault(end, {})
            pipes[end][start] = pipes[end].get(start, NONE) + most
        total += most
    return total


def around(number: int, limits: list[tuple[set[int], Fraction]]) -> Iterator[tuple[int, Fraction]]:
    """Yield the limits around an item from the innermost outwards."""
    for limit in sorted(range(len(limits)), key=lambda each: (len(limits[each][0]), each)):
        if number in limits[limit][0]:
            yield limit, limits[limit][1]


def open_way(pipes: Pipes) -> list[tuple[Any, Any]]:
    """Return a shortest way along which more can flow; nothing when there is none."""
    ways: list[list[Any]] = [["source"]]
    seen = {"source"}
    for way in ways:
        for end, room in pipes.get(way[-1], {}).items():
            if room and end not in seen:
                if end == "sink":
                    return list(zip(way, [*way[1:], end], strict=True))
                seen.add(end)
                ways.append([*way, end])
    return []
