"""What commands keep and read again: reports and summaries as JSON, and files that are written once."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cpdrules.cli.common import FAULT, OK, STANDARD_INPUT, show, standard_input
from cpdrules.report.report import Report
from cpdrules.report.summary import Summary


class UnusableError(ValueError):
    """A report or a summary cannot be used; the message says where it stands and why."""


def read_report(name: str) -> Report:
    """Read a report from JSON, or raise with where it stands and what is wrong."""
    data = _json_of(name, "report", "write one with `cpdrules evaluate --format json`")
    try:
        return Report.from_dict(data)
    except ValueError as fault:
        raise UnusableError(f"{name}: {fault}") from None


def read_summary(name: str) -> Summary:
    """Read a summary from JSON, or raise with where it stands and what is wrong."""
    hint = "write one with `cpdrules evaluate --only-summary --format json`"
    data = _json_of(name, "summary", hint)
    if not isinstance(data, dict) or list(data) != ["summary"]:
        raise UnusableError(f"{name}: this is no summary as JSON; {hint}")
    try:
        return Summary.from_dict(data["summary"])
    except ValueError as fault:
        raise UnusableError(f"{name}: {fault}") from None


def _json_of(name: str, kind: str, hint: str) -> Any:
    try:
        text = standard_input() if name == STANDARD_INPUT else Path(name).read_bytes()
        return json.loads(text)
    except OSError as fault:
        raise UnusableError(f"{name}: cannot be read: {fault.strerror}") from None
    except ValueError:
        raise UnusableError(f"{name}: this is no {kind} as JSON; {hint}") from None


def written(text: str, output: str | None) -> int:
    """Write a text to a file that is not there yet, or print it; return the exit code."""
    if output is None:
        show(text.removesuffix("\n"))
        return OK
    try:
        with Path(output).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return refused(f"{output} is there already; what people wrote in it would be lost")
    except OSError as fault:
        return refused(f"{output} cannot be written: {fault.strerror}")
    return OK


def refused(fault: object) -> int:
    """Say why, and return the exit code for it."""
    show(str(fault), sys.stderr)
    return FAULT
