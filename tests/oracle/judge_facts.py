"""A fully known record, and conditions on it: each is simply true or false."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from oracle.judge_days import Window, held, moment, windows_of

NONE = "none"
RELATIONS = {
    "at_least": lambda one, other: one >= other,
    "at_most": lambda one, other: one <= other,
    "more_than": lambda one, other: one > other,
    "less_than": lambda one, other: one < other,
}
DAY_RELATIONS = {
    "on_or_before": lambda one, other: one <= other,
    "on_or_after": lambda one, other: one >= other,
    "earlier_than": lambda one, other: one < other,
    "later_than": lambda one, other: one > other,
}


@dataclass
class World:
    """A rule set, a record in which nothing is unknown, and the numbers that an adopter set."""

    rules: dict[str, Any]
    record: dict[str, Any]
    on: datetime.date
    settings: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    main: Window | None = None
    written: dict[str, Any] = field(default_factory=dict)
    """The record as it was written, with what is unknown left out."""
    measured: Callable[[str, Place], Fraction] | None = None
    """What a measure comes to; put in by the judge, since measures ask conditions and conditions measures."""


@dataclass(frozen=True)
class Place:
    """Where a rule is judged: the window, the item of the loop around, and what that adds to addresses.

    Between days of its own, `undated` is the window without them.
    """

    window: Window
    this: Any = None
    suffix: str = ""
    undated: Window | None = None
    due: datetime.date | None = None

    def at(self, window: Window) -> Place:
        """Return the place in another window."""
        return Place(window, self.this, self.suffix)

    def between(self, days: Window, due: datetime.date | None) -> Place:
        """Return the place between the days on which a requirement is met: it is still of the window in hand."""
        return replace(self, window=days, undated=self.undated or self.window, due=due)


def name_of(this: Any) -> str:
    """Return the id of an item, or the value itself."""
    return this["id"] if isinstance(this, dict) else this


def entries(world: World, name: str, place: Place) -> list[Any]:
    """Return the entries of a named list; of one that changes by date those in force on the day that chooses."""
    values, key = world.rules["lists"][name]["values"], name
    if isinstance(values, dict):
        since = max((day for day in values if day <= day_that_chooses(world, place)), default="")
        values, key = values.get(since, "to_be_set"), f"{name} {since}"
    values = values["is"] if isinstance(values, dict) else values
    values = world.settings[key] if values == "to_be_set" else values
    return [row[0] if isinstance(row, list) else row for row in values]


def day_that_chooses(world: World, place: Place) -> str:
    """Return the day on which what is dated has to be in force."""
    edges = {"period_start": place.window[0], "period_end": place.window[1], "day_of_judging": world.on}
    return edges[world.rules["in_force_at"]].isoformat()


def items_in(world: World, name: str, window: Window) -> list[dict[str, Any]]:
    """Return the items of a list that lie in a window."""
    if name == "goals":
        return world.record[name]
    if name == "leaves":
        return [
            leaf
            for leaf in world.record[name]
            if leaf["began"] <= window[1] and (leaf["back"] == NONE or window[0] <= leaf["back"])
        ]
    return [
        item
        for item in world.record[name]
        if item["ended"] != NONE and window[0] <= item["ended"] <= window[1]
    ]


def holds(world: World, condition: dict[str, Any] | None, item: Any, place: Place) -> bool:
    """Whether every clause of a condition is true."""
    for word, asked in (condition or {}).items():
        if word == "where":
            continue
        if word == "meets":
            true = holds(world, world.rules["definitions"][asked], item, place)
        elif word == "some_of":
            true = any(holds(world, option, item, place) for option in asked)
        elif word == "has":
            where = (condition or {}).get("where")
            true = any(holds(world, where, each, place) for each in items_in(world, asked, place.window))
        else:
            test = asked if isinstance(asked, dict) else {"is": asked}
            true = passes(world, look(world, word, item, place), test, item, place)
        if not true:
            return False
    return True


def look(world: World, path: str, item: Any, place: Place) -> Any:
    """Return the fact at a path."""
    section, _, name = path.rpartition(".")
    if not section and item is None:
        return world.measured(path, place) if world.measured else None
    if not section:
        return item[name]
    if name == "number":
        return number_of(world, section, place.window)
    return place.this[name] if section == "this" else world.record[section][name]


def number_of(world: World, period: str, window: Window) -> Any:
    """Return which period it is, counted from the first: 1, 2, 3 and so on; NONE before it."""
    named = world.rules["periods"][period]
    windows = windows_of(named, world.record["person"], window[1])
    found = held(windows, window[1])
    first = datetime.date.fromisoformat(named["starts"]) if named["starts"][0].isdigit() else None
    if found is None:
        return NONE
    return Fraction(windows.index(found) - (windows.index(held(windows, first)) if first else 0) + 1)


def passes(world: World, value: Any, test: dict[str, Any], item: Any, place: Place) -> bool:
    """Whether a fact is as asked."""
    return all(answer(world, word, value, asked, item, place) for word, asked in test.items())


def answer(world: World, word: str, value: Any, asked: Any, item: Any, place: Place) -> bool:
    """Whether one question is answered with yes."""
    if word == "recorded":
        return value not in (NONE, [])
    if word == "free_of":
        return value == NONE or not any(
            entry.casefold() in value.casefold() for entry in entries(world, asked, place)
        )
    if value == NONE:
        return False
    if word == "every":
        return value % asked == 0
    if word in RELATIONS:
        other = number_asked(world, asked, item, place)
        return other is not None and RELATIONS[word](hours(world, value), other)
    if word in DAY_RELATIONS:
        day = moment(asked, lambda path: look(world, path, item, place), place.window, world.on)
        return day is not None and DAY_RELATIONS[word](value, day)
    if word == "contains":
        return asked.casefold() in value.casefold()
    if word == "starts_with":
        return value.casefold().startswith(asked.casefold())
    values = value if isinstance(value, list) else [value]
    among = entries(world, asked, place) if word == "listed_in" else among_of(asked, value, place)
    if word == "except":
        return any(each not in among for each in values)
    return any((hours(world, each) if isinstance(each, tuple) else each) in among for each in values)


def number_asked(world: World, asked: Any, item: Any, place: Place) -> Fraction | None:
    """Return the number that a fact is compared with; None where the record says that there is none."""
    if str(asked)[0].isdigit():
        return Fraction(asked)
    other = look(world, asked, item, place)
    return None if other == NONE else hours(world, other)


def among_of(asked: Any, value: Any, place: Place) -> list[Any]:
    """Return the values that `is` or `except` names."""
    listed = asked if isinstance(asked, list) else [asked]
    if isinstance(value, (Fraction, tuple)):
        return [Fraction(each) for each in listed]
    return [name_of(place.this) if each == "this" else each for each in listed]


def hours(world: World, value: Any) -> Fraction:
    """Return a number, or an amount in hours."""
    if not isinstance(value, tuple):
        return value
    number, unit = value
    rate = {"hour": 1, "minute": Fraction(1, 60)}.get(unit)
    return number * (world.rules["units"][unit]["is"] if rate is None else rate)
