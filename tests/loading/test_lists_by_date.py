"""Lists by date in adoptions, in cases and in words; and what an adopter may still set of one that is set in part."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from cpdrules import RuleSet, RuleSetError, check, describe, evaluate, load, loads
from cpdrules.loading.cases import load_cases
from cpdrules.testing.runner import run_cases

BASE = """
cpdrules: 1
ruleset: example/base
title: Base
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
vocabulary:
  activities: {dated_by: ended, fields: {ended: date, area: {listed_in: areas}}}
lists:
  areas: {values: to_be_set, reference: {section: "1"}}
requirements:
  - {id: in-area, has: activities, where: {area: {listed_in: areas}}}
"""
ADOPTION = """
cpdrules: 1
ruleset: example/adoption
title: Adoption
extends: base.cpd.yaml
in_force_at: period_end
lists:
  areas:
    values:
      2026-01-01: to_be_set
      2025-01-01: {is: [law, "1984"], reference: {document: Guidance, section: "7"}}
"""
ACTIVITY = {"id": "a1", "ended": "2025-05-01", "area": "law"}
RECORD = {"activities": [ACTIVITY], "complete_from": "2025-01-01", "complete_through": "2026-12-31"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.cpd.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def adopted(folder: Path, text: str = ADOPTION, name: str = "adoption.cpd.yaml") -> RuleSet:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def told(ruleset: RuleSet, on: str) -> str:
    return evaluate(ruleset, RECORD, on=datetime.date.fromisoformat(on)).findings[0].verdict.word


def test_an_adoption_sets_a_list_by_date_and_says_which_day_chooses(folder: Path) -> None:
    ruleset = adopted(folder)
    assert ruleset.to_be_set == ("areas",)
    assert told(ruleset, "2025-12-31") == "met"
    assert told(adopted(folder, ADOPTION.replace("period_end", "period_start")), "2025-12-31") == "met"
    assert told(ruleset, "2026-12-31") == "not met"  # nothing is recorded of that year
    assert check(folder / "adoption.cpd.yaml").diagnostics == (), (
        "each date has its own source, or has yet to have"
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("{values: [law]}", "`areas` is set by `example/adoption` already for 2025-01-01"),
        ("{values: {2025-01-01: to_be_set, 2026-01-01: [law]}}", "already for 2025-01-01"),
        (
            '{values: {2025-01-01: [law, "1984"], 2025-07-01: [law], 2026-01-01: [law]}}',
            "already for 2025-07-01",
        ),
        ('{values: {2025-02-01: [law, "1984"]}}', "already for 2025-01-01"),
    ],
)
def test_what_is_set_stays_as_it_is(folder: Path, values: str, message: str) -> None:
    adopted(folder)
    text = f"cpdrules: 1\nruleset: example/team\nextends: adoption.cpd.yaml\nlists:\n  areas: {values}\n"
    with pytest.raises(RuleSetError, match=message):
        adopted(folder, text, "team.cpd.yaml")


def test_what_is_to_be_set_of_a_list_can_be_set_for_its_days(folder: Path) -> None:
    adopted(folder)
    text = """
cpdrules: 1
ruleset: example/team
extends: adoption.cpd.yaml
lists:
  areas: {values: {2024-01-01: [risk], 2025-01-01: [law, "1984"], 2026-01-01: [risk], 2026-07-01: [law]}}
"""
    assert adopted(folder, text, "team.cpd.yaml").to_be_set == ()


def test_which_day_chooses_is_asked_for(folder: Path) -> None:
    with pytest.raises(RuleSetError, match="which day chooses among its dated values"):
        adopted(folder, ADOPTION.replace("in_force_at: period_end\n", ""))
    one = ADOPTION.replace("in_force_at: period_end\n", "").replace("      2026-01-01: to_be_set\n", "")
    assert told(adopted(folder, one), "2025-12-31") == "met"


def test_the_day_that_chooses_stays_that_of_the_base(folder: Path) -> None:
    """Where the base says nothing and one number of it has a date, the day of judging has chosen."""
    dated = "parameters:\n  n: {value: {2025-01-01: 1}, reference: {section: '2'}}\nrequirements:\n"
    number = BASE.replace("requirements:\n", dated + "  - {id: n, has: activities, at_least: n}\n")
    (folder / "base.cpd.yaml").write_text(number, encoding="utf-8")
    with pytest.raises(RuleSetError, match="chooses among what is dated by `day_of_judging`"):
        adopted(folder)
    assert adopted(folder, ADOPTION.replace("period_end", "day_of_judging")).in_force_at == "day_of_judging"


def test_the_order_in_which_dates_are_written_says_nothing(folder: Path) -> None:
    data: dict[str, Any] = {
        "cpdrules": 1, "ruleset": "a/b", "title": "T", "subject": "portfolio", "in_force_at": "period_end",
        "vocabulary": {"person": {"fields": {"area": {"listed_in": "areas"}}}},
        "lists": {"areas": {"values": {"2025-01-01": ["law"], "2024-01-01": ["risk"]}}},
        "requirements": [{"id": "r", "fact": "person.area", "listed_in": "areas"}],
    }  # fmt: skip
    turned = json.loads(json.dumps(data))
    turned["lists"]["areas"]["values"] = {"2024-01-01": ["risk"], "2025-01-01": ["law"]}
    first, second = (loads(json.dumps(each), name="r.json") for each in (data, turned))
    assert first == second
    assert first.digest == second.digest
    turned["lists"]["areas"]["values"]["2024-01-01"] = ["risks"]
    assert loads(json.dumps(turned), name="r.json").digest != first.digest


def test_each_date_is_said_in_words(folder: Path) -> None:
    ruleset = adopted(folder)
    assert (
        "- `areas`, by date:\n"
        "  - From 2025-01-01: law, 1984 [Guidance, 7]\n"
        "  - From 2026-01-01: to be set by whoever adopts the rule set\n"
    ) in describe(ruleset)
    assert "Among dated numbers and lists, those in force on the last day of the period count." in describe(
        ruleset
    )
    empty = adopted(folder, ADOPTION.replace("to_be_set", "[]"))
    assert "  - From 2026-01-01: no entry\n" in describe(empty)


CASES = """
cpdrules: 1
cases: {ruleset}
on: 2025-12-31
set:
  lists:
    areas: {{values: {{2025-01-01: [law], 2025-07-01: [risk]}}, reference: {{section: "9"}}}}
records:
  ann:
    complete_from: 2025-01-01
    complete_through: 2025-12-31
    activities: [{{id: a1, ended: 2025-05-01, area: law}}]
tests:
  - {{name: the list of the last day, record: ann, expect: {{in-area: {verdict}}}}}
"""


@pytest.mark.parametrize(("at", "verdict"), [("period_start", "met"), ("period_end", "not_met")])
def test_cases_set_lists_by_date(folder: Path, at: str, verdict: str) -> None:
    (folder / "base.cpd.yaml").write_text(BASE.replace("period: year", f"period: year\nin_force_at: {at}"))
    file = folder / "base.cpdtest.yaml"
    file.write_text(CASES.format(ruleset="base.cpd.yaml", verdict=verdict), encoding="utf-8")
    loaded = load_cases(file)
    assert loaded.cases is not None, loaded.diagnostics
    assert [each.passed for each in run_cases(loaded.cases)] == [True]
