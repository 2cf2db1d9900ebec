"""Lines of prose: a heading, or an item at a depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs


@attrs.frozen
class Line:
    """An item of a list, so deep inside other items."""

    depth: int
    text: str


@attrs.frozen
class Heading:
    """A heading over the lines that follow."""

    text: str
    is_title: bool = False


def as_text(lines: Iterable[Line | Heading]) -> str:
    """Lay lines out for a terminal."""
    return "\n".join(_text(lines)) + "\n"


def _text(lines: Iterable[Line | Heading]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if isinstance(line, Heading):
            if number:
                yield ""
            yield line.text
            yield ("=" if line.is_title else "-") * len(line.text)
        else:
            yield "  " * line.depth + "- " + line.text
