"""Law 9: a maximum that is missed stays missed, whatever else is done."""

import random

from hypothesis import given

from laws.amounts import adds_up, amount_case, with_one_more
from laws.cases import SEEDS, judged, members


def fits(made, measure):
    return adds_up(made, measure) and ("at_most" in made or "less_than" in made)


def holds(seed):
    case = amount_case(seed, fits)
    before = judged(case).finding("r")
    after = judged(case, record=with_one_more(case, random.Random(seed))).finding("r")
    if before.needed == after.needed and members(before.verdict) == {"NOT_MET"}:
        assert members(after.verdict) == {"NOT_MET"}


@given(SEEDS)
def test_more_never_helps_a_maximum(seed):
    holds(seed)
