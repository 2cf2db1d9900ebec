"""The commands that say rules back, print schemas and list what is bundled."""

from __future__ import annotations

import json

import pytest

from cpdrules.cli import main

NAME = "uk/probation-institute/model-1-points"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_describe(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", NAME, "--format", form]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Points approved in advance\n" if form == "text" else "# Points approved in advance\n"
    )
    assert "`points_needed`" in out
    assert "to set" in out


@pytest.mark.parametrize(
    ("what", "word"), [("cases", "tests"), ("record", "complete_from"), ("report", "findings")]
)
def test_schema(what: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", what]) == 0
    assert word in json.loads(capsys.readouterr().out)["properties"]


def test_schema_of_the_records_of_a_rule_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "record", NAME]) == 0
    assert "activities" in json.loads(capsys.readouterr().out)["properties"]
    assert main(["schema", "rules", NAME]) == 2
    assert main(["schema", "record", "uk/nothing/like-it"]) == 2
