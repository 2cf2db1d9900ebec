"""How much slower a full report is than the rules by hand: both on the same records, in one run.

    python tests/benchmarks/compare.py [RECORDS]

prints the median over five rounds of the time by the library over the time by hand, and what a load costs.
"""

from __future__ import annotations

import datetime
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from by_hand import judge
from register import register

from cpdrules import evaluate, load
from cpdrules.evaluation.evaluate import judge_record
from cpdrules.loading.load_record import as_record

ON = datetime.date(2025, 3, 31)
RULES = Path(__file__).with_name("ten_rules.cpd.yaml")


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(size: int) -> None:
    """Print the ratios."""
    people = list(register(size))
    ruleset = load(RULES)
    records = [as_record(person, "portfolio") for person in people]
    rounds = []
    for _ in range(5):
        hand = seconds(lambda: [judge(person) for person in people])
        whole = seconds(lambda: [evaluate(ruleset, person, on=ON) for person in people])
        read = seconds(lambda: [judge_record(ruleset, record, ON, None) for record in records])
        rounds.append((whole / hand, read / hand))
    load_ms = statistics.median(seconds(lambda: load(RULES)) for _ in range(9)) * 1000
    print(f"records: {size}; by hand with exact fractions = 1")
    print(f"full report from plain data: {statistics.median(each[0] for each in rounds):.1f}")
    print(f"full report from records read before: {statistics.median(each[1] for each in rounds):.1f}")
    print(f"loading the ten rules: {load_ms:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
