"""Conditions: which items count (`where`), and when a rule or a value applies (`when`, `applies_when`).

A condition is a list of clauses that all have to hold. There is no general *not*: complements stand inside a
closed vocabulary (`except`), so that filling in a fact never takes a decided verdict back.
"""

from __future__ import annotations

import datetime

import attrs

from cpdrules.rules.keys import key, place
from cpdrules.rules.quantities import Quantity
from cpdrules.semantics import Duration
from cpdrules.source import Span

THIS = "this"
A_MEASURE = "(measure)"
"""In the place of a section: the path leads to what a measure comes to. It is no name that a text could give."""

DAY_NAMES = ("period_start", "period_end", "day_of_judging")
"""The days that have a name of their own."""

LENGTHS = {
    "years": "whole years",
    "months": "whole months",
    "weeks": "whole weeks",
    "days": "whole days",
}
"""The words of a length of time, and what each counts. Several are added up, the longest first."""

DIRECTIONS = {
    "after": "so long after this day: 28 days after 31 December is 28 January",
    "before": "so long before this day",
    "beginning_with": "the last day of a stretch from this day: "
    "28 days beginning with 30 September end on 27 October",
}
"""The words between a length of time and the day that it is counted from, and what each means."""


@attrs.frozen
class Path:
    """The way to a fact: `field` of the item in hand, `this`, `this.field`, or `section.field`."""

    section: str | None
    field: str | None

    def __str__(self) -> str:
        return ".".join(part for part in (self.section, self.field) if part is not None)


def path_to(word: str) -> Path:
    """Return the way to a fact that a day or a number is compared with."""
    section, _, field = word.rpartition(".")
    return Path(section or None, field)


@attrs.frozen
class Moment:
    """A day, said outright or by its distance from another: `{years: 2, before: period_start}`."""

    anchor: datetime.date | str
    distance: Duration | None = None
    direction: str = "after"

    @property
    def path(self) -> Path | None:
        """The way to the date of the record that it is or is counted from; None where it rests on none."""
        if isinstance(self.anchor, datetime.date) or self.anchor in DAY_NAMES:
            return None
        return path_to(self.anchor)


@attrs.frozen
class Test:
    """What is asked of one fact. Several keys together all have to hold."""

    is_: tuple[str, ...] | None = key("the fact is this value, or one of these", name="is", default=None)
    except_: tuple[str, ...] | None = key(
        "the fact is any other value of its vocabulary", name="except", default=None
    )
    at_least: Quantity | None = key("the number is this or more", default=None)
    at_most: Quantity | None = key("the number is this or less", default=None)
    more_than: Quantity | None = key("the number is more than this", default=None)
    less_than: Quantity | None = key("the number is less than this", default=None)
    every: int | None = key(
        "the plain number is a whole multiple of this",
        default=None,
    )
    on_or_before: Moment | None = key("the day is this one or earlier", default=None)
    on_or_after: Moment | None = key("the day is this one or later", default=None)
    earlier_than: Moment | None = key("the day is before this one", default=None)
    later_than: Moment | None = key("the day is after this one", default=None)
    recorded: bool | None = key(
        "the fact is written down, and is not `none`; only `recorded: true` can be asked", default=None
    )
    contains: str | None = key("the text holds these words; capitals do not matter", default=None)
    starts_with: str | None = key("the text begins with these words; capitals do not matter", default=None)
    listed_in: str | None = key(
        "the text or value is an entry of this list", names="named list", default=None
    )
    free_of: str | None = key("no entry of this list stands in the text", names="named list", default=None)
    place: Span | None = place()


@attrs.frozen
class Condition:
    """Clauses that all have to hold; none at all always holds."""

    clauses: tuple[Clause, ...] = ()
    place: Span | None = place()


ALWAYS = Condition()


@attrs.frozen
class FieldClause:
    """One fact, and what is asked of it."""

    path: Path
    test: Test
    place: Span | None = place()


@attrs.frozen
class MeetsClause:
    """A definition holds."""

    meets: str = key("the named condition holds", names="definition", positional=True)
    place: Span | None = place()


@attrs.frozen
class HasClause:
    """Such an item exists in the record."""

    has: str = key("the record has such an item in the period", names="list of the record", positional=True)
    where: Condition = key("which items of the list are meant", default=ALWAYS, positional=True)
    place: Span | None = place()


@attrs.frozen
class SomeOfClause:
    """One or more of these conditions hold."""

    some_of: tuple[Condition, ...] = key("one or more of these conditions hold", positional=True)
    place: Span | None = place()


Clause = FieldClause | MeetsClause | HasClause | SomeOfClause
