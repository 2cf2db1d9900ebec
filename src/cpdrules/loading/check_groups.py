"""Checks of comparisons between groups: the characteristics, what is asked of each person, and the numbers."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, texts_at
from cpdrules.loading.check_quantities import check_quantity, check_unit_of
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.quantities import Constant, Percent, Quantity
from cpdrules.rules.requirements import CompareGroups
from cpdrules.rules.vocabulary import Field
from cpdrules.source import Node

FEWEST = 2


def check_groups(scope: Scope, requirement: CompareGroups, place: Place) -> None:
    """Check one comparison."""
    section = scope.list_of(requirement.compare_groups, scope.node(requirement, "compare_groups"))
    if section is not None:
        inside = Place(section, place.this, place.lost)
        check_condition(scope, requirement.where, inside)
        check_condition(scope, requirement.share_that, inside)
        at = texts_at(scope.node(requirement, "by"), len(requirement.by))
        named = [
            (scope.field_in(section, name, node), node) for name, node in zip(requirement.by, at, strict=True)
        ]
        fields = [field for field, node in named if field is not None and is_characteristic(field, node)]
        check_left_out(scope, requirement, fields)
    if not requirement.by:
        hint = "name fields, such as `[sex, age_band]`"
        scope.node(requirement, "by").fault("R009", "no characteristic is named", hint)
    if not requirement.share_that.clauses:
        hint = "write what a person meets, such as `{completed: true}`"
        scope.node(requirement, "share_that").fault("R009", "nothing is asked of each person", hint)
    check_numbers(scope, requirement)


def is_characteristic(field: Field, node: Node) -> bool:
    """Whether each person has one value of a field, out of a closed list; note where not."""
    if field.many:
        message = (
            f"a person may have several values of `{field.name}`, so be in two groups of one characteristic"
        )
        node.fault("R023", message, "compare by fields that have one value, such as a yes_no field for each")
    elif field.kind not in ("choice", "yes_no"):
        message = f"`{field.name}` has no closed list of values that could be groups"
        node.fault("R023", message, "give it a list of values")
    return not field.many and field.kind in ("choice", "yes_no")


def check_left_out(scope: Scope, requirement: CompareGroups, fields: list[Field]) -> None:
    """Check that what is left out is a value of some characteristic."""
    known = [value for field in fields for value in field.values]
    at = texts_at(scope.node(requirement, "except"), len(requirement.except_))
    for value, node in zip(requirement.except_, at, strict=True):
        if fields and value not in known:
            hint = "their values are: " + ", ".join(known)
            node.fault("R022", f"`{value}` is a value of none of the characteristics", hint)


def check_numbers(scope: Scope, requirement: CompareGroups) -> None:
    """Check the percentage of everyone's share, and how many people make a group."""
    percent, node = requirement.at_least.percent, scope.node(requirement.at_least, "percent")
    check_plain(scope, percent, node)
    if isinstance(percent, Constant) and not 0 <= percent.value <= 100:
        hint = "no group can be asked to do better than everyone"
        node.fault("R005", "a percentage of everyone's share is 0 to 100", hint)
    fewest, node = requirement.minimum_group, scope.node(requirement, "minimum_group")
    check_plain(scope, fewest, node)
    if isinstance(fewest, Constant) and (fewest.value < FEWEST or fewest.value.denominator != 1):
        hint = "write a whole number, such as 10"
        node.fault("R005", f"a group that is shown has {FEWEST} people or more", hint)


def check_plain(scope: Scope, number: Quantity, node: Node) -> None:
    """Check a number, or the name of a parameter without a unit."""
    if isinstance(number, Percent):
        hint = "write it without `percent`"
        message = "a number, or the name of a parameter without a unit, is expected here"
        node.fault("R009", message, hint)
        return
    check_quantity(scope, number, node, bases=())
    check_unit_of(scope, number, "", node)
