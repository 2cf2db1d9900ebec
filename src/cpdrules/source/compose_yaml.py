"""YAML text to nodes, from parser events: nothing is constructed, no tag resolved, no reference followed."""

from typing import Any

import attrs
import yaml

from cpdrules.source.characters import FORBIDDEN, character_name, cited
from cpdrules.source.nodes import Document, Mapping, Mark, Node, Scalar, Sequence, pointer
from cpdrules.source.yaml_faults import explain, refuse_directives

# Where PyYAML was built without libyaml the same events come fifteen times slower.
_FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str, document: Document, *, pure: bool = False) -> Node | None:
    """The tree of the text, or nothing when it cannot be composed to its end; faults go to the document."""
    composer = _Composer(text, document)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader if pure else _FASTEST):
            composer.take(event)
    except _StopReading:
        return composer.root if composer.complete else None
    # Beyond its own errors, the pure parser lets those of int() and chr() out.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        explain(error, text, document, composer.last)
        return None
    return composer.finish()


class _StopReading(Exception):  # noqa: N818
    """Raised after a fault that makes the rest of the text not worth reading, or too much to read."""


@attrs.define
class _Frame:
    """An open mapping or sequence, up to where it has been read.

    In a mapping, `key` is what the next value stands under, or None when a key is due;
    a value under a faulty key is read, but not `kept`.
    """

    node: Mapping | Sequence
    flow: bool
    end: tuple[int, int]
    is_key: bool = False
    key: str | None = None
    key_mark: Mark = (1, 1, 1, 1)
    kept: bool = True


class _Composer:
    """Puts events together with a stack of its own, so that depth is counted before anything recurses."""

    def __init__(self, text: str, document: Document) -> None:
        self.root: Node | None = None
        self.complete = False
        self.last: Mark = (1, 1, 1, 1)
        self._document = document
        self._text = text
        self._escapes = "\\" in text
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
        self.last = _mark(event)
        if (take := self._takes.get(type(event))) is not None:
            take(event)

    def finish(self) -> Node | None:
        """The tree, once all events are taken."""
        if self.root is None:
            self._document.fault(
                "S005",
                "there is nothing in the file",
                "was it saved?",
                span=self._document.span((1, 1, 1, 1)),
            )
        return self.root

    def _start_document(self, event: Any) -> None:
        if self.complete:
            message = "a second document begins here, and a file holds only one"
            self._stop("S016", message, "move it to a file of its own")
        refuse_directives(self._text, event.end_mark.line, self._document)

    def _end_document(self, _event: Any) -> None:
        self.complete = True

    def _scalar(self, event: Any) -> None:
        written, plain = event.value, not event.style
        value = None if plain and written in ("null", "~") else written
        self._properties(event)
        node = Scalar(self._document, mark=self.last, value=value, plain=plain)
        self._single(node, written)

    def _alias(self, event: Any) -> None:
        message = f"{cited('*' + event.anchor)} refers to a shared value, which is not read here"
        self._fault("S014", message, "write the value out, or give it a name that can be used in its place")
        self._single(Scalar(self._document, mark=self.last, broken=True), "")

    def _single(self, node: Scalar, written: str) -> None:
        """Put a scalar in its place, as a key or as a value."""
        frame = self._frames[-1] if self._frames else None
        if frame is not None:
            frame.end = self.last[2:]
        if frame is not None and frame.key is None and isinstance(frame.node, Mapping):
            self._check_text(node, written, frame)
            self._key(frame, frame.node, node, written)
        elif frame is None and node.plain and not written and not node.broken:
            return
        else:
            self._put(node)
            self._check_text(node, written, frame)
            if node.plain and not written:
                self._empty(node, frame)

    def _check_text(self, node: Scalar, written: str, frame: _Frame | None) -> None:
        most = self._document.limits.text
        if len(written) > most:
            self._break(node, "S020", f"the text is longer than {most:,} characters (limit `text`)")
        if self._escapes and (found := FORBIDDEN.search(written)):
            message = f"an escape in this text stands for {character_name(found[0])}, which is not allowed"
            self._break(node, "S004", message, "take it out")
        # libyaml reads this as text where the pure parser does not.
        if frame is not None and frame.flow and node.plain and "?" in written:
            message = "a `?` stands in text without quotes between brackets or braces"
            self._break(node, "S010", message, "put the text in quotes or on its own line")

    def _break(self, node: Scalar, code: str, message: str, hint: str = "") -> None:
        self._fault(code, message, hint, path=node.path)
        node.broken = True

    def _key(self, frame: _Frame, mapping: Mapping, node: Scalar, key: str) -> None:
        frame.key, frame.key_mark = key, self.last
        frame.kept = not node.broken and self._key_is_sound(mapping, node, key)

    def _key_is_sound(self, mapping: Mapping, node: Scalar, key: str) -> bool:
        most, path = self._document.limits.name, mapping.path + pointer(key)
        if len(key) > most:
            self._fault("S021", f"the key is longer than {most} characters (limit `name`)", path=mapping.path)
        elif node.plain and key == "<<":
            hint = "write the shared keys out, or give the shared values a name"
            self._fault(
                "S015", "`<<` would merge another mapping in, which is not read here", hint, path=path
            )
        elif node.plain and not key:
            self._fault("S017", "the key is missing", "write `key: value`", path=mapping.path)
        elif key in mapping.entries:
            line, column = mapping.key_marks[key][:2]
            message = f"{cited(key)} is given twice; the first is at line {line}, column {column}"
            self._fault("S011", message, "keep one of the two", path=path)
        else:
            return True
        return False

    def _empty(self, node: Scalar, frame: _Frame | None) -> None:
        """Refuse a value that is not there; under a key that is refused already, one fault is enough."""
        if frame is not None and isinstance(frame.node, Mapping):
            hint = "give it a value, or leave the key out"
            if frame.flow and len(frame.node) > 1:
                hint = "did a comma cut your text in two? put the text in quotes or on its own line"
            if frame.kept and not node.broken:
                frame.node.fault_key(str(node.step), "S012", f"{cited(str(node.step))} has no value", hint)
        elif not node.broken:
            self._fault("S012", "this item has no value", "give it one, or take it out", path=node.path)
        node.broken = True

    def _open(self, event: Any) -> None:
        most = self._document.limits.nesting
        if len(self._frames) == most:
            self._stop(
                "S018", f"this is nested deeper than {most} levels (limit `nesting`)", "make it flatter"
            )
        self._properties(event)
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        frame = _Frame(kind(self._document, mark=self.last), bool(event.flow_style), self.last[2:])
        above = self._frames[-1] if self._frames else None
        if above is not None and above.key is None and isinstance(above.node, Mapping):
            hint = "text with brackets or braces needs quotes"
            self._fault("S017", "a list or mapping cannot be a key", hint, path=above.node.path)
            frame.is_key, frame.node.parent = True, above.node
        else:
            self._put(frame.node)
        self._frames.append(frame)

    def _put(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > self._document.limits.nodes:
            most = self._document.limits.nodes
            self._stop("S019", f"there are more than {most:,} values (limit `nodes`)", "split the file")
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        node.parent = frame.node
        if isinstance(frame.node, Sequence):
            node.step = len(frame.node.items)
            frame.node.items.append(node)
            return
        node.step = frame.key or ""
        if frame.kept:
            frame.node.entries[node.step] = node
            frame.node.key_marks[node.step] = frame.key_mark
        frame.key = None

    def _close(self, event: Any) -> None:
        """Close a collection: one without brackets ends with its last value, not where the next token begins."""
        frame = self._frames.pop()
        end = self.last[2:] if frame.flow else frame.end
        frame.node.mark = (*(frame.node.mark or self.last)[:2], *end)
        if self._frames:
            above = self._frames[-1]
            above.end = end
            if frame.is_key:
                above.key, above.kept = "", False

    def _properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"{cited('&' + event.anchor)} marks a shared value, which is not read here"
            self._fault("S014", message, "take the mark away, and write the value out where it is used")
        if event.tag is not None:
            hint = "take it away; the place of a value says what it is, and text that begins with `!` needs quotes"
            self._fault("S013", f"the tag {cited(event.tag)} is not read here", hint)

    def _fault(self, code: str, message: str, hint: str = "", path: str = "") -> None:
        self._document.fault(code, message, hint, path=path, span=self._document.span(self.last))

    def _stop(self, code: str, message: str, hint: str) -> None:
        self._fault(code, message, hint)
        raise _StopReading


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
