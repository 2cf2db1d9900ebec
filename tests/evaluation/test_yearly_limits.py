"""Limits that hold for each period by itself."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules import Finding, evaluate, loads

ON = datetime.date(2024, 12, 31)
OWN = {"own": {"length": {"years": 1}, "starts": "person.since", "leap_day": "28 February"}}
MONTH = {"month": {"length": {"months": 1}, "starts": "2024-01-01"}}
ENDS = tuple[Any, Any]


def judge(limits: list[dict[str, Any]], items: list[dict[str, Any]], **record: Any) -> Finding:
    made = rules(need(4), {"h": hours(limits=limits)})
    made["periods"] |= OWN | MONTH
    made["vocabulary"]["person"]["fields"]["since"] = "date"
    ruleset = loads(json.dumps(made), name="r.json")
    return evaluate(ruleset, {"activities": items} | WHOLE | record, on=ON).findings[0]


def ends(found: Finding) -> ENDS:
    assert found.amount is not None
    assert sum(row.proven for row in found.credits) == found.amount.least
    return found.amount.least, found.amount.most


SPRING, AUTUMN = item("a", 5, ended="2024-03-01"), item("b", 3, ended="2024-09-01")


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ([{"count_at_most": 2, "each": "half"}], (4, 4)),
        ([{"count_at_most": 2}], (2, 2)),
        ([{"count_at_most": 4, "each": "half"}, {"count_at_most": 6}], (6, 6)),
        ([{"count_at_most": 2, "each": "month"}], (4, 4)),
    ],
)
def test_each_period_has_its_own(limits: list[dict[str, Any]], told: ENDS) -> None:
    assert ends(judge(limits, [SPRING, AUTUMN])) == told


def test_where_the_periods_are_not_known_the_ends_are_one_for_all_and_none() -> None:
    found = judge([{"count_at_most": 2, "each": "own"}], [SPRING, AUTUMN])
    assert ends(found) == (2, 8)
    assert [gap.fact for gap in found.gaps] == ["person.since"]
    assert ends(
        judge([{"count_at_most": 2, "each": "own"}], [SPRING, AUTUMN], person={"since": "2024-06-01"})
    ) == (7, 7)


def test_before_the_first_period_no_limit_holds() -> None:
    found = judge([{"count_at_most": 2, "each": "own"}], [SPRING, AUTUMN], person={"since": "2026-06-01"})
    assert ends(found) == (8, 8)


def test_an_item_without_a_day_may_lie_in_any_of_them_or_before_all() -> None:
    limits = [{"count_at_most": 2, "each": "own"}]
    undated = {"id": "c", "hours": 4}
    found = judge(limits, [AUTUMN, undated], person={"since": "2024-06-01"})
    assert ends(found) == (2, 6)
    assert "activities[c].ended" in [gap.fact for gap in found.gaps]


def test_too_many_periods_are_told() -> None:
    limits = [{"count_at_most": 2, "each": "month"}, {"count_at_most": 20}]
    found = judge(limits, [SPRING, AUTUMN])
    assert ends(found) == (2, 8)
    assert [gap.kind.value for gap in found.gaps] == ["too_large"]
    assert found.verdict.word == "undetermined"


def test_a_number_by_date_is_that_of_each_period() -> None:
    made = rules(
        need(4), {"h": hours(limits=[{"count_at_most": "most", "each": "half"}])}, in_force_at="period_start"
    )
    made["parameters"] = {"most": {"unit": "hour", "value": {"2020-01-01": 1, "2024-07-01": 3}}}
    ruleset = loads(json.dumps(made), name="r.json")
    report = evaluate(ruleset, {"activities": [SPRING, AUTUMN]} | WHOLE, on=ON)
    assert ends(report.findings[0]) == (4, 4)


@pytest.mark.parametrize(
    ("through", "items", "told"),
    [
        ("2024-06-30", [SPRING], (2, 4)),
        ("2024-06-30", [], (0, 2)),
        ("2024-06-30", [SPRING, AUTUMN], (4, 4)),
        ("2024-05-31", [], (0, 4)),
    ],
    ids=["full and closed", "closed", "both full", "both open"],
)
def test_what_may_still_be_recorded_falls_into_open_periods_only(
    through: str, items: list[dict[str, Any]], told: ENDS
) -> None:
    halves = [{"count_at_most": 2, "each": "half"}]
    assert ends(judge(halves, items, complete_through=through)) == told
