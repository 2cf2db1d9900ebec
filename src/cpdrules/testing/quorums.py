"""Which numbers and percentages of things can be told from one another, as far as they can be counted out."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cpdrules.evaluation.quorums import quorum_of
from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import Band, Count, Share
from cpdrules.rules.quantities import Constant, Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    Agreement,
    AmountOf,
    EntriesOf,
    ForEach,
    ForSome,
    InSome,
    ItemsOf,
    SomeOf,
    ValuesOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Verdict
from cpdrules.testing.numbers import fields_named
from cpdrules.testing.outcomes import outcomes
from cpdrules.testing.scores import scores_of
from cpdrules.testing.spots import Spot

HANDFUL = 10
"""How many things a case writes out at most to show what a percentage of them is."""


def may_be_none(loop: ForEach | ForSome, ruleset: RuleSet) -> bool:
    """Whether there can be nothing to go through: not where a vocabulary or a list says what there is."""
    over = loop.for_each if isinstance(loop, ForEach) else loop.for_some
    return isinstance(over, ItemsOf) or not size_of(over, ruleset)


def size_of(over: ValuesOf | EntriesOf, ruleset: RuleSet) -> int | None:
    """Return how many values or entries are gone through; None where that is not set, or changes by date."""
    if isinstance(over, EntriesOf):
        named = next(each for each in ruleset.lists if each.name == over.entry_of)
        lengths = {None if each.entries is None else len(each.entries) for each in named.by_date}
        return lengths.pop() if len(lengths) == 1 else None
    (field,) = fields_named(Path(over.in_, over.value_of), ruleset)
    return len([value for value in field.values if value not in over.except_])


Held = SomeOf | ForSome | InSome | Agreement | Share


def quorum_around(spot: Spot) -> Held | None:
    """Return what a number stands in, when it says how many of its parts are enough."""
    around = spot.above[-2][1] if len(spot.above) > 1 else None
    return around if isinstance(around, Held) else None


def counted_share(spot: Spot, ruleset: RuleSet) -> Share | None:
    """Return the share that a number is held against, when it is one of so many things."""
    amount = next((each for each in spot.rules if isinstance(each, AmountOf)), None)
    measures = {each.name: each for each in ruleset.measures}
    share = measures[amount.amount] if amount is not None else None
    return share if isinstance(share, Share) and isinstance(measures[share.of], Count) else None


def sizes(held: Held, ruleset: RuleSet, most: int) -> Iterable[int]:
    """Return of how many things a quorum may be; those that do not apply are left out."""
    match held:
        case SomeOf():
            parts = [each for each in held.some_of if each.level == "must"]
            lapsing = [p for p in parts if Verdict.NOT_APPLICABLE in outcomes(p, ruleset).decided]
            return range(max(1, len(parts) - len(lapsing)), len(parts) + 1)
        case ForSome(for_some=ValuesOf() | EntriesOf() as over) if size := size_of(over, ruleset):
            lapses = Verdict.NOT_APPLICABLE in outcomes(held.require, ruleset).decided
            return range(1 if lapses else size, size + 1)
        case _:
            return range(1, most + 1)


def tells_quorums(held: Held, one: Quantity, other: Quantity, ruleset: RuleSet) -> bool:
    """Whether some number of things is enough by one quorum and not by the other."""
    counts = [int(each.value) for each in (one, other) if isinstance(each, Constant)]
    first, second = quorum_of(one), quorum_of(other)
    return any(
        first.holds(met, size) != second.holds(met, size)
        for size in sizes(held, ruleset, max([HANDFUL, *counts]))
        for met in range(size + 1)
    )


def tells_percentages(spot: Spot, becomes: Fraction, ruleset: RuleSet) -> bool:
    """Whether a record can tell a percentage from another, as far as it is of things that can be counted out."""
    one, other = spot.owner, Percent(percent=becomes)
    if (held := quorum_around(spot) or counted_share(spot, ruleset)) is not None:
        return tells_quorums(held, Percent(percent=one.percent), other, ruleset)
    band = spot.above[-2][1]
    amount = next((each for each in spot.rules if isinstance(each, AmountOf)), None)
    scores = scores_of(band if isinstance(band, Band) else amount, ruleset)
    if scores is None:
        return True
    upward = isinstance(band, Band) or (amount is not None and has_edge_inside(amount.threshold))
    if upward:
        return any((score >= one.share) != (score >= other.share) for score in scores)
    return any((score > one.share) != (score > other.share) for score in scores)


def has_edge_inside(threshold: Threshold) -> bool:
    """Whether standing at the line falls on the upper side of it."""
    return threshold.at_least is not None or threshold.less_than is not None
