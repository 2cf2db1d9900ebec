"""A limit on steps ends what would take too long; the embedder's limits hold, and steps grow with the record."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import PER_HALF, WHOLE, hours, item, need, rules
from cpdrules import Limits, RecordError, evaluate, loads
from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.context import Budget
from cpdrules.evaluation.judging import Question

ON = datetime.date(2024, 12, 31)


def judge(rule_set: dict[str, Any], number: int, **limits: int) -> Any:
    record = {"activities": [item(f"a{each}", 1, "course") for each in range(number)]} | WHOLE
    return evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON, limits=Limits(**limits))


CAPPED = rules(need(5), {"h": hours(limits=[{"count_at_most": 3, "where": {"kind": "course"}}])})


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(RecordError) as caught:
        judge(CAPPED, 100, steps=200)
    (told,) = caught.value.diagnostics
    assert told.code == "D017"
    assert "200 steps (limit `steps`)" in told.message
    assert judge(CAPPED, 100, steps=204).verdict.word == "not met"


def spent(monkeypatch: pytest.MonkeyPatch, rule_set: dict[str, Any], number: int) -> int:
    taken = 0
    held = Budget.spend

    def spend(self: Budget, steps: int) -> None:
        nonlocal taken
        taken += steps
        held(self, steps)

    with monkeypatch.context() as patch:
        patch.setattr(Budget, "spend", spend)
        judge(rule_set, number)
    return taken


EVERY = rules([{"id": "r", "in_every": "half", "require": PER_HALF}], {"h": hours()})
LOOP = rules(
    [
        {
            "id": "r",
            "for_each": "activities",
            "if_none": "met",
            "require": {"fact": "this.kind", "recorded": True},
        }
    ]
)
DIFFERENT = rules(
    [{"id": "r", "amount": "d", "at_least": 1}], {"d": {"distinct": "kind", "from": "activities"}}
)
SHARE = rules(
    [{"id": "r", "amount": "s", "at_least": {"percent": 1}, "if_none": "met"}],
    {
        "p": {"count": "activities", "where": {"kind": "course"}},
        "w": {"count": "activities"},
        "s": {"share": "p", "of": "w"},
    },
)
THERE = rules(
    [{"id": "r", "fact": "person.role", "is": "other", "applies_when": {"has": "activities"}}],
)


@pytest.mark.parametrize(
    "rule_set", [CAPPED, EVERY, LOOP, DIFFERENT, SHARE, THERE], ids=lambda each: str(each["requirements"])
)
def test_steps_grow_with_the_record(rule_set: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = spent(monkeypatch, rule_set, 100), spent(monkeypatch, rule_set, 200)
    assert 1.8 * few < many <= 2.1 * few


def test_the_embedders_limit_on_windows_holds() -> None:
    assert judge(EVERY, 3).finding("r").verdict.decided
    assert judge(EVERY, 3, windows=1).finding("r").reason.code == "too_large"


def test_a_window_asks_only_the_items_that_lie_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    told = Prepared.told

    def counted(self: Prepared, thing: Any, context: Any) -> Any:
        nonlocal asked
        asked += 1
        return told(self, thing, context)

    monkeypatch.setattr(Prepared, "told", counted)
    require = {"amount": "h", "at_least": 1, "where": {"kind": "course"}}
    two_halves = rules([{"id": "r", "in_every": "half", "require": require}], {"h": hours()})
    dated = [item(f"a{n}", 1, "course", "2024-03-01" if n % 2 else "2024-09-01") for n in range(100)]
    report = evaluate(loads(json.dumps(two_halves), name="r.json"), {"activities": dated} | WHOLE, on=ON)
    assert [str(part.amount) for part in report.finding("r").parts] == ["50", "50"]
    assert [len(part.credits) for part in report.finding("r").parts] == [100, 100]
    assert asked == 2 * 100  # the gate of the measure and the `where`, once for each item


def test_a_scored_block_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = 0
    answer = Question.answer

    def counted(self: Question, context: Any) -> Any:
        nonlocal judged
        judged += 1
        return answer(self, context)

    monkeypatch.setattr(Question, "answer", counted)
    block = {
        "id": "b",
        "all_of": [{"id": "c", "judged": "Is it clear?"}, {"id": "d", "judged": "Is it kind?"}],
        "judges": {"at_least": 1, "made_in": "ever"},
    }
    asked = [block, {"id": "r", "amount": "s", "at_least": {"percent": 50}}]
    score = {"score": "b", "not_applicable": "left_out"}
    record = {
        "judgements": [{"criterion": each, "answer": "met", "by": "kim"} for each in ("c", "d")]
    } | WHOLE
    report = evaluate(loads(json.dumps(rules(asked, {"s": score})), name="r.json"), record, on=ON)
    assert report.verdict.word == "met"
    assert [str(line.score) for line in report.scores] == ["1"]
    assert judged == 2
