"""What `cpdrules test --mutate` prints, and its exit codes."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from cpdrules.cli import main
from cpdrules.testing.command import cli_test

from .changing import HEAD, HOURS, written

MALFORMED = Path(__file__).parent.parent / "malformed" / "cases"
CASES = """\
cpdrules: 1
cases: rules.cpd.yaml
on: 2027-03-31
records:
  year:
    complete_from: 2026-04-01
    complete_through: 2027-03-31
    activities:
      - {id: a1, ended: 2026-04-01, length: 5, kind: course}
      - {id: a2, ended: 2027-03-31, length: 15, kind: course}
tests:
  - {name: twenty hours are just enough, record: year, verdict: met}
"""
JUST_BELOW = """\
  - name: a minute less is not enough
    record: year
    change: {"activities[a1].length": 4:59}
    verdict: not_met
"""


def run(*paths: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = cli_test(paths, coverage=False, out=out, mutate=True)
    return code, out.getvalue().splitlines()


def test_each_change_fails_a_case(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + HOURS, CASES + JUST_BELOW)
    code, lines = run(file)
    assert lines == [f"{file}: 2 cases passed", "", "example/changed: 6 changes, each fails a case"]
    assert code == 0


def test_a_change_that_fails_no_case_is_told_with_the_case_to_add(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + HOURS, CASES)
    code, lines = run(file)
    rules = tmp_path / "rules.cpd.yaml"
    assert lines[1:] == [
        "",
        "example/changed: 6 changes, 1 fails no case",
        f"{rules}:16:42: `at_least` 20 hours changed to 19:59 hours: no case fails; "
        "add a case where `total` has exactly 20 hours, and one just below",
    ]
    assert code == 1


def test_a_faulty_file_goes_before_what_is_found_of_the_others(tmp_path: Path) -> None:
    written(tmp_path, HEAD + HOURS, CASES)
    shutil.copy(MALFORMED / "unknown-record.yaml", tmp_path / "a.cpdtest.yaml")
    code, lines = run(tmp_path)
    assert code == 2
    assert "example/changed: 6 changes, 1 fails no case" in lines


def test_nothing_is_changed_while_a_case_fails(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + HOURS, CASES.replace("verdict: met", "verdict: not_met"))
    code, lines = run(file)
    assert code == 1
    assert lines[-1] == "the rules are changed once every case passes"


def test_without_a_file_that_can_be_run_nothing_is_said_of_changes(tmp_path: Path) -> None:
    shutil.copy(MALFORMED / "unknown-record.yaml", tmp_path / "a.cpdtest.yaml")
    code, lines = run(tmp_path)
    assert code == 2
    assert len(lines) == 2


PARAMETER = """\
parameters:
  needed: {unit: hour, value: to_be_set, reference: {document: x}}
"""
LEFT_OPEN = HEAD + PARAMETER + HOURS.replace("at_least: 20", "at_least: needed")
SET = CASES.replace("on: 2027-03-31", "on: 2027-03-31\nset: {parameters: {needed: 20}}")
ADOPTION = """\
cpdrules: 1
ruleset: example/adopted
title: Adopted
extends: rules.cpd.yaml
parameters: {needed: {value: 20, reference: {document: x}}}
"""


def test_a_number_that_a_case_file_sets_is_not_changed(tmp_path: Path) -> None:
    file = written(tmp_path, LEFT_OPEN, SET + JUST_BELOW)
    code, lines = run(file)
    assert lines[-1] == "example/changed: 4 changes, each fails a case"
    assert code == 0


def test_of_an_adoption_its_own_numbers_are_changed(tmp_path: Path) -> None:
    file = written(tmp_path, LEFT_OPEN, CASES.replace("rules.cpd.yaml", "adopted.cpd.yaml"))
    (tmp_path / "adopted.cpd.yaml").write_text(ADOPTION)
    code, lines = run(file)
    assert lines[2:] == [
        "example/adopted: 2 changes, 1 fails no case",
        f"{tmp_path / 'adopted.cpd.yaml'}:5:30: `needed` 20 hours changed to 19:59 hours: no case fails; "
        "add a case where `total` turns on exactly 20 hours, and one just beside it",
    ]
    assert code == 1


def test_the_case_files_of_one_rule_set_count_together(tmp_path: Path) -> None:
    written(tmp_path, HEAD + HOURS, CASES)
    other = CASES[: CASES.index("tests:")] + "tests:\n" + JUST_BELOW
    (tmp_path / "other.cpdtest.yaml").write_text(other)
    code, lines = run(tmp_path)
    assert lines[-1] == "example/changed: 6 changes, each fails a case"
    assert code == 0


def test_a_rule_set_without_a_number_or_choice_has_nothing_to_change(tmp_path: Path) -> None:
    base = LEFT_OPEN.replace("at_least: needed", "at_least: needed, level: should")
    written(tmp_path, base, CASES)
    adoption = ADOPTION[: ADOPTION.index("parameters")]
    (tmp_path / "adopted.cpd.yaml").write_text(adoption)
    cases = CASES.replace("rules.cpd.yaml", "adopted.cpd.yaml").replace(
        "verdict: met", "verdict: not_applicable"
    )
    (tmp_path / "rules.cpdtest.yaml").write_text(cases)
    code, lines = run(tmp_path)
    assert lines[-1] == "example/adopted: nothing to change"
    assert code == 0


def test_a_rule_set_in_json_is_changed_too(tmp_path: Path) -> None:
    rules = (
        '{"cpdrules": 1, "ruleset": "example/json", "title": "x", "subject": "portfolio",\n'
        ' "vocabulary": {"activities": {"dated_by": "ended", "fields": {"ended": "date"}}},\n'
        ' "requirements": [{"id": "some", "has": "activities", "at_least": 2}]}'
    )
    cases = """\
cpdrules: 1
cases: rules.json
on: 2026-12-31
records:
  r:
    complete_from: 2026-01-01
    complete_through: 2026-12-31
    activities: [{id: a, ended: 2026-02-01}, {id: b, ended: 2026-03-01}]
tests: [{name: two, record: r, expect: {some: met}}]
"""
    (tmp_path / "rules.json").write_text(rules)
    (tmp_path / "x.cpdtest.yaml").write_text(cases)
    code, lines = run(tmp_path)
    assert code == 1
    assert [line.split(": ")[0].rpartition("/")[2] for line in lines[3:]] == [
        "rules.json:3:19",
        "rules.json:3:67",
    ]


def test_the_command_takes_the_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, HEAD + HOURS, CASES)
    assert main(["test", "--mutate", str(file)]) == 1
    assert "1 fails no case" in capsys.readouterr().out
