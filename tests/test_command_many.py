"""The command on many records: a line for each, a summary, exit codes, and progress only where it is seen."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules.cli import main, register

RULES = json.dumps(rules(need(5), {"h": hours()}))
MET = {"cpdrules": 1, "portfolio": "ann", "title": "Ann *", "activities": [item("a", 5)]} | WHOLE
NOT_MET = MET | {"portfolio": "bob", "activities": [item("a", 4)]}
OPEN = {"cpdrules": 1, "portfolio": "cem"}
BAD = MET | {"portfolio": "dee", "activities": [item("a", -4)]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people/more").mkdir(parents=True)
    (tmp_path / "rules.json").write_text(RULES, encoding="utf-8")
    return tmp_path


def write(folder: Path, **records: object) -> None:
    for name, record in records.items():
        (folder / f"people/{name}.json").write_text(json.dumps(record), encoding="utf-8")


def run(folder: Path, *arguments: str) -> int:
    return main(["evaluate", str(folder / "rules.json"), *arguments, "--on", "2024-12-31"])


@pytest.mark.parametrize(
    ("records", "code"),
    [
        ({"a": MET}, 0), ({"a": MET, "b": OPEN}, 3), ({"a": MET, "b": OPEN, "c": NOT_MET}, 1),
        ({"a": MET, "b": OPEN, "c": NOT_MET, "d": BAD}, 2),
    ],
)  # fmt: skip
def test_exit_codes(folder: Path, records: dict[str, object], code: int) -> None:
    write(folder, **records)
    assert run(folder, str(folder / "people")) == code


def test_lines_and_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=MET, b=NOT_MET, c=BAD)
    (folder / "people/rules.cpd.yaml").write_text("cpdrules: 1\nruleset: a/b\n", encoding="utf-8")
    (folder / "people/rules.json").write_text(RULES, encoding="utf-8")
    (folder / "people/notes.txt").write_text("nothing", encoding="utf-8")
    lines = "\n".join([json.dumps(OPEN), "", "{", json.dumps(MET | {"portfolio": "eve"})])
    (folder / "people/more/l.jsonl").write_text(lines, encoding="utf-8")
    assert run(folder, str(folder / "people")) == 2
    out = capsys.readouterr().out
    told = [
        (line.split("  ")[0], line.split("/")[-1])
        for line in out.split("\n\n")[0].splitlines()
        if line[0] != " "
    ]
    assert told == [
        ("met", "a.json"), ("not met", "b.json"), ("faulty", "c.json"), ("undetermined", "l.jsonl:1"),
        ("faulty", "l.jsonl:3"), ("met", "l.jsonl:4"),
    ]  # fmt: skip
    assert "c.json:1:" in out
    assert "error[D006]: `-4` must not be negative" in out
    assert "4 judged, 2 faulty" in out
    assert ["r", "2", "1", "0", "1"] in [line.split() for line in out.splitlines()]
    assert ["complete_through", "1"] in [line.split() for line in out.splitlines()]


def test_json_is_a_line_for_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=MET, b=BAD)
    assert run(folder, str(folder / "people/a.json"), str(folder / "people/b.json"), "--format", "json") == 2
    one, other, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert one["report"]["verdict"] == "met"
    assert other["diagnostics"][0]["code"] == "D006"
    assert last["summary"]["faulty"] == 1


def test_markdown_keeps_texts_as_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=MET, b=BAD)
    run(folder, str(folder / "people"), "--format", "markdown")
    out = capsys.readouterr().out
    assert "| met | ann | Ann \\* |" in out
    assert out.count("| faulty |") == 1


def test_forecast(folder: Path) -> None:
    write(folder, a=MET | {"activities": [item("a", 4), item("b", 1) | {"planned": True}]})
    assert run(folder, str(folder / "people")) == 1
    assert run(folder, str(folder / "people"), "--forecast") == 0
    assert run(folder, str(folder / "people/a.json"), "--forecast") == 0


def test_nothing_to_judge_is_a_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, str(folder / "people")) == 2
    assert "there are no records in this folder" in capsys.readouterr().err
    assert run(folder, str(folder / "none.jsonl")) == 2
    assert "error[S001]" in capsys.readouterr().err
    assert run(folder, str(folder / "people"), "-") == 2
    assert "standard input holds one record" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seen", "out_seen", "told"), [(True, False, "\r100 records"), (True, True, ""), (False, False, "")]
)
def test_progress_is_shown_on_a_terminal_only(
    seen: bool, out_seen: bool, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal() if out_seen else io.StringIO())
    progress = register.Progress(Terminal() if seen else io.StringIO())
    for _ in range(150):
        progress.step()
    progress.end()
    written = progress.stream.getvalue()
    assert written.startswith(told)
    assert (written == "") == (told == "")
    assert "\x1b" not in written


def test_groups(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [
        MET | {"portfolio": f"p{number}", "person": {"role": "other" if number else "regulated"}}
        for number in range(9)
    ]
    lines = "\n".join(map(json.dumps, [*people, OPEN, OPEN | {"portfolio": "dan"}]))
    (folder / "people/l.jsonl").write_text(lines, encoding="utf-8")
    asked = (str(folder / "people/l.jsonl"), "--by", "person.role")
    assert run(folder, *asked, "--minimum-group", "2", "--format", "json") == 3
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])["summary"]
    assert list(summary["groups"]) == ["other"]
    assert summary["hidden"] == ["regulated"]
    for form in ("text", "markdown"):
        assert run(folder, *asked, "--minimum-group", "2", "--format", form) == 3
        out = capsys.readouterr().out
        assert "not shown: regulated" in out.replace("\\", "")
        assert "other" in out
    for more, words in [
        ((), "`--by` needs `--minimum-group`"),
        (("--minimum-group", "1"), "2 or more"),
        (("--minimum-group", "5", "--by", "person.rolle"), "did you mean"),
    ]:
        assert run(folder, *asked, *more) == 2
        assert words in capsys.readouterr().err
