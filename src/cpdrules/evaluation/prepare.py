"""Making a rule set ready: once for each RuleSet object, then shared by all threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import attrs

from cpdrules.evaluation.amounts import measured
from cpdrules.evaluation.context import Context
from cpdrules.evaluation.plan import Plan
from cpdrules.evaluation.relief import exempted
from cpdrules.evaluation.requirements import Inherited, prepare_requirement
from cpdrules.evaluation.scoring import score_of
from cpdrules.report.finding import Finding
from cpdrules.rules.conditions import ALWAYS
from cpdrules.rules.measures import Score, Share
from cpdrules.rules.requirements import AllOf, Requirement, SomeOf
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import asked_of_the_case, asked_recorded, every, parts_of


@attrs.frozen
class Engine:
    """A rule set made ready to judge records."""

    plan: Plan
    judges: tuple[Callable[[Context], Finding], ...]


MOST_ENGINES = 64
_ENGINES: dict[int, Engine] = {}


def engine_for(ruleset: RuleSet) -> Engine:
    """Return the engine of a rule set, made on first use; the oldest of more than 64 goes.

    An engine holds its rule set, so that no other can have the same identity while the engine is kept.
    """
    held = _ENGINES.get(id(ruleset))
    if held is not None and held.plan.ruleset is ruleset:
        return held
    engine = make_engine(ruleset)
    for oldest in list(_ENGINES)[: max(0, len(_ENGINES) - MOST_ENGINES + 1)]:
        _ENGINES.pop(oldest, None)
    _ENGINES[id(ruleset)] = engine
    return engine


def make_engine(ruleset: RuleSet) -> Engine:
    """Make a rule set ready."""
    plan = Plan(
        ruleset=ruleset,
        sections=by_name(ruleset.vocabulary),
        lists=by_name(ruleset.lists),
        definitions=by_name(ruleset.definitions),
        scales=by_name(ruleset.scales),
        periods=by_name(ruleset.periods),
        parameters=by_name(ruleset.parameters),
        measures=by_name(ruleset.measures),
        units=by_name(ruleset.units),
        requirements={each.id: each for each in every(ruleset.requirements) if each.id},
        may_be_none=asked_recorded(ruleset),
        asked_of_the_case=asked_of_the_case(ruleset),
        exempt=exempted(ruleset),
    )
    for measure in sorted(ruleset.measures, key=lambda each: each.name):
        if isinstance(measure, Score):
            mark_scored(plan, plan.requirements[measure.score], measure)
            plan.blocks[measure.name] = partial(scored_by, plan, measure)
    for measure in ruleset.measures:
        if not isinstance(measure, (Share, Score)):
            plan.amounts[measure.name] = measured(measure, ALWAYS, (), plan, None)
    judges = tuple(prepare_requirement(each, plan, Inherited()) for each in ruleset.requirements)
    return Engine(plan, judges)


def by_name(things: tuple[Any, ...]) -> dict[str, Any]:
    """Return named things by their names."""
    return {thing.name: thing for thing in things}


def mark_scored(plan: Plan, requirement: Requirement, measure: Score) -> None:
    """Note that a block, and the blocks of all its parts inside it, show a score: by the first that takes one."""
    if isinstance(requirement, (AllOf, SomeOf)):
        plan.scores.setdefault(id(requirement), measure)
        for part in parts_of(requirement):
            if isinstance(part, AllOf):
                mark_scored(plan, part, measure)


def scored_by(plan: Plan, measure: Score, context: Context) -> Finding:
    """Judge the block that a measure scores; its score is the one that this measure takes."""
    found = judge_anew(plan, measure.score, context)
    return attrs.evolve(found, score=score_of(plan.requirements[measure.score], found, measure))


def judge_anew(plan: Plan, name: str, context: Context) -> Finding:
    """Judge a block for its score, with what the blocks around it give it."""
    chain = path_to(plan.ruleset.requirements, name)
    around = Inherited()
    for each in chain[:-1]:
        around = Inherited(
            each.id or around.address,
            None,
            each.scale or around.scale,
            each.judges or around.judges,
            each.combine or around.combine,
        )
    key = ("judge", name)
    if key not in plan.prepared:
        plan.prepared[key] = prepare_requirement(chain[-1], plan, around)
    judge: Callable[[Context], Finding] = plan.prepared[key]
    return judge(context)


def path_to(requirements: tuple[Requirement, ...], name: str) -> tuple[Requirement, ...]:
    """Return the requirements from the top down to the one with an id."""
    for requirement in requirements:
        if requirement.id == name:
            return (requirement,)
        below = path_to(parts_of(requirement), name)
        if below:
            return (requirement, *below)
    return ()
