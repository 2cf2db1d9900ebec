"""Five hundred people of a sector over two years, the same on every machine: `python people.py FOLDER`.

It writes `2026.jsonl` and `2027.jsonl`, one record in each line. Some facts are missing, some records do not yet reach
the end of their year, and some people need not be regulated. Between the years people learn: more of what they do in
2027 aligns to standards. The region of a person stands in front of the number in the id, as `north-017`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

YEARS = {
    2026: {"areas": ("trauma-informed practice", "risk assessment"), "not aligned": 0.09},
    2027: {
        "areas": ("trauma-informed practice", "risk assessment", "alignment to standards"),
        "not aligned": 0.03,
    },
}
NUMBER = 500
SEED = 20261231
REGIONS = {"north": 40, "south": 35, "east": 22, "islands": 2, "abroad": 1}
KINDS = ("training_course", "workshop", "study", "reading", "reflection", "discussion")
STANDARDS = ("core_activity", "role_specific_activity", "occupational_standard")
LENGTHS = ("1", "1:30", "2", "3", "4", "1 day", "2 days")


def people(year: int, number: int = NUMBER, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield the record of each person in a year."""
    chance = random.Random(seed + year)
    for each in range(number):
        region = chance.choices([*REGIONS], [*REGIONS.values()])[0]
        yield {
            "cpdrules": 1,
            "portfolio": f"{region}-{each:03}",
            **completeness(chance, year),
            **status(chance),
            "activities": [activity(chance, year, place) for place in range(chance.randrange(2, 10))],
        }


def completeness(chance: random.Random, year: int) -> dict[str, str]:
    """Return for which days a record says that it leaves nothing out; some leave December open, or say nothing."""
    through = chance.choices((f"{year}-12-31", f"{year}-11-30", None), (85, 10, 5))[0]
    return {"complete_from": f"{year}-01-01", "complete_through": through} if through else {}


def status(chance: random.Random) -> dict[str, Any]:
    """Return whether a person has to be regulated, where that is written."""
    word = chance.choices(("regulated", "not_regulated", None), (86, 11, 3))[0]
    return {"person": {"status": word}} if word else {}


def activity(chance: random.Random, year: int, place: int) -> dict[str, Any]:
    """Return one activity, seldom one of the year before; what is None was not written down."""
    last_year = chance.random() < 0.04
    not_aligned = float(YEARS[year]["not aligned"])
    aligned = chance.choices(("some", "none", None), (1 - not_aligned - 0.02, not_aligned, 0.02))[0]
    facts = {
        "ended": f"{year - last_year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        "kind": chance.choice(KINDS),
        "length": chance.choices((chance.choice(LENGTHS), "none", None), (96, 1, 3))[0],
        "aligned_to": [chance.choice(STANDARDS)] if aligned == "some" else aligned,
        "in_register": chance.choices((True, False, None), (96, 1, 3))[0],
        "key_area": [chance.choice(YEARS[year]["areas"])] if chance.random() < 0.3 else None,
    }
    return {"id": f"a{place}"} | {name: value for name, value in facts.items() if value is not None}


def write(folder: Path) -> None:
    """Write a file of lines for each year."""
    for year in YEARS:
        lines = (json.dumps(record) + "\n" for record in people(year))
        (folder / f"{year}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
