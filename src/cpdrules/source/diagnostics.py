"""What is wrong, where, and how to mend it."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cpdrules.source.characters import shown
from cpdrules.source.limits import DEFAULT_LIMITS, Limits


@attrs.frozen
class Span:
    """A stretch of a file, from a line and column to another; all count from 1, columns in code points.

    `file` is the name as the caller gave it; it is never made absolute.
    The end is the place just after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{shown(self.file)}:{self.line}:{self.column}"


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One fault, or one warning, in the author's words, with its place and how to mend it.

    `code` is stable and has a documentation page; `path` is a JSON Pointer into the data.
    `severity` is `error` or `warning`. Where there is no `span`, `name` says what was read.
    """

    code: str
    message: str
    hint: str = ""
    path: str = ""
    span: Span | None = None
    severity: str = "error"
    name: str = ""

    def __str__(self) -> str:
        place = str(self.span) if self.span else shown(self.name + self.path)
        says = shown(f"{self.message}; {self.hint}" if self.hint else self.message)
        return f"{place + ': ' if place else ''}{self.severity}[{self.code}]: {says}"

    def to_dict(self) -> dict[str, Any]:
        """The diagnostic as plain data, fit for JSON; `from_dict` reads it back."""
        return attrs.asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Diagnostic":
        """The diagnostic that `to_dict` wrote."""
        span = data.get("span")
        return cls(**{**data, "span": Span(**span) if span else None})


def render_diagnostics(diagnostics: Iterable[Diagnostic], limits: Limits = DEFAULT_LIMITS) -> str:
    """The diagnostics in place order, one a line, and how many more there are beyond the limits.

    Where not all can be shown, errors go before warnings.
    """
    found = list(diagnostics)
    first = sorted(found, key=lambda each: each.severity != "error")[: limits.diagnostics]
    lines = _fitting([str(each) for each in sorted(first, key=_place)], limits.diagnostics_bytes)
    if len(lines) < len(found):
        lines.append(f"and {len(found) - len(lines):,} more")
    return "\n".join(lines)


# Room for the closing line, "and 1,234 more".
_CLOSING = 32


def _fitting(lines: list[str], most: int) -> list[str]:
    """The first lines that fit; the very first is cut rather than left out."""
    left = most - _CLOSING
    fitting: list[str] = []
    for line in lines:
        size = len(line.encode()) + 1
        if size > left:
            return fitting or [line.encode()[: max(left - 4, 0)].decode(errors="ignore") + "…"]
        fitting.append(line)
        left -= size
    return fitting


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    span = diagnostic.span
    return (span.file, span.line, span.column) if span else (diagnostic.name, 0, 0)
