"""Every malformed case file has one fault, at the place its first line says."""

import re
from pathlib import Path

import pytest

from cpdrules.loading.cases import load_cases
from cpdrules.testing.codes import CODES

FOLDER = Path(__file__).parent.parent / "malformed" / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
EXPECT = re.compile(r"# expect: ([A-Z][0-9]{3}) at ([0-9]+):([0-9]+)")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_fault_at_its_place(file: Path) -> None:
    expected = EXPECT.fullmatch(file.read_text().partition("\n")[0])
    assert expected is not None
    loaded = load_cases(file)
    assert loaded.cases is None
    found = [(each.code, each.span.line, each.span.column) for each in loaded.diagnostics if each.span]
    assert found == [(expected[1], int(expected[2]), int(expected[3]))]


def test_every_code_has_a_file() -> None:
    said = {file.read_text().partition("\n")[0].split()[2] for file in FILES}
    assert set(CODES) - {"T010"} <= said


def test_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text('{"cpdrules": "1", "cases": "uk/probation-institute/suggested-scheme"}')
    assert [each.code for each in load_cases(file).diagnostics] == ["T010"]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert [each.code for each in load_cases(tmp_path / "absent").diagnostics] == ["S001"]


def test_another_kind_of_file_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text("cpdrules: 1\nportfolio: x\n")
    assert [each.code for each in load_cases(file).diagnostics] == ["R010"]


def test_a_faulty_rule_set_is_told_with_its_own_places(tmp_path: Path) -> None:
    (tmp_path / "rules.cpd.yaml").write_text("cpdrules: 1\nruleset: x\ntitle: X\nsubject: portfolio\n")
    file = tmp_path / "x.cpdtest.yaml"
    file.write_text(
        "cpdrules: 1\ncases: rules.cpd.yaml\non: 2027-01-01\nrecords: {a: {}}\n"
        "tests: [{name: x, record: a, verdict: met}]\n"
    )
    loaded = load_cases(file)
    assert loaded.cases is None
    assert [(each.code, Path(each.span.file).name) for each in loaded.diagnostics if each.span] == [
        ("R002", "rules.cpd.yaml")
    ]
