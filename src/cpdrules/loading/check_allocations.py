"""Checks of allocations: what is shared out, whether items may be split, the parts and their limits."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition
from cpdrules.loading.check_limits import check_limits
from cpdrules.loading.check_measures import is_whole, unit_of
from cpdrules.loading.check_quantities import check_quantity, check_unit_of
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.measures import Count, Limit, Sum
from cpdrules.rules.quantities import Percent
from cpdrules.rules.requirements import Allocate, AllocatedPart
from cpdrules.rules.vocabulary import Section
from cpdrules.source import Node, Sequence

OF_THE_MEASURE = ("claimed", "counted")


def check_allocation(scope: Scope, requirement: Allocate, place: Place) -> None:
    """Check an allocation; its measure is a sum or a count, and there are not too many parts and limits."""
    if scope.lacks(requirement, "items"):
        left_out(scope.node(requirement), Allocate, "items")
    parts = scope.node(requirement, "to")
    written = isinstance(parts, Sequence) and parts.items
    # Rules that were changed after reading may have fewer parts than stand in the file.
    if not written or not (requirement.to or scope.document.faulty):
        parts.fault("R009", "`to` without a part shares nothing out", "write the parts")
    node = scope.node(requirement, "allocate")
    measure = scope.look_up("measures", requirement.allocate, node, "measure")
    if measure is None:
        return
    if not isinstance(measure, (Sum, Count)):
        hint = "name a `sum` or a `count`, whose items can be given to parts"
        node.fault("R023", f"`{requirement.allocate}` cannot be shared out", hint)
        return
    if measure.carry_over or measure.make_up:
        hint = "make a measure without `carry_over` and `make_up` for it"
        message = f"`{measure.name}` cannot be shared out, since its periods hand on to one another"
        node.fault("R023", message, hint)
    if measure.round is not None:
        hint = "round each item in a step, or make a measure without `round` for it"
        node.fault("R023", f"`{measure.name}` cannot be shared out, since its total is rounded", hint)
    check_measure_of(scope, requirement, measure)
    section = scope.known["vocabulary"].get(measure.from_ if isinstance(measure, Sum) else measure.count)
    if isinstance(section, Section):
        for part in requirement.to:
            check_part(scope, part, Place(section, place.this, place.lost), unit_of(scope, measure))
    check_size(scope, requirement, measure)


def check_measure_of(scope: Scope, requirement: Allocate, measure: Sum | Count) -> None:
    """Check that the limits of the measure can be kept while it is shared out."""
    node = scope.node(requirement, "allocate")
    caps = [limit.count_at_most for limit in measure.limits]
    if any(isinstance(cap, Percent) and cap.of in OF_THE_MEASURE for cap in caps):
        message = f"a limit of `{measure.name}` is a share of what is claimed or counted, and here it needs a number"
        node.fault("R023", message, "give the limit a number, or allocate a measure without it")
    for limit in measure.limits:
        refuse_each(scope, limit, node)
    if requirement.items == "whole" and measure.limits:
        message = (
            f"`{measure.name}` has limits, and an item that goes to one part as a whole cannot be cut by them"
        )
        hint = "write the limits at the parts, or allocate a measure without limits"
        node.fault("R009", message, hint)


def refuse_each(scope: Scope, limit: Limit, node: Node) -> None:
    """Refuse a limit for each period, which would have to be shared out among the parts."""
    if limit.each is not None:
        message = f"a limit for each `{limit.each}` cannot hold in an allocation"
        node.fault("R023", message, "allocate a measure without it, or judge each period in `in_every`")


def check_part(scope: Scope, part: AllocatedPart, place: Place, unit: str | None) -> None:
    """Check which items a part may be given, how much it needs, and its limits."""
    before = len(scope.document.diagnostics)
    check_condition(scope, part.where, place)
    quantities = [(part.at_least, scope.node(part, "at_least"))]
    for limit in part.limits:
        check_condition(scope, limit.where, place)
        refuse_each(scope, limit, scope.node(limit))
        quantities.append((limit.count_at_most, scope.node(limit, "count_at_most")))
    for quantity, node in quantities:
        check_quantity(scope, quantity, node, bases=())
        if unit is not None:
            check_unit_of(scope, quantity, unit, node)
    if len(scope.document.diagnostics) == before and is_whole(scope) and place.item is not None:
        check_limits(scope, part.limits, place.item)


def check_size(scope: Scope, requirement: Allocate, measure: Sum | Count) -> None:
    """Check that the sets of parts and limits can be gone through: there are two to the power of their number."""
    most = scope.document.limits.parts
    limits = len(measure.limits) + sum(len(part.limits) for part in requirement.to)
    if len(requirement.to) + limits > most:
        message = f"an allocation has at most {most} parts and limits together, those of its measure included"
        scope.node(requirement.to[-1]).fault("R028", message, "join some of them, or make two allocations")
