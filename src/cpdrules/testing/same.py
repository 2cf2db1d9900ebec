"""Changes that no record can tell from the rules as they are: these are not made, each for the reason given here.

All of it leans to one side: a change is left out only when the rules themselves show that nothing can differ.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from cpdrules.rules.conditions import Condition, FieldClause, Path
from cpdrules.rules.ledger import CarryOver
from cpdrules.rules.measures import Count, Distinct, LongestGap, Score, Share, Sum
from cpdrules.rules.parameters import DatedValue, Parameter, ParameterCase
from cpdrules.rules.periods import LookBack, MonthDay, Repeating
from cpdrules.rules.quantities import Constant, Percent, Threshold
from cpdrules.rules.requirements import (
    Agreement,
    AmountOf,
    ForEach,
    ForSome,
    Judged,
    Judges,
    RequirementBase,
)
from cpdrules.rules.ruleset import Definition, RuleSet, Scale
from cpdrules.rules.vocabulary import DatedEntries, Field, NamedList, Unit
from cpdrules.rules.walk import criteria, parts_of, things_in
from cpdrules.semantics import Verdict
from cpdrules.testing.outcomes import outcomes
from cpdrules.testing.quorums import may_be_none, quorum_around, tells_quorums
from cpdrules.testing.scores import Scores, scores_of
from cpdrules.testing.spots import Spot, replaced
from cpdrules.testing.uses import counted_in

NAMED = (
    Parameter,
    NamedList,
    Scale,
    Definition,
    Sum,
    Count,
    Distinct,
    LongestGap,
    Share,
    Repeating,
    LookBack,
)


def same(spot: Spot, becomes: Any, ruleset: RuleSet, used: frozenset[str]) -> bool:
    """Whether no record can tell the rules from those in which a value is another; `used` are the names in use."""
    if any(isinstance(each, NAMED) and each.name not in used for each in spot.rules):
        return True  # nothing uses it; the loader warns of that already
    if any(isinstance(each, Judges | Agreement) for each in spot.rules):
        return not judged_by(next(each for each in spot.rules if isinstance(each, RequirementBase)), spot)
    if isinstance(spot.owner, RequirementBase):
        return same_requirement(spot.owner, spot, becomes, ruleset)
    units = [each for each in spot.rules if isinstance(each, Unit)]
    if units:
        return not counted_in(units[0], ruleset)
    if isinstance(spot.owner, Constant) and (held := quorum_around(spot)) is not None:
        return not tells_quorums(held, spot.owner, Constant(becomes), ruleset)
    return same_choice(spot, becomes, ruleset, used)


def same_choice(spot: Spot, becomes: Any, ruleset: RuleSet, used: frozenset[str]) -> bool:
    """Whether another choice makes no difference."""
    owner, field = spot.owner, spot.field
    match owner:
        case RuleSet() if field == "in_force_at":
            return not any(
                isinstance(each, DatedValue | DatedEntries) and each.since for each in things_in(ruleset)
            )
        case Repeating() if field == "leap_day":
            return not starts_on_leap_day(owner)
        case Parameter() if field == "take":
            return takes_alike(owner, becomes)
        case Scale():
            # A scale on which no answer is worth anything is refused.
            return not asked_on(owner, ruleset) or signature(changed(spot, becomes)) in (
                None,
                signature(owner),
            )
        case Score() if field == "not_applicable":
            return not may_lapse(Scores(ruleset, owner))
        case Field() if field == "if_absent":
            return owner.name not in used
        case CarryOver() if field == "which":
            # How much is more than was needed is the same, whichever hours it is, unless only some may move on.
            return not owner.where.clauses
        case _:
            return False


def same_requirement(owner: RequirementBase, spot: Spot, becomes: Any, ruleset: RuleSet) -> bool:
    """Whether another level, weight or threshold of a requirement makes no difference."""
    match spot.field:
        case "level":
            # What a loop requires of each decides by being in the loop, whatever its level.
            return len(spot.way) > 1 and spot.way[-2] == "require"
        case "weight":
            return not is_weighed(owner, ruleset)
        case "combine":
            return not judged_by(owner, spot)
        case "if_none" if isinstance(owner, ForEach | ForSome):
            return not may_be_none(owner, ruleset)
        case "threshold" if isinstance(owner, AmountOf) and isinstance(becomes, Threshold):
            scores = scores_of(owner, ruleset)
            edge = edge_of(owner.threshold)
            return scores is not None and edge is not None and edge not in scores
        case _:
            return False


def changed(spot: Spot, becomes: Any) -> Any:
    """Return the owner of a spot with another value there."""
    depth = spot.above[-1][0]
    return replaced(spot.owner, spot.way[depth:], becomes)


# -- periods, parameters, units ------------------------------------------------------------------------------


def starts_on_leap_day(period: Repeating) -> bool:
    """Whether a period may start on 29 February, which only a date can be."""
    match period.starts:
        case MonthDay():
            return False
        case datetime.date() as day:
            return (day.month, day.day) == (2, 29)
        case _:
            return True


def takes_alike(parameter: Parameter, becomes: str) -> bool:
    """Whether two ways to take rows give the same for all: nobody meets two, or the first is the highest."""
    rows = [row for row in parameter.cases if row.when is not None]
    both = [(a, b) for i, a in enumerate(rows) for b in rows[i + 1 :] if not exclude(a.when, b.when)]
    if not both:
        return True
    if {parameter.take, becomes} != {"first", "highest"}:
        return False
    return all(
        (high := only(a)) is not None and (low := only(b)) is not None and high >= low for a, b in both
    )


def only(row: ParameterCase) -> Fraction | None:
    """Return the number of a row when it has one that always holds."""
    dated = row.value or ()
    value = dated[0].value if len(dated) == 1 and dated[0].since is None else None
    return value if isinstance(value, Fraction) else None


def exclude(one: Condition | None, other: Condition | None) -> bool:
    """Whether two conditions ask one fact of the case for different values, so that both never hold."""
    first, second = values_asked(one), values_asked(other)
    return any(path in second and not values & second[path] for path, values in first.items())


def values_asked(where: Condition | None) -> dict[Path, frozenset[str]]:
    """Return for each fact of the case the values, one of which a condition asks for."""
    clauses = [each for each in (where.clauses if where else ()) if isinstance(each, FieldClause)]
    return {each.path: frozenset(each.test.is_) for each in clauses if each.test.is_ and each.path.section}


# -- questions and scores ------------------------------------------------------------------------------------


def asked_on(scale: Scale, ruleset: RuleSet) -> bool:
    """Whether a criterion is answered on a scale."""
    return any(name == scale.name for _, name in criteria(ruleset.requirements))


def signature(scale: Scale) -> Any:
    """Return all that answers are asked for: each worth as a part of the best, and which answers meet."""
    worths = dict(scale.answers)
    best = max(worths.values())
    if not best:
        return None
    return [(word, worth / best, worth >= worths[scale.met_from]) for word, worth in scale.answers]


def judged_by(requirement: RequirementBase, spot: Spot) -> bool:
    """Whether a criterion in a block is judged by what the block says of judges, and by nothing nearer."""
    word = "combine" if "combine" in spot.way else "judges"

    def below(each: Any, top: bool) -> bool:
        if not top and getattr(each, word) is not None:
            return False
        return isinstance(each, Judged) or any(below(part, False) for part in parts_of(each))

    return below(requirement, True)


def is_weighed(requirement: RequirementBase, ruleset: RuleSet) -> bool:
    """Whether a score weighs a requirement against another."""
    return any(
        part is requirement and len(among) > 1
        for measure in ruleset.measures
        if isinstance(measure, Score)
        for part, among in Scores(ruleset, measure).weighed()
    )


def may_lapse(scores: Scores) -> bool:
    """Whether a part of what is scored can be not applicable."""
    return any(
        Verdict.NOT_APPLICABLE in outcomes(part, scores.ruleset).decided for part, _ in scores.weighed()
    )


def edge_of(threshold: Threshold) -> Fraction | None:
    """Return the share that a score is held against."""
    numbers = (threshold.at_least, threshold.at_most, threshold.more_than, threshold.less_than)
    return next((number.share for number in numbers if isinstance(number, Percent)), None)
