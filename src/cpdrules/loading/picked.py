"""Which items conditions pick, told from the vocabulary alone, so that one can be compared with another.

A point is one mixture of answers to what the conditions ask: a value of a closed list, or whether something else
holds. What a condition picks is the set of points at which it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import attrs

from cpdrules.loading.scope import Scope
from cpdrules.rules.conditions import (
    THIS,
    Clause,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Path,
    SomeOfClause,
    Test,
)
from cpdrules.rules.keys import word, written
from cpdrules.rules.vocabulary import Field, Section

MOST_POINTS = 20_000
OTHER, MANY = "(any other)", "[]"
Question = tuple[str, str]
Axes = dict[Question, list[str]]
Point = dict[Question, str]
IN_HAND = (THIS, "")
"""The value that the loop around has in hand."""


@attrs.frozen
class Points:
    """The points of some conditions on a list; `met` keeps which definitions hold at each."""

    scope: Scope
    section: Section
    points: list[Point]
    met: list[dict[str, bool]]

    def where(self, condition: Condition) -> frozenset[int]:
        """Return the points at which a condition holds."""
        each = enumerate(zip(self.points, self.met, strict=True))
        return frozenset(
            number for number, (point, met) in each if holds(self.scope, condition, self.section, point, met)
        )

    def at(self, question: Question, answer: str) -> frozenset[int]:
        """Return the points with an answer to one question."""
        return frozenset(number for number, point in enumerate(self.points) if point[question] == answer)


def points_of(
    scope: Scope, conditions: Sequence[Condition], section: Section, further: Axes | None = None
) -> Points | None:
    """Return the points of conditions on a list and of `further` questions; None where they are too many."""
    axes: Axes = {}
    for condition in conditions:
        for question, values in questions(scope, condition, section, set()):
            known = axes.setdefault(question, [OTHER])
            known.extend(value for value in values if value not in known)
    axes |= further or {}
    size = 1
    for values in axes.values():
        size *= len(values)
    if size > MOST_POINTS:
        return None
    points = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    return Points(scope, section, points, [{} for _ in points])


def allowed(scope: Scope, condition: Condition, section: Section) -> dict[Question, frozenset[str]] | None:
    """Return which answers a condition allows to each question that it asks, where it asks them one by one.

    None where it does not: with `some_of`, several values of a fact that has many, or the value in hand.
    """
    found: dict[Question, frozenset[str]] = {}
    todo = list(condition.clauses)
    while todo:
        clause = todo.pop()
        if isinstance(clause, MeetsClause):  # a condition has one, so that they make no more than a chain
            todo.extend(scope.known["definitions"][clause.meets].condition.clauses)
            continue
        if isinstance(clause, SomeOfClause) or not _is_one_by_one(clause, section):
            return None
        for question, values in questions(scope, Condition((clause,)), section, set()):
            holding = _holding(clause, question, values, section)
            found[question] = found.get(question, holding) & holding
    return found


def _holding(
    clause: FieldClause | HasClause, question: Question, values: list[str], section: Section
) -> frozenset[str]:
    """Return the answers to the one question of a statement at which it holds."""
    test = clause.test if isinstance(clause, FieldClause) else Test()
    if question[0].endswith(MANY):
        return frozenset([OTHER]) if test.except_ is not None else frozenset(values)
    field = section.field(question[0])
    if question[1] or field is None:
        return frozenset(values)
    words = frozenset(said(word, field, {}) for word in (*(test.is_ or ()), *(test.except_ or ())))
    return words if test.except_ is None else frozenset(values) - words


def _is_one_by_one(clause: FieldClause | HasClause, section: Section) -> bool:
    if isinstance(clause, HasClause):
        return True
    field = section.field(str(clause.path.field)) if clause.path.section is None else None
    asked = _asked(clause.test)
    words = (*(clause.test.is_ or ()), *(clause.test.except_ or ()))
    many = field is not None and field.many and len(words) > 1
    return len(asked) == 1 and not many and THIS not in words


def questions(
    scope: Scope, where: Condition, section: Section, seen: set[str]
) -> Iterator[tuple[Question, list[str]]]:
    """Yield what a condition asks: one axis for each fact, or for each question on a fact with open values.

    `seen` are the definitions whose questions were yielded already.
    """
    for clause in where.clauses:
        match clause:
            case FieldClause(path, test):
                yield from _of_test(path, test, section)
            case MeetsClause(meets):
                definition = None if meets in seen else scope.known["definitions"].get(meets)
                seen.add(meets)
                if definition is not None:
                    yield from questions(scope, definition.condition, section, seen)
            case HasClause(has, inner):
                yield ("has", f"{has} {inner}"), ["holds"]
            case SomeOfClause(some_of):
                for one_of in some_of:
                    yield from questions(scope, one_of, section, seen)


def _of_test(path: Path, test: Test, section: Section) -> Iterator[tuple[Question, list[str]]]:
    field = section.field(str(path.field)) if path.section is None else None
    for each in written(Test):
        value, name = getattr(test, each.name), word(each)
        if value is None:
            continue
        if field is None or not is_closed(field) or name not in ("is", "except"):
            yield (str(path), f"{name} {value}"), ["holds"]
        elif field.many:
            yield from (((f"{path}{MANY}", one), ["holds"]) for one in value)
        else:
            values = list(field.values or ("true", "false"))
            yield (str(path), ""), values
            if THIS in value:
                yield IN_HAND, values


def holds(scope: Scope, where: Condition, section: Section, point: Point, met: dict[str, bool]) -> bool:
    """Whether a condition holds at a point of the vocabulary; `met` keeps which definitions do."""
    return all(_clause_holds(scope, clause, section, point, met) for clause in where.clauses)


def _clause_holds(scope: Scope, clause: Clause, section: Section, point: Point, met: dict[str, bool]) -> bool:
    match clause:
        case FieldClause(path, test):
            return all(_test_holds(section, path, test, name, point) for name in _asked(test))
        case MeetsClause(meets):
            if meets not in met:
                condition = scope.known["definitions"][meets].condition
                met[meets] = holds(scope, condition, section, point, met)
            return met[meets]
        case HasClause(has, inner):
            return point["has", f"{has} {inner}"] == "holds"
        case SomeOfClause(some_of):
            return any(holds(scope, each, section, point, met) for each in some_of)


def _asked(test: Test) -> list[str]:
    return [each.name for each in written(type(test)) if getattr(test, each.name) is not None]


def _test_holds(section: Section, path: Path, test: Test, name: str, point: Point) -> bool:
    value = getattr(test, name)
    field = section.field(str(path))
    question = name.rstrip("_")
    if field is not None and is_closed(field) and question in ("is", "except"):
        if field.many:
            inside = any(point[f"{path}{MANY}", one] == "holds" for one in value)
        else:
            inside = point[str(path), ""] in [said(word, field, point) for word in value]
        return inside == (question == "is")
    return point[str(path), f"{question} {value}"] == "holds"


def is_closed(field: Field) -> bool:
    """Whether a field has one of a closed list of values."""
    return field.kind in ("choice", "yes_no")


def said(value: str, field: Field, point: Point) -> str:
    """Return the value that is asked for: a word, or what the loop around has in hand."""
    if value == THIS:
        return point[IN_HAND]
    return {"yes": "true", "no": "false"}.get(value, value) if field.kind == "yes_no" else value
