"""A record as a vocabulary sees it: typed facts, or unknown."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from fractions import Fraction

import attrs

from cpdrules.records.record import Evidence, Record
from cpdrules.semantics import Amount
from cpdrules.source import Diagnostic


class NoneGiven(enum.Enum):
    """The mark of a fact of which somebody wrote that there is none."""

    NONE = "none"


NONE = NoneGiven.NONE


@attrs.frozen
class Quantity:
    """A recorded amount in the unit in which it was written."""

    number: Fraction
    unit: str
    amount: Amount = attrs.field(init=False, eq=False, repr=False)

    @amount.default
    def _amount(self) -> Amount:
        return Amount.exactly(self.number)


Value = str | bool | Fraction | datetime.date | Quantity | tuple[str, ...] | tuple[Evidence, ...] | NoneGiven


@attrs.frozen
class Thing:
    """One item of a list, or one part of the record. A fact that is not in `values` is unknown."""

    id: str
    values: Mapping[str, Value]
    title: str | None = None


@attrs.frozen
class Bound:
    """A record in the words of one rule set.

    `lists` holds None for a list that is not written, and only what is done. `planned` holds the items that say
    `planned: true`. `silences` counts the facts answered by `if_absent`. `supposed` holds the facts, as thing and
    field, that nobody wrote and that are filled in to see what would follow.
    """

    record: Record
    singles: Mapping[str, Thing]
    lists: Mapping[str, tuple[Thing, ...] | None]
    silences: Mapping[str, int]
    notices: tuple[Diagnostic, ...] = ()
    planned: Mapping[str, tuple[Thing, ...]] = attrs.field(factory=dict)
    supposed: frozenset[tuple[str, str]] = frozenset()

    def completed(self) -> Bound:
        """Return the record in which what is planned was done."""
        done = {name: (*(self.lists[name] or ()), *things) for name, things in self.planned.items()}
        return attrs.evolve(self, lists={**self.lists, **done}, planned={})
