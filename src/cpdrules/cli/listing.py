"""`cpdrules rulesets`: the bundled rule sets."""

from __future__ import annotations

import argparse
from typing import Any

from cpdrules.cli.common import OK, command, show
from cpdrules.loading.library import bundled
from cpdrules.loading.load import load


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    command(words, "rulesets", "list the bundled rule sets", run)


def run(options: argparse.Namespace) -> int:
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
