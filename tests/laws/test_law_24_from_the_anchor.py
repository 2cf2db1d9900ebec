"""Law 24: every period is counted from the first, and not from the one before, in whatever order they are asked for."""

import datetime
import random

from hypothesis import given

from cpdrules.semantics import Cadence, Duration
from laws.cases import SEEDS
from oracle.judge_days import DAY, moved

LENGTHS = (
    {"months": 1}, {"months": 6}, {"years": 1}, {"years": 3}, {"months": 1, "days": 3}, {"weeks": 2},
)  # fmt: skip


def holds(seed):
    rng = random.Random(seed)
    anchor = datetime.date(2000, 1, 1) + datetime.timedelta(days=rng.randrange(0, 9000))
    if seed % 3 == 0:
        anchor = rng.choice(
            [datetime.date(2020, 2, 29), datetime.date(2019, 1, 31), datetime.date(2019, 12, 31)]
        )
    length = rng.choice(LENGTHS)
    leap = rng.choice(["28 February", "1 March"])
    cadence = Cadence(anchor, Duration(**length), leap)
    numbers = list(range(12))
    rng.shuffle(numbers)
    for number in numbers:
        window = cadence.window(number)
        assert window.first == moved(anchor, length, number, leap)
        assert window.last == moved(anchor, length, number + 1, leap) - DAY
        assert cadence.holding(window.last) == (number, window)


@given(SEEDS)
def test_from_the_anchor(seed):
    holds(seed)
