"""Where any of several requirements would do: the nearest is told first, and the others as what they are."""

from __future__ import annotations

import datetime
import json
from fractions import Fraction
from typing import Any

import pytest

from conformance.cases import hours, rules
from cpdrules import Report, action_plan, evaluate, explain, loads
from cpdrules.prose.next_steps import next_steps
from cpdrules.prose.phrases import Phrases
from cpdrules.prose.ways import nearness

ON = datetime.date(2024, 12, 1)
WHOLE = {"complete_from": "2024-01-01", "complete_through": "2024-12-31"}
COURSES = {"id": "courses", "amount": "h", "where": {"kind": "course"}, "at_least": 20}
READS = {"id": "reads", "amount": "h", "where": {"kind": "reading"}, "at_least": 10}
VIEWS = {"id": "views", "amount": "h", "where": {"kind": "viewing"}, "at_least": 5}
ROLE = {"id": "role", "fact": "person.role", "is": "regulated"}


def report(some_of: list[dict[str, Any]], at_least: Any, **lengths: int) -> Report:
    rule_set = rules([{"id": "route", "some_of": some_of, "at_least": at_least}], {"h": hours()})
    items = [{"id": k, "ended": "2024-02-01", "kind": k, "hours": v} for k, v in lengths.items()]
    record = WHOLE | {"person": {"role": "other"}, "activities": items}
    return evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON)


def told(made: Report) -> list[tuple[str, bool | None]]:
    steps = next_steps(made, Phrases())
    return [(step.requirements[0], None if step.way is None else step.way.nearest) for step in steps]


MIXED = {"id": "mixed", "all_of": [READS, VIEWS]}


def test_the_nearest_way_comes_first_and_a_plan_takes_it() -> None:
    made = report([COURSES, MIXED, ROLE], 1, course=4, reading=14)
    assert told(made) == [("views", True), ("courses", False), ("role", False)]
    assert [action.requirements for action in action_plan(made).actions] == [("views",)]
    assert [nearness(part) for part in made.findings[0].parts] == [Fraction(1, 5), Fraction(1, 2), 0]


def test_as_many_are_nearest_as_are_lacking() -> None:
    made = report([COURSES, READS, VIEWS, ROLE], 3, reading=10, viewing=1)
    assert told(made) == [("views", True), ("courses", True), ("role", False)]
    found = made.findings[0]
    assert found.shortfall is not None
    assert (found.shortfall.least, found.shortfall.most) == (2, 2)


@pytest.mark.parametrize("at_least", [2, {"percent": 100}])
def test_where_all_that_is_left_is_needed_there_is_no_other_way(at_least: Any) -> None:
    assert told(report([COURSES, READS], at_least, reading=3)) == [("reads", None), ("courses", None)]


def test_what_the_loop_has_in_hand_is_named_in_a_reason() -> None:
    loop = {"id": "each", "for_each": {"value_of": "kind", "in": "activities"}, "if_none": "met"}
    rule_set = rules([loop | {"require": {"has": "activities", "where": {"kind": "this"}}}], {"h": hours()})
    items = [{"id": "a", "ended": "2024-02-01", "kind": "course", "hours": 1}]
    made = evaluate(loads(json.dumps(rule_set), name="r.json"), WHOLE | {"activities": items}, on=ON)
    lines = explain(made).splitlines()
    assert "not counted: a 1 (kind: course; asked for: reading)" in [line.strip() for line in lines]
    assert not any("asked for: this" in line for line in lines)
