"""Limits must be nested or apart: two that cross would make the counted amount depend on who cuts first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from cpdrules.loading.scope import Scope
from cpdrules.rules.conditions import (
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
from cpdrules.rules.measures import Limit
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import check_laminar

MOST_POINTS = 20_000
OTHER = "(any other)"
EACH, TWO_PERIODS = "(each)", ("(one)", "(another)")
Point = dict[tuple[str, str], str]


def check_limits(scope: Scope, limits: tuple[Limit, ...], section: Section) -> None:
    """Refuse limits that cross, naming both places."""
    if len(limits) < 2:
        return
    axes: dict[tuple[str, str], list[str]] = {}
    for limit in limits:
        for question, values in questions(scope, limit.where, section, set()):
            known = axes.setdefault(question, [OTHER])
            known.extend(value for value in values if value not in known)
        if limit.each is not None:
            axes[EACH, limit.each] = list(TWO_PERIODS)
    size = 1
    for values in axes.values():
        size *= len(values)
    if size > MOST_POINTS:
        scope.node(limits[0]).fault(
            "R028",
            "these limits ask about too many values to compare them",
            "use fewer limits, or ask about fewer fields",
        )
        return
    points = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    # A limit for each period is one for the first and one for the second: more would cross no more.
    parts = [(limit, period) for limit in limits for period in (TWO_PERIODS if limit.each else ("",))]
    held = [set[int]() for _ in parts]
    for index, point in enumerate(points):
        met: dict[str, bool] = {}
        for number, (limit, period) in enumerate(parts):
            in_it = limit.each is None or point[EACH, limit.each] == period
            if in_it and holds(scope, limit.where, section, point, met):
                held[number].add(index)
    crossing = check_laminar([frozenset(each) for each in held])
    if crossing is not None:
        (first, _), (second, _) = (parts[number] for number in crossing)
        other = first.place
        scope.node(second).fault(
            "R025",
            f"this limit crosses the one at {other}: some items are in both, and neither is inside the other",
            "make one a part of the other, or keep them apart",
        )


def questions(
    scope: Scope, where: Condition, section: Section, seen: set[str]
) -> Iterator[tuple[tuple[str, str], list[str]]]:
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


def _of_test(path: Path, test: Test, section: Section) -> Iterator[tuple[tuple[str, str], list[str]]]:
    field = section.field(str(path.field)) if path.section is None else None
    for each in written(Test):
        value, name = getattr(test, each.name), word(each)
        if value is None:
            continue
        if field is None or field.kind not in ("choice", "yes_no") or name not in ("is", "except"):
            yield (str(path), f"{name} {value}"), ["holds"]
        elif field.many:
            yield from (((f"{path}[]", one), ["holds"]) for one in value)
        else:
            yield (str(path), ""), list(field.values or ("true", "false"))


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
    if field is not None and field.kind in ("choice", "yes_no") and question in ("is", "except"):
        if field.many:
            inside = any(point[f"{path}[]", one] == "holds" for one in value)
        else:
            inside = point[str(path), ""] in [{"yes": "true", "no": "false"}.get(v, v) for v in value]
        return inside == (question == "is")
    return point[str(path), f"{question} {value}"] == "holds"
