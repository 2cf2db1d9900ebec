"""Steps grow no faster than what is judged: counted, so that no noise of a machine is in the figure.

Not among them are rows that are told once more: a report has a row for each item in each finding, so that of n goals
with n activities it has n times n. They are copies, and the budget takes one step for five hundred of them.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import GROWTHS, Growth

from cpdrules.evaluation.context import Budget

MOST = 2.3
DOUBLINGS = 3
JUDGED = [growth for growth in GROWTHS if growth.what != "requirements, loading"]


def steps(growth: Growth, size: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the steps that a judgement of a size takes."""
    taken = 0
    held = Budget.spend

    def spend(self: Budget, number: int) -> None:
        nonlocal taken
        taken += number
        held(self, number)

    judge = growth.prepare(size)
    with monkeypatch.context() as patch:
        patch.setattr(Budget, "spend", spend)
        patch.setattr(Budget, "copy", lambda *_: None)
        judge()
    return taken


@pytest.mark.parametrize("growth", JUDGED, ids=lambda growth: growth.what)
def test_twice_as_much_takes_about_twice_the_steps(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [steps(growth, size, monkeypatch) for size in growth.sizes[: DOUBLINGS + 1]]
    assert all(before < after <= MOST * before for before, after in pairwise(taken)), taken
