"""What moves between periods: excess, what is left of it, shortfall, and what is made good later.

Each of these only grows, or only shrinks, with each number it depends on, so the ends of intervals give its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from cpdrules.semantics.amount import ZERO, Amount
from cpdrules.semantics.exact import exact_sum


def less(amount: Amount, other: Amount) -> Amount:
    """Return what is left of an amount when another is taken from it, and nothing where there is no such rest."""
    least = ZERO if other.most is None else max(ZERO, amount.least - other.most)
    return Amount(least, None if amount.most is None else max(ZERO, amount.most - other.least))


def lower(one: Amount, other: Amount) -> Amount:
    """Return the lower of two amounts."""
    mosts = [each.most for each in (one, other) if each.most is not None]
    return Amount(min(one.least, other.least), min(mosts) if mosts else None)


def higher(one: Amount, other: Amount) -> Amount:
    """Return the higher of two amounts."""
    most = None if one.most is None or other.most is None else max(one.most, other.most)
    return Amount(max(one.least, other.least), most)


def excess(own: Amount, total: Amount, needed: Amount, *, own_first: bool, again: bool) -> Amount:
    """Return what of a period's amount was not needed in it.

    `total` is its own amount with what was carried in. What was carried in is excess only where it may be carried
    `again`; where it is used up first, more of the own amount is left.
    """
    if again:
        return less(total, needed)
    return less(own, needed) if own_first else lower(own, less(total, needed))


def unused(
    carried: Amount, own: Amount, total: Amount, needed: Amount, *, own_first: bool, limited: bool
) -> Amount:
    """Return what of the amount carried in was not used, so that a later period may still use it.

    Where own hours are used first, it fills what these lack, as far as it counts: where limits hold for it
    (`limited`), what they hold back is left.
    """
    if not own_first:
        return less(carried, needed)
    left = less(carried, less(needed, own))
    return higher(left, less(carried, less(total, own))) if limited else left


def filled(own: Amount, available: Amount, needed: Amount) -> Amount:
    """Return what a period comes to when later items, as far as available, make good what it lacks, and no more."""
    return higher(own, lower(own.add(available), needed))


@attrs.frozen
class Hours:
    """What one item has to give, and whether it is certainly, or perhaps, one of those asked about."""

    item: str
    amount: Amount
    certainly: bool
    perhaps: bool


def drawn(amount: Amount, hours: Sequence[Hours]) -> Amount:
    """Return how much of an amount, drawn from items in the order given, comes from those that are picked.

    Where an amount is unknown the order is not used: at least what the others cannot give, at most what the picked
    ones have.
    """
    given = dict(settled_hours(amount, hours))
    if exact_sum(given.values()) == amount.least == amount.most:
        return Amount(
            exact_sum(given.get(each.item, ZERO) for each in hours if each.certainly),
            exact_sum(given.get(each.item, ZERO) for each in hours if each.perhaps),
        )
    others = Amount.total([each.amount for each in hours if not each.certainly]).most
    picked_most = Amount.total([each.amount for each in hours if each.perhaps]).most
    most = lower(amount, Amount(ZERO, picked_most)).most
    least = ZERO if others is None else max(ZERO, amount.least - others)
    return Amount(least if most is None else min(least, most), most)


def settled_hours(amount: Amount, hours: Sequence[Hours]) -> tuple[tuple[str, Fraction], ...]:
    """Return what each item gives when each gives all it has before the next is asked; nothing while that is open."""
    if not amount.is_exact or not all(each.amount.is_exact for each in hours):
        return ()
    left, told = amount.least, []
    for each in hours:
        given = min(left, each.amount.least)
        left -= given
        if given:
            told.append((each.item, given))
    return tuple(told)
