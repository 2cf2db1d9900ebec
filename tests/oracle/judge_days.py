"""Days and periods, worked out the slow way."""

from __future__ import annotations

import calendar
import datetime
import functools
import itertools
from typing import Any

DAY = datetime.timedelta(days=1)
FIRST_OF_ALL = datetime.date(1900, 1, 1)
Window = tuple[datetime.date, datetime.date]
UNITS = ("years", "months", "weeks", "days")


def moved(day: datetime.date, length: dict[str, int], times: int, leap: str = "28 February") -> datetime.date:
    """Return the day so many lengths later: months first, counted from the day itself, then days."""
    months = day.year * 12 + day.month - 1 + times * (length.get("years", 0) * 12 + length.get("months", 0))
    year, month = months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    plus = datetime.timedelta(days=times * (length.get("weeks", 0) * 7 + length.get("days", 0)))
    if (day.month, day.day, month, last) == (2, 29, 2, 28) and leap == "1 March":
        return datetime.date(year, 3, 1) + plus
    return datetime.date(year, month, min(day.day, last)) + plus


def windows_of(named: dict[str, Any], person: dict[str, Any], around: datetime.date) -> list[Window]:
    """Return the windows of a repeating period near a day, in order."""
    starts, leap, first = starts_of(named, person), named.get("leap_day", "28 February"), -60
    if isinstance(starts, dict) and "first" in starts:
        day = person[starts["on_or_after"].split(".")[1]]
        years = [] if day == "none" else windows_of(starts["years"], person, around)
        anchor, first = next((one for one, _ in years if one >= day), "none"), 0
    elif isinstance(starts, dict):
        anchor = datetime.date(2000, starts["month"], starts["day"])
    elif starts[0].isdigit():
        anchor = datetime.date.fromisoformat(starts)
    else:
        anchor, first = person[starts.split(".")[1]], 0
    if anchor == "none":
        return []
    return list(windows_from(anchor, tuple(named["length"].items()), leap, first))


def starts_of(named: dict[str, Any], person: dict[str, Any]) -> Any:
    """Return when periods start for a person: the first row that holds, where there are rows."""
    starts = named["starts"]
    if not isinstance(starts, dict) or "cases" not in starts:
        return starts
    for row in starts["cases"]:
        asked = row.get("when", {}).items()
        if all(person[path.removeprefix("person.")] == value for path, value in asked):
            return row["value"] if "when" in row else row["otherwise"]
    raise AssertionError("the last row is for everyone")


@functools.cache
def windows_from(
    anchor: datetime.date, length: tuple[tuple[str, int], ...], leap: str, first: int
) -> tuple[Window, ...]:
    """Return the windows from the first on, each counted from the anchor."""
    edges = [moved(anchor, dict(length), number, leap) for number in range(first, 60)]
    return tuple((one, two - DAY) for one, two in itertools.pairwise(edges))


def named_in(rules: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a period by its name; one that begins with the first of others has those with it."""
    named: dict[str, Any] = rules["periods"][name]
    starts = named.get("starts")
    if isinstance(starts, dict) and "first" in starts:
        return named | {"starts": starts | {"years": rules["periods"][starts["first"]]}}
    return named


def held(windows: list[Window], day: datetime.date) -> Window | None:
    """Return the window that holds a day."""
    return next(((first, last) for first, last in windows if first <= day <= last), None)


def period_named(
    rules: dict[str, Any], person: dict[str, Any], name: str, on: datetime.date, main: Window | None
) -> Window | None:
    """Return the period of a name that belongs to the judged one."""
    if name == "ever":
        return FIRST_OF_ALL, on
    named = named_in(rules, name)
    last = main[1] if main else on
    if "last" in named:
        if named["ending"] == "day_of_judging":
            last = on
        elif named["ending"] != "period_end":
            last = person[named["ending"].removeprefix("person.")]
            if last == "none":
                return None
        return max(moved(last, named["last"], -1) + DAY, FIRST_OF_ALL), last
    return held(windows_of(named, person, last), last)


def runs_of(
    rules: dict[str, Any], person: dict[str, Any], said: Any, on: datetime.date, main: Window | None,
    window: Window,
) -> list[Window]:  # fmt: skip
    """Return the windows of a requirement that end in the period in hand."""
    said = {"of": said} if isinstance(said, str) else said
    windows = windows_of(named_in(rules, said["of"]), person, window[1])
    length = said.get("consecutive", 1)
    runs = [(windows[end - length + 1][0], windows[end][1]) for end in range(length - 1, len(windows))]
    runs = [run for run in runs if window[0] <= run[1] <= window[1]]
    if "within" in said:
        inner = period_named(rules, person, said["within"], on, main)
        runs = [run for run in runs if inner and inner[0] <= run[0] and run[1] <= inner[1]]
    return runs


def moment(said: Any, look: Any, window: Window, on: datetime.date) -> datetime.date | None:
    """Return the day that a moment names; None when there is no such day."""
    if isinstance(said, dict):
        way = next(word for word in said if word not in UNITS)
        anchor = moment(said[way], look, window, on)
        if anchor is None:
            return None
        end = moved(anchor, said, -1 if way == "before" else 1)
        return end - DAY if way == "beginning_with" else end
    if said[0].isdigit():
        return datetime.date.fromisoformat(said)
    named = {"day_of_judging": on, "period_start": window[0], "period_end": window[1]}
    day = named[said] if said in named else look(said)
    return None if day == "none" else day
