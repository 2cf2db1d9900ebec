"""What the commands share: exit codes, how days and periods are read, how text is printed."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from typing import Any, TextIO

from cpdrules.rendering.text import safe
from cpdrules.semantics import DateFault, Period, parse_date
from cpdrules.source import DEFAULT_LIMITS

OK, NOT_MET, FAULT, UNDETERMINED = 0, 1, 2, 3
STANDARD_INPUT = "-"
EXIT_CODES = (
    "exit codes: 0 met, not applicable or clean; 1 not met, or a case failed; "
    "2 usage, or any fault in a file; 3 undetermined"
)


def command(words: Any, name: str, says: str, run: Callable[[argparse.Namespace], int]) -> Any:
    """Add a command to the parser; return its own parser."""
    made = words.add_parser(name, help=says, description=says, epilog=EXIT_CODES)
    made.set_defaults(run=run)
    return made


def day(text: str) -> datetime.date:
    """Read a day given on the command line."""
    try:
        return parse_date(text)
    except DateFault as fault:
        raise argparse.ArgumentTypeError(fault.reason) from None


def period(text: str) -> Period:
    """Read a period given on the command line."""
    try:
        return Period.parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def show(text: str, stream: TextIO | None = None) -> None:
    """Print text with its control characters shown."""
    out = stream or sys.stdout
    cleaned = safe(text)
    encoding = out.encoding or "utf-8"
    out.write(cleaned.encode(encoding, "backslashreplace").decode(encoding) + "\n")


_INPUT: list[bytes] = []


def standard_input() -> bytes:
    """Return what stands on standard input, read once, no more than a record may hold."""
    if not _INPUT:
        _INPUT.append(sys.stdin.buffer.read(DEFAULT_LIMITS.record_json_bytes + 1))
    return _INPUT[0]


def looks_like_json() -> bool:
    """Whether standard input begins as JSON does."""
    return standard_input().lstrip()[:1] in (b"{", b"[")
