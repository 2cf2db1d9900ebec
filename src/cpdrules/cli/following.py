"""`cpdrules plan`, `changes` and `guidance`: what follows from a report, from two, and from a summary of many."""

from __future__ import annotations

import argparse
import json
from typing import Any

from cpdrules.cli.common import OK, command, day, show
from cpdrules.cli.stored import read_report, read_summary, refused, written
from cpdrules.loading.load import load


def add_to(words: Any) -> None:
    """Add the three commands to the parser."""
    plan = command(words, "plan", "draw an action plan from a report, as a record to go on editing", run_plan)
    plan.add_argument("report", metavar="REPORT", help="a report as JSON, or - for standard input")
    plan.add_argument("-o", "--output", metavar="FILE", help="the file to write; it must not be there yet")
    plan.add_argument("--ruleset", metavar="RULESET", help="the rule set that the report has to be by")
    plan.add_argument("--may", action="store_true", help="also for requirements with the level `may`")
    changes = command(words, "changes", "say what changed between two reports on one record", run_changes)
    changes.add_argument("before", metavar="BEFORE", help="the earlier report as JSON")
    changes.add_argument("after", metavar="AFTER", help="the later report as JSON")
    changes.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    says = "write the next adoption, with what a summary's recommendations add to its lists"
    guidance = command(words, "guidance", says, run_guidance)
    guidance.add_argument("adoption", metavar="ADOPTION", help="the adoption that the summary is by, in YAML")
    guidance.add_argument("summary", metavar="SUMMARY", help="a summary as JSON, or - for standard input")
    guidance.add_argument(
        "--edition", metavar="TEXT", required=True, help="what the next edition is called, such as 2027"
    )
    guidance.add_argument(
        "--from",
        dest="since",
        type=day,
        metavar="DATE",
        help="the first day of the new entries of a list that changes by date",
    )
    guidance.add_argument(
        "-o", "--output", metavar="FILE", help="the file to write, beside ADOPTION; it must not be there yet"
    )


def run_plan(options: argparse.Namespace) -> int:
    """Write a plan."""
    from cpdrules.followup.action_plan import action_plan  # noqa: PLC0415 - other commands need none of it
    from cpdrules.followup.telling import plan_as_yaml  # noqa: PLC0415

    ruleset = load(options.ruleset) if options.ruleset else None
    levels = ("must", "should", "may") if options.may else ("must", "should")
    try:
        report = read_report(options.report)
        text = plan_as_yaml(action_plan(report, ruleset, levels=levels))
    except ValueError as fault:
        return refused(fault)
    return written(text, options.output)


def run_changes(options: argparse.Namespace) -> int:
    """Say what changed."""
    from cpdrules.followup.changes import changes  # noqa: PLC0415 - other commands need none of it
    from cpdrules.followup.telling import changes_as_markdown, changes_as_text  # noqa: PLC0415

    try:
        found = changes(read_report(options.before), read_report(options.after))
    except ValueError as fault:
        return refused(fault)
    if options.format == "json":
        show(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        told = changes_as_markdown if options.format == "markdown" else changes_as_text
        show(told(found).removesuffix("\n"))
    return OK


def run_guidance(options: argparse.Namespace) -> int:
    """Write the next adoption."""
    from cpdrules.followup.guidance import next_adoption  # noqa: PLC0415 - other commands need none of it

    try:
        summary = read_summary(options.summary)
        text = next_adoption(options.adoption, summary, edition=options.edition, since=options.since)
    except ValueError as fault:
        return refused(fault)
    return written(text, options.output)
