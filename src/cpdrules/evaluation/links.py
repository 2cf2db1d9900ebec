"""Which items may be linked to the element of a loop: looked up, so that a loop does not ask all of them each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from cpdrules.records.bound import NONE, Thing
from cpdrules.rules.conditions import A_MEASURE, THIS, Path, Test
from cpdrules.rules.vocabulary import Field

if TYPE_CHECKING:
    from cpdrules.evaluation.conditions import Clause, Prepared
    from cpdrules.evaluation.context import Context


@attrs.frozen
class Links:
    """The places of items by what a fact of theirs names; and of those of which that is not known."""

    named: dict[str, list[int]]
    unknown: list[int]

    @classmethod
    def of(cls, field: str, things: Sequence[Thing], places: Iterable[int]) -> Links:
        """Gather the places of some items."""
        named: dict[str, list[int]] = {}
        unknown: list[int] = []
        for place in places:
            names = names_in(things[place], field)
            if names is None:
                unknown.append(place)
            for name in names or ():
                named.setdefault(name, []).append(place)
        return cls(named, unknown)

    def to(self, this: Thing | str | None) -> list[int]:
        """Return the places of the items that are linked to the element in hand or may be, in their order."""
        name = this if isinstance(this, str) else this.id if this is not None else ""
        linked = self.named.get(name)
        return sorted({*linked, *self.unknown}) if linked else self.unknown


def names_in(thing: Thing, field: str) -> tuple[str, ...] | None:
    """Return what a fact of an item names; None where it is not known."""
    value = thing.values.get(field)
    if value is NONE:
        return ()
    words = value if isinstance(value, tuple) else (value,)
    names = tuple(each for each in words if isinstance(each, str))
    return names if len(names) == len(words) else None


def link_of(path: Path, test: Test, field: Field | None) -> str | None:
    """Return the fact of an item that has to name the element in hand; None where more, or other, is asked."""
    is_named = field is not None and field.kind not in ("yes_no", "number", "unit")
    alone = attrs.evolve(test, is_=None, place=None) == Test() if is_named and test.is_ == (THIS,) else False
    return str(path.field) if path.section is None and alone else None


def link_in(condition: Prepared) -> Clause | None:
    """Return what asks whether an item is linked to the element in hand; None if it is not asked in so many words."""
    return next((clause for clause in condition.clauses if clause.link is not None), None)


def asks_only_the_link(select: Prepared, others: Iterable[Prepared]) -> Clause | None:
    """Return what asks for the link, where nothing else depends on the element in hand."""
    link = link_in(select)
    rest = [clause for each in (select, *others) for clause in each.clauses if clause is not link]
    depends = any(path.section in (THIS, A_MEASURE) for clause in rest for path in clause.paths)
    return None if depends else link


def linked_things(
    conditions: Sequence[Prepared], name: str, context: Context, *, planned: bool = False
) -> Sequence[Thing]:
    """Return the items of a list that may fulfil conditions, by what these ask of their links."""
    things = (context.bound.planned.get(name) if planned else context.bound.lists[name]) or ()
    link = next((clause for each in conditions if (clause := link_in(each)) is not None), None)
    if link is None or not things:
        context.budget.spend(len(things))
        return things
    key = ("links", name, link.link, planned)
    if key not in context.kept:
        context.budget.spend(len(things))
        context.kept[key] = Links.of(str(link.link), things, range(len(things)))
    found: Links = context.kept[key]
    places = found.to(context.this)
    context.budget.spend(len(places) + 1)
    return [things[place] for place in places]
