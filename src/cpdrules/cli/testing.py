"""`cpdrules test`: the cases beside rule sets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from cpdrules.cli.common import command


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "test", "run the cases beside rule sets", run)
    own.add_argument(
        "paths", nargs="+", metavar="PATH", help="case files, or folders to search for *.cpdtest.yaml"
    )
    own.add_argument(
        "--coverage", action="store_true", help="print requirement by verdict; fail while a must lacks a case"
    )
    own.add_argument(
        "--mutate",
        action="store_true",
        help="change each number, day and choice of the rules by its smallest step; fail while no case notes it",
    )


def run(options: argparse.Namespace) -> int:
    """Run case files."""
    from cpdrules.testing.command import cli_test  # noqa: PLC0415 - the other commands need no runner

    paths = [Path(each) for each in options.paths]
    return cli_test(paths, coverage=options.coverage, mutate=options.mutate, out=sys.stdout)
