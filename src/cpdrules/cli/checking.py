"""`cpdrules check`: what is wrong with rule sets, case files and records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cpdrules.cli.common import FAULT, OK, STANDARD_INPUT, command, looks_like_json, show, standard_input
from cpdrules.loading.check_file import Checked, check, check_bytes
from cpdrules.loading.library import ENDING, WORDS_ENDING
from cpdrules.loading.load import load
from cpdrules.loading.register import LINES, records_below
from cpdrules.rules import case
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, files_below, render_diagnostics

ENDINGS = (ENDING, case.ENDING, WORDS_ENDING)
"""How the files end that are looked for in a folder; a record has no ending of its own."""


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "check", "check rule sets, case files and records", run)
    own.add_argument(
        "files",
        nargs="+",
        metavar="PATH",
        help="a file, a bundled rule set, - for standard input, or a folder to search for *.cpd.yaml, *.cpdtest.yaml "
        "and *.words.yaml, with --with for records too",
    )
    own.add_argument(
        "--with", dest="ruleset", metavar="RULESET", help="hold records against this rule set's vocabulary"
    )


def run(options: argparse.Namespace) -> int:
    """Check files; print what is wrong with each."""
    ruleset = load(options.ruleset) if options.ruleset else None
    code = OK
    told: set[Diagnostic] = set()
    for name in named(options.files, records=ruleset is not None):
        checked = check_one(name, ruleset)
        # A file that builds on a faulty one has the same faults.
        new = tuple(each for each in checked.diagnostics if each not in told)
        told.update(new)
        if new:
            show(render_diagnostics(new, DEFAULT_LIMITS))
        if checked.diagnostics and not checked.ok and not new:
            show(f"{name}: its faults are told above")
        if checked.ok and checked.kind is not None:
            found = "no error" if checked.diagnostics else "nothing wrong"
            show(f"{name}: {checked.kind.value}, {found}")
        else:
            code = FAULT
    return code


def named(paths: list[str], records: bool) -> Iterator[str]:
    """Yield what is to be checked, in place of a folder the files in it; its `records` too where they are wanted."""
    for path in paths:
        is_folder = Path(path).is_dir()
        found = [str(each) for each in files_below(path, ENDINGS)] if is_folder else []
        if is_folder and records:
            found += [str(each) for each in records_below(path) if each.suffix != LINES]
        yield from found or [path]


def check_one(name: str, ruleset: RuleSet | None) -> Checked:
    """Check one file, or standard input."""
    if Path(name).is_dir():
        return Checked(None, (nothing_in(name),))
    if name == STANDARD_INPUT:
        return check_bytes(
            standard_input(), "<stdin>.json" if looks_like_json() else "<stdin>", ruleset=ruleset
        )
    return check(name, ruleset=ruleset)


def nothing_in(folder: str) -> Diagnostic:
    """Say that a folder holds nothing to check."""
    message = f"no file in this folder ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
    return Diagnostic(
        code="S001", message=message, hint="name each record that is to be checked", name=folder
    )
