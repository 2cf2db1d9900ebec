"""Law 19: moving `complete_through` later, or `complete_from` earlier, only decides more."""

import itertools

from hypothesis import given

from laws.cases import SEEDS, copied, judged, made_case, narrower


def holds(seed):
    case = made_case(seed)
    record = copied(case)
    steps = ["2024-02-01", "2024-06-30", "2024-12-31", "2025-12-31"]
    record["complete_from"] = "2023-01-01"
    reports = [judged(case, record=record | {"complete_through": day}) for day in steps]
    for earlier, later in itertools.pairwise(reports):
        narrower(later, earlier)
    narrower(
        judged(case, record=record | {"complete_from": "1900-01-01", "complete_through": steps[-1]}),
        reports[-1],
    )
    narrower(
        reports[0], judged(case, record={k: v for k, v in record.items() if not k.startswith("complete")})
    )


@given(SEEDS)
def test_complete_through(seed):
    holds(seed)
