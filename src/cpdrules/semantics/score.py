"""Scores: the weighted mean of what parts are worth, and the band it falls in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from cpdrules.semantics.amount import Amount
from cpdrules.semantics.exact import exact_sum
from cpdrules.semantics.verdict import UNDETERMINED, Verdict

NotApplicable: TypeAlias = Literal["left_out", "full_marks", "nothing"]
"""What a part that does not apply does to the mean: is left out of it, counts 1 in it, or counts 0."""

_ONE = Fraction(1)


@attrs.frozen
class Mark:
    """What one part is worth, from ``least`` to ``most``, and its weight, which is above zero.

    A part that must not apply has no worth: both ends are None. Raises ValueError for ends that do
    not fit, and for a weight that is not above zero.
    """

    weight: Fraction = attrs.field()
    least: Fraction | None
    most: Fraction | None
    may_not_apply: bool = False
    must_not_apply: bool = attrs.field(default=False)

    @weight.validator
    def _check_weight(self, _attribute: object, weight: Fraction) -> None:
        if weight <= 0:
            raise ValueError("a weight is above zero")

    @must_not_apply.validator
    def _check_ends(self, _attribute: object, must_not_apply: bool) -> None:
        if must_not_apply:
            if (self.least, self.most) != (None, None):
                raise ValueError("a part that does not apply has no worth")
        elif self.least is None or self.most is None or self.least > self.most:
            raise ValueError("a part that may apply is worth from its least to its most")

    @classmethod
    def of(cls, verdict: Verdict, weight: Fraction = _ONE) -> Mark:
        """The mark of a verdict: met is worth 1, not met 0, undetermined from the one to the other."""
        if not verdict & UNDETERMINED:
            return cls(weight, None, None, must_not_apply=True)
        least, most = Fraction(int(Verdict.NOT_MET not in verdict)), Fraction(int(Verdict.MET in verdict))
        return cls(weight, least, most, Verdict.NOT_APPLICABLE in verdict)


def score(marks: Sequence[Mark], not_applicable: NotApplicable) -> Amount | None:
    """The weighted mean of the marks, over every way the parts may turn out.

    ``left_out`` takes the mean over the applicable parts, the other two over all parts. Where no part
    applies there is no score: None if that is certain, and otherwise such worlds are not in the bounds.
    """
    if all(mark.must_not_apply for mark in marks):
        return None
    if not_applicable == "left_out":
        return Amount(_mean_of_some(marks, 1), _mean_of_some(marks, -1))
    lapsed = _ONE if not_applicable == "full_marks" else Fraction(0)
    return Amount(_mean_of_all(marks, lapsed, 1), _mean_of_all(marks, lapsed, -1))


def band(amount: Amount, bands: Sequence[tuple[Fraction, str]]) -> tuple[str, str] | None:
    """The names of the lowest and the highest band the score may fall in.

    Each band runs from its number, which is in it, to the next. None where an end of the score lies
    below every band.
    """
    rising = sorted(bands, key=lambda start: start[0])
    low = [name for start, name in rising if start <= amount.least]
    high = [name for start, name in rising if amount.most is None or start <= amount.most]
    return (low[-1], high[-1]) if low else None


def _worth(mark: Mark, sign: int) -> Fraction | None:
    """The worth that makes ``sign`` times the mean smallest; None where the part cannot apply."""
    return mark.least if sign > 0 else mark.most


def _mean_of_some(marks: Sequence[Mark], sign: int) -> Fraction:
    """The extreme mean (lowest for sign 1, highest for -1) over the parts that apply.

    Parts that may not apply come in one by one, the most extreme first, while they move the mean.
    """
    worths = [(sign * worth, mark) for mark in marks if (worth := _worth(mark, sign)) is not None]
    worths.sort(key=lambda pair: (pair[1].may_not_apply, pair[0]))
    weight, weighted = Fraction(0), Fraction(0)
    for worth, mark in worths:
        if not mark.may_not_apply or not weight or worth * weight < weighted:
            weight += mark.weight
            weighted += mark.weight * worth
    return sign * weighted / weight


def _mean_of_all(marks: Sequence[Mark], lapsed: Fraction, sign: int) -> Fraction:
    """The extreme mean over all parts, one that does not apply being worth ``lapsed``."""
    values: list[Fraction] = []
    back: list[Fraction] = []  # what it would cost to have a part apply that now does not
    for mark in marks:
        worth = _worth(mark, sign)
        gives_way = worth is None or (mark.may_not_apply and sign * lapsed < sign * worth)
        value = lapsed if worth is None or gives_way else worth
        values.append(mark.weight * value)
        if worth is not None:
            back.append(mark.weight * (worth - value) * sign)
    # In the world where nothing applies there is no score, so the cheapest part must.
    loss = min(back)
    return (exact_sum(values) + sign * loss) / exact_sum(mark.weight for mark in marks)
