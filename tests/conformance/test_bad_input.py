"""Records that are wrong or lack something, as real systems send them: a clear error, or a finding with the item."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from cpdrules import RecordError, Report, evaluate, explain, loads

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


REFUSED = {
    "overlapping absences": (
        {"absences": [{"id": "a", "began": "2024-01-01", "ended": "2024-02-01"},
                      {"id": "b", "began": "2024-02-01", "ended": "2024-03-01"}]},
        "D020", ("absences[a]", "absences[b]", "share days"),
    ),
    "an absence that ends before it begins": (
        {"absences": [{"id": "a", "began": "2024-03-01", "ended": "2024-02-01"}]}, "D019", ("a", "2024-02-01"),
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
