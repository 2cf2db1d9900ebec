"""A percentage that is a parameter: how many are enough is what the adopter sets, or what holds for the case."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import rules
from cpdrules import Finding, evaluate, loads

ON = datetime.date(2024, 12, 31)
DONE = {"fact": "this.done", "is": True}
OF_THEM: dict[str, dict[str, Any]] = {
    "items": {"for_some": "goals", "at_least": {"percent": "share"}, "if_none": "met", "require": DONE},
    "measure": {"amount": "part", "at_least": {"percent": "share"}, "if_none": "met"},
}  # fmt: skip


def judged(requirement: dict[str, Any], share: dict[str, Any], done: list[bool], **record: Any) -> Finding:
    rule_set = rules([{"id": "r"} | requirement])
    rule_set["vocabulary"]["goals"] = {"undated": True, "fields": {"done": "yes_no"}}
    rule_set["vocabulary"]["person"]["fields"]["role"] = ["lead", "other"]
    rule_set["parameters"] = {"share": share}
    rule_set["measures"] = {
        "all_goals": {"count": "goals"},
        "those_done": {"count": "goals", "where": {"done": True}},
        "part": {"share": "those_done", "of": "all_goals"},
    }
    goals = [{"id": f"g{number}", "done": each} for number, each in enumerate(done)]
    return evaluate(loads(json.dumps(rule_set), name="r.json"), {"goals": goals} | record, on=ON).findings[0]


@pytest.mark.parametrize("kind", ["items", "measure"])
@pytest.mark.parametrize(
    ("share", "done", "verdict"),
    [
        ({"value": 60}, [True, True, True, False, False], "met"),
        ({"value": 61}, [True, True, True, False, False], "not met"),
        ({"value": 0}, [False, False], "met"),
        ({"value": 100}, [True, False], "not met"),
        ({"value": "to_be_set"}, [True, True], "met"),
        ({"value": "to_be_set"}, [True, False], "undetermined"),
        ({"value": "to_be_set"}, [], "met"),
    ],
)
def test_how_many_are_enough_is_a_parameter(
    kind: str, share: dict[str, Any], done: list[bool], verdict: str
) -> None:
    found = judged(OF_THEM[kind], share, done)
    assert found.verdict.word == verdict
    gaps = ["parameters.share"] if verdict == "undetermined" else []
    assert [gap.fact for gap in found.gaps] == gaps


@pytest.mark.parametrize("kind", ["items", "measure"])
@pytest.mark.parametrize(
    ("done", "verdict"),
    [([True, False], "undetermined"), ([True] * 3 + [False], "met"), ([False], "not met")],
)
def test_it_may_depend_on_who_it_is(kind: str, done: list[bool], verdict: str) -> None:
    share = {"cases": [{"when": {"person.role": "lead"}, "value": 75}, {"otherwise": 40}], "take": "first"}
    found = judged(OF_THEM[kind], share, done)
    assert found.verdict.word == verdict
    assert [gap.fact for gap in found.gaps] == (["person.role"] if verdict == "undetermined" else [])
    assert judged(OF_THEM[kind], share, [True, False], person={"role": "lead"}).verdict.word == "not met"
    assert judged(OF_THEM[kind], share, [True, False], person={"role": "other"}).verdict.word == "met"


def test_what_is_needed_and_short_while_it_is_not_set() -> None:
    found = judged(OF_THEM["items"], {"value": "to_be_set"}, [True, False, False])
    assert (str(found.amount), str(found.needed), str(found.shortfall)) == ("1", "0 to 3", "0 to 2")


def test_of_parts() -> None:
    parts = [{"id": "one", "has": "goals"}, {"id": "two", "has": "goals", "at_least": 9}]
    block = {"some_of": parts, "at_least": {"percent": "share"}}
    assert judged(block, {"value": 50}, [True]).verdict.word == "met"
    assert judged(block, {"value": 51}, [True]).verdict.word == "not met"
    unset = judged(block, {"value": "to_be_set"}, [True])
    assert unset.verdict.word == "undetermined"
    assert [gap.fact for gap in unset.gaps] == ["parameters.share"]


def test_of_the_score_of_a_block() -> None:
    block = {
        "id": "b",
        "all_of": [{"id": "one", "has": "goals"}, {"id": "two", "has": "goals", "at_least": 9}],
    }
    rule_set = rules([block, {"id": "line", "amount": "marks", "at_least": {"percent": "share"}}])
    rule_set["vocabulary"]["goals"] = {"undated": True, "fields": {"done": "yes_no"}}
    rule_set["measures"] = {"marks": {"score": "b", "not_applicable": "left_out"}}
    for value, verdict in ((50, "met"), (51, "not met"), ("to_be_set", "undetermined")):
        rule_set["parameters"] = {"share": {"value": value}}
        report = evaluate(loads(json.dumps(rule_set), name="r.json"), {"goals": [{"id": "g"}]}, on=ON)
        found = report.findings[-1]
        assert found.verdict.word == verdict
        assert [gap.fact for gap in found.gaps] == (["parameters.share"] if verdict == "undetermined" else [])
