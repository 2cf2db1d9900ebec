"""Answers that are made in the period in hand: before it, in it, on a day that is not written, and after it."""

import datetime
from typing import Any

import pytest

from cpdrules import Report, evaluate, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: A reflection each year
subject: portfolio
period: year
periods: {year: {length: {years: 1}, starts: {month: 1, day: 1}}}
requirements:
  - id: reflection
    judged: Does the reflection of this year say what changed?
    judges: {at_least: 1, role: assessor, made_in: period}
    combine: lowest
"""


def judged(*answers: dict[str, Any], rules: str = RULES) -> Report:
    written = [
        {"criterion": "reflection", "by": f"j{n}", "role": "assessor", **each}
        for n, each in enumerate(answers)
    ]
    return evaluate(loads(rules), {"judgements": written}, on=datetime.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("2025-12-31", "undetermined"),
        ("2026-01-01", "met"),
        ("2026-12-31", "met"),
        ("2027-01-01", "undetermined"),
    ],
)
def test_the_edges_of_the_period(made: str, told: str) -> None:
    finding = judged({"answer": "met", "made": made}).finding("reflection")
    assert finding.verdict.word == told
    assert [gap.kind.value for gap in finding.gaps] == (["not_judged"] if told == "undetermined" else [])


def test_an_answer_without_its_day_leaves_it_open_and_the_day_is_asked_for() -> None:
    finding = judged({"answer": "met"}).finding("reflection")
    assert finding.verdict.word == "undetermined"
    assert [gap.fact for gap in finding.gaps] == ["judgements[reflection].made", "judgements[reflection]"]


def test_an_answer_without_its_day_changes_nothing_where_both_ways_agree() -> None:
    report = judged({"answer": "not_met", "made": "2026-03-01"}, {"answer": "not_met"})
    assert report.finding("reflection").verdict.word == "not met"


def test_the_last_answer_of_the_year_counts_and_a_later_one_of_the_next_does_not() -> None:
    answers = [
        {"by": "ann", "answer": "not_met", "made": "2026-02-01"},
        {"by": "ann", "answer": "met", "made": "2026-11-01"},
        {"by": "ann", "answer": "not_met", "made": "2027-02-01"},
    ]
    assert judged(*answers).finding("reflection").verdict.word == "met"


def test_it_may_count_whenever_it_was_made() -> None:
    rules = RULES.replace("made_in: period", "made_in: ever")
    assert (
        judged({"answer": "met", "made": "2019-03-01"}, rules=rules).finding("reflection").verdict.word
        == "met"
    )
