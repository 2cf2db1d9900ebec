"""Which room of the library may import which: held by reading every import in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src/cpdrules"

GROUND = {"rules", "semantics", "source"}
FACTS = GROUND | {"records", "report"}
JUDGING = FACTS | {"loading", "evaluation", "prose", "errors"}
ALLOWED: dict[str, set[str]] = {
    "semantics": set(),
    "source": set(),
    "errors": {"source"},
    "rules": {"semantics", "source"},
    "records": {"semantics", "source"},
    "report": GROUND,
    "loading": GROUND | {"records", "errors"},
    "prose": FACTS,
    "evaluation": FACTS | {"loading", "errors"},
    "audit": JUDGING,
    "followup": JUDGING | {"rendering"},
    "testing": JUDGING,
    "rendering": JUDGING,
    "authoring": FACTS | {"loading"},
}
"""What each room may import; `cli`, `__main__` and the public names may import anything."""

OPEN = {"cli", "__main__", "__init__"}
NARROW = {
    ("report", "rules"): {"rules.amended", "rules.vocabulary"},
    ("evaluation", "loading"): {"loading.bind", "loading.facts", "loading.load_record", "loading.parts"},
}
"""Where a room is open to another, but for these modules only."""


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the library that a file imports, anywhere in it, without the `cpdrules.`."""
    package = ("cpdrules", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            # `from cpdrules.loading import bind` may import a module, and `from cpdrules import load` a name.
            below = [f"{module}.{alias.name}" for alias in node.names]
            names = [each for each in below if is_module(each)] or [module]
        else:
            continue
        yield from (name.partition(".")[2] for name in names if name.split(".")[0] == "cpdrules")


def is_module(name: str) -> bool:
    first, *rest = name.split(".")
    path = SOURCE.joinpath(*rest)
    return first == "cpdrules" and (path.with_suffix(".py").exists() or path.is_dir())


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = room_of(path)
    if room in OPEN:
        return
    for module in imported(path):
        other = module.partition(".")[0]
        assert other == room or other in ALLOWED[room], f"{room} may not import cpdrules.{module}"
        narrow = NARROW.get((room, other))
        assert narrow is None or module in narrow, f"{room} may import only {narrow} of {other}, not {module}"


def test_every_room_has_its_rule() -> None:
    assert {room_of(path) for path in FILES} <= ALLOWED.keys() | OPEN


def test_rooms_do_not_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        room = room_of(path)
        if room != "__init__":
            others = {module.partition(".")[0] for module in imported(path)}
            graph.setdefault(room, set()).update(others - {room, ""})
    assert list(TopologicalSorter(graph).static_order())
    assert list(TopologicalSorter(ALLOWED).static_order())
