"""Answers that are not on the scale, and waivers that a criterion does not allow, are faults of the record."""

import datetime
from typing import Any

import pytest

from cpdrules import RecordError, RuleSet, evaluate, loads

RULES = """
cpdrules: 1
ruleset: example/answers
title: Answers
subject: provision
scales: {quality: {answers: {met: 1, partly_met: 0.5, not_met: 0}, met_from: met}}
requirements:
  - id: all
    scale: quality
    all_of:
      - {id: clear, judged: "Is it clear?"}
      - {id: relevant, judged: "Is it relevant?", may_not_apply: true}
"""


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return loads(RULES)


def judged(ruleset: RuleSet, **judgement: str) -> Any:
    record = {"provision": "p", "cpdrules": "1", "judgements": [{"by": "kim", **judgement}]}
    record = {"cpdrules": "1", **record}
    return evaluate(ruleset, record, on=datetime.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("judgement", "code"),
    [
        ({"criterion": "clear", "answer": "brilliant"}, "D005"),
        ({"criterion": "clear", "answer": "not_applicable", "reason": "none of ours"}, "D005"),
        ({"criterion": "relevant", "answer": "not_applicable"}, "D016"),
    ],
)
def test_refused(ruleset: RuleSet, judgement: dict[str, str], code: str) -> None:
    with pytest.raises(RecordError) as caught:
        judged(ruleset, **judgement)
    assert [each.code for each in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].path == "/judgements/0"


def test_a_waiver_with_a_reason_is_taken(ruleset: RuleSet) -> None:
    report = judged(ruleset, criterion="relevant", answer="not_applicable", reason="no standard exists")
    assert report.finding("relevant").verdict.word == "not applicable"
    assert report.finding("clear").verdict.word == "undetermined"
