"""One way to share out: the largest flow from items through limits to parts, and which hours went where.

This is display only and decides nothing. Items that stand in the same limits and serve the same parts are
one source, so the graph is small however long the record; the earliest of them is given first.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from cpdrules.semantics.amount import ZERO
from cpdrules.semantics.exact import exact_sum

Given: TypeAlias = tuple[int, Fraction]
"""A part, and how much of an item it is given."""

Plain: TypeAlias = tuple[Fraction, int, tuple[tuple[int, int], ...]]
"""An item of known hours, the limits that hold it, and for each part the part's limits that hold it there."""

Shape: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]
Node: TypeAlias = tuple[str, int]
SOURCE, SINK = ("source", 0), ("sink", 0)


def flow(
    items: Sequence[Plain],
    needs: Sequence[Fraction],
    caps: Sequence[Fraction],
    part_caps: Sequence[tuple[int, Fraction]],
) -> list[tuple[Given, ...]]:
    """How much of each item goes to which part, when as much as possible of the needs is filled.

    Limits that cross can only come from items of which it is unknown which of them holds it; some such items
    are left out.
    """
    hours: dict[Shape, list[Fraction]] = {}
    for amount, inside, serves in items:
        if amount:
            hours.setdefault((inside, serves), []).append(amount)
    above = Nesting.of(inside for inside, _ in hours)
    below = Nesting.of(mask for _, serves in hours for _, mask in serves)
    pipes = Pipes()
    for part, need in enumerate(needs):
        pipes.lay(("part", part), SINK, need)
    for number, (inside, serves) in enumerate(hours):
        chain = above.chain(inside)
        ways = {part: below.chain(mask) for part, mask in serves}
        if chain is None or None in ways.values():
            continue
        node = SOURCE
        for limit in chain:
            pipes.lay(node, ("limit", limit), caps[limit])
            node = ("limit", limit)
        pipes.lay(node, ("item", number), exact_sum(hours[inside, serves]))
        for part, way in ways.items():
            node = ("part", part)
            for limit in way or ():
                pipes.lay(("kept", limit), node, part_caps[limit][1])
                node = ("kept", limit)
            pipes.lay(("item", number), node, None)
    pipes.fill()
    left = {shape: dict(pipes.given(number)) for number, shape in enumerate(hours)}
    return [_dealt(amount, left.get((inside, serves), {})) for amount, inside, serves in items]


def _dealt(amount: Fraction, left: dict[int, Fraction]) -> tuple[Given, ...]:
    """Deal an item out to the parts that are given something of its group, and take that off what is left."""
    given = []
    for part, room in left.items():
        share = min(amount, room)
        if share:
            given.append((part, share))
            left[part] -= share
            amount -= share
    return tuple(given)


@attrs.define
class Nesting:
    """Which limit lies inside which, as told by the items in them."""

    held: Counter[int]
    inside: dict[int, int | None] = attrs.Factory(dict)

    @classmethod
    def of(cls, masks: Iterable[int]) -> Nesting:
        """Count how many groups of items each limit holds: what lies around another limit holds as many or more."""
        return cls(Counter(bit for mask in masks for bit in bits_of(mask)))

    def chain(self, mask: int) -> list[int] | None:
        """Return the limits of a mask, the outermost first; None where they cross those of another mask."""
        found = sorted(bits_of(mask), key=lambda bit: (-self.held[bit], bit))
        around: list[int | None] = [None, *found]
        if any(self.inside.get(bit, outer) != outer for outer, bit in zip(around, found, strict=False)):
            return None
        self.inside.update({bit: outer for outer, bit in zip(around, found, strict=False)})
        return found


def bits_of(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    return (bit for bit in range(mask.bit_length()) if mask >> bit & 1)


@attrs.define
class Pipes:
    """A graph of pipes, each with what it can carry (None: no bound), and what flows through each."""

    room: dict[tuple[Node, Node], Fraction | None] = attrs.Factory(dict)
    carried: dict[tuple[Node, Node], Fraction] = attrs.Factory(dict)
    beside: dict[Node, list[Node]] = attrs.Factory(dict)

    def lay(self, start: Node, end: Node, room: Fraction | None) -> None:
        """Lay a pipe, unless it is there."""
        if (start, end) not in self.room:
            self.room[start, end] = room
            self.beside.setdefault(start, []).append(end)
            self.beside.setdefault(end, []).append(start)

    def fill(self) -> None:
        """Let as much flow as can: along shortest ways, until there is none with room left."""
        while way := self.way():
            rooms = [room for pipe in way if (room := self.left(pipe)) is not None]
            for start, end in way:
                self.carried[start, end] = self.carried.get((start, end), ZERO) + min(rooms)
                self.carried[end, start] = -self.carried[start, end]

    def left(self, pipe: tuple[Node, Node]) -> Fraction | None:
        """Return what more a pipe can carry; one that is laid the other way, what it can carry less."""
        if pipe not in self.room:
            return -self.carried.get(pipe, ZERO)
        room = self.room[pipe]
        return None if room is None else room - self.carried.get(pipe, ZERO)

    def way(self) -> list[tuple[Node, Node]]:
        """Return a shortest way from the source to the sink that has room; nothing when there is none."""
        came: dict[Node, Node] = {SOURCE: SOURCE}
        todo = deque([SOURCE])
        while todo and SINK not in came:
            node = todo.popleft()
            for end in self.beside.get(node, ()):
                if end not in came and self.left((node, end)) != 0:
                    came[end] = node
                    todo.append(end)
        found: list[tuple[Node, Node]] = []
        node = SINK
        while node in came and node != SOURCE:
            found.append((came[node], node))
            node = came[node]
        return found

    def given(self, number: int) -> Iterator[Given]:
        """Yield how much of a group of items each part is given."""
        for end in self.beside.get(("item", number), ()):
            through = self.carried.get((("item", number), end), ZERO)
            if through > 0:
                while end[0] == "kept":
                    end = next(outer for outer in self.beside[end] if (end, outer) in self.room)  # noqa: PLW2901
                yield end[1], through
