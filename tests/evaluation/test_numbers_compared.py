"""A number of the record against another one: met, not met, not known of either, and none of either."""

import datetime
from typing import Any

import pytest

from cpdrules import evaluate, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: Results
subject: plan
vocabulary:
  person: {fields: {agreed: {unit: hour}, share: number}}
  outcomes:
    undated: true
    fields: {target: number, result: number, spent: {unit: hour}, allowed: {unit: hour}}
requirements:
  - id: reached
    for_each: outcomes
    if_none: not_met
    require: {fact: this.result, RELATION: this.target}
  - id: within-hours
    for_each: outcomes
    if_none: not_met
    require: {fact: this.spent, at_most: this.allowed}
  - id: as-agreed
    for_each: outcomes
    if_none: not_met
    require: {fact: this.allowed, at_least: person.agreed}
  - id: some-beyond
    has: outcomes
    where: {result: {more_than: person.share}}
"""


def judged(outcome: dict[str, Any], relation: str = "at_least", **person: Any) -> Any:
    record = {"person": person, "outcomes": [{"id": "o", **outcome}]}
    return evaluate(loads(RULES.replace("RELATION", relation)), record, on=datetime.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        ("at_least", ["not met", "met", "met"]),
        ("more_than", ["not met", "not met", "met"]),
        ("at_most", ["met", "met", "not met"]),
        ("less_than", ["met", "not met", "not met"]),
    ],
)
def test_each_question_just_below_at_and_just_above(relation: str, told: list[str]) -> None:
    verdicts = [judged({"result": result, "target": 5}, relation) for result in ("4.99", 5, "5.01")]
    assert [each.finding("reached[o]").verdict.word for each in verdicts] == told


@pytest.mark.parametrize(
    ("outcome", "told", "gaps"),
    [
        ({"result": 5}, "undetermined", ["outcomes[o].target"]),
        ({"target": 5}, "undetermined", ["outcomes[o].result"]),
        ({}, "undetermined", ["outcomes[o].result", "outcomes[o].target"]),
        ({"result": 5, "target": "none"}, "not met", []),
        ({"result": "none", "target": 5}, "not met", []),
        ({"result": 0, "target": 0}, "met", []),
    ],
)
def test_what_is_not_known_and_what_there_is_not(outcome: dict[str, Any], told: str, gaps: list[str]) -> None:
    finding = judged(outcome).finding("reached[o]")
    assert finding.verdict.word == told
    assert [gap.fact for gap in finding.gaps] == gaps


def test_amounts_are_compared_whatever_unit_they_are_written_in() -> None:
    report = judged({"spent": "90 minutes", "allowed": "1:30"}, agreed="91 minutes")
    assert report.finding("within-hours[o]").verdict.word == "met"
    assert report.finding("as-agreed[o]").verdict.word == "not met"
    assert report.finding("as-agreed[o]").reason.values == (
        "this.allowed", "1.5 hours", "at least person.agreed; person.agreed: 91 minutes"
    )  # fmt: skip


def test_items_are_picked_by_a_number_of_the_person() -> None:
    known, unknown = judged({"result": 3}, share=2), judged({"result": 3})
    assert known.finding("some-beyond").verdict.word == "met"
    assert unknown.finding("some-beyond").verdict.word == "undetermined"
    assert "person.share" in [gap.fact for gap in unknown.finding("some-beyond").gaps]
    assert judged({"result": 2}, share=2).finding("some-beyond").verdict.word == "not met"


def test_the_number_of_a_period_names_what_it_is_compared_with() -> None:
    rules = """
cpdrules: 1
ruleset: a/b
title: Renewals
subject: portfolio
period: renewal
periods: {renewal: {length: {years: 3}, starts: 2020-01-01}}
vocabulary:
  person: {fields: {renewals_agreed: number}}
  activities: {dated_by: ended, fields: {ended: date}}
requirements:
  - {id: later, has: activities, applies_when: {renewal.number: {at_least: person.renewals_agreed}}}
"""
    report = evaluate(loads(rules), {"activities": []}, on=datetime.date(2026, 1, 1))
    assert "person.renewals_agreed" in [gap.fact for gap in report.finding("later").gaps]
    known = {"activities": [], "person": {"renewals_agreed": 4}}
    assert evaluate(loads(rules), known, on=datetime.date(2026, 1, 1)).verdict.word == "not applicable"
