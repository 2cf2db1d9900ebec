"""Parameters: the numbers of a scheme, dated, cited, and dependent on facts about the person."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.conditions import Condition, Path
from cpdrules.rules.keys import HIDDEN, key, name, place
from cpdrules.rules.quantities import ToBeSet
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span


@attrs.frozen
class DatedValue:
    """A number and the first day on which it holds; without a day it has always held."""

    since: datetime.date | None = attrs.field(metadata={HIDDEN: True})
    value: Fraction | ToBeSet = key("the number, or `to_be_set`", name="is", positional=True)
    reference: Reference | None = key("where this number comes from", default=None, positional=True)
    place: Span | None = place()


@attrs.frozen
class ParameterCase:
    """One row of a parameter: for whom, and the value. `otherwise` is the row for everyone else."""

    when: Condition | None = key("for whom the row holds", default=None)
    value: tuple[DatedValue, ...] | None = key("what the parameter is for them", default=None)
    otherwise: tuple[DatedValue, ...] | None = key(
        "in the last row, in place of `when` and `value`: what it is for everyone whom no row above takes",
        default=None,
    )
    reference: Reference | None = key("where the row comes from", default=None)
    place: Span | None = place()


@attrs.frozen
class Reduction:
    """A reduction in proportion to a number of the person, such as working time."""

    in_proportion_to: Path = key(
        "the number of the record, such as working time, in whose proportion it is reduced"
    )
    of: Fraction = key("the number that means no reduction; a larger one never raises the parameter")
    place: Span | None = place()


@attrs.frozen
class Parameter:
    """A number of the scheme."""

    name: str = name()
    unit: str | None = key(
        "what it counts, the same as what it is compared with; left out for a number of things",
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
    reduce: Literal["never"] | tuple[Reduction, ...] | None = key(
        "`never`, or the reductions, in order; what they give is not rounded", default=None
    )
    title: str | None = key("a heading", default=None)
    reference: Reference | None = key("where the number comes from", default=None)
    place: Span | None = place()

    @property
    def rows(self) -> tuple[ParameterCase, ...]:
        """The cases; a parameter with one value is one row for everyone."""
        return self.cases or (ParameterCase(otherwise=self.value, place=self.place),)

    @property
    def is_to_be_set(self) -> bool:
        """Whether a value of it is left to the adopter."""
        rows = [row.value or row.otherwise or () for row in self.rows]
        return any(isinstance(dated.value, ToBeSet) for row in rows for dated in row)
