"""Law 26: an activity cut in two leaves sums, limits of a measure and shares as they are.

The condition: no step or cap per item, and nothing that counts items.
"""

from hypothesis import given

from laws.cases import SEEDS, judged, summary
from laws.templates import hours_case, hours_of


def holds(seed):
    case = hours_case(seed)
    items = case.record["activities"]
    if not items:
        return
    cut = items[seed % len(items)]
    minutes = hours_of(cut["hours"]) * 60
    parts = [str(int(minutes) // 3), str(minutes - int(minutes) // 3)]
    halves = [cut | {"id": f"{cut['id']}-{n}", "hours": f"{part} minutes"} for n, part in enumerate(parts)]
    record = case.record | {"activities": [item for item in items if item is not cut] + halves}
    assert summary(judged(case, record=record)) == summary(judged(case))


@given(SEEDS)
def test_splitting(seed):
    holds(seed)
