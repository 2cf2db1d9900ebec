"""Law 27: two activities of one day and kind written as one leave sums, limits and shares as they are."""

import itertools

from hypothesis import given

from laws.cases import SEEDS, judged, summary
from laws.templates import hours_case, hours_of


def holds(seed):
    case = hours_case(seed)
    items = case.record["activities"]
    alike = [
        (one, other) for one, other in itertools.combinations(items, 2)
        if (one["ended"], one["kind"]) == (other["ended"], other["kind"])
    ]  # fmt: skip
    if not alike:
        return
    one, other = alike[seed % len(alike)]
    minutes = (hours_of(one["hours"]) + hours_of(other["hours"])) * 60
    merged = one | {"id": "merged", "hours": f"{minutes} minutes"}
    rest = [item for item in items if item is not one and item is not other]
    assert summary(judged(case, record=case.record | {"activities": [*rest, merged]})) == summary(
        judged(case)
    )


@given(SEEDS)
def test_merging(seed):
    holds(seed)
