"""Law 28: hours, minutes and `h:mm` are one quantity; all of them a number of times as long change no verdict."""

import copy
from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged, members, summary
from laws.templates import hours_case, hours_of, rules


def written(hours, way):
    """Write hours in one of three ways."""
    minutes = hours * 60
    if way == 0 or minutes.denominator != 1:
        return f"{minutes} minutes"
    whole = int(minutes)
    return (
        f"{whole // 60}:{whole % 60:02}" if way == 1 or (hours * 1000).denominator != 1 else str(float(hours))
    )


def holds(seed):
    case = hours_case(seed)
    items = case.record["activities"]
    told = summary(judged(case))
    other = [
        item | {"hours": written(hours_of(item["hours"]), (seed + n) % 3)} for n, item in enumerate(items)
    ]
    assert summary(judged(case, record=case.record | {"activities": other})) == told
    times = 2 + seed % 5
    longer = [item | {"hours": f"{hours_of(item['hours']) * 60 * times} minutes"} for item in items]
    scaled = copy.deepcopy(rules(str(4 * times)))
    scaled["measures"]["limited"]["limits"][0]["count_at_most"] = 3 * times
    report = judged(replace(case, rules=scaled), record=case.record | {"activities": longer})
    for finding in judged(case).walk():
        again = report.finding(finding.requirement)
        assert members(again.verdict) == members(finding.verdict)
        if finding.unit != "share":
            assert again.amount.least == finding.amount.least * times
    assert isinstance(report.finding("plain").amount.least, Fraction)


@given(SEEDS)
def test_units(seed):
    holds(seed)
