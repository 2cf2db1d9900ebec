"""The parts of what may be late: while it is open whether it is, each stands as on time or as late."""

import datetime
from typing import Any

import pytest

from cpdrules import evaluate, loads

HEAD = """
cpdrules: 1
ruleset: a/b
title: Late
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
"""
RULES = (
    HEAD
    + """\
  half: {length: {months: 6}, starts: 2020-01-01}
vocabulary:
  activities: {dated_by: ended, fields: {ended: date}}
requirements:
  - id: whole
    all_of:
      - id: some-half
        in_some: {of: half}
        at_least: 1
        require: {has: activities, applies_when: {has: activities}}
    due: {months: 2, before: period_end}
    late: {accepted_for: {months: 2}}
"""
)


@pytest.mark.parametrize(
    ("through", "whole", "part"),
    [("2024-12-31", "not applicable", "not applicable"), (None, "undetermined", "undetermined")],
)
def test_a_part_that_is_met_late_may_not_be_asked_on_time(through: str | None, whole: str, part: str) -> None:
    """On time, both halves are empty and nothing is asked; more might still be recorded, and then it might be late."""
    record: dict[str, Any] = {
        "complete_from": "2023-01-01",
        "activities": [{"id": "a", "ended": "2024-02-29"}],
    }
    record |= {"complete_through": through} if through else {}
    report = evaluate(loads(RULES), record, on=datetime.date(2025, 2, 1), period="2023-01-01..2024-06-30")
    assert report.finding("whole").verdict.word == whole
    assert report.finding("some-half").verdict.word == part


NO_LONGER = (
    HEAD
    + """\
vocabulary:
  person: {fields: {joined: date}}
  activities: {dated_by: ended, fields: {ended: date}}
requirements:
  - id: whole
    all_of: [{id: something, has: activities}]
    applies_when: {person.joined: {later_than: {years: 1, before: period_end}}}
    due: {days: 28, after: period_end}
    late: {accepted_for: {months: 2}}
"""
)


def test_a_part_that_is_not_asked_in_the_days_of_grace_may_be_missed() -> None:
    """On time it applies to somebody who joined in February; in the days of grace it no longer does."""
    record = {"person": {"joined": "2024-02-10"}, "complete_from": "2024-01-01"}
    report = evaluate(loads(NO_LONGER), record, on=datetime.date(2025, 6, 1), period="2024-01-01..2024-12-31")
    assert str(report.finding("whole").verdict) == "Verdict.MET|NOT_APPLICABLE"
    assert str(report.finding("something").verdict) == "Verdict.MET|NOT_MET"
