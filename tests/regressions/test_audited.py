"""Verdicts that were wrong, or depended on what says nothing; each with the record that showed it."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, rules
from cpdrules import RecordError, RuleSetError, evaluate, loads

ON = datetime.date(2024, 12, 31)


def judge(rule_set: dict[str, Any], record: dict[str, Any]) -> Any:
    return evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON)


OWN = {"own": {"length": {"years": 1}, "starts": "person.since", "leap_day": "1 March"}}
VOCABULARY = {
    "person": {"fields": {"since": "date"}},
    "activities": {"dated_by": "ended", "fields": {"ended": "date", "hours": {"unit": "hour"}}},
}
PERSONAL = rules(
    [{"id": "r", "amount": "h", "at_least": 10}, {"id": "s", "amount": "h", "at_most": 5}],
    {"h": hours()},
    period="own",
    periods=OWN,
    vocabulary=VOCABULARY,
)
TO_THE_DAY = {"complete_from": "1900-01-01", "complete_through": "2024-12-31"}


def test_a_period_whose_first_day_is_unknown_is_open_whatever_the_record_covers() -> None:
    report = judge(PERSONAL, {"activities": [item("a", 3)]} | TO_THE_DAY)
    for name in "rs":
        assert not report.finding(name).verdict.decided
        assert [gap.fact for gap in report.finding(name).gaps] == ["person.since"]


@pytest.mark.parametrize("since", ["2025-03-01", "none"])
def test_a_period_that_has_not_begun_asks_nothing(since: str) -> None:
    record = {"person": {"since": since}, "activities": [item("a", 3)]} | TO_THE_DAY
    if since == "none":
        PERSONAL["requirements"].append({"id": "t", "level": "may", "fact": "person.since", "recorded": True})
    report = judge(PERSONAL, record)
    assert report.verdict.word == "not applicable"
    assert report.finding("r").reason.code == "not_begun"
    assert report.gaps == ()


SCORED = [
    {"score": "b", "not_applicable": "left_out"},
    {"score": "b", "not_applicable": "nothing"},
]
BLOCK = {
    "id": "b",
    "all_of": [
        {"id": "x", "fact": "person.role", "is": "other"},
        {"id": "y", "applies_when": {"person.role": "regulated"}, "fact": "person.fte", "at_least": 1},
    ],
}


@pytest.mark.parametrize("order", [("s1", "s2"), ("s2", "s1")])
def test_two_scores_of_one_block_are_two(order: tuple[str, str]) -> None:
    measures = {name: SCORED[0 if name == "s1" else 1] for name in order}
    over = {"id": "l", "amount": "s1", "at_least": {"percent": 75}}
    report = judge(rules([BLOCK, over], measures), {"person": {"role": "other"}})
    assert {line.measure: line.score.least for line in report.scores} == {"s1": 1, "s2": 0.5}
    assert report.finding("l").verdict.word == "met"


SHOWN = rules(
    [{"id": "r", "judged": "Is it?", "judges": {"at_least": 1, "made_in": "ever"}, "evidence": ["photo"]}]
)
ANSWER = {"criterion": "r", "answer": "met", "by": "kim", "made": "2024-05-01"}


def test_two_answers_on_one_day_with_other_evidence_are_refused() -> None:
    told = [ANSWER | {"evidence": ["photo"]}, ANSWER | {"evidence": "none"}]
    for judgements in (told, told[::-1]):
        with pytest.raises(RecordError, match="twice on one day"):
            judge(SHOWN, {"judgements": judgements})
    assert judge(SHOWN, {"judgements": [told[0], told[0]]}).verdict.word == "met"


PEERS = rules(
    [
        {
            "id": "r",
            "judged": "Is it?",
            "judges": {"at_least": 1, "role": "peer", "made_in": "ever"},
            "combine": "lowest",
        }
    ]
)
PEER = {"criterion": "r", "answer": "met", "by": "kim", "role": "peer", "made": "2024-05-01"}


@pytest.mark.parametrize(
    ("judgements", "verdict", "gaps"),
    [
        ([PEER, {"criterion": "r", "answer": "not_met", "by": "lee", "made": "2024-05-01"}], "undetermined", ["role"]),
        ([PEER, {"criterion": "r", "answer": "met", "by": "lee", "made": "2024-05-01"}], "met", []),
        ([PEER | {"made": None}, PEER | {"answer": "not_met", "made": "2024-03-01"}], "undetermined", ["made"]),
        ([PEER, PEER | {"answer": "not_met", "made": "2024-03-01"}], "met", []),
        ([{"criterion": "r", "answer": "met", "by": "lee", "made": "2024-05-01"}], "undetermined", ["", "role"]),
    ],
)  # fmt: skip
def test_an_answer_without_its_role_or_its_day_is_open(
    judgements: list[dict[str, Any]], verdict: str, gaps: list[str]
) -> None:
    finding = judge(PEERS, {"judgements": judgements}).finding("r")
    assert finding.verdict.word == verdict
    facts = sorted(gap.fact.removeprefix("judgements[r]").removeprefix(".") for gap in finding.gaps)
    assert facts == gaps


def test_too_many_ways_to_take_the_answers_stay_open() -> None:
    told = [PEER | {"by": f"j{number}", "role": None, "answer": "met"} for number in range(7)]
    finding = judge(PEERS, {"judgements": told}).finding("r")
    assert finding.verdict.word == "undetermined"


def test_a_part_that_is_counted_otherwise_than_its_whole_is_no_share() -> None:
    made = rules(
        [{"id": "r", "amount": "s", "at_least": {"percent": 50}, "if_none": "met"}],
        {
            "p": hours({"kind": "course"}) | {"steps": [{"multiply": 2}]},
            "w": hours(),
            "s": {"share": "p", "of": "w"},
        },
    )
    with pytest.raises(RuleSetError, match="both need the same `steps`"):
        judge(made, {})


def test_a_run_within_a_period_ends_in_it_too() -> None:
    early = {"early": {"last": {"days": 40}, "ending": "period_end"}}
    made = rules(
        [
            {
                "id": "r",
                "in_every": {"of": "half", "within": "early"},
                "require": {"amount": "h", "at_least": 1},
            }
        ],
        {"h": hours()},
        periods={
            "year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}},
            "half": {"length": {"months": 6}, "starts": "2024-01-01"},
        }
        | early,
    )
    assert judge(made, {"activities": []} | WHOLE).finding("r").verdict.word == "not applicable"


def test_the_rows_of_a_share_say_what_lies_in_the_part() -> None:
    made = rules(
        [{"id": "r", "amount": "s", "at_least": {"percent": 50}, "if_none": "met"}],
        {"p": hours({"kind": "course"}), "w": hours(), "s": {"share": "p", "of": "w"}},
    )
    record = {"activities": [item("a", 3, "course"), item("b", 1, "reading"), item("c", 2)]} | WHOLE
    finding = judge(made, record).finding("r")
    rows = {row.item: (row.proven, row.possible, row.reason.code) for row in finding.credits}
    assert rows == {"a": (3, 3, "counted"), "b": (0, 0, "not_as_asked"), "c": (0, 2, "unknown")}
