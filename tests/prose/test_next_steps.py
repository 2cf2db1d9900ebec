"""Every requirement that is not met or not decided is told what to do about, and by when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cpdrules import Report, evaluate
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
        assert step.when.startswith(("by ", "the period ended on ")) or step.when == "no date in the rule"
    told = " \n".join(f"{step.what} {' '.join(step.lines)}" for step in steps)
    return [
        finding.requirement
        for finding in unsettled(report.findings)
        if not any(name in told for name in names_within(finding))
    ]


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
