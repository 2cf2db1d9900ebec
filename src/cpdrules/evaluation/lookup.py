"""Looking up what a path or a moment leads to: a fact of an item, the case or the loop, and a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from cpdrules.records.bound import NoneGiven, Thing, Value
from cpdrules.rules.conditions import THIS, Moment, Path
from cpdrules.semantics import after, before, beginning_with

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

NOTHING = Thing("", {})


def reader(path: Path) -> Callable[[Thing, Context], Value | None]:
    """Return how to look a fact up; None is an unknown one."""
    name = str(path.field)
    if path.section is None:
        return lambda thing, _: thing.values.get(name)
    if path.section != THIS:
        section = path.section
        return lambda _, context: context.single(section, name)
    if path.field is None:
        return lambda _, context: context.this if isinstance(context.this, str) else None

    def of_this(_: Thing, context: Context) -> Value | None:
        assert isinstance(context.this, Thing)
        return context.this.values.get(name)

    return of_this


def moment_of(moment: Moment, context: Context, thing: Thing = NOTHING) -> datetime.date | NoneGiven | None:
    """Return the day that a moment names; None when it is not known, NONE when there is none."""
    anchor = _anchor(moment, context, thing)
    if not isinstance(anchor, datetime.date) or moment.distance is None:
        return anchor
    match moment.direction:
        case "after":
            return after(anchor, moment.distance)
        case "before":
            return before(anchor, moment.distance)
        case _:
            return beginning_with(anchor, moment.distance).last


def _anchor(moment: Moment, context: Context, thing: Thing) -> datetime.date | NoneGiven | None:
    if moment.path is not None:
        value = reader(moment.path)(thing, context)
        return value if isinstance(value, (datetime.date, NoneGiven)) else None
    if isinstance(moment.anchor, datetime.date):
        return moment.anchor
    if moment.anchor == "day_of_judging":
        return context.on
    window = context.window
    return None if window is None else window.first if moment.anchor == "period_start" else window.last
