"""What the test command prints, and its exit codes."""

import io
import shutil
from pathlib import Path

from cpdrules.testing.command import cli_test

SUGGESTED = Path(__file__).parent / "suggested.cpdtest.yaml"
MALFORMED = Path(__file__).parent.parent / "malformed" / "cases"


def run(*paths: Path, coverage: bool = False) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = cli_test(paths, coverage, out)
    return code, out.getvalue().splitlines()


def failing(tmp_path: Path) -> Path:
    file = tmp_path / "failing.cpdtest.yaml"
    file.write_text(SUGGESTED.read_text().replace("amount: 19:59", "amount: 19:58"))
    return file


def test_a_file_that_passes_is_one_line() -> None:
    assert run(SUGGESTED) == (0, [f"{SUGGESTED}: 5 cases passed"])


def test_a_file_is_run_once(tmp_path: Path) -> None:
    shutil.copy(SUGGESTED, tmp_path)
    code, lines = run(tmp_path, tmp_path / SUGGESTED.name)
    assert code == 0
    assert len(lines) == 1


def test_a_failure_is_told_with_its_line(tmp_path: Path) -> None:
    file = failing(tmp_path)
    code, lines = run(tmp_path)
    assert code == 1
    assert lines == [
        f"{file}: 5 cases, 1 failed",
        f"{file}:24: one minute short: `annual-minimum`: expected amount 19:58, got 19:59",
    ]


def test_a_faulty_file_goes_before_a_failure(tmp_path: Path) -> None:
    failing(tmp_path)
    shutil.copy(MALFORMED / "unknown-record.yaml", tmp_path / "a.cpdtest.yaml")
    code, lines = run(tmp_path)
    assert code == 2
    assert lines[0] == f"{tmp_path / 'a.cpdtest.yaml'}: cannot be run"
    assert "error[T003]" in lines[1]
    assert lines[2].endswith("5 cases, 1 failed")


def test_nothing_found_is_a_fault(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 2
    assert run(tmp_path / "absent.cpdtest.yaml")[0] == 2


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "again").symlink_to(tmp_path, target_is_directory=True)
    shutil.copy(SUGGESTED, inner)
    code, lines = run(tmp_path)
    assert code == 0
    assert len(lines) == 1


def test_coverage_that_lacks_a_case_fails() -> None:
    code, lines = run(SUGGESTED, coverage=True)
    assert code == 1
    assert lines[-1] == "`in-register` lacks a case in which it is not met"
    (row,) = [line.split() for line in lines if line.startswith("in-register ")]
    assert row == ["in-register", "3", "none", "1", "1", "-", "-"]


def test_coverage_that_is_full_passes(tmp_path: Path) -> None:
    file = tmp_path / "full.cpdtest.yaml"
    more = """\
  - name: not in the register
    record: regulated
    change: {"activities[a1].in_register": false}
    expect: {in-register: not_met}
"""
    file.write_text(SUGGESTED.read_text() + more)
    code, lines = run(file, coverage=True)
    assert code == 0, lines
    assert not [line for line in lines if "lacks" in line]
