"""How many are enough: a number, a percentage, or all; and what follows while a percentage is not settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import attrs

from cpdrules.report.finding import Gap
from cpdrules.rules.quantities import Constant, Named, Percent, Quantity
from cpdrules.semantics import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    All,
    Amount,
    Count,
    Element,
    Quorum,
    Share,
    Verdict,
    all_of,
    enough_of,
    lapses,
    share_of,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Enough:
    """How many are enough, in one context: one quorum, or the lowest and the highest that it may be."""

    ends: tuple[Quorum, ...]
    gaps: tuple[Gap, ...] = ()

    def verdict(self, combine: Callable[[Quorum], Verdict]) -> Verdict:
        """Return what both ends allow. More being enough only ever turns `met` into `not met`."""
        return reduce(or_, map(combine, self.ends))

    def tally(self, elements: Sequence[Element], *, is_open: bool = False) -> tuple[Amount, Amount, Amount]:
        """Return how many are met, how many have to be, and how many are missing, from one end to the other."""
        tallies = [tally_of(elements, quorum, is_open) for quorum in self.ends]
        amount, needed, short = map(self.hull, zip(*tallies, strict=True))
        return amount, needed, short

    def hull(self, amounts: Sequence[Amount]) -> Amount:
        """Return what an amount may be from one end to the other."""
        return amounts[0] if len(amounts) == 1 else Amount.hull(amounts)


def prepare_enough(quantity: Quantity | None, plan: Plan) -> Callable[[Context], Enough]:
    """Return how to find how many are enough."""
    if isinstance(quantity, Percent) and isinstance(quantity.percent, Named):
        share, named = plan.quantity(quantity), quantity.percent

        def enough(context: Context) -> Enough:
            asked = share(context)
            assert asked.most is not None
            if asked.is_exact:
                return Enough((Share(asked.least),))
            return Enough((Share(asked.least), Share(asked.most)), tuple(plan.parameter_gaps(named, context)))

        return enough
    fixed = Enough((quorum_of(quantity),))
    return lambda _: fixed


def ends_of(quantity: Quantity | None) -> tuple[Quorum, ...]:
    """Return how many are enough by the text alone: of a percentage that is a parameter, none and all."""
    if isinstance(quantity, Percent) and isinstance(quantity.percent, Named):
        return Share(Fraction(0)), Share(Fraction(1))
    return (quorum_of(quantity),)


def quorum_of(quantity: Quantity | None) -> Quorum:
    """Return how many are enough, where the text says it."""
    match quantity:
        case None:
            return All()
        case Percent():
            return Share(quantity.share)
        case Constant(value):
            return Count(int(value))
        case _:
            raise AssertionError("checked at load")


def combined(verdicts: Sequence[Verdict], quorum: Quorum) -> Verdict:
    """Combine the verdicts of parts that are all there."""
    match quorum:
        case Count(count):
            return enough_of(verdicts, count)
        case Share(share):
            return share_of(verdicts, share)
        case _:
            return all_of(verdicts)


def tally_of(elements: Sequence[Element], quorum: Quorum, is_open: bool) -> tuple[Amount, Amount, Amount]:
    """Count how many are met, how many have to be, and how many are missing."""
    there = [each.verdict for each in elements if each.certain]
    met, failing, lapsed = there.count(MET), there.count(NOT_MET), there.count(NOT_APPLICABLE)
    may, may_fail, may_apply, applicable = met, failing, len(there) - lapsed, met + failing
    if met + failing + lapsed < len(elements):  # some are not decided, or not certainly there
        verdicts = [each.verdict for each in elements]
        may = sum(MET in verdict for verdict in verdicts)
        may_fail = sum(NOT_MET in verdict for verdict in verdicts)
        may_apply = len(verdicts) - verdicts.count(NOT_APPLICABLE)
        applicable = sum(not lapses(verdict) for verdict in there)
    amount = Amount(Fraction(met), None if is_open else Fraction(may))
    match quorum:
        case All():
            needed = Amount(Fraction(applicable), None if is_open else Fraction(may_apply))
            return amount, needed, Amount(Fraction(failing), None if is_open else Fraction(may_fail))
        case Count(count):
            least, most = min(count, applicable), count if is_open else min(count, may_apply)
            needed = Amount(Fraction(least), Fraction(most))
        case Share(share):
            most_needed = None if is_open and share else ceiling(share * may_apply)
            needed = Amount(ceiling(share * applicable), most_needed)
    lacking = Fraction(0) if amount.most is None else max(Fraction(0), needed.least - amount.most)
    worst = None if needed.most is None else max(lacking, needed.most - amount.least)
    return amount, needed, Amount(lacking, worst)


def ceiling(number: Fraction) -> Fraction:
    """Return the smallest whole number that is not less."""
    return Fraction(-(-number.numerator // number.denominator))
