"""What holds from a day on, as numbers and lists that change by date do."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Something that holds from a day on; without a day it has always held."""

    @property
    def since(self) -> datetime.date | None:
        """The first day on which it holds."""


Each = TypeVar("Each", bound=Dated)


def in_force_on(dated: Sequence[Each], day: datetime.date) -> Each | None:
    """Return what is in force on a day, of what is dated and stands the earliest first; None before the first."""
    return next((each for each in reversed(dated) if each.since is None or each.since <= day), None)
