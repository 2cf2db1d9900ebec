"""Measures of a fully known record: what is claimed, what counts under limits, what is needed."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from oracle.judge_days import Window, held, named_in, windows_of
from oracle.judge_facts import NONE, Place, World, day_that_chooses, holds, hours, items_in
from oracle.judge_numbers import after_steps, reduced, rounded
from oracle.judge_repeats import without_repeats

ZERO = Fraction(0)
Line = tuple[Fraction, Fraction]
"""a + b × the total counted: what a group holds while the total is not yet known."""


def quantity(world: World, said: Any, place: Place) -> Fraction:
    """Return the number that a quantity stands for."""
    if isinstance(said, dict):
        named = not str(said["percent"])[0].isdigit()
        percent = (
            min(Fraction(100), parameter(world, said["percent"], place))
            if named
            else Fraction(said["percent"])
        )
        return percent / 100 * (parameter(world, said["of"], place) if "of" in said else 1)
    if isinstance(said, str) and not said[0].isdigit():
        return parameter(world, said, place)
    return Fraction(said)


def parameter(world: World, name: str, place: Place) -> Fraction:
    """Return the value of a parameter."""
    said = world.rules["parameters"][name]
    number = sum((parameter(world, each, place) for each in said.get("add", ())), ZERO)
    if "add" not in said:
        number = of_rows(world, said, place, name)
    return reduced(world, said, number, place, lambda asked: quantity(world, asked, place))


def of_rows(world: World, said: dict[str, Any], place: Place, name: str) -> Fraction:
    """Return the number of the rows that a person meets."""
    rows = said.get("cases") or [{"otherwise": said["value"]}]
    day = {"period_start": place.window[0], "period_end": place.window[1], "day_of_judging": world.on}.get(
        said.get("as_at", "any_day")
    )
    at = place.at((day, day)) if day else place
    values = [
        dated(world, row["value"], place, name) for row in rows[:-1] if holds(world, row["when"], None, at)
    ]
    if not values:
        return dated(world, rows[-1]["otherwise"], place, name)
    return {"first": values[0], "highest": max(values), "sum": sum(values, ZERO)}[said.get("take", "first")]


def dated(world: World, said: Any, place: Place, name: str) -> Fraction:
    """Return the number in force on the day that chooses."""
    if said == "to_be_set":
        return world.settings[name]
    if not isinstance(said, dict):
        return Fraction(said)
    day = day_that_chooses(world, place)
    value = said[max(since for since in said if since <= day)]
    return Fraction(value["is"] if isinstance(value, dict) else value)


def claim(world: World, measure: dict[str, Any], item: dict[str, Any], place: Place) -> Fraction:
    """Return what an item claims after its own steps."""
    if "count" in measure:
        return Fraction(1)
    steps = list(measure.get("steps", []))
    if steps and isinstance(steps[0].get("award"), dict):
        number = awarded(world, steps.pop(0)["award"], item)
    else:
        value = item[measure["sum"]]
        number = ZERO if value == NONE else hours(world, value)
    return after_steps(world, steps, number, item, place)


def awarded(world: World, award: dict[str, Any], item: dict[str, Any]) -> Fraction:
    """Return what a table gives to an item: the last row, or the latest that may be used on its day."""
    table = world.rules["lists"][award["list"]]
    columns = list(table["fields"])
    rows = [row for row in table["values"] if row[0] == item[award["matching"]]]
    if "since" in award:
        since, day = columns.index(award["since"]), item["ended"]
        rows = [row for row in rows if day != NONE and datetime.date.fromisoformat(row[since]) <= day]
        rows.sort(key=lambda row: row[since])
    return Fraction(rows[-1][columns.index(award["give"])]) if rows else ZERO


def counted_items(world: World, measure: dict[str, Any], place: Place) -> list[dict[str, Any]]:
    """Return the items of a window that a measure counts, without repeats."""
    items = [
        item
        for item in items_in(world, measure.get("from") or measure["count"], place.window)
        if holds(world, measure.get("where"), item, place)
    ]
    return without_repeats(world, measure, items, place, claim)


def total(world: World, measure: dict[str, Any], rule: dict[str, Any], place: Place) -> Fraction:
    """Return what counts of a sum or a count, narrowed by a requirement."""
    items = counted_items(world, measure, place)
    claims = [claim(world, measure, item, place) for item in items]
    counted = under_limits(world, measure, rule, items, claims, place)
    to = measure.get("round")
    return rounded(counted, Fraction(to["step"]), to["toward"]) if to else counted


def under_limits(
    world: World,
    measure: dict[str, Any],
    rule: dict[str, Any],
    items: list[dict[str, Any]],
    claims: list[Fraction],
    place: Place,
) -> Fraction:
    """Return what counts of items that claim so much, narrowed by a requirement."""
    limits = [
        (limit, days)
        for limit in [*measure.get("limits", []), *rule.get("limits", [])]
        for days in days_of(world, limit, items, place)
    ]
    if not limits:
        chosen = [holds(world, rule.get("where"), item, place) for item in items]
        return sum((c for c, is_in in zip(claims, chosen, strict=True) if is_in), ZERO)
    inside = [
        frozenset(
            n
            for n, item in enumerate(items)
            if (days is None or (item["ended"] != NONE and days[0] <= item["ended"] <= days[1]))
            and holds(world, limit.get("where"), item, place)
        )
        for limit, days in limits
    ]
    claimed = sum(claims, ZERO)
    caps = [
        cap(world, limit["count_at_most"], claimed, place.at(days) if days else place)
        for limit, days in limits
    ]
    whole = greatest(claims, inside, caps)
    chosen = [holds(world, rule.get("where"), item, place) for item in items]
    if all(chosen):
        return whole
    fixed = [(a + b * whole, ZERO) for a, b in caps]
    return greatest([c if is_in else ZERO for c, is_in in zip(claims, chosen, strict=True)], inside, fixed)


def days_of(
    world: World, limit: dict[str, Any], items: list[dict[str, Any]], place: Place
) -> list[Window | None]:
    """Return the periods in which a limit holds by itself, those with items in them; None for all days together."""
    if "each" not in limit:
        return [None]
    named, person = named_in(world.rules, limit["each"]), world.record["person"]
    days = [item["ended"] for item in items if item["ended"] != NONE]
    windows = windows_of(named, person, place.window[1])
    return sorted({window for day in days if (window := held(windows, day))})


def cap(world: World, said: Any, claimed: Fraction, place: Place) -> Line:
    """Return a limit as a line in the total that is counted."""
    if isinstance(said, dict) and said["of"] in ("claimed", "counted"):
        share = Fraction(said["percent"]) / 100
        return (share * claimed, ZERO) if said["of"] == "claimed" else (ZERO, share)
    return quantity(world, said, place), ZERO


def greatest(claims: list[Fraction], inside: list[frozenset[int]], caps: list[Line]) -> Fraction:
    """Return the largest total that keeps all limits: walk down from everything until it keeps them."""
    counted = sum(claims, ZERO)
    while True:
        a, b = filled(claims, inside, caps, counted)
        if a + b * counted >= counted:
            return counted
        counted = a / (1 - b)


def filled(claims: list[Fraction], inside: list[frozenset[int]], caps: list[Line], counted: Fraction) -> Line:
    """Fill the groups from the innermost outwards, taking the total in shares of it as known."""
    groups: list[tuple[frozenset[int], Line]] = [
        (frozenset([n]), (amount, ZERO)) for n, amount in enumerate(claims)
    ]
    for group, limit in sorted(zip(inside, caps, strict=True), key=lambda pair: len(pair[0])):
        within = [line for members, line in groups if members <= group]
        poured = min(_sum(within), limit, key=lambda line: line[0] + (line[1] and line[1] * counted))
        groups = [(members, line) for members, line in groups if not members <= group] + [(group, poured)]
    return _sum([line for _, line in groups])


def _sum(lines: list[Line]) -> Line:
    return _total([a for a, _ in lines]), _total([b for _, b in lines])


def _total(numbers: list[Fraction]) -> Fraction:
    """Return a sum; of noughts there is nothing to add."""
    return sum((number for number in numbers if number), ZERO)


def different(world: World, measure: dict[str, Any], rule: dict[str, Any], place: Place) -> Fraction:
    """Return how many different values there are."""
    seen = set()
    for item in items_in(world, measure["from"], place.window):
        if holds(world, measure.get("where"), item, place) and holds(world, rule.get("where"), item, place):
            value = item[measure["distinct"]]
            seen |= set(value) if isinstance(value, list) else {value} - {NONE}
    return Fraction(len(seen))


def part_and_whole(world: World, measure: dict[str, Any], place: Place) -> tuple[Fraction, Fraction]:
    """Return what a share is a share of: the part of the whole that lies in the measure, and the whole."""
    whole, part = (world.rules["measures"][measure[word]] for word in ("of", "share"))
    inside = everything = ZERO
    for item in counted_items(world, whole, place):
        amount = claim(world, whole, item, place)
        everything += amount
        inside += amount if holds(world, part.get("where"), item, place) else 0
    return inside, everything
