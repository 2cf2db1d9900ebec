"""Answers that are made in the period in hand: before it, in it, on a day that is not written, and after it."""

import datetime
from typing import Any

import pytest

from cpdrules import Report, evaluate, explain, loads
from cpdrules.report.finding import Reason

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


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ({"made": "2027-01-15"}, "j0 (assessor, 2027-01-15)"),
        ({"made": "2026-05-01", "role": "member"}, "j0 (member, 2026-05-01)"),
        ({"role": "member"}, "j0 (member)"),
    ],
)
def test_an_answer_that_does_not_count_is_not_called_none(answer: dict[str, str], who: str) -> None:
    report = judged({"answer": "met", **answer})
    finding = report.finding("reflection")
    assert finding.reason == Reason("judged_otherwise", (who,))
    assert [gap.by for gap in finding.gaps] == [datetime.date(2026, 12, 31)]
    assert f"no answer counts here: those of {who} were given in another role" in explain(report)
    assert "(by 2026-12-31)" in explain(report)


def test_after_the_period_its_last_day_has_passed() -> None:
    rule_set = loads(RULES)
    report = evaluate(
        rule_set, {"judgements": []}, on=datetime.date(2027, 3, 1), period="2026-01-01..2026-12-31"
    )
    assert report.finding("reflection").reason == Reason("not_judged")
    assert "one of met, not_met (the last day was 2026-12-31)" in explain(report)


def test_each_of_several_is_named_with_what_they_answered_and_why() -> None:
    """The reason that is printed was that of the first by name, whoever's answer held."""
    rules = RULES.replace("at_least: 1", "at_least: 2")
    answers = [
        {"by": "kim", "answer": "met", "made": "2026-12-05", "reason": "Good on supervision."},
        {"by": "lee", "answer": "not_met", "made": "2026-12-12", "reason": "It lists courses only."},
    ]
    for given in (answers, answers[::-1]):
        report = judged(*given, rules=rules)
        told = (
            "answered: not_met; kim (assessor, 2026-12-05): met, Good on supervision; "
            "lee (assessor, 2026-12-12): not_met, It lists courses only"
        )
        assert told in explain(report)


def test_the_reason_of_one_is_told_as_it_is() -> None:
    report = judged({"answer": "met", "made": "2026-12-05", "reason": "Well argued."})
    assert report.finding("reflection").reason == Reason("judged", ("met", "Well argued."))


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
