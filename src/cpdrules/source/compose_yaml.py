"""YAML text to nodes, from parser events: nothing is constructed, no tag resolved, no reference followed."""

from itertools import accumulate
from typing import Any, NoReturn

import attrs
import yaml

from cpdrules.source.checks import key_fault, nothing_to_read, text_fault, too_deep, too_many
from cpdrules.source.nodes import Document, Fault, Mapping, Mark, Node, Scalar, Sequence, pointer
from cpdrules.source.yaml_subset import (
    alias_fault,
    cleaned,
    empty_fault,
    property_faults,
    scalar_fault,
    written_key_fault,
)
from cpdrules.source.yaml_syntax import explain

# Where PyYAML was built without libyaml, the same events come fifteen times slower.
_FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str, document: Document, *, pure: bool = False) -> Node | None:
    """The tree of the text, or nothing when it cannot be composed to its end; faults go to the document."""
    text = cleaned(text, document)
    composer = _Composer(text, document)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader if pure else _FASTEST):
            composer.take(event)
    except _StopReading:
        return composer.root if composer.complete else None
    # Beyond its own errors, the pure parser lets those of chr() out.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if "nesting depth" in str(getattr(error, "problem", "")):
            composer.deep()
        else:
            explain(error, text, document, composer.last)
        return None
    return composer.finish()


MOST_AGAIN = 2


class _StopReading(Exception):  # noqa: N818
    """Raised after a fault that makes the rest of the text not worth reading, or too much to read."""


@attrs.define
class _Frame:
    """An open mapping or sequence, up to where it has been read.

    In a mapping, `again` counts the keys that were given twice: more than two are most likely the rest of an item
    whose `-` is missing, and are not told. `key` is what the next value stands under, or None while a key is due;
    a value under a faulty key is read, but not `kept`.
    """

    node: Mapping | Sequence
    flow: bool
    start: tuple[int, int]
    end: tuple[int, int]
    is_key: bool = False
    again: int = 0
    key: str | None = None
    key_mark: Mark = (1, 1, 1, 1)
    kept: bool = True

    @property
    def key_is_due(self) -> bool:
        return self.key is None and isinstance(self.node, Mapping)


class _Composer:
    """Puts events together with a stack of its own, so that depth is counted before anything recurses."""

    def __init__(self, text: str, document: Document) -> None:
        self.root: Node | None = None
        self.complete = False
        self.last: Mark = (1, 1, 1, 1)
        self._document = document
        self._lines = text.splitlines()
        self._search = "\\" in text
        self._frames: list[_Frame] = []
        self._nodes = 0
        self._takes = {
            yaml.DocumentStartEvent: self._start_document,
            yaml.DocumentEndEvent: self._end_document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
        }

    def take(self, event: Any) -> None:
        """Take one event in."""
        start, end = event.start_mark, event.end_mark
        self.last = start.line + 1, start.column + 1, end.line + 1, end.column + 1
        if (take := self._takes.get(type(event))) is not None:
            take(event)
        if self._document.full:
            raise _StopReading

    def finish(self) -> Node | None:
        """The tree, once all events are taken."""
        if self.root is None:
            nothing_to_read(self._document)
        return self.root

    def deep(self) -> None:
        """Refuse what the parser found nested too deeply before it told of it: newer libyaml looks ahead.

        It looks no further than a key may be long, so that nearly all it has seen are brackets.
        """
        _, _, line, column = self.last
        levels = len(self._frames)
        ahead = [self._lines[line - 1][column - 1 :].rjust(len(self._lines[line - 1])), *self._lines[line:]]
        signs = [
            (at, place, sign) for at, text in enumerate(ahead, line) for place, sign in enumerate(text, 1)
        ]
        depths = accumulate(((sign in "[{") - (sign in "]}") for _, _, sign in signs), initial=levels)
        beyond = [at for at, depth in enumerate(depths, -1) if depth > self._document.limits.nesting]
        at, place, _ = signs[[*beyond, 0][0]]
        self.last = at, place, at, place + 1
        self._fault(too_deep(self._document.limits))

    def _start_document(self, _event: Any) -> None:
        if self.complete:
            message = "a second document begins here, and a file holds only one"
            self._stop(("S016", message, "move it to a file of its own"))

    def _end_document(self, _event: Any) -> None:
        self.complete = True

    def _alias(self, event: Any) -> None:
        self._fault(alias_fault(event))
        frame = self._frames[-1] if self._frames else None
        if frame is not None:
            frame.end = self.last[2:]
        if frame is not None and frame.key_is_due:
            frame.key, frame.kept = "", False
        else:
            self._put(Scalar(self._document, mark=self.last, broken=True), frame)

    def _scalar(self, event: Any) -> None:
        frame = self._frames[-1] if self._frames else None
        for fault in property_faults(event):
            self._fault(fault)
        if frame is not None:
            frame.end = self.last[2:]
        if frame is not None and frame.key_is_due and isinstance(frame.node, Mapping):
            self._key(event, frame, frame.node)
        elif frame is not None or event.value or event.style:
            self._value(event, frame)

    def _key(self, event: Any, frame: _Frame, mapping: Mapping) -> None:
        key, flow = event.value, frame.flow
        fault = (
            key_fault(key, self._document.limits, search=self._search)
            or scalar_fault(event, self._line(event.start_mark), flow=flow)
            or written_key_fault(mapping, event, self._line(event.end_mark), flow=flow)
        )
        again = fault is not None and fault[0] == "S011"
        if fault is not None and not (again and frame.again == MOST_AGAIN):
            self._fault(fault, mapping.path + pointer(key))
            mapping.misspells("")
        frame.again += again and frame.again < MOST_AGAIN
        frame.key, frame.key_mark, frame.kept = key, self.last, fault is None

    def _value(self, event: Any, frame: _Frame | None) -> None:
        written, plain = event.value, not event.style
        value = None if plain and written in ("null", "~") else written
        node = Scalar(self._document, mark=self.last, value=value, plain=plain)
        self._put(node, frame)
        if frame is not None and plain and not written:
            self._empty(node, frame)
            return
        line, flow = self._line(event.start_mark), frame is not None and frame.flow
        fault = text_fault(written, self._document.limits, search=self._search)
        if fault := fault or scalar_fault(event, line, flow=flow):
            node.refuse(fault)

    def _empty(self, node: Scalar, frame: _Frame) -> None:
        """Refuse a value that is not there; under a key that is refused already, one fault is enough."""
        key, inside = node.step, frame.node
        if isinstance(inside, Sequence):
            node.refuse(empty_fault(key))
        elif inside.get(str(key)) is node:
            inside.fault_key(str(key), *empty_fault(key, cut=frame.flow and len(inside) > 1))
            node.void()

    def _open(self, event: Any) -> None:
        limits = self._document.limits
        if len(self._frames) == limits.nesting:
            self._stop(too_deep(limits))
        for fault in property_faults(event):
            self._fault(fault)
        above = self._frames[-1] if self._frames else None
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        node = kind(self._document, mark=self.last)
        is_key = above is not None and above.key_is_due
        if above is not None and is_key:
            node.parent = above.node
            fault = "S017", "a list or a block cannot be a key", "text with brackets needs quotes"
            self._fault(fault, node.path)
        else:
            self._put(node, above)
        self._frames.append(_Frame(node, bool(event.flow_style), self.last[:2], self.last[2:], is_key))

    def _close(self, _event: Any) -> None:
        """Close a collection; without brackets it ends with its last value, not at the next token."""
        frame = self._frames.pop()
        end = self.last[2:] if frame.flow else frame.end
        frame.node.mark = (*frame.start, *end)
        if self._frames:
            above = self._frames[-1]
            above.end = end
            if frame.is_key:
                above.key, above.kept = "", False

    def _put(self, node: Node, frame: _Frame | None) -> None:
        self._nodes += 1
        if self._nodes > self._document.limits.nodes:
            self._stop(too_many(self._document.limits.nodes, "nodes"))
        if frame is None:
            self.root = node
            return
        node.parent = frame.node
        if isinstance(frame.node, Sequence):
            node.step = len(frame.node.items)
            frame.node.items.append(node)
            return
        node.step = key = frame.key or ""
        if frame.kept:
            frame.node.entries[key] = node
            frame.node.key_marks[key] = frame.key_mark
        frame.key, frame.kept = None, True

    def _line(self, mark: Any) -> str:
        return self._lines[mark.line] if mark.line < len(self._lines) else ""

    def _fault(self, fault: Fault, path: str = "") -> None:
        self._document.fault(*fault, path=path, span=self._document.span(self.last))

    def _stop(self, fault: Fault) -> NoReturn:
        self._fault(fault)
        raise _StopReading
