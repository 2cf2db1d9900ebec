"""What `cpdrules init` writes works as it is, and nothing is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpdrules.cli import main


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "my" / "scheme"
    assert main(["init", str(folder)]) == 0
    assert "next: read" in capsys.readouterr().out
    monkeypatch.chdir(folder)
    return folder


def test_it_works_as_it_is(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "scheme.cpd.yaml", "scheme.cpdtest.yaml", "kim.yaml"]) == 0
    assert "warning" not in capsys.readouterr().out
    assert main(["check", "kim.yaml", "--with", "scheme.cpd.yaml"]) == 0
    assert main(["evaluate", "scheme.cpd.yaml", "kim.yaml", "--on", "2026-12-31"]) == 0
    assert main(["test", ".", "--coverage"]) == 0


def test_editors_find_the_schemas(made: Path) -> None:
    for name in ("scheme.cpd.yaml", "scheme.cpdtest.yaml", "kim.yaml"):
        first = (made / name).read_text(encoding="utf-8").splitlines()[0]
        pointed = made / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(pointed.read_text(encoding="utf-8"))["$schema"].endswith("draft-07/schema#")


@pytest.mark.parametrize("name", ["kim.yaml", "schemas/cases.schema.json"])
def test_nothing_is_overwritten_and_nothing_else_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert "nothing was written" in told
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [tmp_path / name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_link_to_nothing_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "kim.yaml").symlink_to(tmp_path / "elsewhere")
    assert main(["init", str(tmp_path)]) == 2
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "file")]) == 2
    told = capsys.readouterr().err
    assert "Errno" not in told
    assert "Traceback" not in told
