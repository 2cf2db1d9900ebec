"""The command: arguments in, text out. A module for each word that may stand after `cpdrules`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from cpdrules import __version__
from cpdrules.cli import (
    auditing,
    checking,
    comparing,
    describing,
    following,
    judging,
    listing,
    schema,
    starting,
    testing,
)
from cpdrules.cli.common import EXIT_CODES, FAULT
from cpdrules.errors import CpdRulesError
from cpdrules.rendering.text import safe

COMMANDS = (checking, judging, comparing, following, auditing, testing, describing, listing, schema, starting)


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
    words = top.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(words)
    return top
