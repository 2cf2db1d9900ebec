"""`cpdrules check`: what is wrong with rule sets, case files and records."""

from __future__ import annotations

import argparse
from typing import Any

from cpdrules.cli.common import FAULT, OK, STANDARD_INPUT, command, looks_like_json, show, standard_input
from cpdrules.loading.check_file import Checked, check, check_bytes
from cpdrules.loading.load import load
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, render_diagnostics


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "check", "check rule sets, case files and records", run)
    own.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, a bundled rule set, or - for standard input"
    )
    own.add_argument(
        "--with", dest="ruleset", metavar="RULESET", help="hold records against this rule set's vocabulary"
    )


def run(options: argparse.Namespace) -> int:
    """Check files; print what is wrong with each."""
    ruleset = load(options.ruleset) if options.ruleset else None
    code = OK
    for name in options.files:
        checked = check_one(name, ruleset)
        if checked.diagnostics:
            show(render_diagnostics(checked.diagnostics, DEFAULT_LIMITS))
        if checked.ok and checked.kind is not None:
            found = "no error" if checked.diagnostics else "nothing wrong"
            show(f"{name}: {checked.kind.value}, {found}")
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
