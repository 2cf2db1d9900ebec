"""Requirements as closures: one exhaustive match over the kinds; each gives its finding in a context."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, assert_never

import attrs

from cpdrules.evaluation.allocations import prepare_allocation
from cpdrules.evaluation.amounts import prepare_amount
from cpdrules.evaluation.beginnings import begins_later, may_begin_later, waits_for
from cpdrules.evaluation.conditions import Prepared, prepare, shown
from cpdrules.evaluation.deadlines import by_the_due_day, has_deadline, in_time, with_gaps
from cpdrules.evaluation.facts import prepare_fact
from cpdrules.evaluation.groups import Comparison
from cpdrules.evaluation.items import path_gaps
from cpdrules.evaluation.judging import YES_OR_NO, Question
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.loops import Begun, prepare_loop, prepare_windows
from cpdrules.evaluation.prompts import prepare_prompt
from cpdrules.evaluation.quorums import combined, prepare_enough
from cpdrules.evaluation.relief import relief_for
from cpdrules.evaluation.scoring import block_score
from cpdrules.evaluation.truth import FALSE, TRUE
from cpdrules.report.finding import Finding, GapKind, Reason
from cpdrules.rules.amended import Amended
from cpdrules.rules.conditions import A_MEASURE
from cpdrules.rules.keys import tag
from cpdrules.rules.periods import Repeating
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    Fact,
    ForEach,
    ForSome,
    Has,
    InEvery,
    InSome,
    Judged,
    Judges,
    Requirement,
    SomeOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.rules.walk import numbers_of
from cpdrules.semantics import Element, Verdict, format_number

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

Judge = Callable[["Context"], Finding]


@attrs.frozen
class Inherited:
    """What the blocks around a requirement give it: the address to fall back on, and how criteria are judged.

    `is_block` says that there is one around it, which has said by then what is not known of the judged period.
    """

    address: str = ""
    this: Section | Field | str | None = None
    scale: str | None = None
    judges: Judges | None = None
    combine: object = None
    is_block: bool = False


def prepare_requirement(requirement: Requirement, plan: Plan, around: Inherited) -> Judge:
    """Turn a requirement into a closure that gives its finding."""
    address, rule_type = requirement.id or around.address, requirement.__class__
    inherited = attrs.evolve(
        around,
        is_block=True,
        address=address,
        scale=requirement.scale or around.scale,
        judges=requirement.judges or around.judges,
        combine=requirement.combine or around.combine,
    )
    kind = prepare_kind(requirement, plan, inherited)
    scope = prepare(requirement.applies_when, plan, None, around.this) if requirement.applies_when else None
    begin = partial(
        Finding,
        kind=tag(rule_type),
        title=requirement.title,
        level=requirement.level,
        place=requirement.place,
        reference=requirement.reference,
        amended=amended_in(requirement, plan.ruleset),
    )
    if (gone := requirement.exempted_by) is not None:
        reason = Reason("exempted", (gone.by,))
        taken_away = partial(begin, verdict=Verdict.NOT_APPLICABLE, reason=reason)
        return lambda context: taken_away(requirement=address + context.suffix, period=context.window)
    period, relief = requirement.period, relief_for(requirement, plan)

    def judge(context: Context) -> Finding:
        context.budget.spend(1)
        if period is not None:
            context = context.with_window(context.period_named(period))
        waiting_for = period or context.ruleset.period
        if context.window is None and waiting_for is not None and begins_later(waiting_for, context):
            return begun(context)(verdict=Verdict.NOT_APPLICABLE, reason=Reason("not_begun", (waiting_for,)))
        finding = (
            in_time(requirement, context, decide, plan) if has_deadline(requirement) else decide(context)
        )
        if context.window is None and waiting_for is not None and (period is not None or not around.is_block):
            return without_period(finding, waiting_for, context)
        return finding

    def without_period(finding: Finding, name: str, context: Context) -> Finding:
        """Return a finding where its period is not known: it may not have begun."""
        later = Verdict.NOT_APPLICABLE if may_begin_later(name, context) else Verdict(0)
        return with_gaps(attrs.evolve(finding, verdict=finding.verdict | later), waits_for(name, context))

    def begun(context: Context) -> Begun:
        return partial(begin, requirement=address + context.suffix, period=context.window)

    def decide(context: Context) -> Finding:
        start = begun(context)
        if (exempt := relief.holding(context)) is not None:
            return start(verdict=Verdict.NOT_APPLICABLE, reason=exempt)
        told = scope.ask(NOTHING, context) if scope is not None else TRUE
        if scope is not None and told == FALSE:
            return start(verdict=Verdict.NOT_APPLICABLE, reason=out_of_scope(scope, context))
        finding = by_the_due_day(kind(start, context), context)
        unsure = [*relief.unsure(context), *([scope] if scope is not None and told != TRUE else [])]
        return perhaps(finding, unsure, context, plan) if unsure else finding

    return once(judge, requirement) if id(requirement) in plan.scores else judge


def amended_in(requirement: Requirement, ruleset: RuleSet) -> tuple[Amended, ...]:
    """Return how texts have amended a requirement, and the numbers that it rests on; an earlier text first."""
    numbers = sorted(numbers_of(requirement, ruleset), key=lambda each: each.name)
    found = [*requirement.amended, *(each for number in numbers for each in number.amended)]
    layers = [*(each.id for each in reversed(ruleset.origins)), ruleset.id]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: layers.index(each.by)))


def once(judge: Judge, requirement: Requirement) -> Judge:
    """Judge a block only once in each context: its score, and what asks for the score, need the same finding."""
    key = ("judged", id(requirement))

    def judge_or_recall(context: Context) -> Finding:
        if key not in context.cache:
            context.cache[key] = judge(context)
        found: Finding = context.cache[key]
        return found

    return judge_or_recall


def out_of_scope(scope: Prepared, context: Context) -> Reason:
    """Say which fact puts a requirement out of scope."""
    clause = scope.refusal(NOTHING, context)
    assert clause is not None
    path = clause.paths[0]
    value: object = None
    if path.section == A_MEASURE:
        found = context.plan.amounts[str(path.field)](context).amount
        told = format_number(found.least) if found.is_exact else str(found)
        return Reason("does_not_apply", (str(path.field), told, clause.words))
    if path.section == "this":
        value = (
            context.this
            if isinstance(context.this, str)
            else context.this.values.get(str(path.field))
            if context.this
            else None
        )
    elif path.section is not None and path.section in context.bound.singles:
        value = context.single(path.section, str(path.field))
    elif path.section is not None and path.section in context.periods and context.window is not None:
        named = context.periods[path.section]
        held = context.holding(named, context.window.last) if isinstance(named, Repeating) else None
        value = held[0] + 1 if held is not None else None
    if value is None:  # an item that is not there, or one of several conditions
        return Reason("not_for", (clause.words,))
    return Reason("does_not_apply", (str(path), shown(value), clause.words))


def perhaps(finding: Finding, scopes: list[Prepared], context: Context, plan: Plan) -> Finding:
    """Return the finding of a requirement of which it is not known whether it applies."""
    gaps = [attrs.evolve(gap, kind=GapKind.APPLICABILITY_UNKNOWN) if gap.kind is GapKind.NOT_RECORDED else gap
            for scope in scopes for path in scope.paths for gap in path_gaps(path, context, plan)]  # fmt: skip
    gaps += [gap for scope in scopes for gap in plan.unset_gaps(scope.unset, context)]
    verdict = finding.verdict | Verdict.NOT_APPLICABLE
    return attrs.evolve(finding, verdict=verdict, gaps=tuple(dict.fromkeys((*gaps, *finding.gaps))))


Kind = Callable[[Begun, "Context"], Finding]


def prepare_kind(requirement: Requirement, plan: Plan, around: Inherited) -> Kind:
    """Turn what is particular to a kind into a closure that completes a finding."""
    match requirement:
        case AllOf():
            return prepare_parts(requirement, requirement.all_of, None, plan, around)
        case SomeOf():
            return prepare_parts(requirement, requirement.some_of, requirement.at_least, plan, around)
        case AmountOf() | Has():
            return prepare_amount(requirement, plan, around.this, prepare_requirement)
        case Allocate():
            return prepare_allocation(requirement, plan, around.this)
        case Fact():
            return prepare_fact(requirement, plan, around)
        case Judged():
            return prepare_judged(requirement, plan, around)
        case ForEach() | ForSome():
            return prepare_loop(requirement, plan, around, prepare_requirement)
        case CompareGroups():
            return Comparison.of(requirement, plan, around.this)
        case InEvery() | InSome():
            return prepare_windows(requirement, plan, around, prepare_requirement)
        case _:
            assert_never(requirement)


def prepare_parts(
    requirement: AllOf | SomeOf,
    parts: tuple[Requirement, ...],
    quorum: Quantity | None,
    plan: Plan,
    around: Inherited,
) -> Kind:
    """Prepare a block of parts; only those that say `must` decide it."""
    judges = [prepare_requirement(part, plan, around) for part in parts]
    scored = plan.scored(requirement)
    how_many = prepare_enough(quorum, plan)

    def kind(start: Begun, context: Context) -> Finding:
        found = tuple(judge(context) for judge in judges)
        binding, enough = [finding.verdict for finding in found if finding.level == "must"], how_many(context)
        verdict = enough.verdict(partial(combined, binding))
        score = block_score(requirement, found, scored) if scored is not None else None
        gaps = () if verdict.decided else enough.gaps
        if quorum is None:
            return start(verdict=verdict, parts=found, score=score, gaps=gaps)
        amount, needed, short = enough.tally([Element(verdict) for verdict in binding])
        return start(
            verdict=verdict,
            amount=amount,
            needed=needed,
            shortfall=short,
            parts=found,
            score=score,
            gaps=gaps,
        )

    return kind


def prepare_judged(requirement: Judged, plan: Plan, around: Inherited) -> Kind:
    """Prepare a judged criterion."""
    scale = plan.scales[around.scale] if around.scale else YES_OR_NO
    judges = around.judges or Judges(at_least=1)
    question = Question(requirement, around.address, scale, judges, around.combine or "lowest")  # type: ignore[arg-type]

    prompt = prepare_prompt(requirement.prompted_by, plan) if requirement.prompted_by is not None else None

    def kind(start: Begun, context: Context) -> Finding:
        told = question.answer(context) if prompt is None else prompt.told(question, context)
        title = requirement.title or requirement.judged
        return start(title=title, verdict=told.verdict, score=told.worth, reason=told.reason, gaps=told.gaps)

    return kind
