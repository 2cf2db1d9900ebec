"""Law 29: sums are exact; exactly at the threshold is met, one minute below is not; the shortfall adds up."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged, members
from laws.templates import hours_case, hours_of, rules

MINUTE = Fraction(1, 60)


def holds(seed):
    case = hours_case(seed)
    total = sum((hours_of(item["hours"]) for item in case.record["activities"]), Fraction(0))
    for needed, verdict in ((total, "MET"), (total + MINUTE, "NOT_MET")):
        minutes = int(needed * 60)
        told = replace(case, rules=rules(f"{minutes // 60}:{minutes % 60:02}"))
        finding = judged(told).finding("plain")
        assert members(finding.verdict) == {verdict}
        assert (finding.amount.least, finding.amount.most) == (total, total)
        assert finding.shortfall.least + total == needed


@given(SEEDS)
def test_exactness(seed):
    holds(seed)
