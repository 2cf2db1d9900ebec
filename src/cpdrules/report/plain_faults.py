"""What is wrong with the plain data of a report, and at which place, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from cpdrules.source import did_you_mean

DEEPEST = 150
"""Lists and mappings inside one another. A part of a finding takes two; rule files nest 64 at most."""
LONGEST = 1024 * 1024
"""Characters of one text: as much as a whole rule file."""
LARGEST = 2**53
"""The whole numbers up to here are read alike by every reader of JSON."""
TOO_DEEP = "the findings are nested too deeply"
MOST_FAULTS = 20
Place: TypeAlias = tuple[str | int, ...]
ALSO_WRITTEN = {"Finding": ("may",), "Report": ("may",), "Selection": ("may",)}
_LONGEST_STEP = 60


class Fault(ValueError):  # noqa: N818 - a fault lies in the data, an error in a program
    """Something that is wrong at the value being read; `below` leads from it to the exact place."""

    def __init__(self, says: str, *below: str | int) -> None:
        super().__init__(says)
        self.below = below


def check_tree(root: object) -> None:
    """Make sure that data is a tree of JSON values, of a depth and with texts that can be read.

    A list or mapping that stands in two places is refused: that is how few bytes become endless data.
    Raises ValueError.
    """
    seen: set[int] = set()
    steps: list[str | int] = []
    open_: list[Iterator[tuple[Any, Any]]] = [iter([("", root)])]
    while open_:
        for step, value in open_[-1]:
            kind = type(value)
            if kind is not dict and kind is not list:
                if says := _scalar_fault(value):
                    raise ValueError(described(says, (*steps[1:], step) if steps else ()))
                continue
            steps.append(step)
            if says := _container_fault(value, len(steps), seen):
                raise ValueError(described(says, steps[1:]))
            seen.add(id(value))
            open_.append(iter(value.items() if kind is dict else enumerate(value)))
            break
        else:
            open_.pop()
            del steps[-1:]


def _scalar_fault(value: object) -> str:
    """Why a value is no single value of JSON that can be read; nothing when it is one."""
    kind = type(value)
    if kind is str:
        return "" if len(value) <= LONGEST else f"the text is longer than {LONGEST:,} characters"  # type: ignore[arg-type]
    if value is None or kind is bool:
        return ""
    if kind is int:
        return "" if -LARGEST <= value <= LARGEST else "the whole number is too large"  # type: ignore[operator]
    if kind is float:
        return "numbers with a point are written as text, such as `1.5`, to be exact"
    return "a text, a whole number, true, false, null, a list or a mapping is expected here"


def _container_fault(value: dict[Any, Any] | list[Any], depth: int, seen: set[int]) -> str:
    """Why a list or mapping cannot be read; nothing when it can."""
    if id(value) in seen:
        return "this list or mapping also stands in another place or in itself; a report repeats nothing"
    if depth > DEEPEST:
        return f"more than {DEEPEST} lists and mappings are nested in one another"
    if type(value) is dict and not all(type(key) is str for key in value):
        return "the keys of a mapping are texts"
    return ""


def explained(error: BaseException, whole: str = "report") -> str:
    """Every fault that cattrs gathered, one a line, each with the JSON Pointer of its place in the whole."""
    lines: list[str] = []
    more = 0
    for says, place in _faults(error, (), whole):
        if len(lines) < MOST_FAULTS:
            lines.append(described(says(), place, whole))
        else:
            more += 1
    return "\n".join([*lines, f"and {more:,} more"] if more else lines)


def described(says: str, place: Sequence[str | int], whole: str = "report") -> str:
    """A fault with its place: `/findings/0/kind: a text is expected here`."""
    return f"{pointer(place) or whole}: {says}"


def pointer(place: Sequence[str | int]) -> str:
    """The JSON Pointer of a place; very long keys are cut."""
    return "".join("/" + _step(step).replace("~", "~0").replace("/", "~1") for step in place)


def _step(step: str | int) -> str:
    text = str(step)
    text = text if len(text) <= _LONGEST_STEP else text[:_LONGEST_STEP] + "…"
    return text.encode("unicode_escape").decode() if not text.isprintable() else text


def _faults(error: BaseException, place: Place, whole: str) -> Iterator[tuple[Callable[[], str], Place]]:
    """Yield how to say each fault, and its place: most are counted only, so none is put into words here."""
    if isinstance(error, BaseValidationError):
        for each in error.exceptions:
            yield from _faults(each, (*place, *_step_to(each)), whole)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = (*(field.name for field in attrs.fields(error.cl)), *ALSO_WRITTEN.get(error.cl.__name__, ()))
        for key in sorted(error.extra_fields):
            yield partial(_unknown_key, key, known, whole), (*place, key)
    elif isinstance(error, KeyError):
        yield lambda: f"the key `{error.args[0]}` is missing", place[:-1]
    elif isinstance(error, Fault):
        yield lambda: str(error), (*place, *error.below)
    elif isinstance(error, RecursionError):
        yield lambda: TOO_DEEP, place
    else:
        yield lambda: str(error), place


def _step_to(error: BaseException) -> Place:
    """The key or number under which a fault was met."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _unknown_key(key: str, known: tuple[str, ...], whole: str) -> str:
    meant = did_you_mean(key, known)
    return f"a {whole} has no such key here; {meant or 'known here: ' + ', '.join(known)}"
