"""The table of limits on the security page is the one that holds."""

import datetime
import re
from pathlib import Path

import attrs

from cpdrules import Limits

PAGE = Path(__file__).parents[2] / "SECURITY.md"
ROW = re.compile(r"^\| `([a-z_]+)` \| ([0-9,-]+) \|", re.MULTILINE)


def test_the_limits_are_the_defaults() -> None:
    defaults = attrs.asdict(Limits()).items()
    told = [
        (name, each.isoformat() if isinstance(each, datetime.date) else f"{each:,}")
        for name, each in defaults
    ]
    assert ROW.findall(PAGE.read_text()) == told
