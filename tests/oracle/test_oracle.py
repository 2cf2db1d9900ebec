"""What the evaluator decides is so in every completion; and the two share no code."""

import ast
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


@pytest.mark.parametrize("seed", range(run.SEED, run.SEED + run.SLICES[run.PROFILE]))
def test_decided_verdicts_hold_in_every_completion(seed, capsys):
    size = run.SIZES[run.PROFILE] // run.SLICES[run.PROFILE]
    tallies = run.run(size, run.MOST[run.PROFILE], seed)
    with capsys.disabled():
        print(f"\noracle, seed {seed}: {tallies}")
    assert run.shortcomings(tallies) == []
