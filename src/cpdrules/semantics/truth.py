"""Truth of a condition when facts are missing: Kleene's strong three-valued logic, as sets.

The same idea as a verdict: the non-empty set of what may still turn out. There is no negation here;
the rule language has complements only inside closed vocabularies, which keeps it monotone.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Truth(enum.Flag):
    """The truth values that are still possible; ``UNKNOWN`` is both."""

    TRUE = enum.auto()
    FALSE = enum.auto()
    UNKNOWN = TRUE | FALSE

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """The truth of a Python boolean; None is unknown."""
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE

    @property
    def certain(self) -> bool:
        """Whether it is true whatever the missing facts turn out to be."""
        return self is Truth.TRUE

    @property
    def possible(self) -> bool:
        """Whether it may still turn out to be true."""
        return Truth.TRUE in self


UNKNOWN = Truth.UNKNOWN


def all_true(truths: Iterable[Truth]) -> Truth:
    """Whether all hold. One that is false settles it whatever the others are; of none: true."""
    known = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        known |= truth
    return known


def any_true(truths: Iterable[Truth]) -> Truth:
    """Whether at least one holds. One that is true settles it; of none: false."""
    known = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return Truth.TRUE
        known |= truth
    return known
