"""Ways to what any of several requirements would do for: which of them is the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from cpdrules.report.finding import Finding
from cpdrules.semantics import Verdict

NEVER, DONE = Fraction(0), Fraction(1)
UPWARD = ("at_least", "more_than")
CHOOSING = ("some_of", "for_some", "in_some")


@attrs.frozen
class Way:
    """One way among several: to which requirement, of how many that are left, and whether it is one of the nearest."""

    to: str
    of: int
    nearest: bool


def ways_to(finding: Finding) -> list[tuple[Finding, Way | None]]:
    """Return the parts of a finding; of one that asks for some of them those not yet met, the nearest first.

    As many are nearest as are certainly lacking, and one at least.
    """
    if finding.kind not in CHOOSING:
        return [(part, None) for part in finding.parts]
    left = [part for part in finding.parts if Verdict.NOT_MET in part.verdict and part.level == "must"]
    left.sort(key=nearness, reverse=True)
    lacking = max(1, int(finding.shortfall.least)) if finding.shortfall is not None else 1
    if len(left) <= lacking:
        return [(part, None) for part in left]
    return [(part, Way(finding.requirement, len(left), place < lacking)) for place, part in enumerate(left)]


def nearness(finding: Finding) -> Fraction:
    """Return how much of a requirement is proven to be done, from 0 to 1.

    Of an amount the part of what is needed at least; of all of several the mean over them; where some are enough, the
    mean over as many of the nearest; of anything else all or nothing.
    """
    if finding.verdict == Verdict.MET:
        return DONE
    if finding.kind in CHOOSING and finding.parts and finding.needed is not None:
        best = sorted(map(nearness, _applying(finding)), reverse=True)
        return _mean(best[: max(1, int(finding.needed.least))])
    if finding.parts:
        return _mean([nearness(part) for part in _applying(finding)])
    if finding.relation in UPWARD and finding.amount is not None and finding.needed is not None:
        needed = finding.needed.most or finding.needed.least
        return min(DONE, finding.amount.least / needed) if needed else NEVER
    return NEVER


def _applying(finding: Finding) -> list[Finding]:
    return [part for part in finding.parts if part.verdict != Verdict.NOT_APPLICABLE and part.level == "must"]


def _mean(parts: Sequence[Fraction]) -> Fraction:
    return sum(parts, NEVER) / len(parts) if parts else NEVER
