"""Checks of periods: when they start, where they end, and what 29 February means for them."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, check_moment
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.conditions import Condition, FieldClause, Path, SomeOfClause
from cpdrules.rules.periods import (
    EVER,
    FirstFull,
    LookBack,
    MonthDay,
    Repeating,
    Starts,
    StartsByCase,
    StartsCase,
)
from cpdrules.source import Node

LONGEST = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def check_period(scope: Scope, period: Repeating | LookBack) -> None:
    """Check when a period starts, or where it ends."""
    if isinstance(period, LookBack):
        check_moment(scope, period.ending, Place(), scope.node(period, "ending"))
        return
    check_starts(scope, period.starts, period, scope.node(period, "starts"))


def check_starts(scope: Scope, starts: Starts, period: Repeating, at: Node) -> None:
    """Check the day on which periods start."""
    match starts:
        case MonthDay():
            if not 1 <= starts.month <= 12 or not 1 <= starts.day <= LONGEST.get(starts.month, 31):
                hint = "`month` is 1 to 12, and `day` one that every year has"
                at.fault("R006", "there is no such day in every year", hint)
            if period.length.months or period.length.weeks or period.length.days or period.length.years != 1:
                scope.node(period, "length").fault(
                    "R009",
                    "a period that starts on a day of every year is one year long",
                    "for longer ones give the first day of one of them: `starts: 2024-04-01`",
                )
        case Path():
            check_day_at(scope, starts, at)
            check_leap_day(scope, period)
        case FirstFull():
            check_first_full(scope, starts, period)
        case StartsByCase():
            check_starts_by_case(scope, starts, period)
        case _:
            if (starts.month, starts.day) == (2, 29):
                check_leap_day(scope, period)


def check_day_at(scope: Scope, path: Path, at: Node) -> None:
    """Check that a name leads to a day of the record."""
    field = scope.field_at(path, Place(), at)
    if field is not None and field.kind != "date":
        at.fault("R023", f"`{path}` is not a day", "name a date field")


def check_first_full(scope: Scope, starts: FirstFull, period: Repeating) -> None:
    """Check that periods which begin with another's first do not wait for themselves."""
    at = scope.node(starts, "first")
    other = scope.look_up("periods", starts.first, at, "period")
    if other is not None and not isinstance(other, Repeating):
        at.fault(
            "R023", f"`{starts.first}` does not repeat, so it has no first", "name a period with `starts`"
        )
    elif isinstance(other, Repeating) and (other is period or isinstance(other.starts, FirstFull)):
        at.fault(
            "R027",
            f"`{period.name}` and `{starts.first}` wait for one another",
            "name a period that starts by itself",
        )
    check_day_at(scope, starts.on_or_after, scope.node(starts, "on_or_after"))


def check_starts_by_case(scope: Scope, starts: StartsByCase, period: Repeating) -> None:
    """Check that every row says for whom and from when, and that everyone else is spoken for once, last."""
    for index, row in enumerate(starts.cases):
        at, last = scope.node(row), index == len(starts.cases) - 1
        if last != scope.says(row, "otherwise"):
            hint = "rows are `{when: ..., value: ...}`, and the last is `{otherwise: ...}`"
            at.fault("R009", f"from when do periods `{period.name}` run for everyone else?", hint)
        elif last and (scope.says(row, "when") or scope.says(row, "value")):
            at.fault(
                "R009", "a row is `{when: ..., value: ...}` or `{otherwise: ...}`", "make two rows of it"
            )
        elif not last and (scope.lacks(row, "when") or scope.lacks(row, "value")):
            at.fault("R009", "a row is `{when: ..., value: ...}` or `{otherwise: ...}`", "choose one of them")
        check_row(scope, row, period)
    if not starts.cases:
        scope.node(starts, "cases").fault("R004", "no row is given", "write `{otherwise: ...}` at least")


def check_row(scope: Scope, row: StartsCase, period: Repeating) -> None:
    """Check one row: its day, and that its condition asks nothing that depends on a period."""
    if row.when is not None:
        check_condition(scope, row.when, Place())
        if not all_of_the_person(row.when):
            hint = "ask facts that there is one of, such as `person.cohort`"
            scope.node(row, "when").fault(
                "R023", "when a period starts cannot depend on what lies in a period", hint
            )
    for word, value in (("value", row.value), ("otherwise", row.otherwise)):
        if value is not None:
            check_starts(scope, value, period, scope.node(row, word))


def all_of_the_person(condition: Condition) -> bool:
    """Whether a condition asks only facts that there is one of."""
    return all(
        (isinstance(each, FieldClause) and each.path.section is not None)
        or (isinstance(each, SomeOfClause) and all(map(all_of_the_person, each.some_of)))
        for each in condition.clauses
    )


def check_leap_day(scope: Scope, period: Repeating) -> None:
    """Check that a period which may start on 29 February says what happens in other years."""
    if scope.lacks(period, "leap_day"):
        left_out(scope.node(period), Repeating, "leap_day")


def check_period_name(scope: Scope, name: str, node: Node) -> None:
    """Check the name of a period; `ever` is always there."""
    if name != EVER:
        scope.look_up("periods", name, node, "period")
