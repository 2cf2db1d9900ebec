"""Which node each thing was made from, so that later checks can place their faults."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from cpdrules.source import Document, Node

# It goes when the document goes.
_ORIGINS: WeakKeyDictionary[Document, dict[int, tuple[object, Node]]] = WeakKeyDictionary()


def remember(made: object, node: Node) -> None:
    """Note which node something was made from, so that later checks can place their faults."""
    _ORIGINS.setdefault(node.document, {})[id(made)] = (made, node)


def origin(made: object, document: Document) -> Node | None:
    """Return the node that something was made from, if it was made from this document."""
    found = _ORIGINS.get(document, {}).get(id(made))
    return found[1] if found else None
