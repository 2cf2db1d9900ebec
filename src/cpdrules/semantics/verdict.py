"""Verdicts: what may still turn out, and how the verdicts of parts combine.

A verdict is the non-empty set of outcomes that the facts still leave open. One member is a decided
verdict, more are *undetermined*. New facts only take members away; everything here keeps that law.
Two booleans would not do: "met or not applicable" beside a part that is met is met whatever comes.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs


class Verdict(enum.Flag):
    """The outcomes that are still possible; ``MET | NOT_MET`` says that either may turn out.

    ``Verdict(0)``, nothing possible, is what an empty intersection gives; it is never a judgement.
    """

    MET = enum.auto()
    NOT_MET = enum.auto()
    NOT_APPLICABLE = enum.auto()

    @property
    def decided(self) -> bool:
        """Whether one outcome is left."""
        return self is MET or self is NOT_MET or self is NOT_APPLICABLE

    @property
    def word(self) -> str:
        """The verdict as reports print it: met, not met, not applicable or undetermined."""
        return _WORDS.get(self, "undetermined")

    @property
    def may(self) -> tuple[str, ...]:
        """The possible outcomes as keys, always in the order met, not_met, not_applicable."""
        return tuple(key for key, verdict in _KEYS.items() if verdict in self)

    @classmethod
    def from_may(cls, keys: Iterable[str]) -> Verdict:
        """The verdict with these possible outcomes, the reverse of ``may``.

        Raises ValueError for an unknown key and for no key at all.
        """
        found = cls(0)
        for key in keys:
            if key not in _KEYS:
                raise ValueError(f"{key!r} is no outcome; the outcomes are {', '.join(_KEYS)}")
            found |= _KEYS[key]
        if not found:
            raise ValueError("a verdict needs at least one possible outcome")
        return found


# Looking a member up in its class, and adding two up, are the largest costs of small evaluations.
MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
UNDETERMINED = MET | NOT_MET
ANY = UNDETERMINED | NOT_APPLICABLE
NOTHING = Verdict(0)

_WORDS = {MET: "met", NOT_MET: "not met", NOT_APPLICABLE: "not applicable"}
_KEYS = {word.replace(" ", "_"): verdict for verdict, word in _WORDS.items()}


@attrs.frozen
class All:
    """Every applicable part must be met."""

    def holds(self, met: int, applicable: int) -> bool:
        """Whether these counts satisfy the quorum."""
        return met == applicable

    def swing(self, _elements: int) -> int:
        """How many further elements can turn every result that further elements can turn."""
        return 1


@attrs.frozen
class Count:
    """At least ``count`` parts must be met, or all that apply where fewer apply."""

    count: int = attrs.field(validator=attrs.validators.ge(0))

    def holds(self, met: int, applicable: int) -> bool:
        """Whether these counts satisfy the quorum."""
        return met >= min(self.count, applicable)

    def swing(self, _elements: int) -> int:
        """How many further elements can turn every result that further elements can turn."""
        return max(self.count, 1)


@attrs.frozen
class Share:
    """At least this share of the applicable parts must be met, compared exactly; from 0 to 1."""

    share: Fraction = attrs.field()

    @share.validator
    def _check_share(self, _attribute: object, share: Fraction) -> None:
        if not 0 <= share <= 1:
            raise ValueError(f"a share is from 0 to 1, not {share}")

    def holds(self, met: int, applicable: int) -> bool:
        """Whether these counts satisfy the quorum."""
        return met * self.share.denominator >= self.share.numerator * applicable

    def swing(self, elements: int) -> int:
        """How many further elements can turn every result that further elements can turn.

        With n elements, n·p ÷ (1 - p) further met ones lift even a list of failures to the share p,
        and more than n·(1 - p) ÷ p further failures pull even a list of successes below it. A share
        of 1 cannot be lifted and a share of 0 cannot be missed; then one end needs no element.
        """
        taken, left = self.share.numerator, self.share.denominator - self.share.numerator
        lift = -(-elements * taken // left) if left else 0
        sink = elements * left // taken + 1 if taken else 0
        return max(lift, sink, 1)


Quorum: TypeAlias = All | Count | Share


def lapses(verdict: Verdict) -> bool:
    """Whether it may turn out not to apply."""
    return verdict is NOT_APPLICABLE or (not verdict.decided and NOT_APPLICABLE in verdict)


def all_of(parts: Sequence[Verdict]) -> Verdict:
    """Every applicable part met. Parts that do not apply are left out; with none left, not applicable."""
    return _combine(parts, All())


def enough_of(parts: Sequence[Verdict], count: int) -> Verdict:
    """At least ``count`` of the parts met, or all that apply where fewer apply.

    Raises ValueError for a negative count.
    """
    return _combine(parts, Count(count))


def share_of(parts: Sequence[Verdict], share: Fraction) -> Verdict:
    """Met parts at least ``share`` times the applicable parts, compared exactly.

    Raises ValueError for a share outside 0 to 1.
    """
    return _combine(parts, Share(share))


@attrs.frozen
class Element:
    """One member of a list that is judged for each.

    ``certain`` is False where it is unknown whether the element is in the list at all.
    """

    verdict: Verdict
    certain: bool = True


def loop(elements: Sequence[Element], quorum: Quorum, if_none: Verdict, open_ended: bool) -> Verdict:
    """The verdict of a quorum over a list whose members may not all be known.

    A list with no element at all is ``if_none``, which is the author's to say: otherwise "each
    objective has an outcome" would be kept by a plan without objectives. Elements of which none
    applies are not applicable. ``open_ended``: further elements, any number, of any outcome, may come.
    """
    may = NOTHING if any(element.certain for element in elements) else if_none
    if not elements and not open_ended:
        return may
    if _may_all_lapse(elements, open_ended):
        may |= NOT_APPLICABLE
    # An absent element and one that does not apply differ only in the two cases settled above.
    parts = [e.verdict if e.certain else e.verdict | NOT_APPLICABLE for e in elements]
    further = quorum.swing(len(parts)) if open_ended else 0
    return may | _applicable_outcomes(parts, quorum, further)


def _may_all_lapse(elements: Sequence[Element], open_ended: bool) -> bool:
    """Whether the list may hold something and yet nothing in it apply."""
    lapsing = [lapses(element.verdict) for element in elements]
    others = all(lapses or not e.certain for lapses, e in zip(lapsing, elements, strict=True))
    return others and (open_ended or any(lapsing))


def _combine(parts: Sequence[Verdict], quorum: Quorum) -> Verdict:
    """The outcomes of a quorum over parts that are all there."""
    may = _applicable_outcomes(parts, quorum, further=0)
    if all(lapses(part) for part in parts):
        may |= NOT_APPLICABLE
    return may


def _applicable_outcomes(parts: Sequence[Verdict], quorum: Quorum, further: int) -> Verdict:
    """Of *met* and *not met*, those that may turn out, with up to ``further`` parts still to come.

    Every quorum is monotone: a part serves it best as met, then as not applicable, then as not met,
    and worst in the reverse order. So the best and the worst world alone decide.
    """
    met, lapsed = parts.count(MET), parts.count(NOT_APPLICABLE)
    settled = met + lapsed + parts.count(NOT_MET) == len(parts)
    is_open = () if settled else [part for part in parts if not part.decided]
    applicable = len(parts) - lapsed + further
    best_met = met + further + sum(MET in part for part in is_open)
    if not quorum.holds(0, 1):
        best_applicable = applicable - sum(MET not in part and lapses(part) for part in is_open)
    else:
        # A quorum that asks nothing is met by any part that applies, even by one that is not met.
        best_applicable = applicable
    worst_applicable = applicable - sum(NOT_MET not in part and lapses(part) for part in is_open)
    may_meet = best_applicable > 0 and quorum.holds(best_met, best_applicable)
    may_fail = worst_applicable > 0 and not quorum.holds(met, worst_applicable)
    if may_meet:
        return UNDETERMINED if may_fail else MET
    return NOT_MET if may_fail else NOTHING
