"""Groups of people: whether each does as well as everyone, and which of them may be shown.

A person turns out to be one of five things: in the group and counted as met (`IN_MET`), in it and not met (`IN_NOT`),
outside it (`OUT_MET`, `OUT_NOT`), or not among those who are compared at all (`ABSENT`). What is not recorded leaves
several open. People vary independently of one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import comb

import attrs

from cpdrules.semantics.amount import Amount
from cpdrules.semantics.verdict import Verdict

IN_MET, IN_NOT, OUT_MET, OUT_NOT, ABSENT = range(5)
Options = frozenset[int]
Tally = tuple[int, int, int, int]

MOST_TALLIES = 20_000
"""Beyond so many ways in which the numbers can turn out, each end is taken by itself: sound, and less sharp."""

MOST_STEPS = 400_000
"""Beyond so many ways to be gone through for them, too."""


@attrs.frozen
class Compared:
    """How a group stands beside everyone: the two shares, how far the group is short, and what that means.

    `size` and `met` are the numbers of people in the group, `everyone` and `everyone_met` those of all.
    """

    verdict: Verdict
    share: Amount
    needed: Amount
    shortfall: Amount
    size: Amount
    met: Amount
    everyone: Amount
    everyone_met: Amount


def compared(people: Iterable[Options], factor: Fraction) -> Compared:
    """Hold the share of a group that is met against `factor` (0 to 1) times everyone's.

    At least one person is certainly in the group.
    """
    kinds = Counter(people)
    tallies = every_tally(kinds)
    return by_its_ends(kinds, factor) if tallies is None else in_each(tallies, factor)


def every_tally(kinds: Mapping[Options, int]) -> set[Tally] | None:
    """Return every way in which the numbers can turn out; None beyond a bound."""
    found: set[Tally] = {(0, 0, 0, 0)}
    for options, number in kinds.items():
        ways = comb(number + len(options) - 1, len(options) - 1)
        # No two ways of one kind come to the same numbers, so there are at least as many in the end.
        if ways > MOST_TALLIES or ways * len(found) > MOST_STEPS:
            return None
        found = {
            (a + way[0], b + way[1], c + way[2], d + way[3])
            for way in splits(sorted(options), number)
            for a, b, c, d in found
        }
        if len(found) > MOST_TALLIES:
            return None
    return found


def splits(options: list[int], number: int) -> Iterator[tuple[int, ...]]:
    """Yield in how many ways so many people can turn out to be one of these."""
    if len(options) == 1:
        yield tuple(number if place == options[0] else 0 for place in range(5))
        return
    for first in range(number + 1):
        for rest in splits(options[1:], number - first):
            yield tuple(rest[place] + (first if place == options[0] else 0) for place in range(5))


def in_each(tallies: set[Tally], factor: Fraction) -> Compared:
    """Compare in each way in which the numbers can turn out."""
    verdict = Verdict(0)
    shares, needs, shorts = set(), set(), set()
    for a, b, c, d in tallies:
        share, needed = Fraction(a, a + b), factor * Fraction(a + c, a + b + c + d)
        verdict |= Verdict.MET if share >= needed else Verdict.NOT_MET
        shares.add(share)
        needs.add(needed)
        shorts.add(max(Fraction(0), needed - share))
    size, met = ({a + b for a, b, _, _ in tallies}, {a for a, _, _, _ in tallies})
    everyone, all_met = {sum(each) for each in tallies}, {a + c for a, _, c, _ in tallies}
    return Compared(
        verdict,
        *(Amount(min(each), max(each)) for each in (shares, needs, shorts, size, met, everyone, all_met)),
    )


def by_its_ends(kinds: Mapping[Options, int], factor: Fraction) -> Compared:
    """Compare the ends of the two shares, each as low and as high as it can be."""
    size, met, share = ends(kinds, {IN_MET}, {IN_NOT})
    everyone, all_met, whole = ends(kinds, {IN_MET, OUT_MET}, {IN_NOT, OUT_NOT})
    assert share.most is not None
    assert whole.most is not None
    needed = Amount(factor * whole.least, factor * whole.most)
    assert needed.most is not None
    verdict = Verdict.MET if share.least >= needed.most else Verdict.MET | Verdict.NOT_MET
    verdict = Verdict.NOT_MET if share.most < needed.least else verdict
    short = Amount(max(Fraction(0), needed.least - share.most), max(Fraction(0), needed.most - share.least))
    return Compared(verdict, share, needed, short, size, met, everyone, all_met)


def ends(kinds: Mapping[Options, int], good: set[int], bad: set[int]) -> tuple[Amount, Amount, Amount]:
    """Return how many there are, how many of them are met, and the share, each from its least to its most."""
    must = {True: 0, False: 0}
    may = {True: 0, False: 0}
    both = certain = 0
    for options, number in kinds.items():
        for kind, side in ((True, good), (False, bad)):
            must[kind] += number if options <= side else 0
            may[kind] += number if options & side else 0
        certain += number if options <= good | bad else 0
        both += number if options & (good | bad) else 0
    low = Fraction(must[True], must[True] + may[False]) if must[True] + may[False] else Fraction(0)
    high = Fraction(may[True], may[True] + must[False]) if may[True] + must[False] else Fraction(0)
    return Amount(certain, both), Amount(must[True], may[True]), Amount(low, high)


# -- what may be shown ---------------------------------------------------------------------------------------


def shown(sizes: Mapping[str, int], others: int, minimum: int) -> frozenset[str]:
    """Return the groups of one characteristic that may be shown beside the number of everyone.

    `sizes` are the people in each group, `others` those in none of them. A group of fewer than `minimum` is hidden,
    and so are further ones, the smallest first, until what is left when the shown ones are taken from everyone tells
    of no small group: it is two groups or more, `minimum` people or more, and neither one person each nor the most that
    each could have. A group of nobody is no group: it is neither shown nor hidden.
    """
    there = {name: size for name, size in sizes.items() if size}
    if sum(there.values()) + others < minimum:
        return frozenset()
    hidden = {name for name, size in there.items() if size < minimum}
    candidates = sorted((size, name) for name, size in there.items() if name not in hidden)
    while candidates and is_told(
        len(hidden) + bool(others), sum(there[name] for name in hidden) + others, minimum
    ):
        hidden.add(candidates.pop(0)[1])
    left = is_told(len(hidden) + bool(others), sum(there[name] for name in hidden) + others, minimum)
    return frozenset() if left else frozenset(there) - hidden


def is_told(groups: int, people: int, minimum: int) -> bool:
    """Whether the number of people in hidden groups together tells how many are in one that is too small."""
    if groups == 0:
        return False
    if groups == 1:
        return people < minimum
    return people < minimum or people in (groups, groups * (minimum - 1))
