"""What each part of an allocation is given: of an open one, what is so however the open facts turn out."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdrules import evaluate, explain, load

ROOT = Path(__file__).parents[1]
RULES = load(ROOT / "conformance/nasty/nasty-3.cpd.yaml")
KNOWN = [
    {"id": "a1", "ended": "2025-02-01", "hours": 2, "topic": "management"},
    {"id": "a2", "ended": "2025-03-01", "hours": 2, "topic": "regulation"},
]


def told(*more: dict[str, Any], ended: str = "2025-12-31") -> str:
    record = {
        "complete_from": "2025-01-01",
        "complete_through": ended,
        "activities": [*KNOWN, *more],
    }
    return explain(evaluate(RULES, record, on=datetime.date(2025, 12, 31)))


@pytest.mark.parametrize(
    ("of_third", "verdict", "management"),
    [
        ({"topic": "ethics"}, "MET", "                management 3 of 3: a1 2, a3 1\n"),
        ({}, "UNDETERMINED", "                for certain, management 2 of 3: a1 2\n"),
        ({"topic": "regulation"}, "NOT MET", "                management 2 of 3: a1 2\n"),
    ],
)
def test_what_is_certain_is_said_to_be(of_third: dict[str, str], verdict: str, management: str) -> None:
    text = told({"id": "a3", "ended": "2025-04-01", "hours": 1} | of_third)
    assert text.startswith(verdict)
    assert management in text


def test_nothing_may_be_certain() -> None:
    report = evaluate(RULES, {"activities": []}, on=datetime.date(2025, 12, 31))
    assert "for certain, regulatory 0 of 2\n" in explain(report)
