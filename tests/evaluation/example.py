"""The worked example, judged on one day: rule set, record as plain data, report."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml

from cpdrules.loading.load import load
from cpdrules.rules.ruleset import RuleSet

FOLDER = Path(__file__).parents[2] / "docs/examples/probation"
DAY = datetime.date(2026, 11, 24)


def ruleset() -> RuleSet:
    return load(FOLDER / "adoption.cpd.yaml")


def record() -> dict[str, Any]:
    text = (FOLDER / "portfolio.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return data
