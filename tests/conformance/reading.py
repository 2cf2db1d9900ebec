"""Case files of the suite: read without fault, judged through the public door, and read with other words in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cpdrules import Report, RuleSet, evaluate, loads
from cpdrules.loading.cases import load_cases
from cpdrules.rules.case import ENDING, Case, CaseFile
from cpdrules.source import render_diagnostics
from cpdrules.testing.runner import record_of, word_of

RULES = ".cpd.yaml"
Naive = tuple[str, str | tuple[str, ...], str | tuple[str, ...], str, str]


def loaded(path: Path) -> CaseFile:
    """Return the cases of a file, which is without fault."""
    found = load_cases(path)
    assert found.cases is not None, render_diagnostics(found.diagnostics)
    return found.cases


def all_loaded(folder: Path) -> dict[str, CaseFile]:
    """Return the case files of a folder by the names of their rule sets."""
    return {path.name.removesuffix(ENDING): loaded(path) for path in sorted(folder.glob("*" + ENDING))}


def cases_of(files: dict[str, CaseFile]) -> list[Any]:
    """Return every case with its file, for a test to go through."""
    return [
        pytest.param(cases, case, id=f"{name}: {case.name}")
        for name, cases in files.items()
        for case in cases.tests
    ]


def judged(cases: CaseFile, case: Case, ruleset: RuleSet | None) -> Report:
    """Judge the record of a case by a rule set."""
    day = cases.day_of(case)
    assert ruleset is not None
    assert day is not None
    return evaluate(ruleset, record_of(cases, case), on=day, period=cases.period_of(case))


def text_with(path: Path, old: str | tuple[str, ...], new: str | tuple[str, ...]) -> str:
    """Return a rule set in which something stands in place of something that stood there, or several do."""
    text = path.read_text(encoding="utf-8")
    pairs = [(old, new)] if isinstance(old, str) else zip(old, new, strict=True)
    for was, becomes in pairs:
        assert was in text
        text = text.replace(str(was), str(becomes))
    return text


def check_naive(folder: Path, files: dict[str, CaseFile], naive: Naive) -> None:
    """Check that a naive reading of a rule gives another verdict on a case, the wrong one that it is known for."""
    name, old, new, case_name, wrong = naive
    cases = files[name]
    case = next(each for each in cases.tests if each.name == case_name)
    assert case.verdict != wrong
    changed = loads(text_with(folder / (name + RULES), old, new))
    assert word_of(judged(cases, case, changed).verdict) == wrong
