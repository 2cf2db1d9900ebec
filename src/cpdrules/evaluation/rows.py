"""The rows that a total adds to those of its items: why one is refused, what may come, was carried in, was rounded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cpdrules.evaluation.columns import ZERO
from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.steps import rounded_to
from cpdrules.records.bound import Thing
from cpdrules.report.finding import CARRIED_IN, ROUNDED_OFF, ROUNDED_UP, Credit, Reason
from cpdrules.rules.measures import Round
from cpdrules.semantics import Amount, format_number

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.measures import Brought


def refused_by(condition: Prepared, thing: Thing, context: Context) -> Reason | None:
    """Say which question an item answers otherwise than asked."""
    clause = condition.refusal(thing, context)
    return None if clause is None else clause.refusal_of(thing, context)


def further_row(proven: Fraction, possible: Fraction | None) -> Credit:
    """Return the row for what may still be recorded."""
    return Credit(item="", proven=proven, possible=possible, reason=Reason("further"))


def brought_row(brought: Brought, proven: Fraction, possible: Fraction | None) -> Credit:
    """Return the row for what was carried in."""
    return Credit(
        item=CARRIED_IN, claimed=brought.claimed, proven=proven, possible=possible, reason=brought.reason
    )


def with_rounding(amount: Amount, to: Round, rows: list[Credit]) -> Amount:
    """Return a total that is rounded, and add the rows by which the others add up to it."""
    whole = rounded_to(to, amount)
    sure = whole.least - amount.least
    perhaps = ZERO if whole.most is None or amount.most is None else whole.most - amount.most
    for item, proven, possible in (
        (ROUNDED_OFF, min(ZERO, sure), min(ZERO, perhaps)),
        (ROUNDED_UP, max(ZERO, sure), max(ZERO, perhaps)),
    ):
        if proven or possible:
            reason = Reason("rounded", (format_number(to.step),))
            rows.append(Credit(item=item, proven=proven, possible=possible, reason=reason))
    return whole
