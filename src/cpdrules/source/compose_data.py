"""Plain Python data to the same nodes as files, so that one reading of them serves both."""

from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.source.checks import key_fault, not_finite, number_fault, text_fault, too_deep, too_many
from cpdrules.source.nodes import Document, Fault, Mapping, Node, Scalar, Sequence, Value

_Parent = Mapping | Sequence | None

# Most values are of these very kinds; asking for each kind in turn was half of the reading.
_PLAIN = {str, bool, int, float, Decimal, Fraction, date, type(None)}
_AS_IT_IS = _PLAIN - {float}


def compose(data: Any, document: Document) -> Node | None:
    """The tree of the data, or nothing when there is too much of it; faults go to the document."""
    try:
        return _Composer(document).compose(data)
    except _StopReading:
        return None


class _StopReading(Exception):  # noqa: N818
    """Raised after a fault that makes the rest of the data too much to read."""


@attrs.frozen
class _Open:
    """A mapping or sequence that is still to be filled, inside those that hold it."""

    node: Mapping | Sequence
    data: Any
    around: "_Open | None"
    depth: int

    def is_inside(self, data: Any) -> bool:
        """Whether the data is this one or holds it."""
        each: _Open | None = self
        while each is not None and each.data is not data:
            each = each.around
        return each is not None


class _Composer:
    """Turns data into nodes, top down, with a list of what is still to do instead of recursion."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._todo: list[_Open] = []
        self._nodes = 0
        self._good_keys: set[str] = set()

    def compose(self, data: Any) -> Node:
        """The tree of the whole data."""
        root = self._node(data, None, "", None)
        while self._todo:
            around = self._todo.pop()
            if isinstance(around.node, Sequence):
                for index, each in enumerate(around.data):
                    around.node.items.append(self._node(each, around.node, index, around))
            else:
                self._fill(around.node, _pairs(around.data), around)
        return root

    def _fill(self, node: Mapping, pairs: Iterable[tuple[Any, Any]], around: _Open) -> None:
        for key, value in pairs:
            if not isinstance(key, str):
                node.fault("S017", "a key is not text", "give every key as text")
                continue
            name = str.__str__(key)
            node.entries[name] = self._node(value, node, name, around)
            if name in self._good_keys:  # the items of a list have the same few
                continue
            if fault := key_fault(name, self._document.limits):
                node.fault_key(name, *fault)
                del node.entries[name]
            else:
                self._good_keys.add(name)

    def _node(self, data: Any, parent: _Parent, step: str | int, around: _Open | None) -> Node:
        self._count()
        kind = type(data)
        if kind not in _PLAIN and (isinstance(data, (list, tuple, AbstractMapping)) or attrs.has(kind)):
            return self._container(data, parent, step, around)
        value, fault = (data, None) if kind in _AS_IT_IS else _value(data)
        node = Scalar(self._document, parent, step, value=value, plain=not isinstance(value, str))
        fault = fault or _value_fault(value, self._document)
        if fault is not None:
            node.refuse(fault)
        return node

    def _container(self, data: Any, parent: _Parent, step: str | int, around: _Open | None) -> Node:
        kind = Sequence if isinstance(data, (list, tuple)) else Mapping
        node = kind(self._document, parent, step)
        depth = around.depth + 1 if around else 1
        if around is not None and around.is_inside(data):
            node.fault("S026", "this contains itself", "give a copy that does not")
            node.broken = True
        elif depth > self._document.limits.nesting:
            node.fault(*too_deep(self._document.limits))
            raise _StopReading
        else:
            self._todo.append(_Open(node, data, around, depth))
        return node

    def _count(self) -> None:
        self._nodes += 1
        most = self._document.limits.record_nodes
        if self._nodes > most:
            self._document.fault(*too_many(most, "record_nodes"))
            raise _StopReading


def _pairs(data: Any) -> Iterable[tuple[Any, Any]]:
    """Keys and values; a field that is None says nothing, so it is left out."""
    if isinstance(data, AbstractMapping):
        return data.items()
    given = ((field.name, getattr(data, field.name)) for field in attrs.fields(type(data)))
    return [(name, value) for name, value in given if value is not None]


def _value(data: Any) -> tuple[Value, Fault | None]:
    """The data as a scalar's value, and what is wrong with its kind."""
    if data is None or isinstance(data, (bool, Decimal, Fraction)):
        return data, None
    if isinstance(data, str):
        return str.__str__(data), None
    if isinstance(data, int):
        return int(data), None
    if isinstance(data, float):
        return Decimal(repr(float(data))), None
    if isinstance(data, datetime):
        return None, ("S028", "this date has a time of day", "give the date alone, as in `2024-03-01`")
    if isinstance(data, date):
        return data, None
    hint = "give text, a number, a date, true or false, a list or a dict"
    return None, ("S027", "a value of this kind cannot be read", hint)


def _value_fault(value: Value, document: Document) -> Fault | None:
    if isinstance(value, str):
        return text_fault(value, document.limits)
    if isinstance(value, Decimal):
        return _decimal_fault(value, document)
    if isinstance(value, (int, Fraction)):
        return number_fault(_digits(value.numerator) + _digits(value.denominator) - 1, document.limits)
    return None


def _decimal_fault(value: Decimal, document: Document) -> Fault | None:
    if not value.is_finite():
        return not_finite(str(value).lower())
    _, digits, exponent = value.as_tuple()
    return number_fault(max(len(digits), abs(int(exponent)) + 1, abs(value.adjusted()) + 1), document.limits)


def _digits(number: int) -> int:
    """About how many decimal digits, without writing a huge number out, which would take long."""
    return int(number.bit_length() * 0.30103) + 1
