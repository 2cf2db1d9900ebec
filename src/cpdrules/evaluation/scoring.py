"""Scores: the weighted mean of how the parts of a block turned out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cpdrules.report.finding import Finding
from cpdrules.rules.measures import Score
from cpdrules.rules.quantities import Percent
from cpdrules.rules.requirements import AllOf, Requirement, SomeOf
from cpdrules.semantics import Amount, Mark, Verdict, band, score


def block_score(requirement: AllOf | SomeOf, parts: Sequence[Finding], measure: Score) -> Amount | None:
    """Return the score of a block from the findings of its parts.

    A judged criterion is worth its answer, a nested `all_of` its own score, everything else its verdict.
    """
    rules = requirement.all_of if isinstance(requirement, AllOf) else requirement.some_of
    marks = [mark(rule, finding) for rule, finding in zip(rules, parts, strict=True)]
    return score(marks, measure.not_applicable)


def mark(rule: Requirement, finding: Finding) -> Mark:
    """Return what one part brings to the score of its block."""
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return Mark(rule.weight, None, None, must_not_apply=True)
    if finding.score is None:
        return Mark.of(finding.verdict, rule.weight)
    may_not_apply = bool(finding.verdict & Verdict.NOT_APPLICABLE)
    most = Fraction(1) if finding.score.most is None else finding.score.most
    return Mark(rule.weight, finding.score.least, most, may_not_apply)


def band_of(measure: Score, amount: Amount | None) -> tuple[str, ...]:
    """Return the band of a score: one name when both ends share it, else the lowest and the highest."""
    if amount is None or not measure.bands:
        return ()
    edges = [(each.at_least.share, each.name) for each in measure.bands if isinstance(each.at_least, Percent)]
    found = band(amount, edges)
    return () if found is None else tuple(dict.fromkeys(found))
