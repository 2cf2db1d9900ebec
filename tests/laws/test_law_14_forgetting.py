"""Law 14: forgetting facts only blurs; it never turns met into not met or back."""

import random

from hypothesis import given

from laws.cases import SEEDS, judged, made_case, narrower
from laws.changes import forgotten


def holds(seed):
    case = made_case(seed)
    narrower(judged(case), judged(case, record=forgotten(case, random.Random(seed))))


@given(SEEDS)
def test_forgetting(seed):
    holds(seed)
