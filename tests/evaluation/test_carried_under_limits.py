"""What is carried in under a limit: what the limit holds back is not used, and a later period may still use it."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import pytest

from cpdrules import Report, RuleSet, evaluate, loads
from cpdrules.report.finding import CARRIED_IN

YEARS = (2021, 2022, 2023, 2024)
NEEDED, MOST = 20, 10


def rule_set(into_next: int, cap: int, used_first: str) -> RuleSet:
    carry = {
        "period": "year", "excess_over": NEEDED, "which": "latest", "count_at_most": MOST, "into_next": into_next,
        "used_first": used_first, "again": False, "under_limits": True, "as": {"kind": "reading"},
    }  # fmt: skip
    rules = {
        "cpdrules": 1, "ruleset": "example/carrying", "title": "Carrying", "subject": "portfolio", "period": "cycle",
        "periods": {
            "year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}},
            "cycle": {"length": {"years": len(YEARS)}, "starts": f"{YEARS[0]}-01-01"},
        },
        "vocabulary": {
            "activities": {
                "dated_by": "ended",
                "fields": {"ended": "date", "hours": {"unit": "hour"}, "kind": ["course", "reading"]},
            }
        },
        "measures": {
            "hours": {
                "sum": "hours", "from": "activities", "carry_over": carry,
                "limits": [{"count_at_most": cap, "where": {"kind": "reading"}}],
            }
        },
        "requirements": [
            {"id": "yearly", "in_every": "year", "require": {"amount": "hours", "at_least": NEEDED}}
        ],
    }  # fmt: skip
    return loads(json.dumps(rules), name="carrying.json")


def by_hand(hours: list[tuple[int, int]], into_next: int, cap: int, used_first: str) -> list[int]:
    """Go through the years one by one; `left` is what each earlier year moved on and nobody used, oldest first."""
    left: list[int] = []
    found = []
    for course, reading in hours:
        own = course + min(reading, cap)
        whole = course + min(reading + sum(left), cap)
        found.append(whole)
        if used_first == "own":
            used, over = min(whole - own, max(0, NEEDED - own)), max(0, own - NEEDED)
        else:
            used, over = min(sum(left), NEEDED), min(own, max(0, whole - NEEDED))
        for place, each in enumerate(left):
            taken = min(each, used)
            left[place], used = each - taken, used - taken
        left = [*left, min(over, MOST)][-into_next:]
    return found


def judged(rules: RuleSet, hours: list[tuple[int, int]]) -> Report:
    items: list[dict[str, Any]] = []
    for year, (course, reading) in zip(YEARS, hours, strict=True):
        items.append({"id": f"c{year}", "ended": f"{year}-06-01", "hours": course, "kind": "course"})
        items.append({"id": f"r{year}", "ended": f"{year}-07-01", "hours": reading, "kind": "reading"})
    record = {
        "complete_from": f"{YEARS[0]}-01-01",
        "complete_through": f"{YEARS[-1]}-12-31",
        "brought_forward": [{"measure": "hours", "into": f"{YEARS[0]}-01-01", "carried": "none"}],
        "activities": items,
    }
    return evaluate(rules, record, on=datetime.date(YEARS[-1], 12, 31))


def sources(report: Report, year: int) -> list[tuple[str, ...]]:
    """Return where what is carried into a year comes from."""
    part = report.finding("yearly").parts[YEARS.index(year)]
    return [row.reason.values for row in part.credits if row.item == CARRIED_IN]


def amounts(rules: RuleSet, hours: list[tuple[int, int]]) -> list[int]:
    report = judged(rules, hours)
    found = [part.amount for part in report.finding("yearly").parts]
    assert all(each is not None and each.is_exact for each in found)
    return [int(each.least) for each in found if each is not None]


@pytest.mark.parametrize(
    ("cap", "last"),
    [
        (5, 20),  # four of ten are used in 2022; in 2023 five of the six that are left count
        (3, 18),  # three of ten count in 2022, and three of the seven that are left in 2023
        (99, 21),  # no limit holds anything back: four are used, and six are left
    ],
)
def test_what_a_limit_holds_back_is_left(cap: int, last: int) -> None:
    hours = [(30, 0), (16, 0), (15, 0), (30, 0)]
    assert amounts(rule_set(2, cap, "own"), hours)[2] == last == by_hand(hours, 2, cap, "own")[2]


def test_into_the_next_alone_it_lapses() -> None:
    assert amounts(rule_set(1, 5, "own"), [(30, 0), (16, 0), (15, 0), (30, 0)])[2] == 15


@pytest.mark.parametrize("used_first", ["own", "carried"])
@pytest.mark.parametrize("into_next", [1, 2, 3])
def test_small_known_cases_are_as_by_hand(into_next: int, used_first: str) -> None:
    luck = random.Random(into_next)
    for cap in (0, 2, 5, 9):
        rules = rule_set(into_next, cap, used_first)
        for _ in range(12):
            hours = [(luck.choice((5, 12, 16, 19, 20, 26, 40)), luck.randrange(8)) for _ in YEARS]
            assert amounts(rules, hours) == by_hand(hours, into_next, cap, used_first), (cap, hours)


def test_what_is_left_is_named_by_its_source_and_what_is_used_up_is_not() -> None:
    """Of ten hours four are used in 2022, and six are left; once all are used, their year is named no more."""
    hours = [(30, 0), (16, 0), (15, 0), (30, 0)]
    report = judged(rule_set(2, 5, "own"), hours)
    assert sources(report, 2022) == [("2021-01-01..2021-12-31: c2021 10",)]
    assert sources(report, 2023) == [("2021-01-01..2021-12-31: c2021 6",)]
    used_up = judged(rule_set(2, 99, "own"), [(30, 0), (10, 0), (15, 0), (30, 0)])
    assert sources(used_up, 2022) == [("2021-01-01..2021-12-31: c2021 10",)]
    assert sources(used_up, 2023) == []
    beside = judged(rule_set(2, 99, "carried"), [(30, 0), (34, 0), (15, 0), (30, 0)])
    assert sources(beside, 2023) == [("2022-01-01..2022-12-31: c2022 10",)]
