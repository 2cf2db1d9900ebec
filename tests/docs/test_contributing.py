"""The list of places to think of when a kind is added is the list that the type checker would give."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
KIND = "AllOf"


def matches_all_kinds(path: Path) -> bool:
    """Whether a file matches the kinds of requirement and ends in `assert_never`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Match):
            whole = ast.unparse(node)
            if f"case {KIND}(" in whole or f"{KIND}() |" in whole:
                return "assert_never" in ast.unparse(node.cases[-1])
    return False


def test_the_listed_places_are_those_that_match_over_all_kinds() -> None:
    listed = set(re.findall(r"- `(src/[\w/.]+)`: ", TEXT))
    found = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py") if matches_all_kinds(path)
    }
    assert listed == found


def test_whatever_it_names_is_there() -> None:
    names = re.findall(r"`((?:src|tests|docs)/[\w/.-]+)`", TEXT)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []
