"""What one item claims before any limit: its recorded amount or an award, after its own steps."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.families import Family, family_of
from cpdrules.evaluation.steps import NONE_AT_ALL, Steps, steps_of
from cpdrules.loading.facts import typed
from cpdrules.records.bound import NONE, Quantity, Thing, Value
from cpdrules.report.finding import Reason
from cpdrules.rules.measures import Award, Count, Sum, table_of
from cpdrules.rules.vocabulary import NamedList, Section
from cpdrules.semantics import ANYTHING, Amount

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ONE = Amount.exactly(1)


@attrs.frozen
class OneEach:
    """Every item claims one: a count."""

    fields: tuple[str, ...] = ()
    conditions: tuple[Prepared, ...] = ()
    of_item_alone = True

    def __call__(self, thing: Thing, context: Context) -> Amount:
        """Return one."""
        return ONE

    def why_nothing(self, thing: Thing, context: Context) -> Reason:
        """Say why an item claims nothing; a count never does."""
        return Reason("nothing")


@attrs.frozen
class Recorded:
    """An item claims the amount that it records, after the steps.

    `family` where the amount is a part of another, or has parts. `of_item_alone` where
    no unit is converted, which may depend on the person and the period.
    """

    plan: Plan
    field: str
    home: str | None
    steps: Steps
    fields: tuple[str, ...]
    of_item_alone: bool
    family: Family | None

    def __call__(self, thing: Thing, context: Context) -> Amount:
        """Return what the item claims; while it is not recorded any amount, or what the other parts leave."""
        recorded = self.plan.recorded(thing.values.get(self.field), self.home, context)
        if self.family is not None:
            recorded = self.family.narrowed(recorded, thing, context)
        return self.steps(recorded, thing, context)

    @property
    def conditions(self) -> tuple[Prepared, ...]:
        """The conditions of the steps."""
        return self.steps.conditions

    def why_nothing(self, thing: Thing, context: Context) -> Reason:
        """Say why an item claims nothing: it records nothing, or the steps leave nothing of it."""
        value = thing.values.get(self.field)
        recorded = value.number if isinstance(value, Quantity) else value
        return Reason(
            "recorded_as_nothing" if recorded in (NONE, 0) else "steps_leave_nothing", (self.field,)
        )


@attrs.frozen
class Awarded:
    """An item claims what a table gives to it."""

    award: Award
    table: NamedList
    dated_by: str | None
    steps: Steps
    fields: tuple[str, ...]
    of_item_alone: bool

    def __call__(self, thing: Thing, context: Context) -> Amount:
        """Return what the table gives; nothing for an item that is not in it, anything while that is unknown."""
        return self.steps(self.awarded(thing), thing, context)

    def awarded(self, thing: Thing) -> Amount:
        """Return what the table gives."""
        word = thing.values.get(self.award.matching)
        table = self.table.plain
        if table is None:
            return ANYTHING
        if word is None:
            rows = [self.given(row) for row in table]
            return Amount.hull([NONE_AT_ALL, *map(Amount.exactly, rows)])
        rows_of = [row for row in table if self.column(row, 0) == word]
        day = thing.values.get(self.dated_by or "")
        if self.award.since is None:
            return Amount.exactly(self.given(rows_of[-1])) if rows_of else NONE_AT_ALL
        if not isinstance(day, datetime.date):
            return Amount.hull([NONE_AT_ALL, *(Amount.exactly(self.given(row)) for row in rows_of)])
        usable = sorted((since, row) for row in rows_of if (since := self.since(row)) <= day)
        return Amount.exactly(self.given(usable[-1][1])) if usable else NONE_AT_ALL

    def column(self, row: str | tuple[str, ...], index: int) -> str:
        """Return a column of a row."""
        return row if isinstance(row, str) else row[index]

    def given(self, row: str | tuple[str, ...]) -> Fraction:
        """Return the amount that a row gives."""
        value = self._typed(row, self.award.give)
        number = value.number if isinstance(value, Quantity) else value
        assert isinstance(number, Fraction)
        return number

    def since(self, row: str | tuple[str, ...]) -> datetime.date:
        """Return the first day on which a row may be used."""
        day = self._typed(row, str(self.award.since))
        assert isinstance(day, datetime.date)
        return day

    def _typed(self, row: str | tuple[str, ...], name: str) -> Value:
        index = next(i for i, field in enumerate(self.table.fields) if field.name == name)
        return typed(self.table.fields[index], self.column(row, index))

    @property
    def conditions(self) -> tuple[Prepared, ...]:
        """The conditions of the steps."""
        return self.steps.conditions

    def why_nothing(self, thing: Thing, context: Context) -> Reason:
        """Say why the table gives nothing."""
        value = thing.values.get(self.award.matching)
        if value is NONE:
            return Reason("recorded_as_nothing", (self.award.matching,))
        word = str(value)
        listed = [row for row in self.table.plain or () if self.column(row, 0) == word]
        if listed and self.award.since is not None:
            return Reason(
                "not_yet_listed", (word, self.award.list, min(self.since(row) for row in listed).isoformat())
            )
        return Reason("not_listed", (word, self.award.list))


Claim = OneEach | Recorded | Awarded


EACH = OneEach()


def claim_of(measure: Sum | Count, plan: Plan, section: Section) -> Claim:
    """Make ready what each item claims under a measure; measures that claim the same share it."""
    if isinstance(measure, Count):
        return EACH
    key = ("claim", measure.from_, measure.sum, measure.steps)
    if key not in plan.prepared:
        plan.prepared[key] = _claim_of(measure, plan, section)
    found: Claim = plan.prepared[key]
    return found


def _claim_of(measure: Sum, plan: Plan, section: Section) -> Claim:
    award = table_of(measure)
    field = section.field(measure.sum)
    home = field.unit if field is not None and award is None else None
    if award is not None:
        table = plan.lists[award.list]
        gives = next(each for each in table.fields if each.name == award.give)
        steps = steps_of(measure.steps, gives.unit or "", plan, section)
        fields = (award.matching, *steps.fields)
        return Awarded(award, table, section.dated_by, steps, fields, steps.of_item_alone)
    steps = steps_of(measure.steps, home or "", plan, section)
    fields = (measure.sum, *steps.fields)
    family = family_of(plan, section, measure.sum)
    return Recorded(plan, measure.sum, home, steps, fields, not plan.units and steps.of_item_alone, family)
