"""What is planned counts in neither bound; a third figure, and a forecast, say what it would come to."""

from __future__ import annotations

import copy
import datetime
import json
import random
from typing import Any

import pytest
from hypothesis import given

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules import RecordError, Report, RuleSetError, evaluate, explain, loads
from laws.cases import SEEDS, Case, judged, lists_of, made_case, verdicts

ON = datetime.date(2024, 12, 31)
RULES = loads(json.dumps(rules(need(5), {"h": hours()})), name="r.json")


def record(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"activities": list(items)} | WHOLE | more


def planned(name: str, amount: Any, **more: Any) -> dict[str, Any]:
    return item(name, amount, "course", **more) | {"planned": True}


def test_it_counts_for_nothing_and_is_a_third_figure() -> None:
    report = evaluate(RULES, record(item("a", 3), planned("b", 2)), on=ON)
    finding = report.finding("r")
    assert finding.verdict.word == "not met"
    assert (finding.amount.least, finding.amount.most, finding.planned) == (3, 3, 5)
    (row,) = [each for each in finding.credits if each.item == "b"]
    assert (row.proven, row.possible, row.reason.code) == (0, 0, "planned")
    assert "3 of 5 hours needed: short by 2 hours; 5 with what is planned" in explain(report)
    assert Report.from_dict(report.to_dict()) == report


def test_a_forecast_takes_it_as_done_and_says_so() -> None:
    report = evaluate(RULES, record(item("a", 3), planned("b", 2)), on=ON, forecast=True)
    assert report.forecast
    assert report.verdict.word == "met"
    assert "a forecast: as if what is planned were done" in explain(report)
    assert Report.from_dict(report.to_dict()) == report
    assert "forecast" not in evaluate(RULES, record(item("a", 3)), on=ON).to_dict()


def test_a_plan_for_a_day_that_is_over_is_noted() -> None:
    told = evaluate(RULES, record(planned("b", 2)), on=ON).notices
    assert [(each.code, each.severity, each.path) for each in told] == [
        ("D018", "warning", "/activities/0/planned")
    ]
    later = record(planned("b", 2), complete_through="2024-01-31")
    assert not evaluate(RULES, later, on=ON).notices


def test_planned_false_is_done() -> None:
    report = evaluate(RULES, record(item("a", 5) | {"planned": False}), on=ON)
    assert report.verdict.word == "met"
    assert report.finding("r").planned is None


@pytest.mark.parametrize("word", ["maybe", "yes", 1, [True]])
def test_anything_else_is_refused(word: Any) -> None:
    with pytest.raises(RecordError) as caught:
        evaluate(RULES, record(item("a", 5) | {"planned": word}), on=ON)
    assert [each.path for each in caught.value.diagnostics] == ["/activities/0/planned"]


def test_no_fact_of_a_list_is_called_planned() -> None:
    made = rules(need(5), {"h": hours()})
    made["vocabulary"]["activities"]["fields"]["planned"] = "yes_no"
    with pytest.raises(RuleSetError, match="`planned` cannot be a fact of a list"):
        loads(json.dumps(made), name="r.json")


# -- laws ----------------------------------------------------------------------------------------------------


def with_plan(case: Case, rng: random.Random) -> dict[str, Any]:
    """Return the record with some of its items planned only."""
    made = copy.deepcopy(case.record)
    for name in lists_of(made):
        for each in made[name]:
            if rng.random() < 0.4:
                each["planned"] = True
    return made


def without(made: dict[str, Any], *, items: bool) -> dict[str, Any]:
    """Return the record without what is planned, or with it as done."""
    left = copy.deepcopy(made)
    for name in lists_of(left):
        left[name] = [each for each in left[name] if not (items and each.get("planned"))]
        for each in left[name]:
            each.pop("planned", None)
    return left


def is_linked(made: dict[str, Any], done: dict[str, Any]) -> bool:
    """Whether an item that is done, or an answer, speaks of one that is only planned."""
    gone = {each["id"] for name in lists_of(made) for each in made[name] if each.get("planned")}
    return any(f'"{name}"' in json.dumps(done) for name in gone)


@given(SEEDS)
def test_verdicts_and_bounds_are_those_of_the_record_without_it(seed: int) -> None:
    case = made_case(seed)
    made = with_plan(case, random.Random(seed))
    done = without(made, items=True)
    if is_linked(made, done):
        return
    report, plain = judged(case, record=made), judged(case, record=done)
    assert verdicts(report) == verdicts(plain)
    assert [each.amount for each in report.walk()] == [each.amount for each in plain.walk()]


@given(SEEDS)
def test_the_third_figure_is_proven_by_the_record_in_which_it_is_done(seed: int) -> None:
    case = made_case(seed)
    made = with_plan(case, random.Random(seed))
    report, done = judged(case, record=made), judged(case, record=without(made, items=False))
    amounts = {each.requirement: each.amount for each in done.walk()}
    for finding in report.walk():
        ahead = amounts.get(finding.requirement)
        if finding.amount is not None and ahead is not None:
            now = finding.amount.least if finding.planned is None else finding.planned
            assert now == ahead.least
