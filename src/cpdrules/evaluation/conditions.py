"""Conditions as closures: true, false or unknown of one item, and which facts they ask."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from cpdrules.evaluation.beginnings import begins_later
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.links import link_of, linked_things
from cpdrules.evaluation.lookup import reader
from cpdrules.evaluation.questions import answers_to, words_of
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth, any_of, min_truth
from cpdrules.records.bound import NONE, Quantity, Thing
from cpdrules.report.finding import Gap, Reason
from cpdrules.rules.conditions import (
    A_MEASURE,
    THIS,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Path,
    SomeOfClause,
    Test,
    path_to,
)
from cpdrules.rules.periods import FirstFull, Repeating
from cpdrules.rules.quantities import OfRecord
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import Relation, Verdict, compare, format_number

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

Ask = Callable[[Thing, "Context"], Truth]
OF_THIS = Path(THIS, None)


@attrs.frozen
class Clause:
    """One thing asked: the closure, the facts it looks at, and its words for a report.

    `field` is the one fact of an item that it asks about, where the vocabulary closes it: there are only so many
    reasons for which it can be false, and each is made once. `why` says in another way why it is false, and `gaps`
    which facts beyond the item's own would settle it. `link` is the fact of an item that has to name the element in
    hand, where that is all that is asked.
    """

    ask: Ask
    paths: tuple[Path, ...]
    words: str
    unset: tuple[Test, ...] = ()
    field: str | None = None
    why: Callable[[Thing, Context], Reason] | None = None
    gaps: Callable[[Thing, Context], tuple[Gap, ...]] | None = None
    link: str | None = None
    _reasons: dict[Any, Reason] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def refusal_of(self, thing: Thing, context: Context) -> Reason:
        """Say how an item answers what is asked, when that is otherwise than asked."""
        if self.why is not None:
            return self.why(thing, context)
        if self.field is None:
            return self._refusal_of(thing)
        value = thing.values.get(self.field)
        reason = self._reasons.get(value)
        if reason is None:
            reason = self._reasons[value] = self._refusal_of(thing)
        return reason

    def _refusal_of(self, thing: Thing) -> Reason:
        names = [str(path.field) for path in self.paths if path.section is None]
        facts = [(name, thing.values.get(name)) for name in names]
        said = "; ".join(f"{name}: {shown(value)}" for name, value in facts if value is not None)
        return Reason("not_as_asked", (said, self.words))


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

    def told(self, thing: Thing, context: Context) -> Truth | Clause:
        """Return true or unknown, or the first clause that is false."""
        answer = TRUE
        for clause in self.clauses:
            told = clause.ask(thing, context)
            if told == FALSE:
                return clause
            answer |= told
        return UNKNOWN if answer & FALSE else TRUE

    def refusal(self, thing: Thing, context: Context) -> Clause | None:
        """Return the first clause that is false."""
        return next((clause for clause in self.clauses if clause.ask(thing, context) == FALSE), None)

    def also(self, clause: Clause) -> Prepared:
        """Return the condition with one thing more asked, after all others."""
        paths = dict.fromkeys((*self.paths, *clause.paths))
        return Prepared((*self.clauses, clause), tuple(paths), (*self.unset, *clause.unset))


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
                lambda thing, ctx: any_of([option.ask(thing, ctx) for option in options]), paths, words, unset
            )
    raise AssertionError(clause)


def has_clause(name: str, where: Condition, plan: Plan, this: Section | Field | str | None) -> Clause:
    """Prepare `has`: such an item exists in the period in hand."""
    section = plan.sections[name]
    inner = prepare(where, plan, section, this)

    def told(context: Context) -> Truth:
        things = linked_things((inner,), name, context)
        answers = [min_truth(in_window(each, section, context), inner.ask(each, context)) for each in things]
        found = any_of(answers)
        return UNKNOWN if found == FALSE and context.openness(name).is_open else found

    def ask(_: Thing, context: Context) -> Truth:
        key = ("has", id(inner))  # the same of whatever item it is asked
        if key not in context.cache:
            context.cache[key] = told(context)
        answer: Truth = context.cache[key]
        return answer

    inside = [Path(name, path.field) if path.section is None else path for path in inner.paths]
    day = [Path(name, each) for each in (section.dated_by, section.until) if each is not None]
    return Clause(ask, tuple(dict.fromkeys((Path(name, None), *day, *inside))), f"has {name}")


def field_clause(
    path: Path, test: Test, plan: Plan, section: Section | None, this: Section | Field | str | None
) -> Clause:
    """Prepare what is asked of one fact; where there is no item in hand, a name alone is a measure's."""
    if section is None and path.section is None:
        return measure_clause(str(path.field), test, plan)
    if path.section is not None and path.section in plan.periods and path.section not in plan.sections:
        return number_clause(path.section, test, plan)
    field = plan.field_at(path, section, this)
    read = reader(path)
    answers = answers_to(test, field, plan)
    unset = (test,) if plan.may_be_unset(test) else ()
    closed, paths = None, (path, *compared_with(test), *((OF_THIS,) if THIS in (test.is_ or ()) else ()))
    link = link_of(path, test, field)
    if field is not None and path.section is None and not field.many and field.kind in ("choice", "yes_no"):
        closed = field.name
    if len(answers) == 1:
        single = answers[0]

        def ask_one(thing: Thing, context: Context) -> Truth:
            value = read(thing, context)
            return UNKNOWN if value is None else single(value, thing, context)

        return Clause(ask_one, paths, words_of(test), unset, closed, link=link)

    def ask(thing: Thing, context: Context) -> Truth:
        value = read(thing, context)
        if value is None:
            return UNKNOWN
        told = [answer(value, thing, context) for answer in answers]
        return FALSE if FALSE in told else UNKNOWN if UNKNOWN in told else TRUE

    return Clause(ask, paths, words_of(test), unset, closed)


def compared_with(test: Test) -> tuple[Path, ...]:
    """Return the dates and numbers of the record with which a question compares a day or a number."""
    days = (test.on_or_before, test.on_or_after, test.earlier_than, test.later_than)
    numbers = [getattr(test, relation.value) for relation in Relation]
    return (
        *(day.path for day in days if day is not None and day.path is not None),
        *(path_to(number.fact) for number in numbers if isinstance(number, OfRecord)),
    )


def number_clause(name: str, test: Test, plan: Plan) -> Clause:
    """Prepare what is asked of the number of a period, counted from the first: 1, 2, 3 and so on."""
    named = plan.periods[name]
    assert isinstance(named, Repeating)
    answers = answers_to(test, Field(name="number", kind="number"), plan)

    def ask(thing: Thing, context: Context) -> Truth:
        held = context.holding(named, context.window.last) if context.window is not None else None
        if held is None:
            is_before = context.window is not None and context.cadence(named) is not None
            return FALSE if is_before or begins_later(name, context) else UNKNOWN
        told = [answer(Fraction(held[0] + 1), thing, context) for answer in answers]
        return FALSE if FALSE in told else UNKNOWN if UNKNOWN in told else TRUE

    starts = named.starts
    path = (
        starts if isinstance(starts, Path) else starts.on_or_after if isinstance(starts, FirstFull) else None
    )
    paths = (Path(name, "number"), *((path,) if path is not None else ()), *compared_with(test))
    return Clause(ask, paths, words_of(test), (test,) if plan.may_be_unset(test) else ())


def measure_clause(name: str, test: Test, plan: Plan) -> Clause:
    """Prepare what is asked of what a measure comes to."""
    asked = [
        (relation, plan.quantity(quantity))
        for relation in Relation
        if (quantity := getattr(test, relation.value)) is not None
    ]

    def ask(_: Thing, context: Context) -> Truth:
        amount = plan.amounts[name](context).amount
        verdicts = [compare(amount, relation, needed(context)) for relation, needed in asked]
        if Verdict.NOT_MET in verdicts:
            return FALSE
        return TRUE if all(verdict is Verdict.MET for verdict in verdicts) else UNKNOWN

    return Clause(ask, (Path(A_MEASURE, name),), words_of(test), (test,) if plan.may_be_unset(test) else ())


def shown(value: object) -> str:
    """Return a fact as a report prints it."""
    if value is NONE or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return format_number(value)
    if isinstance(value, Quantity):
        return f"{value.amount} {value.unit}" + ("" if value.number == 1 else "s")
    if isinstance(value, tuple):
        return ", ".join(str(getattr(each, "kind", each)) for each in value)
    return str(value)
