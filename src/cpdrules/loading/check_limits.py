"""Limits must be nested or apart: two that cross would make the counted amount depend on who cuts first."""

from __future__ import annotations

from cpdrules.loading.picked import Axes, points_of
from cpdrules.loading.scope import Scope
from cpdrules.rules.measures import Limit
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import check_laminar

EACH, TWO_PERIODS = "(each)", ("(one)", "(another)")


def check_limits(scope: Scope, limits: tuple[Limit, ...], section: Section) -> None:
    """Refuse limits that cross, naming both places."""
    if len(limits) < 2:
        return
    periods: Axes = {(EACH, limit.each): list(TWO_PERIODS) for limit in limits if limit.each is not None}
    points = points_of(scope, [limit.where for limit in limits], section, periods)
    if points is None:
        scope.node(limits[0]).fault(
            "R028",
            "these limits ask about too many values to compare them",
            "use fewer limits, or ask about fewer fields",
        )
        return
    # A limit for each period is one for the first and one for the second: more would cross no more.
    parts = [(limit, period) for limit in limits for period in (TWO_PERIODS if limit.each else ("",))]
    held = [
        points.where(limit.where) & points.at((EACH, limit.each), period)
        if limit.each is not None
        else points.where(limit.where)
        for limit, period in parts
    ]
    crossing = check_laminar(held)
    if crossing is not None:
        (first, _), (second, _) = (parts[number] for number in crossing)
        other = first.place
        scope.node(second).fault(
            "R025",
            f"this limit crosses the one at {other}: some items are in both, and neither is inside the other",
            "make one a part of the other, or keep them apart",
        )
