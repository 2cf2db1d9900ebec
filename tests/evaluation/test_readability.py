"""A fact that is worked out of a text: known, unknown, too short, and named by the text in what is missing."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import rules
from cpdrules import RecordError, evaluate, explain, loads

ON = datetime.date(2024, 12, 31)
EASY = "We meet and talk. " * 30
HARD = "Organisational accountability necessitates comprehensive documentation. " * 25


def judged(
    materials: list[dict[str, Any]] | None, requirement: dict[str, Any] | None = None, **record: Any
) -> Any:
    asked = {
        "id": "plain",
        "for_each": "materials",
        "if_none": "met",
        "require": {"fact": "this.grade", "at_most": 9},
    }
    rule_set = rules([{"id": "plain"} | (requirement or asked)])
    fields = {"extract": "text", "grade": {"readability_of": "extract", "formula": "ari"}}
    rule_set["vocabulary"]["materials"] = {"undated": True, "fields": fields}
    rule_set["vocabulary"]["person"]["fields"] |= fields
    read = loads(json.dumps(rule_set), name="r.json")
    return evaluate(read, record | ({"materials": materials} if materials is not None else {}), on=ON)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(EASY, "met"), (HARD, "not met"), (None, "undetermined"), ("Short.", "undetermined")],
)
def test_a_text_of_an_item(text: str | None, verdict: str) -> None:
    report = judged([{"id": "m1"} | ({"extract": text} if text is not None else {})])
    found = report.findings[0]
    assert found.verdict.word == verdict
    gaps = {gap.fact: gap.needs for part in found.parts for gap in part.gaps}
    assert gaps == ({"materials[m1].extract": ("100 words or more",)} if verdict == "undetermined" else {})
    assert [each.code for each in report.notices] == (["D026"] if text == "Short." else [])


def test_a_text_of_the_person_and_in_a_condition() -> None:
    alone = {"fact": "person.grade", "at_most": 9}
    assert judged([], alone, person={"extract": HARD}).findings[0].verdict.word == "not met"
    unknown = judged([], alone, person={})
    assert [gap.fact for gap in unknown.findings[0].gaps] == ["person.extract"]
    condition = {"has": "materials", "where": {"grade": {"at_most": 9}}}
    assert judged([{"id": "m1", "extract": HARD}], condition).findings[0].verdict.word == "not met"
    unknown = judged([{"id": "m1"}], condition)
    assert [gap.fact for gap in unknown.findings[0].gaps] == ["materials[m1].extract"]
    for_some_people = {"has": "materials", "applies_when": {"person.grade": {"at_most": 9}}}
    unknown = judged([{"id": "m1"}], for_some_people, person={})
    assert [gap.fact for gap in unknown.findings[0].gaps] == ["person.extract"]


def test_what_to_do_names_the_text() -> None:
    told = explain(judged([{"id": "m1"}]))
    assert "write down materials[m1].extract: 100 words or more" in told


def test_it_is_never_written() -> None:
    with pytest.raises(RecordError, match="worked out of `extract`"):
        judged([{"id": "m1", "grade": 8}])
