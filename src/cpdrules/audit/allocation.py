"""How many of each stratum: in proportion, by the largest remainder, within what each has to and can give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Counts = dict[str, int]
Tie = Callable[[str], Any]
"""What orders strata whose remainders are equal."""


def proportional(total: int, weights: Mapping[str, int], tie: Tie) -> Counts:
    """Share a number of people out in proportion to weights, so that the shares add up to it.

    Each share is first rounded down; what is left over goes, one each, to the largest remainders.
    """
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {name: Fraction(total * weight, whole) for name, weight in weights.items()}
    shares = {name: share.numerator // share.denominator for name, share in exact.items()}
    order = sorted(weights, key=lambda name: (shares[name] - exact[name], tie(name)))
    for name in order[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def within(
    total: int, weights: Mapping[str, int], least: Mapping[str, int], most: Mapping[str, int], tie: Tie
) -> Counts:
    """Share a number out in proportion, but no stratum less than its least nor more than its most.

    A stratum whose proportion is outside is given its bound, and the others share what is left. The number has
    to lie between the sum of the least and the sum of the most. Where no bound is met, this is `proportional`.
    """
    given: Counts = {}
    left = dict(weights)
    while left:
        shares = proportional(total - sum(given.values()), left, tie)
        low = {name: least[name] for name in left if shares[name] < least[name]}
        high = {name: most[name] for name in left if shares[name] > most[name]}
        if not low and not high:
            given |= shares
            break
        # Only the side that is further out: the bounds it is given move the others towards or past the other side.
        below = sum(bound - shares[name] for name, bound in low.items())
        above = sum(shares[name] - bound for name, bound in high.items())
        given |= low if below >= above else high
        left = {name: weight for name, weight in left.items() if name not in given}
    return {name: given[name] for name in weights}
