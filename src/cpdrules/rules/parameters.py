"""Parameters: the numbers of a scheme, dated, cited, and dependent on facts about the person."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.conditions import Condition, Path
from cpdrules.rules.keys import key, name, place
from cpdrules.rules.quantities import ToBeSet
from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span


@attrs.frozen
class DatedValue:
    """A number and the first day on which it holds; without a day it has always held."""

    since: datetime.date | None
    value: Fraction | ToBeSet
    reference: Reference | None = None
    place: Span | None = place()


@attrs.frozen
class ParameterCase:
    """One row of a parameter: for whom, and the value. `otherwise` is the row for everyone else."""

    when: Condition | None = key("for whom the row holds", default=None)
    value: tuple[DatedValue, ...] | None = key(
        "the number, or numbers by the day from which each holds", default=None
    )
    otherwise: tuple[DatedValue, ...] | None = key(
        "the number for everyone whom no row above takes", default=None
    )
    reference: Reference | None = key("where the row comes from", default=None)
    place: Span | None = place()


@attrs.frozen
class Reduction:
    """A reduction in proportion to a number of the person, such as working time."""

    in_proportion_to: Path = key("the number of the record that reduces it")
    of: Fraction = key("the number that means no reduction")
    place: Span | None = place()


@attrs.frozen
class Parameter:
    """A number of the scheme."""

    name: str = name()
    unit: str | None = key("what it counts: hour, point, year", default=None)
    value: tuple[DatedValue, ...] | None = key(
        "the number, numbers by the day from which each holds, or `to_be_set`", default=None
    )
    cases: tuple[ParameterCase, ...] = key("rows by facts about the person", default=())
    take: Literal["first", "highest", "sum"] | None = key(
        "which row counts when a person meets several; needed with more than one `when`", default=None
    )
    reduce: Literal["never"] | tuple[Reduction, ...] | None = key(
        "`never`, or what reduces it, in order", default=None
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
