"""The steps that are done to each item's amount: each keeps the order of amounts, so the ends are enough."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

import attrs

from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.truth import FALSE, TRUE
from cpdrules.records.bound import NONE, Quantity, Thing
from cpdrules.rules.measures import (
    Award,
    AwardStep,
    CapStep,
    ConvertStep,
    DivideStep,
    FieldOfItem,
    MultiplyStep,
    Round,
    RoundStep,
    Step,
)
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import ANYTHING, Amount, rounded

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

Do = Callable[[Amount, Thing, "Context"], Amount]
NONE_AT_ALL = Amount.exactly(0)


@attrs.frozen
class Done:
    """A step made ready: what is done, and to which items."""

    do: Do
    where: Prepared

    def __call__(self, amount: Amount, thing: Thing, context: Context) -> Amount:
        """Return the amount after the step; both where it is not known whether it is done."""
        told = self.where.ask(thing, context) if self.where.clauses else TRUE
        if told == FALSE:
            return amount
        after = self.do(amount, thing, context)
        return after if told == TRUE else Amount.hull([amount, after])


@attrs.frozen
class Steps:
    """All steps of a measure in their order, and the facts of an item that they look at."""

    done: tuple[Done, ...]
    fields: tuple[str, ...]
    conditions: tuple[Prepared, ...]
    of_item_alone: bool

    def __call__(self, amount: Amount, thing: Thing, context: Context) -> Amount:
        """Return an item's amount after all steps."""
        for step in self.done:
            amount = step(amount, thing, context)
        return amount


def steps_of(steps: tuple[Step, ...], home: str, plan: Plan, section: Section) -> Steps:
    """Make steps ready for the items of a list, whose amounts come in a unit."""
    made: list[Done] = []
    fields: list[str] = []
    for step in steps:
        if isinstance(step, AwardStep) and isinstance(step.award, Award):
            continue  # a table is what the item claims, not a step on it
        where = prepare(step.where, plan, section, None)
        made.append(Done(doing(step, home, plan), where))
        fields.extend(str(path.field) for path in where.paths if path.section is None)
        fields.extend(fields_of(step))
        home = step.convert if isinstance(step, ConvertStep) else home
    conditions = tuple(each.where for each in made if each.where.clauses)
    alone = all(path.section is None for each in conditions for path in each.paths)
    alone = alone and not any(each.unset for each in conditions)  # numbers and lists may change by date
    converts = any(isinstance(step, ConvertStep) for step in steps)
    return Steps(tuple(made), tuple(dict.fromkeys(fields)), conditions, alone and not converts)


def fields_of(step: Step) -> list[str]:
    """Return the fields of the item that a step multiplies or divides by."""
    if isinstance(step, MultiplyStep) and isinstance(step.multiply, FieldOfItem):
        return [step.multiply.name]
    return [step.divide_by] if isinstance(step, DivideStep) else []


def doing(step: Step, home: str, plan: Plan) -> Do:
    """Return what a step does."""
    match step:
        case AwardStep(award=award):
            assert isinstance(award, Fraction)
            given = Amount.exactly(award)
            return lambda *_: given
        case ConvertStep(convert=unit):
            return lambda amount, _, context: converted(amount, plan.rate(unit, home, context))
        case RoundStep(round=to):
            return lambda amount, *_: rounded_to(to, amount)
        case MultiplyStep(multiply=factor):
            if isinstance(factor, Fraction):
                return lambda amount, *_: amount.times(factor)
            return lambda amount, thing, context: times(amount, number_in(thing, factor.name))
        case DivideStep(divide_by=name):
            return lambda amount, thing, context: divided(amount, number_in(thing, name))
        case CapStep(count_at_most=most):
            return lambda amount, *_: capped(amount, most)
        case _:
            assert_never(step)


def number_in(thing: Thing, name: str) -> Amount:
    """Return a number of the item; anything while it is not recorded."""
    value = thing.values.get(name)
    number = value.number if isinstance(value, Quantity) else value
    if number is NONE:
        return NONE_AT_ALL
    return Amount.exactly(number) if isinstance(number, Fraction) else ANYTHING


def times(amount: Amount, factor: Amount) -> Amount:
    """Return an amount multiplied by another; nothing times no bound is nothing."""
    if NONE_AT_ALL in (amount, factor):
        return NONE_AT_ALL
    most = None if amount.most is None or factor.most is None else amount.most * factor.most
    return Amount(amount.least * factor.least, most)


def divided(amount: Amount, among: Amount) -> Amount:
    """Return an amount divided among so many, one or more; of a number below one nobody knows what is meant."""
    least, most = max(Fraction(1), among.least), among.most
    return Amount(
        Fraction(0) if most is None else amount.least / max(Fraction(1), most),
        None if amount.most is None else amount.most / least,
    )


def converted(amount: Amount, rate: Amount) -> Amount:
    """Return an amount in another unit, one of which is so many of its own."""
    least = Fraction(0) if rate.most is None or rate.most == 0 else amount.least / rate.most
    return Amount(least, None if amount.most is None or rate.least == 0 else amount.most / rate.least)


def capped(amount: Amount, most: Fraction) -> Amount:
    """Return an amount that is at most so much."""
    return Amount(min(amount.least, most), most if amount.most is None else min(amount.most, most))


def rounded_to(to: Round, amount: Amount) -> Amount:
    """Round both ends of an amount."""
    most = None if amount.most is None else rounded(amount.most, to.step, to.toward)
    return Amount(rounded(amount.least, to.step, to.toward), most)
