"""The longest gap in a fully known record."""

from __future__ import annotations

import datetime
import itertools
from fractions import Fraction
from typing import Any

from oracle.judge_days import FIRST_OF_ALL, moved
from oracle.judge_facts import Place, World, holds, items_in


def longest_gap(world: World, measure: dict[str, Any], rule: dict[str, Any], place: Place) -> Fraction:
    """Return the longest of the stretches from each day to the next."""
    first, last = place.window
    marked = {
        item["ended"]
        for item in items_in(world, measure["longest_gap"], place.window)
        if holds(world, measure.get("where"), item, place) and holds(world, rule.get("where"), item, place)
    }
    if measure["edges"] == "counted":
        marked |= {first} if first != FIRST_OF_ALL else set()
        end = min(last, world.on)
        marked |= {end} if marked and max(marked) < end else set()
    stretches = itertools.pairwise(sorted(marked))
    return Fraction(max((whole(one, two, measure["unit"]) for one, two in stretches), default=0))


def whole(first: datetime.date, later: datetime.date, unit: str) -> int:
    """Count whole units from a day: months one by one, as long as they end on the later day or before."""
    if unit != "month":
        return (later - first).days // {"day": 1, "week": 7}[unit]
    return next(number for number in itertools.count() if moved(first, {"months": 1}, number + 1) > later)
