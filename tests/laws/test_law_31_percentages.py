"""Law 31: a share is taken of what the rules name, and of nothing it is what they say."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged, members
from laws.templates import HOURS, hours_case, hours_of, rules


def holds(seed):
    case = hours_case(seed)
    percent = (10, 25, 50, 100)[seed % 4]
    items = case.record["activities"]
    courses, reading = hours_in(items, "course"), hours_in(items, "reading")
    claimed = sum((hours_of(item["hours"]) for item in items), Fraction(0))
    limit = {"count_at_most": {"percent": percent, "of": "claimed"}, "where": {"kind": "reading"}}
    said = ("met", "not_met", "not_applicable")[seed % 3]
    made = rules("4")
    made["measures"]["limited"] = HOURS | {"limits": [limit]}
    made["requirements"][2] |= {"if_none": said, "at_least": {"percent": percent}}
    report = judged(replace(case, rules=made))
    assert report.finding("limited").amount.least == claimed - reading + min(reading, claimed * percent / 100)
    share = report.finding("share")
    if claimed:
        assert share.amount.least == share.amount.most == courses / claimed
        assert members(share.verdict) == {"MET" if courses * 100 >= claimed * percent else "NOT_MET"}
    else:
        assert members(share.verdict) == {said.upper()}


def hours_in(items, kind):
    return sum((hours_of(item["hours"]) for item in items if item["kind"] == kind), Fraction(0))


@given(SEEDS)
def test_percentages(seed):
    holds(seed)
