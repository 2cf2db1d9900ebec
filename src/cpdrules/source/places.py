"""Where things stand in a text: lines and columns of offsets, and offsets of JSON values."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

_BREAK = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"[ \t\n\r]*")
_BARE = re.compile(r"[^ \t\n\r,\]}]+")
# Possessive throughout: a hostile text cannot make these step back.
STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
# One match for each bracket outside strings, with all that stands before it; an open string runs to the end.
BRACKET = re.compile(r'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.?[^"\\]*+)*+"?[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL)

Place = tuple[int, int, int, int]


class Lines:
    """The lines of a text, to turn offsets into lines and columns that count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def between(self, start: int, end: int) -> Place:
        """Line and column of both ends."""
        return (*self.at(start), *self.at(end))


class JsonPlaces:
    """Finds the places of values in a JSON text that is known to be well formed.

    Reading stays fast because nothing is located before a fault needs it;
    each list or object is scanned once, however many faults lie inside.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._children: dict[int, dict[str | int, list[tuple[int, int]]]] = {}

    def value(self, steps: Sequence[str | int]) -> Place:
        """The place of the value that these keys and positions lead to."""
        start = self._start(steps)
        return self._lines.between(start, self._end(start))

    def key(self, steps: Sequence[str | int], time: int = 0) -> Place:
        """The place of the last key on the way; `time` tells which, where it is given more than once."""
        start = self._inside(self._start(steps[:-1]))[steps[-1]][time][0]
        return self._lines.between(start, self._end(start))

    def _start(self, steps: Sequence[str | int]) -> int:
        at = self._space(0)
        for step in steps:
            at = self._inside(at)[step][0][1]
        return at

    def _inside(self, start: int) -> dict[str | int, list[tuple[int, int]]]:
        """Where each key and its value begin, for every time the key is given."""
        if start not in self._children:
            scan = self._scan_object if self._text[start] == "{" else self._scan_list
            self._children[start] = scan(self._space(start + 1))
        return self._children[start]

    def _scan_object(self, at: int) -> dict[str | int, list[tuple[int, int]]]:
        found: dict[str | int, list[tuple[int, int]]] = {}
        while self._text[at] != "}":
            end = self._end(at)
            value = self._space(self._space(end) + 1)
            found.setdefault(json.loads(self._text[at:end]), []).append((at, value))
            at = self._next(value)
        return found

    def _scan_list(self, at: int) -> dict[str | int, list[tuple[int, int]]]:
        found: dict[str | int, list[tuple[int, int]]] = {}
        while self._text[at] != "]":
            found[len(found)] = [(at, at)]
            at = self._next(at)
        return found

    def _next(self, value: int) -> int:
        """Where the next member begins after this value, or the closing bracket stands."""
        at = self._space(self._end(value))
        return self._space(at + 1) if self._text[at] == "," else at

    def _space(self, at: int) -> int:
        return _end_of(_SPACE, self._text, at)

    def _end(self, at: int) -> int:
        first = self._text[at]
        if first == '"':
            return _end_of(STRING, self._text, at)
        return self._closing(at) if first in "[{" else _end_of(_BARE, self._text, at)

    def _closing(self, at: int) -> int:
        depth = 0
        for match in BRACKET.finditer(self._text, at):
            depth += 1 if match[1] in "[{" else -1
            if depth == 0:
                return match.end()
        return len(self._text)  # pragma: no cover


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
