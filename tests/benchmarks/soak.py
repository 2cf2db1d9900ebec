"""Whether memory grows with the number of records: many are judged one after another, and none is kept.

    python tests/benchmarks/soak.py [RECORDS]

prints the resident memory after a thousand records, to warm up, and after all of them, and the growth.
"""

from __future__ import annotations

import datetime
import os
import sys
from itertools import islice
from pathlib import Path

from register import register

from cpdrules import Report, evaluate_many, load

ON = datetime.date(2025, 3, 31)
RULES = Path(__file__).with_name("ten_rules.cpd.yaml")
WARM = 1_000


def resident() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main(size: int) -> None:
    """Judge so many records; print what memory was held."""
    judged = evaluate_many(load(RULES), register(size), on=ON)
    warm = sum(isinstance(each, Report) for each in islice(judged, WARM))
    before = resident()
    rest = sum(isinstance(each, Report) for each in judged)
    after = resident()
    print(f"{warm + rest:,} records judged")
    print(f"resident after {WARM:,}: {before / 2**20:.1f} MiB; after all: {after / 2**20:.1f} MiB")
    print(f"growth: {(after - before) / before:.2%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
