"""The rows that are the same in each round of a loop: those of items that are linked to some other element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.columns import Column
from cpdrules.evaluation.conditions import Clause, Prepared
from cpdrules.evaluation.links import Links
from cpdrules.evaluation.truth import TRUE
from cpdrules.records.bound import Thing
from cpdrules.report.finding import Credit

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

NOBODY = Thing("", {})


@attrs.frozen
class Linked:
    """The items of a period of which some may be linked to the element of a loop.

    `rows` are those of an element to which none is. It is so in every round, as nothing else asks of the element.
    """

    rows: list[Credit]
    links: Links


def linked_in(
    column: Column, gate: Prepared, select: Prepared, link: Clause, owner: object, context: Context
) -> Linked:
    """Sort the items of a column in the period in hand, once: which may be linked, and the rows of all others."""
    key = ("linked", id(owner), context.window, context.main, context.due, context.undated)
    if key not in context.kept:
        context.kept[key] = _linked(column, gate, select, str(link.link), context)
    found: Linked = context.kept[key]
    return found


def _linked(column: Column, gate: Prepared, select: Prepared, field: str, context: Context) -> Linked:
    inside = column.within(context.window)
    context.budget.spend(len(inside))
    unsure = column.unsure(context.window)
    nobody = context.at(context.window, NOBODY, context.this_list, context.suffix, days=True)
    rows, settled, still_open = column.rows(inside), list[int](), list[int]()
    for place in inside:
        thing = column.things[place]
        told = gate.told(thing, nobody)
        if told == TRUE and column.claimed[place].is_exact and place not in unsure:
            told = select.told(thing, nobody)
            if isinstance(told, Clause):
                settled.append(place)
        if isinstance(told, Clause):
            rows[place] = column.refused(place, told.refusal_of(thing, nobody))
        else:
            still_open.append(place)
    links = Links.of(field, column.things, settled)
    return Linked(rows, Links(links.named, sorted([*still_open, *links.unknown])))
