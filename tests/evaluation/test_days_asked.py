"""A day that is compared with a date of the record: what is missing is named, whichever of the two it is."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, rules
from cpdrules import evaluate, loads

ON = datetime.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("requirement", "gap"),
    [
        ({"fact": "person.began", "on_or_before": "person.ends"}, "person.ends"),
        ({"fact": "person.began", "later_than": {"days": 1, "after": "person.ends"}}, "person.ends"),
        ({"has": "activities", "where": {"ended": {"on_or_before": "person.ends"}}}, "person.ends"),
        (
            {"amount": "h", "where": {"ended": {"on_or_after": "set_on"}}, "at_least": 1},
            "activities[a].set_on",
        ),
    ],
)
def test_an_unknown_date_to_compare_with_is_named(requirement: dict[str, Any], gap: str) -> None:
    rule_set = rules([{"id": "r"} | requirement], {"h": hours()})
    vocabulary = rule_set["vocabulary"]
    vocabulary["person"]["fields"] |= {"began": "date", "ends": "date"}
    vocabulary["activities"]["fields"]["set_on"] = "date"
    record = {"person": {"began": "2024-01-01"}, "activities": [item("a", 1, "course")]} | WHOLE
    found = evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).findings[0]
    assert found.verdict.word == "undetermined"
    assert [each.fact for each in found.gaps] == [gap]


def test_what_a_measure_comes_to_is_told_where_it_puts_a_requirement_out_of_scope() -> None:
    rule_set = rules([{"id": "r", "has": "goals", "applies_when": {"h": {"at_least": 5}}}], {"h": hours()})
    record = {"activities": [item("a", 3, "course")]} | WHOLE
    found = evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).findings[0]
    assert found.verdict.word == "not applicable"
    assert found.reason is not None
    assert found.reason.values[:2] == ("h", "3")
