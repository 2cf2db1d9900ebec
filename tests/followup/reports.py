"""Reports to follow up: of every case of every bundled rule set, and small ones made for a question."""

from __future__ import annotations

import datetime
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from conformance.cases import WHOLE, hours, item, rules
from cpdrules import Report, RuleSet, evaluate, loads
from cpdrules.loading.cases import load_cases
from cpdrules.testing.runner import run_case

SCHEMES = Path(__file__).parents[2] / "schemes"
ON = datetime.date(2024, 12, 31)


@cache
def of_all_cases() -> list[Report]:
    """Return the report of every case that comes with a bundled rule set; of every tenth in the light profile."""
    found = []
    step = 10 if os.environ.get("CPDRULES_PROFILE") == "light" else 1
    for path in sorted(SCHEMES.rglob("*.cpdtest.yaml")):
        cases = load_cases(path).cases
        assert cases is not None
        found += [run_case(cases, each).report for each in cases.tests[::step]]
    return [each for each in found if each is not None]


def year(at_least: Any = 20, **head: Any) -> RuleSet:
    """Return a rule set with one amount, advice, and something for leads alone."""
    asked = [
        {"id": "hours", "title": "Enough hours", "amount": "h", "at_least": at_least},
        {"id": "course", "level": "should", "has": "activities", "where": {"kind": "course"}},
        {"id": "lead", "applies_when": {"person.role": "lead"}, "has": "activities", "at_least": 2},
    ]
    made = rules(asked, {"h": hours()}) | head
    made["vocabulary"]["person"]["fields"]["role"] = ["lead", "other"]
    return loads(json.dumps(made), name="year.json")


def report(
    *amounts: float,
    ruleset: RuleSet | None = None,
    on: datetime.date = ON,
    kind: str = "course",
    **record: Any,
) -> Report:
    """Judge somebody's year with activities of these amounts."""
    activities = [item(f"a{number}", amount, kind) for number, amount in enumerate(amounts)]
    whole = {"portfolio": "kim", "person": {"role": "other"}, "activities": activities} | WHOLE | record
    return evaluate(ruleset or year(), whole, on=on)
