"""What was read, as a tree that knows the place of each value and takes faults."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.source.diagnostics import Diagnostic, Span
from cpdrules.source.limits import Limits
from cpdrules.source.places import JsonPlaces

Mark = tuple[int, int, int, int]
"""Line, column, end line and end column, counted from 1."""

Fault = tuple[str, str, str]
"""Code, message and hint of an error."""

Value = str | int | Decimal | Fraction | date | bool | None

# Twenty times what is shown by default: enough to count, little enough for any memory.
_MOST_KEPT = 1_000


@attrs.define(eq=False)
class Document:
    """One file or object that was read, with every fault found in it so far.

    `name` is what the caller calls it; `kind` is how it was written.
    """

    name: str
    limits: Limits
    kind: Literal["yaml", "json", "data"]
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    places: JsonPlaces | None = attrs.field(default=None, repr=False)
    _known: set[Diagnostic] = attrs.field(factory=set, init=False, repr=False)
    _meant: set[tuple[int, str]] = attrs.field(factory=set, init=False, repr=False)

    @property
    def faulty(self) -> bool:
        """Whether any error was found; warnings do not count."""
        return any(each.severity == "error" for each in self.diagnostics)

    @property
    def full(self) -> bool:
        """Whether no more faults are kept, so that looking for more is of no use."""
        return len(self.diagnostics) > _MOST_KEPT

    @property
    def crowded(self) -> bool:
        """Whether there are as many faults as are shown, so that looking for good advice is of no use."""
        return len(self.diagnostics) >= self.limits.diagnostics

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep the diagnostic, once; past a thousand, only say that there are more."""
        if self.full or (diagnostic.span is not None and diagnostic in self._known):
            return
        self._known.add(diagnostic)
        if len(self.diagnostics) < _MOST_KEPT:
            self.diagnostics.append(diagnostic)
        else:
            message = f"there are more than {_MOST_KEPT:,} faults, and only these are kept"
            self.diagnostics.append(
                Diagnostic(code="S029", message=message, hint="mend these first", name=self.name)
            )

    def withdraw(self) -> tuple[Diagnostic, ...]:
        """Take back all that was noted, and return it: what is noted from here on is new."""
        noted = tuple(self.diagnostics)
        self.diagnostics.clear()
        self._known.clear()
        return noted

    def span(self, mark: Mark) -> Span:
        """The stretch of this document that the mark tells."""
        return Span(self.name, *mark)

    def fault(
        self,
        code: str,
        message: str,
        hint: str = "",
        *,
        path: str = "",
        span: Span | None = None,
        severity: str = "error",
    ) -> None:
        """Add a diagnostic about the document itself, or about a stretch of it that is no value."""
        name = "" if span else self.name
        self.add(
            Diagnostic(
                code=code, message=message, hint=hint, path=path, span=span, severity=severity, name=name
            )
        )


@attrs.define(eq=False)
class Node:
    """A value that was read, at its place.

    `broken` values were already found faulty while reading: what else is wrong with them is not said.
    """

    document: Document = attrs.field(repr=False)
    parent: "Mapping | Sequence | None" = attrs.field(default=None, repr=False)
    step: str | int = attrs.field(default="", repr=False)
    mark: Mark | None = attrs.field(default=None, repr=False)
    broken: bool = attrs.field(default=False, repr=False)

    def __bool__(self) -> bool:
        # A mapping without entries is still there: only None is nothing.
        return True

    @property
    def steps(self) -> tuple[str | int, ...]:
        """The keys and positions that lead from the document to this value."""
        steps: list[str | int] = []
        node: Node = self
        while node.parent is not None:
            steps.append(node.step)
            node = node.parent
        return tuple(reversed(steps))

    @property
    def path(self) -> str:
        """The JSON Pointer (RFC 6901) of this value."""
        return "".join(pointer(step) for step in self.steps)

    @property
    def span(self) -> Span | None:
        """Where the value stands; none for Python data."""
        if self.mark is None and self.document.places is not None:
            return Span(self.document.name, *self.document.places.value(self.steps))
        return Span(self.document.name, *self.mark) if self.mark else None

    def fault(self, code: str, message: str, hint: str = "", severity: str = "error") -> None:
        """Say what is wrong with this value."""
        if not self.broken:
            self.document.fault(code, message, hint, path=self.path, span=self.span, severity=severity)


@attrs.define(eq=False)
class Scalar(Node):
    """A single value.

    From YAML and JSON it is the text as written, whatever it looks like, or None for a written null;
    from Python data also a number, a date or a truth value. `plain` text had no quotes.
    """

    value: Value = None
    plain: bool = True

    def refuse(self, fault: Fault) -> None:
        """Say what is wrong with the value, and let nobody work with it."""
        self.fault(*fault)
        self.void()

    def void(self) -> None:
        """Take the value away, and say no more about it."""
        self.value, self.broken = None, True


@attrs.define(eq=False)
class Mapping(Node):
    """Values under keys, in the order written."""

    entries: dict[str, Node] = attrs.field(factory=dict)
    key_marks: dict[str, Mark] = attrs.field(factory=dict, repr=False)

    def get(self, key: str) -> Node | None:
        """The value under the key, if it is given."""
        return self.entries.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def key_span(self, key: str) -> Span | None:
        """Where the key stands; the whole mapping for a key that is not given."""
        if key not in self.entries or self.document.kind == "data":
            return self.span
        if self.document.places is not None:
            return Span(self.document.name, *self.document.places.key((*self.steps, key)))
        return Span(self.document.name, *self.key_marks[key])

    def lacks(self, *keys: str) -> bool:
        """Whether none of the keys is given, not even misspelt, or under a key that was refused."""
        if (id(self), "") in self.document._meant:
            return False
        return not any(key in self.entries or (id(self), key) in self.document._meant for key in keys)

    def misspells(self, key: str) -> None:
        """Note that a key which is refused was probably meant to be this one; "" if nobody knows which."""
        self.document._meant.add((id(self), key))

    def fault_key(self, key: str, code: str, message: str, hint: str = "", severity: str = "error") -> None:
        """Say what is wrong with the key rather than with its value."""
        path, span = self.path + pointer(key), self.key_span(key)
        self.document.fault(code, message, hint, path=path, span=span, severity=severity)


@attrs.define(eq=False)
class Sequence(Node):
    """Values in a row."""

    items: list[Node] = attrs.field(factory=list)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def pointer(step: str | int) -> str:
    """One step of a JSON Pointer."""
    return "/" + str(step).replace("~", "~0").replace("/", "~1")
