"""`cpdrules compare`: the same records by several rule sets, side by side."""

from __future__ import annotations

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cpdrules.cli.common import FAULT, OK, command, day, period, show
from cpdrules.errors import RecordError
from cpdrules.loading.load import load
from cpdrules.report.finding import Finding
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet

WIDTH = 16
VERDICTS = ("met", "not met", "not applicable", "undetermined")


@attrs.frozen
class Row:
    """One record beside all rule sets; a record that cannot be judged has its fault in place of a report."""

    where: str
    found: tuple[Report | RecordError, ...]

    @property
    def name(self) -> str:
        """The id of the record; where it is, if no rule set could judge it."""
        return next((each.record for each in self.found if isinstance(each, Report)), self.where)

    @property
    def title(self) -> str | None:
        """The heading of the record."""
        return next((each.record_title for each in self.found if isinstance(each, Report)), None)


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "compare", "judge the same records by several rule sets, side by side", run)
    own.add_argument("rulesets", nargs="+", metavar="RULESET", help="rule files or bundled rule sets")
    own.add_argument("records", metavar="RECORD", help="a record, a folder, or a file of JSON lines")
    own.add_argument("--on", type=day, metavar="DATE", help="the day of judging; today if left out")
    own.add_argument("--period", type=period, metavar="FROM..TO", help="the period to judge, both days in")
    own.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def run(options: argparse.Namespace) -> int:
    """Judge each record by each rule set; print a table, and of a single record what decides."""
    from cpdrules.loading.register import sources  # noqa: PLC0415 - `check` need not wait for it

    rulesets = [load(name) for name in options.rulesets]
    on = options.on or datetime.date.today()
    rows = [
        Row(each.where, tuple(judged(ruleset, each, on, options) for ruleset in rulesets))
        for each in sources([options.records])
    ]
    lines = {"text": as_text, "json": as_json, "markdown": as_markdown}[options.format]
    for line in lines(rulesets, rows):
        show(line)
    return FAULT if any(isinstance(each, RecordError) for row in rows for each in row.found) else OK


def judged(
    ruleset: RuleSet, source: Any, on: datetime.date, options: argparse.Namespace
) -> Report | RecordError:
    """Return the report on one record by one rule set, or what is wrong with it."""
    from cpdrules.evaluation.evaluate import evaluate  # noqa: PLC0415 - `check` need not wait for the evaluator

    try:
        report = evaluate(ruleset, source.read(), on=on, period=options.period)
    except RecordError as error:
        return error
    return attrs.evolve(report, on_from_clock=options.on is None)


def word_of(found: Report | RecordError) -> str:
    """Return the verdict, or that the record could not be judged."""
    return found.verdict.word if isinstance(found, Report) else "faulty"


# -- as it is printed ----------------------------------------------------------------------------------------


def as_text(rulesets: Sequence[RuleSet], rows: Sequence[Row]) -> Iterator[str]:
    """Yield a column for each rule set and a line for each record; of a single record also what decides."""
    for number, ruleset in enumerate(rulesets, 1):
        yield f"[{number}] {ruleset.title} ({ruleset.id})"
    yield ""
    names = [f"{row.name} ({row.title})" if row.title else row.name for row in rows]
    width = max((len(name) for name in names), default=0)
    yield (
        f"{'':<{width}}  "
        + "".join(f"{f'[{number}]':<{WIDTH}}" for number in range(1, len(rulesets) + 1)).rstrip()
    )
    for name, row in zip(names, rows, strict=True):
        yield f"{name:<{width}}  " + "".join(f"{word_of(each):<{WIDTH}}" for each in row.found).rstrip()
    if len(rows) == 1:
        yield from told(rows[0])
    else:
        yield from counted(rows, width)
    for row in rows:
        faults = dict.fromkeys(
            line for each in row.found if isinstance(each, RecordError) for line in str(each).splitlines()
        )
        yield from faults


def counted(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Yield how many records come to each verdict by each rule set."""
    yield ""
    by_ruleset = [
        Counter(word_of(each) for each in column) for column in zip(*(row.found for row in rows), strict=True)
    ]
    for word in (*VERDICTS, "faulty"):
        if any(count[word] for count in by_ruleset):
            yield (
                f"{word:<{max(width, WIDTH)}}  "
                + "".join(f"{count[word]:<{WIDTH}}" for count in by_ruleset).rstrip()
            )


def told(row: Row) -> Iterator[str]:
    """Yield what each rule set found about its requirements."""
    from cpdrules.prose.phrases import Phrases  # noqa: PLC0415 - only where it is printed

    say = Phrases()
    for number, report in enumerate(row.found, 1):
        if not isinstance(report, Report):
            continue
        yield ""
        yield f"[{number}]"
        for finding in report.findings:
            yield f"  {finding.verdict.word:<{WIDTH}}{line_of(finding, say)}"


def line_of(finding: Finding, say: Any) -> str:
    """Return a finding with its numbers, or why it is so."""
    numbers = say.numbers(finding)
    why = say.reason(finding.reason, "REASONS") if finding.reason is not None else ""
    return f"{finding.requirement}: {numbers or why}".rstrip(": ")


def as_json(rulesets: Sequence[RuleSet], rows: Sequence[Row]) -> Iterator[str]:
    """Yield one JSON document: the rule sets, and each record with its reports in their order."""
    told = {
        "rulesets": [{"id": each.id, "title": each.title} for each in rulesets],
        "records": [
            {
                "record": row.name,
                "where": row.where,
                "verdicts": [word_of(each) for each in row.found],
                "reports": [each.to_dict() if isinstance(each, Report) else None for each in row.found],
                "diagnostics": [
                    [one.to_dict() for one in each.diagnostics] if isinstance(each, RecordError) else []
                    for each in row.found
                ],
            }
            for row in rows
        ],
    }
    yield json.dumps(told, ensure_ascii=False, indent=2)


def as_markdown(rulesets: Sequence[RuleSet], rows: Sequence[Row]) -> Iterator[str]:
    """Yield a table with a column for each rule set."""
    from cpdrules.rendering.markdown import escaped  # noqa: PLC0415 - only where it is printed

    def line(*cells: str) -> str:
        return "| " + " | ".join(map(escaped, cells)) + " |"

    yield line("Record", *(each.title for each in rulesets))
    yield "|" + "---|" * (len(rulesets) + 1)
    for row in rows:
        yield line(row.title or row.name, *(word_of(each) for each in row.found))
