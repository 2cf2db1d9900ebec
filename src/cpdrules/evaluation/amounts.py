"""Requirements on amounts: a measure against a threshold, and the existence of items."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, assert_never

from cpdrules.evaluation.carried import carried
from cpdrules.evaluation.deadlines import has_unknown_days
from cpdrules.evaluation.distinct import different
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.loops import IF_NONE, Begun
from cpdrules.evaluation.measures import Measured, This, total
from cpdrules.evaluation.relief import relief_for
from cpdrules.evaluation.shares import part_of
from cpdrules.evaluation.silence import silence_of
from cpdrules.evaluation.spells import time_of
from cpdrules.evaluation.truth import TRUE
from cpdrules.evaluation.workings import working_of
from cpdrules.report.finding import Finding, Gap, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import (
    Count,
    Distinct,
    Limit,
    LongestGap,
    Score,
    Share,
    Sum,
    TimeIn,
    TimeWithout,
)
from cpdrules.rules.quantities import Constant, Quantity, Threshold
from cpdrules.rules.requirements import AmountOf, Has
from cpdrules.semantics import (
    Amount,
    Relation,
    Verdict,
    compare,
    share_bounds,
    share_verdict,
    shortfall,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

ONE = Constant(Fraction(1))
NO_AMOUNT = Amount(Fraction(0), Fraction(0))
Kind = Callable[[Begun, "Context"], Finding]


def threshold_of(threshold: Threshold) -> tuple[Relation, Quantity]:
    """Return the relation and the quantity; one or more where nothing is said."""
    for relation in Relation:
        quantity = getattr(threshold, relation.value)
        if quantity is not None:
            return relation, quantity
    return Relation.AT_LEAST, ONE


def prepare_amount(requirement: AmountOf | Has, plan: Plan, this: This, prepare_requirement: Any) -> Kind:
    """Prepare a requirement on an amount."""
    relation, quantity = threshold_of(requirement.threshold)
    needed = plan.quantity(quantity)
    if isinstance(requirement, Has):
        counted = Count(name="", count=requirement.has)
        return plain(total(plan, counted, requirement.where, (), this), relation, quantity, needed, "", plan)
    measure = plan.measures[requirement.amount]
    match measure:
        case Share():
            return share(requirement, measure, plan, this)
        case Score():
            return scored(requirement, measure, plan, prepare_requirement)
        case _:
            made = measured(measure, requirement.where, requirement.limits, plan, this)
            return plain(made, relation, quantity, needed, plan.unit_of(measure), plan)


def measured(
    measure: Sum | Count | Distinct | TimeIn | TimeWithout | LongestGap,
    where: Condition,
    limits: tuple[Limit, ...],
    plan: Plan,
    this: This,
) -> Measured:
    """Prepare a measure that comes to an amount, narrowed by a requirement's own `where` and `limits`."""
    match measure:
        case Sum() | Count():
            return carried(plan, measure, where, limits, this)
        case Distinct():
            return different(plan, measure, where, this)
        case TimeIn() | TimeWithout():
            return time_of(plan, measure, where, this)
        case LongestGap():
            return silence_of(plan, measure, where, this)
        case _:
            assert_never(measure)


def plain(
    measured: Measured,
    relation: Relation,
    quantity: Quantity,
    needed: Callable[[Context], Amount],
    unit: str,
    plan: Plan,
) -> Kind:
    """Prepare an amount that is held against another."""

    def kind(start: Begun, context: Context) -> Finding:
        outcome = measured(context)
        threshold = needed(context)
        verdict = compare(outcome.amount, relation, threshold)
        gaps: tuple[Gap, ...] = ()
        if not verdict.decided:
            gaps = tuple(dict.fromkeys((*outcome.gaps, *plan.parameter_gaps(quantity, context))))
        return start(
            verdict=verdict,
            unit=unit,
            relation=relation.value,
            amount=outcome.amount,
            needed=threshold,
            shortfall=shortfall(outcome.amount, relation, threshold),
            working=working_of(quantity, plan, context),
            gaps=gaps,
            reason=outcome.reason,
            credits=outcome.credits,
        )

    return kind


def share(requirement: AmountOf, measure: Share, plan: Plan, this: This) -> Kind:
    """Prepare a share: each item once, inside the part or outside it."""
    parts = part_of(measure, plan, this)
    whole, part = plan.measures[measure.of], plan.measures[measure.share]
    assert isinstance(whole, (Sum, Count))
    assert isinstance(part, (Sum, Count))
    inside = total(plan, whole, part.where, (), this)
    relation, quantity = threshold_of(requirement.threshold)
    needed = plan.quantity(quantity)
    if_none = IF_NONE[str(requirement.if_none)]

    def kind(start: Begun, context: Context) -> Finding:
        items, gaps = parts.split(context)
        threshold = needed(context)
        assert threshold.most is not None
        # More being needed only ever turns one verdict into another, so that both ends tell all between them.
        verdict = share_verdict(items, relation, threshold.least, if_none)
        if not threshold.is_exact:
            verdict |= share_verdict(items, relation, threshold.most, if_none)
            gaps.extend(plan.parameter_gaps(quantity, context))
        bounds = share_bounds(items)
        return start(
            verdict=verdict,
            unit="share",
            relation=relation.value,
            amount=bounds,
            needed=threshold,
            shortfall=shortfall(bounds, relation, threshold) if bounds is not None else None,
            gaps=() if verdict.decided else tuple(dict.fromkeys(gaps)),
            reason=Reason("nothing_to_share") if bounds is None else None,
            credits=inside(context).credits,
        )

    return kind


def scored(requirement: AmountOf, measure: Score, plan: Plan, prepare_requirement: Any) -> Kind:
    """Prepare a threshold on the score of a block."""
    relation, quantity = threshold_of(requirement.threshold)
    needed = plan.quantity(quantity)

    def kind(start: Begun, context: Context) -> Finding:
        block = plan.judge_block(measure.name)(context)
        if block.score is None:
            return start(
                verdict=Verdict.NOT_APPLICABLE,
                unit="share",
                reason=Reason("no_score", (measure.score,)),
            )
        threshold = needed(context)
        verdict = compare(block.score, relation, threshold)
        lapses = Verdict.NOT_APPLICABLE
        may_lack = (
            (lapses in block.verdict and not block.verdict.decided)
            or out_of_scope(measure.score, plan, context)
            or all(lapses in part.verdict for part in block.parts)
        )
        verdict = verdict | lapses if may_lack else verdict
        gaps: tuple[Gap, ...] = ()
        if not verdict.decided:
            unset = plan.parameter_gaps(quantity, context)
            gaps = tuple(dict.fromkeys((*(gap for part in block.walk() for gap in part.gaps), *unset)))
        return start(
            verdict=verdict,
            unit="share",
            relation=relation.value,
            amount=block.score,
            needed=threshold,
            shortfall=shortfall(block.score, relation, threshold),
            gaps=gaps,
        )

    return kind


def out_of_scope(block: str, plan: Plan, context: Context) -> bool:
    """Whether a block may not apply, so that there may be no score of it."""
    rule = plan.requirements[block]
    if rule.period is not None:
        context = context.with_window(context.period_named(rule.period))
    if relief_for(rule, plan).unsure(context) or has_unknown_days(rule, context):
        return True
    return rule.applies_when is not None and plan.case(rule.applies_when).ask(NOTHING, context) != TRUE
