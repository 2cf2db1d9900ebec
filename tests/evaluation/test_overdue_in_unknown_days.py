"""A fact that has to be recorded by a day: it is missing once that day has passed, whatever is supposed of it.

So it is where the requirement only applies to some values of the fact, and where its days are not known.
"""

import datetime
from typing import Any

import pytest

from cpdrules import evaluate, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: Overdue
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
vocabulary:
  person: {fields: {role: [one, other], joined: date}}
requirements:
  - id: role-known
    fact: person.role
    recorded: true
    applies_when: {person.role: other}
    DAYS
"""
UNKNOWN_START = "not_before: person.joined\n    due: {days: 28, after: period_end}"
UNKNOWN_DUE = "due: {days: 28, after: person.joined}"
NOT_LATE = "\n    late: not_met"
LATE = "\n    late: {accepted_for: {months: 2}}"


def judged(days: str, on: str, **facts: Any) -> str:
    """Return the verdict on a record that says nothing of the role, in the year 2023."""
    record = {"person": facts, "complete_from": "2020-01-01", "complete_through": "2025-12-31"}
    ruleset = loads(RULES.replace("DAYS", days))
    report = evaluate(ruleset, record, on=datetime.date.fromisoformat(on), period="2023-01-01..2023-12-31")
    return str(report.finding("role-known").verdict)


@pytest.mark.parametrize(
    ("days", "on", "verdict"),
    [
        (UNKNOWN_START + NOT_LATE, "2024-01-28", "MET|NOT_APPLICABLE"),
        (UNKNOWN_START + NOT_LATE, "2024-01-29", "NOT_MET|NOT_APPLICABLE"),
        (UNKNOWN_START + LATE, "2024-03-28", "MET|NOT_APPLICABLE"),
        (UNKNOWN_START + LATE, "2024-03-29", "NOT_MET|NOT_APPLICABLE"),
        (UNKNOWN_DUE + NOT_LATE, "2024-03-29", "MET|NOT_MET|NOT_APPLICABLE"),
    ],
)
def test_of_an_unknown_start_or_due_day(days: str, on: str, verdict: str) -> None:
    """The role may be `other` and is not written down: by the due day it has to be."""
    assert judged(days, on) == f"Verdict.{verdict}"


def test_of_days_that_are_known() -> None:
    """The same person with the day of joining known."""
    assert judged(UNKNOWN_DUE + NOT_LATE, "2023-03-28", joined="2023-03-01") == "Verdict.MET|NOT_APPLICABLE"
    assert (
        judged(UNKNOWN_DUE + NOT_LATE, "2023-03-30", joined="2023-03-01") == "Verdict.NOT_MET|NOT_APPLICABLE"
    )


BLOCK = """all_of:
      - {id: role-known, fact: person.role, recorded: true, applies_when: {person.role: other}, INSIDE}
    due: {days: 28, after: period_end}
    late: not_met"""


@pytest.mark.parametrize(
    ("inside", "verdict"),
    [
        ("level: must", "NOT_MET|NOT_APPLICABLE"),
        ("not_before: 2023-02-01", "NOT_MET|NOT_APPLICABLE"),
        ("not_before: person.joined", "NOT_MET|NOT_APPLICABLE"),
        ("period: year", "MET|NOT_APPLICABLE"),
    ],
)
def test_a_part_is_due_by_the_day_of_its_block(inside: str, verdict: str) -> None:
    """Unless it has a period of its own."""
    rules = (
        RULES[: RULES.index("  - id: role-known")] + "  - id: block\n    " + BLOCK.replace("INSIDE", inside)
    )
    record = {"complete_from": "2020-01-01", "complete_through": "2025-12-31"}
    report = evaluate(loads(rules), record, on=datetime.date(2024, 6, 1), period="2023-01-01..2023-12-31")
    assert str(report.finding("role-known").verdict) == f"Verdict.{verdict}"


ACCEPTED_LATE = """
cpdrules: 1
ruleset: a/b
title: Accepted late
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: person.joined, leap_day: 28 February}
vocabulary:
  person: {fields: {member: yes_no, fellow: yes_no, joined: date}}
requirements:
  - id: block
    some_of:
      - {id: recorded, fact: person.member, recorded: true, applies_when: {person.member: true}}
      - {id: fellow, fact: person.fellow, is: true}
    at_least: 1
    due: 2024-06-30
    late: {accepted_for: {months: 2}}
"""


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2024-06-30", "MET|NOT_APPLICABLE"),
        ("2024-08-01", "MET|NOT_MET|NOT_APPLICABLE"),
        ("2024-08-31", "NOT_MET|NOT_APPLICABLE"),
    ],
)
def test_a_part_of_what_is_accepted_late_where_the_period_is_not_known(on: str, verdict: str) -> None:
    """In the days of grace it may be recorded late; if a fellow was in time without it, it stays missed."""
    report = evaluate(
        loads(ACCEPTED_LATE), {"complete_through": "2026-12-31"}, on=datetime.date.fromisoformat(on)
    )
    assert str(report.finding("recorded").verdict) == f"Verdict.{verdict}"
