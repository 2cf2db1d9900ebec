"""What is not written by its due day: the silence is the answer, whatever the fact may turn out to be."""

from __future__ import annotations

import datetime
import json

from conformance.cases import rules
from cpdrules import evaluate, loads


def test_what_was_not_written_by_its_due_day_is_not_recorded_whatever_it_may_turn_out_to_be() -> None:
    rule_set = rules(
        [
            {
                "id": "block", "all_of": [{"id": "said", "fact": "person.role", "recorded": True}],
                "applies_when": {"person.role": "other"}, "due": "2024-06-30", "late": "not_met",
            },
            {
                "id": "each", "for_each": "goals", "if_none": "not_met",
                "require": {
                    "id": "told", "fact": "this.status", "recorded": True,
                    "applies_when": {"this.status": "closed"},
                },
                "due": "2024-06-30", "late": "not_met",
            },
        ]
    )  # fmt: skip
    rule_set["vocabulary"]["person"]["fields"]["role"] = ["lead", "other"]
    rule_set["vocabulary"]["goals"] = {"undated": True, "fields": {"status": ["open", "closed"]}}
    record = {"complete_through": "2024-12-31", "goals": [{"id": "g"}]}
    report = evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=datetime.date(2024, 12, 31))
    found = {each.requirement: each for each in report.walk()}
    assert found["said"].verdict.word == "not met"
    assert {str(found[name].verdict) for name in ("block", "told[g]", "each")} == {
        "Verdict.NOT_MET|NOT_APPLICABLE"
    }


def test_a_part_with_a_period_of_its_own_has_days_of_its_own() -> None:
    rule_set = rules(
        [
            {
                "id": "block", "due": "2024-06-30", "late": "not_met",
                "all_of": [
                    {"id": "here", "fact": "person.note", "recorded": True},
                    {"id": "there", "fact": "person.note", "recorded": True, "period": "ever"},
                ],
            },
        ]
    )  # fmt: skip
    rule_set["vocabulary"]["person"]["fields"]["note"] = "text"
    report = evaluate(
        loads(json.dumps(rule_set), name="r.json"),
        {"complete_through": "2024-12-31"},
        on=datetime.date(2024, 12, 31),
    )
    found = {each.requirement: each.verdict.word for each in report.walk()}
    assert (found["here"], found["there"]) == ("not met", "undetermined")
