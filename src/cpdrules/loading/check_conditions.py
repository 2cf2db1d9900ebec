"""Checks of conditions: do the facts exist, can they be asked that, are the values in their vocabulary."""

from __future__ import annotations

import datetime

from cpdrules.loading.check_quantities import check_quantity
from cpdrules.loading.scalars import advice
from cpdrules.loading.scope import AtKey, Place, Scope
from cpdrules.rules.conditions import (
    DAY_NAMES,
    THIS,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
    path_to,
)
from cpdrules.rules.keys import word, written
from cpdrules.rules.measures import Score, Share
from cpdrules.rules.periods import MonthDay, Repeating
from cpdrules.rules.quantities import OfRecord
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import NumberFault, parse_amount
from cpdrules.source import Node, Scalar, Sequence, cited, listed

NUMBER_QUESTIONS = ("at_least", "at_most", "more_than", "less_than")
DAY_QUESTIONS = ("on_or_before", "on_or_after", "earlier_than", "later_than")
QUESTIONS: dict[str, tuple[str, ...]] = {
    "is": ("choice", "yes_no", "number", "unit", "text", "link", "listed"),
    "except": ("choice",),
    **dict.fromkeys(NUMBER_QUESTIONS, ("number", "unit")),
    "every": ("number",),
    **dict.fromkeys(DAY_QUESTIONS, ("date",)),
    "recorded": ("date", "yes_no", "text", "number", "evidence", "unit", "choice", "link", "listed"),
    "contains": ("text", "listed"),
    "starts_with": ("text", "listed"),
    "listed_in": ("text", "listed", "choice"),
    "free_of": ("text",),
}
KIND_WORDS = {
    "choice": "one of a list of values", "yes_no": "yes or no", "unit": "an amount",
    "number": "a number", "text": "a text", "date": "a day",
    "evidence": "evidence", "link": "a link", "listed": "an entry of a list",
}  # fmt: skip


def check_condition(scope: Scope, condition: Condition, place: Place, seen: tuple[str, ...] = ()) -> int:
    """Check every clause of a condition that stands at a place; return how deep its definitions go."""
    height = 0
    for clause in condition.clauses:
        node = scope.node(clause)
        match clause:
            case FieldClause(path, test):
                check_test(scope, test, path, place, node, of_key=True)
            case MeetsClause(meets):
                height = max(height, check_definition(scope, meets, place, node, seen))
            case HasClause(has, where):
                section = scope.list_of(has, node)
                if section is not None:
                    inside = Place(section, place.this, place.lost)
                    height = max(height, check_condition(scope, where, inside, seen))
            case SomeOfClause(some_of):
                if isinstance(node, Sequence) and not node.items:
                    node.fault("R009", "`some_of` without a condition never holds", "write one or more")
                height = max([height, *(check_condition(scope, each, place, seen) for each in some_of)])
    return height


def check_definition(scope: Scope, name: str, place: Place, node: Node, seen: tuple[str, ...]) -> int:
    """Check a definition where it is used, since that says whose fields it speaks of; once for each place."""
    if name in seen:
        ring = " → ".join(f"`{each}`" for each in (*seen[seen.index(name) :], name))
        node.fault("R027", f"definitions refer to one another in a ring: {ring}", "take one of them out")
        return 0
    most = scope.document.limits.nesting
    height = scope.heights.get((name, *place.key))
    if len(seen) + (height or 1) > most:
        hint = "write some of them in place"
        node.fault("R028", f"definitions refer to one another more than {most} deep", hint)
        return 0
    if height is None:
        definition = scope.look_up("definitions", name, node, "definition")
        inside = check_condition(scope, definition.condition, place, (*seen, name)) if definition else 0
        height = scope.heights[(name, *place.key)] = inside + 1
    return height


def check_test(
    scope: Scope, test: Test, path: Path, place: Place, node: Node, *, of_key: bool = False
) -> None:
    """Check what is asked of one fact; the node is its path, or with `of_key` what stands under it."""
    if path == Path(THIS, None):
        check_this(scope, test, place, node)
        return
    if of_key and path.section is None and place.item is None and path.field in scope.known["measures"]:
        check_measure_asked(scope, test, path.field, node)
        return
    if of_key and path.section in scope.known["periods"] and path.section not in scope.known["vocabulary"]:
        check_number_of_period(scope, test, path, node)
        return
    field = scope.field_at(path, place, node, of_key=of_key)
    words = [word(each) for each in written(Test)]
    asked = [
        (question, getattr(test, each.name)) for question, each in zip(words, written(Test), strict=True)
    ]
    asked = [(question, value) for question, value in asked if value is not None]
    if not asked and scope.lacks(test, *words):
        node.fault("R009", f"nothing is asked of `{path}`", "say for example `recorded: true`, or the value")
    if field is None:
        return
    for question, value in asked:
        below = scope.node(test, question)
        if field.kind not in QUESTIONS[question]:
            can = [each for each, kinds in QUESTIONS.items() if field.kind in kinds]
            below.fault(
                "R023",
                f"`{question}` cannot be asked of `{path}`, which is {KIND_WORDS[field.kind]}",
                f"of it can be asked: {listed(can)}",
            )
        elif isinstance(value, Moment) and value.anchor == str(path):
            below.fault("R009", f"`{path}` is compared with itself", "name the day that it is compared with")
        elif isinstance(value, OfRecord) and value.fact == str(path):
            below.fault(
                "R009", f"`{path}` is compared with itself", "name the number that it is compared with"
            )
        else:
            check_answer(scope, question, value, field, place, node=below)


def check_number_of_period(scope: Scope, test: Test, path: Path, node: Node) -> None:
    """Check what is asked of the number of a period."""
    name = str(path.section)
    period = scope.look_up("periods", name, AtKey(node), "period")
    if path.field != "number":
        AtKey(node).fault("R021", f"a period has no {cited(str(path.field))}", f"write `{name}.number`")
    elif period is not None and (not isinstance(period, Repeating) or isinstance(period.starts, MonthDay)):
        hint = "let it start on a date: the first day of the first, or a date of the record"
        AtKey(node).fault("R023", f"`{name}` has no first period, so its periods have no number", hint)
    asked = [word(each) for each in written(Test) if getattr(test, each.name) is not None]
    for question in asked:
        below = scope.node(test, question)
        if "number" not in QUESTIONS[question]:
            can = [each for each, kinds in QUESTIONS.items() if "number" in kinds]
            below.fault(
                "R023", f"`{question}` cannot be asked of a number", f"of it can be asked: {listed(can)}"
            )
        else:
            field = Field(name="number", kind="number")
            check_answer(scope, question, getattr(test, written_as(question)), field, Place(), node=below)


def written_as(question: str) -> str:
    """Return the name of the field of a test that a question is written in."""
    return next(each.name for each in written(Test) if word(each) == question)


def check_measure_asked(scope: Scope, test: Test, name: str, node: Node) -> None:
    """Check what is asked of a measure where there is no item in hand."""
    measure = scope.look_up("measures", name, node, "measure")
    asked = [word(each) for each in written(Test) if getattr(test, each.name) is not None]
    if isinstance(measure, (Share, Score)):
        hint = "ask it in a requirement: `amount`, with a threshold"
        AtKey(node).fault("R023", f"a condition cannot ask the share or score `{name}`", hint)
    elif others := [each for each in asked if each not in NUMBER_QUESTIONS]:
        hint = f"of a measure can be asked: {listed(NUMBER_QUESTIONS)}"
        scope.node(test, others[0]).fault("R023", f"`{others[0]}` cannot be asked of a measure", hint)
    for question in asked:
        if question in NUMBER_QUESTIONS:
            check_quantity(scope, getattr(test, question), scope.node(test, question), bases=())


def check_this(scope: Scope, test: Test, place: Place, node: Node) -> None:
    """Check what is asked of the value in hand."""
    if place.lost:
        return
    if place.this is None:
        node.fault("R023", "`this` stands only inside `for_each` and `for_some`", "name a field")
    elif isinstance(place.this, Field):
        for value in test.is_ or ():
            check_value(value, place.this, node)
    else:
        node.fault("R023", "`this` alone can only be asked when it is a value", "write `this.field`")


def check_answer(
    scope: Scope, question: str, value: object, field: Field, place: Place, *, node: Node
) -> None:
    """Check the right-hand side of one question."""
    if question in ("is", "except"):
        assert isinstance(value, tuple)
        if isinstance(node, Sequence) and not node.items:
            node.fault("R004", "no value is given", "write one, or `recorded: true` for any")
        for each, at in zip(value, texts_at(node, len(value)), strict=True):
            check_value_or_this(scope, each, field, place, at)
    elif isinstance(value, OfRecord):
        check_number_of_record(scope, value, field, place, node)
    elif question in NUMBER_QUESTIONS:
        check_quantity(scope, value, node, bases=())  # type: ignore[arg-type]
    elif question in DAY_QUESTIONS:
        assert isinstance(value, Moment)
        check_moment(scope, value, place, node)
    elif question == "every" and value == 0:
        node.fault("R005", "`every: 0` holds of nothing", "write how many go to one, such as `every: 3`")
    elif question == "recorded" and value is not True:
        node.fault(
            "R004",
            "only `recorded: true` can be asked",
            "what is absent may yet be written, so absence cannot be asked",
        )
    elif question in ("listed_in", "free_of"):
        scope.look_up("lists", str(value), node, "list called")
    elif question in ("contains", "starts_with") and not value:
        node.fault("R004", f"`{question}` needs some words", "write them, or take the question out")


def texts_at(node: Node, number: int) -> list[Node]:
    """Return the nodes of so many texts: those in the list that could be read, or the node itself.

    Rules that were changed after reading may have fewer texts than stand in the file.
    """
    items = node.items if isinstance(node, Sequence) else ()
    found: list[Node] = [each for each in items if isinstance(each, Scalar) and isinstance(each.value, str)]
    return found if len(found) == number else [node] * number


def check_value_or_this(scope: Scope, value: str, field: Field, place: Place, node: Node) -> None:
    """Check a value of a vocabulary, or `this` where it can stand for one."""
    if value != THIS:
        check_value(value, field, node)
        return
    this = place.this
    if place.lost:
        return
    if this is None:
        node.fault("R023", "`this` stands only inside `for_each` and `for_some`", "write a value")
    elif field.kind == "link" and not (isinstance(this, Section) and this.name == field.target):
        hint = f"compare it with a link to what the loop goes through, or go through `{field.target}`"
        node.fault("R023", f"`this` is not an item of `{field.target}`, which `{field.name}` links to", hint)


def check_value(value: str, field: Field, node: Node) -> None:
    """Check that a value is in the vocabulary of its field."""
    if field.kind == "choice" and value not in field.values:
        hint = advice(node, value, field.values, "its values are")
        node.fault("R022", f"{cited(value)} is not a value of `{field.name}`", hint)
    elif field.kind == "yes_no" and value not in ("true", "false", "yes", "no"):
        message = f"{cited(value)} is neither `true` nor `false`, which `{field.name}` may be"
        node.fault("R022", message, "write one of them")
    elif field.kind in ("number", "unit"):
        try:
            parse_amount(value)
        except NumberFault as fault:
            node.fault("R005", f"{cited(value)} {fault.reason}")


def check_moment(scope: Scope, moment: Moment, place: Place, node: Node) -> None:
    """Check that a day is a date, a named day, or a date of the record."""
    if isinstance(moment.anchor, datetime.date) or moment.anchor in DAY_NAMES:
        return
    section, _, name = moment.anchor.rpartition(".")
    path = Path(section or None, name)
    if place.lost and path.section in (None, THIS):
        return
    if path.section is None and (place.item is None or not _has_field(scope, place.item, name)):
        hint = advice(node, moment.anchor, DAY_NAMES, "write a date, a date field, or one of")
        node.fault("R020", f"there is no day called {cited(moment.anchor)}", hint)
        return
    field = scope.field_at(path, place, node)
    if field is not None and field.kind != "date":
        node.fault("R023", f"`{moment.anchor}` is {KIND_WORDS[field.kind]}, not a day", "name a date field")


def check_number_of_record(scope: Scope, value: OfRecord, field: Field, place: Place, node: Node) -> None:
    """Check that a number is compared with another of the record that counts the same."""
    path = path_to(value.fact)
    if place.lost and path.section == THIS:
        return
    other = scope.field_at(path, place, node)
    if other is None or (other.kind, other.unit) == (field.kind, field.unit):
        return
    if other.kind not in QUESTIONS["at_least"]:
        node.fault(
            "R023", f"`{path}` is {KIND_WORDS[other.kind]}, not a number", "name a field with a number"
        )
    else:
        message = f"`{path}` counts {other.unit or 'things'}, and this number {field.unit or 'things'}"
        node.fault("R029", message, "compare numbers that count the same")


def _has_field(scope: Scope, section: Section, name: str) -> bool:
    return section.field(name) is not None or scope.is_written(name, "vocabulary", section.name, "fields")
