"""Checks of loops: the items, values or entries that are gone through, and the windows of a requirement."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, check_value, texts_at
from cpdrules.loading.check_periods import check_period_name
from cpdrules.loading.scope import AtKey, Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.periods import Repeating, Windows
from cpdrules.rules.requirements import EntriesOf, ForEach, ForSome, ItemsOf, Over, ValuesOf
from cpdrules.rules.vocabulary import Field, Section


def check_loop(scope: Scope, over: Over, requirement: ForEach | ForSome, place: Place) -> Place:
    """Check what a loop goes through; return the place inside it."""
    key = "for_each" if isinstance(requirement, ForEach) else "for_some"
    node = scope.node(requirement, key)
    this: Section | Field | str | None = None
    match over:
        case ItemsOf(name):
            this = scope.list_of(name, node)
            if this is not None:
                check_condition(scope, requirement.where, Place(this, place.this, place.lost))
        case ValuesOf():
            this = check_values(scope, over)
        case EntriesOf(entry_of=name):
            this = name if scope.look_up("lists", name, scope.node(over, "entry_of"), "list called") else None
    if not isinstance(over, ItemsOf) and requirement.where.clauses:
        hint = "leave it out, or go through the items of a list"
        at = AtKey(scope.node(requirement, "where"))
        at.fault("R009", "`where` picks items of a list; values have no facts to ask", hint)
    return Place(place.item, this, this is None)


def check_values(scope: Scope, over: ValuesOf) -> Field | None:
    """Check a loop through the values of a field; return the field."""
    section = scope.list_of(over.in_, scope.node(over, "in"))
    at = scope.node(over, "value_of")
    field = scope.field_in(section, over.value_of, at) if section else None
    if field is None:
        return None
    if field.kind != "choice":
        hint = "go through a field with a list of values, or through `{entry_of: list}`"
        at.fault("R023", f"`{field.name}` has no closed list of values to go through", hint)
        return None
    left_out = scope.node(over, "except")
    for value, node in zip(over.except_, texts_at(left_out, len(over.except_)), strict=True):
        check_value(value, field, node)
    return field


def check_windows(scope: Scope, windows: Windows) -> None:
    """Check the windows of a requirement, and whether a run may cross."""
    node = scope.node(windows, "of")
    period = scope.look_up("periods", windows.of, node, "period")
    if period is not None and not isinstance(period, Repeating):
        message = f"`{windows.of}` does not repeat, so it has no windows"
        node.fault("R023", message, "name a period with `length` and `starts`")
    for key in ("within", "across"):
        if (name := getattr(windows, key)) is not None:
            check_period_name(scope, name, scope.node(windows, key))
    if windows.within and windows.across:
        AtKey(scope.node(windows, "across")).fault(
            "R009", "`within` and `across` cannot stand together", "choose"
        )
    if windows.consecutive < 1:
        scope.node(windows, "consecutive").fault("R005", "a run has one period or more")
    if windows.consecutive > 1 and scope.lacks(windows, "within", "across"):
        left_out(scope.node(windows), Windows, "within")
