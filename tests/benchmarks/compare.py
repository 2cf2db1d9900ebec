"""The library beside the same work by hand, in one run: ratios of time, and how the work grows, in calls.

    python tests/benchmarks/compare.py            the whole table, in a few minutes
    python tests/benchmarks/compare.py --short    fewer records; fails where a ratio is past a generous bound
    python tests/benchmarks/compare.py --write    the whole table, written to docs/benchmarks.md

Both sides have to give the same answers before they are timed.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
from by_hand import judge
from findings_by_hand import findings, findings_of
from growth import GROWTHS
from register import register

from cpdrules import evaluate, load
from cpdrules.evaluation.evaluate import judge_record
from cpdrules.evaluation.many import evaluate_many
from cpdrules.loading.load_record import as_record

ON = datetime.date(2025, 3, 31)
RULES = Path(__file__).with_name("ten_rules.cpd.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
START = "import cpdrules; cpdrules.evaluate; cpdrules.load; cpdrules.load_record"
# Several times what is measured on an idle machine: only what is plainly broken fails. Calls have no noise.
MOST = {"full": 60.0, "import": 1_500.0, "load": 400.0, "doubling": 2.3}

Work = Callable[[], object]


@attrs.frozen
class Line:
    """One line of the table: what was measured, and its figure in words."""

    what: str
    figure: str
    key: str = ""
    number: float = 0.0


def seconds(work: Work) -> float:
    """Return how long something takes: processor time, so that other programs count less.

    As with Python's own `timeit`, the collector of garbage waits.
    """
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def side_by_side(works: Sequence[Work], rounds: int) -> list[list[float]]:
    """Time several works in turn, so that each round meets the same machine."""
    return [[seconds(work) for work in works] for _ in range(rounds)]


def in_floats(person: dict[str, Any]) -> dict[str, Any]:
    """Return a person whose hours are floats."""
    times = {**person["person"], "working_time": float(person["person"]["working_time"])}
    done = [{**each, "hours": float(each["hours"])} for each in person["activities"]]
    return {**person, "person": times, "activities": done}


def records(size: int, rounds: int) -> list[Line]:
    """Time full reports on a register, beside the rules by hand."""
    people = list(register(size))
    floats = [in_floats(person) for person in people]
    ruleset = load(RULES)
    for person in people:
        if findings_of(evaluate(ruleset, person, on=ON)) != findings(person):
            raise SystemExit(f"the two sides differ on {person['portfolio']}")
    read = [as_record(person, "portfolio") for person in people]
    times = side_by_side(
        [
            lambda: [judge(person, float) for person in floats],
            lambda: [judge(person) for person in people],
            lambda: [findings(person) for person in people],
            lambda: [evaluate(ruleset, person, on=ON) for person in people],
            lambda: [judge_record(ruleset, record, ON, None) for record in read],
            lambda: [None for _ in evaluate_many(ruleset, people, on=ON)],
        ],
        rounds,
    )
    hand = statistics.median(each[2] for each in times) / size * 1e6

    def ratio(one: int, other: int) -> float:
        return statistics.median(each[one] / each[other] for each in times)

    many = statistics.median(size / each[5] for each in times)
    return [
        Line("by hand, every finding with its rows, exact: the unit", f"1 ({hand:,.0f} µs a record)"),
        Line("by hand, verdicts only, exact", f"{ratio(1, 2):.2f}"),
        Line("by hand, verdicts only, in floats (not exact)", f"{ratio(0, 2):.2f}"),
        Line("full report, records read before", f"{ratio(4, 2):.1f}", "full", ratio(4, 2)),
        Line("full report from plain data", f"{ratio(3, 2):.1f}", "full", ratio(3, 2)),
        Line("`evaluate_many` from plain data", f"{many:,.0f} records a second"),
    ]


def loading(rounds: int) -> Line:
    """Time the load of the ten rules."""
    load(RULES)
    took = statistics.median(seconds(lambda: load(RULES)) for _ in range(rounds)) * 1000
    return Line("loading the ten rules from YAML", f"{took:.1f} ms", "load", took)


def process(program: str, bytecode: str) -> float:
    """Return how long a fresh interpreter takes, in milliseconds of processor time; its bytecode is kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    subprocess.run([sys.executable, "-c", program], check=True, env=kept | {"PYTHONPYCACHEPREFIX": bytecode})
    after = os.times()
    return 1000 * (
        after.children_user - before.children_user + after.children_system - before.children_system
    )


def importing(rounds: int) -> list[Line]:
    """Time the import, and that of all that loads and judges, over an interpreter that does nothing."""
    programs = ("pass", "import cpdrules", START)
    with tempfile.TemporaryDirectory() as bytecode:
        process(START, bytecode)
        times = [[process(program, bytecode) for program in programs] for _ in range(rounds)]
    alone, whole = (statistics.median(each[n] - each[0] for each in times) for n in (1, 2))
    return [
        Line("`import cpdrules`, over bare Python", f"{alone:.0f} ms", "import", alone),
        Line("importing all that loads and judges, over bare Python", f"{whole:.0f} ms", "import", whole),
    ]


def calls(work: Work) -> int:
    """Return how many functions something calls: it does not depend on the machine, or on what else runs there."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


def growing(doublings: int) -> list[Line]:
    """Count how the work grows when something doubles."""
    lines = []
    for growth in GROWTHS:
        sizes = growth.sizes[: doublings + 1]
        made = [calls(growth.prepare(size)) for size in sizes]
        ratios = [after / before for before, after in pairwise(made)]
        words = ", ".join(f"{each:.2f}" for each in ratios)
        what = f"{growth.what}, {sizes[0]:,} to {sizes[-1]:,}: each doubling, in calls"
        lines.append(Line(what, words, "doubling", max(ratios)))
    return lines


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a table."""
    return "\n".join(
        ["| measured | figure |", "|---|---|", *(f"| {each.what} | {each.figure} |" for each in lines)]
    )


def page(lines: Sequence[Line]) -> str:
    """Return the page for the docs: all of it comes from here."""
    machine = f"{os.cpu_count()} processors, {platform.python_implementation()} {platform.python_version()}"
    return f"""# Benchmarks

`python tests/benchmarks/compare.py --write` makes this page. It judges generated portfolios of some twenty activities
by ten rules, and does the same by hand in plain Python. Both sides must give the same verdicts, amounts, missing
amounts and rows before they are timed. Times are medians, in processor time. Ratios carry over to another machine;
times do not. Measured on {machine}.

How the work grows is counted in calls of functions, Python's own included: such a count does not depend on how fast
or how busy a machine is. What one call copies is not in it.

{table(lines)}

The work by hand is `tests/benchmarks/findings_by_hand.py`: every finding, and a row for every activity, in exact
fractions. The rules are `tests/benchmarks/ten_rules.cpd.yaml`. A doubling of 2 is a cost that grows in step.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time the library beside the same rules by hand.")
    parser.add_argument("--short", action="store_true", help="fewer records; fail past generous bounds")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    options = parser.parse_args(arguments)
    size, rounds, doublings = (60, 3, 2) if options.short else (300, 7, 6)
    lines = [
        *records(size, rounds),
        loading(rounds),
        *importing(rounds),
        *growing(doublings),
    ]
    sys.stdout.write(table(lines) + "\n")
    if options.write:
        PAGE.write_text(page(lines), encoding="utf-8")
    past = [each for each in lines if each.key and each.number > MOST[each.key]]
    for each in past if options.short else ():
        sys.stdout.write(f"too slow: {each.what}: {each.number:.1f}, at most {MOST[each.key]}\n")
    return 1 if options.short and past else 0


if __name__ == "__main__":
    sys.exit(main())
