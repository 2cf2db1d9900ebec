"""Checks of numbers: that what they name is there, is a percentage of something, and counts the same."""

from __future__ import annotations

from fractions import Fraction

from cpdrules.loading.scope import Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.parameters import DatedValue, Parameter
from cpdrules.rules.quantities import Named, OfRecord, Percent, Quantity
from cpdrules.rules.walk import things_in
from cpdrules.semantics import format_number
from cpdrules.source import Mapping, Node

WHOLE = 100


def check_quantity(scope: Scope, quantity: Quantity, node: Node, bases: tuple[str, ...]) -> None:
    """Check a number's name, or what a percentage is of; `bases` are the words allowed besides parameters.

    `whole` among them allows a percentage of what is counted out, which needs no `of`.
    """
    if isinstance(quantity, OfRecord):
        hint = "ask it of a fact, as in `fact: this.result` with `at_least: this.target`"
        node.fault(
            "R009", f"`{quantity.fact}` is a number of the record, which only a fact is compared with", hint
        )
    elif isinstance(quantity, Named):
        scope.look_up("parameters", quantity.name, node, "parameter")
    elif isinstance(quantity, Percent):
        below = node.entries.get("percent", node) if isinstance(node, Mapping) else node
        if isinstance(quantity.percent, Named):
            check_named_percentage(scope, quantity, quantity.percent.name, below, bases)
            return
        check_percentage(quantity.percent, below)
        if quantity.of is None:
            if "whole" not in bases and scope.lacks(quantity, "of"):
                if bases:
                    left_out(node, Percent, "of")
                    return
                hint = "say what it is a percentage of: `{percent: 60, of: annual_hours}`"
                node.fault("R002", "`of` is missing", hint)
        elif quantity.of not in bases:
            at = node.entries.get("of", node) if isinstance(node, Mapping) else node
            others = [each for each in bases if each != "whole"]
            words = f"parameter (nor {' or '.join(others)})" if others else "parameter"
            scope.look_up("parameters", quantity.of, at, words)


def check_percentage(percent: Fraction, node: Node) -> None:
    """Check that a percentage is at most all, and was not meant as a share of one."""
    if percent > WHOLE:
        node.fault("R005", f"{format_number(percent)} is too much: a percentage is at most 100")
    elif 0 < percent < 1:
        meant = format_number(percent * WHOLE)
        message = f"{format_number(percent)} is less than one per cent"
        node.fault("R043", message, f"write {meant} for {meant} per cent", severity="warning")


def check_named_percentage(
    scope: Scope, quantity: Percent, name: str, node: Node, bases: tuple[str, ...]
) -> None:
    """Check a percentage that is a parameter, so that an adopter can set it: only of what is counted out."""
    if quantity.of is not None or "whole" not in bases:
        hint = "write the number here, or let what it is a percentage of be the parameter"
        node.fault("R009", "a parameter is a percentage only of what is counted out", hint)
        return
    parameter = scope.look_up("parameters", name, node, "parameter")
    if not isinstance(parameter, Parameter):
        return
    if parameter.unit is not None:
        message = f"`{name}` counts {parameter.unit}, and this is a number before the % sign"
        node.fault("R029", message, "leave the parameter's `unit` out")
    for value in (each.value for each in things_in(parameter) if isinstance(each, DatedValue)):
        if isinstance(value, Fraction) and value > WHOLE:
            message = f"`{name}` can be {format_number(value)}, and a percentage is at most 100"
            node.fault("R005", message, "mend the parameter")


def check_unit_of(scope: Scope, value: Quantity, unit: str, node: Node) -> None:
    """Check that a parameter counts the same as what is held against it."""
    name = value.name if isinstance(value, Named) else value.of if isinstance(value, Percent) else None
    parameter = scope.known["parameters"].get(name or "")
    if not isinstance(parameter, Parameter) or unit in ("share", parameter.unit or ""):
        return
    if parameter.unit is None and not scope.lacks(parameter, "unit"):
        return
    message = f"`{name}` counts {parameter.unit or 'things'}, and this amount {unit or 'things'}"
    hint = f"write `unit: {unit}` at the parameter" if unit else "leave the parameter's `unit` out"
    node.fault("R029", message, hint)
