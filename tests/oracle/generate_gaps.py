"""Random measures of the longest gap, and lines for them."""

from __future__ import annotations

import random
from typing import Any

LINES = {"day": (20, 45, 60, 183, 365), "week": (2, 6, 8, 26, 52), "month": (1, 2, 6, 11, 12)}


def gap_measure(rng: random.Random) -> tuple[dict[str, Any], str]:
    """Return a measure of the longest gap, and its unit."""
    unit = rng.choice(list(LINES))
    return {"longest_gap": "activities", "unit": unit, "edges": rng.choice(["counted", "ignored"])}, unit


def gap_line(rng: random.Random, unit: str) -> int:
    """Return a length with which a gap is compared."""
    return rng.choice(LINES[unit])


def items_of(measure: dict[str, Any]) -> str:
    """Return the list whose items are measured."""
    words = ("from", "count", "longest_gap", "time_in", "time_without")
    name: str = next(measure[word] for word in words if word in measure)
    return name
