"""Law 20: what is closed and complete is judged the same on every later day.

The condition: nothing in the rules speaks of the day of judging, or of all days up to it.
"""

import datetime
import json
from dataclasses import replace

from hypothesis import given

from laws.amounts import WHOLE
from laws.cases import SEEDS, judged, made_case, summary

OF_THE_DAY = ('"day_of_judging"', '"lately"', '"ever"', '"due"')
LATER = (datetime.date(2025, 2, 1), datetime.date(2025, 8, 31), datetime.date(2026, 12, 31))


def holds(seed):
    case = made_case(seed)
    said = json.dumps({key: value for key, value in case.rules.items() if key != "periods"})
    if "bundled" in case.rules or "period" not in case.rules or any(word in said for word in OF_THE_DAY):
        return
    closed = replace(case, record=case.record | WHOLE, period="2024-01-01..2024-12-31")
    told = [summary(judged(closed, on=day)) for day in LATER]
    assert told[0] == told[1] == told[2]


@given(SEEDS)
def test_as_of(seed):
    holds(seed)
