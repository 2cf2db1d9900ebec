"""JSON text to the same nodes as YAML: numbers stay text, and nothing is located before a fault needs it."""

import json
import re
from typing import Any

from cpdrules.source.characters import cited
from cpdrules.source.checks import (
    key_fault,
    not_finite,
    nothing_to_read,
    number_fault,
    text_fault,
    too_deep,
    too_many,
)
from cpdrules.source.json_syntax import SPACE, explain, refuse_rest
from cpdrules.source.limits import Limits
from cpdrules.source.nodes import Document, Fault, Mapping, Node, Scalar, Sequence, pointer
from cpdrules.source.places import BRACKET, CLOSING, OPEN_STRING, OPENING, JsonPlaces, Lines

_COUNTED = re.compile(rf"{OPEN_STRING.pattern}|,|[\[{{](?!\s*+[\]}}])", re.DOTALL)


class _Number(str):
    """The text of a number, apart from the text of a string."""

    __slots__ = ()


class _NotFinite(str):
    """`NaN` or `Infinity`, which Python reads and JSON does not have."""

    __slots__ = ()


# Pairs become a tuple where a list stays a list: this keeps repeated keys for the tree to find.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=_Number, parse_float=_Number, parse_constant=_NotFinite
)


def compose(text: str, document: Document) -> Node | None:
    """The tree of the text, or nothing when it cannot be composed; faults go to the document."""
    start = len(text) - len(text.lstrip(SPACE))
    if start == len(text):
        nothing_to_read(document)
        return None
    if oversize := _oversize(text, document.limits):
        offset, fault = oversize
        document.fault(*fault, span=document.span(Lines(text).between(offset, offset + 1)))
        return None
    try:
        data, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        explain(error.pos, text, document)
        return None
    # An embedder may allow more nesting than Python's own stack does.
    except RecursionError:
        document.fault(*too_deep(document.limits), span=document.span((1, 1, 1, 1)))
        return None
    if refuse_rest(end, text, document):
        return None
    document.places = JsonPlaces(text)
    return _Composer(document, document.places, search="\\" in text).compose(data)


def _oversize(text: str, limits: Limits) -> tuple[int, Fault] | None:
    """Where and how the text goes beyond the limits, found before anything recurses or is made."""
    most = limits.record_nodes
    if text.count(",") + text.count("[") + text.count("{") >= most and _values(text, most) > most:
        return 0, too_many(most, "record_nodes")
    depth = opened = 0
    for match in BRACKET.finditer(text):
        if match[1] in CLOSING:
            depth -= 1
        if match[1] in OPENING:
            depth, opened = depth + 1, opened + 1
        if depth > limits.nesting:
            return match.end() - 1, too_deep(limits)
        # Only where the text is no JSON: there, lists need not follow a comma.
        if opened > most:
            return 0, too_many(most, "record_nodes")
    return None


def _values(text: str, most: int) -> int:
    """How many values there are: each but the first follows a comma, or is the first in what holds it.

    Counting stops past the most; nor can there be more texts than two for each value.
    """
    values, texts = 1, 0
    for match in _COUNTED.finditer(text):
        if match[0][0] == '"':
            texts += 1
        else:
            values += 1
        if values > most or texts > 2 * most:
            return most + 1
    return values


class _Composer:
    """Turns decoded JSON into nodes, top down, with a list of what is still to do instead of recursion."""

    def __init__(self, document: Document, places: JsonPlaces, *, search: bool) -> None:
        self._document = document
        self._places = places
        self._search = search
        self._todo: list[tuple[Any, Any]] = []

    def compose(self, data: Any) -> Node:
        """The tree of the whole data."""
        root = self._node(data, None, "")
        while self._todo and not self._document.full:
            node, inside = self._todo.pop()
            if isinstance(node, Sequence):
                node.items = [self._node(each, node, index) for index, each in enumerate(inside)]
            else:
                self._fill(node, inside)
        return root

    def _fill(self, node: Mapping, pairs: tuple[tuple[str, Any], ...]) -> None:
        entries, limits, search = node.entries, self._document.limits, self._search
        for key, value in pairs:
            if key not in entries:
                entries[key] = self._node(value, node, key)
        if len(entries) < len(pairs):
            self._refuse_repeated(node, [key for key, _ in pairs])
        for key in list(entries):
            if fault := key_fault(key, limits, search=search):
                node.fault_key(key, *fault)
                del entries[key]

    def _refuse_repeated(self, node: Mapping, keys: list[str]) -> None:
        times: dict[str, int] = {}
        for key in keys:
            time = times[key] = times.get(key, -1) + 1
            if time and not self._document.full:
                steps = (*node.steps, key)
                line, column = self._places.key(steps)[:2]
                message = f"{cited(key)} is given twice; the first is at line {line}, column {column}"
                span = self._document.span(self._places.key(steps, time))
                path = node.path + pointer(key)
                self._document.fault("S011", message, "keep one of the two", path=path, span=span)

    def _node(self, data: Any, parent: Mapping | Sequence | None, step: str | int) -> Node:
        kind = type(data)
        document = self._document
        if kind is str:
            node = Scalar(document, parent, step, value=data, plain=False)
            fault = text_fault(data, document.limits, search=self._search)
        elif kind is _Number:
            node = Scalar(document, parent, step, value=str(data))
            fault = number_fault(len(data), document.limits)
        elif kind is tuple or kind is list:
            container = (Mapping if kind is tuple else Sequence)(document, parent, step)
            self._todo.append((container, data))
            return container
        else:
            node = Scalar(document, parent, step, value=None if data is None else str(data).lower())
            fault = not_finite(str(data)) if kind is _NotFinite else None
        if fault is not None:
            node.refuse(fault)
        return node
