"""What came of a recommendation of the rule set, once many reports were counted."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from fractions import Fraction

import attrs

from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import format_number

MOST_PLACES = 6
UNDETERMINED = "undetermined"


class Answer(enum.Enum):
    """Whether a recommendation is made."""

    MADE = "made"
    NOT_MADE = "not made"
    UNDETERMINED = "undetermined"


@attrs.frozen(kw_only=True)
class Recommended:
    """One recommendation: whether it is made, and the numbers that say why.

    `rests_on` is the verdict that calls for it, in words. Between `least` and `most` records have that verdict, or may
    have it in the end, of the `of` to which the `requirement` applies or may apply; to `surely` of these it applies for
    certain, or it counts as it stands where that is what calls for it. `more_than` is the percentage it takes, None
    while nobody has set `parameter`; `minimum_records` how many records say anything. `entry` is what it
    adds to `to_list` of the next adoption, None where nothing is new.
    """

    name: str
    title: str
    answer: Answer
    requirement: str
    rests_on: str
    least: int
    most: int
    of: int
    surely: int
    more_than: Fraction | None
    parameter: str | None = None
    minimum_records: int
    entry: str | None = None
    to_list: str | None = None
    reference: Reference | None = None

    @property
    def shares(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest share of records with the verdict; None where no record may have it."""
        return (Fraction(self.least, self.of), Fraction(self.most, self.of)) if self.of else None

    @property
    def reason(self) -> str:
        """Why, in words and numbers."""
        return "; ".join(self._reasons())

    def _reasons(self) -> Iterator[str]:
        all_surely = self.surely == self.of and (self.rests_on != UNDETERMINED or not self.least)
        known = "" if all_surely else " or may apply"
        if self.of < self.minimum_records or self.shares is None:
            yield f"`{self.requirement}` applies{known} to {_counted(self.of)}"
            yield f"fewer than {self.minimum_records} say nothing"
            return
        shares = dict.fromkeys(_percent(share, self.more_than) for share in self.shares)
        numbers = dict.fromkeys((str(self.least), str(self.most)))
        yield (
            f"`{self.requirement}` is {self.rests_on} in {' to '.join(numbers)} of {_counted(self.of)} "
            f"to which it applies{known}: {' to '.join(shares)}"
        )
        if self.more_than is None:
            yield f"how many per cent call for it, `{self.parameter}`, is still to be set"
        else:
            yield f"more than {format_number(self.more_than)}% calls for it"
        if self.surely < self.minimum_records:
            yield f"it may apply to fewer than {self.minimum_records}, which would say nothing"


def answer_of(
    shares: tuple[Fraction, Fraction], records: tuple[int, int], more_than: Fraction | None, minimum: int
) -> Answer:
    """Return whether a recommendation is made, of the least and the most that may turn out.

    `records` is to how many its requirement surely applies, and to how many it may. One and the same way for the open
    records to turn out gives the greatest share and the greatest number, so both may be held against what is asked.
    """
    asked = None if more_than is None else more_than / 100
    if records[1] < minimum or shares[1] <= (asked or 0):
        return Answer.NOT_MADE
    if asked is not None and records[0] >= minimum and shares[0] > asked:
        return Answer.MADE
    return Answer.UNDETERMINED


def _counted(records: int) -> str:
    return f"{records} record{'' if records == 1 else 's'}"


def _percent(share: Fraction, asked: Fraction | None) -> str:
    """Write a share with one decimal, and with more where it would look like another one that is asked."""
    percent = share * 100
    for places in range(1, MOST_PLACES):
        told = round(percent, places)
        if told != asked or percent == asked:
            return f"{format_number(told)}%"
    return f"{format_number(told)}%"
