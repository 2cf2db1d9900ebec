"""A generated register: practitioners with some twenty activities over four years, the same for one seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

KINDS = (
    "course",
    "reading",
    "peer",
    "conference",
    "audit",
    "mentoring",
    "presenting",
    "publishing",
    "supervising",
)
KIND_WEIGHTS = (33, 15, 10, 10, 8, 8, 6, 4, 6)
CATEGORIES = ("clinical", "ethics", "leadership", "research", "communication", "technical")
CATEGORY_WEIGHTS = (34, 10, 14, 14, 14, 14)
YEAR_STARTS = tuple(datetime.date(year, 4, 1) for year in (2021, 2022, 2023, 2024))
YEAR_WEIGHTS = (12, 18, 20, 50)
COMPLETE = {"complete_from": "2021-04-01", "complete_through": "2025-03-31"}


def register(size: int, seed: int = 20250331) -> Iterator[dict[str, Any]]:
    """Yield complete portfolios as plain data, as a member system would hold them."""
    chance = random.Random(seed)
    for number in range(size):
        count = 0 if chance.random() < 0.01 else max(0, min(60, round(chance.gauss(20, 4.5))))
        yield {
            "cpdrules": "1",
            "portfolio": f"p{number}",
            **COMPLETE,
            "person": {
                "regulated": chance.random() < 0.8,
                "working_time": chance.choices((Fraction(1), Fraction(3, 4), Fraction(1, 2)), (70, 15, 15))[
                    0
                ],
            },
            "activities": [activity(chance, index) for index in range(count)],
        }


def activity(chance: random.Random, index: int) -> dict[str, Any]:
    """Return one activity."""
    days = chance.randint(2, 3) if chance.random() < 0.07 else 1
    hours = Fraction(chance.randint(1, 26), 4)
    if chance.random() < 0.01:
        hours = Fraction(15, 2)
    kind = chance.choices(KINDS, KIND_WEIGHTS)[0]
    start = chance.choices(YEAR_STARTS, YEAR_WEIGHTS)[0]
    standards = (
        [] if chance.random() < 0.02 else [f"S{chance.randint(1, 8)}" for _ in range(chance.randint(1, 3))]
    )
    return {
        "id": f"a{index}",
        "date": start + datetime.timedelta(days=chance.randrange(365)),
        "hours": hours + 6 if days > 1 else hours,
        "days": days,
        "kind": kind,
        "category": chance.choices(CATEGORIES, CATEGORY_WEIGHTS)[0],
        "verifiable": chance.random() < 0.75,
        "standards": standards,
        "reflection": "what I learnt and changed" if chance.random() < 0.88 else "none",
        "peer": "A. Colleague" if kind == "peer" and chance.random() < 0.9 else "none",
    }
