"""Law 12: a sum that asks less of its items is never lower."""

import copy
from dataclasses import replace

from hypothesis import given

from laws.amounts import adds_up, amount_case, at_most
from laws.cases import SEEDS, judged


def fits(made, measure):
    return adds_up(made, measure) and "where" in measure and "limits" not in measure and "limits" not in made


def holds(seed):
    case = amount_case(seed, fits)
    strict = judged(case).finding("r").amount
    asked = case.rules["measures"][case.rules["requirements"][0]["amount"]]["where"]
    if "has" in asked:  # with its own `where`, one question
        return
    for word in asked:
        rules = copy.deepcopy(case.rules)
        where = rules["measures"][rules["requirements"][0]["amount"]]["where"]
        where.pop(word)
        assert at_most(strict, judged(replace(case, rules=rules)).finding("r").amount)


@given(SEEDS)
def test_weakening(seed):
    holds(seed)
