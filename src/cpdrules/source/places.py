"""Where things stand in a text: lines and columns of offsets, and offsets of JSON values."""

import json
import re
from collections.abc import Sequence
from functools import cached_property

_SPACE = re.compile(r"[ \t\n\r]*")
_BARE = re.compile(r"[^ \t\n\r,\]}]+")

# All possessive: a hostile text cannot make these step back. Those that are searched for match whatever
# comes, open strings and the end of the text among it, so that no search begins again and again.
STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
OPEN_STRING = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?', re.DOTALL)
BRACKET = re.compile(rf'[^"\[\]{{}}]*+(?:{OPEN_STRING.pattern}[^"\[\]{{}}]*+)*+([\[\]{{}}]|\Z)', re.DOTALL)
"""A bracket or brace outside strings, as group 1, with all that stands before it; at last the end."""

OPENING = frozenset("[{")
CLOSING = frozenset("]}")

Place = tuple[int, int, int, int]

# Small enough to count through for each place, large enough for the table of them to stay small.
_BLOCK = 1 << 12


class Lines:
    """The lines of a text, to turn offsets into lines and columns that count from 1.

    A table of blocks, not of lines: a large file may have a line for each of its bytes.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the offset."""
        block = offset // _BLOCK
        line, start = self._onwards(*self._blocks[block], block * _BLOCK, offset)
        return line, offset - start + 1

    def between(self, start: int, end: int) -> Place:
        """Line and column of both ends."""
        return (*self.at(start), *self.at(end))

    def end(self) -> Place:
        """The place after the last character."""
        return self.between(len(self._text), len(self._text))

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """For the first offset of each block, its line and where that line starts."""
        blocks = [(1, 0)]
        for start in range(0, len(self._text), _BLOCK):
            blocks.append(self._onwards(*blocks[-1], start, start + _BLOCK))
        return blocks

    def _onwards(self, line: int, start: int, before: int, offset: int) -> tuple[int, int]:
        """The line of the offset and where it starts, from those of an offset before."""
        count, find = self._text.count, self._text.rfind
        # CR LF is one break, and ends with its LF.
        breaks = count("\n", before, offset) + count("\r", before, offset) - count("\r\n", before, offset + 1)
        last = max(find("\n", before, offset), find("\r", before, offset))
        if last == offset - 1 and self._text.startswith("\r\n", last):
            last = max(find("\n", before, last), find("\r", before, last))
        return line + breaks, start if last < 0 else last + 1


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
        return self._closing(at) if first in OPENING else _end_of(_BARE, self._text, at)

    def _closing(self, at: int) -> int:
        brackets = BRACKET.finditer(self._text, at)
        depth = 0
        while True:
            match = next(brackets)
            depth += 1 if match[1] in OPENING else -1
            if depth == 0:
                return match.end()


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
