"""Law 22: every date moved by 28 years, in which weekdays and leap days come round, moves the report and no more.

The condition: no gap is measured, which may reach back to the first day that there is, and that day does not move.
"""

import datetime
import json
import re
from dataclasses import replace

from hypothesis import given

from laws.cases import SEEDS, judged, made_case, summary

YEARS = 28


def shifted(data):
    """Return plain data with every date moved, but for the first that there is."""
    text = re.sub(
        r"(?<!\d)(\d{4})(-\d\d-\d\d)",
        lambda found: found[0] if found[1] == "1900" else f"{int(found[1]) + YEARS}{found[2]}",
        json.dumps(data),
    )
    return json.loads(text)


def holds(seed):
    case = made_case(seed)
    if "bundled" in case.rules or "longest_gap" in str(case.rules.get("measures")):
        return
    moved = replace(
        case,
        rules=shifted(case.rules),
        record=shifted(case.record),
        on=case.on.replace(year=case.on.year + YEARS),
        period=shifted(case.period),
    )
    before = {shifted(name): told for name, told in summary(judged(case)).items()}
    assert summary(judged(moved)) == before


@given(SEEDS)
def test_shift(seed):
    holds(seed)


def test_dates_are_moved():
    assert shifted({"1900-01-01": "2020-02-29..2024-12-31"}) == {"1900-01-01": "2048-02-29..2052-12-31"}
    assert datetime.date(2020, 2, 29).weekday() == datetime.date(2048, 2, 29).weekday()
