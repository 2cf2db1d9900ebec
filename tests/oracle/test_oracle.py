"""What the evaluator decides is so in every completion; and the two share no code."""

import ast
import os
from pathlib import Path

import pytest

from oracle import run

HERE = Path(__file__).parent
MAY_IMPORT = {
    "run.py": {"cpdrules.errors", "cpdrules.evaluation.evaluate", "cpdrules.loading.load"},
    "neighbours.py": {"cpdrules.rules", "cpdrules.rules.keys"},
    "test_refused.py": {"cpdrules.errors", "cpdrules.loading.load"},
}


def imports_of(path):
    """Return the modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name for name in found if name.partition(".")[0] == "cpdrules"}


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.name)
def test_the_judge_shares_no_code_with_the_evaluator(path):
    assert imports_of(path) <= MAY_IMPORT.get(path.name, set())


@pytest.fixture
def told(tmp_path_factory):
    """Return the file in which the runs of one session, each in a process of its own, say how vague they were."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "unsharp.txt"


def so_far(told, tallies):
    """Add what one run left undetermined without need, and return it of all runs that have ended."""
    with told.open("a", encoding="utf-8") as file:
        file.write(f"{len(tallies.unsharp)} {tallies.comparable}\n")
    rows = [tuple(map(int, line.split())) for line in told.read_text(encoding="utf-8").splitlines()]
    return tuple(map(sum, zip(*rows, strict=True)))


@pytest.mark.sized
@pytest.mark.parametrize("seed", range(run.SEED, run.SEED + run.SLICES[run.PROFILE]))
def test_decided_verdicts_hold_in_every_completion(seed, capsys, told):
    size = run.SIZES[run.PROFILE] // run.SLICES[run.PROFILE]
    tallies = run.run(size, run.MOST, seed)
    with capsys.disabled():
        print(f"\noracle, seed {seed}: {tallies}")
    assert run.shortcomings(tallies) == []
    unsharp, comparable = so_far(told, tallies)
    assert not run.too_vague(unsharp, comparable), f"{unsharp} of {comparable} undetermined without need"


def test_what_is_too_vague(tmp_path):
    runs = [run.Tallies(comparable=250, unsharp=[None] * number) for number in (3, 4, 1)]
    seen = [so_far(tmp_path / "unsharp.txt", each) for each in runs]
    assert seen == [(3, 250), (7, 500), (8, 750)]
    assert [run.too_vague(*each) for each in seen] == [False, False, False]
    assert run.too_vague(8, 500)
    assert not run.too_vague(8, 499)
