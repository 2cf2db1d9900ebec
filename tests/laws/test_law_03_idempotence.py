"""Law 3: judging twice gives the same, and leaves the record and the rules as they were."""

from hypothesis import given

from laws.cases import SEEDS, copied, judged, made_case, rules_of


def holds(seed):
    case = made_case(seed)
    before, rules = copied(case), repr(rules_of(case))
    first = judged(case)
    assert repr(judged(case)) == repr(first)
    assert case.record == before
    assert repr(rules_of(case)) == rules


@given(SEEDS)
def test_idempotence(seed):
    holds(seed)
