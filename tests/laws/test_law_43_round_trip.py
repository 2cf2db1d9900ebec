"""Law 43: a report becomes plain data and comes back the same."""

import json

from hypothesis import given

from cpdrules.report.report import Report
from laws.cases import SEEDS, judged, made_case


def holds(seed):
    report = judged(made_case(seed))
    data = report.to_dict()
    again = Report.from_dict(json.loads(json.dumps(data)))
    assert again == report
    assert again.to_dict() == data


@given(SEEDS)
def test_round_trip(seed):
    holds(seed)
