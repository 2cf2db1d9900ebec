"""`cpdrules compare`: the same records by several rule sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules.cli import main

MET = {"cpdrules": 1, "portfolio": "ann", "title": "Ann", "activities": [item("a", 5)]} | WHOLE
OPEN = {"cpdrules": 1, "portfolio": "cem"}
BAD = MET | {"portfolio": "dee", "activities": [item("a", -4)]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    for name, number in (("five", 5), ("six", 6)):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(rules(need(number), {"h": hours()}) | {"title": name})
        )
    return tmp_path


def run(folder: Path, *records: dict[str, object], form: str = "text") -> int:
    for record in records:
        (folder / f"people/{record['portfolio']}.json").write_text(json.dumps(record))
    rule_sets = [str(folder / f"{name}.json") for name in ("five", "six")]
    return main(["compare", *rule_sets, str(folder / "people"), "--on", "2024-12-31", "--format", form])


def test_of_one_record_every_requirement_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, MET) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "[1] five (a/b)"
    assert lines[4].split() == ["ann", "(Ann)", "met", "not", "met"]
    assert [line.strip() for line in lines if "r:" in line] == [
        "met             r: 5 of 5 hours needed",
        "not met         r: 5 of 6 hours needed: short by 1 hour",
    ]


def test_of_several_the_verdicts_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, MET, OPEN) == 0
    out = capsys.readouterr().out
    assert "cem        undetermined    undetermined" in out
    assert [line.split() for line in out.splitlines()[-3:]] == [
        ["met", "1", "0"], ["not", "met", "0", "1"], ["undetermined", "1", "1"],
    ]  # fmt: skip


def test_a_faulty_record_is_told_once_and_the_others_are_judged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, MET, BAD) == 2
    out = capsys.readouterr().out
    assert out.count("faulty          faulty") == 1
    assert out.count("D006") == 1
    assert "ann" in out


def test_json_holds_the_reports_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, MET, BAD, form="json") == 2
    told = json.loads(capsys.readouterr().out)
    assert [each["title"] for each in told["rulesets"]] == ["five", "six"]
    by_name = {each["record"]: each for each in told["records"]}
    assert by_name["ann"]["verdicts"] == ["met", "not met"]
    assert by_name["ann"]["reports"][0]["verdict"] == "met"
    faulty = next(each for each in told["records"] if each["verdicts"] == ["faulty", "faulty"])
    assert faulty["reports"] == [None, None]
    assert faulty["diagnostics"][0][0]["code"] == "D006"


def test_markdown_is_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, MET, OPEN, form="markdown") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["| Record | five | six |", "|---|---|---|"]
    assert "| Ann | met | not met |" in lines
