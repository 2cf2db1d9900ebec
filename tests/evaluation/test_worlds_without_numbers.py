"""Where one world has no number, since nobody knows what is in force in it, that of another is not told for all."""

import datetime

from cpdrules import evaluate, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: Two years
subject: portfolio
in_force_at: period_end
periods:
  by_role:
    length: {years: 1}
    starts:
      cases:
        - {when: {person.role: other}, value: {month: 4, day: 1}}
        - {otherwise: {month: 7, day: 1}}
vocabulary:
  person: {fields: {role: [regulated, other]}}
  activities: {dated_by: ended, fields: {ended: date}}
lists:
  topics: {values: {2025-01-01: []}}
requirements:
  - id: each
    period: by_role
    for_some: {entry_of: topics}
    if_none: not_applicable
    at_least: {percent: 60}
    require: {has: activities}
"""


def test_a_number_of_one_world_is_not_told_for_all() -> None:
    report = evaluate(loads(RULES), {}, on=datetime.date(2024, 6, 30))
    finding = report.finding("each")
    assert not finding.verdict.decided
    assert (finding.amount, finding.needed, finding.shortfall) == (None, None, None)
