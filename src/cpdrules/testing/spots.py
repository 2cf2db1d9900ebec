"""Every value that a rule set holds, with the rules that it stands in, and where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cpdrules.loading.origins import origin, remember
from cpdrules.rules import keys
from cpdrules.rules.requirements import RequirementBase
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Document, Mapping, Node, Scalar, Sequence, Span

Way = tuple[str | int, ...]
SILENT = ("place", "origins", "digest", "amended", "recommendations")
"""What no record can tell: a recommendation is drawn from many."""


@attrs.frozen
class Spot:
    """A value: the way to it by fields and positions, and the rules around it, each with its depth on the way."""

    way: Way
    value: Any
    above: tuple[tuple[int, Any], ...]

    @property
    def owner(self) -> Any:
        """The rule whose value it is."""
        return self.above[-1][1]

    @property
    def field(self) -> str:
        """The field of its owner that it stands in, as Python calls it."""
        return next(str(step) for step in reversed(self.way) if isinstance(step, str))

    @property
    def rules(self) -> list[Any]:
        """The rules that it stands in, the nearest first, the value itself included when it is one."""
        around = [thing for _, thing in reversed(self.above)]
        return [self.value, *around] if attrs.has(type(self.value)) else around

    @property
    def requirement(self) -> str | None:
        """The id of the nearest requirement around it."""
        return next((each.id for each in self.rules if isinstance(each, RequirementBase) and each.id), None)

    @property
    def place(self) -> Span | None:
        """Where the nearest rule around it with a place was written."""
        return next((place for each in self.rules if (place := getattr(each, "place", None))), None)


def spots(value: Any, way: Way = (), above: tuple[tuple[int, Any], ...] = ()) -> Iterator[Spot]:
    """Yield a value and all inside it; what was read from a reference to a document is left out."""
    if isinstance(value, Reference):
        return
    yield Spot(way, value, above)
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from spots(each, (*way, index), above)
    elif attrs.has(type(value)):
        inside = (*above, (len(way), value))
        for field in attrs.fields(type(value)):
            if field.name not in SILENT:
                yield from spots(getattr(value, field.name), (*way, field.name), inside)


def at(value: Any, way: Way) -> Any:
    """Return what stands at the end of a way; None where the way ends before."""
    for step in way:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def replaced(value: Any, way: Way, becomes: Any, document: Document | None = None) -> Any:
    """Return a copy in which something else stands at the end of a way.

    What is made anew is taken as written where the old was, so that it can be checked like rules that were read.
    """
    if not way:
        return as_written(value, becomes, document)
    step, rest = way[0], way[1:]
    if isinstance(step, int):
        inside = replaced(value[step], rest, becomes, document)
        return (*value[:step], inside, *value[step + 1 :])
    made = attrs.evolve(value, **{step: replaced(getattr(value, step), rest, becomes, document)})
    return as_written(value, made, document)


def as_written(value: Any, made: Any, document: Document | None) -> Any:
    """Return what is made in place of a rule, taken as written where that was."""
    node = origin(value, document) if document is not None and attrs.has(type(made)) else None
    if node is not None:
        remember(made, node)
    return made


def nodes_by_place(root: Node) -> dict[Span, Node]:
    """Return the nodes of a file by their places, the outermost of each place."""
    found: dict[Span, Node] = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if (span := node.span) is not None:
            found.setdefault(span, node)
        if isinstance(node, Mapping):
            todo.extend(node.entries.values())
        elif isinstance(node, Sequence):
            todo.extend(node.items)
    return found


def written_at(spot: Spot, further: Way, nodes: dict[Span, Node]) -> Span | None:
    """Return where a value, or a part of it, was written; None when it stands in another file."""
    way = (*spot.way, *further)
    chain = (*spot.above, (len(spot.way), spot.value), (len(way), at(spot.value, further)))
    for depth, thing in reversed(chain):
        place = getattr(thing, "place", None)
        if place is None:
            continue
        node = nodes.get(place)
        return amended_at(thing, way[depth:], nodes) if node is None else below(node, thing, way[depth:])
    return None


def amended_at(thing: Any, way: Way, nodes: dict[Span, Node]) -> Span | None:
    """Return where the last amendment of a requirement of another file says a value; None when it does not say it."""
    texts = [node for each in getattr(thing, "amended", ()) if (node := nodes.get(each.place)) is not None]
    if not texts:
        return None
    node = texts[-1]
    for step in way:
        if isinstance(step, int):
            thing = thing[step]
            # What is said further stands after what was there, so a word is found by itself and not by its place.
            found = [each for each in items_of(node) if isinstance(each, Scalar) and each.value == thing]
            node = found[0] if found else texts[-1]
        else:
            node, thing = under(node, thing, step), getattr(thing, step)
    # A word that has no key in the amendment has stayed as it was.
    is_said = attrs.has(type(thing)) or not isinstance(node, Mapping)
    return node.span if is_said and node is not texts[-1] else None


def below(node: Node, thing: Any, way: Way) -> Span | None:
    """Return the place to which a way leads from the node of a rule, as far as the text has it."""
    for step in way:
        if isinstance(step, int):
            items = items_of(node)
            node = items[step] if step < len(items) else node
            thing = thing[step] if isinstance(thing, tuple) and step < len(thing) else None
        else:
            node = under(node, thing, step)
            thing = getattr(thing, step, None)
    return node.span


def under(node: Node, thing: Any, field: str) -> Node:
    """Return the node of a field; the rule's own where the field has no key, or is not written."""
    if not isinstance(node, Mapping):
        return node
    known = (
        [each for each in attrs.fields(type(thing)) if each.name == field] if attrs.has(type(thing)) else []
    )
    return node.get(keys.word(known[0]) if known else field) or node


def items_of(node: Node) -> list[Node]:
    """Return what stands in a list, or in a block of names, in its order."""
    if isinstance(node, Sequence):
        return list(node)
    return list(node.entries.values()) if isinstance(node, Mapping) else []
