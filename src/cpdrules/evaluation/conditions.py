"""Conditions as closures: true, false or unknown of one item, and which facts they ask."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.loading.bind import YES
from cpdrules.records.bound import NONE, Quantity, Thing, Value
from cpdrules.rules.conditions import (
    THIS,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
)
from cpdrules.rules.vocabulary import Field, NamedList, Section
from cpdrules.semantics import Amount, Relation, Verdict, after, before, beginning_with, compare, parse_amount

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

TRUE, FALSE, UNKNOWN = 1, 2, 3
Truth = int
Ask = Callable[[Thing, "Context"], Truth]
Answer = Callable[[Value, Thing, "Context"], Truth]
NOTHING = Thing("", {})


@attrs.frozen
class Clause:
    """One thing asked: the closure, the facts it looks at, and its words for a report."""

    ask: Ask
    paths: tuple[Path, ...]
    words: str
    unset: tuple[Test, ...] = ()


@attrs.frozen
class Prepared:
    """A condition, ready to be asked of many items."""

    clauses: tuple[Clause, ...]
    paths: tuple[Path, ...]
    unset: tuple[Test, ...] = ()

    def ask(self, thing: Thing, context: Context) -> Truth:
        """Return whether the condition holds: false as soon as one clause is, else unknown if one is."""
        answer = TRUE
        for clause in self.clauses:
            told = clause.ask(thing, context)
            if told == FALSE:
                return FALSE
            answer |= told
        return UNKNOWN if answer & FALSE else TRUE

    def refusal(self, thing: Thing, context: Context) -> Clause | None:
        """Return the first clause that is false."""
        return next((clause for clause in self.clauses if clause.ask(thing, context) == FALSE), None)


def any_of(answers: list[Truth]) -> Truth:
    """Return whether one of several holds."""
    if TRUE in answers:
        return TRUE
    return UNKNOWN if UNKNOWN in answers else FALSE


def prepare(
    condition: Condition, plan: Plan, section: Section | None, this: Section | Field | str | None
) -> Prepared:
    """Turn a condition into closures, for items of a section and a `this` of a kind."""
    clauses = tuple(_clause(clause, plan, section, this) for clause in condition.clauses)
    paths = dict.fromkeys(path for clause in clauses for path in clause.paths)
    return Prepared(clauses, tuple(paths), tuple(test for clause in clauses for test in clause.unset))


def _clause(
    clause: object, plan: Plan, section: Section | None, this: Section | Field | str | None
) -> Clause:
    match clause:
        case FieldClause(path, test):
            return field_clause(path, test, plan, section, this)
        case MeetsClause(meets):
            inner = prepare(plan.definitions[meets].condition, plan, section, this)
            return Clause(inner.ask, inner.paths, meets, inner.unset)
        case HasClause(has, where):
            return has_clause(has, where, plan, this)
        case SomeOfClause(some_of):
            options = [prepare(each, plan, section, this) for each in some_of]
            paths = tuple(dict.fromkeys(path for option in options for path in option.paths))
            unset = tuple(test for option in options for test in option.unset)
            words = " or ".join(" and ".join(c.words for c in option.clauses) for option in options)
            return Clause(
                lambda thing, ctx: any_of([option.ask(thing, ctx) for option in options]), paths, words
            )
    raise AssertionError(clause)


def has_clause(name: str, where: Condition, plan: Plan, this: Section | Field | str | None) -> Clause:
    """Prepare `has`: such an item exists in the period in hand."""
    section = plan.sections[name]
    inner = prepare(where, plan, section, this)

    def ask(_: Thing, context: Context) -> Truth:
        answers = [
            min_truth(in_window(each, section, context), inner.ask(each, context))
            for each in context.bound.lists[name] or ()
        ]
        found = any_of(answers)
        return UNKNOWN if found == FALSE and context.openness(name).is_open else found

    return Clause(ask, (Path(name, None),), f"has {name}")


def min_truth(one: Truth, other: Truth) -> Truth:
    """Return whether both hold."""
    if FALSE in (one, other):
        return FALSE
    return UNKNOWN if UNKNOWN in (one, other) else TRUE


def in_window(thing: Thing, section: Section, context: Context) -> Truth:
    """Return whether an item lies in the period in hand."""
    if section.dated_by is None:
        return TRUE
    day = thing.values.get(section.dated_by)
    if day is None or context.window is None:
        return UNKNOWN
    if day is NONE:
        return FALSE
    assert isinstance(day, datetime.date)
    return TRUE if context.window.first <= day <= context.window.last else FALSE


def reader(path: Path) -> Callable[[Thing, Context], Value | None]:
    """Return how to look a fact up; None is an unknown one."""
    name = str(path.field)
    if path.section is None:
        return lambda thing, _: thing.values.get(name)
    if path.section != THIS:
        section = path.section
        return lambda _, context: context.single(section, name)
    if path.field is None:
        return lambda _, context: context.this if isinstance(context.this, str) else None

    def of_this(_: Thing, context: Context) -> Value | None:
        assert isinstance(context.this, Thing)
        return context.this.values.get(name)

    return of_this


def field_clause(
    path: Path, test: Test, plan: Plan, section: Section | None, this: Section | Field | str | None
) -> Clause:
    """Prepare what is asked of one fact."""
    field = plan.field_at(path, section, this)
    read = reader(path)
    answers = list(_answers(test, field, plan))
    unset = (test,) if plan.may_be_unset(test) else ()
    if len(answers) == 1:
        single = answers[0]

        def ask_one(thing: Thing, context: Context) -> Truth:
            value = read(thing, context)
            return UNKNOWN if value is None else single(value, thing, context)

        return Clause(ask_one, (path,), words_of(test), unset)

    def ask(thing: Thing, context: Context) -> Truth:
        value = read(thing, context)
        if value is None:
            return UNKNOWN
        told = [answer(value, thing, context) for answer in answers]
        return FALSE if FALSE in told else UNKNOWN if UNKNOWN in told else TRUE

    return Clause(ask, (path,), words_of(test), unset)


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
            said.append(
                f"{name.replace('_', ' ')} {getattr(quantity, 'value', None) or getattr(quantity, 'name', '')}"
            )
    for name in ("on_or_before", "on_or_after", "earlier_than", "later_than"):
        if (moment := getattr(test, name)) is not None:
            said.append(f"{name.replace('_', ' ')} {moment.anchor}")
    if test.recorded:
        said.append("written down")
    for name in ("contains", "starts_with", "listed_in", "free_of"):
        if (text := getattr(test, name)) is not None:
            said.append(f"{name.replace('_', ' ')} {text}")
    return " and ".join(said)


def truth(holds: bool) -> Truth:
    """Return true or false."""
    return TRUE if holds else FALSE


def _answers(test: Test, field: Field | None, plan: Plan) -> list[Answer]:
    answers: list[Answer] = []
    if test.is_ is not None:
        answers.append(_is(test.is_, field))
    if test.except_ is not None:
        answers.append(_except(test.except_))
    for relation in Relation:
        quantity = getattr(test, relation.value)
        if quantity is not None:
            answers.append(_number(relation, plan.quantity(quantity), field, plan))
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
        answers.append(_listed(plan.lists[test.listed_in]))
    if test.free_of is not None:
        answers.append(_free(plan.lists[test.free_of]))
    return answers


def _is(values: tuple[str, ...], field: Field | None) -> Answer:
    """Whether a fact is one of some values; of a fact with many, whether one of them is."""
    if field is not None and field.kind == "yes_no":
        wanted = {value in YES for value in values}
        return lambda value, *_: truth(value in wanted)
    if field is not None and field.kind in ("number", "unit"):
        numbers = {parse_amount(value) for value in values}
        return lambda value, *_: truth((value.number if isinstance(value, Quantity) else value) in numbers)
    plain = frozenset(values)

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        among = plain
        if THIS in plain:
            this = context.this
            among = plain | {this if isinstance(this, str) else this.id if this else ""}
        if isinstance(value, tuple):
            return truth(any(each in among for each in value))
        return truth(value in among)

    return ask


def _except(values: tuple[str, ...]) -> Answer:
    excluded = frozenset(values)

    def ask(value: Value, _thing: Thing, _context: Context) -> Truth:
        if isinstance(value, tuple):
            return truth(any(each not in excluded for each in value))
        return truth(value is not NONE and value not in excluded)

    return ask


def _number(
    relation: Relation, needed: Callable[[Context], Amount], field: Field | None, plan: Plan
) -> Answer:
    home = field.unit if field is not None else None

    def ask(value: Value, thing: Thing, context: Context) -> Truth:
        if value is NONE:
            return FALSE
        amount = (
            plan.converted(value, home, context)
            if isinstance(value, Quantity)
            else Amount.exactly(_fraction(value))
        )
        verdict = compare(amount, relation, needed(context))
        return TRUE if verdict is Verdict.MET else FALSE if verdict is Verdict.NOT_MET else UNKNOWN

    return ask


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
        assert isinstance(value, datetime.date)
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


def moment_of(moment: Moment, context: Context, thing: Thing = NOTHING) -> datetime.date | None:
    """Return the day that a moment names; None when it is not known."""
    anchor = _anchor(moment.anchor, context, thing)
    if anchor is None or moment.distance is None:
        return anchor
    match moment.direction:
        case "after":
            return after(anchor, moment.distance)
        case "before":
            return before(anchor, moment.distance)
        case _:
            return beginning_with(anchor, moment.distance).last


def _anchor(anchor: datetime.date | str, context: Context, thing: Thing) -> datetime.date | None:
    if isinstance(anchor, datetime.date):
        return anchor
    if anchor == "day_of_judging":
        return context.on
    if anchor in ("period_start", "period_end"):
        window = context.window
        return None if window is None else window.first if anchor == "period_start" else window.last
    section, _, name = anchor.rpartition(".")
    value = reader(Path(section or None, name))(thing, context)
    return value if isinstance(value, datetime.date) else None


def _listed(named: NamedList) -> Answer:
    if named.values is None:
        return lambda value, *_: FALSE if value is NONE else UNKNOWN
    entries = frozenset(entry if isinstance(entry, str) else entry[0] for entry in named.values)

    def ask(value: Value, _thing: Thing, _context: Context) -> Truth:
        if isinstance(value, tuple):
            return truth(any(each in entries for each in value))
        return truth(value in entries)

    return ask


def _free(named: NamedList) -> Answer:
    if named.values is None:
        return lambda value, *_: TRUE if value is NONE else UNKNOWN
    entries = tuple((entry if isinstance(entry, str) else entry[0]).casefold() for entry in named.values)
    return lambda value, *_: truth(
        value is NONE or not any(entry in str(value).casefold() for entry in entries)
    )
