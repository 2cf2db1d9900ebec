"""The numbers of a scheme for one record: its rows, its dates and its reductions, each with what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from cpdrules.evaluation.in_force import in_force, open_gap
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.steps import rounded_to
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN
from cpdrules.records.bound import NONE, Quantity
from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.conditions import Condition, Path
from cpdrules.rules.parameters import (
    DatedValue,
    InProportion,
    NotBelow,
    Parameter,
    ReadOff,
    Reduction,
    RoundReduced,
    Subtract,
    TableRow,
)
from cpdrules.rules.quantities import ToBeSet
from cpdrules.semantics import ANYTHING, Amount, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ZERO = Fraction(0)


def value_of(parameter: Parameter, plan: Plan, context: Context) -> Amount:
    """Return what a parameter is for the record and the period in hand."""
    if parameter.add:
        amount = Amount.total(plan.parameter(name, context) for name in parameter.add)
    else:
        amount = of_rows(parameter, plan, context)
    for reduction in parameter.reductions:
        amount = reduced(amount, reduction, plan, context)
    return amount


def as_at(parameter: Parameter, context: Context) -> Context:
    """Return the context of the day whose facts choose among the rows."""
    match parameter.as_at:
        case None | "any_day":
            return context
        case "day_of_judging":
            return context.with_window(Period(context.on, context.on))
        case word:
            if context.window is None:
                return context
            day = context.window.first if word == "period_start" else context.window.last
            return context.with_window(Period(day, day))


def of_rows(parameter: Parameter, plan: Plan, context: Context) -> Amount:
    """Return what the rows give: those that hold, those that may, and the row for everyone else."""
    taken: list[Amount] = []
    possible: list[Amount] = []
    chosen_at = as_at(parameter, context)
    for row in parameter.rows:
        if row.when is None:
            rest = dated(row.otherwise or (), plan, context)
            return combined(parameter, taken, possible, rest)
        told = plan.case(row.when).ask(NOTHING, chosen_at)
        value = dated(row.value or (), plan, context)
        if told == TRUE:
            if parameter.take in (None, "first"):
                return Amount.hull([*possible, value])
            taken.append(value)
        elif told == UNKNOWN:
            possible.append(value)
    raise AssertionError("the last row is for everyone else")


def dated(values: tuple[DatedValue, ...], plan: Plan, context: Context) -> Amount:
    """Return the value in force on the day that chooses; anything when none is set."""
    found, may_be_any = in_force(values, plan, context)
    return Amount.hull([*map(as_set, found), *([ANYTHING] if may_be_any else [])])


def as_set(value: DatedValue) -> Amount:
    """Return a number that is written, or anything where the adopter has still to set it."""
    return ANYTHING if isinstance(value.value, ToBeSet) else Amount.exactly(value.value)


# -- reductions ----------------------------------------------------------------------------------------------


def reduced(amount: Amount, reduction: Reduction, plan: Plan, context: Context) -> Amount:
    """Return what is left after one step, which may be for some people only."""
    told = TRUE
    if reduction.when is not None:
        told = plan.case(reduction.when).ask(NOTHING, context)
    if told == FALSE:
        return amount
    after = done(amount, reduction, plan, context)
    return after if told == TRUE else Amount.hull([amount, after])


def done(amount: Amount, reduction: Reduction, plan: Plan, context: Context) -> Amount:
    """Return an amount after one step."""
    match reduction:
        case Subtract(subtract=quantity):
            less = plan.quantity(quantity)(context)
            least = ZERO if less.most is None else max(ZERO, amount.least - less.most)
            return Amount(least, None if amount.most is None else max(ZERO, amount.most - less.least))
        case InProportion(in_proportion_to=path, of=whole):
            part = number_at(path, plan, context)
            most_part = Fraction(1) if part.most is None else min(Fraction(1), part.most / whole)
            least = amount.least * min(Fraction(1), part.least / whole)
            return Amount(least, None if amount.most is None else amount.most * most_part)
        case ReadOff(read_off=path, rows=rows):
            return read_off(rows, number_at(path, plan, context))
        case RoundReduced(round=to):
            return rounded_to(to, amount)
        case NotBelow(not_below=quantity):
            floor = plan.quantity(quantity)(context)
            most = None if amount.most is None or floor.most is None else max(amount.most, floor.most)
            return Amount(max(amount.least, floor.least), most)
        case _:
            assert_never(reduction)


def read_off(rows: tuple[TableRow, ...], number: Amount) -> Amount:
    """Return what the rows give that a number may fall in."""
    ends = [*(row.at_least for row in rows[1:]), None]
    return Amount.hull(
        Amount.exactly(row.is_)
        for row, end in zip(rows, ends, strict=True)
        if (end is None or number.least < end) and (number.most is None or number.most >= row.at_least)
    )


def number_at(path: Path, plan: Plan, context: Context) -> Amount:
    """Return a number of the record, or what a measure comes to; anything while it is not known."""
    if path.section is None:
        return plan.amounts[str(path.field)](context).amount
    value = context.single(str(path.section), str(path.field))
    if isinstance(value, Quantity):
        field = plan.sections[str(path.section)].field(str(path.field))
        return plan.converted(value, field.unit if field else None, context)
    if value is NONE:
        return Amount.exactly(0)
    return Amount.exactly(value) if isinstance(value, Fraction) else ANYTHING


# -- what is not known ---------------------------------------------------------------------------------------


def gaps_of(parameter: Parameter, plan: Plan, context: Context) -> list[Gap]:
    """Return what keeps a parameter from being one number."""
    if plan.parameter(parameter.name, context).is_exact:
        return []
    gaps: list[Gap] = [gap for name in parameter.add for gap in gaps_of(plan.parameters[name], plan, context)]
    chosen_at = as_at(parameter, context)
    gaps.extend(open_conditions((row.when for row in parameter.rows), plan, chosen_at))
    gaps.extend(
        gap for reduction in parameter.reductions for gap in gaps_of_reduction(reduction, plan, context)
    )
    return gaps or gaps_of_values(parameter, plan, context)


def gaps_of_values(parameter: Parameter, plan: Plan, context: Context) -> list[Gap]:
    """Return what is not known of the values of rows: they are to be set, or none is in force yet.

    What else they wait for is the period, and whoever asks in which names that.
    """
    gaps: list[Gap] = []
    for row in parameter.rows:
        told = plan.case(row.when).ask(NOTHING, as_at(parameter, context)) if row.when is not None else TRUE
        values = row.value or row.otherwise or ()
        if told != FALSE and not dated(values, plan, context).is_exact:
            found, _ = in_force(values, plan, context)
            is_to_be_set = any(isinstance(each.value, ToBeSet) for each in found)
            if is_to_be_set or not found:
                gaps.append(open_gap(f"parameters.{parameter.name}", found, is_to_be_set, plan, context))
        if told == TRUE and parameter.take in (None, "first"):
            break
    return gaps


def gaps_of_reduction(reduction: Reduction, plan: Plan, context: Context) -> list[Gap]:
    """Return what is not known of one step."""
    gaps = open_conditions([reduction.when], plan, context)
    match reduction:
        case InProportion(in_proportion_to=path) | ReadOff(read_off=path):
            if path.section is None:
                gaps.extend(plan.amounts[str(path.field)](context).gaps)
            elif context.single(path.section, str(path.field)) is None:
                gaps.append(Gap(kind=GapKind.NOT_RECORDED, fact=str(path)))
        case Subtract(subtract=quantity) | NotBelow(not_below=quantity):
            gaps.extend(plan.parameter_gaps(quantity, context))
    return gaps


def open_conditions(conditions: Iterable[Condition | None], plan: Plan, context: Context) -> list[Gap]:
    """Return the facts on which it depends whether conditions hold."""
    return [
        gap
        for condition in conditions
        if condition is not None and plan.case(condition).ask(NOTHING, context) == UNKNOWN
        for gap in plan.single_gaps(plan.case(condition), context)
    ]


# -- rows that overlap ---------------------------------------------------------------------------------------


def combined(parameter: Parameter, taken: list[Amount], possible: list[Amount], rest: Amount) -> Amount:
    """Combine the rows that hold, those that may, and the row for everyone else."""
    if parameter.take in (None, "first"):
        return Amount.hull([*possible, rest])
    if parameter.take == "sum":
        return sum_of(taken, possible, rest)
    sure = taken or ([] if possible else [rest])
    outcomes = [highest(sure)] if sure else [rest]
    outcomes += [highest([*taken, each]) for each in possible]
    return Amount.hull(outcomes)


def sum_of(taken: list[Amount], possible: list[Amount], rest: Amount) -> Amount:
    """Return the sum of the rows that hold, with and without those that may."""
    sure = Amount.total(taken) if taken else None
    with_all = Amount.total([*taken, *possible]) if possible else None
    outcomes = [each for each in (sure, with_all) if each is not None]
    if sure is None:
        outcomes += [rest, *possible]
    return Amount.hull(outcomes)


def highest(amounts: list[Amount]) -> Amount:
    """Return the highest of amounts that all hold."""
    mosts = [each.most for each in amounts if each.most is not None]
    most = max(mosts) if len(mosts) == len(amounts) else None
    return Amount(max(each.least for each in amounts), most)
