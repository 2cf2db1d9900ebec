"""A requirement on one fact: what is asked of it, and when silence is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdrules.evaluation.conditions import compared_with, field_clause, shown
from cpdrules.evaluation.deadlines import is_overdue, may_be_overdue
from cpdrules.evaluation.items import path_gaps
from cpdrules.evaluation.lookup import NOTHING, reader
from cpdrules.evaluation.truth import TRUE, UNKNOWN
from cpdrules.records.bound import Thing, Value
from cpdrules.report.finding import Finding, Reason
from cpdrules.rules.requirements import Fact
from cpdrules.semantics import UNDETERMINED, Verdict

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.loops import Begun
    from cpdrules.evaluation.plan import Plan
    from cpdrules.evaluation.requirements import Inherited, Kind


def prepare_fact(requirement: Fact, plan: Plan, around: Inherited) -> Kind:
    """Prepare a requirement on one fact."""
    clause = field_clause(requirement.fact, requirement.test, plan, None, around.this)
    asked, compared = clause.paths, [(path, reader(path)) for path in compared_with(requirement.test)]
    field = plan.field_at(requirement.fact, None, around.this)
    text = field.readability_of if field is not None else None

    def kind(start: Begun, context: Context) -> Finding:
        told = clause.ask(NOTHING, context)
        value = fact_value(requirement, context)
        if requirement.test.recorded and is_silent(requirement, context):
            if is_overdue(context):
                due = context.due.isoformat() if context.due else ""
                return start(verdict=Verdict.NOT_MET, reason=Reason("overdue", (str(requirement.fact), due)))
            if told == TRUE and may_be_overdue(context):
                return start(verdict=UNDETERMINED, reason=Reason("fact_unknown", (str(requirement.fact),)))
        if told == UNKNOWN:
            gaps = [gap for path in asked for gap in path_gaps(path, context, plan)]
            if not gaps:
                gaps = plan.unset_gaps(clause.unset, context)
            reason = Reason(
                "fact_unknown", (str(requirement.fact) if value is None or not gaps else gaps[0].fact,)
            )
            if value is None and text is not None:
                reason = Reason("not_worked_out", (str(requirement.fact), text))
            return start(verdict=UNDETERMINED, gaps=tuple(gaps), reason=reason)
        verdict = Verdict.MET if told == TRUE else Verdict.NOT_MET
        others = (f"{path}: {told_of(read(NOTHING, context))}" for path, read in compared)
        words = "; ".join([clause.words, *others])
        return start(verdict=verdict, reason=Reason("fact", (str(requirement.fact), shown(value), words)))

    return kind


def told_of(value: Value | None) -> str:
    """Say a fact with which another is compared."""
    return "not recorded" if value is None else shown(value)


def fact_value(requirement: Fact, context: Context) -> object:
    """Return the fact that a requirement is about."""
    path = requirement.fact
    if path.section != "this":
        return context.single(str(path.section), str(path.field))
    if context.this is None or isinstance(context.this, str):
        return context.this
    return context.this.values.get(str(path.field))


def is_silent(requirement: Fact, context: Context) -> bool:
    """Whether the record does not say the fact that a requirement is about, whatever is supposed of it."""
    path, this = requirement.fact, context.this
    thing = this.id if path.section == "this" and isinstance(this, Thing) else str(path.section)
    return fact_value(requirement, context) is None or (thing, str(path.field)) in context.bound.supposed
