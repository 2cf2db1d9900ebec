"""An editor with the schema completes a kind, a key and a unit, shows what a key means, and marks what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpdrules.authoring.schema import as_text, schema

from .language_server import INSTALL, File, Server, command

HEAD = """# yaml-language-server: $schema=rules.schema.json
cpdrules: 1
ruleset: a/b
title: T
subject: portfolio
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    program = command()
    if program is None:
        pytest.skip(f"the language server is not installed: run `{INSTALL}`")
    running = Server(program)
    yield running
    running.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.schema.json").write_text(as_text(schema("rules")), encoding="utf-8")
    return tmp_path


def opened(server: Server, folder: Path, text: str, name: str = "a.yaml") -> File:
    path = folder / name
    path.write_text((HEAD + text).replace("|", ""), encoding="utf-8")
    return File(server, path, HEAD + text)


def test_it_completes_a_kind(server: Server, folder: Path) -> None:
    offered = opened(server, folder, "requirements:\n  - id: x\n    |\n").completions()
    kinds = {
        "all_of",
        "some_of",
        "amount",
        "fact",
        "has",
        "judged",
        "for_each",
        "for_some",
        "in_every",
        "in_some",
    }
    assert kinds <= set(offered)


def test_it_completes_a_key_of_the_kind(server: Server, folder: Path) -> None:
    offered = opened(
        server, folder, "requirements:\n  - id: x\n    for_each: activities\n    |\n"
    ).completions()
    assert {"if_none", "require", "where"} <= set(offered)


def test_it_completes_the_unit_of_a_parameter(server: Server, folder: Path) -> None:
    offered = opened(server, folder, "parameters:\n  need:\n    unit: |\n").completions()
    assert {"hour", "minute"} <= set(offered)


def test_it_completes_a_level(server: Server, folder: Path) -> None:
    text = "requirements:\n  - id: x\n    has: activities\n    level: |\n"
    assert {"must", "should", "may"} <= set(opened(server, folder, text).completions())


def test_it_shows_what_a_key_means(server: Server, folder: Path) -> None:
    text = "requirements:\n  - id: x\n    for_each: activities\n    if_n|one: met\n    require: {judged: Is it?}\n"
    assert "there is none" in opened(server, folder, text).hover()


def test_it_marks_an_unknown_key(server: Server, folder: Path) -> None:
    text = "parametres: {}\nrequirements:\n  - {id: x, has: activities}\n|"
    told = opened(server, folder, text, "bad.yaml").faults()
    assert [line for line, message in told if "parametres" in message] == [6]


def test_it_finds_nothing_wrong_with_what_loads(server: Server, folder: Path) -> None:
    text = "requirements:\n  - {id: x, has: activities}\n|"
    assert opened(server, folder, text, "good.yaml").faults() == []
