"""Every malformed file has one fault, reported once, at its place, in words that help."""

from pathlib import Path

import pytest
from one_fault import HERE, assert_is_helpful, expected, places

import cpdrules.loading.codes
import cpdrules.records.codes
import cpdrules.source.codes
from cpdrules import RuleSet, RuleSetError, check, load

ADOPTABLE = "adoptable.yaml"
RULES = sorted(file for file in (HERE / "rules").glob("*.yaml") if file.name != ADOPTABLE)
RECORDS = sorted(file for file in (HERE / "records").iterdir() if file.suffix != ".expect")

# Codes that no small file shows, and where they are tested instead.
NOT_BY_A_FILE = {
    "S001": "about the file itself: tests/source/test_reading_files.py",
    "S002": "needs a file larger than the limit: tests/hostile",
    "S003": "needs bytes that are no text: tests/hostile",
    "S005": "an empty file has no line that could say what is expected: tests/hostile",
    "S019": "needs 100,000 values: tests/hostile",
    "S020": "needs a text of 64 KiB: tests/hostile",
    "S026": "only data can contain itself: tests/source/test_reading_data.py",
    "S027": "only data has other kinds of values: tests/source/test_reading_data.py",
    "S028": "only data has times of day: tests/source/test_reading_data.py",
    "S029": "needs more than a thousand faults: tests/hostile",
    "R040": "said when a rule set is used, not when it is read",
    "R041": "a warning: test_warnings below",
    "R042": "a warning: test_warnings below",
    "R043": "a warning: tests/malformed/newcomer",
    "D018": "a warning: tests/evaluation/test_planned.py",
    "D026": "a warning: docs/reference/errors/parts/D026.md",
    "D027": "a warning: docs/reference/errors/parts/D027.md",
    "D020": "said when a record is judged: docs/reference/errors/parts/D020.md",
    "D024": "said when a record is judged: docs/reference/errors/parts/D024.md",
    "D017": "said when a record is judged: tests/evaluation/test_steps.py",
    "D016": "said when a judgement is used: it is a gap of the report, not a fault of the file",
}


@pytest.fixture(scope="module")
def vocabulary() -> RuleSet:
    return load(HERE / "vocabulary.cpd.yaml")


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_rules(file: Path) -> None:
    with pytest.raises(RuleSetError) as caught:
        load(file)
    assert places(caught.value.diagnostics) == [expected(file)]
    for each in caught.value.diagnostics:
        assert_is_helpful(each)


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_checking_says_the_same(file: Path) -> None:
    if file.stem == "a-record-instead":
        assert check(file).ok
        return
    assert places(check(file).diagnostics) == [expected(file)]


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.name)
def test_records(file: Path, vocabulary: RuleSet) -> None:
    found = check(file, ruleset=vocabulary).diagnostics
    assert places(found) == [expected(file)]
    for each in found:
        assert_is_helpful(each)


def test_every_code_has_a_file() -> None:
    said = {expected(file)[0] for file in [*RULES, *RECORDS]}
    rooms = (cpdrules.loading.codes, cpdrules.records.codes, cpdrules.source.codes)
    codes = {code for room in rooms for code in room.CODES}
    assert codes - said == set(NOT_BY_A_FILE)


def test_what_others_extend_is_sound() -> None:
    assert load(HERE / "rules" / ADOPTABLE).to_be_set == ("minimum", "areas")


def test_warnings() -> None:
    found = check(HERE / "warnings.cpd.yaml").diagnostics
    shown = [(each.code, each.severity, each.span.line) for each in found if each.span]
    assert shown == [("R041", "warning", 8), ("R042", "warning", 10)]
    for each in found:
        assert_is_helpful(each)
