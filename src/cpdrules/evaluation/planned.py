"""What is planned: it counts for nothing, and each amount says what it would come to if it were done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.links import linked_things
from cpdrules.evaluation.truth import FALSE
from cpdrules.report.finding import Credit, Finding, Reason
from cpdrules.report.report import Report
from cpdrules.semantics import Amount

if TYPE_CHECKING:
    from fractions import Fraction

    from cpdrules.evaluation.context import Context
    from cpdrules.rules.vocabulary import Section


def with_plan(report: Report, done: Report) -> Report:
    """Give each finding the amount that it would prove if what is planned were done."""
    amounts = {finding.requirement: finding.amount for finding in done.walk()}
    return attrs.evolve(report, findings=tuple(_with_plan(each, amounts) for each in report.findings))


def _with_plan(finding: Finding, done: Mapping[str, Amount | None]) -> Finding:
    amount = done.get(finding.requirement)
    planned: Fraction | None = None
    if amount is not None and finding.amount is not None and amount.least != finding.amount.least:
        planned = amount.least
    return attrs.evolve(
        finding, planned=planned, parts=tuple(_with_plan(each, done) for each in finding.parts)
    )


def planned_credits(
    context: Context, section: Section, conditions: tuple[Prepared, ...]
) -> tuple[Credit, ...]:
    """Return a row for each planned item that could count: it says when it is planned for."""
    rows = []
    for thing in linked_things(conditions, section.name, context, planned=True):
        refused = in_window(thing, section, context) == FALSE
        if not refused and all(each.ask(thing, context) != FALSE for each in conditions):
            day = thing.values.get(section.dated_by or "")
            reason = Reason("planned", (str(day),) if day is not None else ())
            rows.append(Credit(item=thing.id, proven=ZERO, possible=ZERO, reason=reason))
    return tuple(rows)


ZERO = Amount.exactly(0).least
