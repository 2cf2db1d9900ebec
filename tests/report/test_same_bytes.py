"""Same input, same bytes: whatever the hash seed, the time zone, the locale and the optimisation."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load
from cpdrules.report.report import Report

ROOT = Path(__file__).parents[2]
EXAMPLE = Path("docs/examples/probation")
DAY = datetime.date(2026, 11, 24)

PROGRAM = """
import datetime, hashlib, json, sys
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load
from cpdrules.loading.load_record import load_record
folder = sys.argv[1]
ruleset, record = load(folder + "/adoption.cpd.yaml"), load_record(folder + "/portfolio.yaml")
report = evaluate(ruleset, record, on=datetime.date(2026, 11, 24))
print(hashlib.sha256(json.dumps(report.to_dict()).encode()).hexdigest())
"""

# Every two settings stand together in one of the runs, but for the three hash seeds with the three zones.
RUNS = [
    ("0", "UTC", "C", False),
    ("1", "Pacific/Kiritimati", "de_DE.UTF-8", False),
    ("2", "America/Los_Angeles", "C", True),
    ("0", "America/Los_Angeles", "de_DE.UTF-8", False),
    ("1", "UTC", "C", True),
    ("2", "Pacific/Kiritimati", "de_DE.UTF-8", True),
    ("0", "Pacific/Kiritimati", "C", True),
    ("2", "UTC", "de_DE.UTF-8", False),
]


def run(seed: str, zone: str, locale: str, optimised: bool) -> str:
    settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, *(["-O"] if optimised else []), "-c", PROGRAM, EXAMPLE.as_posix()]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def judged(turned: bool) -> Report:
    """Judge the example with its activities in their order, or in the reverse one."""
    data = yaml.load((ROOT / EXAMPLE / "portfolio.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    if turned:
        data["activities"].reverse()
    return evaluate(load(ROOT / EXAMPLE / "adoption.cpd.yaml"), data, on=DAY)


def test_same_bytes_in_every_surrounding() -> None:
    hashes = {setting: run(*setting) for setting in RUNS}
    assert len(set(hashes.values())) == 1, hashes


def test_the_order_of_the_activities_changes_no_byte() -> None:
    straight, turned = judged(turned=False), judged(turned=True)
    assert json.dumps(turned.to_dict()) == json.dumps(straight.to_dict())
