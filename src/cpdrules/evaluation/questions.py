"""Questions to one fact as closures: is it one of these, is it enough, is it early enough, is it listed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from cpdrules.evaluation.in_force import in_force
from cpdrules.evaluation.lookup import moment_of, reader
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth, truth
from cpdrules.loading.facts import YES
from cpdrules.records.bound import NONE, Quantity, Thing, Value
from cpdrules.rules.conditions import THIS, Moment, Test, path_to
from cpdrules.rules.quantities import Constant, Named, OfRecord, Percent
from cpdrules.rules.quantities import Quantity as RuleQuantity
from cpdrules.rules.vocabulary import Entries, Field, NamedList, first_words
from cpdrules.semantics import (
    Amount,
    Relation,
    Verdict,
    compare,
    format_hours,
    format_number,
    parse_amount,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

Answer = Callable[[Value, Thing, "Context"], Truth]


def words_of(test: Test) -> str:
    """Say briefly what is asked, for the reason why an item does not count."""
    said = []
    if test.is_ is not None:
        said.append(" or ".join(test.is_))
    if test.except_ is not None:
        said.append("anything but " + " or ".join(test.except_))
    for name in ("at_least", "at_most", "more_than", "less_than"):
        quantity = getattr(test, name)
        if quantity is not None:
            said.append(f"{name.replace('_', ' ')} {quantity_words(quantity)}")
    for name in ("on_or_before", "on_or_after", "earlier_than", "later_than"):
        if (moment := getattr(test, name)) is not None:
            said.append(f"{name.replace('_', ' ')} {moment_words(moment)}")
    if test.every is not None:
        said.append(f"every {test.every}")
    if test.recorded:
        said.append("written down")
    for name in ("contains", "starts_with", "listed_in", "free_of"):
        if (text := getattr(test, name)) is not None:
            said.append(f"{name.replace('_', ' ')} {text}")
    return " and ".join(said)


def quantity_words(quantity: RuleQuantity) -> str:
    """Say a number, the name of one, or a percentage, as a rule file would write it."""
    match quantity:
        case Constant(value):
            return format_hours(value)
        case Named(name):
            return name
        case OfRecord(fact):
            return fact
        case Percent(percent=percent, of=of):
            if isinstance(percent, Named):
                return f"{percent.name} per cent"
            return f"{format_number(percent)}%" + (f" of {of}" if of is not None else "")
        case _:
            assert_never(quantity)


def moment_words(moment: Moment) -> str:
    """Say a day, or a distance from one."""
    if moment.distance is None:
        return str(moment.anchor)
    lengths = ((word, getattr(moment.distance, word)) for word in ("years", "months", "weeks", "days"))
    told = " and ".join(f"{count} {word if count != 1 else word[:-1]}" for word, count in lengths if count)
    return f"{told} {moment.direction.replace('_', ' ')} {moment.anchor}"


def answers_to(test: Test, field: Field | None, plan: Plan) -> list[Answer]:
    """Return how to answer each part of a test."""
    answers: list[Answer] = []
    if test.is_ is not None:
        numeric = field is not None and field.kind in ("number", "unit")
        answers.append(_is_number(test.is_, field, plan) if numeric else _is(test.is_, field))
    if test.except_ is not None:
        answers.append(_except(test.except_))
    for relation in Relation:
        quantity = getattr(test, relation.value)
        if quantity is not None:
            answers.append(_number(relation, quantity, field, plan))
    if test.every is not None:
        answers.append(_every(test.every))
    for word in ("on_or_before", "on_or_after", "earlier_than", "later_than"):
        moment = getattr(test, word)
        if moment is not None:
            answers.append(_day(word, moment))
    if test.recorded:
        answers.append(lambda value, *_: truth(value is not NONE and value != ()))
    if test.contains is not None:
        contained = test.contains.casefold()
        answers.append(lambda value, *_: truth(value is not NONE and contained in str(value).casefold()))
    if test.starts_with is not None:
        start = test.starts_with.casefold()
        answers.append(lambda value, *_: truth(value is not NONE and str(value).casefold().startswith(start)))
    if test.listed_in is not None:
        answers.append(_of_list(plan.lists[test.listed_in], _listed, plan))
    if test.free_of is not None:
        answers.append(_of_list(plan.lists[test.free_of], _free, plan))
    return answers


def _is(values: tuple[str, ...], field: Field | None) -> Answer:
    """Whether a fact is one of some values; of a fact with many, whether one of them is."""
    if field is not None and field.kind == "yes_no":
        wanted = {value in YES for value in values}
        return lambda value, *_: truth(value in wanted)
    plain = frozenset(values)

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        if isinstance(value, tuple):
            return truth(not plain.isdisjoint(value))
        return TRUE if value in plain else FALSE

    def ask_this(value: Value, thing: Thing, context: Context) -> Truth:
        among = plain | {context.in_hand}
        return truth(not among.isdisjoint(value) if isinstance(value, tuple) else value in among)

    return ask_this if THIS in plain else ask


def _is_number(values: tuple[str, ...], field: Field | None, plan: Plan) -> Answer:
    """Whether a number, or an amount in the unit of its field, is one of some numbers."""
    numbers = [parse_amount(value) for value in values]
    home = field.unit if field is not None else None

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        if not isinstance(value, Quantity):
            return truth(value in numbers)
        amount = plan.converted(value, home, context)
        inside = [n for n in numbers if amount.least <= n and (amount.most is None or n <= amount.most)]
        return truth(bool(inside)) if amount.is_exact or not inside else UNKNOWN

    return ask


def _except(values: tuple[str, ...]) -> Answer:
    excluded = frozenset(values)

    def ask(value: Value, _thing: Thing, _context: Context) -> Truth:
        if isinstance(value, tuple):
            return truth(any(each not in excluded for each in value))
        return truth(value is not NONE and value not in excluded)

    return ask


def _number(relation: Relation, quantity: RuleQuantity, field: Field | None, plan: Plan) -> Answer:
    home = field.unit if field is not None else None
    needed, may_be_none = _needed(quantity, home, plan), _may_be_none(quantity, plan)

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        asked = None if value is NONE else needed(thing, context)
        if asked is None:
            return FALSE
        verdict = compare(plan.recorded(value, home, context), relation, asked)
        if verdict is Verdict.MET and may_be_none(thing, context):  # of nothing, no number is enough
            return UNKNOWN
        return TRUE if verdict is Verdict.MET else FALSE if verdict is Verdict.NOT_MET else UNKNOWN

    return ask


def _needed(
    quantity: RuleQuantity, home: str | None, plan: Plan
) -> Callable[[Thing, Context], Amount | None]:
    """Return how to find what a number is compared with; None where the record says that there is none."""
    if not isinstance(quantity, OfRecord):
        amount = plan.quantity(quantity)
        return lambda _, context: amount(context)
    read = reader(path_to(quantity.fact))

    def recorded(thing: Thing, context: Context) -> Amount | None:
        other = read(thing, context)
        return None if other is NONE else plan.recorded(other, home, context)

    return recorded


def _may_be_none(quantity: RuleQuantity, plan: Plan) -> Callable[[Thing, Context], bool]:
    """Return how to find whether what a number is compared with is not recorded, and may be recorded as nothing."""
    path = path_to(quantity.fact) if isinstance(quantity, OfRecord) else None
    if path is None or path.field not in plan.may_be_none:
        return lambda *_: False
    read = reader(path)
    return lambda thing, context: read(thing, context) is None


def _every(step: int) -> Answer:
    return lambda value, *_: truth(value is not NONE and _fraction(value) % step == 0)


def _fraction(value: Value) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _day(word: str, moment: Moment) -> Answer:
    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        if value is NONE:
            return FALSE
        asked = moment_of(moment, context, thing)
        if asked is None:
            return UNKNOWN
        if asked is NONE:
            return FALSE  # somebody wrote that there is no such day
        assert isinstance(value, datetime.date)
        assert isinstance(asked, datetime.date)
        match word:
            case "on_or_before":
                return truth(value <= asked)
            case "on_or_after":
                return truth(value >= asked)
            case "earlier_than":
                return truth(value < asked)
            case _:
                return truth(value > asked)

    return ask


def _of_list(named: NamedList, answer: Callable[[Entries | None], Answer], plan: Plan) -> Answer:
    """Ask of the entries in force; where several may be, it is known what all of them answer."""
    if not named.is_dated:
        return answer(named.plain)
    of_any, by_day = answer(None), {each.since: answer(each.entries) for each in named.by_date}

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        found, may_be_any = in_force(named.by_date, plan, context)
        asked = [*(by_day[each.since] for each in found), *([of_any] if may_be_any else [])]
        told = {each(value, thing, context) for each in asked}
        return told.pop() if len(told) == 1 else UNKNOWN

    return ask


def _listed(listed: Entries | None) -> Answer:
    if listed is None:
        return lambda value, *_: FALSE if value is NONE else UNKNOWN
    entries = frozenset(first_words(listed))

    def ask(value: Value, _thing: Thing, _context: Context) -> Truth:
        if isinstance(value, tuple):
            return truth(any(each in entries for each in value))
        return truth(value in entries)

    return ask


def _free(listed: Entries | None) -> Answer:
    if listed is None:
        return lambda value, *_: TRUE if value is NONE else UNKNOWN
    entries = tuple(entry.casefold() for entry in first_words(listed))
    return lambda value, *_: truth(
        value is NONE or not any(entry in str(value).casefold() for entry in entries)
    )
