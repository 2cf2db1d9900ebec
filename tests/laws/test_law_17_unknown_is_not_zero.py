"""Law 17: absent and null are unknown alike, leave a gap, and are not the number 0."""

from dataclasses import replace

from hypothesis import given

from laws.cases import SEEDS, copied, judged, made_case, members, summary
from laws.changes import fields_of, things
from laws.templates import hours_case


def holds(seed):
    case = made_case(seed)
    record = copied(case)
    for section, thing in list(things(record)):
        for field in fields_of(case, section):
            thing.setdefault(field, None)
    report = judged(case)
    assert summary(judged(case, record=record)) == summary(report)
    assert len(members(report.verdict)) == 1 or report.gaps
    zero_is_known(seed)


def zero_is_known(seed):
    case = hours_case(seed)
    for hours, expected in ((None, {"MET", "NOT_MET"}), (0, {"NOT_MET"})):
        record = {
            **case.record,
            "activities": [{"id": "a", "ended": "2024-05-01", "hours": hours, "kind": "course"}],
        }
        report = judged(replace(case, record=record))
        assert members(report.finding("plain").verdict) == expected


@given(SEEDS)
def test_unknown_is_not_zero(seed):
    holds(seed)
