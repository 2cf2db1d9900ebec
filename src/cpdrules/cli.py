"""The command: arguments in, text out. Exit codes: 0 met or clean, 1 not met, 2 usage or fault, 3 undetermined."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import attrs

from cpdrules import __version__
from cpdrules.errors import CpdRulesError
from cpdrules.loading.check_file import Checked, check, check_bytes
from cpdrules.loading.library import bundled
from cpdrules.loading.load import load
from cpdrules.loading.load_record import load_record, loads_record
from cpdrules.records.record import Record
from cpdrules.rendering.text import safe
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import DateFault, Period, Verdict, parse_date
from cpdrules.source import DEFAULT_LIMITS, render_diagnostics

OK, NOT_MET, FAULT, UNDETERMINED = 0, 1, 2, 3
STANDARD_INPUT = "-"
EXIT_CODES = (
    "exit codes: 0 met, not applicable or clean; 1 not met, or a case failed; "
    "2 usage, or any fault in a file; 3 undetermined"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except CpdRulesError as error:
        print(safe(str(error)), file=sys.stderr)
        return FAULT
    except BrokenPipeError:
        sys.stderr.close()
        return FAULT
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="cpdrules",
        description="Judge CPD records by rule sets, with every hour explained.",
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action="version", version=f"cpdrules {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="check rule sets, case files and records", epilog=EXIT_CODES)
    checking.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, a bundled rule set, or - for standard input"
    )
    checking.add_argument(
        "--with", dest="ruleset", metavar="RULESET", help="hold records against this rule set's vocabulary"
    )
    checking.set_defaults(run=run_check)

    judging = commands.add_parser("evaluate", help="judge a record by a rule set", epilog=EXIT_CODES)
    judging.add_argument("ruleset", metavar="RULESET", help="a rule file or a bundled rule set")
    judging.add_argument("record", metavar="RECORD", help="a record in YAML or JSON, or - for standard input")
    judging.add_argument("--on", type=day, metavar="DATE", help="the day of judging; today if left out")
    judging.add_argument(
        "--period", type=period, metavar="FROM..TO", help="the period to judge, both days in"
    )
    judging.add_argument(
        "--complete-through", type=day, metavar="DATE", help="the record leaves nothing out up to this day"
    )
    judging.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    judging.set_defaults(run=run_evaluate)

    testing = commands.add_parser("test", help="run the cases beside rule sets", epilog=EXIT_CODES)
    testing.add_argument(
        "paths", nargs="+", metavar="PATH", help="case files, or folders to search for *.cpdtest.yaml"
    )
    testing.add_argument(
        "--coverage", action="store_true", help="print requirement by verdict; fail while a must lacks a case"
    )
    testing.set_defaults(run=run_test)

    listing = commands.add_parser("rulesets", help="list the bundled rule sets", epilog=EXIT_CODES)
    listing.set_defaults(run=run_rulesets)
    return top


def day(text: str) -> datetime.date:
    """Read a day given on the command line."""
    try:
        return parse_date(text)
    except DateFault as fault:
        raise argparse.ArgumentTypeError(fault.reason) from None


def period(text: str) -> Period:
    """Read a period given on the command line."""
    try:
        return Period.parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def show(text: str, stream: TextIO | None = None) -> None:
    """Print text with its control characters shown."""
    out = stream or sys.stdout
    cleaned = safe(text)
    encoding = out.encoding or "utf-8"
    out.write(cleaned.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def run_check(options: argparse.Namespace) -> int:
    """Check files; print what is wrong with each."""
    ruleset = load(options.ruleset) if options.ruleset else None
    code = OK
    for name in options.files:
        checked = check_one(name, ruleset)
        if checked.diagnostics:
            show(render_diagnostics(checked.diagnostics, DEFAULT_LIMITS))
        if checked.ok and checked.kind is not None:
            show(f"{name}: {checked.kind.value}, nothing wrong")
        else:
            code = FAULT
    return code


def check_one(name: str, ruleset: RuleSet | None) -> Checked:
    """Check one file, or standard input."""
    if name == STANDARD_INPUT:
        return check_bytes(
            standard_input(), "<stdin>.json" if looks_like_json() else "<stdin>", ruleset=ruleset
        )
    return check(name, ruleset=ruleset)


_INPUT: list[bytes] = []


def standard_input() -> bytes:
    """Return what stands on standard input, read once, no more than a record may hold."""
    if not _INPUT:
        _INPUT.append(sys.stdin.buffer.read(DEFAULT_LIMITS.record_json_bytes + 1))
    return _INPUT[0]


def looks_like_json() -> bool:
    """Whether standard input begins as JSON does."""
    return standard_input().lstrip()[:1] in (b"{", b"[")


def run_evaluate(options: argparse.Namespace) -> int:
    """Judge one record; print the report."""
    from cpdrules.evaluation.evaluate import evaluate  # noqa: PLC0415 - `check` need not wait for the evaluator

    ruleset, record = load(options.ruleset), read_record(options.record)
    on = options.on or datetime.date.today()
    report = evaluate(
        ruleset, record, on=on, period=options.period, complete_through=options.complete_through
    )
    report = attrs.evolve(report, on_from_clock=options.on is None)
    show(rendered(report, options.format).removesuffix("\n"))
    return exit_code(report)


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


def run_test(options: argparse.Namespace) -> int:
    """Run case files."""
    from cpdrules.testing.command import cli_test  # noqa: PLC0415

    return cli_test([Path(each) for each in options.paths], coverage=options.coverage, out=sys.stdout)


def run_rulesets(options: argparse.Namespace) -> int:
    """List the bundled rule sets with their titles."""
    names = bundled()
    width = max((len(name) for name in names), default=0)
    for name in names:
        ruleset = load(name)
        show(
            f"{name:<{width}}  {ruleset.title}"
            + (f"  (to be set: {', '.join(ruleset.to_be_set)})" if ruleset.to_be_set else "")
        )
    return OK
