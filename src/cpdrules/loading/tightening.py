"""What each key of an amendment does: the one table of what tightens, what loosens, and what may do either.

A change tightens only where that follows from the text for every record: whoever meets the requirement then meets
what it was before. Everything else loosens, or may, and needs a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.loading.bounds import Order, compared
from cpdrules.loading.direction import DOWN, OPEN, UP, Directions, moves, of_fewer_items, wanted
from cpdrules.rules.amended import Effect
from cpdrules.rules.conditions import DAY_NAMES, HasClause, MeetsClause, Moment, Path
from cpdrules.rules.measures import Count, Distinct, Sum
from cpdrules.rules.periods import EVER
from cpdrules.rules.quantities import Constant, Named, Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    Agreement,
    AmountOf,
    CompareGroups,
    EvidenceAsked,
    Fact,
    ForEach,
    Grace,
    Has,
    Judges,
    Requirement,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import things_in
from cpdrules.semantics import Duration

TIGHTENS, LOOSENS, MAY_LOOSEN, SAYS = Effect.TIGHTENS, Effect.LOOSENS, Effect.MAY_LOOSEN, Effect.SAYS
LEVELS = ("may", "should", "must")
ONE = Constant(Fraction(1))
STRICTEST_FIRST = ("lowest", "middle", "highest")


@attrs.frozen
class Case:
    """One requirement before and after its amendment.

    `old` is the rule set that is extended, `new` the one with the numbers that are set anew; `around` are the blocks
    that hold the requirement, the outermost first.
    """

    old: RuleSet
    new: RuleSet
    before: Requirement
    after: Requirement
    around: tuple[Requirement, ...]

    @property
    def chain(self) -> tuple[Requirement, ...]:
        """The requirement before, behind the blocks that hold it."""
        return (*self.around, self.before)

    @property
    def directions(self) -> Directions:
        """Which way the rule set pulls."""
        return Directions(self.new)

    def inherited(self, key: str) -> Any:
        """Return what a requirement, or the nearest block around it that says it, says by a key."""
        return next((said for each in reversed(self.chain) if (said := getattr(each, key)) is not None), None)


def effect_of(key: str, case: Case) -> Effect:
    """Return what the change of one key does."""
    effect = TABLE[key](case)
    known = effect in (TIGHTENS, LOOSENS)
    return MAY_LOOSEN if known and not case.directions.hands_on(case.chain) else effect


def pulled(pull: int, changed: int) -> Effect:
    """Return what a change does that goes one way where the rule pulls one way."""
    if OPEN in (pull, changed):
        return MAY_LOOSEN
    return TIGHTENS if pull == changed else LOOSENS


ORDERS = {Order.HIGHER: UP, Order.LOWER: DOWN, Order.OPEN: OPEN}


def number_in(requirement: Requirement, word: str) -> Quantity | None:
    """Return the number that something is held against."""
    match requirement:
        case AmountOf() | Has():
            found: Quantity | None = getattr(requirement.threshold, word)
            return ONE if isinstance(requirement, Has) and requirement.threshold == Threshold() else found
        case Fact():
            asked: Quantity | None = getattr(requirement.test, word)
            return asked
        case CompareGroups():
            return requirement.at_least.percent
        case _:
            return getattr(requirement, word, None)


def number(word: str, pull: int) -> Callable[[Case], Effect]:
    """Return how to judge a number: a higher `at_least` tightens, a lower `at_most`."""

    def judge(case: Case) -> Effect:
        before, after = number_in(case.before, word), number_in(case.after, word)
        if after is None or before is None:  # one more question about a fact
            return TIGHTENS
        order = compared(before, case.old, after, case.new)
        return pulled(pull, ORDERS[order]) if order is not Order.SAME else SAYS

    return judge


def items(case: Case) -> Effect:
    """Judge a narrower `where`: fewer items are less of most amounts, and more of gaps and of time left."""
    match case.before:
        case AmountOf():
            measure = case.directions.measure(case.before.amount)
            has_first_day = (case.inherited("period") or case.old.period or EVER) != EVER
            fewer = OPEN if measure is None else of_fewer_items(measure, has_first_day=has_first_day)
            return pulled(-wanted(case.before), fewer)
        case Has():
            return pulled(-wanted(case.before), DOWN)
        case ForEach():
            return MAY_LOOSEN if case.before.if_none == "not_met" else LOOSENS
        case _:
            return MAY_LOOSEN


def ceilings(case: Case) -> Effect:
    """Judge further limits: less counts."""
    assert isinstance(case.before, AmountOf)
    measure = case.directions.measure(case.before.amount)
    return MAY_LOOSEN if measure is None or moves(measure) else pulled(-wanted(case.before), DOWN)


def level(case: Case) -> Effect:
    """Judge a level: `must` decides, so a part that begins to decide may be one of those that are enough."""
    before, after = LEVELS.index(case.before.level), LEVELS.index(case.after.level)
    if after < before:
        return LOOSENS
    return TIGHTENS if after < LEVELS.index("must") or case.directions.adds(case.chain) else MAY_LOOSEN


def widened(case: Case) -> Effect:
    """Judge that a requirement applies to everyone: those whom it did not concern may have been one part less."""
    return TIGHTENS if case.directions.adds(case.chain) else MAY_LOOSEN


def due(case: Case) -> Effect:
    """Judge a due day: a shorter time after the same day of the period, where only items hang on the days."""
    before, after = case.before.due, case.after.due
    if before is None or after is None or before.distance is None or after.distance is None:
        return MAY_LOOSEN
    same = (before.anchor, before.direction) == (after.anchor, after.direction)
    after_the_period = before.direction == "after" and before.anchor in ("period_start", "period_end")
    shorter = is_no_longer(after.distance, before.distance)
    return TIGHTENS if same and after_the_period and shorter and fewer_days_are_less(case) else MAY_LOOSEN


def late(case: Case) -> Effect:
    """Judge what late means: `not_met` is the strictest, a shorter grace stricter where only items hang on it."""
    before, after = case.before.late, case.after.late
    if before is None or after is None:
        return MAY_LOOSEN
    if not isinstance(after, Grace):
        return TIGHTENS
    if not isinstance(before, Grace):
        return LOOSENS
    shorter = is_no_longer(after.accepted_for, before.accepted_for)
    return TIGHTENS if shorter and fewer_days_are_less(case) else MAY_LOOSEN


def is_no_longer(one: Duration, other: Duration) -> bool:
    """Whether a length of time is in none of its words more than another."""
    return all(mine <= theirs for mine, theirs in zip(attrs.astuple(one), attrs.astuple(other), strict=True))


def fewer_days_are_less(case: Case) -> bool:
    """Whether fewer days only ever mean fewer items, and these only ever less of what has to be reached."""
    before = case.before
    if not isinstance(before, (AmountOf, Has)) or wanted(before) != UP or before.not_before is not None:
        return False
    asked: list[object] = [before, *case.old.units]
    if isinstance(before, AmountOf):
        measure = case.directions.measure(before.amount)
        if not isinstance(measure, (Sum, Count, Distinct)) or moves(measure):
            return False
        if before.limits or (not isinstance(measure, Distinct) and (measure.repeats or measure.limits)):
            return False
        asked.append(measure)
    return not any(hangs_on_days(each, case.old) for each in asked)


def hangs_on_days(rule: object, ruleset: RuleSet) -> bool:
    """Whether anything in a rule, but for its due day, may turn out otherwise on other days of the period."""
    periods = {each.name for each in ruleset.periods}
    bare = attrs.evolve(rule, due=None) if isinstance(rule, (AmountOf, Has)) else rule
    for thing in things_in(bare):
        match thing:
            case HasClause() | MeetsClause() | Named() | Percent():
                return True
            case Moment(anchor=anchor) if anchor in DAY_NAMES:
                return True
            case Path(section=section) if section in periods:
                return True
            case _:
                pass
    return asks_a_measure(bare, ruleset)


def asks_a_measure(rule: object, ruleset: RuleSet) -> bool:
    """Whether a rule asks what a measure comes to."""
    names = {each.name for each in ruleset.measures}
    return any(
        isinstance(each, Path) and each.section is None and each.field in names for each in things_in(rule)
    )


def evidence(case: Case) -> Effect:
    """Judge the evidence: more kinds, or fewer among which one is enough."""
    before: EvidenceAsked = getattr(case.before, "evidence", None) or EvidenceAsked()
    after: EvidenceAsked = getattr(case.after, "evidence", None) or EvidenceAsked()
    fewer = set(after.some_of) <= set(before.some_of) if before.some_of else True
    return TIGHTENS if set(after.all_of) >= set(before.all_of) and fewer else MAY_LOOSEN


def judges(case: Case) -> Effect:
    """Judge who answers: more people. Another role, or other days, may hear others."""
    before: Judges = case.inherited("judges") or Judges(at_least=1)
    after = case.after.judges or before
    if (after.role, after.made_in or "ever") != (before.role, before.made_in or "ever"):
        return MAY_LOOSEN
    return TIGHTENS if after.at_least >= before.at_least else LOOSENS


def combine(case: Case) -> Effect:
    """Judge how answers make one: `lowest` is the strictest, and of agreements the larger."""
    before, after = case.inherited("combine") or "lowest", case.after.combine
    if isinstance(before, Agreement) and isinstance(after, Agreement):
        assert isinstance(before.agree.percent, type(after.agree.percent))
        return TIGHTENS if after.agree.share >= before.agree.share else LOOSENS
    if after == "lowest":
        return TIGHTENS
    if isinstance(before, Agreement) or isinstance(after, Agreement):
        return LOOSENS if before == "lowest" else MAY_LOOSEN
    return TIGHTENS if STRICTEST_FIRST.index(str(after)) <= STRICTEST_FIRST.index(before) else LOOSENS


def always(effect: Effect) -> Callable[[Case], Effect]:
    """Return how to judge a key that always does the same."""
    return lambda _: effect


TABLE: dict[str, Callable[[Case], Effect]] = {
    "at_least": number("at_least", UP),
    "more_than": number("more_than", UP),
    "at_most": number("at_most", DOWN),
    "less_than": number("less_than", DOWN),
    "where": items,
    "limits": ceilings,
    "level": level,
    "applies_when": always(LOOSENS),
    "applies_to": widened,
    "exempt": always(LOOSENS),
    "not_before": always(MAY_LOOSEN),
    "due": due,
    "late": late,
    "evidence": evidence,
    "judges": judges,
    "combine": combine,
    "title": always(SAYS),
}
"""Each key that an amendment may say."""
