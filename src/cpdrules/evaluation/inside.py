"""Whether an item lies in the period in hand: by its day, or from its first day to its last."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import NONE, Thing, Value
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import LATEST, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context


def in_window(thing: Thing, section: Section, context: Context) -> Truth:
    """Return whether an item lies in the period in hand."""
    if section.dated_by is None:
        return TRUE
    day = thing.values.get(section.dated_by)
    if section.until is not None:
        return lasts_into(day, thing.values.get(section.until), context.window, context.complete_through)
    if day is None or context.window is None:
        return UNKNOWN
    if day is NONE:
        return FALSE
    assert isinstance(day, datetime.date)
    return TRUE if context.window.first <= day <= context.window.last else FALSE


def lasts_into(
    first: Value | None, last: Value | None, window: Period | None, through: datetime.date | None
) -> Truth:
    """Return whether an item that lasts shares a day with a period.

    A last day of `none` had not come by the day up to which the record is complete; when it comes is not known.
    """
    if first is NONE:
        return FALSE
    if window is None:
        return UNKNOWN
    if isinstance(first, datetime.date) and first > window.last:
        return FALSE
    if last is NONE:
        last = LATEST if through is not None and through >= window.first else None
    if isinstance(last, datetime.date) and last < window.first:
        return FALSE
    begins_inside = isinstance(first, datetime.date) and first >= window.first
    ends_inside = isinstance(last, datetime.date) and last <= window.last
    both = isinstance(first, datetime.date) and isinstance(last, datetime.date)
    return TRUE if begins_inside or ends_inside or both else UNKNOWN
