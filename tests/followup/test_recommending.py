"""Recommendations: made where every way for the open records to turn out makes them, with their reasons."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules import (
    Answer,
    RuleSet,
    RuleSetError,
    Summary,
    evaluate_many,
    load,
    loads,
    recommend,
    summarise,
)
from cpdrules.report.recommended import answer_of
from cpdrules.report.summary import Tally
from cpdrules.testing.spots import spots

ON = datetime.date(2024, 12, 31)
MORE = {
    "title": "Hours become a key area.",
    "requirement": "r",
    "is": "not_met",
    "for_more_than": {"percent": 25},
    "minimum_records": 3,
}


def rule_set(recommendation: dict[str, Any] | None = None, **more: Any) -> RuleSet:
    made = rules(need(5, applies_when={"person.role": "regulated"}), {"h": hours()})
    made |= {"recommendations": {"more-hours": recommendation or MORE}} | more
    return loads(json.dumps(made), name="sector.json")


def people(met: int, not_met: int, open_: int, other: int = 0) -> Iterator[dict[str, Any]]:
    """Yield so many people of each verdict on the one requirement; of the open ones the role is not written."""
    for number, (role, amount) in enumerate(
        [("regulated", 5)] * met + [("regulated", 4)] * not_met + [(None, 4)] * open_ + [("other", 4)] * other
    ):
        person = {"person": {"role": role}} if role else {}
        yield {"portfolio": f"p{number}", "activities": [item("a", amount)]} | person | WHOLE


def summary_of(ruleset: RuleSet, *counts: int) -> Summary:
    return recommend(summarise(evaluate_many(ruleset, people(*counts), on=ON)), ruleset)


def by_worlds(met: int, not_met: int, open_: int, percent: int, minimum: int) -> Answer:
    """Say whether it is made by trying every way in which the open records may turn out."""
    made = set()
    for more_met, more_not_met in itertools.product(range(open_ + 1), repeat=2):
        if more_met + more_not_met > open_:
            continue  # the others turn out to be no matter of this requirement
        of = met + not_met + more_met + more_not_met
        made.add(of >= minimum and of > 0 and 100 * (not_met + more_not_met) > percent * of)
    return {(True,): Answer.MADE, (False,): Answer.NOT_MADE}.get(tuple(made), Answer.UNDETERMINED)


def test_a_recommendation_is_what_all_worlds_agree_on() -> None:
    """The rule for the ends is held to every way for open records to turn out, for every small sector."""
    seen = set()
    for met, not_met, open_ in itertools.product(range(4), repeat=3):
        of = met + not_met + open_
        least, most = (Fraction(part, of) if of else Fraction(0) for part in (not_met, not_met + open_))
        for percent, minimum in itertools.product((0, 25, 50, 100), (1, 3, 5)):
            answer = answer_of((least, most), (met + not_met, of), Fraction(percent), minimum)
            assert answer is by_worlds(met, not_met, open_, percent, minimum), (met, not_met, open_, percent)
            seen.add(answer)
    assert seen == set(Answer)


@pytest.mark.parametrize(
    ("counts", "answer", "reason"),
    [
        (
            (2, 2, 0, 7), "made",
            "`r` is not met in 2 of 4 records to which it applies: 50%; more than 25% calls for it",
        ),
        (
            (3, 1, 0), "not made",
            "`r` is not met in 1 of 4 records to which it applies: 25%; more than 25% calls for it",
        ),
        (
            (3, 1, 1), "undetermined",
            "`r` is not met in 1 to 2 of 5 records to which it applies or may apply: 20% to 40%; "
            "more than 25% calls for it",
        ),
        (
            (0, 2, 1), "undetermined",
            "`r` is not met in 2 to 3 of 3 records to which it applies or may apply: 66.7% to 100%; "
            "more than 25% calls for it; it may apply to fewer than 3, which would say nothing",
        ),
        ((0, 2, 0), "not made", "`r` applies to 2 records; fewer than 3 say nothing"),
        ((0, 1, 1), "not made", "`r` applies or may apply to 2 records; fewer than 3 say nothing"),
        ((0, 0, 0), "not made", "`r` applies to 0 records; fewer than 3 say nothing"),
    ],
)  # fmt: skip
def test_the_reason_says_the_numbers(counts: tuple[int, ...], answer: str, reason: str) -> None:
    (found,) = summary_of(rule_set(), *counts).recommendations
    assert (found.answer.value, found.reason) == (answer, reason)


def test_a_share_just_above_does_not_look_like_the_one_asked() -> None:
    (found,) = summary_of(rule_set(MORE | {"for_more_than": {"percent": 33}}), 2009, 990, 0).recommendations
    assert found.answer is Answer.MADE
    assert ": 33.01%; more than 33% calls for it" in found.reason


def test_what_cannot_be_judged_is_counted_as_it_stands() -> None:
    (found,) = summary_of(rule_set(MORE | {"is": "undetermined"}), 2, 0, 2).recommendations
    assert found.answer is Answer.MADE
    assert found.reason.startswith(
        "`r` is undetermined in 2 of 4 records to which it applies or may apply: 50%;"
    )


def test_a_share_that_is_to_be_set_leaves_it_open() -> None:
    asked = MORE | {"for_more_than": {"percent": "too-many"}}
    open_ = rule_set(asked, parameters={"too-many": {"value": "to_be_set"}})
    (found,) = summary_of(open_, 3, 1, 0).recommendations
    assert found.answer is Answer.UNDETERMINED
    assert "how many per cent call for it, `too-many`, is still to be set" in found.reason
    assert summary_of(open_, 4, 0, 0).recommendations[0].answer is Answer.NOT_MADE
    settled = rule_set(asked, parameters={"too-many": {"value": 20}})
    assert summary_of(settled, 3, 1, 0).recommendations[0].answer is Answer.MADE


def test_a_summary_by_other_rules_is_refused() -> None:
    summary = summarise(evaluate_many(rule_set(), people(1, 1, 0), on=ON))
    with pytest.raises(ValueError, match="is by another text of `a/b` than this one"):
        recommend(summary, rule_set(MORE | {"minimum_records": 4}))
    with pytest.raises(ValueError, match="is by `a/b`, and not by `a/c`"):
        recommend(summary, rule_set(ruleset="a/c"))
    assert recommend(Summary(records=0, faulty=0, verdicts=Tally(), requirements=()), rule_set())


def test_a_recommendation_judges_nobody() -> None:
    """It stands in the digest, since it is part of what the text says, and changes no verdict."""
    asked = rules(need(5, applies_when={"person.role": "regulated"}), {"h": hours()})
    without, with_it = loads(json.dumps(asked), name="sector.json"), rule_set()
    assert without.digest != with_it.digest
    first, second = (summarise(evaluate_many(each, people(2, 2, 2), on=ON)) for each in (without, with_it))
    assert first.requirements == second.requirements


def test_a_summary_is_read_back() -> None:
    summary = summary_of(rule_set(MORE | {"reference": {"section": "7"}}), 3, 1, 2)
    plain = json.loads(json.dumps(summary.to_dict()))
    assert Summary.from_dict(plain) == summary
    role = {f"p{number}": "even" if number % 2 else "odd" for number in range(6)}
    grouped = summarise(evaluate_many(rule_set(), people(3, 1, 2), on=ON), by=role, minimum_group=2)
    assert grouped.groups
    assert grouped.amounts
    assert Summary.from_dict(json.loads(json.dumps(grouped.to_dict()))) == grouped


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"records": "4"}, "/records: a whole number is expected here"),
        ({"requirements": {"r": {"met": "x"}}}, "/requirements/0/1/met: a whole number is expected here"),
        ({"recommendations": {"a": 3}}, "/recommendations/0: a mapping is expected here"),
        ({"amounts": {"r": {"quarters": {"none": 1}}}}, "/amounts/0/1/quarters: a list is expected here"),
        ({"groups": {"a": {"reports": 1}}}, "/groups/0: the key `verdicts` is missing"),
        ({"shares": 1}, "/shares: a summary has no such key here"),
    ],
)
def test_what_is_no_summary_is_refused_with_its_place(change: dict[str, Any], message: str) -> None:
    plain = summary_of(rule_set(), 3, 1, 2).to_dict() | change
    with pytest.raises(ValueError, match=message):
        Summary.from_dict(plain)
    with pytest.raises(ValueError, match="summary: a mapping is expected"):
        Summary.from_dict([plain])


BASE = """
cpdrules: 1
ruleset: example/base
title: Base
subject: portfolio
vocabulary:
  activities: {undated: true, fields: {kind: [course, talk], area: {listed_in: areas}}}
lists:
  areas: {values: to_be_set, reference: {section: "1"}}
requirements:
  - {id: course, has: activities, where: {kind: course}}
  - {id: in-area, level: may, has: activities, where: {area: {listed_in: areas}}}
recommendations:
  courses: {title: Courses., requirement: course, is: not_met, for_more_than: {percent: 20}, minimum_records: 5}
"""
ADOPTION = """
cpdrules: 1
ruleset: example/adoption
extends: base.cpd.yaml
lists:
  areas: {values: [law], reference: {section: "2"}}
requirements:
  - {id: talk, has: activities, where: {kind: talk}}
recommendations:
  talks:
    title: Talks.
    requirement: talk
    is: not_met
    for_more_than: {percent: 20}
    minimum_records: 5
    add: {entry: talking, to_list: areas}
"""


def test_an_adoption_keeps_what_is_recommended_and_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "base.cpd.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "adoption.cpd.yaml").write_text(ADOPTION, encoding="utf-8")
    adopted = load(tmp_path / "adoption.cpd.yaml")
    assert [each.name for each in adopted.recommendations] == ["courses", "talks"]
    twice = ADOPTION.replace("  talks:", "  courses:")
    (tmp_path / "twice.cpd.yaml").write_text(twice, encoding="utf-8")
    with pytest.raises(RuleSetError, match=r"R024.*`example/base` has a recommendation `courses` already"):
        load(tmp_path / "twice.cpd.yaml")
    for old, new, message in (
        ("requirement: talk", "requirement: tlak", "there is no requirement `tlak`; did you mean `talk`"),
        ("to_list: areas", "to_list: aeras", "there is no list `aeras`; did you mean `areas`"),
    ):
        (tmp_path / "wrong.cpd.yaml").write_text(ADOPTION.replace(old, new), encoding="utf-8")
        with pytest.raises(RuleSetError, match=message):
            load(tmp_path / "wrong.cpd.yaml")


def test_no_case_has_to_hold_the_numbers_of_a_recommendation() -> None:
    """A case is about one record, so a change of these numbers could fail none."""
    assert not [spot for spot in spots(rule_set()) if "recommendations" in spot.way]
