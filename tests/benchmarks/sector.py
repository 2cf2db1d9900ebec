"""Whether a summary's memory grows with the number of reports: the peak over 10,000 and over 100,000 of them.

    python tests/benchmarks/sector.py [FEW MANY]

judges five hundred people of the example sector once, and sums up so many copies of their reports, each under an id of
its own and in one of five groups: judging takes memory by itself, which `soak.py` measures. It prints the peak of what
Python allocated while summing up, and how many objects the summary in the making held at the end.
"""

from __future__ import annotations

import datetime
import gc
import runpy
import sys
import tracemalloc
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import attrs

from cpdrules import Report, evaluate_many, load
from cpdrules.report.summing import Summing

EXAMPLE = Path(__file__).parents[2] / "docs/examples/sector"
FEWEST = 20


def reports(number: int = 500) -> list[Report]:
    """Judge people of the first year."""
    people = runpy.run_path(str(EXAMPLE / "people.py"))["people"](2026, number)
    judged = evaluate_many(load(EXAMPLE / "2026.cpd.yaml"), people, on=datetime.date(2026, 12, 31))
    return [each for each in judged if isinstance(each, Report)]


def copies(of: list[Report], number: int) -> Iterator[Report]:
    """Yield so many reports, one at a time, none of which is kept."""
    for place, report in enumerate(islice(cycle(of), number)):
        yield attrs.evolve(report, record=f"{report.record}-{place}")


def region(report: Report) -> str:
    """Return the group of a report."""
    return report.record.partition("-")[0]


def summed(of: list[Report], number: int) -> Summing:
    """Take so many reports into a summary."""
    summing = Summing(by=region, minimum_group=FEWEST)
    for report in copies(of, number):
        summing.add(report)
    return summing


def held(summing: Summing) -> int:
    """Return how many objects hang on a summary in the making; numbers, which only change, are not counted."""
    seen: dict[int, object] = {}
    todo: list[object] = [getattr(summing, field.name) for field in attrs.fields(Summing)]
    while todo:
        thing = todo.pop()
        if id(thing) in seen or isinstance(thing, (int, type)) or callable(thing):
            continue
        seen[id(thing)] = thing
        todo.extend(gc.get_referents(thing))
    return len(seen)


def main(sizes: list[int]) -> None:
    """Print the peak for each size."""
    of = reports()
    summed(of, len(of))  # what is made once is made before
    for size in sizes:
        gc.collect()
        tracemalloc.start()
        summing = summed(of, size)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"{size:,} reports: peak {peak / 1024:.0f} KiB; {held(summing)} objects held")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000, 100_000])
