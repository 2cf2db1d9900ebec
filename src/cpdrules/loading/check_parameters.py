"""Checks of periods and parameters."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition
from cpdrules.loading.check_vocabulary import CITE
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.conditions import Path
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.periods import LookBack, MonthDay, Repeating
from cpdrules.source import Mapping, Node, Sequence, cited


def check_period(scope: Scope, period: Repeating | LookBack) -> None:
    """Check when a period starts."""
    if isinstance(period, LookBack):
        return
    at = scope.node(period, "starts")
    if isinstance(period.starts, MonthDay):
        longest = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
        if not 1 <= period.starts.month <= 12 or not 1 <= period.starts.day <= longest.get(
            period.starts.month, 31
        ):
            hint = "`month` is 1 to 12, and `day` one that every year has"
            at.fault("R006", "there is no such day in every year", hint)
        if period.length.months or period.length.weeks or period.length.days or period.length.years != 1:
            scope.node(period, "length").fault(
                "R009",
                "a period that starts on a day of every year is one year long",
                "for longer ones give the first day of one of them: `starts: 2024-04-01`",
            )
    elif isinstance(period.starts, Path):
        field = scope.field_at(period.starts, Place(), at)
        if field is not None and field.kind != "date":
            at.fault("R023", f"`{period.starts}` is not a day", "name a date field")
        check_leap_day(scope, period)
    elif (period.starts.month, period.starts.day) == (2, 29):
        check_leap_day(scope, period)


def check_leap_day(scope: Scope, period: Repeating) -> None:
    """Check that a period which may start on 29 February says what happens in other years."""
    if scope.lacks(period, "leap_day"):
        message = "which day stands for 29 February in years that lack it?"
        hint = "say `leap_day: 28 February` or `leap_day: 1 March`: periods end a day earlier or later by it"
        scope.node(period).fault("R026", message, hint)


def check_unit(scope: Scope, parameter: Parameter) -> None:
    """Check that the unit is not the plural of one that the rule set counts in."""
    unit = parameter.unit or ""
    fields = [field for section in scope.ruleset.vocabulary for field in section.fields]
    fields += [field for named in scope.ruleset.lists for field in named.fields]
    known = {"hour", "minute", *(field.unit for field in fields), *(each.of for each in scope.ruleset.units)}
    if unit not in known and unit.removesuffix("s") in known:
        node = scope.node(parameter, "unit")
        node.fault("R029", f"{cited(unit)} is no unit here", f"write `{unit.removesuffix('s')}`")
        node.broken = True


def check_parameter(scope: Scope, parameter: Parameter) -> None:
    """Check a parameter: its rows, its dates, its reductions, its reference."""
    node = scope.node(parameter)
    both = scope.says(parameter, "value", "cases")
    if both or scope.lacks(parameter, "value", "cases") or is_empty(scope.node(parameter, "cases")):
        hint = "write `value: 35`, or `cases` with a row for each group of people"
        node.fault("R009", f"`{parameter.name}` needs either `value` or `cases`", hint)
        return
    check_unit(scope, parameter)
    check_rows(scope, parameter)
    dated = [values for row in parameter.rows if (values := row.value or row.otherwise)]
    undecided = scope.ruleset.in_force_at is None and scope.lacks(scope.ruleset, "in_force_at")
    if undecided and any(len(values) > 1 for values in dated):
        node.fault(
            "R026",
            f"which day chooses among the dated values of `{parameter.name}`?",
            "say `in_force_at: period_start`, `period_end` or `day_of_judging` at the top",
        )
    for reduction in parameter.reduce if isinstance(parameter.reduce, tuple) else ():
        at = scope.node(reduction, "in_proportion_to")
        field = scope.field_at(reduction.in_proportion_to, Place(), at)
        if field is not None and field.kind not in ("number", "unit"):
            at.fault("R023", f"`{reduction.in_proportion_to}` is not a number", "name a number")
        if reduction.of == 0:
            scope.node(reduction, "of").fault("R005", "`of` is more than nothing")
    cited = (
        parameter.reference
        or all(d.reference for values in dated for d in values)
        or all(row.reference for row in parameter.rows)
    )
    if not cited and scope.lacks(parameter, "reference") and not parameter.is_to_be_set:
        message = f"the number `{parameter.name}` has no reference"
        node.fault("R041", message, CITE, severity="warning")


def check_rows(scope: Scope, parameter: Parameter) -> None:
    """Check that every row says for whom, and that everyone else is spoken for once, last."""
    conditional = 0
    for index, row in enumerate(parameter.cases):
        at = scope.node(row)
        otherwise = scope.says(row, "otherwise")
        both = otherwise and (scope.says(row, "when") or scope.says(row, "value"))
        if both or (
            scope.lacks(row, "otherwise") and (scope.lacks(row, "when") or scope.lacks(row, "value"))
        ):
            at.fault("R009", "a row is `{when: ..., value: ...}` or `{otherwise: ...}`", "choose one of them")
        conditional += not scope.lacks(row, "when")
        if row.when is not None:
            check_condition(scope, row.when, Place())
        if otherwise and index < len(parameter.cases) - 1:
            hint = "move it to the end"
            at.fault("R009", "`otherwise` stands last, since no row after it is reached", hint)
    rows = scope.node(parameter, "cases")
    last = rows.items[-1] if isinstance(rows, Sequence) and rows.items else None
    if isinstance(last, Mapping) and last.lacks("otherwise"):
        scope.node(parameter, "cases").fault(
            "R026",
            f"what is `{parameter.name}` for people whom no row takes?",
            "add a last row `{otherwise: ...}`; `{otherwise: 0}` if nothing is asked of them",
        )
    if conditional > 1 and scope.lacks(parameter, "take"):
        scope.node(parameter, "cases").fault(
            "R026",
            "which row counts for a person who meets several?",
            "say `take: first`, `take: highest` or `take: sum`",
        )


def is_empty(node: Node) -> bool:
    """Whether a list is written without anything in it."""
    return isinstance(node, Sequence) and not node.items
