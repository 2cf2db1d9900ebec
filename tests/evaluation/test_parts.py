"""Amounts that are parts of others: what is not recorded is bounded by the rest, and too much is refused."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import WHOLE, rules
from cpdrules import Finding, RecordError, evaluate, loads

ON = datetime.date(2024, 12, 31)
FIELDS = {
    "ended": "date",
    "hours": {"unit": "hour"},
    "own": {"unit": "hour", "part_of": "hours"},
    "talks": {"unit": "hour", "part_of": "hours"},
    "points": "number",
    "kept": {"type": "number", "if_absent": 0, "part_of": "points"},
}


def judge(item: dict[str, Any], field: str = "own", **more: Any) -> Finding:
    measure = {"sum": field, "from": "activities"} | more.pop("measure", {})
    made = rules([{"id": "r", "amount": "h", "at_least": 2}], {"h": measure}, **more)
    made["vocabulary"]["activities"]["fields"] = FIELDS
    made["vocabulary"]["person"]["fields"]["role"] = ["junior", "senior"]
    record = {"activities": [{"id": "a", "ended": "2024-05-01"} | item]} | WHOLE
    return evaluate(loads(json.dumps(made), name="p.json"), record, on=ON).findings[0]


@pytest.mark.parametrize(
    ("item", "field", "amount"),
    [
        ({"hours": 3, "own": 1, "talks": 2}, "own", "1"),
        ({"hours": 3}, "own", "0 to 3"),
        ({"hours": 3, "talks": 2}, "own", "0 to 1"),
        ({"hours": 3, "talks": 3}, "own", "0"),
        ({"hours": 3, "talks": "none"}, "own", "0 to 3"),
        ({"hours": "none"}, "own", "0"),
        ({"talks": 2}, "own", "0 or more"),
        ({"hours": "90 minutes", "talks": 1}, "own", "0 to 0.5"),
        ({"own": 2, "talks": "30 minutes"}, "hours", "2.5 or more"),
        ({"hours": 4, "own": 2}, "hours", "4"),
        ({"points": 4}, "kept", "0"),
        ({"kept": 4}, "points", "4 or more"),
    ],
)
def test_what_is_not_recorded_is_bounded_by_the_rest(item: dict[str, Any], field: str, amount: str) -> None:
    assert str(judge(item, field).amount) == amount


def test_a_part_that_cannot_be_enough_decides_and_one_that_can_is_asked_for() -> None:
    assert judge({"hours": 1.5}).verdict.word == "not met"
    found = judge({"hours": 3})
    assert found.verdict.word == "undetermined"
    assert [gap.fact for gap in found.gaps] == ["activities[a].own"]


def test_steps_are_done_to_the_rest_as_to_what_is_recorded() -> None:
    steps = {"steps": [{"round": {"step": 1, "toward": "down"}}, {"multiply": 2}]}
    assert str(judge({"hours": 3.5, "talks": 1}, measure=steps).amount) == "0 to 4"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"hours": 1, "own": 1.5}, "`own` of `a` in `activities` is more than `hours`, the whole"),
        (
            {"hours": 1, "own": "0:40", "talks": "21 minutes"},
            "`own` and `talks` of `a` in `activities` are together",
        ),
        ({"hours": "none", "own": 1}, "more than `hours`"),
        ({"hours": "50 minutes", "own": "1 lesson"}, "more than `hours`"),
        ({"points": 1, "kept": 2}, "`kept` of `a`"),
    ],
)
def test_parts_that_are_more_than_the_whole_are_refused(item: dict[str, Any], message: str) -> None:
    units = {"lesson": {"is": 60, "of": "minute"}}
    with pytest.raises(RecordError, match="D021") as caught:
        judge(item, units=units)
    assert message in str(caught.value)


def test_parts_may_fill_the_whole() -> None:
    assert str(judge({"hours": 1, "own": "0:40", "talks": "20 minutes"}).amount) == "2/3"


WORTH = {"unit": "hour", "cases": [{"when": {"person.role": "junior"}, "value": 2}, {"otherwise": 3}]}


@pytest.mark.parametrize(
    ("person", "hours", "refused"),
    [("junior", 2, False), ("senior", 2, True), (None, 2, False), (None, 1, True)],
)
def test_a_unit_that_is_worth_more_for_some_is_held_against_the_whole_when_it_is_judged(
    person: str | None, hours: int, refused: bool
) -> None:
    """As long as it is not known what the unit is worth, only what is too much in any case is refused."""
    made = rules(
        [{"id": "r", "amount": "h", "at_least": 2}],
        {"h": {"sum": "hours", "from": "activities"}},
        units={"day": {"is": "worth", "of": "hour"}},
        parameters={"worth": WORTH},
    )
    made["vocabulary"]["activities"]["fields"] = FIELDS
    made["vocabulary"]["person"]["fields"]["role"] = ["junior", "senior"]
    record: dict[str, Any] = {
        "activities": [{"id": "a", "ended": "2024-05-01", "hours": hours, "own": "1 day"}]
    }
    record |= WHOLE | ({"person": {"role": person}} if person else {})
    rule_set = loads(json.dumps(made), name="p.json")
    if refused:
        with pytest.raises(RecordError, match="D021"):
            evaluate(rule_set, record, on=ON)
    else:
        assert str(evaluate(rule_set, record, on=ON).findings[0].amount) == str(hours)
