"""Checks of measures of time: how long items last, what is left of a period, and the gaps between items."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.measures import LongestGap, TimeIn, TimeWithout


def check_time(scope: Scope, measure: TimeIn | TimeWithout) -> None:
    """Check a measure of time: its items have a last day, and parts of months are spoken for."""
    key = "time_in" if isinstance(measure, TimeIn) else "time_without"
    node = scope.node(measure, key)
    section = scope.list_of(measure.time_in if isinstance(measure, TimeIn) else measure.time_without, node)
    if section is None:
        return
    if section.until is None and scope.lacks(section, "until"):
        hint = f"say `until` in the vocabulary of `{section.name}`: the date field of the last day"
        node.fault("R023", f"the items of `{section.name}` do not last", hint)
    if measure.unit != "day" and scope.lacks(measure, "part"):
        left_out(scope.node(measure, "unit"), type(measure), "part")
    if isinstance(measure, TimeWithout) and scope.lacks(scope.ruleset, "period"):
        hint = "say `period` at the top of the rule set, and judge requirements on it in a period"
        node.fault("R023", "without a period there is no time of which something could be left", hint)
    check_condition(scope, measure.where, Place(section))


def check_gap(scope: Scope, measure: LongestGap) -> None:
    """Check that the items between which a gap lies stand on one day each."""
    node = scope.node(measure, "longest_gap")
    section = scope.list_of(measure.longest_gap, node)
    if section is None:
        return
    if section.until is not None:
        hint = "name a list whose items stand on one day; `time_without` measures what items that last leave over"
        node.fault("R023", f"the items of `{section.name}` last, so no gap lies between their days", hint)
    elif section.dated_by is None and scope.lacks(section, "dated_by"):
        hint = "name a list with `dated_by`"
        node.fault("R023", f"the items of `{section.name}` stand on no day", hint)
    check_condition(scope, measure.where, Place(section))
