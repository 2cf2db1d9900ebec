"""`cpdrules plan` and `cpdrules changes`, from files and into files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpdrules.cli import main

from .reports import report, year


@pytest.fixture
def stored(tmp_path: Path) -> dict[str, str]:
    found = {"short": report(5), "enough": report(12, 12), "other": report(5, portfolio="sam")}
    for name, each in found.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(each.to_dict()), encoding="utf-8")
    (tmp_path / "text.json").write_text("not met", encoding="utf-8")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    return {name: str(tmp_path / f"{name}.json") for name in (*found, "text", "list", "absent")}


def test_a_plan_is_printed_or_written_once(
    stored: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", stored["short"]]) == 0
    printed = capsys.readouterr().out
    path = tmp_path / "plan.yaml"
    assert main(["plan", stored["short"], "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == printed
    assert main(["plan", stored["short"], "-o", str(path)]) == 2
    assert "what people wrote in it would be lost" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == printed
    assert main(["plan", stored["short"], "-o", str(tmp_path / "no" / "plan.yaml")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_rules_of_a_plan(stored: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", stored["short"], "--ruleset", "uk/probation-institute/entitlement"]) == 2
    assert "the report is by `a/b`" in capsys.readouterr().err
    assert main(["plan", stored["short"], "--may"]) == 0


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_changes(stored: dict[str, str], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", stored["short"], stored["enough"], "--format", form]) == 0
    out = capsys.readouterr().out
    assert "improved" in out.lower()
    assert form != "json" or json.loads(out)["record"] == "kim"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("short", "other", "two records"),
        ("absent", "short", "cannot be read"),
        ("text", "short", "no report as JSON"),
        ("list", "short", "list.json: "),
    ],
)
def test_what_cannot_be_used(
    stored: dict[str, str], before: str, after: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", stored[before], stored[after]]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert year().id == "a/b"
