"""Law 23: consecutive periods hold each day once, so what they come to adds up to what the whole comes to."""

import datetime
import itertools
import random
from fractions import Fraction

from hypothesis import given

from cpdrules.semantics import Period
from laws.cases import SEEDS, judged
from laws.templates import hours_case

FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
EDGES = (datetime.date(2024, 1, 2), datetime.date(2024, 6, 30), datetime.date(2024, 7, 1), LAST)
ONE_DAY = datetime.timedelta(days=1)


def holds(seed):
    case, rng = hours_case(seed), random.Random(seed)
    days = [FIRST + datetime.timedelta(days=rng.randrange(1, 366)) for _ in range(3)]
    starts = sorted({FIRST, LAST + ONE_DAY, *days, *rng.sample(EDGES, 2)})
    pieces = [Period(one, two - ONE_DAY) for one, two in itertools.pairwise(starts)]
    told = [plain(case, piece) for piece in pieces]
    assert sum(told, Fraction(0)) == plain(case, Period(FIRST, LAST))


def plain(case, period):
    finding = judged(case, period=period).finding("plain")
    assert finding.amount.is_exact
    return finding.amount.least


@given(SEEDS)
def test_partition(seed):
    holds(seed)
