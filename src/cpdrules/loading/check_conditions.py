"""Checks of conditions: do the facts exist, can they be asked that, are the values in their vocabulary."""

from __future__ import annotations

import datetime

from cpdrules.loading.scope import Place, Scope
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
from cpdrules.rules.keys import word, written
from cpdrules.rules.quantities import Named, Percent, Quantity
from cpdrules.rules.vocabulary import Field, NamedList
from cpdrules.semantics import NumberFault, parse_amount
from cpdrules.source import Mapping, Node, Sequence, did_you_mean

DAY_NAMES = ("period_start", "period_end", "day_of_judging")
NUMBER_QUESTIONS = ("at_least", "at_most", "more_than", "less_than")
DAY_QUESTIONS = ("on_or_before", "on_or_after", "earlier_than", "later_than")
QUESTIONS: dict[str, tuple[str, ...]] = {
    "is": ("choice", "yes_no", "number", "unit", "text", "link", "listed"),
    "except": ("choice",),
    **dict.fromkeys(NUMBER_QUESTIONS, ("number", "unit")),
    **dict.fromkeys(DAY_QUESTIONS, ("date",)),
    "recorded": ("date", "yes_no", "text", "number", "evidence", "unit", "choice", "link", "listed"),
    "contains": ("text", "listed"),
    "starts_with": ("text", "listed"),
    "listed_in": ("text", "listed", "choice"),
    "free_of": ("text",),
}
KIND_WORDS = {
    "choice": "one of a list of values", "yes_no": "yes or no", "unit": "an amount", "number": "a number",
    "text": "a text", "date": "a day", "evidence": "evidence", "link": "a link", "listed": "an entry of a list",
}  # fmt: skip


def check_condition(scope: Scope, condition: Condition, place: Place, seen: tuple[str, ...] = ()) -> None:
    """Check every clause of a condition that stands at a place."""
    for clause in condition.clauses:
        node = scope.node(clause)
        match clause:
            case FieldClause(path, test):
                check_test(scope, test, path, place, node)
            case MeetsClause(meets):
                check_definition(scope, meets, place, node, seen)
            case HasClause(has, where):
                section = scope.list_of(has, node)
                if section is not None:
                    check_condition(scope, where, Place(section, place.this), seen)
            case SomeOfClause(some_of):
                if not some_of:
                    node.fault("R009", "`some_of` without a condition never holds")
                for each in some_of:
                    check_condition(scope, each, place, seen)


def check_definition(scope: Scope, name: str, place: Place, node: Node, seen: tuple[str, ...]) -> None:
    """Check a definition where it is used, since that says whose fields it speaks of."""
    if name in seen:
        node.fault("R027", "definitions refer to one another in a ring: " + " → ".join((*seen, name)))
        return
    definition = scope.look_up("definitions", name, node, "definition")
    if definition is not None:
        check_condition(scope, definition.condition, place, (*seen, name))


def check_test(scope: Scope, test: Test, path: Path, place: Place, node: Node) -> None:
    """Check what is asked of one fact."""
    if path == Path(THIS, None):
        check_this(scope, test, place, node)
        return
    field = scope.field_at(path, place, node)
    asked = [(word(each), getattr(test, each.name)) for each in written(Test)]
    asked = [(question, value) for question, value in asked if value is not None]
    if not asked:
        node.fault("R009", f"nothing is asked of `{path}`", "say for example `recorded: true`, or the value")
    if field is None:
        return
    for question, value in asked:
        below = scope.node(test, question)
        if field.kind not in QUESTIONS[question]:
            can = ", ".join(f"`{each}`" for each, kinds in QUESTIONS.items() if field.kind in kinds)
            below.fault(
                "R023",
                f"`{question}` cannot be asked of `{path}`, which is {KIND_WORDS[field.kind]}",
                f"of it can be asked: {can}",
            )
        else:
            check_answer(scope, question, value, field, place, below)


def check_this(scope: Scope, test: Test, place: Place, node: Node) -> None:
    """Check what is asked of the value in hand."""
    if place.this is None:
        node.fault("R023", "`this` stands only inside `for_each` and `for_some`")
    elif isinstance(place.this, Field):
        for value in test.is_ or ():
            check_value(value, place.this, node)
    else:
        node.fault("R023", "`this` alone can only be asked when it is a value; write `this.field`")


def check_answer(scope: Scope, question: str, value: object, field: Field, place: Place, node: Node) -> None:
    """Check the right-hand side of one question."""
    if question in ("is", "except"):
        assert isinstance(value, tuple)
        for index, each in enumerate(value):
            at = node.items[index] if isinstance(node, Sequence) and index < len(node.items) else node
            check_value_or_this(scope, each, field, place, at)
    elif question in NUMBER_QUESTIONS:
        check_quantity(scope, value, node, bases=())  # type: ignore[arg-type]
    elif question in DAY_QUESTIONS:
        assert isinstance(value, Moment)
        check_moment(scope, value, place, node)
    elif question == "recorded" and value is not True:
        node.fault(
            "R004",
            "only `recorded: true` can be asked",
            "what is absent may yet be written, so absence cannot be asked",
        )
    elif question in ("listed_in", "free_of"):
        scope.look_up("lists", str(value), node, "list called")
    elif question in ("contains", "starts_with") and not value:
        node.fault("R004", f"`{question}` needs some words")


def check_value_or_this(scope: Scope, value: str, field: Field, place: Place, node: Node) -> None:
    """Check a value of a vocabulary, or `this` where it can stand for one."""
    if value != THIS:
        check_value(value, field, node)
        return
    this = place.this
    if this is None:
        node.fault("R023", "`this` stands only inside `for_each` and `for_some`")
    elif field.kind == "link" and not (getattr(this, "name", None) == field.target):
        node.fault("R023", f"`this` is not an item of `{field.target}`, which `{field.name}` links to")


def check_value(value: str, field: Field, node: Node) -> None:
    """Check that a value is in the vocabulary of its field."""
    if field.kind == "choice" and value not in field.values:
        listed = ", ".join(f"`{each}`" for each in field.values)
        node.fault(
            "R022",
            f"`{value}` is not a value of `{field.name}`",
            did_you_mean(value, field.values) or f"its values are: {listed}",
        )
    elif field.kind == "yes_no" and value not in ("true", "false", "yes", "no"):
        node.fault("R022", f"`{value}` is neither `true` nor `false`, which `{field.name}` may be")
    elif field.kind in ("number", "unit"):
        try:
            parse_amount(value)
        except NumberFault as fault:
            node.fault("R005", fault.reason)


def check_moment(scope: Scope, moment: Moment, place: Place, node: Node) -> None:
    """Check that a day is a date, a named day, or a date of the record."""
    if isinstance(moment.anchor, datetime.date) or moment.anchor in DAY_NAMES:
        return
    section, _, name = moment.anchor.rpartition(".")
    path = Path(section or None, name)
    if path.section is None and (place.item is None or place.item.field(name) is None):
        node.fault(
            "R020",
            f"there is no day called `{moment.anchor}`",
            did_you_mean(moment.anchor, DAY_NAMES)
            or f"write a date, one of {', '.join(DAY_NAMES)}, or a date field",
        )
        return
    field = scope.field_at(path, place, node)
    if field is not None and field.kind != "date":
        node.fault("R023", f"`{moment.anchor}` is {KIND_WORDS[field.kind]}, not a day")


def check_quantity(scope: Scope, quantity: Quantity, node: Node, bases: tuple[str, ...]) -> None:
    """Check a number's name, or what a percentage is of; `bases` are the words allowed besides parameters."""
    if isinstance(quantity, Named):
        scope.look_up("parameters", quantity.name, node, "parameter")
    elif isinstance(quantity, Percent):
        below = node.entries.get("percent", node) if isinstance(node, Mapping) else node
        if quantity.percent > 100:
            below.fault("R005", "a percentage is at most 100")
        if quantity.of is None:
            if "whole" not in bases:
                node.fault(
                    "R002",
                    "`of` is missing",
                    "say what it is a percentage of: `{percent: 60, of: annual_hours}`",
                )
        elif quantity.of not in bases:
            at = node.entries.get("of", node) if isinstance(node, Mapping) else node
            scope.look_up(
                "parameters",
                quantity.of,
                at,
                "parameter"
                + (
                    f" (nor {' or '.join(b for b in bases if b != 'whole')})"
                    if set(bases) - {"whole"}
                    else ""
                ),
            )


__all__ = ["NamedList", "check_condition", "check_quantity", "check_test"]
