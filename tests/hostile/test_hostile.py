"""Hostile files are refused: quickly, in little memory, without a traceback, and in words that do no harm.

Reading them touches nothing but them and the package's own files.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from hostile_inputs import INPUTS

READING = Path(__file__).parent / "reading.py"
ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
OWN = (sys.prefix, sys.base_prefix, sysconfig.get_paths()["stdlib"], str(ROOT / "src"), str(ROOT / "schemes"))
# The goal is 2 s, and the figures say what was reached; the test's clock is only a stop, since machines differ.
# CPDRULES_FIGURES names a file for the figures.
SECONDS, MEGABYTES = 20, 150
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def readings(ways: tuple[str, ...], file: str, *more: str) -> list[dict[str, Any]]:
    """What each way of reading the file comes to, in one process of its own."""
    path = os.fsencode(file) if "\0" not in file else file.encode()
    done = subprocess.run(
        [sys.executable, str(READING), ",".join(ways), path.hex(), *more],
        capture_output=True,
        text=True,
        timeout=60 * len(ways),
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr[-2000:]}"
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_only_given(opened: list[str], folder: Path) -> None:
    allowed = (*OWN, str(folder), "/proc/self/status", "/dev/zero")
    strangers = [
        each for each in opened if not os.path.realpath(each).startswith(allowed) and each not in allowed
    ]
    assert strangers == []


@pytest.mark.parametrize("name", INPUTS)
def test_refused(name: str, tmp_path: Path) -> None:
    ways = ("check", "load", "load_record")
    file = INPUTS[name](tmp_path)
    results = readings(ways, file, "audit")
    assert len(results) == len(ways)
    for what, together in zip(ways, results, strict=True):
        result = together
        if together["megabytes"] >= MEGABYTES:  # what was read before it may still be held: read it alone
            (result,) = readings((what,), file, "audit")
        if figures := os.environ.get("CPDRULES_FIGURES"):
            with Path(figures).open("a") as file:
                file.write(f"{what} {name} {result['seconds']:.2f} s {result['megabytes']:.0f} MB\n")
        assert result["refused"], (what, result)
        assert result["said"], what
        assert not HARMFUL.search(result["said"])
        assert len(result["said"]) <= 64 * 1024
        assert result["seconds"] < SECONDS
        assert result["megabytes"] < MEGABYTES
        assert result["happened"] == []
        assert_only_given([each for each in result["opened"] if "\0" not in each], tmp_path)
