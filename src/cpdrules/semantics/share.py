"""Shares of an amount: "at least half of the hours are structured".

A share is judged as a sum in which each item stands once, (1 - p) × inside - p × outside against 0,
and never as a quotient of two intervals: that would let an item of unknown hours be large above the
line and small below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from cpdrules.semantics.amount import ZERO, Amount, Relation
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.verdict import Verdict

_NOTHING = Amount.exactly(0)


@attrs.frozen
class Split:
    """One way an item may turn out: its amount inside the part, and its amount outside it.

    Neither is negative. The whole is the two together. An item that lies wholly on one side has 0 on
    the other, and then its hours, however unknown, are the same hours in the part and in the whole.
    """

    inside: Amount = _NOTHING
    outside: Amount = _NOTHING


def share_verdict(
    items: Sequence[Sequence[Split]], relation: Relation, share: Fraction, if_none: Verdict
) -> Verdict:
    """Whether the part stands as asked to ``share`` (0 to 1) of the whole.

    Each item is a non-empty sequence of its cases, and items vary independently. Of nothing counted
    the verdict is ``if_none``, which is the author's to say. The bounds are exact: each outcome given
    is reached, or is approached as an unbounded amount grows.
    """
    may = Verdict(0)
    if all(any(_may_be_nothing(case) for case in item) for item in items):
        may |= if_none
    # Below the share from this side is above the rest of it from the other side.
    above, below = (items, share), (_mirrored(items), 1 - share)
    helps, hurts = (above, below) if relation.upward else (below, above)
    if _can_be_over(*helps, strict=relation.strict):
        may |= Verdict.MET
    if _can_be_over(*hurts, strict=not relation.strict):
        may |= Verdict.NOT_MET
    return may


def share_bounds(items: Sequence[Sequence[Split]]) -> Amount | None:
    """The share, from its least to its most, over the worlds in which anything is counted.

    The ends are exact, or the limit as an unbounded amount grows. None where nothing can be counted.
    """
    if not any(_may_be_something(case) for item in items for case in item):
        return None
    return Amount(1 - _highest_share(_mirrored(items)), _highest_share(items))


def settled_together(inside: Sequence[Fraction], outside: Sequence[Fraction]) -> tuple[Split, ...]:
    """Items of which all is known, as one: what they add to any sum is what their sum adds."""
    return (Split(Amount.exactly(exact_sum(inside)), Amount.exactly(exact_sum(outside))),)


def _mirrored(items: Sequence[Sequence[Split]]) -> list[list[Split]]:
    """The same items seen from outside the part."""
    return [[Split(case.outside, case.inside) for case in item] for item in items]


def _may_be_nothing(case: Split) -> bool:
    return case.inside.least == 0 and case.outside.least == 0


def _may_be_something(case: Split) -> bool:
    return case.inside.most != 0 or case.outside.most != 0


def _can_be_over(items: Sequence[Sequence[Split]], share: Fraction, *, strict: bool) -> bool:
    """Whether, with something counted, the part may be at least the share; above it where strict."""
    gains: list[Fraction] = []
    something = False
    for item in items:
        values = [_gain(case, share) for case in item]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return True  # without bound on the good side, so past anything the others can take away
        gains.append(max(known))
        something = something or any(
            value == gains[-1] and _something_at_best(case, share)
            for case, value in zip(item, values, strict=True)
        )
    balance = exact_sum(gains)
    return balance > 0 or (balance == 0 and something and not strict)


def _gain(case: Split, share: Fraction) -> Fraction | None:
    """The most that (1 - p) × inside - p × outside can be; None for no bound."""
    if share == 1:
        return -case.outside.least  # 0 × no bound is 0: the hours inside weigh nothing here
    return None if case.inside.most is None else (1 - share) * case.inside.most - share * case.outside.least


def _something_at_best(case: Split, share: Fraction) -> bool:
    """Whether the case can count anything while its gain is the most it can be."""
    # For a share of 0 the hours outside take nothing away, so they may be as many as they like.
    outside = case.outside.most if share == 0 else case.outside.least
    return case.inside.most != 0 or outside != 0


def _highest_share(items: Sequence[Sequence[Split]]) -> Fraction:
    """The highest share in any world with something counted.

    Dinkelbach's method: the world with the largest gain over the present share has a higher one, until
    no world has any gain. Every share is that of a corner, of which there are finitely many, so it ends.
    """
    if any(case.inside.most is None for item in items for case in item):
        return Fraction(1)
    share = ZERO
    while True:
        best = [max(item, key=lambda case: _gain(case, share) or ZERO) for item in items]
        inside = exact_sum(case.inside.most or ZERO for case in best)
        outside = exact_sum(case.outside.least for case in best)
        if (1 - share) * inside <= share * outside:
            return share
        share = inside / (inside + outside)
