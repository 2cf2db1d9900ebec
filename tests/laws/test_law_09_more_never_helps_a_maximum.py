"""Law 9: a maximum that is missed stays missed, whatever else is done."""

import random
from dataclasses import replace

from hypothesis import given

from laws.amounts import adds_up, amount_case, with_one_more
from laws.cases import SEEDS, judged, members
from laws.templates import hours_case


def fits(made, measure):
    return adds_up(made, measure) and ("at_most" in made or "less_than" in made)


def holds(seed):
    known_hours(seed)
    case = amount_case(seed, fits)
    before = judged(case).finding("r")
    after = judged(case, record=with_one_more(case, random.Random(seed))).finding("r")
    if before.needed == after.needed and members(before.verdict) == {"NOT_MET"}:
        assert members(after.verdict) == {"NOT_MET"}


def known_hours(seed):
    """Ask hours that are all known, without limits and under them, to stay under two."""
    case = hours_case(seed)
    asked = [{"id": name, "amount": name, "at_most": 2} for name in ("plain", "limited")]
    case = replace(case, rules=case.rules | {"requirements": asked})
    items = case.record["activities"]
    more = {"id": "more", "ended": "2024-02-01", "hours": "0:20", "kind": "course"}
    before = judged(case)
    after = judged(case, record={**case.record, "activities": [more, *items]})
    for name in ("plain", "limited"):
        if members(before.finding(name).verdict) == {"NOT_MET"} and (
            before.finding(name).needed == after.finding(name).needed
        ):
            assert members(after.finding(name).verdict) == {"NOT_MET"}


@given(SEEDS)
def test_more_never_helps_a_maximum(seed):
    holds(seed)
