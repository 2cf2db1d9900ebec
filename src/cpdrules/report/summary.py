"""Many reports in a few numbers: how many are met, and where the others fall short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cpdrules.report.report import Report

WORDS = ("met", "not met", "not applicable", "undetermined")


@attrs.frozen
class Tally:
    """How often each verdict was given."""

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    undetermined: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Tally:
        """Return the tally of verdicts by their words."""
        return cls(*(counts.get(word, 0) for word in WORDS))


@attrs.frozen(kw_only=True)
class Summary:
    """What many reports say together.

    `records` is how many were judged, `faulty` how many could not be. `requirements` tallies each requirement
    by its id; the items inside a loop are not told apart.
    """

    records: int
    faulty: int
    verdicts: Tally
    requirements: tuple[tuple[str, Tally], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON."""
        return {
            "records": self.records,
            "faulty": self.faulty,
            "verdicts": attrs.asdict(self.verdicts),
            "requirements": {name: attrs.asdict(tally) for name, tally in self.requirements},
        }


@attrs.define
class Summing:
    """A summary in the making; memory grows with the requirements, not with the reports."""

    _records: int = 0
    _faulty: int = 0
    _verdicts: Counter[str] = attrs.Factory(Counter)
    _requirements: dict[str, Counter[str]] = attrs.Factory(dict)

    def add(self, outcome: Report | Exception) -> None:
        """Take one report in, or the error in its place."""
        if isinstance(outcome, Exception):
            self._faulty += 1
            return
        self._records += 1
        self._verdicts[outcome.verdict.word] += 1
        for finding in outcome.walk():
            if "[" not in finding.requirement:
                self._requirements.setdefault(finding.requirement, Counter())[finding.verdict.word] += 1

    def done(self) -> Summary:
        """Return the summary of what was taken in."""
        return Summary(
            records=self._records,
            faulty=self._faulty,
            verdicts=Tally.of(self._verdicts),
            requirements=tuple((name, Tally.of(counts)) for name, counts in self._requirements.items()),
        )


def summarise(outcomes: Iterable[Report | Exception]) -> Summary:
    """Count what reports say; an error in the place of a report, as `evaluate_many` yields, counts as faulty."""
    summing = Summing()
    for outcome in outcomes:
        summing.add(outcome)
    return summing.done()
