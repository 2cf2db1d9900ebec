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
from cpdrules.semantics import All, Amount, Count, Quorum, Share, Verdict, all_of, enough_of, share_of

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
