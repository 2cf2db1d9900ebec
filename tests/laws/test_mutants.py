"""Every law sees at least one wrong evaluator; a law that no mutant breaks tests nothing."""

import importlib
import itertools

import pytest

from cpdrules import CpdRulesError
from laws.mutants import MUTANTS, fresh

MOST = 400
PAIRS = [(law, mutant) for law, mutants in MUTANTS.items() for mutant in mutants]


def tries_of(law):
    """Return ways to try a law: by seeds, or the whole table."""
    module = importlib.import_module(f"laws.test_law_{law}")
    if law == "18_three_valued_tables":
        return [
            lambda n=n, quorum=quorum, table=table: module.holds(n, quorum, table)
            for n, quorum, table in itertools.product((1, 2), (None,), module.TABLES)
        ]
    return [lambda seed=seed: module.holds(seed) for seed in range(1, MOST)]


@pytest.fixture(autouse=True)
def _forgotten():
    fresh()
    yield
    fresh()


@pytest.mark.parametrize(("law", "mutant"), PAIRS, ids=lambda each: getattr(each, "__qualname__", each))
def test_the_law_sees_the_mutant(law, mutant, monkeypatch):
    attempts = tries_of(law)
    mutant(monkeypatch)
    for attempt in attempts:
        try:
            attempt()
        except (AssertionError, ValueError, CpdRulesError):
            return
    pytest.fail("the law holds for the mutant")


def test_every_law_has_a_mutant():
    from pathlib import Path

    laws = {path.stem.removeprefix("test_law_") for path in Path(__file__).parent.glob("test_law_*.py")}
    assert laws == set(MUTANTS)
