"""A limit on steps ends what would take too long; the embedder's limits hold, and steps grow with the record."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import PER_HALF, WHOLE, hours, item, need, rules
from cpdrules import Limits, RecordError, evaluate, loads
from cpdrules.evaluation.context import Budget

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
