"""The smallest cut: of all sets of limits, the one that lets the least through.

See ``limits`` for the formula. Here a limit is already a *wall* with numbers for one of the two bounds,
and an item is the claims it may turn out to make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from cpdrules.semantics.exact import Number, exact_sum
from cpdrules.semantics.filling import Room

Claim: TypeAlias = tuple[Room, int]
"""An amount claimed (None: no bound) and the bits of the walls that hold it."""

ONE = Fraction(1)

ASIDE = 1 << 63
"""The bit of a claim that counts only in the base of shares: it is never outside every wall."""


@attrs.frozen
class Wall:
    """A limit by numbers: what it lets through is the sum of the three. ``bit`` is its own bit."""

    bit: int
    cap: Number = 0
    of_claimed: Number = 0
    of_counted: Number = 0


@attrs.frozen
class Cut:
    """A set of walls: their bits, and their caps and shares added up."""

    bits: int = ASIDE
    cap: Number = 0
    of_claimed: Number = 0
    of_counted: Number = 0

    def and_also(self, wall: Wall) -> Cut:
        """The set with one wall more."""
        return Cut(
            self.bits | wall.bit,
            self.cap + wall.cap,
            self.of_claimed + wall.of_claimed,
            self.of_counted + wall.of_counted,
        )

    def let_through(self, claim: Claim) -> Number | None:
        """What this claim adds to what the set lets through; None for no bound."""
        amount, inside = claim
        outside = not inside & self.bits
        if not self.of_claimed:  # most sets: multiplying by one or nothing is slow, and says nothing
            return amount if outside else 0  # nothing even where the claim has no bound
        return None if amount is None else amount * (self.of_claimed + outside)


def smallest_cut(items: Sequence[Sequence[Claim]], walls: Sequence[Wall], *, most: bool) -> tuple[Room, Cut]:
    """What the smallest cut lets through (None: no bound), and that cut.

    For each cut every item makes the claim that adds the least to it, or the most for ``most``.
    """
    groups = _grouped(items)
    held = {inside for _, claims in groups for _, inside in claims}
    # A wall around nothing only adds its cap.
    useful = [wall for wall in walls if any(wall.bit & inside for inside in held)]
    best: tuple[Room, Cut] = (None, Cut())
    for cut in _sets(useful):
        through = _through(groups, cut, most=most)
        if through is not None:
            value = Fraction(cut.cap + through) / (1 - cut.of_counted)
            if best[0] is None or value < best[0]:
                best = (value, cut)
    return best


def _sets(walls: Sequence[Wall]) -> Iterator[Cut]:
    """Every set of walls whose shares of counted stay below 1; the others bound nothing."""
    cuts = [Cut()]
    for wall in walls:
        cuts += [cut.and_also(wall) for cut in cuts if cut.of_counted + wall.of_counted < 1]
    return iter(cuts)


def _through(groups: Sequence[tuple[Fraction, frozenset[Claim]]], cut: Cut, *, most: bool) -> Number | None:
    """What the items of all groups together add to the cut; None for no bound."""
    total: Number = 0
    for scale, claims in groups:
        added = [cut.let_through(claim) for claim in claims]
        known = [number for number in added if number is not None]
        if len(known) < len(added):
            return None
        each = max(known) if most else min(known)
        if each:
            total += scale if each == 1 else scale * each
    return total


def _grouped(items: Sequence[Sequence[Claim]]) -> list[tuple[Fraction, frozenset[Claim]]]:
    """Items whose claims differ only by a factor, as one: the factors' sum, and the claims of factor 1.

    What an item adds to a cut grows in step with the factor. Most items are one claim, or one amount in
    several places, so a long record comes down to a handful of groups.
    """
    factors: dict[frozenset[Claim], list[Fraction]] = {}
    settled: dict[int, list[Fraction]] = {}
    for claims in items:
        amount, inside = claims[0]
        if len(claims) == 1 and amount:
            settled.setdefault(inside, []).append(amount)
            continue
        factor = max((amount for amount, _ in claims if amount), default=ONE)
        shape = frozenset((_ratio(amount, factor), inside) for amount, inside in claims)
        factors.setdefault(shape, []).append(factor)
    for inside, amounts in settled.items():
        factors.setdefault(frozenset([(ONE, inside)]), []).extend(amounts)
    return [(exact_sum(parts), shape) for shape, parts in factors.items()]


def _ratio(amount: Room, factor: Fraction) -> Room:
    """The amount as a multiple of the factor; most are the factor itself, and dividing is slow."""
    if amount is None:
        return None
    return ONE if amount == factor else amount / factor
