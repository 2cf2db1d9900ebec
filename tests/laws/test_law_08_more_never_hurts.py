"""Law 8: another activity never lowers what is added up, under limits or not, and a minimum that is met stays met.

The condition: what is needed is the same, and nothing that is there makes another item count for less.
"""

import random

from hypothesis import given

from laws.amounts import adds_up, amount_case, at_most, with_one_more
from laws.cases import SEEDS, judged, members


def fits(made, measure):
    return adds_up(made, measure) and ("at_least" in made or "more_than" in made)


def holds(seed):
    case = amount_case(seed, fits)
    before = judged(case).finding("r")
    after = judged(case, record=with_one_more(case, random.Random(seed))).finding("r")
    if before.needed != after.needed or before.amount is None:
        return
    assert at_most(before.amount, after.amount)
    if members(before.verdict) == {"MET"}:
        assert members(after.verdict) == {"MET"}


@given(SEEDS)
def test_more_never_hurts(seed):
    holds(seed)
