"""Law 1: the order in which activities are written changes nothing."""

import random

from hypothesis import given

from laws.cases import SEEDS, copied, judged, lists_of, made_case, summary


def holds(seed):
    case = made_case(seed)
    record = copied(case)
    for name in lists_of(record):
        random.Random(seed).shuffle(record[name])
    record.get("judgements", []).reverse()
    assert summary(judged(case, record=record)) == summary(judged(case))


@given(SEEDS)
def test_order_of_activities(seed):
    holds(seed)
