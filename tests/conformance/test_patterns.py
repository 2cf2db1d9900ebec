"""The patterns of requirements found in real schemes: each has a case that passes and one that fails.

A pattern that the language cannot say stands in `OPEN`, with the reason, until it has files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdrules import evaluate
from cpdrules.loading.cases import load_cases
from cpdrules.rules.case import ENDING, Case, CaseFile
from cpdrules.source import render_diagnostics
from cpdrules.testing.runner import failures, record_of

FOLDER = Path(__file__).parent / "patterns"
RULES = ".cpd.yaml"

# The commonest first.
PATTERNS = (
    "MIN-TOTAL", "W-FIXED", "VERSION", "MIN-SUBSET", "FIELDS", "GATED", "AUDIT", "ARTEFACT", "W-PERSONAL",
    "NEWCOMER", "ROLE-TABLE", "DEADLINE", "EXEMPT", "APPROVED", "UNIT", "PLAN", "SUB-FLOOR", "MIN-COUNT",
    "NO-REDUCE", "CARRY-LIMIT", "PRORATA-TIME", "MULTI-USE", "CAP-ABS", "EDGE-DATE", "JUDGE", "ADD-ON",
    "WAIVER", "ROUND", "CAT-MINS", "MIN-SHARE", "SOFT", "COVER-ALL", "ORG", "RECIPROCAL", "W-COHORT", "LEAVE",
    "W-ROLL", "CAP-SHARE", "THIRD-PARTY", "MULTI-REG", "SPLIT", "ROUTES-OR", "FLAT", "MULTIPLY", "EXCLUSIVE",
    "EVENT-WINDOW", "PROVIDER", "REPEAT", "MIN-DUR", "LINK", "IN-ADDITION", "PART-FIXED", "CARRY-COND",
    "PRORATA-STEP", "PRACTICE", "CARRY-FILTER", "CAP-YEARLY", "PERIODIC", "PRORATA-FTE", "UNKNOWN",
    "BACKFILL", "MID-CHANGE", "CARRY-WINDOW", "EXPIRY", "VARIETY", "W-ANYN", "CAP-PER-ITEM", "MAX-GAP",
    "CAP-TOWARD", "CONCENTRATE",
)  # fmt: skip

OPEN = {
    "AUDIT": "a sample of records cannot be drawn; records are only judged",
    "NEWCOMER": "the first full period cannot be worked out from a licence date and a birth month",
    "DEADLINE": "what was done in time and recorded late has no standing of its own",
    "EXEMPT": "a status cannot be said once to remove all requirements but some",
    "NO-REDUCE": "one period cannot be longer for part-timers than for others",
    "CARRY-LIMIT": "surplus cannot be carried over to the next period",
    "PRORATA-TIME": "the part of the period in scope cannot be worked out from dates, only stated as a number",
    "EDGE-DATE": "what is due after the period has no last day, so late is not told from missing",
    "WAIVER": "a recorded decision cannot take its own amount off a requirement",
    "W-COHORT": "a period cannot be assigned by a group of persons that a past date fixes",
    "LEAVE": "absences cannot be added up, nor suspend a requirement",
    "SPLIT": "an item has no parts whose hours add up to its own",
    "MULTIPLY": "credit per so many minutes cannot be said, nor a factor for some items of a measure only",
    "EVENT-WINDOW": "a duty that falls due once, so long after an event, is not told from one that comes again",
    "REPEAT": "a repeat of the same activity cannot be recognised",
    "IN-ADDITION": "a requirement cannot say that it comes on top of a total",
    "PART-FIXED": "months of leave cannot be counted from dates, so no number is reduced by them",
    "CARRY-COND": "surplus cannot be carried over, so no condition on it can be said",
    "PRORATA-STEP": "whole months in scope cannot be counted from dates and looked up in a table",
    "CARRY-FILTER": "surplus cannot be carried over, so its kinds cannot be chosen",
    "CAP-YEARLY": "a limit cannot hold within each year of a longer period",
    "PERIODIC": "a requirement cannot be due in every second or third period only",
    "PRORATA-FTE": "a number that working time reduces cannot have a floor",
    "BACKFILL": "a shortfall of an earlier period cannot be made up first",
    "MID-CHANGE": "facts of a person cannot have dates, so a change inside the period cannot be said",
    "CARRY-WINDOW": "surplus cannot be carried over, so its latest part cannot be picked",
    "MAX-GAP": "the longest gap between two activities cannot be measured",
}


def loaded(path: Path) -> CaseFile:
    """Return the cases of a file, which is without fault."""
    found = load_cases(path)
    assert found.cases is not None, render_diagnostics(found.diagnostics)
    return found.cases


def stem(pattern: str) -> str:
    """Return how the files of a pattern are called."""
    return pattern.lower()


FILES = {path.name.removesuffix(ENDING): loaded(path) for path in sorted(FOLDER.glob("*" + ENDING))}
CASES = [
    pytest.param(cases, case, id=f"{name}: {case.name}")
    for name, cases in FILES.items()
    for case in cases.tests
]


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_comes_out_as_expected(cases: CaseFile, case: Case) -> None:
    day = cases.day_of(case)
    assert cases.ruleset is not None
    assert day is not None
    report = evaluate(cases.ruleset, record_of(cases, case), on=day, period=cases.period_of(case))
    assert list(failures(case, report)) == []


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_names_the_pattern_of_its_file(cases: CaseFile, case: Case) -> None:
    assert case.pattern is not None
    assert stem(case.pattern) + ENDING == Path(cases.file).name


@pytest.mark.parametrize("pattern", [each for each in PATTERNS if each not in OPEN])
def test_a_pattern_has_a_case_that_passes_and_one_that_fails(pattern: str) -> None:
    verdicts = {case.verdict for case in FILES[stem(pattern)].tests}
    assert verdicts >= {"met", "not_met"}


@pytest.mark.parametrize("pattern", OPEN)
def test_what_is_open_has_no_files(pattern: str) -> None:
    assert pattern in PATTERNS
    assert not list(FOLDER.glob(stem(pattern) + ".*")), f"take {pattern} out of OPEN"


def test_every_file_belongs_to_a_pattern() -> None:
    assert len(set(PATTERNS)) == 70
    closed = {stem(each) for each in PATTERNS if each not in OPEN}
    expected = {name + ending for name in closed for ending in (RULES, ENDING)}
    assert {path.name for path in FOLDER.iterdir()} == expected
