"""`cpdrules describe`: a rule set said back in words."""

from __future__ import annotations

import argparse
from typing import Any

from cpdrules.cli.common import OK, command, show
from cpdrules.loading.load import load


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "describe", "say a rule set back in plain words", run)
    own.add_argument("ruleset", metavar="RULESET", help="a rule file or a bundled rule set")
    own.add_argument("--format", choices=("text", "markdown"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print what a rule set says."""
    ruleset = load(options.ruleset)
    if options.format == "markdown":
        from cpdrules.rendering.markdown import description_to_markdown  # noqa: PLC0415 - only where asked for

        told = description_to_markdown(ruleset)
    else:
        from cpdrules.prose.describe import describe  # noqa: PLC0415

        told = describe(ruleset)
    show(told.removesuffix("\n"))
    return OK
