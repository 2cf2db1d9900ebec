"""A total that is rounded: what it comes to, the row by which the others add up to it, and the verdict."""

from __future__ import annotations

import datetime
import json
from fractions import Fraction
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules import Finding, evaluate, explain, loads

ON = datetime.date(2024, 12, 31)
HALF = Fraction(1, 2)


def judge(items: list[dict[str, Any]], needed: int = 4, **said: Any) -> Finding:
    ruleset = loads(json.dumps(rules(need(needed), {"h": hours() | said})), name="r.json")
    return evaluate(ruleset, {"activities": items} | WHOLE, on=ON).findings[0]


def to(step: Any, toward: str) -> dict[str, Any]:
    return {"round": {"step": step, "toward": toward}}


ITEMS = [item("a", "1:45"), item("b", 2)]


@pytest.mark.parametrize(
    ("said", "amount", "row", "verdict"),
    [
        ({}, Fraction(15, 4), None, "not met"),
        (to(1, "down"), 3, ("[rounded_off]", Fraction(-3, 4)), "not met"),
        (to(1, "nearest"), 4, ("[rounded_up]", Fraction(1, 4)), "met"),
        (to("0.5", "up"), 4, ("[rounded_up]", Fraction(1, 4)), "met"),
        (to("0.5", "down"), Fraction(7, 2), ("[rounded_off]", Fraction(-1, 4)), "not met"),
        (to("0.25", "down"), Fraction(15, 4), None, "not met"),
        (to(1, "down") | {"limits": [{"count_at_most": HALF * 5}]}, 2, ("[rounded_off]", -HALF), "not met"),
    ],
)
def test_the_total_is_rounded_once(
    said: dict[str, Any], amount: Any, row: tuple[str, Fraction] | None, verdict: str
) -> None:
    said = json.loads(json.dumps(said, default=lambda number: str(float(number))))
    found = judge(ITEMS, **said)
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (amount, amount)
    told = [(each.item, each.proven) for each in found.credits if each.item.startswith("[")]
    assert told == ([row] if row else [])
    assert sum(each.proven for each in found.credits) == amount
    assert found.verdict.word == verdict


def test_each_item_is_not_rounded() -> None:
    assert (
        judge([item("a", "0:50"), item("b", "0:50"), item("c", "0:50")], **to(1, "nearest")).amount.least == 3
    )  # type: ignore[union-attr]
    steps = {"steps": [to(1, "down")]}
    assert judge([item("a", "1:50"), item("b", "1:50")], **steps).amount.least == 2  # type: ignore[union-attr]


def test_both_ends_are_rounded() -> None:
    open_item = item("b", 2)
    del open_item["hours"]
    found = judge([item("a", "1:45"), open_item | {"kind": "course"}], **to(1, "nearest"))
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (2, None)
    assert found.verdict.word == "undetermined"
    (row,) = [each for each in found.credits if each.item == "[rounded_up]"]
    assert (row.proven, row.possible) == (Fraction(1, 4), 0)


def test_the_report_says_by_how_much() -> None:
    ruleset = loads(json.dumps(rules(need(4), {"h": hours() | to(1, "down")})), name="r.json")
    report = evaluate(ruleset, {"activities": ITEMS} | WHOLE, on=ON)
    assert "rounded off: 0.75 hours (to steps of 1)" in str(explain(report))
