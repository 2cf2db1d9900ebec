"""How a number that is needed was found: in the report's words and data, with the facts it rests on."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import hours, need, rules
from cpdrules import Report, evaluate, explain, loads

ON = datetime.date(2024, 12, 31)
WHOLE = {"complete_from": "2024-01-01", "complete_through": "2024-12-31", "activities": []}
LEAVES = {
    "dated_by": "began",
    "until": "back",
    "fields": {"began": "date", "back": "date", "why": ["ill", "study"]},
}


def report(parameters: dict[str, Any], **facts: Any) -> Report:
    rule_set = rules(
        need("needed"), {"h": hours(), "days_off": {"time_in": "leaves", "unit": "day", "part": "counted"}}
    )
    rule_set["vocabulary"]["leaves"] = LEAVES
    rule_set["definitions"] = {"off": {"has": "leaves", "where": {"why": "ill"}}}
    rule_set["parameters"] = {name: {"unit": "hour"} | said for name, said in parameters.items()}
    return evaluate(loads(json.dumps(rule_set), name="r.json"), WHOLE | facts, on=ON)


CASES = {"cases": [{"when": {"person.role": "regulated"}, "value": 30}, {"otherwise": 10}]}
REDUCED = {
    "value": 30,
    "reduce": [
        {"subtract": 6, "when": {"meets": "off"}},
        {"in_proportion_to": "person.fte", "of": 1},
        {"round": {"step": 1, "toward": "up"}},
        {"not_below": 5},
    ],
}
ILL = {"leaves": [{"id": "l1", "began": "2024-02-01", "back": "2024-03-01", "why": "ill"}]}


BY_DAYS = [{"at_least": 0, "is": 8}, {"at_least": 20, "is": 4}]
EITHER = {"some_of": [{"person.role": "other"}, {"person.fte": {"less_than": 1}}]}


@pytest.mark.parametrize(
    ("parameters", "facts", "said"),
    [
        ({"needed": CASES}, {"person": {"role": "regulated"}}, "needed: 30 (person.role: regulated)"),
        ({"needed": CASES}, {"person": {"role": "other"}}, "needed: 10"),
        ({"needed": CASES}, {"person": {}}, "needed: 10 to 30"),
        (
            {"needed": REDUCED},
            ILL | {"person": {"fte": "0.3"}},
            "needed: 30; less 6 (leaves: l1): 24; in proportion to person.fte 0.3 of 1: 7.2; rounded up to 1: 8; "
            "not below 5: 8",
        ),
        (
            {"needed": REDUCED},
            {"leaves": [], "person": {"fte": 1}},
            "needed: 30; in proportion to person.fte 1 of 1: 30; rounded up to 1: 30; not below 5: 30",
        ),
        ({"needed": {"add": ["a", "b"]}, "a": {"value": 2}, "b": {"value": 3}}, {}, "needed: a + b: 5"),
        (
            {"needed": {"value": 8, "reduce": [{"read_off": "days_off", "rows": BY_DAYS}]}},
            ILL,
            "needed: 8; read off by days_off 30: 4",
        ),
        (
            {"needed": {"cases": [{"when": {"days_off": {"at_least": 20}}, "value": 4}, {"otherwise": 8}]}},
            ILL,
            "needed: 4 (days_off: 30)",
        ),
        (
            {"needed": {"cases": [{"when": EITHER, "value": 4}, {"otherwise": 8}]}},
            {"person": {"role": "regulated", "fte": "0.5"}},
            "needed: 4 (person.fte: 0.5)",
        ),
    ],
)  # fmt: skip
def test_the_steps_are_told(parameters: dict[str, Any], facts: dict[str, Any], said: str) -> None:
    made = report(parameters, **facts)
    assert said in [line.strip() for line in explain(made).splitlines()]
    assert Report.from_dict(json.loads(json.dumps(made.to_dict()))) == made
    last = made.findings[0].working[-1]
    assert last.amount == made.findings[0].needed


def test_a_number_for_everyone_has_no_steps() -> None:
    assert report({"needed": {"value": 8, "reduce": "never"}}).findings[0].working == ()


def test_of_many_items_a_few_are_named() -> None:
    leaves = [
        {"id": f"l{n}", "began": f"2024-0{n}-01", "back": f"2024-0{n}-02", "why": "ill"} for n in range(1, 8)
    ]
    leaves.append({"id": "x", "began": "2024-09-01", "back": "2024-09-02"})
    made = report({"needed": REDUCED}, leaves=leaves, person={"fte": 1})
    assert made.findings[0].working[1].values == ("6", "leaves: l1, l2, l3, l4, l5 …")


def test_an_item_that_may_be_as_asked_has_a_question_mark() -> None:
    leaves = [{"id": "x", "began": "2024-09-01", "back": "2024-09-02"}]
    made = report({"needed": REDUCED}, leaves=leaves, person={"fte": 1})
    assert made.findings[0].working[1].values == ("6", "leaves: x?")
