"""Every requirement that is not met or not decided is told what to do about, and by when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from cpdrules import Report, evaluate, loads
from cpdrules.loading.cases import load_cases
from cpdrules.prose.next_steps import next_steps
from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding
from cpdrules.testing.runner import record_of
from docs.blocks import ROOT

FILES = sorted(
    [*(ROOT / "schemes").rglob("*.cpdtest.yaml"), *(ROOT / "docs/examples").rglob("*.cpdtest.yaml")]
)


def unsettled(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield what asks for something: neither what is met or does not apply, nor what is inside it."""
    for finding in findings:
        if finding.verdict.word in ("not met", "undetermined"):
            yield finding
            yield from unsettled(finding.parts)


def names_within(finding: Finding) -> set[str]:
    return {each.requirement for each in finding.walk()}


def lacking(report: Report) -> list[str]:
    """Return the requirements that no step is for."""
    steps = next_steps(report, Phrases())
    for step in steps:
        assert step.when.startswith(("by ", "the last day was ")) or step.when == "no date in the rule"
    told = " \n".join(f"{step.what} {' '.join(step.lines)}" for step in steps)
    return [
        finding.requirement
        for finding in unsettled(report.findings)
        if not any(name in told for name in names_within(finding))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nobody_is_left_without_a_next_step(file) -> None:
    loaded = load_cases(file).cases
    assert loaded is not None
    assert loaded.ruleset is not None
    for case in loaded.tests:
        report = evaluate(
            loaded.ruleset, record_of(loaded, case), on=loaded.day_of(case), period=loaded.period_of(case)
        )
        assert lacking(report) == [], case.name


ORDERED = """
cpdrules: 1
ruleset: test/ordered
title: Ordered
subject: portfolio
period: year
periods: {year: {length: {years: 1}, starts: {month: 1, day: 1}}}
vocabulary: {activities: {dated_by: ended, fields: {ended: date, hours: {unit: hour}, kind: [a, b]}}}
measures: {h: {sum: hours, from: activities}}
requirements:
  - {id: soft, level: may, for_each: activities, if_none: met, require: {fact: this.kind, is: b}}
  - {id: limit, level: should, amount: h, at_most: 1}
  - {id: firm, amount: h, at_least: 5}
"""
RECORD = {
    "portfolio": "p", "complete_from": "2024-01-01", "complete_through": "2024-12-31",
    "activities": [{"id": "x", "ended": "2024-05-01", "hours": 3, "kind": "a"},
                   {"id": "y", "ended": "2024-06-01", "hours": "1:20"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("on", "when"), [("2024-12-31", "by 2024-12-31"), ("2025-02-01", "the last day was 2024-12-31")]
)
def test_what_decides_comes_first_and_each_has_its_day(on: str, when: str) -> None:
    day = datetime.date.fromisoformat(on)
    report = evaluate(loads(ORDERED), RECORD, on=day, period="2024-01-01..2024-12-31")
    too_much = "no date in the rule" if on == "2024-12-31" else when
    assert [(step.what, step.when, step.lines) for step in next_steps(report, Phrases())] == [
        ("firm: more is needed, short by 0:40 hours", when, ()),
        ("limit: there is too much, over by 3:20 hours", too_much, ()),
        ("write down activities[y].kind: one of a, b", "no date in the rule", ("for soft[y]",)),
        ("soft[x]: it is not as asked; this.kind: a; asked for: b", when, ()),
    ]
