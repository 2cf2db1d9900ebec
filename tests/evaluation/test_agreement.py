"""What all choices of the items' unknown facts agree on: it only decides more, and never without need."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import pytest
from hypothesis import given

from conformance.cases import WHOLE, hours, item, rules
from cpdrules.evaluation import agreement
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import loads
from laws.cases import SEEDS, judged, made_case, members, narrower, verdicts

EITHER = rules(
    [
        {
            "id": "either",
            "at_least": 1,
            "some_of": [
                {"id": "c", "amount": "h", "where": {"kind": "course"}, "at_least": 5},
                {"id": "r", "amount": "h", "where": {"kind": {"except": ["course"]}}, "at_least": 5},
            ],
        }
    ],
    {"h": hours()},
)


@pytest.mark.slow
@given(SEEDS)
def test_it_only_decides_more(seed: int) -> None:
    case = made_case(seed)
    sharper = judged(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "MOST_CHOICES", 0)
        narrower(sharper, judged(case))


def judged_of(number: int) -> Any:
    """Judge so many items of five hours each, whose kinds are not known."""
    record = {"activities": [item(f"a{each}", 5) for each in range(number)]} | WHOLE
    return evaluate(loads(json.dumps(EITHER), name="e.json"), record, on=datetime.date(2024, 12, 31))


@pytest.mark.parametrize(("number", "told"), [(1, {"MET"}), (3, {"MET"}), (4, {"MET", "NOT_MET"})])
def test_beyond_64_choices_it_stays_open(number: int, told: set[str]) -> None:
    report = judged_of(number)
    assert members(report.verdict) == told
    reason = report.finding("either").reason
    assert (reason is not None and reason.code == "whatever") == (told == {"MET"})


def test_the_choices_are_counted_before_they_are_made() -> None:
    """A thousand open items cost one judging, not 4 to the thousandth."""
    calls = 0
    held = agreement.choices

    def counted(*given: Any) -> Any:
        nonlocal calls
        for each in held(*given):
            calls += 1
            yield each

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "choices", counted)
        judged_of(1_000)
        assert calls == 0
        judged_of(random.Random(1).choice([1, 2]))
        assert calls in (4, 16)


@pytest.mark.slow
def test_generated_cases_reach_it() -> None:
    """Else the first test could not fail."""
    for seed in range(1_000, 4_000):
        sharper = judged(made_case(seed))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(agreement, "MOST_CHOICES", 0)
            blunter = judged(made_case(seed))
        if verdicts(blunter) != verdicts(sharper):
            return
    pytest.fail("no generated case reaches it")
