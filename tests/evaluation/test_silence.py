"""The longest gap between items: what is not known of them, and what may still be recorded."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import WHOLE, YEAR, rules
from cpdrules import Finding, evaluate, loads

END = datetime.date(2024, 12, 31)
GAP = {"longest_gap": "activities", "unit": "day", "edges": "ignored"}


def judge(
    items: list[dict[str, Any]] | None,
    whole: dict[str, Any] = WHOLE,
    on: datetime.date = END,
    asked: dict[str, Any] | None = None,
    **said: Any,
) -> Finding:
    requirement = {"id": "r", "amount": "g", "less_than": 50} | (asked or {})
    rule_set = rules([requirement], {"g": GAP | said})
    rule_set["periods"] = YEAR | {
        "own": {"length": {"years": 1}, "starts": "person.joined", "leap_day": "28 February"}
    }
    rule_set["vocabulary"]["person"]["fields"]["joined"] = "date"
    record = ({} if items is None else {"activities": items}) | whole
    return evaluate(loads(json.dumps(rule_set), name="g.json"), record, on=on).findings[0]


def on(*days: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"a{number}", "ended": day} | more for number, day in enumerate(days)]


def facts(found: Finding) -> list[str]:
    return [gap.fact for gap in found.gaps]


def test_the_report_says_between_which_days_the_gap_lies() -> None:
    found = judge(on("2024-03-01", "2024-01-10", "2024-03-15"))
    assert str(found.amount) == "51"
    assert found.reason is not None
    assert (found.reason.code, found.reason.values) == ("longest_gap", ("2024-01-10", "2024-03-01"))
    assert found.verdict.word == "not met"


@pytest.mark.parametrize(
    ("day", "unit", "amount"),
    [
        ("2024-12-31", "day", "325"),  # 10 February to 31 December
        ("2024-04-30", "day", "80"),  # the day of judging is before the end of the period
        ("2024-12-31", "month", "10"),
    ],
)
def test_edges_of_the_period_count_as_days_with_an_item(day: str, unit: str, amount: str) -> None:
    found = judge(on("2024-02-10"), on=datetime.date.fromisoformat(day), unit=unit, edges="counted")
    assert str(found.amount) == amount


def test_without_items_the_whole_period_is_silent_where_its_edges_count() -> None:
    assert str(judge([], edges="counted").amount) == "365"
    assert str(judge([]).amount) == "0"
    assert judge([]).reason is None


def test_a_period_without_a_first_day_has_no_edge_there() -> None:
    found = judge(on("2024-12-01"), asked={"period": "ever"}, edges="counted")
    assert found.amount is not None
    assert found.amount.least == 30
    closed = judge(on("2024-12-01"), {"complete_from": "1900-01-01", "complete_through": "2024-12-31"})
    assert str(closed.amount) == "0"


def test_an_item_that_is_outside_or_counts_for_nothing_splits_no_gap() -> None:
    items = [
        *on("2024-01-10", "2024-03-15", kind="course"),
        {"id": "r", "ended": "2024-02-10", "kind": "reading"},
    ]
    assert str(judge(items).amount) == "34"
    assert str(judge(items, where={"kind": "course"}).amount) == "65"
    assert str(judge(items, asked={"where": {"kind": "course"}}).amount) == "65"
    assert str(judge([*items, {"id": "o", "ended": "2023-12-31", "kind": "course"}]).amount) == "34"


def test_an_item_that_may_count_can_only_shorten_a_gap_that_is_certain() -> None:
    items = [*on("2024-01-10", "2024-03-15", kind="course"), {"id": "r", "ended": "2024-02-10"}]
    found = judge(items, where={"kind": "course"})
    assert str(found.amount) == "34 to 65"
    assert facts(found) == ["activities[r].kind"]
    assert found.reason is None


def test_an_item_without_a_day_may_split_one_gap_and_make_another() -> None:
    found = judge([*on("2024-01-10", "2024-03-15"), {"id": "r"}])
    assert str(found.amount) == "33 to 291"
    assert facts(found) == ["activities[r].ended"]


def test_an_item_that_certainly_has_no_day_is_no_item_of_the_period() -> None:
    assert str(judge([*on("2024-01-10", "2024-03-15"), {"id": "r", "ended": "none"}]).amount) == "65"


@pytest.mark.parametrize(
    ("since", "until", "verdict", "amount"),
    [
        (
            "2024-01-10",
            "2024-03-15",
            "not met",
            "65 to 291",
        ),  # the gap lies within the days that are complete
        ("2024-01-10", "2024-02-25", "undetermined", "47 to 291"),
        ("2024-02-01", "2024-12-31", "undetermined", "44 to 65"),
        (None, "2024-12-31", "undetermined", "1 to 291"),
        ("2020-01-01", "2020-12-31", "undetermined", "1 to 291"),
    ],
)
def test_what_may_still_be_recorded_splits_no_gap_in_days_that_are_complete(
    since: str | None, until: str, verdict: str, amount: str
) -> None:
    whole = {"complete_through": until} | ({"complete_from": since} if since else {})
    found = judge(on("2024-01-10", "2024-03-15"), whole)
    assert (found.verdict.word, str(found.amount)) == (verdict, amount)


def test_a_list_that_is_not_written_may_hold_anything() -> None:
    found = judge(None)
    assert str(found.amount) == "0 to 365"
    assert "activities" in facts(found)


def test_a_period_whose_days_are_not_known_has_no_bound() -> None:
    found = judge(on("2024-01-10"), asked={"period": "own"})
    assert str(found.amount) == "0 or more"
    assert "person.joined" in facts(found)


def test_what_is_planned_is_told_and_splits_no_gap() -> None:
    items = [*on("2024-01-10", "2024-03-15"), {"id": "p", "ended": "2024-02-10", "planned": True}]
    found = judge(items)
    assert str(found.amount) == "65"
    assert [(row.item, row.reason.code) for row in found.credits] == [("p", "planned")]
