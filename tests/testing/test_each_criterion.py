"""One test for each course and criterion: the catalogue of the docs, under pytest itself."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from cpdrules import RuleSetError
from cpdrules.testing.criteria import each_criterion

CATALOGUE = Path(__file__).parents[2] / "docs/examples/catalogue"
ON = datetime.date(2026, 1, 15)
SUITE = f"""
import datetime
import pytest
from cpdrules.testing.criteria import each_criterion

COURSES = each_criterion({str(CATALOGUE / "course.cpd.yaml")!r}, {str(CATALOGUE)!r}, on=datetime.date(2026, 1, 15))

@pytest.mark.parametrize("criterion", COURSES)
def test_course(criterion):
    criterion.expect_met()
"""


@pytest.mark.slow
def test_twenty_courses_and_two_criteria_are_forty_tests(tmp_path: Path) -> None:
    (tmp_path / "test_catalogue.py").write_text(SUITE)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120)
    assert "4 failed, 36 passed" in done.stdout, done.stdout
    assert "test_course[trauma-and-practice-evaluated]" in done.stdout
    assert "course.evaluation: none; asked for: written down" in done.stdout


def test_what_fails_says_what_was_found_and_what_is_missing() -> None:
    found = {
        each.id: each.values[0] for each in each_criterion(CATALOGUE / "course.cpd.yaml", CATALOGUE, on=ON)
    }
    with pytest.raises(AssertionError, match=r"undetermined: course\.evaluation is not recorded"):
        found["equality-in-practice-evaluated"].expect_met()
    with pytest.raises(AssertionError, match="0 met of 1: short by 1"):
        found["leading-a-team-aims"].expect_met()
    found["listening-well-aims"].expect_met()


def test_a_faulty_record_is_one_test_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("cpdrules: 1\nprovision: one\ncourse: {level: expert}\n")
    (only,) = each_criterion(CATALOGUE / "course.cpd.yaml", tmp_path, on=ON)
    assert only.id == "one.yaml-record"
    with pytest.raises(AssertionError, match="expert"):
        only.values[0].expect_met()


def test_a_faulty_rule_set_is_no_test() -> None:
    with pytest.raises(RuleSetError):
        each_criterion("uk/no-such", CATALOGUE, on=ON)


def test_blocks_are_asked_by_their_parts() -> None:
    names = [each.id for each in each_criterion("uk/research-in-practice/blended-delivery", CATALOGUE, on=ON)]
    assert names[:3] == [
        "listening-well-face-to-face", "listening-well-online", "listening-well-enough-face-to-face",
    ]  # fmt: skip
    assert not any("balanced" in name for name in names)  # advice is not asked
