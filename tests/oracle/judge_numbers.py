"""What reduces a number, and what is done to one item's amount, with everything known: one step after another."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from oracle.judge_facts import NONE, Place, World, holds

Number = Callable[[Any], Fraction]


def reduced(world: World, said: dict[str, Any], number: Fraction, place: Place, quantity: Number) -> Fraction:
    """Return what is left of a number after all steps that are done for this person."""
    steps = said.get("reduce")
    for step in steps if isinstance(steps, list) else []:
        if not holds(world, step.get("when"), None, place):
            continue
        if "subtract" in step:
            number = max(Fraction(0), number - quantity(step["subtract"]))
        elif "in_proportion_to" in step:
            number *= min(Fraction(1), number_at(world, step["in_proportion_to"], place) / step["of"])
        elif "read_off" in step:
            fact = number_at(world, step["read_off"], place)
            number = Fraction([row["is"] for row in step["rows"] if row["at_least"] <= fact][-1])
        elif "round" in step:
            number = rounded(number, Fraction(step["round"]["step"]), step["round"]["toward"])
        else:
            number = max(number, quantity(step["not_below"]))
    return number


def number_at(world: World, path: str, place: Place) -> Fraction:
    """Return a number of the person, nothing where somebody wrote that there is none; or what a measure comes to."""
    section, _, name = path.rpartition(".")
    if not section:
        return world.measured(name, place) if world.measured else Fraction(0)
    fact = world.record["person"][name]
    return Fraction(0) if fact == NONE else Fraction(fact)


def after_steps(
    world: World, steps: list[dict[str, Any]], number: Fraction, item: dict[str, Any], place: Place
) -> Fraction:
    """Return an item's amount after the steps that are done to it."""
    for step in steps:
        if not holds(world, step.get("where"), item, place):
            continue
        if "award" in step:
            number = Fraction(step["award"])
        elif "convert" in step:
            number /= world.rules["units"][step["convert"]]["is"]
        elif "round" in step:
            number = rounded(number, Fraction(step["round"]["step"]), step["round"]["toward"])
        elif "multiply" in step:
            factor = step["multiply"]
            number *= of_item(item, factor) if factor in item else Fraction(factor)
        elif "divide_by" in step:
            number /= max(Fraction(1), of_item(item, step["divide_by"]))
        else:
            number = min(number, Fraction(step["count_at_most"]))
    return number


def of_item(item: dict[str, Any], name: str) -> Fraction:
    """Return a number of an item."""
    return Fraction(0) if item[name] == NONE else Fraction(item[name])


def rounded(number: Fraction, step: Fraction, toward: str) -> Fraction:
    """Round to a step."""
    ways = {"down": math.floor, "up": math.ceil, "nearest": lambda n: math.floor(n + Fraction(1, 2))}
    return ways[toward](number / step) * step
