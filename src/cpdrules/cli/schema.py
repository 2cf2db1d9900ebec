"""`cpdrules schema`: the JSON Schemas for editors and other tools."""

from __future__ import annotations

import argparse
from typing import Any

from cpdrules.cli.common import FAULT, OK, command, show
from cpdrules.loading.load import load

WHAT = ("rules", "cases", "record", "report")


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "schema", "print a JSON Schema for editors and other tools", run)
    own.add_argument("what", choices=WHAT, help="of rule files, case files, records or reports")
    own.add_argument(
        "ruleset",
        nargs="?",
        metavar="RULESET",
        help="for a record: the rule set whose facts the schema knows",
    )


def run(options: argparse.Namespace) -> int:
    """Print a schema."""
    from cpdrules.authoring.schema import as_text, schema  # noqa: PLC0415 - the other commands need none

    if options.ruleset is not None and options.what != "record":
        show("only the schema of a record depends on a rule set")
        return FAULT
    ruleset = load(options.ruleset) if options.ruleset is not None else None
    show(as_text(schema(options.what, ruleset)).removesuffix("\n"))
    return OK
