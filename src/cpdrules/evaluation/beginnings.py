"""When personal periods begin: whether one has not begun, may not have, and which facts would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdrules.rules.conditions import Path
from cpdrules.rules.periods import FirstFull, LookBack, Repeating, StartsByCase

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.report.finding import Gap


def begins_later(name: str, context: Context) -> bool:
    """Whether a personal period is known not to have begun: its first day is later, or there is none."""
    named = context.periods.get(name)
    if not isinstance(named, Repeating) or not isinstance(context.starts_of(named), (Path, FirstFull)):
        return False
    is_known = not waits_for(name, context) and not is_lost(name, context)
    return is_known and context.period_named(name) is None


def is_lost(name: str, context: Context) -> bool:
    """Whether it is not known to which judged period one of a name belongs."""
    judged = context.ruleset.period
    return context.main is None and judged not in (None, name) and not begins_later(str(judged), context)


def may_begin_later(name: str, context: Context) -> bool:
    """Whether a personal period may not have begun: on which day it starts, or which one is judged, is not known."""
    named = context.periods.get(name)
    if not isinstance(named, Repeating):
        return False
    is_personal = any(isinstance(each, (Path, FirstFull)) for each in possible_starts(named, context))
    # A judged period ends on the day of judging or later, and by then one that holds this day has begun.
    has_begun = not waits_for(name, context) and context.holding(named, context.on) is not None
    return is_personal and not has_begun


def waits_for(name: str, context: Context) -> tuple[Gap, ...]:
    """Return the facts that are not recorded and on which the first day of a personal period depends."""
    named = context.periods.get(name)
    if named is None:
        return ()
    if isinstance(named, LookBack):
        return unknown(named.ending.path, context)
    gaps: list[Gap] = []
    if isinstance(named.starts, StartsByCase) and context.starts_of(named) is None:
        for row in named.starts.cases:
            gaps += context.plan.single_gaps(context.plan.case(row.when), context) if row.when else ()
    for starts in possible_starts(named, context):
        if isinstance(starts, FirstFull):
            gaps += (*unknown(starts.on_or_after, context), *waits_for(starts.first, context))
        elif isinstance(starts, Path):
            gaps += unknown(starts, context)
    return tuple(dict.fromkeys(gaps))


def possible_starts(named: Repeating, context: Context) -> list[object]:
    """Return when periods may start for this person: of each row, while it is not known which is theirs."""
    starts = context.starts_of(named)
    if starts is None and isinstance(named.starts, StartsByCase):
        return [row.value or row.otherwise for row in named.starts.cases]
    return [starts]


def unknown(path: Path | None, context: Context) -> tuple[Gap, ...]:
    """Return the gap of a fact of the case, where it is not recorded."""
    if path is None or context.single(str(path.section), str(path.field)) is not None:
        return ()
    return (context.plan.not_recorded(path),)
