"""What one item claims before any limit: its recorded amount or an award, after its own steps."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.loading.facts import typed
from cpdrules.records.bound import NONE, Quantity, Thing, Value
from cpdrules.report.finding import Reason
from cpdrules.rules.measures import Award, AwardStep, CapStep, Count, MultiplyStep, RoundStep, Step, Sum
from cpdrules.rules.vocabulary import NamedList, Section
from cpdrules.semantics import Amount, rounded

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ONE = Amount.exactly(1)
NONE_AT_ALL = Amount.exactly(0)
ANY_AMOUNT = Amount(Fraction(0), None)


@attrs.frozen
class OneEach:
    """Every item claims one: a count."""

    fields: tuple[str, ...] = ()
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

    `of_item_alone` where no unit is converted, which may depend on the person and the period.
    """

    plan: Plan
    field: str
    home: str | None
    steps: tuple[Step, ...]
    fields: tuple[str, ...]
    of_item_alone: bool

    def __call__(self, thing: Thing, context: Context) -> Amount:
        """Return what the item claims; any amount while it is not recorded."""
        value = thing.values.get(self.field)
        if value is None:
            return stepped(ANY_AMOUNT, self.steps)
        if value is NONE:
            return NONE_AT_ALL
        if isinstance(value, Quantity):
            return stepped(self.plan.converted(value, self.home, context), self.steps)
        assert isinstance(value, Fraction)
        return stepped(Amount.exactly(value), self.steps)

    def why_nothing(self, thing: Thing, context: Context) -> Reason:
        """Say why an item claims nothing."""
        return Reason("recorded_as_nothing", (self.field,))


@attrs.frozen
class Awarded:
    """An item claims what a table gives to it."""

    award: Award
    table: NamedList
    dated_by: str | None
    steps: tuple[Step, ...]
    fields: tuple[str, ...]
    of_item_alone = True

    def __call__(self, thing: Thing, context: Context) -> Amount:
        """Return what the table gives; nothing for an item that is not in it, anything while that is unknown."""
        word = thing.values.get(self.award.matching)
        if self.table.values is None:
            return stepped(ANY_AMOUNT, self.steps)
        if word is None:
            rows = [self.given(row) for row in self.table.values]
            return stepped(Amount.hull([NONE_AT_ALL, *map(Amount.exactly, rows)]), self.steps)
        rows_of = [row for row in self.table.values if self.column(row, 0) == word]
        day = thing.values.get(self.dated_by or "")
        if self.award.since is None:
            return stepped(Amount.exactly(self.given(rows_of[-1])) if rows_of else NONE_AT_ALL, self.steps)
        if not isinstance(day, datetime.date):
            return stepped(
                Amount.hull([NONE_AT_ALL, *(Amount.exactly(self.given(row)) for row in rows_of)]), self.steps
            )
        usable = sorted((since, row) for row in rows_of if (since := self.since(row)) <= day)
        return stepped(Amount.exactly(self.given(usable[-1][1])) if usable else NONE_AT_ALL, self.steps)

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

    def why_nothing(self, thing: Thing, context: Context) -> Reason:
        """Say why the table gives nothing."""
        value = thing.values.get(self.award.matching)
        if value is NONE:
            return Reason("recorded_as_nothing", (self.award.matching,))
        word = str(value)
        listed = [row for row in self.table.values or () if self.column(row, 0) == word]
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
    award = next((step.award for step in measure.steps if isinstance(step, AwardStep)), None)
    steps = tuple(step for step in measure.steps if not isinstance(step, AwardStep))
    if award is not None:
        return Awarded(award, plan.lists[award.list], section.dated_by, steps, (award.matching,))
    field = section.field(measure.sum)
    home = field.unit if field else None
    return Recorded(plan, measure.sum, home, steps, (measure.sum,), not plan.units)


def stepped(amount: Amount, steps: tuple[Step, ...]) -> Amount:
    """Do the steps in order; each keeps the order of amounts, so the ends are enough."""
    for step in steps:
        most = None if amount.most is None else _step(amount.most, step)
        if most is None and isinstance(step, CapStep):
            most = step.count_at_most
        amount = Amount(_step(amount.least, step), most)
    return amount


def _step(number: Fraction, step: Step) -> Fraction:
    match step:
        case RoundStep(round=rounding):
            return rounded(number, rounding.step, rounding.toward)
        case MultiplyStep(multiply=factor):
            return number * factor
        case CapStep(count_at_most=most):
            return min(number, most)
        case AwardStep():
            raise AssertionError("an award is what the item claims, not a step on it")
