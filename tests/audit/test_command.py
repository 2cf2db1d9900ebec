"""The command: who is chosen and why, exit codes, files that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit.people import EIGHTEEN_MONTHS, EXAMPLE, draw, people, person
from cpdrules import AuditSample
from cpdrules.cli import main

ASKED = [
    "--eligible", str(EXAMPLE / "eligible.cpd.yaml"), "--rounding", "nearest", "--seed", "2026", "--on", "2026-09-01",
]  # fmt: skip


def register(folder: Path, records: list[Any]) -> str:
    path = folder / "register.jsonl"
    told = [each if isinstance(each, str) else json.dumps({"cpdrules": 1} | each) for each in records]
    path.write_text("\n".join(told), encoding="utf-8")
    return str(path)


def run(path: str, *more: str) -> int:
    return main(["audit", path, *ASKED, "--rate", "10%", *more])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([], 0), ([person("young", EIGHTEEN_MONTHS)], 0), ([person("u", None)], 3), ([person("bad", "no day")], 2),
        ([person("bad", "no day"), person("u", None)], 2), (["{"], 2),
    ],
)  # fmt: skip
def test_exit_codes(tmp_path: Path, more: list[Any], code: int) -> None:
    assert run(register(tmp_path, [*people(20), *more])) == code


def test_a_line_for_everybody_the_chosen_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [
        person("young", EIGHTEEN_MONTHS),
        *people(10),
        person("u", None),
        "{",
        *people(10, "m", role="manager"),
    ]
    previous = tmp_path / "previous.yaml"
    previous.write_text("p1: deferred\nm1: audited\n", encoding="utf-8")
    assert run(register(tmp_path, records), "--strata", "person.role", "--previous", str(previous)) == 2
    out = capsys.readouterr().out
    told, head, table, remarks = out.rstrip().split("\n\n")
    lines = told.splitlines()
    assert len(lines) == 23
    assert [line[:12].rstrip() for line in lines[:4]] == ["chosen", "chosen", "not known", "faulty"]
    assert " ".join(lines[0].split()) == "chosen p1 chosen without a draw: deferred at the earlier audit"
    assert "drawn: lot 1 of 9 in `manager`; the first is chosen" in lines[1]
    assert "write down person.registered_on" in lines[2]
    assert "register.jsonl:13" in lines[3]
    assert head.splitlines()[0] == "2 chosen; the rate asks for 2: 10% of 20 eligible, rounded to the nearest"
    assert table.splitlines()[1].split() == ["manager", "10", "0", "1", "1", "1", "0"]
    assert "not known whether they are eligible" in remarks


def test_json_is_the_sample_and_may_be_the_previous_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = register(tmp_path, people(20))
    assert run(path, "--format", "json") == 0
    text = capsys.readouterr().out
    first = AuditSample.from_dict(json.loads(text))
    assert first == draw([{"cpdrules": 1} | each for each in people(20)], rate="10%")
    (tmp_path / "first.json").write_text(text, encoding="utf-8")
    assert run(path, "--format", "json", "--previous", str(tmp_path / "first.json")) == 0
    second = AuditSample.from_dict(json.loads(capsys.readouterr().out))
    assert len(second.chosen) == 2
    assert not {each.person for each in first.chosen} & {each.person for each in second.chosen}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("p.json", "{", "p.json: "), ("p.json", "[]", "ids with `deferred` or `audited`"),
        ("p.json", '{"p1": "audited", "p1": "deferred"}', "`p1` is written twice"),
        ("p.json", "[" * 100_000, "p.json: "),
        ("p.json", '{"p1": "late"}', "one of `deferred`, `audited`"), ("p.json", '{"format": 1}', "is missing"),
        ("p.yaml", "- p1", "such as `p7: deferred`"), ("p.yaml", "p1: {at: x}", "one of `deferred`"),
        ("p.yaml", "p1: deferred\np1: audited", "error[S"), ("p.yaml", "p1: *x", "error[S"),
    ],
)  # fmt: skip
def test_what_happened_before_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, says: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(register(tmp_path, people(3)), "--previous", str(tmp_path / name)) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--rate", "10"], "a percentage is written with its sign: 10%"), (["--strata", "person.rol"], "person.role"),
        (["--previous", "nowhere.yaml"], "there is no such file"), (["--eligible", "nowhere.cpd.yaml"], "nowhere"),
        (["--seed", ""], "the seed is empty"),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run(register(tmp_path, people(3)), *arguments) == 2
    assert says in capsys.readouterr().err


def test_somebody_twice_and_standard_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(register(tmp_path, [*people(3), person("p1")])) == 2
    assert "`p1` stands more than once" in capsys.readouterr().err
    assert run("-") == 2
    assert "a register is read from files" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["--rate", "--rounding", "--seed", "--on", "--eligible"])
def test_nothing_that_decides_may_be_left_out(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["audit", "r.jsonl", *ASKED, "--rate", "10%"]
    place = given.index(word)
    with pytest.raises(SystemExit) as left:
        main(given[:place] + given[place + 2 :])
    assert left.value.code == 2
    assert word in capsys.readouterr().err
