"""Importing costs little, and neither importing nor judging pulls in what it has no use for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_ON_IMPORT = {
    "pytest", "hypothesis", "cattrs", "yaml", "socket", "ssl", "subprocess", "ctypes", "pickle", "sqlite3",
    "multiprocessing",
}  # fmt: skip
NEVER = {"pytest", "hypothesis", "socket", "ssl", "subprocess", "sqlite3", "multiprocessing"}

EVALUATE = """
import datetime, cpdrules
report = cpdrules.evaluate(
    cpdrules.load("docs/examples/probation/adoption.cpd.yaml"),
    cpdrules.load_record("docs/examples/probation/portfolio.yaml"),
    on=datetime.date(2026, 11, 24),
)
"""
ROUND_TRIP = EVALUATE + "cpdrules.Report.from_dict(report.to_dict())\n"


def modules_after(program: str, *options: str) -> tuple[set[str], str]:
    """The top-level modules that a program loads in a fresh interpreter, and what it says about it."""
    program += "\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, *options, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in ran.stdout.split()}, ran.stderr


def test_import_loads_little() -> None:
    loaded, times = modules_after("import cpdrules", "-X", "importtime")
    timed = {line.rpartition("|")[2].strip().partition(".")[0] for line in times.splitlines()}
    assert "cpdrules" in timed
    assert not NOT_ON_IMPORT & (loaded | timed)


@pytest.mark.parametrize("program", [EVALUATE, ROUND_TRIP], ids=["evaluate", "round trip"])
def test_judging_needs_no_network_process_or_test_tool(program: str) -> None:
    loaded, _ = modules_after(program)
    assert not NEVER & loaded
