"""True, false and unknown, as small numbers: false wins over unknown, unknown over true."""

from __future__ import annotations

TRUE, FALSE, UNKNOWN = 1, 2, 3
Truth = int


def truth(holds: bool) -> Truth:
    """Return true or false."""
    return TRUE if holds else FALSE


def any_of(answers: list[Truth]) -> Truth:
    """Return whether one of several holds."""
    if TRUE in answers:
        return TRUE
    return UNKNOWN if UNKNOWN in answers else FALSE


def min_truth(one: Truth, other: Truth) -> Truth:
    """Return whether both hold."""
    if FALSE in (one, other):
        return FALSE
    return UNKNOWN if UNKNOWN in (one, other) else TRUE
