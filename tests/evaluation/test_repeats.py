"""Repeats: which of several items that are the same counts, as far as the record tells."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import HALF, WHOLE, YEAR, hours, need, rules
from cpdrules import Finding, evaluate, loads

ON = datetime.date(2024, 12, 31)
KINDS = {"same": ["kind"], "within": "period", "keep": "earliest"}
OWN = {"own": {"length": {"years": 1}, "starts": "person.registered_on", "leap_day": "28 February"}}
PERIODS = YEAR | HALF | OWN


def item(name: str, day: str | None, number: float | None, kind: str | None = "course") -> dict[str, Any]:
    facts = {"ended": day, "hours": number, "kind": kind}
    return {"id": name} | {key: value for key, value in facts.items() if value is not None}


def judge(items: list[dict[str, Any]], whole: dict[str, Any] = WHOLE, **said: Any) -> Finding:
    rule_set = rules(need(4), {"h": hours() | {"repeats": KINDS | said}}, periods=PERIODS)
    rule_set["vocabulary"]["person"]["fields"]["registered_on"] = "date"
    record = {"activities": items} | whole
    return evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).findings[0]


def counted(found: Finding) -> dict[str, tuple[Any, Any]]:
    return {row.item: (row.proven, row.possible) for row in found.credits if row.possible != 0}


def test_the_earliest_counts_and_the_others_name_it() -> None:
    found = judge([item("b", "2024-05-01", 3), item("a", "2024-04-01", 1), item("c", "2024-06-01", 5)])
    assert counted(found) == {"a": (1, 1)}
    assert [row.reason.values for row in found.credits if row.reason.code == "repeat"] == [("a",), ("a",)]
    assert found.verdict.word == "not met"


def test_the_latest_counts() -> None:
    found = judge([item("b", "2024-05-01", 3), item("a", "2024-04-01", 1)], keep="latest")
    assert counted(found) == {"b": (3, 3)}


def test_of_two_on_one_day_the_larger_counts_and_of_two_alike_the_first_by_id() -> None:
    found = judge([item("a", "2024-04-01", 1), item("c", "2024-04-01", 2), item("b", "2024-04-01", 2)])
    assert counted(found) == {"b": (2, 2)}


def test_what_is_written_to_be_nothing_makes_no_two_items_the_same() -> None:
    rule_set = rules(
        [*need(4), {"id": "asked", "has": "activities", "where": {"kind": {"recorded": True}}}],
        {"h": hours() | {"repeats": KINDS}},
    )
    items = [item("a", "2024-04-01", 2, "none"), item("b", "2024-05-01", 2, "none")]
    report = evaluate(loads(json.dumps(rule_set), name="r.json"), {"activities": items} | WHOLE, on=ON)
    assert counted(report.findings[0]) == {"a": (2, 2), "b": (2, 2)}


def test_another_period_another_count() -> None:
    items = [item("a", "2024-04-01", 2), item("b", "2024-08-01", 2), item("c", "2024-09-01", 2)]
    assert counted(judge(items, within="half")) == {"a": (2, 2), "b": (2, 2)}


def test_an_item_before_the_period_is_repeated_in_it_within_a_longer_one() -> None:
    items = [item("a", "2023-04-01", 2), item("b", "2024-08-01", 2)]
    assert counted(judge(items, within="ever")) == {}
    assert counted(judge(items)) == {"b": (2, 2)}


@pytest.mark.parametrize(
    ("unsure", "gap"),
    [
        (item("b", "2024-05-01", 3, None), "activities[b].kind"),
        (item("b", None, 3), "activities[b].ended"),
    ],
)
def test_what_is_not_known_of_an_item_leaves_open_whether_it_is_a_repeat(
    unsure: dict[str, Any], gap: str
) -> None:
    found = judge([item("a", "2024-04-01", 2), unsure])
    assert found.verdict.word == "undetermined"
    assert gap in [each.fact for each in found.gaps]


def test_two_on_one_day_of_which_one_has_no_amount() -> None:
    found = judge([item("a", "2024-04-01", 2), item("b", "2024-04-01", None)])
    assert "activities[b].hours" in [each.fact for each in found.gaps]


@pytest.mark.parametrize(
    ("keep", "since", "until", "verdict"),
    [
        ("earliest", "2024-01-01", "2024-04-01", "met"),
        ("earliest", "2024-02-01", "2024-12-31", "undetermined"),
        ("latest", "2024-02-01", "2024-12-31", "met"),
        ("latest", "2024-01-01", "2024-04-01", "undetermined"),
    ],
)
def test_a_log_that_is_open_on_the_side_that_would_count(
    keep: str, since: str, until: str, verdict: str
) -> None:
    whole = {"complete_from": since, "complete_through": until}
    found = judge([item("a", "2024-04-01", 4)], whole, keep=keep)
    assert found.verdict.word == verdict


def test_unknown_days_of_the_period_leave_open_what_is_repeated() -> None:
    items = [item("a", "2024-04-01", 2), item("b", "2024-05-01", 2)]
    found = judge(items, within="own")
    assert found.verdict.word == "undetermined"
    assert counted(found) == {"a": (0, 2), "b": (0, 2)}
    assert [each.fact for each in found.gaps] == ["person.registered_on"]


BACK = {"back": {"last": {"months": 18}, "ending": "period_end"}}


def test_a_look_back_reaches_from_the_judged_period_though_the_one_in_hand_is_another() -> None:
    """While the judged period is not known, nor is how far back two items are the same (found by the oracle)."""
    rule_set = rules(
        [{"id": "r", "amount": "h", "at_most": 1, "period": "ever"}],
        {"h": hours() | {"repeats": KINDS | {"within": "back", "keep": "latest"}}},
        periods=PERIODS | BACK,
        period="own",
    )
    rule_set["vocabulary"]["person"]["fields"]["registered_on"] = "date"
    spans = {"complete_from": "1900-01-01", "complete_through": "2024-12-31"}
    record = {"activities": [item("a", "2024-12-31", 2)]} | spans
    found = evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).findings[0]
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (0, 2)
    assert "person.registered_on" in [each.fact for each in found.gaps]


def test_an_item_before_a_look_back_is_no_repeat_and_has_none() -> None:
    """Found by the oracle."""
    rule_set = rules(
        [{"id": "r", "amount": "h", "at_least": 4, "period": "ever"}],
        {"h": hours() | {"repeats": KINDS | {"within": "back"}}},
        periods=PERIODS | BACK,
    )
    rule_set["vocabulary"]["person"]["fields"]["registered_on"] = "date"
    items = [item("a", "2023-01-01", 2), item("b", "2024-07-01", 1), item("c", "2024-08-01", 1)]
    spans = {"complete_from": "1900-01-01", "complete_through": "2024-12-31"}
    report = evaluate(loads(json.dumps(rule_set), name="r.json"), {"activities": items} | spans, on=ON)
    assert counted(report.findings[0]) == {"a": (2, 2), "b": (1, 1)}
