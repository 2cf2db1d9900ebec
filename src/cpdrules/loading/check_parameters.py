"""Checks of parameters: their rows, their dates, their reductions, their references."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from cpdrules.loading.check_conditions import check_condition, texts_at
from cpdrules.loading.check_quantities import check_quantity
from cpdrules.loading.check_vocabulary import CITE, check_in_force_at
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import TimeIn, TimeWithout
from cpdrules.rules.parameters import (
    InProportion,
    NotBelow,
    Parameter,
    ParameterCase,
    ReadOff,
    Reduction,
    RoundReduced,
    Subtract,
)
from cpdrules.rules.walk import lists_asked
from cpdrules.source import Mapping, Node, Sequence, cited


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
    words = ("value", "cases", "add")
    given = [word for word in words if scope.says(parameter, word)]
    empty = any(is_empty(scope.node(parameter, word)) for word in ("cases", "add"))
    if len(given) > 1 or scope.lacks(parameter, *words) or empty:
        hint = (
            "write `value: 35`, `cases` with a row for each group of people, or `add` with other parameters"
        )
        node.fault("R009", f"`{parameter.name}` needs one of `value`, `cases` and `add`", hint)
        return
    check_unit(scope, parameter)
    check_rows(scope, parameter)
    dated = [values for row in parameter.rows if (values := row.value or row.otherwise)]
    check_in_force_at(scope, max(map(len, dated), default=0), node)
    check_sum(scope, parameter)
    check_as_at(scope, parameter)
    for reduction in parameter.reductions:
        check_reduction(scope, reduction)
    cited = (
        parameter.reference
        or all(d.reference for values in dated for d in values)
        or all(row.reference for row in parameter.rows)
    )
    if not parameter.add and not cited and scope.lacks(parameter, "reference") and not parameter.is_to_be_set:
        message = f"the number `{parameter.name}` has no reference"
        node.fault("R041", message, CITE, severity="warning")


def check_sum(scope: Scope, parameter: Parameter) -> None:
    """Check that the parameters that are added up exist and count the same."""
    at = scope.node(parameter, "add")
    for name, node in zip(parameter.add, texts_at(at, len(parameter.add)), strict=True):
        other = scope.look_up("parameters", name, node, "parameter")
        if isinstance(other, Parameter) and other.unit != parameter.unit:
            message = f"`{name}` counts {other.unit or 'things'}, and `{parameter.name}` {parameter.unit or 'things'}"
            node.fault("R029", message, "only what counts the same is added up")


def check_as_at(scope: Scope, parameter: Parameter) -> None:
    """Check that a parameter whose rows ask for what lasts says on which day."""
    lasting = {section.name for section in scope.ruleset.vocabulary if section.until is not None}
    asked = [
        row for row in parameter.rows if row.when and lasting & set(lists_asked(row.when, scope.ruleset))
    ]
    if asked and scope.lacks(parameter, "as_at"):
        left_out(scope.node(asked[0], "when"), Parameter, "as_at")


def check_reduction(scope: Scope, reduction: Reduction) -> None:
    """Check one step of a reduction."""
    if reduction.when is not None:
        check_condition(scope, reduction.when, Place())
    match reduction:
        case Subtract(subtract=quantity):
            check_quantity(scope, quantity, scope.node(reduction, "subtract"), bases=())
        case InProportion(in_proportion_to=path):
            check_number_at(scope, path, scope.node(reduction, "in_proportion_to"))
            if reduction.of == 0:
                scope.node(reduction, "of").fault("R005", "`of` is more than nothing")
        case ReadOff(read_off=path):
            check_number_at(scope, path, scope.node(reduction, "read_off"))
            check_table(scope, reduction)
        case RoundReduced(round=to):
            if to.step == 0:
                scope.node(to, "step").fault("R005", "a step is more than nothing")
        case NotBelow(not_below=quantity):
            check_quantity(scope, quantity, scope.node(reduction, "not_below"), bases=())
        case _:
            assert_never(reduction)


def check_number_at(scope: Scope, path: Path, node: Node) -> None:
    """Check that a name leads to a number of the record, or to a measure of time."""
    if path.section is None and path.field is not None:
        measure = scope.look_up("measures", path.field, node, "measure")
        if measure is not None and not isinstance(measure, (TimeIn, TimeWithout)):
            hint = (
                "name a measure with `time_in` or `time_without`, or a number such as `person.working_time`"
            )
            node.fault("R023", f"`{path}` does not measure time", hint)
        return
    field = scope.field_at(path, Place(), node)
    if field is not None and field.kind not in ("number", "unit"):
        node.fault("R023", f"`{path}` is not a number", "name a number")


def check_table(scope: Scope, reduction: ReadOff) -> None:
    """Check that a table begins at nothing and rises."""
    last: Fraction | None = None
    for row in reduction.rows:
        at = scope.node(row, "at_least")
        if last is None and row.at_least != 0:
            at.fault("R009", "the first row of a table holds from 0", "write `{at_least: 0, is: ...}` first")
        elif last is not None and row.at_least <= last:
            at.fault("R009", "the rows of a table are written lowest first", "change their order")
        last = row.at_least
    if last is None:
        scope.node(reduction, "rows").fault(
            "R004", "a table without a row", "write `{at_least: 0, is: ...}` first"
        )


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
        left_out(rows, ParameterCase, "otherwise")
    if conditional > 1 and scope.lacks(parameter, "take"):
        left_out(rows, Parameter, "take")


def is_empty(node: Node) -> bool:
    """Whether a list is written without anything in it."""
    return isinstance(node, Sequence) and not node.items
