"""The door to evaluation: one record, one rule set, one day; a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.agreement import agreed, verdict_of_all
from cpdrules.evaluation.beginnings import begins_later, waits_for
from cpdrules.evaluation.context import Budget, Context, OutOfSteps
from cpdrules.evaluation.deadlines import with_gaps
from cpdrules.evaluation.planned import with_plan
from cpdrules.evaluation.prepare import Engine, engine_for
from cpdrules.evaluation.scoring import band_of
from cpdrules.evaluation.worlds import World, Worlds, united, worlds_of
from cpdrules.loading.bind import Binder
from cpdrules.loading.load_record import as_record
from cpdrules.records.bound import Bound
from cpdrules.records.record import Record
from cpdrules.report.finding import Finding, Gap, GapKind
from cpdrules.report.report import Report, ScoreLine, Text
from cpdrules.rules.measures import Score
from cpdrules.rules.periods import Repeating
from cpdrules.rules.ruleset import Origin, RuleSet
from cpdrules.semantics import Period, Verdict
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, Limits


def evaluate(
    ruleset: RuleSet,
    record: Record | Any,
    *,
    on: datetime.date,
    period: Period | str | None = None,
    complete_through: datetime.date | None = None,
    forecast: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Judge a record by a rule set on a day.

    `record` is a Record, plain data, or attrs objects. `on` is the day of judging: it picks the period that
    holds it, unless `period` (`FROM..TO`, both days in) does. `complete_through` says to which day the record
    leaves nothing out, in place of what the record says. With `forecast`, what the record calls planned is taken
    as done, and the report says so; without it, what is planned counts for nothing.

    Raises `RecordError` when the record is faulty, of another kind than the rule set judges, or so large that
    judging it takes more steps than the limits allow.
    """
    read = as_record(record, ruleset.subject, limits=limits)
    if complete_through is not None:
        read = attrs.evolve(read, complete_through=complete_through)
    chosen = Period.parse(period) if isinstance(period, str) else period
    return judge_record(ruleset, read, on, chosen, forecast=forecast, limits=limits)


def judge_record(
    ruleset: RuleSet,
    record: Record,
    on: datetime.date,
    period: Period | None,
    *,
    forecast: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Judge a record that was read."""
    return judge_bound(ruleset, bound_record(ruleset, record), on, period, forecast=forecast, limits=limits)


def judge_bound(
    ruleset: RuleSet,
    bound: Bound,
    on: datetime.date,
    period: Period | None,
    *,
    forecast: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Judge a record that was read in the words of the rule set."""
    engine = engine_for(ruleset)
    try:
        if not bound.planned:
            report = judged(engine, context_for(engine, bound, on, period, limits), period)
            return attrs.evolve(report, forecast=True) if forecast else report
        done = judged(engine, context_for(engine, bound.completed(), on, period, limits), period)
        if forecast:
            return attrs.evolve(done, forecast=True)
        report = judged(engine, context_for(engine, bound, on, period, limits), period)
        return with_plan(report, done)
    except OutOfSteps:
        message = f"judging this record takes more than {limits.steps:,} steps (limit `steps`)"
        hint = "judge fewer items or shorter periods at once, or raise the limit"
        raise RecordError(
            [Diagnostic(code="D017", message=message, hint=hint, span=bound.record.facts.span)]
        ) from None


def judged(engine: Engine, start: Context, period: Period | None) -> Report:
    """Judge the record that a context holds."""
    ruleset, bound = engine.plan.ruleset, start.bound
    plan, judges = engine.plan, engine.judges
    worlds, contexts, found = possible(engine, start, period)
    whole = [verdict_of_all(plan, judges, *each) for each in zip(contexts, found, strict=True)]
    findings = tuple(united(plan, worlds, each) for each in zip(*found, strict=True))
    if start.main is None and ruleset.period is not None and not begins_later(ruleset.period, start):
        findings = tuple(with_gaps(each, waits_for(ruleset.period, start)) for each in findings)
    return Report(
        title=ruleset.title,
        subject=ruleset.subject,
        texts=texts_of(ruleset),
        record=bound.record.id,
        record_title=bound.record.title,
        on=start.on,
        period=start.main,
        complete_from=bound.record.complete_from,
        complete_through=bound.record.complete_through,
        verdict=reduce(or_, whole),
        findings=findings,
        gaps=gathered(findings),
        scores=tuple(score_lines(engine, worlds, contexts)),
        silences=tuple(sorted(bound.silences.items())),
        notices=(*bound.notices, *of_another_length(ruleset, start, period)),
    )


def of_another_length(ruleset: RuleSet, start: Context, period: Period | None) -> Iterator[Diagnostic]:
    """Note that the period that is asked for is none of the rule set's, by which its numbers are meant."""
    named = start.periods.get(ruleset.period or "")
    cadence = start.cadence(named) if period is not None and isinstance(named, Repeating) else None
    if period is None or named is None or cadence is None:
        return
    held = cadence.holding(period.last)
    if held is None or held[1] != period:
        message = f"{period} is no `{named.name}` of the rule set"
        hint = "all that it asks is asked of these days; what is handed on between its periods is left out"
        span = start.bound.record.facts.span
        yield Diagnostic(code="D027", message=message, hint=hint, span=span, severity="warning")


def possible(
    engine: Engine, start: Context, period: Period | None
) -> tuple[Worlds, list[Context], list[list[Finding]]]:
    """Judge the record in each world; one in which it could not be as it is written is no world of it."""
    worlds, refusals = worlds_of(engine.plan, start.bound), list[RecordError]()
    kept: list[World] = []
    contexts: list[Context] = []
    found: list[list[Finding]] = []
    for world in worlds.worlds:
        context = in_world(engine, start, world.bound, period)
        try:
            judged_here = [agreed(engine.plan, judge, context) for judge in engine.judges]
        except RecordError as refusal:
            refusals.append(refusal)
            continue
        kept.append(world)
        contexts.append(context)
        found.append(judged_here)
    if not kept:
        raise refusals[0]
    return attrs.evolve(worlds, worlds=tuple(kept)), contexts, found


def bound_record(ruleset: RuleSet, record: Record) -> Bound:
    """Read a record in the words of a rule set, or raise every fault."""
    if record.subject != ruleset.subject:
        message = f"this is a `{record.subject}`, and `{ruleset.id}` judges a `{ruleset.subject}`"
        hint = "is it the right record, and the right rule set?"
        raise RecordError([Diagnostic(code="D014", message=message, hint=hint, span=record.facts.span)])
    binder = Binder(ruleset)
    bound = binder.bind(record)
    if binder.faults.errors:
        raise RecordError(binder.faults.found)
    return bound


def context_for(
    engine: Engine, bound: Bound, on: datetime.date, period: Period | None, limits: Limits
) -> Context:
    """Return the context in which the requirements of a rule set are judged."""
    plan = engine.plan
    start = Context(
        plan=plan,
        bound=bound,
        on=on,
        complete_from=bound.record.complete_from,
        complete_through=bound.record.complete_through,
        window=None,
        main=None,
        periods=plan.periods,
        dated_by={name: section.dated_by for name, section in plan.sections.items()},
        limits=limits,
        budget=Budget(limits.steps),
    )
    return in_world(engine, start, bound, period)


def in_world(engine: Engine, start: Context, bound: Bound, period: Period | None) -> Context:
    """Return the context of the record under a choice of its facts, on which its periods may depend."""
    start = attrs.evolve(start, bound=bound, window=None, main=None, kept={}, cache={})
    name = engine.plan.ruleset.period
    main = period if period is not None else start.period_named(name) if name is not None else None
    window = main if main is not None or name is not None else start.period_named("ever")
    return attrs.evolve(start, main=main, window=window, cache={})


def texts_of(ruleset: RuleSet) -> tuple[Text, ...]:
    """Return the rule set and those it extends."""
    rests_on: tuple[RuleSet | Origin, ...] = (ruleset, *ruleset.origins)
    texts = [Text(each.id, each.edition, each.digest, source=each.source) for each in rests_on]
    for index, below in enumerate(ruleset.origins):
        texts[index] = attrs.evolve(texts[index], amends=below.amends, loosens=below.loosens)
    return tuple(texts)


def score_lines(engine: Engine, worlds: Worlds, contexts: Sequence[Context]) -> list[ScoreLine]:
    """Return the scores that the rule set takes."""
    lines = []
    for measure in engine.plan.ruleset.measures:
        if isinstance(measure, Score):
            judge = engine.plan.judge_block(measure.name)
            block = united(engine.plan, worlds, [judge(context) for context in contexts])
            band = band_of(measure, block.score)
            lines.append(
                ScoreLine(measure=measure.name, requirement=measure.score, score=block.score, band=band)
            )
    return lines


def undecided(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what is not decided and may still make a difference: nothing inside what is met or does not apply."""
    for finding in findings:
        if finding.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
            continue
        if not finding.verdict.decided:
            yield finding
        yield from undecided(finding.parts)


def gathered(findings: tuple[Finding, ...]) -> tuple[Gap, ...]:
    """Return each missing fact once, with all the requirements that wait for it."""
    waiting: dict[Gap, list[str]] = {}
    for finding in undecided(findings):
        for gap in finding.gaps:
            waiting.setdefault(gap, []).append(finding.requirement)
    order = list(GapKind)
    gaps = [attrs.evolve(gap, settles=tuple(dict.fromkeys(names))) for gap, names in waiting.items()]
    return tuple(sorted(gaps, key=lambda gap: (order.index(gap.kind), gap.fact)))
