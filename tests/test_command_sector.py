"""The command on a sector: the summary alone, beside one from before, with recommendations, and the next adoption."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules.cli import main, register

MORE = {
    "title": "Hours become a *key* area.",
    "requirement": "r",
    "is": "not_met",
    "for_more_than": {"percent": 25},
    "minimum_records": 3,
    "add": {"entry": "hours", "to_list": "areas"},
    "reference": {"document": "Order", "section": "4"},
}
AREAS = {"areas": {"values": "to_be_set", "reference": {"section": "1"}}}
RULES = rules(need(5), {"h": hours()}, recommendations={"more": MORE}, lists=AREAS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    lines = [
        {"portfolio": f"p{number}", "activities": [item("a", amount)]} | WHOLE
        for number, amount in enumerate((5, 4, 5, 3))
    ]
    text = "".join(json.dumps({"cpdrules": 1} | line) + "\n" for line in lines)
    (tmp_path / "people.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str, records: str = "people.jsonl") -> int:
    return main(["evaluate", "rules.json", records, "--on", "2024-12-31", *arguments])


def summary_in(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run("--only-summary", "--format", "json") == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_summary_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--only-summary") == 1
    alone = capsys.readouterr().out
    assert run() == 1
    assert capsys.readouterr().out.endswith(f"\n\n{alone}")
    assert alone.startswith("4 judged, 0 faulty\n")
    assert alone.endswith(
        "\nrecommendations\n"
        "made          more: Hours become a *key* area.\n"
        "              `r` is not met in 2 of 4 records to which it applies: 50%; more than 25% calls for it\n"
        "              adds `hours` to `areas`\n"
        "              Order, 4\n"
    )
    assert run("--only-summary", "--format", "markdown") == 1
    shown = capsys.readouterr().out
    assert shown.startswith("4 judged, 0 faulty\n")
    assert "\n## Recommendations\n\n- **made**: Hours become a \\*key\\* area" in shown
    assert list(summary_in(capsys)["summary"]["recommendations"]) == ["more"]


def test_a_faulty_record_is_told_beside_a_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "people.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    assert run("--only-summary", "--format", "json") == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["summary"]["faulty"] == 1
    assert "people.jsonl:5" in err


def test_beside_a_summary_from_before(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = summary_in(capsys)
    before["summary"]["requirements"]["r"] = {"met": 1, "not_met": 3, "not_applicable": 0, "undetermined": 0}
    (folder / "before.json").write_text(json.dumps(before), encoding="utf-8")
    assert run("--only-summary", "--since", "before.json") == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["met,", "of", "those", "decided", "before", "now"] in rows
    assert ["r", "25%", "50%"] in rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "before.json: this is no summary as JSON; write one with `cpdrules evaluate --only-summary"),
        ('{"records": 1}', "before.json: this is no summary as JSON"),
        ('{"summary": {"records": "1"}}', "/records: a whole number is expected here"),
        (None, "before.json: cannot be read: No such file or directory"),
    ],
)
def test_a_summary_that_cannot_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    if text is not None:
        (folder / "before.json").write_text(text, encoding="utf-8")
    assert run("--since", "before.json") == 2
    out, err = capsys.readouterr()
    assert (out, message in err) == ("", True)


def test_a_summary_by_other_rules_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = summary_in(capsys)
    before["summary"]["ruleset"]["id"] = "a/c"
    (folder / "before.json").write_text(json.dumps(before), encoding="utf-8")
    assert run("--since", "before.json") == 2
    assert capsys.readouterr().err == "before.json: the summary is by `a/c`, and not by `a/b`\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "person.rloe", "--minimum-group", "2"), "did you mean `person.role`"),
        (("--by", "activities.kind", "--minimum-group", "2"), "activities"),
        (("--by", "person.role"), "`--by` needs `--minimum-group`"),
        (("--by", "person.role", "--minimum-group", "1"), "`minimum_group` is 2 or more"),
    ],
)
def test_groups_that_cannot_be_made(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == 2
    assert message in capsys.readouterr().err


def test_nothing_to_sum_up_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "none").mkdir()
    assert run(records="none") == 2
    assert "there are no records in this folder" in capsys.readouterr().err
    (folder / "none/empty.jsonl").write_text("\n\n", encoding="utf-8")
    assert run(records="none") == 2
    assert "there are no records in this folder" in capsys.readouterr().err
    assert run(records="none/empty.jsonl") == 2
    assert "there are no records in this file: every line is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [("--only-summary",), ("--since", "x"), ("--by", "person.role"), ("--minimum-group", "2")],
)
def test_what_is_about_many_is_refused_for_one(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    one = json.dumps({"cpdrules": 1, "portfolio": "p"})
    (folder / "one.json").write_text(one, encoding="utf-8")
    assert run(*arguments, records="one.json") == 2
    assert (
        capsys.readouterr().err
        == f"`{arguments[0]}` is about many records; name several, a folder, or a file of lines\n"
    )


ADOPTION = """
cpdrules: 1
ruleset: a/adopted
edition: "1"
extends: rules.json
lists:
  areas: {values: [law], reference: {section: "2"}}
"""


def test_the_next_adoption(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "first.cpd.yaml").write_text(ADOPTION, encoding="utf-8")
    arguments = ["evaluate", "first.cpd.yaml", "people.jsonl", "--on", "2024-12-31"]
    assert main([*arguments, "--only-summary", "--format", "json"]) == 1
    (folder / "summary.json").write_text(capsys.readouterr().out, encoding="utf-8")
    guidance = ["guidance", "first.cpd.yaml", "summary.json", "--edition", "2"]
    assert main([*guidance, "-o", "second.cpd.yaml"]) == 0
    assert "areas: {values: [law, hours], " in (folder / "second.cpd.yaml").read_text(encoding="utf-8")
    assert main(["check", "second.cpd.yaml"]) == 0
    capsys.readouterr()
    assert main(guidance) == 0
    assert capsys.readouterr().out == (folder / "second.cpd.yaml").read_text(encoding="utf-8")
    assert main([*guidance, "-o", "second.cpd.yaml"]) == 2
    assert "second.cpd.yaml is there already" in capsys.readouterr().err
    assert main(["guidance", "rules.json", "summary.json", "--edition", "2"]) == 2
    assert "the summary is by `a/adopted`, and not by `a/b`" in capsys.readouterr().err


class Terminal(io.StringIO):
    """Text that is written to a screen."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("alone", [True, False])
def test_progress_is_shown_where_it_stands_between_no_lines(
    monkeypatch: pytest.MonkeyPatch, *, alone: bool
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    progress = register.Progress(Terminal(), alone=alone)
    for _ in range(register.EVERY):
        progress.step()
    progress.end()
    assert progress.stream.getvalue().startswith("\r100 records") is alone
