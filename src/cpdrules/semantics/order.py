"""The k-th best of several amounts: what decides "in every window" and "in at least k windows"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from cpdrules.semantics.amount import Amount, Relation


def kth_amount(amounts: Sequence[Amount], k: int, relation: Relation) -> Amount | None:
    """The k-th best amount: k-th largest for a minimum, k-th smallest for a ceiling.

    At least k amounts stand as asked exactly when the k-th best does. Its ends are the k-th best of
    the least and of the most values, for raising any amount never lowers the k-th. None where k is
    below 1 or there are fewer than k amounts.
    """
    if not 1 <= k <= len(amounts):
        return None
    place = len(amounts) - k if relation.upward else k - 1
    return Amount(
        sorted(amount.least for amount in amounts)[place],
        _sorted_ends(amount.most for amount in amounts)[place],
    )


def _sorted_ends(ends: Iterable[Fraction | None]) -> list[Fraction | None]:
    """Upper ends in rising order, "no bound" above all."""
    return sorted(ends, key=lambda end: (end is None, end or 0))
