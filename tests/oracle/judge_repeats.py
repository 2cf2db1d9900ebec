"""Repeats in a fully known record: every item is held against every other."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from oracle.judge_days import Window, held, period_named, windows_of
from oracle.judge_facts import NONE, Place, World, holds

Item = dict[str, Any]
Claims = Callable[[World, dict[str, Any], Item, Place], Fraction]


def without_repeats(
    world: World, measure: dict[str, Any], items: list[Item], place: Place, claim: Claims
) -> list[Item]:
    """Return the items before which no other that is the same, in the same period, is kept."""
    rule = measure.get("repeats")
    if rule is None:
        return items
    others = [
        (each, claim(world, measure, each, place))
        for each in world.record["activities"]
        if each["ended"] != NONE and holds(world, measure.get("where"), each, place)
    ]

    def is_kept(item: Item) -> bool:
        scope = scope_of(world, rule["within"], item, place)
        own = (item, claim(world, measure, item, place))
        return not any(
            each["id"] != item["id"]
            and scope is not None
            and scope[0] <= each["ended"] <= scope[1]
            and all(each[name] == item[name] != NONE for name in rule["same"])
            and comes_before((each, amount), own, rule["keep"])
            for each, amount in others
        )

    return [item for item in items if is_kept(item)]


def scope_of(world: World, within: str, item: Item, place: Place) -> Window | None:
    """Return the period in which an item is held against others."""
    if within == "period":
        return place.window
    named, person = world.rules["periods"][within], world.record["person"]
    if "last" in named:
        back = period_named(world.rules, person, within, world.on, world.main)
        return back if back and back[0] <= item["ended"] <= back[1] else None
    return held(windows_of(named, person, item["ended"]), item["ended"])


def comes_before(one: tuple[Item, Fraction], other: tuple[Item, Fraction], keep: str) -> bool:
    """Whether one of two items that are the same is kept before the other."""
    (first, more), (second, less) = one, other
    if first["ended"] != second["ended"]:
        return (first["ended"] < second["ended"]) == (keep == "earliest")
    return more > less or (more == less and first["id"] < second["id"])
