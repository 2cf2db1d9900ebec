"""Law 21: a minimum is never not met while it can still be earned; when the period closes, that is over."""

import datetime

from hypothesis import given

from laws.cases import SEEDS, judged, members
from laws.templates import hours_case


def holds(seed):
    case = hours_case(seed)
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=seed % 365)
    still_open = judged(case, record=case.record | {"complete_through": day.isoformat()}, on=day)
    for name in ("plain", "share"):
        assert members(still_open.finding(name).verdict) != {"NOT_MET"} or day.isoformat() == "2024-12-31"
    closed = judged(case)
    assert all(len(members(finding.verdict)) == 1 for finding in closed.walk())


@given(SEEDS)
def test_open_periods(seed):
    holds(seed)
