"""How a number that is needed was found: the row that holds, and each reduction, with the facts that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cpdrules.evaluation.conditions import prepare, shown
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.parameters import as_at, number_at, of_rows, reduced
from cpdrules.evaluation.questions import quantity_words
from cpdrules.evaluation.truth import FALSE, TRUE, min_truth
from cpdrules.report.finding import Working
from cpdrules.rules.conditions import Condition, FieldClause, HasClause, MeetsClause, Path, SomeOfClause
from cpdrules.rules.parameters import (
    InProportion,
    NotBelow,
    Parameter,
    ReadOff,
    Reduction,
    RoundReduced,
    Subtract,
)
from cpdrules.rules.quantities import Named, Percent, Quantity
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Amount, format_number

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

MOST_ITEMS = 5


def working_of(quantity: Quantity, plan: Plan, context: Context) -> tuple[Working, ...]:
    """Return the steps by which a parameter came to its number; none for a number that holds for everyone."""
    match quantity:
        case Named(name) | Percent(of=str(name)) if name in plan.parameters:
            return tuple(steps_of(plan.parameters[name], plan, context))
        case _:
            return ()


def steps_of(parameter: Parameter, plan: Plan, context: Context) -> Iterator[Working]:
    """Yield the steps of a parameter, those of what it adds up first."""
    for name in parameter.add:
        yield from steps_of(plan.parameters[name], plan, context)
    taken = [each for each in parameter.reductions if told_of(each, plan, context) != FALSE]
    by = setter_of(parameter.name, plan.ruleset)
    if by is None and not (parameter.add or parameter.cases or taken):
        return
    if parameter.add:
        amount = Amount.total(plan.parameter(name, context) for name in parameter.add)
    else:
        amount = of_rows(parameter, plan, context)
    if by is not None:
        values = (by, *([str(parameter.reference)] if parameter.reference else []))
        yield Working(parameter=parameter.name, step="set", values=values, amount=amount)
    if parameter.add:
        yield Working(parameter=parameter.name, step="add", values=parameter.add, amount=amount)
    elif parameter.cases or taken:
        values = tuple(rows_told(parameter, plan, context))
        yield Working(parameter=parameter.name, step="row", values=values, amount=amount)
    for each in taken:
        amount = reduced(amount, each, plan, context)
        facts = facts_told(each.when, plan, context) if each.when is not None else ()
        values = (said_of(each, plan, context), *facts)
        yield Working(parameter=parameter.name, step=word_of(each), values=values, amount=amount)


def setter_of(name: str, ruleset: RuleSet) -> str | None:
    """Return the id of the text that filled in a number which a text before left open; None for one that did not."""
    above = ruleset.id
    for below in ruleset.origins:
        if name in below.sets:
            return above if f"parameters.{name}" not in below.amends else None
        above = below.id
    return None


def told_of(reduction: Reduction, plan: Plan, context: Context) -> int:
    """Return whether a reduction is for this person."""
    return TRUE if reduction.when is None else plan.case(reduction.when).ask(NOTHING, context)


def word_of(reduction: Reduction) -> str:
    """Return the key that a reduction is written with."""
    match reduction:
        case Subtract():
            return "subtract"
        case InProportion():
            return "in_proportion_to"
        case ReadOff():
            return "read_off"
        case RoundReduced():
            return "round"
        case NotBelow():
            return "not_below"


def said_of(reduction: Reduction, plan: Plan, context: Context) -> str:
    """Say what a reduction does, with the number of the record that it goes by."""
    match reduction:
        case Subtract(subtract=quantity) | NotBelow(not_below=quantity):
            return quantity_words(quantity)
        case InProportion(in_proportion_to=path, of=whole):
            return f"{path} {number_told(path, plan, context)} of {format_number(whole)}"
        case ReadOff(read_off=path):
            return f"{path} {number_told(path, plan, context)}"
        case RoundReduced(round=to):
            return f"{to.toward} to {format_number(to.step)}"


def number_told(path: Path, plan: Plan, context: Context) -> str:
    """Write a number of the record; a question mark where it is not known."""
    number = number_at(path, plan, context)
    return format_number(number.least) if number.is_exact else "?"


def rows_told(parameter: Parameter, plan: Plan, context: Context) -> Iterator[str]:
    """Yield the facts for which rows hold, or may; nothing where the row for everyone else does."""
    chosen_at = as_at(parameter, context)
    for row in parameter.rows:
        told = FALSE if row.when is None else plan.case(row.when).ask(NOTHING, chosen_at)
        if row.when is not None and told != FALSE:
            yield from facts_told(row.when, plan, chosen_at)
            if told == TRUE and parameter.take in (None, "first"):
                return


def facts_told(condition: Condition, plan: Plan, context: Context) -> tuple[str, ...]:
    """Return the facts that a condition on the case rests on, as the record says them."""
    return tuple(dict.fromkeys(_facts(condition, plan, context)))


def _facts(condition: Condition, plan: Plan, context: Context) -> Iterator[str]:
    for clause in condition.clauses:
        match clause:
            case FieldClause(path=Path(section=str(section), field=str(field))) if section in plan.sections:
                value = context.single(section, field)
                yield f"{section}.{field}: {'?' if value is None else shown(value)}"
            case HasClause(has, where):
                found = list(items_told(has, where, plan, context))
                yield f"{has}: {', '.join(found[:MOST_ITEMS])}" + (" …" if len(found) > MOST_ITEMS else "")
            case MeetsClause(meets):
                yield from _facts(plan.definitions[meets].condition, plan, context)
            case SomeOfClause(some_of):
                for each in some_of:
                    if plan.case(each).ask(NOTHING, context) != FALSE:
                        yield from _facts(each, plan, context)
            case FieldClause(path=Path(section=None, field=str(field))) if field in plan.amounts:
                yield f"{field}: {number_told(clause.path, plan, context)}"


def items_told(name: str, where: Condition, plan: Plan, context: Context) -> Iterator[str]:
    """Yield the items of a list that are as asked, with a question mark behind those that may be."""
    section = plan.sections[name]
    asked = prepare(where, plan, section, None)
    for each in context.bound.lists[name] or ():
        told = min_truth(in_window(each, section, context), asked.ask(each, context))
        if told != FALSE:
            yield each.id if told == TRUE else f"{each.id}?"
