"""Checks of repeats: what makes two items the same can be compared, and they can be put in order by their days."""

from __future__ import annotations

from cpdrules.loading.scope import Scope
from cpdrules.rules.measures import Count, Sum
from cpdrules.rules.periods import EVER, IN_HAND
from cpdrules.rules.vocabulary import Section
from cpdrules.source import Mapping


def check_repeats(scope: Scope, measure: Sum | Count, section: Section) -> None:
    """Check what a measure says of repeats."""
    rule = measure.repeats
    if rule is None:
        return
    if section.dated_by is None:
        node = scope.node(measure)
        assert isinstance(node, Mapping)
        message = f"of the items of `{section.name}` none is the earliest or latest, since they have no day"
        node.fault_key("repeats", "R023", message, "say `dated_by` in the vocabulary, or leave `repeats` out")
    if not rule.same:
        hint = "name the fields by which two items are the same, such as `[course]`"
        scope.node(rule, "same").fault("R002", "`same` names no field, so all items would be the same", hint)
    for name in rule.same:
        node = scope.node(rule, "same")
        field = scope.field_in(section, name, node)
        if field is not None and field.many:
            message = f"two items are not the same by `{name}`, of which one item may have several"
            node.fault("R023", message, "name a field with one value")
    if rule.within not in (IN_HAND, EVER):
        scope.look_up("periods", rule.within, scope.node(rule, "within"), "period called")
