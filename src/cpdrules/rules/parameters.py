"""Parameters: the numbers of a scheme, dated, cited, and dependent on facts about the person."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.amended import Amended
from cpdrules.rules.conditions import Condition, Path
from cpdrules.rules.keys import HIDDEN, key, name, place
from cpdrules.rules.measures import Round
from cpdrules.rules.quantities import Quantity, ToBeSet
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span


@attrs.frozen
class DatedValue:
    """A number and the first day on which it holds; without a day it has always held."""

    since: datetime.date | None = attrs.field(metadata={HIDDEN: True})
    value: Fraction | ToBeSet = key("the number, or `to_be_set`", name="is", positional=True)
    reference: Reference | None = key("where it comes from", default=None, positional=True)
    place: Span | None = place()


@attrs.frozen
class ParameterCase:
    """One row of a parameter: for whom, and the value. `otherwise` is the row for everyone else."""

    when: Condition | None = key("for whom the row holds", default=None)
    value: tuple[DatedValue, ...] | None = key("what the parameter is for them", default=None)
    otherwise: tuple[DatedValue, ...] | None = key(
        "in the last row, alone: what it is for everyone else",
        default=None,
    )
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class ReductionBase:
    """What every step of a reduction may say."""

    when: Condition | None = key("for whom it is done; for everyone, when left out", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class Subtract(ReductionBase):
    """So much less, and never less than nothing."""

    subtract: Quantity = key("how much less")


@attrs.frozen(kw_only=True)
class InProportion(ReductionBase):
    """A reduction in proportion to a number, such as working time or months in practice."""

    in_proportion_to: Path = key("the number, or measure of time, in whose proportion it is reduced")
    of: Fraction = key("the number that means no reduction, as does any above it")


@attrs.frozen
class TableRow:
    """One row of a table: from which number on, and what the parameter is then."""

    at_least: Fraction = key("the number from which the row holds")
    is_: Fraction = key("what the parameter is from there on", name="is")
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class ReadOff(ReductionBase):
    """The parameter is read off a table by a number, such as months in practice."""

    read_off: Path = key("the number, or measure of time, by which the table is read")
    rows: tuple[TableRow, ...] = key("the table, lowest first; its first row holds from 0")


@attrs.frozen(kw_only=True)
class RoundReduced(ReductionBase):
    """What has come out so far is rounded."""

    round: Round = key("the step and the direction")


@attrs.frozen(kw_only=True)
class NotBelow(ReductionBase):
    """What has come out so far is never less than this."""

    not_below: Quantity = key("the least that is ever asked")


Reduction = Subtract | InProportion | ReadOff | RoundReduced | NotBelow


@attrs.frozen
class Parameter:
    """A number of the scheme."""

    name: str = name()
    unit: str | None = key(
        "what it counts, as what it is compared with; left out for things",
        names="unit",
        default=None,
    )
    value: tuple[DatedValue, ...] | None = key(
        "the number; `to_be_set` leaves it to the adopter, and until then it is unknown", default=None
    )
    cases: tuple[ParameterCase, ...] = key("in place of `value`: rows by facts about the person", default=())
    take: Literal["first", "highest", "sum"] | None = key(
        "which row counts for a person who meets several; needed with more than one `when`", default=None
    )
    add: tuple[str, ...] = key(
        "in place of `value`: parameters to add up, each after its own reductions",
        default=(),
        names="parameters",
    )
    as_at: Literal["period_start", "period_end", "day_of_judging", "any_day"] | None = key(
        "the day whose facts choose a row; needed where a row asks for an item that lasts",
        default=None,
    )
    reduce: Literal["never"] | tuple[Reduction, ...] | None = key(
        "`never`, or the reductions, done in this order", default=None
    )
    title: str | None = key("a heading", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()
    amended: tuple[Amended, ...] = attrs.field(default=(), metadata={HIDDEN: True})

    @property
    def rows(self) -> tuple[ParameterCase, ...]:
        """The cases; a parameter with one value is one row for everyone, and a sum of others has none."""
        if self.add:
            return ()
        return self.cases or (ParameterCase(otherwise=self.value, place=self.place),)

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """The reductions in order; none where it says `never`, or nothing."""
        return self.reduce if isinstance(self.reduce, tuple) else ()

    @property
    def is_to_be_set(self) -> bool:
        """Whether a value of it is left to the adopter."""
        rows = [row.value or row.otherwise or () for row in self.rows]
        return any(isinstance(dated.value, ToBeSet) for row in rows for dated in row)
