"""How long something lasted in a fully known record, counted from day to day."""

from __future__ import annotations

import datetime
import functools
from fractions import Fraction
from itertools import pairwise
from typing import Any

from oracle.judge_days import DAY, Window, moved
from oracle.judge_facts import NONE, Place, World, holds

FOREVER = datetime.date(2199, 12, 31)
Leaf = dict[str, Any]


def is_possible(leaves: list[Leaf]) -> bool:
    """Whether a record with these can be read: none ends before it begins, and no two share a day."""
    spells = sorted((leaf["began"], last_of(leaf)) for leaf in leaves)
    backwards = any(last < first for first, last in spells)
    shared = any(one[1] >= other[0] for one, other in pairwise(spells))
    return not backwards and not shared


def last_of(leaf: Leaf) -> datetime.date:
    """Return the last day; one that is still to come lies after all others."""
    day: datetime.date = FOREVER if leaf["back"] == NONE else leaf["back"]
    return day


def time_of(world: World, measure: dict[str, Any], rule: dict[str, Any], place: Place) -> Fraction:
    """Return how long leaves last in a window, or how long the window is without them."""
    taken = 0
    for leaf in world.record["leaves"]:
        if not all(holds(world, said.get("where"), leaf, place) for said in (measure, rule)):
            continue
        first, last = leaf["began"], last_of(leaf)
        inside = max(first, place.window[0]), min(last, place.window[1])
        if inside[0] <= inside[1] and not is_short(measure, first, last):
            taken += length(measure, inside)
    whole = length(measure, place.window)
    return Fraction(min(taken, whole) if "time_in" in measure else max(0, whole - taken))


def is_short(measure: dict[str, Any], first: datetime.date, last: datetime.date) -> bool:
    """Whether a leave as a whole lasts less than what counts."""
    return "shortest" in measure and last < moved(first, measure["shortest"], 1) - DAY


def length(measure: dict[str, Any], days: Window) -> int:
    """Return how many days, weeks or months there are in a window, as a measure counts them."""
    return counted(f"{measure['unit']}s", measure.get("part") == "counted", days)


@functools.lru_cache(maxsize=4096)
def counted(units: str, part_counts: bool, days: Window) -> int:
    """Count whole days, weeks or months from the first day, and what is left over as one more or as nothing."""
    if units != "months":
        length = (days[1] - days[0] + DAY).days
        return length if units == "days" else -(-length // 7) if part_counts else length // 7
    unit, whole = {units: 1}, 0
    while moved(days[0], unit, whole + 1) - DAY <= days[1]:
        whole += 1
    left_over = moved(days[0], unit, whole) <= days[1]
    return whole + (left_over and part_counts)
