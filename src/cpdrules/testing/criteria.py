"""A test for each record and each criterion, for suites that validate a catalogue of courses.

@pytest.mark.parametrize("criterion", each_criterion("course.cpd.yaml", "courses", on=date(2026, 1, 15)))
def test_course(criterion):
    criterion.expect_met()
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load
from cpdrules.loading.register import Source, sources
from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Period


@attrs.frozen
class Criterion:
    """One requirement of a rule set beside one record: what was found, or what is wrong with the record."""

    record: str
    where: str
    finding: Finding | None = None
    fault: str = ""

    @property
    def name(self) -> str:
        """The name of the test: the record and the requirement."""
        return f"{self.record}-{self.finding.requirement if self.finding is not None else 'record'}"

    def expect_met(self) -> None:
        """Pass where it is met or does not apply; else raise `AssertionError` with what was found and is missing."""
        if self.finding is None:
            raise AssertionError(self.fault)
        if self.finding.verdict.word not in ("met", "not applicable"):
            raise AssertionError("\n".join(told(self.finding, self.where)))


def each_criterion(
    ruleset: RuleSet | str | os.PathLike[str],
    *records: str | os.PathLike[str],
    on: datetime.date,
    period: Period | str | None = None,
) -> list[Any]:
    """Return a pytest parameter for each record and each requirement that is not made of others.

    `records` are files, folders, or files of JSON lines. Only requirements of level `must` are asked. A record that is
    faulty is one parameter, which fails with its faults. Raises `RuleSetError` for a faulty rule set, and `RecordError`
    for a folder without records.
    """
    import pytest  # noqa: PLC0415 - the core does without it

    rules = ruleset if isinstance(ruleset, RuleSet) else load(ruleset)
    found = (each for source in sources(records) for each in criteria_of(rules, source, on, period))
    return [pytest.param(each, id=each.name) for each in found]


def criteria_of(
    rules: RuleSet, source: Source, on: datetime.date, period: Period | str | None
) -> Iterator[Criterion]:
    """Yield what is found about each criterion of one record."""
    try:
        report = evaluate(rules, source.read(), on=on, period=period)
    except RecordError as error:
        yield Criterion(Path(source.where).name, source.where, fault=str(error))
        return
    for finding in report.findings:
        for each in smallest(finding):
            yield Criterion(report.record, source.where, each)


def smallest(finding: Finding) -> Iterator[Finding]:
    """Yield the requirements that are not made of others; what a loop goes through belongs to the loop."""
    if finding.level != "must":
        return
    parts = [each for each in finding.parts if "[" not in each.requirement]
    if not parts:
        yield finding
    for each in parts:
        yield from smallest(each)


def told(finding: Finding, where: str) -> Iterator[str]:
    """Yield what was found, and which facts are missing."""
    say = Phrases()
    why = say.reason(finding.reason, "REASONS") if finding.reason is not None else ""
    yield f"{finding.title or finding.requirement}"
    yield f"{finding.verdict.word}: {say.numbers(finding) or why}  [{where}]".replace(":   [", "  [")
    for each in finding.walk():
        for gap in each.gaps:
            yield say.gap(gap)
