"""What a report says of what is open, by whom, by when and why: each of these once said something untrue."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from cpdrules import Report, evaluate, explain, loads

HEAD: dict[str, Any] = {
    "cpdrules": 1,
    "ruleset": "example/said",
    "title": "Said",
    "subject": "portfolio",
    "period": "year",
    "periods": {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}},
    "vocabulary": {
        "person": {"fields": {"role": ["m", "n"], "joined": "date"}},
        "activities": {
            "dated_by": "ended",
            "fields": {"ended": "date", "hours": {"unit": "hour"}, "kind": ["course", "reading"]},
        },
    },
    "measures": {"hours": {"sum": "hours", "from": "activities"}},
}
YEAR = {"complete_from": "2026-01-01", "complete_through": "2026-12-31"}
NINE = YEAR | {"activities": [{"id": "a", "ended": "2026-02-28", "hours": 9, "kind": "course"}]}


def judged(
    requirements: list[dict[str, Any]],
    record: dict[str, Any],
    on: str = "2026-12-31",
    period: str | None = None,
    **more: Any,
) -> Report:
    rules = loads(json.dumps(HEAD | more | {"requirements": requirements}), name="said.json")
    return evaluate(rules, record, on=datetime.date.fromisoformat(on), period=period)


def test_nobody_is_told_to_do_more_of_what_is_too_much() -> None:
    """Nine hours are not less than nine: no more would help."""
    report = judged([{"id": "few", "amount": "hours", "less_than": 9}], NINE)
    assert "few: there is too much (no date in the rule)" in explain(report)
    report = judged([{"id": "many", "amount": "hours", "more_than": 9}], NINE)
    assert "many: more is needed (by 2026-12-31)" in explain(report)


def test_a_number_that_is_set_is_not_called_unset() -> None:
    """Which of two dated numbers holds waits for the period, and no adopter can set it."""
    periods = {"year": {"length": {"years": 1}, "starts": "person.joined", "leap_day": "1 March"}}
    needed = {"unit": "hour", "value": {"2020-01-01": 20, "2026-06-01": 30}}
    report = judged(
        [{"id": "r", "amount": "hours", "at_least": "needed"}],
        YEAR | {"activities": [{"id": "a", "ended": "2026-11-30", "hours": 25}]},
        periods=periods,
        parameters={"needed": needed},
        in_force_at="period_start",
    )
    assert report.finding("r").verdict.word == "undetermined"
    assert [gap.fact for gap in report.gaps] == ["person.joined"]


def test_a_verdict_that_no_requirement_has_alone_is_explained() -> None:
    asked = [
        {"id": "only-n", "applies_when": {"person.role": "n"}, "amount": "hours", "at_least": 20},
        {"id": "only-m", "applies_when": {"person.role": "m"}, "amount": "hours", "at_least": 10},
    ]
    report = judged(asked, NINE)
    assert report.verdict.word == "not met"
    assert {each.verdict.word for each in report.findings} == {"undetermined"}
    assert "this is so whatever the missing facts turn out to be" in explain(report)
    known = judged(asked, NINE | {"person": {"role": "n"}})
    assert known.verdict.word == "not met"
    assert "whatever the missing facts" not in explain(known)


FILED = {
    "id": "filed",
    "has": "activities",
    "where": {"kind": "course"},
    "not_before": {"days": 1, "after": "period_end"},
    "due": {"days": 28, "after": "period_end"},
    "late": {"accepted_for": {"days": 14}},
}


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2027-02-01", "go on: what is done in the period still counts (by 2027-02-11)"),
        ("2027-03-01", "add `complete_through: 2027-02-11` if the record leaves nothing out"),
    ],
)
def test_days_of_grace_are_named_where_the_due_day_is_open(on: str, told: str) -> None:
    record = YEAR | {"complete_through": "2027-01-20", "activities": []}
    report = judged([FILED], record, on, "2026-01-01..2026-12-31")
    assert report.finding("filed").verdict.word == "undetermined"
    assert told in explain(report)
    assert [gap.needs for gap in report.gaps] == [("2027-02-11",)]


def test_what_can_still_be_made_good_is_named_beside_another_open_fact() -> None:
    """The fact alone does not settle it: filled in one way, the next year may still make an hour good."""
    carry = {
        "period": "year", "excess_over": 36, "which": "latest", "where": {"kind": "course"}, "count_at_most": 10,
        "into_next": 1, "used_first": "own", "again": False,
    }  # fmt: skip
    made_up = {
        "period": "year", "shortfall_of": 40, "which": "earliest", "within": {"months": 4}, "counts_again": False,
    }  # fmt: skip
    measures = {"hours": {"sum": "hours", "from": "activities", "carry_over": carry, "make_up": made_up}}
    record = {
        "complete_from": "2025-01-01",
        "complete_through": "2026-12-31",
        "brought_forward": [{"measure": "hours", "into": "2025-01-01", "carried": "none", "owed": "none"}],
        "activities": [
            {"id": "a1", "ended": "2025-07-30", "hours": 42, "kind": "course"},
            {"id": "a2", "ended": "2025-12-30", "hours": 2},
            {"id": "b", "ended": "2026-07-30", "hours": 33, "kind": "reading"},
        ],
    }
    total = [{"id": "total", "amount": "hours", "at_least": 40}]
    report = judged(total, record, measures=measures)
    assert [gap.fact for gap in report.gaps] == ["activities[a2].kind", "complete_through"]
    record["activities"][1]["kind"] = "reading"
    filled = judged(total, record, measures=measures)
    assert filled.finding("total").verdict.word == "undetermined"
    assert [gap.fact for gap in filled.gaps] == ["complete_through"]


def test_an_item_that_may_lie_outside_is_open_and_not_counted_or_outside() -> None:
    """The year of those with one role begins in January, that of others in July."""
    starts = {
        "cases": [
            {"when": {"person.role": "m"}, "value": {"month": 1, "day": 1}},
            {"otherwise": {"month": 7, "day": 1}},
        ]
    }
    periods = {"year": {"length": {"years": 1}, "starts": starts}}
    items = [{"id": "a", "ended": "2026-03-01", "hours": 9}, {"id": "b", "ended": "2026-09-01", "hours": 4}]
    asked = [{"id": "r", "amount": "hours", "at_least": 10}]
    record = {"complete_from": "2025-01-01", "complete_through": "2027-12-31", "activities": items}
    told = explain(judged(asked, record, periods=periods))
    assert "counted: b 4\n" in told
    assert "open: a 9 hours (it depends on facts that are not recorded)" in told
    assert "outside" not in told
    assert told.count("write down person.role") == 1
    unknown = {"year": {"length": {"years": 1}, "starts": "person.joined", "leap_day": "1 March"}}
    told = explain(judged(asked, record, periods=unknown))
    assert "open: b 4 hours (it depends on facts that are not recorded)" in told
    assert "counted:" not in told


def test_a_period_of_its_own_is_judged_before_the_first_judged_period() -> None:
    """The first full year begins in 2027; the six months of induction have begun, and are judged."""
    periods = {
        "calendar": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}},
        "year": {"length": {"years": 1}, "starts": {"first": "calendar", "on_or_after": "person.joined"}},
        "induction": {"length": {"months": 6}, "starts": "person.joined", "leap_day": "1 March"},
    }
    asked = [
        {"id": "yearly", "amount": "hours", "at_least": 20},
        {"id": "induction", "amount": "hours", "at_least": 6, "period": "induction"},
    ]
    record = YEAR | {"person": {"joined": "2026-03-03"}, "activities": []}
    report = judged(asked, record, "2026-08-01", periods=periods)
    assert [each.verdict.word for each in report.findings] == ["not applicable", "not met"]
    assert str(report.finding("induction").period) == "2026-03-03..2026-09-02"
    before = judged(asked, record | {"person": {"joined": "2026-10-01"}}, "2026-08-01", periods=periods)
    assert [each.verdict.word for each in before.findings] == ["not applicable", "not applicable"]


def test_judges_for_whom_it_does_not_apply_are_named_beside_the_others() -> None:
    asked = {
        "id": "asked", "judged": "Is it so?", "may_not_apply": True, "combine": "lowest",
        "judges": {"at_least": 2, "made_in": "ever"},
    }  # fmt: skip
    answers = [
        {"criterion": "asked", "by": "kim", "answer": "met", "reason": "It is."},
        {"criterion": "asked", "by": "lee", "answer": "not_applicable", "reason": "There is none."},
    ]
    report = judged([asked], YEAR | {"judgements": answers})
    assert report.finding("asked").verdict.word == "met"
    assert "answered: met; kim: met, It is; lee: not_applicable, There is none" in explain(report)


def test_an_entry_that_is_listed_for_some_says_nothing_of_those_for_whom_the_list_is_open() -> None:
    """For one role the year begins when the list holds, for the other before anything was listed."""
    starts = {
        "cases": [
            {"when": {"person.role": "m"}, "value": {"month": 7, "day": 1}},
            {"otherwise": {"month": 1, "day": 1}},
        ]
    }
    asked = {
        "id": "each", "for_each": {"entry_of": "kinds"}, "if_none": "met", "period": "own",
        "require": {"has": "activities", "where": {"kind": "this"}},
    }  # fmt: skip
    rules: dict[str, Any] = {
        "periods": HEAD["periods"] | {"own": {"length": {"years": 1}, "starts": starts}},
        "lists": {"kinds": {"values": {"2026-03-01": ["course"]}}},
        "in_force_at": "period_start",
    }
    items = [{"id": "a", "ended": "2026-08-01", "kind": "course"}]
    record = {"complete_from": "2025-01-01", "complete_through": "2027-12-31", "activities": items}
    known = judged([asked], record | {"person": {"role": "m"}}, **rules).finding("each[course]")
    assert known.verdict.word == "met"
    found = judged([asked], record, **rules)
    part = found.finding("each[course]")
    assert (part.verdict.word, part.amount) == ("undetermined", None)
    assert {gap.fact for gap in part.gaps} == {"person.role", "lists.kinds"}


@pytest.mark.parametrize("limits", [[], [{"count_at_most": 30, "where": {"kind": "course"}}]])
def test_facts_of_items_that_nobody_asks_for_are_not_missing(limits: list[dict[str, Any]]) -> None:
    """When a reading was done makes no difference to the courses."""
    items = [
        {"id": "a", "ended": "2026-02-28", "hours": 8, "kind": "course"},
        {"id": "b", "hours": 3, "kind": "course"},
        {"id": "r", "hours": 4, "kind": "reading"},
    ]
    asked = [{"id": "courses", "amount": "hours", "where": {"kind": "course"}, "at_least": 10}]
    measures = {"hours": {"sum": "hours", "from": "activities", "limits": limits}}
    report = judged(asked, YEAR | {"activities": items}, measures=measures)
    assert [gap.fact for gap in report.gaps] == ["activities[b].ended"]
