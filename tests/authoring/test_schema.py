"""What loads has the shape that the schemas say; every report has the shape of its schema, and nothing else has."""

from __future__ import annotations

import copy
import datetime
import os
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from cpdrules import bundled, evaluate, load, schema
from cpdrules.authoring.schema import WHAT
from cpdrules.loading.cases import load_cases
from cpdrules.testing.runner import record_of
from report import generate

from .editor import ROOT, seen, validator

DRAFT_7 = jsonschema.Draft7Validator
FOLDERS = ("schemes", "docs/examples", "tests/prose", "tests/benchmarks")
RULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.cpd.yaml"))
CASES = sorted(
    [*(ROOT / "schemes").rglob("*.cpdtest.yaml"), *(ROOT / "docs/examples").rglob("*.cpdtest.yaml")]
)
PROBATION = ROOT / "docs/examples/probation"


def faults(what: Any, data: Any, ruleset: Any = None) -> list[str]:
    """Return what a schema says against data."""
    return [each.message for each in validator(what, ruleset).iter_errors(data)]


@pytest.mark.parametrize("what", WHAT)
def test_each_is_a_schema(what: Any) -> None:
    DRAFT_7.check_schema(schema(what))


@pytest.mark.parametrize("name", bundled())
def test_each_rule_set_has_a_schema_of_records(name: str) -> None:
    DRAFT_7.check_schema(schema("record", load(name)))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_rule_sets_have_the_shape(path: Path) -> None:
    assert faults("rules", seen(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case_files_have_the_shape(path: Path) -> None:
    assert faults("cases", seen(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("record", "ruleset"),
    [("portfolio.yaml", "adoption.cpd.yaml"), ("portfolio.yaml", "adopt-model-2.cpd.yaml"),
     ("provision.yaml", "adopt-provision-quality.cpd.yaml")],
)  # fmt: skip
def test_records_have_the_shape(record: str, ruleset: str) -> None:
    data = seen((PROBATION / record).read_text(encoding="utf-8"))
    assert faults("record", data) == []
    assert faults("record", data, load(PROBATION / ruleset)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("activities", 0, "kind"), "reeding"),
        (("activities", 0, "length"), "ten"),
        (("activities", 0, "ended"), "31/12/2026"),
        (("activities", 0, "in_register"), "maybe"),
        (("activities", 0, "planned"), "soon"),
        (("person",), "regulated"),
        (("person", "status"), "regulatd"),
        (("complete_through",), "2026"),
    ],
)
def test_a_record_with_a_fault_of_its_shape_is_refused(place: tuple[Any, ...], value: Any) -> None:
    data = seen((PROBATION / "portfolio.yaml").read_text(encoding="utf-8"))
    inside = data
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    assert faults("record", data, load(PROBATION / "adoption.cpd.yaml"))


@pytest.mark.parametrize("value", [None, "none"])
def test_what_is_not_known_and_what_there_is_none_of_may_be_written(value: Any) -> None:
    data = seen((PROBATION / "portfolio.yaml").read_text(encoding="utf-8"))
    data["activities"][0]["aligned_to"] = value
    assert faults("record", data, load(PROBATION / "adoption.cpd.yaml")) == []


# -- reports -------------------------------------------------------------------------------------------------


def test_generated_reports_have_the_shape() -> None:
    random = Random(7)
    for _ in range(150):
        assert faults("report", generate.report(random).to_dict()) == []


EVERY = {"light": 10, "default": 3}.get(os.environ.get("CPDRULES_PROFILE", "default"), 1)
"""Of how many cases of a file one is held against the schema, which takes long."""


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_reports_on_cases_have_the_shape(path: Path) -> None:
    cases = load_cases(path).cases
    assert cases is not None
    assert cases.ruleset is not None
    for case in cases.tests[::EVERY]:
        report = evaluate(
            cases.ruleset, record_of(cases, case), on=cases.day_of(case), period=cases.period_of(case)
        )
        assert faults("report", report.to_dict()) == []


def report() -> dict[str, Any]:
    found = evaluate(load(PROBATION / "adoption.cpd.yaml"), {"portfolio": "p"}, on=datetime.date(2026, 1, 1))
    return found.to_dict()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("surprise",), 1),
        (("format",), 2),
        (("verdict",), "fine"),
        (("on",), "today"),
        (("findings", 0, "amount", "least"), 1.5),
        (("findings", 0, "more"), {}),
        (("gaps", 0, "kind"), "lost"),
        (("may",), ["met"]),
    ],
)
def test_another_shape_is_no_report(place: tuple[Any, ...], value: Any) -> None:
    data = report()
    assert faults("report", data) == []
    inside = changed = copy.deepcopy(data)
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    assert faults("report", changed)


@pytest.mark.parametrize("key", ["verdict", "on", "findings", "format", "may"])
def test_a_report_without_a_needed_key_is_none(key: str) -> None:
    data = report()
    del data[key]
    assert faults("report", data)


def test_what_there_is_no_schema_of_is_named() -> None:
    with pytest.raises(ValueError, match="and none of `rule`"):
        schema("rule")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="only the schema of a record"):
        schema("rules", load("uk/probation-institute/suggested-scheme"))
