"""`cpdrules plan` and `cpdrules changes`: what follows from a report, and from two."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from cpdrules.cli.common import FAULT, OK, STANDARD_INPUT, command, show, standard_input
from cpdrules.loading.load import load
from cpdrules.report.report import Report


class UnusableError(Exception):
    """A report cannot be used; the message says where it stands and why."""


def add_to(words: Any) -> None:
    """Add the two commands to the parser."""
    plan = command(words, "plan", "draw an action plan from a report, as a record to go on editing", run_plan)
    plan.add_argument("report", metavar="REPORT", help="a report as JSON, or - for standard input")
    plan.add_argument("-o", "--output", metavar="FILE", help="the file to write; it must not be there yet")
    plan.add_argument("--ruleset", metavar="RULESET", help="the rule set that the report has to be by")
    plan.add_argument("--may", action="store_true", help="also for requirements with the level `may`")
    changes = command(words, "changes", "say what changed between two reports on one record", run_changes)
    changes.add_argument("before", metavar="BEFORE", help="the earlier report as JSON")
    changes.add_argument("after", metavar="AFTER", help="the later report as JSON")
    changes.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def run_plan(options: argparse.Namespace) -> int:
    """Write a plan."""
    from cpdrules.followup.action_plan import action_plan  # noqa: PLC0415 - other commands need none of it
    from cpdrules.followup.telling import plan_as_yaml  # noqa: PLC0415

    ruleset = load(options.ruleset) if options.ruleset else None
    levels = ("must", "should", "may") if options.may else ("must", "should")
    try:
        report = read_report(options.report)
        text = plan_as_yaml(action_plan(report, ruleset, levels=levels))
    except (UnusableError, ValueError) as fault:
        return refused(fault)
    if options.output is None:
        show(text.removesuffix("\n"))
        return OK
    try:
        with Path(options.output).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return refused(f"{options.output} is there already; what people wrote in it would be lost")
    except OSError as fault:
        return refused(f"{options.output} cannot be written: {fault.strerror}")
    return OK


def run_changes(options: argparse.Namespace) -> int:
    """Say what changed."""
    from cpdrules.followup.changes import changes  # noqa: PLC0415 - other commands need none of it
    from cpdrules.followup.telling import changes_as_markdown, changes_as_text  # noqa: PLC0415

    try:
        found = changes(read_report(options.before), read_report(options.after))
    except (UnusableError, ValueError) as fault:
        return refused(fault)
    if options.format == "json":
        show(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        told = changes_as_markdown if options.format == "markdown" else changes_as_text
        show(told(found).removesuffix("\n"))
    return OK


def read_report(name: str) -> Report:
    """Read a report from JSON, or raise with where it stands and what is wrong."""
    try:
        text = standard_input() if name == STANDARD_INPUT else Path(name).read_bytes()
        data = json.loads(text)
    except OSError as fault:
        raise UnusableError(f"{name}: cannot be read: {fault.strerror}") from None
    except ValueError:
        hint = "write one with `cpdrules evaluate --format json`"
        raise UnusableError(f"{name}: this is no report as JSON; {hint}") from None
    try:
        return Report.from_dict(data)
    except ValueError as fault:
        raise UnusableError(f"{name}: {fault}") from None


def refused(fault: object) -> int:
    """Say why, and return the exit code for it."""
    show(str(fault), sys.stderr)
    return FAULT
