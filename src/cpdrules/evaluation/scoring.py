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
    marks = [mark(rule, finding, measure) for rule, finding in zip(rules, parts, strict=True)]
    return score(marks, measure.not_applicable)


def score_of(requirement: Requirement, finding: Finding, measure: Score) -> Amount | None:
    """Return the score that a measure takes of a requirement; None of one that has none."""
    if isinstance(requirement, (AllOf, SomeOf)) and finding.parts:
        return block_score(requirement, finding.parts, measure)
    return finding.score


def mark(rule: Requirement, finding: Finding, measure: Score) -> Mark:
    """Return what one part brings to the score of its block."""
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return Mark(rule.weight, None, None, must_not_apply=True)
    own = score_of(rule, finding, measure) if isinstance(rule, AllOf) else finding.score
    if own is None or isinstance(rule, SomeOf):
        return Mark.of(finding.verdict, rule.weight)
    may_not_apply = bool(finding.verdict & Verdict.NOT_APPLICABLE)
    most = Fraction(1) if own.most is None else own.most
    return Mark(rule.weight, own.least, most, may_not_apply)


def band_of(measure: Score, amount: Amount | None) -> tuple[str, ...]:
    """Return the band of a score: one name when both ends share it, else the lowest and the highest."""
    if amount is None or not measure.bands:
        return ()
    edges = [(each.at_least.share, each.name) for each in measure.bands if isinstance(each.at_least, Percent)]
    found = band(amount, edges)
    return () if found is None else tuple(dict.fromkeys(found))
