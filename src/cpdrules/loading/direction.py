"""Which way a rule set pulls: whether more of an amount, or a higher number, helps those who are judged, or hurts."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import (
    Count,
    Distinct,
    LongestGap,
    Measure,
    Score,
    Share,
    Sum,
    TimeIn,
    TimeWithout,
)
from cpdrules.rules.parameters import NotBelow, Parameter, Subtract
from cpdrules.rules.quantities import Named, Percent
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    Fact,
    ForSome,
    Has,
    InSome,
    Requirement,
    SomeOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import parts_of, said_itself, things_in

UP, DOWN, OPEN = 1, -1, 0
"""Raising it tightens; lowering it tightens; it may be either."""
THRESHOLDS = {"at_least": UP, "more_than": UP, "at_most": DOWN, "less_than": DOWN}


@attrs.frozen
class Directions:
    """The directions of one rule set."""

    ruleset: RuleSet

    def walk(self) -> Iterator[tuple[Requirement, ...]]:
        """Yield every requirement with the blocks that hold it: the outermost first, itself last."""
        yield from chains((), self.ruleset.requirements)

    def chain_of(self, name: str) -> tuple[Requirement, ...]:
        """Return the requirement of an id with the blocks that hold it; nothing where there is none."""
        return next((chain for chain in self.walk() if chain[-1].id == name), ())

    def measure(self, name: str) -> Measure | None:
        """Return a measure by its name."""
        return next((each for each in self.ruleset.measures if each.name == name), None)

    # -- blocks --------------------------------------------------------------------------------------------

    def scores_of(self, chain: tuple[Requirement, ...]) -> list[Score]:
        """Return the scores that are taken of a requirement or of a block around it."""
        ids = {each.id for each in chain if each.id is not None}
        return [each for each in self.ruleset.measures if isinstance(each, Score) and each.score in ids]

    def hands_on(self, chain: tuple[Requirement, ...], seen: frozenset[str] = frozenset()) -> bool:
        """Whether it never helps the whole that a requirement is no longer met.

        It may help where a score is asked to be low, or decides whether something applies.
        """
        for score in self.scores_of(chain):
            uses = [use for use in self.walk() if score.name in self.measures_asked(use[-1])]
            known = len(uses) == self.mentions(score.name) and score.name not in seen
            if not known or not all(
                wanted(use[-1]) == UP and self.hands_on(use, seen | {score.name}) for use in uses
            ):
                return False
        return True

    def adds(self, chain: tuple[Requirement, ...]) -> bool:
        """Whether one more thing that is asked here never helps: in a row of parts that all have to be met."""
        return all(isinstance(each, AllOf) for each in chain[:-1]) and not self.scores_of(chain)

    # -- measures ------------------------------------------------------------------------------------------

    def measures_asked(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the measure that a requirement holds against something."""
        match requirement:
            case AmountOf():
                return (requirement.amount,)
            case Allocate():
                return (requirement.allocate,)
            case _:
                return ()

    def mentions(self, name: str) -> int:
        """Return how often a measure is named, as far as it could be: a fact of the same name counts, too."""
        found = 0
        for thing in things_in(self.ruleset):
            match thing:
                case AmountOf() | Allocate():
                    found += name in self.measures_asked(thing)
                case Path(section=None, field=field):
                    found += field == name
                case Share():
                    found += name in (thing.share, thing.of)
                case _:
                    pass
        return found

    def of_amount(self, measure: str) -> int:
        """Return whether more of a measure tightens, wherever it is asked."""
        uses = [use for use in self.walk() if measure in self.measures_asked(use[-1])]
        if len(uses) != self.mentions(measure):
            return OPEN
        return same(-wanted(use[-1]) if self.hands_on(use) else OPEN for use in uses)

    # -- numbers -------------------------------------------------------------------------------------------

    def of_parameter(self, name: str, seen: tuple[str, ...] = ()) -> int:
        """Return whether raising a parameter tightens, or lowering it; OPEN where it is used in any other way."""
        if name in seen:
            return OPEN
        found = [*self.in_requirements(name), *self.in_measures(name), *self.in_parameters(name, seen)]
        return same(found) if len(found) == self.uses(name) else OPEN

    def uses(self, name: str) -> int:
        """Return how often a parameter is used."""
        return named_in(self.ruleset, name)

    def users(self, name: str) -> list[str]:
        """Return the ids and names of the rules that name a parameter: requirements, measures and parameters."""
        ids = [each[-1].id for each in self.walk() if named_in(said_itself(each[-1]), name)]
        others = [*self.ruleset.measures, *self.ruleset.parameters]
        return [str(each) for each in ids if each] + [each.name for each in others if named_in(each, name)]

    def in_requirements(self, name: str) -> Iterator[int]:
        """Yield which way each use in a requirement pulls."""
        for chain in self.walk():
            one, pull = chain[-1], UP if self.hands_on(chain) else OPEN
            match one:
                case AmountOf() | Has():
                    yield from (pull * each for each in of_thresholds(one.threshold, name))
                    if isinstance(one, AmountOf):
                        limits = named_in(tuple(each.count_at_most for each in one.limits), name)
                        yield from [-wanted(one) * pull] * limits
                case Fact():
                    yield from (pull * each for each in of_thresholds(one.test, name))
                case Allocate():
                    yield from [pull] * named_in(tuple(each.at_least for each in one.to), name)
                    limited = tuple(limit.count_at_most for each in one.to for limit in each.limits)
                    yield from [-pull] * named_in(limited, name)
                case SomeOf() | ForSome() | InSome() | CompareGroups():
                    yield from [pull] * named_in(one.at_least, name)
                case _:
                    pass

    def in_measures(self, name: str) -> Iterator[int]:
        """Yield which way each use as a limit of a measure pulls: the higher the limit, the more counts."""
        for each in self.ruleset.measures:
            if isinstance(each, (Sum, Count)):
                count = named_in(tuple(limit.count_at_most for limit in each.limits), name)
                pull = OPEN if moves(each) else self.of_amount(each.name)
                yield from [pull] * count

    def in_parameters(self, name: str, seen: tuple[str, ...]) -> Iterator[int]:
        """Yield which way each use in another parameter pulls."""
        for each in self.ruleset.parameters:
            pull = None
            for reduction in each.reductions:
                match reduction:
                    case Subtract(subtract=quantity):
                        count, sign = named_in(quantity, name), DOWN
                    case NotBelow(not_below=quantity):
                        count, sign = named_in(quantity, name), UP
                    case _:
                        continue
                if count:
                    pull = self.of_parameter(each.name, (*seen, name)) if pull is None else pull
                    yield from [sign * pull] * count
            if name in each.add:
                yield from [self.of_parameter(each.name, (*seen, name))] * each.add.count(name)


def chains(
    around: tuple[Requirement, ...], inside: tuple[Requirement, ...]
) -> Iterator[tuple[Requirement, ...]]:
    """Yield requirements and all inside them, each behind those that hold it."""
    for each in inside:
        yield (*around, each)
        yield from chains((*around, each), parts_of(each))


def wanted(requirement: Requirement) -> int:
    """Return UP where a requirement asks for enough, DOWN where it asks for not too much."""
    match requirement:
        case AmountOf() | Has():
            given = [word for word in THRESHOLDS if getattr(requirement.threshold, word) is not None]
            return THRESHOLDS[given[0]] if given else UP
        case Allocate():
            return UP
        case _:
            return OPEN


def of_thresholds(asked: object, name: str) -> Iterator[int]:
    """Yield which way each number pulls that something is held against."""
    for word, pull in THRESHOLDS.items():
        yield from [pull] * named_in(getattr(asked, word), name)


def named_in(rule: object, name: str) -> int:
    """Return how often a parameter is named in a rule."""
    found = 0
    for thing in things_in(rule):
        match thing:
            case Named():
                found += thing.name == name
            case Percent():
                found += thing.of == name
            case Parameter():
                found += thing.add.count(name)
    return found


def same(directions: Iterator[int] | list[int]) -> int:
    """Return the direction that all have; OPEN where they differ, and UP for none, since nothing hangs on it."""
    found = set(directions)
    return found.pop() if len(found) == 1 else OPEN if found else UP


def moves(measure: Measure) -> bool:
    """Whether amounts of a measure move between periods, so that more here may be less there."""
    return isinstance(measure, (Sum, Count)) and (
        measure.carry_over is not None or measure.make_up is not None
    )


def of_fewer_items(measure: Measure, *, has_first_day: bool) -> int:
    """Return what becomes of an amount that is about fewer items: UP for more, DOWN for less.

    Without an item a gap grows longer, but one that began or ended with the item may be gone, unless both edges of
    the period stand for items; `has_first_day` says whether it has a first one, as `ever` has not.
    """
    match measure:
        case Sum() | Count():
            return OPEN if moves(measure) else DOWN
        case Distinct() | TimeIn():
            return DOWN
        case TimeWithout():
            return UP
        case LongestGap(edges="counted") if has_first_day:
            return UP
        case _:
            return OPEN


__all__ = ["DOWN", "OPEN", "UP", "Directions", "moves", "of_fewer_items", "wanted"]
