"""`cpdrules evaluate`: one record judged and reported on, or many told in a line each and summed up."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

import attrs

from cpdrules.cli.common import (
    FAULT,
    NOT_MET,
    OK,
    STANDARD_INPUT,
    UNDETERMINED,
    command,
    day,
    looks_like_json,
    period,
    show,
    standard_input,
)
from cpdrules.loading.load import load
from cpdrules.loading.load_record import load_record, loads_record
from cpdrules.records.record import Record
from cpdrules.report.report import Report
from cpdrules.semantics import Verdict

MANY = (".jsonl",)
OF_MANY = ("by", "minimum_group", "only_summary", "since")


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "evaluate", "judge a record, or many, by a rule set", run)
    own.add_argument("ruleset", metavar="RULESET", help="a rule file or a bundled rule set")
    own.add_argument(
        "records",
        nargs="+",
        metavar="RECORD",
        help="a record in YAML or JSON, or - for standard input; several of them, folders, or files of JSON lines",
    )
    own.add_argument("--on", type=day, metavar="DATE", help="the day of judging; today if left out")
    own.add_argument("--period", type=period, metavar="FROM..TO", help="the period to judge, both days in")
    own.add_argument(
        "--complete-through", type=day, metavar="DATE", help="the record leaves nothing out up to this day"
    )
    own.add_argument("--forecast", action="store_true", help="judge as if what is planned were done")
    own.add_argument("--by", metavar="FACT", help="of many: also sum up by groups, such as person.role")
    own.add_argument(
        "--minimum-group",
        type=int,
        metavar="NUMBER",
        help="with --by: records that a group needs to be shown",
    )
    own.add_argument("--only-summary", action="store_true", help="of many: no line for each record")
    own.add_argument("--since", metavar="SUMMARY", help="of many: a summary as JSON to set this one beside")
    own.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def run(options: argparse.Namespace) -> int:
    """Judge what is named; print one report, or a line for each record and a summary."""
    from cpdrules.evaluation.evaluate import evaluate  # noqa: PLC0415 - `check` need not wait for the evaluator

    if len(options.records) > 1 or is_many(options.records[0]):
        from cpdrules.cli.register import run_many  # noqa: PLC0415 - one record needs none of it

        return run_many(options)
    if (unfit := next((word for word in OF_MANY if getattr(options, word)), None)) is not None:
        message = (
            f"`--{unfit.replace('_', '-')}` is about many records; name several, a folder, or a file of lines"
        )
        show(message, sys.stderr)
        return FAULT
    ruleset, record = load(options.ruleset), read_record(options.records[0])
    on = options.on or datetime.date.today()
    report = evaluate(
        ruleset,
        record,
        on=on,
        period=options.period,
        complete_through=options.complete_through,
        forecast=options.forecast,
    )
    report = attrs.evolve(report, on_from_clock=options.on is None)
    show(rendered(report, options.format).removesuffix("\n"))
    return exit_code(report)


def is_many(name: str) -> bool:
    """Whether what is named holds many records."""
    return name != STANDARD_INPUT and (name.endswith(MANY) or Path(name).is_dir())


def read_record(name: str) -> Record:
    """Read the record from a file or from standard input."""
    if name == STANDARD_INPUT:
        return loads_record(standard_input(), name="<stdin>", json=looks_like_json())
    return load_record(name)


def rendered(report: Report, form: str) -> str:
    """Return a report in the form asked for."""
    if form == "json":
        return json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    if form == "markdown":
        from cpdrules.rendering.markdown import to_markdown  # noqa: PLC0415

        return to_markdown(report)
    from cpdrules.prose.explain import explain  # noqa: PLC0415

    return explain(report)


def exit_code(report: Report) -> int:
    """Return the exit code for a report."""
    if not report.verdict.decided:
        return UNDETERMINED
    return NOT_MET if report.verdict is Verdict.NOT_MET else OK
