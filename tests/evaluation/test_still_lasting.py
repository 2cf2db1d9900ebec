"""An item without a last day: it had not ended when the record was complete, which says nothing of later days."""

import datetime
from typing import Any

import pytest

from cpdrules import Report, evaluate, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: Leave
subject: portfolio
period: year
in_force_at: period_start
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
vocabulary:
  leaves: {dated_by: began, until: returned, fields: {began: date, returned: date, why: [ill, family]}}
  activities: {dated_by: done, fields: {done: date, hours: {unit: hour}}}
measures:
  hours: {sum: hours, from: activities}
  months_at_work: {time_without: leaves, unit: month, part: counted}
  months_away: {time_in: leaves, unit: month, part: ignored, shortest: {months: 2}}
parameters:
  needed: {unit: hour, value: 12, reduce: [{in_proportion_to: months_at_work, of: 12}]}
requirements:
  - {id: enough, amount: hours, at_least: needed}
  - {id: not-long-away, amount: months_away, at_most: 5}
  - {id: away, has: leaves, where: {why: ill}}
"""
LEAVE = {"id": "l", "began": "2026-05-01", "returned": "none", "why": "ill"}


def judged(through: str | None, on: str, *leaves: dict[str, Any], hours: int = 4) -> Report:
    record: dict[str, Any] = {
        "complete_from": "2025-01-01",
        "leaves": list(leaves),
        "activities": [{"id": "a", "done": "2026-02-01", "hours": hours}],
    }
    record |= {"complete_through": through} if through else {}
    return evaluate(loads(RULES), record, on=datetime.date.fromisoformat(on))


def told(report: Report) -> list[str]:
    return [finding.verdict.word for finding in report.findings]


def test_while_it_lasts_nobody_knows_how_little_will_be_needed() -> None:
    report = judged("2026-06-15", "2026-06-15", LEAVE)
    enough, long_away, away = report.findings
    assert told(report) == ["undetermined", "undetermined", "met"]
    assert (
        str(enough.needed) == "0 to 10"
    )  # May and the begun June count as two months; further leave may yet come, and this one may end the day after
    assert "complete_through" in [gap.fact for gap in enough.gaps]
    row = next(row for row in long_away.credits if row.item == "l")
    assert (row.proven, row.possible, row.reason.code) == (0, 8, "still_lasting")
    assert away.verdict.decided


def test_what_is_met_while_it_lasts_is_not_taken_back_when_it_ends() -> None:
    ended = {**LEAVE, "returned": "2026-06-30"}
    assert str(judged("2026-06-15", "2026-06-15", LEAVE, hours=11).finding("enough").verdict.word) == "met"
    assert told(judged("2026-12-31", "2026-12-31", ended, hours=11))[0] == "met"
    assert told(judged("2026-12-31", "2026-12-31", ended, hours=9))[0] == "not met"


def test_a_record_that_is_complete_to_the_end_of_the_period_says_that_it_lasted() -> None:
    report = judged("2026-12-31", "2026-12-31", LEAVE)
    assert told(report) == ["met", "not met", "met"]
    assert str(report.finding("enough").needed) == "4"
    assert str(report.finding("not-long-away").amount) == "8"


@pytest.mark.parametrize(
    ("through", "months"), [("2026-06-29", "0 to 8"), ("2026-06-30", "2 to 8"), ("2026-09-30", "5 to 12")]
)
def test_how_long_it_has_lasted_is_certain(through: str, months: str) -> None:
    amount = judged(through, through, LEAVE).finding("not-long-away").amount
    assert amount is not None
    assert str(amount.least) == months.partition(" ")[0]


def test_a_leave_of_an_earlier_year_may_have_ended_before_this_one() -> None:
    began_early = {**LEAVE, "began": "2025-11-01"}
    assert told(judged(None, "2026-06-15", began_early))[2] == "undetermined"
    assert told(judged("2025-12-31", "2026-06-15", began_early))[2] == "undetermined"
    assert told(judged("2026-01-01", "2026-06-15", began_early))[2] == "met"


def test_another_leave_may_begin_after_the_one_that_lasts() -> None:
    later = {"id": "m", "began": "2026-09-01", "returned": "2026-09-30", "why": "family"}
    assert told(judged("2026-06-15", "2026-06-15", LEAVE, later))[2] == "met"


DAYS = """
cpdrules: 1
ruleset: a/b
title: Leave
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
vocabulary:
  leaves: {dated_by: began, until: returned, fields: {began: date, returned: date}}
measures:
  away: {time_in: leaves, unit: UNIT}
requirements:
  - {id: away, amount: away, at_least: 1}
"""


@pytest.mark.parametrize("unit", ["day", "month, part: counted"])
@pytest.mark.parametrize(
    ("known", "filled"),
    [({"began": "2026-05-01"}, "returned"), ({"returned": "2026-05-01"}, "began")],
    ids=["the first day", "the last day"],
)
def test_one_day_in_the_period_is_certain(unit: str, known: dict[str, str], filled: str) -> None:
    rules = loads(DAYS.replace("UNIT", unit))

    def amount_of(leave: dict[str, str]) -> Any:
        record = {
            "complete_from": "2000-01-01",
            "complete_through": "2030-12-31",
            "leaves": [{"id": "l"} | leave],
        }
        (found,) = evaluate(rules, record, on=datetime.date(2026, 12, 31)).findings
        assert found.verdict.word == "met"
        return found.amount

    open_amount = amount_of(known)
    for day in ("2026-05-01",) + (("2026-12-31", "2028-01-01") if filled == "returned" else ("2024-01-01",)):
        amount = amount_of(known | {filled: day})
        assert open_amount.least <= amount.least <= open_amount.most
    assert open_amount.least == 1
