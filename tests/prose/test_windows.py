"""Of several periods, the report says which one its amount is of, where no line of its own shows that period."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from cpdrules import evaluate, explain, loads

RULES = """
cpdrules: 1
ruleset: example/windows
title: Every year of a cycle
subject: portfolio
period: cycle
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
  cycle: {length: {years: 3}, starts: 2021-01-01}
vocabulary:
  activities: {dated_by: ended, fields: {ended: date, hours: {unit: hour}}}
measures:
  counted: {sum: hours, from: activities}
requirements:
  - {id: asked, WINDOWS, require: {amount: counted, BOUND}}
"""
EVERY, SOME = "in_every: year", "in_some: year, at_least: 2"
IN_2022 = "of 3 periods, the one from 2022-01-01 to 2022-12-31 decides"


def lines(windows: str, bound: str, hours: list[int]) -> list[str]:
    rules = loads(RULES.replace("WINDOWS", windows).replace("BOUND", bound), name="windows.cpd.yaml")
    record: dict[str, Any] = {
        "complete_from": "2021-01-01",
        "complete_through": "2023-12-31",
        "activities": [
            {"id": f"a{n}", "ended": f"{2021 + n}-05-01", "hours": each} for n, each in enumerate(hours)
        ],
    }
    told = explain(evaluate(rules, record, on=datetime.date(2023, 12, 31)))
    return [line.strip() for line in told.splitlines()]


@pytest.mark.parametrize(
    ("windows", "bound", "hours", "amount"),
    [
        (EVERY, "at_least: 10", [15, 12, 20], "12 of 10 hours needed"),
        (EVERY, "at_most: 20", [15, 18, 12], "18 hours; at most 20 hours allowed"),
        (SOME, "at_least: 10", [25, 12, 3], "12 of 10 hours needed"),
    ],
)
def test_the_period_that_decides_is_named(windows: str, bound: str, hours: list[int], amount: str) -> None:
    told = lines(windows, bound, hours)
    assert told[told.index(IN_2022) - 1] == amount


def test_a_period_with_lines_of_its_own_is_not_named_twice() -> None:
    told = lines(EVERY, "at_least: 10", [15, 2, 20])
    assert "2 of 10 hours needed: short by 8 hours" in told
    assert not any("decides" in line for line in told)


def test_of_one_period_nothing_is_said() -> None:
    told = lines("in_every: {consecutive: 3, of: year, within: cycle}", "at_least: 10", [15, 2, 20])
    assert "37 of 10 hours needed" in told
    assert not any("decides" in line for line in told)
