"""Checks that numbers count the same as what is held against them."""

from __future__ import annotations

from cpdrules.loading.scope import Scope
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.quantities import Named, Percent, Quantity
from cpdrules.source import Node


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
