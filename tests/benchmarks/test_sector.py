"""A summary in the making holds no more after many reports than after a few, whoever they are about."""

from __future__ import annotations

import pytest
from sector import FEWEST, copies, held, reports, summed

from cpdrules import Report
from cpdrules.report.summing import Summing


@pytest.fixture(scope="module")
def of() -> list[Report]:
    return reports(200)


def test_memory_does_not_grow_with_the_reports(of: list[Report]) -> None:
    few, many = summed(of, 200), summed(of, 2_000)
    assert held(few) == held(many) > 50
    assert many.done().records == 2_000
    assert dict(many.done().missing) == {name: 10 * times for name, times in few.done().missing}


def test_growing_memory_would_be_seen(of: list[Report]) -> None:
    """Were each report a group of its own, the number of objects would grow."""
    summing = Summing(by=lambda report: report.record, minimum_group=FEWEST)
    for report in copies(of, 300):
        summing.add(report)
    assert held(summing) > 2 * held(summed(of, 300))
