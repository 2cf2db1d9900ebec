"""Law 44: the same rules, record and day give the same report, in any process, hash seed and zone."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given

from laws.cases import SEEDS, judged, loaded, made_case

TESTS = Path(__file__).parents[1]
PROGRAM = """
from laws.cases import judged, made_case
for seed in range(12):
    print(repr(judged(made_case(seed))))
"""
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/Anchorage", "LC_ALL": "tr_TR.UTF-8"},
)


def holds(seed):
    case = made_case(seed)
    first = repr(judged(case))
    loaded.cache_clear()
    assert repr(judged(case)) == first


@given(SEEDS)
def test_determinism(seed):
    holds(seed)


def test_determinism_between_machines():
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, **machine, "PYTHONPATH": paths},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for machine in MACHINES
    ]
    assert told[0] == told[1]
