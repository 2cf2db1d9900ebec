"""One rule set shared by threads gives each the report it would get alone."""

from __future__ import annotations

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cpdrules.evaluation.evaluate import evaluate
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet

from . import example

THREADS = 8
EVALUATIONS = 250


def days() -> list[datetime.date]:
    return [example.DAY + datetime.timedelta(days=5 * each) for each in range(THREADS)]


@pytest.mark.slow
def test_threads_share_a_rule_set() -> None:
    data = example.record()
    alone = [evaluate(example.ruleset(), data, on=day) for day in days()]
    # Not judged by anyone before the threads start, so that they also make it ready together.
    shared: RuleSet = example.ruleset()
    start = threading.Barrier(THREADS)

    def judge(day: datetime.date) -> list[Report]:
        start.wait()
        return [evaluate(shared, data, on=day) for _ in range(EVALUATIONS)]

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(judge, days()))
    for expected, reports in zip(alone, found, strict=True):
        assert all(report == expected for report in reports)
