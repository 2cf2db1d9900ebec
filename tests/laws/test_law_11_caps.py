"""Law 11: no more counts than a limit, nor than is claimed; a limit out of reach is none, and one of 0 takes all."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged
from laws.templates import HOURS, hours_case, hours_of, rules


def holds(seed):
    case = hours_case(seed)
    cap = seed % 7
    items = case.record["activities"]
    claimed = sum((hours_of(item["hours"]) for item in items), Fraction(0))
    reading = sum((hours_of(item["hours"]) for item in items if item["kind"] == "reading"), Fraction(0))
    for most in (cap, 0, 1000):
        counted = amount(case, [{"count_at_most": most, "where": {"kind": "reading"}}])
        assert counted == claimed - reading + min(reading, most)
    wide = {"count_at_most": 5, "where": {"kind": ["reading", "viewing"]}}
    narrow = {"count_at_most": cap, "where": {"kind": "reading"}}
    assert amount(case, [wide, narrow]) == amount(case, [narrow, wide])


def amount(case, limits):
    measures = {"limited": HOURS | {"limits": limits}}
    one = [{"id": "limited", "amount": "limited", "at_least": 4}]
    finding = judged(replace(case, rules=rules("4") | {"measures": measures, "requirements": one})).finding(
        "limited"
    )
    assert finding.amount.is_exact
    return finding.amount.least


@given(SEEDS)
def test_caps(seed):
    holds(seed)
