"""Law 25: the clock and the zone of the machine change nothing."""

import os
import time

from hypothesis import given

from cpdrules.report.plain import to_plain
from laws.cases import SEEDS, judged, made_case

ZONES = ("Etc/GMT+12", "Pacific/Kiritimati")
"""Between these two it is never the same day."""


def holds(seed):
    case = made_case(seed)
    old = os.environ.get("TZ")
    told = []
    try:
        for zone in ZONES:
            os.environ["TZ"] = zone
            time.tzset()
            told.append(to_plain(judged(case)))
    finally:
        os.environ.pop("TZ") if old is None else os.environ.update(TZ=old)
        time.tzset()
    assert told[0] == told[1]


@given(SEEDS)
def test_zone_and_clock(seed):
    holds(seed)
