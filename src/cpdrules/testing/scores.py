"""Which scores a block can have: told from the rules, with its parts taken as independent of one another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from cpdrules.rules.measures import Score
from cpdrules.rules.requirements import AllOf, AmountOf, Judged, Requirement, SomeOf
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import criteria, every, parts_of
from cpdrules.semantics import Verdict
from cpdrules.testing.outcomes import outcomes

MOST = 20_000
Worths = frozenset[Fraction]


class TooMany(Exception):  # noqa: N818 - no error: where there are too many, all are taken as possible
    """There are more scores than are looked through."""


@attrs.frozen
class Scores:
    """The scores that one measure can give, and the parts that it weighs."""

    ruleset: RuleSet
    measure: Score

    @property
    def block(self) -> Requirement:
        """The block that is scored."""
        return next(each for each in every(self.ruleset.requirements) if each.id == self.measure.score)

    def weighed(self) -> list[tuple[Requirement, tuple[Requirement, ...]]]:
        """Return each part whose weight says something, with those that it is weighed against."""
        found = []
        todo = [self.block]
        while todo:
            block = todo.pop()
            parts = parts_of(block) if isinstance(block, (AllOf, SomeOf)) else ()
            found += [(part, parts) for part in parts]
            todo += [part for part in parts if isinstance(part, AllOf)]
        return found

    def reachable(self) -> Worths | None:
        """Return the scores that a record can have; None where there are too many to look through."""
        try:
            return self.of_block(self.block)
        except TooMany:
            return None

    def of_block(self, block: Requirement) -> Worths:
        """Return the scores of a block."""
        sums = {(Fraction(0), Fraction(0))}
        for part in parts_of(block):
            ways = {(part.weight, part.weight * worth) for worth in self.of_part(part)}
            if Verdict.NOT_APPLICABLE in outcomes(part, self.ruleset).decided:
                ways.add(self.lapsed(part.weight))
            sums = {(weight + more, sum_ + worth) for weight, sum_ in sums for more, worth in ways}
            if len(sums) > MOST:
                raise TooMany
        return frozenset(sum_ / weight for weight, sum_ in sums if weight)

    def lapsed(self, weight: Fraction) -> tuple[Fraction, Fraction]:
        """Return what a part that does not apply adds to the weights and to the sum."""
        if self.measure.not_applicable == "left_out":
            return Fraction(0), Fraction(0)
        return weight, weight if self.measure.not_applicable == "full_marks" else Fraction(0)

    def of_part(self, part: Requirement) -> Worths:
        """Return what one part can be worth where it applies."""
        if isinstance(part, AllOf):
            return self.of_block(part)
        plain = frozenset((Fraction(0), Fraction(1)))
        return plain | self.answers(part) if isinstance(part, Judged) else plain

    def answers(self, part: Judged) -> Worths:
        """Return what the answers to a question are worth."""
        name = next(scale for each, scale in criteria(self.ruleset.requirements) if each is part)
        answers = [worth for each in self.ruleset.scales if each.name == name for _, worth in each.answers]
        return frozenset(worth / max(answers) for worth in answers)


def scores_of(thing: Any, ruleset: RuleSet) -> frozenset[Fraction] | None:
    """Return the scores that an amount can be, or that bands divide; None for what is no score."""
    for measure in ruleset.measures:
        if isinstance(measure, Score):
            mine = isinstance(thing, AmountOf) and thing.amount == measure.name
            if mine or any(thing is each for each in measure.bands):  # two scores may have equal bands
                return Scores(ruleset, measure).reachable()
    return None
