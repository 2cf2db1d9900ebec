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
from cpdrules.source.nodes import Document, Fault, Mapping, Node, Scalar, Sequence, pointer
from cpdrules.source.places import BRACKET, STRING, JsonPlaces, Lines

_FILLED = re.compile(r"[\[{](?!\s*+[\]}])")


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
    if _too_deep(text, document) or _too_many(text, document):
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


def _too_deep(text: str, document: Document) -> bool:
    """Whether brackets nest too deeply, found before the parser recurses into them."""
    most, depth = document.limits.nesting, 0
    if text.count("[") + text.count("{") <= most:
        return False
    for match in BRACKET.finditer(text):
        depth += 1 if match[1] in "[{" else -1
        if depth > most:
            place = Lines(text).between(match.end() - 1, match.end())
            document.fault(*too_deep(document.limits), span=document.span(place))
            return True
    return False


def _too_many(text: str, document: Document) -> bool:
    """Whether there are too many values, counted before any is made."""
    most = document.limits.record_nodes
    if text.count(",") + text.count("[") + text.count("{") < most:
        return False
    bare = STRING.sub('""', text)
    if bare.count(",") + sum(1 for _ in _FILLED.finditer(bare)) < most:
        return False
    document.fault(*too_many(most, "record_nodes"), span=document.span((1, 1, 1, 1)))
    return True


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
        while self._todo:
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
                if fault := key_fault(key, limits, search=search):
                    node.fault_key(key, *fault)
        if len(entries) < len(pairs):
            self._refuse_repeated(node, [key for key, _ in pairs])

    def _refuse_repeated(self, node: Mapping, keys: list[str]) -> None:
        times: dict[str, int] = {}
        for key in keys:
            time = times[key] = times.get(key, -1) + 1
            if time:
                steps = (*node.steps, key)
                line, column = self._places.key(steps)[:2]
                message = f"{cited(key)} is given twice; the first is at line {line}, column {column}"
                span = self._document.span(self._places.key(steps, time))
                path = node.path + pointer(key)
                self._document.fault("S011", message, "keep one of the two", path=path, span=span)

    def _node(self, data: Any, parent: Mapping | Sequence | None, step: str | int) -> Node:
        kind = type(data)
        if kind is str:
            fault = text_fault(data, self._document.limits, search=self._search)
            return self._scalar(data, parent, step, fault, plain=False)
        if kind is _Number:
            return self._scalar(str(data), parent, step, number_fault(len(data), self._document.limits))
        if kind is tuple or kind is list:
            node = (Mapping if kind is tuple else Sequence)(self._document, parent, step)
            self._todo.append((node, data))
            return node
        if kind is _NotFinite:
            return self._scalar(str(data), parent, step, not_finite(str(data)))
        return self._scalar(None if data is None else str(data).lower(), parent, step, None)

    def _scalar(
        self,
        value: str | None,
        parent: Mapping | Sequence | None,
        step: str | int,
        fault: Fault | None,
        *,
        plain: bool = True,
    ) -> Scalar:
        node = Scalar(self._document, parent, step, value=value, plain=plain)
        if fault is not None:
            node.refuse(fault)
        return node
