"""The commands that a page shows are run, in the order of the page, and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cpdrules.cli import main

from .blocks import EXAMPLES, ROOT

FENCE = re.compile(r"^```(?P<kind>yaml|console|json)\n(?P<text>.*?)^```$", re.M | re.S)
NAMED = re.compile(r"# (?P<name>[\w./-]+\.(?:yaml|json|jsonl))\n")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if "```console" in path.read_text(encoding="utf-8")
)


def commands_of(text: str) -> list[tuple[str, str]]:
    """Return each command of a block with what is shown below it."""
    parts = re.split(r"^\$ ", text, flags=re.M)
    assert parts[0] == "", "a console block begins with `$ `"
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts[1:]]


def printed_by(command: str) -> str:
    """Run a command of ours, or a script of an example, in the present folder; return what it prints.

    What goes `>` into a file is not returned.
    """
    command_line, _, into = command.partition(" > ")
    words = shlex.split(command_line)
    if words[0] == "python":
        return subprocess.run([sys.executable, *words[1:]], check=True, capture_output=True, text=True).stdout
    assert words[0] == "cpdrules", command
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(words[1:])
    if into:
        Path(into).write_text(out.getvalue(), encoding="utf-8")
        return ""
    return out.getvalue()


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A YAML block that begins with a file's name is that file from there on; the examples stand in their folder."""
    shutil.copytree(ROOT / EXAMPLES, tmp_path / EXAMPLES)
    monkeypatch.chdir(tmp_path)
    for found in FENCE.finditer((ROOT / page).read_text(encoding="utf-8")):
        text = found["text"]
        if found["kind"] == "console":
            for command, shown in commands_of(text):
                assert printed_by(command).strip() == shown.strip(), command
        elif named := NAMED.match(text):
            path = tmp_path / named["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def test_some_page_shows_a_command() -> None:
    assert PAGES
