"""Amounts: what a record proves and what it still allows, and how they meet a threshold.

Unknown has a width. ``least`` is proved, ``most`` is still possible, and ``most`` is None where there
is no bound, for no number may be made up. The two ends of a comparison are independent intervals.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from fractions import Fraction

import attrs

from cpdrules.semantics.exact import Number, exact_sum, format_number
from cpdrules.semantics.verdict import MET, NOT_MET, UNDETERMINED, Verdict

ZERO = Fraction(0)


def _exact(value: Number) -> Fraction:
    # A Fraction is taken as it is: making it anew would be the largest cost of judging a record.
    return value if type(value) is Fraction else Fraction(value)


def _exact_or_none(value: Number | None) -> Fraction | None:
    return None if value is None else _exact(value)


@attrs.frozen
class Amount:
    """From ``least`` to ``most``, both exact and both possible; ``most`` None: no bound.

    Raises ValueError where ``least`` is above ``most``.
    """

    least: Fraction = attrs.field(converter=_exact)
    most: Fraction | None = attrs.field(converter=_exact_or_none)

    @most.validator
    def _check_order(self, _attribute: object, most: Fraction | None) -> None:
        if most is not None and most is not self.least and most < self.least:
            raise ValueError(f"an amount cannot run from {self.least} down to {most}")

    @classmethod
    def exactly(cls, number: Number) -> Amount:
        """The amount that is known to be this number."""
        return cls(number, number)

    @classmethod
    def hull(cls, amounts: Iterable[Amount]) -> Amount:
        """The smallest amount that holds all of these: one of them is true, and it is unknown which.

        Raises ValueError for no amounts.
        """
        held = tuple(amounts)
        mosts = [amount.most for amount in held if amount.most is not None]
        return cls(min(amount.least for amount in held), max(mosts) if len(mosts) == len(held) else None)

    @classmethod
    def total(cls, amounts: Iterable[Amount]) -> Amount:
        """The sum of amounts that vary independently; zero of none."""
        held = tuple(amounts)
        mosts = [amount.most for amount in held if amount.most is not None]
        most = exact_sum(mosts) if len(mosts) == len(held) else None
        return cls(exact_sum(amount.least for amount in held), most)

    @property
    def is_exact(self) -> bool:
        """Whether both ends are one number."""
        return self.least is self.most or self.least == self.most

    def add(self, other: Amount) -> Amount:
        """The sum with an amount that varies independently of this one."""
        most = None if self.most is None or other.most is None else self.most + other.most
        return Amount(self.least + other.least, most)

    def times(self, factor: Number) -> Amount:
        """This amount multiplied by a known factor. Zero times no bound is zero.

        Raises ValueError for a negative factor, which would turn "no bound" into no least.
        """
        if factor < 0:
            raise ValueError("an amount is multiplied by zero or more")
        if factor == 0:
            return Amount.exactly(0)
        return Amount(self.least * factor, None if self.most is None else self.most * factor)

    def text(self, write: Callable[[Fraction], str] = format_number) -> str:
        """The amount in words: ``30``, ``30 to 33`` or ``30 or more``, numbers written by ``write``."""
        if self.most is None:
            return f"{write(self.least)} or more"
        if self.is_exact:
            return write(self.least)
        return f"{write(self.least)} to {write(self.most)}"

    def __str__(self) -> str:
        return self.text()


ANYTHING = Amount(0, None)
"""What is not known at all: zero or more."""


class Relation(enum.Enum):
    """How an amount must stand to what is needed."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"

    @property
    def upward(self) -> bool:
        """Whether more helps: a minimum, not a ceiling."""
        return self is Relation.AT_LEAST or self is Relation.MORE_THAN

    @property
    def strict(self) -> bool:
        """Whether standing exactly at the line is not enough."""
        return self is Relation.MORE_THAN or self is Relation.LESS_THAN


def compare(amount: Amount, relation: Relation, needed: Amount) -> Verdict:
    """Whether the amount stands as asked to what is needed, over every pair of values of the two.

    Met only if every pair satisfies the relation, not met only if none does. The two are taken as
    independent; facts that move both at once are split before the comparison, not here.
    """
    low, high = (needed, amount) if relation.upward else (amount, needed)
    if not _can_reach(low.least, high.most, relation.strict):
        return NOT_MET  # if no pair is in order, some pair, and so every pair, is out of it
    return UNDETERMINED if _can_reach(high.least, low.most, not relation.strict) else MET


def shortfall(amount: Amount, relation: Relation, needed: Amount) -> Amount:
    """How much is missing, or for a ceiling too much, in the amount's unit; 0 when met.

    For ``more_than`` and ``less_than`` it is the distance to the line, which must still be crossed:
    exactly at the line it is 0 though the relation is not met.
    """
    low, high = (needed, amount) if relation.upward else (amount, needed)
    least = _beyond(low.least, high.most)
    if low.is_exact and high.is_exact:
        return Amount(least, least)
    return Amount(least, None if low.most is None else _beyond(low.most, high.least))


def _beyond(number: Fraction, line: Fraction | None) -> Fraction:
    """How far a number lies beyond a line; 0 up to it, and where the line of None is beyond all."""
    return ZERO if line is None or number <= line else number - line


def _can_reach(start: Fraction, end: Fraction | None, strict: bool) -> bool:
    """Whether ``start <= end``, or ``start < end`` where strict; an end of None is beyond all."""
    return end is None or (start < end if strict else start <= end)
