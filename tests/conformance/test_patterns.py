"""The patterns of requirements found in real schemes: each has a case that passes and one that fails.

A pattern that the language cannot say stands in `OPEN`, with the reason, until it has files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.naive import NAIVE
from conformance.reading import RULES, Naive, all_loaded, cases_of, check_naive, judged
from cpdrules.rules.case import ENDING, Case, CaseFile
from cpdrules.testing.runner import failures

FOLDER = Path(__file__).parent / "patterns"

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

OPEN = {}

# A pattern that no rule set says, since it judges nobody: what says it, and where it is held.
ELSEWHERE = {"AUDIT": "audit_sample, in test_audit_sample.py"}


def stem(pattern: str) -> str:
    """Return how the files of a pattern are called."""
    return pattern.lower()


FILES = all_loaded(FOLDER)
CASES = cases_of(FILES)
CLOSED = [each for each in PATTERNS if each not in OPEN and each not in ELSEWHERE]


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_comes_out_as_expected(cases: CaseFile, case: Case) -> None:
    assert list(failures(case, judged(cases, case, cases.ruleset))) == []


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_names_the_pattern_of_its_file(cases: CaseFile, case: Case) -> None:
    assert case.pattern is not None
    assert stem(case.pattern) + ENDING == Path(cases.file).name


@pytest.mark.parametrize("pattern", CLOSED)
def test_a_pattern_has_a_case_that_passes_and_one_that_fails(pattern: str) -> None:
    verdicts = {case.verdict for case in FILES[stem(pattern)].tests}
    assert verdicts >= {"met", "not_met"}


@pytest.mark.parametrize("naive", NAIVE, ids=lambda each: f"{each[0]}: {each[3]}, {each[4]}")
def test_a_naive_reading_gives_another_verdict(naive: Naive) -> None:
    check_naive(FOLDER, FILES, naive)


@pytest.mark.parametrize("pattern", OPEN | ELSEWHERE)
def test_what_is_open_has_no_files(pattern: str) -> None:
    assert pattern in PATTERNS
    assert not list(FOLDER.glob(stem(pattern) + ".*")), f"take {pattern} out of OPEN"


def test_every_file_belongs_to_a_pattern() -> None:
    assert len(set(PATTERNS)) == 70
    expected = {stem(each) + ending for each in CLOSED for ending in (RULES, ENDING)}
    assert {path.name for path in FOLDER.iterdir()} == expected
