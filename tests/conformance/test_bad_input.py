"""Records that are wrong or lack something, as real systems send them: a clear error, or a finding with the item."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from cpdrules import RecordError, Report, RuleSetError, evaluate, explain, loads

ON = datetime.date(2024, 12, 31)
WHOLE = {"complete_from": "2020-01-01", "complete_through": "2025-12-31"}
MOVES = {
    "period": "year", "excess_over": 3, "which": "any", "count_at_most": 5, "into_next": 1, "used_first": "own",
    "again": False,
}  # fmt: skip
RULES: dict[str, Any] = {
    "cpdrules": 1, "ruleset": "test/bad-input", "title": "Bad input", "subject": "portfolio", "period": "year",
    "periods": {
        "year": {"starts": {"month": 1, "day": 1}, "length": {"years": 1}},
        "cycle": {"starts": "person.registered_on", "length": {"years": 3}, "leap_day": "1 March"},
        "day": {"starts": "1900-01-01", "length": {"days": 1}},
    },
    "vocabulary": {
        "person": {"fields": {"registered_on": "date"}},
        "activities": {
            "dated_by": "ended",
            "fields": {
                "ended": "date", "hours": {"unit": "hour"}, "alone": {"unit": "hour", "part_of": "hours"},
                "alone_again": {"unit": "hour", "part_of": "hours"}, "goal": {"link": "goals"},
            },
        },
        "goals": {"undated": True, "fields": {"status": ["open", "closed"]}},
        "absences": {"dated_by": "began", "until": "ended", "fields": {"began": "date", "ended": "date"}},
        "courses": {
            "dated_by": "began", "until": "ended",
            "fields": {"began": "date", "ended": "date", "hours": {"unit": "hour"}},
        },
        "posts": {
            "dated_by": "began", "until": "left",
            "fields": {"began": "date", "left": "date", "grade": ["junior", "senior"]},
        },
    },
    "measures": {
        "hours": {"sum": "hours", "from": "activities"},
        "kept": {"sum": "hours", "from": "activities", "carry_over": MOVES},
        "away": {"time_in": "absences", "unit": "day"},
    },
    "requirements": [
        {"id": "enough", "amount": "hours", "at_least": 3},
        {"id": "kept", "amount": "kept", "at_least": 3},
        {"id": "away", "amount": "away", "at_most": 30},
        {"id": "cycle", "amount": "hours", "at_least": 9, "period": "cycle"},
        {"id": "aims", "for_each": "goals", "if_none": "met",
         "require": {"has": "activities", "where": {"goal": "this"}}},
    ],
}  # fmt: skip


def judged(record: dict[str, Any], **changed: Any) -> Report:
    return evaluate(loads(json.dumps(RULES | changed), name="rules.json"), WHOLE | record, on=ON)


def activity(**facts: Any) -> dict[str, Any]:
    return {"activities": [{"id": "talk", "ended": "2024-05-01", "hours": 2} | facts], "goals": []}


TWO_ROLES = {
    "posts": [{"id": "old", "began": "2022-01-01", "left": "2024-12-31", "grade": "junior"},
              {"id": "new", "began": "2024-12-31", "left": "none", "grade": "senior"}],
}  # fmt: skip
NEEDED = {
    "unit": "hour", "as_at": "period_end", "reference": {"section": "4"},
    "cases": [{"when": {"has": "posts", "where": {"grade": "junior"}}, "value": 2},
              {"when": {"has": "posts", "where": {"grade": "senior"}}, "value": 5}, {"otherwise": 0}],
}  # fmt: skip

REFUSED = {
    "overlapping absences": (
        {"absences": [{"id": "a", "began": "2024-01-01", "ended": "2024-02-01"},
                      {"id": "b", "began": "2024-02-01", "ended": "2024-03-01"}]},
        "D020", ("absences[a]", "absences[b]", "share days"),
    ),
    "an absence that ends before it begins": (
        {"absences": [{"id": "a", "began": "2024-03-01", "ended": "2024-02-01"}]}, "D019", ("a", "2024-02-01"),
    ),
    "an activity that ends before it begins": (
        {"courses": [{"id": "c", "began": "2024-03-02", "ended": "2024-03-01", "hours": 2}]},
        "D019", ("c", "2024-03-01"),
    ),
    "two values of a fact on one day": (activity(hours=[2, 3]), "D001", ("hours", "list")),
    "two days of one person's registration": (
        {"person": {"registered_on": ["2024-01-01", "2024-02-01"]}}, "D001", ("registered_on", "list"),
    ),
    "a negative amount": (activity(hours=-2), "D006", ("-2",)),
    "an absurd amount": (activity(hours=10**9), "D006", ("1000000000",)),
    "an amount in words": (activity(hours="two"), "D006", ("two",)),
    "components that exceed the whole": (activity(alone=2, alone_again=1), "D021", ("talk", "alone")),
    "a link to nothing": (activity(goal="growth"), "D009", ("growth",)),
    "two items of one id": ({"activities": [{"id": "talk"}, {"id": "talk"}]}, "D004", ("talk",)),
    "complete to a day before it begins": (
        {"complete_from": "2025-01-01", "complete_through": "2024-01-01"}, "D015", ("later",),
    ),
    "a day that does not exist": (activity(ended="2023-02-29"), "D007", ("2023-02-29",)),
    "brought forward into the middle of a year": (
        {"brought_forward": [{"measure": "kept", "into": "2024-02-01", "carried": 1}]}, "D024", ("2024-02-01", "year"),
    ),
    "brought forward twice": (
        {"brought_forward": [{"measure": "kept", "into": "2024-01-01", "carried": 1},
                             {"measure": "kept", "into": "2024-01-01", "carried": 2}]},
        "D022", ("kept", "2024-01-01"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_record_is_refused_in_words(name: str) -> None:
    record, code, words = REFUSED[name]
    with pytest.raises(RecordError) as caught:
        judged(record)
    told = [each for each in caught.value.diagnostics if each.code == code]
    assert told
    assert any(all(word in f"{each.message} {each.hint}" for word in words) for each in told)


@pytest.mark.parametrize(("take", "needed"), [("first", 2), ("highest", 5), ("sum", 7)])
def test_of_two_roles_on_one_day_the_rule_set_says_which_counts(take: str, needed: int) -> None:
    parameters = {"needed": NEEDED | {"take": take}}
    enough = {"id": "enough", "amount": "hours", "at_least": "needed"}
    found = judged(activity() | TWO_ROLES, parameters=parameters, requirements=[enough]).finding("enough")
    assert found.needed is not None
    assert (found.needed.least, found.needed.most) == (needed, needed)
    with pytest.raises(RuleSetError) as caught:
        judged(activity() | TWO_ROLES, parameters={"needed": NEEDED}, requirements=[enough])
    assert [each.code for each in caught.value.diagnostics] == ["R026"]
    assert "take: highest" in str(caught.value.diagnostics[0].hint)


def test_two_dates_that_no_vocabulary_calls_an_end_are_held_by_a_requirement() -> None:
    fields = RULES["vocabulary"]["activities"]["fields"] | {"began": "date"}
    vocabulary = RULES["vocabulary"] | {"activities": {"dated_by": "ended", "fields": fields}}
    asked = [
        {"id": "enough", "amount": "hours", "at_least": 2},
        {"id": "in-order", "for_each": "activities", "if_none": "met", "period": "ever",
         "require": {"fact": "this.ended", "on_or_after": "this.began"}},
    ]  # fmt: skip
    record = activity(began="2024-05-02", ended="2024-05-01")
    report = judged(record, vocabulary=vocabulary, requirements=asked)
    assert [each.verdict.word for each in report.findings] == ["met", "not met"]
    first = {"id": "enough", "amount": "hours", "at_least": 2, "where": {"ended": {"on_or_after": "began"}}}
    assert judged(record, vocabulary=vocabulary, requirements=[first]).verdict.word == "not met"


def test_a_carry_over_from_a_year_that_is_not_in_the_record_is_open() -> None:
    record = activity() | {"complete_from": "2024-01-01"}
    found = judged(record).finding("kept")
    assert found.verdict.word == "undetermined"
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (2, 7)
    assert "brought_forward[kept]" in [gap.fact for gap in found.gaps]
    told = judged(record | {"brought_forward": [{"measure": "kept", "into": "2024-01-01", "carried": 1}]})
    assert told.finding("kept").verdict.word == "met"


def test_an_activity_after_the_last_complete_day_counts_and_the_days_after_it_stay_open() -> None:
    record = activity(ended="2024-11-01") | {"complete_through": "2024-06-30"}
    found = judged(record).finding("enough")
    assert found.verdict.word == "undetermined"
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (2, None)
    assert [row.item for row in found.credits] == ["talk", ""]


def test_a_cycle_with_no_start_is_open_and_one_that_never_began_does_not_apply() -> None:
    found = judged(activity()).finding("cycle")
    assert found.verdict.word == "undetermined"
    assert "person.registered_on" in [gap.fact for gap in found.gaps]
    never = judged(activity() | {"person": {"registered_on": "none"}}).finding("cycle")
    assert never.verdict.word == "not applicable"
    assert never.reason is not None
    assert never.reason.code == "not_begun"


def test_more_windows_than_there_may_be_are_given_up_by_name() -> None:
    every = {"id": "daily", "in_every": "day", "require": {"amount": "hours", "at_least": 1}}
    fits = {"id": "fits", **every, "period": "span"}
    periods = RULES["periods"] | {"span": {"last": {"days": 10_001}, "ending": "period_end"}}
    report = judged(activity(), periods=periods, requirements=[fits | {"id": "daily"}])
    found = report.finding("daily")
    assert found.verdict.word == "undetermined"
    assert found.reason is not None
    assert found.reason.code == "too_large"
    assert "more windows of `day`" in str(explain(report))
    periods["span"] = {"last": {"days": 400}, "ending": "period_end"}
    assert (
        judged(activity(), periods=periods, requirements=[fits | {"id": "daily"}])
        .finding("daily")
        .verdict.decided
    )
