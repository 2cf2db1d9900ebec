"""The ten rules written out by hand: what the rule set has to agree with, and what it is timed against."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

LEADING = ("mentoring", "presenting", "publishing", "supervising")
START, END = datetime.date(2024, 4, 1), datetime.date(2025, 3, 31)
YEAR_1, YEAR_2 = datetime.date(2022, 4, 1), datetime.date(2023, 4, 1)

Judged = tuple[bool, Fraction | int | None]


def judge(person: dict[str, Any], number: type = Fraction) -> tuple[Judged, ...]:
    """Return whether each of the ten rules is met, and the amount that decides it.

    `number` is what hours are counted in: exact fractions, or floats where the record has floats.
    """
    total = reading = verifiable = first = second = number(0)
    ethics = logged = unaligned = reflected = long = peers = 0
    categories: dict[str, Fraction] = {}
    leading = set()
    for each in person["activities"]:
        day, hours, kind = each["date"], each["hours"], each["kind"]
        if YEAR_1 <= day <= END and each["category"] == "ethics":
            ethics += 1
        if day < START:
            if day >= YEAR_2:
                second += hours
            elif day >= YEAR_1:
                first += hours
            continue
        logged += 1
        total += hours
        reading += hours if kind == "reading" else 0
        verifiable += hours if each["verifiable"] else 0
        unaligned += not each["standards"]
        reflected += each["reflection"] != "none"
        long += hours > 7 and each["days"] == 1
        peers += kind == "peer" and each["peer"] != "none"
        categories[each["category"]] = categories.get(each["category"], 0) + hours
        if kind in LEADING:
            leading.add(kind)
    needed = (35 if person["person"]["regulated"] else 20) * person["person"]["working_time"]
    counted = total - reading + min(reading, 10)
    share = number(reflected) / logged if logged else None
    broad = sum(hours >= 2 for hours in categories.values())
    pair = max(min(first, second), min(second, total))
    return (
        (counted >= needed, counted),
        (verifiable >= needed * number(6) / 10, verifiable),
        (ethics >= 1, ethics),
        (unaligned == 0, unaligned),
        (share is None or share >= number(8) / 10, share),
        (broad >= 3, broad),
        (long == 0, long),
        (pair >= 10, pair),
        (peers >= 1, peers),
        (len(leading) >= 2, len(leading)),
    )
