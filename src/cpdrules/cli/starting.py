"""`cpdrules init`: a first rule set, its cases and a record."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from cpdrules.cli.common import FAULT, OK, command, show


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "init", "write a small rule set, its cases and a record to start from", run)
    own.add_argument("folder", metavar="DIR", help="a folder; it is made if it is not there")


def run(options: argparse.Namespace) -> int:
    """Write the files; print their names and what to do next."""
    from cpdrules.authoring.start import start  # noqa: PLC0415 - the other commands need none of it

    try:
        written = start(options.folder)
    except OSError as error:
        told = str(error) if isinstance(error, FileExistsError) and not error.strerror else error.strerror
        show(f"{options.folder}: {told}", sys.stderr)
        return FAULT
    for path in written:
        show(str(path))
    show(f"next: read {written[0]}")
    return OK
