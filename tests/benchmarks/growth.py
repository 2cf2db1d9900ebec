"""What may double: activities, requirements, windows, years; each a judgement of a given size, ready to be timed."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
from register import COMPLETE, activity

from cpdrules import Limits, evaluate, load, loads

ON = datetime.date(2025, 3, 31)
RULES = Path(__file__).with_name("ten_rules.cpd.yaml")
LIMITS = Limits(record_nodes=10_000_000, steps=1_000_000_000)
VOCABULARY = {
    "activities": {
        "dated_by": "date",
        "fields": {
            "date": "date", "hours": {"unit": "hour"}, "kind": ["course", "reading"],
            "course": "text", "goal": {"link": "goals"},
        },
    },
    "goals": {"undated": True, "fields": {"open": "yes_no"}},
}  # fmt: skip
YEARLY = {"year": {"length": {"years": 1}, "starts": {"month": 4, "day": 1}}}


@attrs.frozen
class Growth:
    """Something that grows, from the first size to the last."""

    what: str
    sizes: tuple[int, ...]
    prepare: Callable[[int], Callable[[], object]]


def doubled(first: int, times: int) -> tuple[int, ...]:
    """Return sizes that double."""
    return tuple(first << each for each in range(times + 1))


def activities(size: int) -> Callable[[], object]:
    """Judge a portfolio of so many activities by the ten rules."""
    chance = random.Random(size)
    person = {"regulated": True, "working_time": 1}
    record = {**COMPLETE, "person": person, "activities": [activity(chance, each) for each in range(size)]}
    ruleset = load(RULES)
    return lambda: evaluate(ruleset, record, on=ON, limits=LIMITS)


def requirements(size: int) -> Callable[[], object]:
    """Judge a portfolio of twenty activities by so many requirements, of which every second has a `where`."""
    asked: list[dict[str, Any]] = [
        {"id": f"r{each}", "amount": "hours", "at_least": each % 40}
        | ({"where": {"kind": "course"}, "inside": "r0"} if each % 2 else {})
        for each in range(size)
    ]
    ruleset = made(asked)
    record = {**COMPLETE, "activities": several(20, 365), "goals": goals(20)}
    return lambda: evaluate(ruleset, record, on=ON, limits=LIMITS)


def loaded(size: int) -> Callable[[], object]:
    """Load a rule set of so many requirements."""
    asked = [{"id": f"r{each}", "amount": "hours", "at_least": each % 40} for each in range(size)]
    return lambda: made(asked)


def windows(size: int) -> Callable[[], object]:
    """Judge so many windows of three days, over a portfolio of 200 activities."""
    asked = [{"id": "r", "in_every": "stretch", "require": {"amount": "hours", "at_least": 1}}]
    return over(asked, {"stretch": {"length": {"days": 3}, "starts": "2019-01-01"}}, 3 * size, 200)


def limits(size: int) -> Callable[[], object]:
    """Judge a year of so many activities under a limit for each, for a kind and for all."""
    hours = {
        "sum": "hours", "from": "activities", "steps": [{"count_at_most": 8}],
        "limits": [
            {"count_at_most": size, "where": {"kind": "reading"}},
            {"count_at_most": 3 * size},
        ],
    }  # fmt: skip
    asked = [{"id": "r", "amount": "hours", "at_least": size}]
    return over(asked, {}, 365, size, hours)


def carried(size: int) -> Callable[[], object]:
    """Judge so many years, each with five activities, of which what is over five hours goes on and on."""
    hours = {
        "sum": "hours", "from": "activities",
        "carry_over": {
            "period": "year", "excess_over": 5, "which": "latest", "count_at_most": 20, "into_next": 3,
            "used_first": "carried", "again": False,
        },
    }  # fmt: skip
    asked = [{"id": "r", "in_every": "year", "require": {"amount": "hours", "at_least": 5}}]
    return over(asked, YEARLY, 365 * size + size // 4, 5 * size, hours)


def made_up(size: int) -> Callable[[], object]:
    """Judge so many years, each with five activities, in which what is short may be made good in six months."""
    hours = {
        "sum": "hours", "from": "activities",
        "make_up": {
            "period": "year", "shortfall_of": 25, "within": {"months": 6}, "which": "earliest",
            "counts_again": False,
        },
    }  # fmt: skip
    asked = [{"id": "r", "in_every": "year", "require": {"amount": "hours", "at_least": 25}}]
    return over(asked, YEARLY, 365 * size + size // 4, 5 * size, hours)


def repeated(size: int) -> Callable[[], object]:
    """Judge a year of so many activities, three of each course; of every fifth it is not known which it was."""
    hours = {
        "sum": "hours", "from": "activities",
        "repeats": {"same": ["course"], "within": "ever", "keep": "earliest"},
    }  # fmt: skip
    return over([{"id": "r", "amount": "hours", "at_least": size}], {}, 365, size, hours)


def different(size: int) -> Callable[[], object]:
    """Count the different courses in a year of so many activities, of which every fifth does not say its course."""
    courses = {"distinct": "course", "from": "activities"}
    return over([{"id": "r", "amount": "hours", "at_least": size}], {}, 365, size, courses)


def linked(size: int) -> Callable[[], object]:
    """Judge so many goals, each of which has to have one of as many activities."""
    where = {"goal": "this"}
    asked = [
        {"id": "has", "for_each": "goals", "if_none": "met", "require": {"has": "activities", "where": where}},
        {
            "id": "hours", "for_each": "goals", "if_none": "met",
            "require": {"amount": "hours", "where": where, "at_least": 1},
        },
    ]  # fmt: skip
    return over(asked, {}, 365, size)


def allocated(size: int) -> Callable[[], object]:
    """Share out so many activities, which may be divided, to three parts."""
    asked = [
        {
            "id": "r", "allocate": "hours", "items": "divisible",
            "to": [
                {"id": "courses", "where": {"kind": "course"}, "at_least": size},
                {"id": "reading", "where": {"kind": "reading"}, "at_least": size},
                {"id": "any", "at_least": size},
            ],
        }
    ]  # fmt: skip
    return over(asked, {}, 365, size)


def years(size: int) -> Callable[[], object]:
    """Judge so many years, each with twenty activities."""
    asked = [{"id": "r", "in_every": "year", "require": {"amount": "hours", "at_least": 1}}]
    own = {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}}
    return over(asked, own, 366 * size, 20 * size)


def over(
    asked: list[dict[str, Any]],
    periods: dict[str, Any],
    days: int,
    number: int,
    hours: dict[str, Any] | None = None,
) -> Callable[[], object]:
    """Judge a portfolio of so many activities in the last so many days."""
    first = ON - datetime.timedelta(days=days - 1)
    ruleset = made(asked, periods, hours)
    record = {
        "complete_from": first.isoformat(),
        "complete_through": ON.isoformat(),
        "goals": goals(number),
        "activities": several(number, days),
    }
    return lambda: evaluate(ruleset, record, on=ON, period=f"{first}..{ON}", limits=LIMITS)


def made(
    asked: list[dict[str, Any]], periods: dict[str, Any] | None = None, hours: dict[str, Any] | None = None
) -> Any:
    """Return a rule set with these requirements."""
    rules = {
        "cpdrules": 1, "ruleset": "example/growing", "title": "Growing", "subject": "portfolio", "period": "whole",
        "periods": {"whole": {"length": {"years": 1}, "starts": {"month": 4, "day": 1}}} | (periods or {}),
        "vocabulary": VOCABULARY, "measures": {"hours": hours or {"sum": "hours", "from": "activities"}},
        "requirements": asked,
    }  # fmt: skip
    return loads(json.dumps(rules), name="growing.json")


def goals(number: int) -> list[dict[str, Any]]:
    """Return so many goals, of which nothing is said but that there are."""
    return [{"id": f"g{each}"} for each in range(number)]


def several(number: int, days: int) -> list[dict[str, Any]]:
    """Return so many activities, spread over the last so many days."""
    chance = random.Random(number)
    return [
        {
            "id": f"a{each}",
            "date": ON - datetime.timedelta(days=chance.randrange(days)),
            "hours": chance.randint(1, 9),
            "kind": chance.choice(["course", "reading"]),
            "goal": f"g{chance.randrange(number)}",
        }
        | ({"course": f"c{each // 3}"} if each % 5 else {})
        for each in range(number)
    ]


GROWTHS = (
    Growth("activities, ten rules", doubled(1_000, 6), activities),
    Growth("requirements", doubled(50, 6), requirements),
    Growth("requirements, loading", doubled(50, 6), loaded),
    Growth("windows", doubled(10, 6), windows),
    Growth("years, each with twenty activities", doubled(4, 4), years),
    Growth("activities under three limits", doubled(250, 5), limits),
    Growth("years that hand on what is over", doubled(4, 4), carried),
    Growth("activities shared out to three parts", doubled(250, 5), allocated),
    Growth("years whose shortfalls are made good", doubled(15, 3), made_up),
    Growth("activities that may be repeats", doubled(250, 4), repeated),
    Growth("activities of different courses", doubled(250, 5), different),
    Growth("goals, with as many activities linked to them", doubled(125, 4), linked),
)
