"""Wrong answers, days and groups in records of the bundled rule sets: each an error or a notice that names the item."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from cpdrules import RecordError, Report, evaluate, load

ON = datetime.date(2026, 12, 31)
EMBEDDING = load("uk/personal-outcomes/embedding")
PLAN = {"complete_from": "2026-01-01", "complete_through": "2026-12-31"}


def judged(judgement: dict[str, Any], *more: dict[str, Any]) -> Report:
    said = {
        "criterion": "systems",
        "by": "kim",
        "role": "manager",
        "evidence": ["process_map"],
        "answer": "everywhere",
        "made": "2026-05-01",
    }
    answers = [said | judgement, *(said | each for each in more)]
    return evaluate(EMBEDDING, {"organisation": "x", **PLAN, "judgements": answers}, on=ON)


def test_a_judgement_on_a_criterion_that_nobody_asks_is_noted():
    report = judged({"criterion": "system"})
    assert ["system" in str(each) for each in report.notices] == [True]
    assert report.finding("systems").verdict.word == "undetermined"


def test_an_address_in_place_of_a_criterion_is_noted_with_how_to_write_it():
    (notice,) = judged({"criterion": "systems[north]"}).notices
    assert "write `criterion: systems` and `about: north`" in str(notice)


def test_a_grade_outside_the_scale_is_refused_with_those_on_it():
    with pytest.raises(
        RecordError, match=r"`all_over` is not an answer to `systems`.*not_begun, begun, in_many_places"
    ):
        judged({"answer": "all_over"})


def test_two_answers_of_one_assessor_on_one_day_are_refused():
    with pytest.raises(RecordError, match="kim"):
        judged({"made": "2026-05-01"}, {"made": "2026-05-01", "answer": "begun"})


def test_of_two_answers_on_two_days_the_later_holds():
    report = judged(
        {"made": "2026-05-01", "answer": "begun"},
        {"made": "2026-05-02"},
        {"by": "lee", "role": "practitioner"},
    )
    assert report.finding("systems").score == report.finding("systems").score.exactly(1)


def test_spells_that_end_before_they_begin_are_refused_with_the_item():
    rules = load("uk/follow-through/protected-time")
    holidays = [{"id": "h1", "began": "2026-03-02", "ended": "2026-03-01"}]
    with pytest.raises(RecordError, match="ends on 2026-03-01, before it begins on 2026-03-02"):
        evaluate(rules, {"organisation": "x", "holidays": holidays}, on=ON)


def test_a_step_done_before_the_training_was_commissioned_is_still_done_by_its_day():
    # Days out of order are facts that somebody wrote; the requirement that compares two of them says what is wrong.
    rules = load("uk/probation-institute/entitlement")
    courses = [{"id": "c1", "held_on": "2026-05-05", "evaluated_on": "2026-05-04", "fit_for_purpose": True}]
    report = evaluate(rules, {"organisation": "x", **PLAN, "courses": courses}, on=ON)
    assert report.finding("evaluated[c1]").verdict.word == "not met"


def test_somebody_in_two_groups_of_one_characteristic_is_refused_with_the_person():
    rules = load("uk/research-in-practice/eedi-equality")
    staff = [{"id": "p1", "sex": ["women", "men"]}]
    with pytest.raises(RecordError, match="sex"):
        evaluate(rules, {"organisation": "x", "staff": staff}, on=ON)


def test_a_link_to_a_training_that_is_not_there_is_refused():
    record = {"organisation": "x", **PLAN, "training": [], "support": [{"id": "u1", "follows": "t9"}]}
    with pytest.raises(RecordError, match="`training` has no item `t9`"):
        evaluate(EMBEDDING, record, on=ON)
