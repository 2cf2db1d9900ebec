"""A summary in the making, one report after another."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import attrs

from cpdrules.report.finding import Finding
from cpdrules.report.report import Report, Text
from cpdrules.report.summary import QUARTERS, Group, Grouped, Spread, Summary, Tally
from cpdrules.semantics import is_told, shown

FEWEST = 2
_ITEM = re.compile(r"\[[^\]]*\]")
UPWARD = ("at_least", "more_than")


@attrs.define
class Counted:
    """The verdicts of some reports, on the whole and on each requirement."""

    reports: int = 0
    verdicts: Counter[str] = attrs.Factory(Counter)
    requirements: dict[str, Counter[str]] = attrs.Factory(dict)

    def add(self, report: Report, findings: list[Finding]) -> None:
        """Take one report in."""
        self.reports += 1
        self.verdicts[report.verdict.word] += 1
        for finding in findings:
            self.requirements.setdefault(finding.requirement, Counter())[finding.verdict.word] += 1

    def tallies(self) -> tuple[tuple[str, Tally], ...]:
        """Return the tally of each requirement."""
        return tuple((name, Tally.of(counts)) for name, counts in self.requirements.items())


@attrs.define
class Spreading:
    """How the proven amounts of one requirement are spread."""

    unit: str
    quarters: list[int] = attrs.Factory(lambda: [0] * len(QUARTERS))
    lowest: Fraction | None = None
    highest: Fraction = Fraction(0)
    total: Fraction = Fraction(0)
    short: int = 0
    shortfall: Fraction = Fraction(0)

    def add(self, proven: Fraction, needed: Fraction, short: Fraction) -> None:
        """Take one amount in."""
        part = proven / needed
        # Nothing is a place of its own; each quarter begins at its lower end.
        place = 0 if not proven else min(len(QUARTERS) - 1, 1 + int(part * 4))
        self.quarters[place] += 1
        self.lowest = proven if self.lowest is None else min(self.lowest, proven)
        self.highest = max(self.highest, proven)
        self.total += proven
        self.short += short > 0
        self.shortfall += short

    def done(self) -> Spread:
        """Return the spread."""
        return Spread(
            unit=self.unit,
            reports=sum(self.quarters),
            quarters=tuple(self.quarters),
            lowest=self.lowest or Fraction(0),
            highest=self.highest,
            total=self.total,
            short=self.short,
            shortfall=self.shortfall,
        )


@attrs.define
class Summing:
    """A summary in the making; memory grows with the requirements and the groups, not with the reports."""

    by: Grouped | None = None
    minimum_group: int | None = None
    _text: Text | None = None
    _faulty: int = 0
    _all: Counted = attrs.Factory(Counted)
    _amounts: dict[str, Spreading] = attrs.Factory(dict)
    _missing: Counter[str] = attrs.Factory(Counter)
    _groups: dict[str, Counted] = attrs.Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Refuse groups of which nobody says how many people they need."""
        if self.by is None:
            return
        if self.minimum_group is None:
            raise ValueError("groups need `minimum_group`: how many reports one has to have to be shown")
        if self.minimum_group < FEWEST:
            raise ValueError(f"`minimum_group` is {FEWEST} or more: a group of one is one person")

    def add(self, outcome: Report | Exception) -> None:
        """Take one report in, or the error in its place."""
        if isinstance(outcome, Exception):
            self._faulty += 1
            return
        self._refuse_another_text(outcome)
        findings = [each for each in outcome.walk() if "[" not in each.requirement]
        self._all.add(outcome, findings)
        for finding in findings:
            self._spread(finding)
        self._missing.update({_ITEM.sub("[]", gap.fact) for gap in outcome.gaps})
        group = self._group_of(outcome)
        if group is not None:
            self._groups.setdefault(group, Counted()).add(outcome, findings)

    def done(self) -> Summary:
        """Return the summary of what was taken in."""
        sizes = {name: counted.reports for name, counted in self._groups.items()}
        others = self._all.reports - sum(sizes.values())
        least = self.minimum_group or FEWEST
        seen = shown(sizes, others, least)
        hidden = sorted(name for name in sizes if name not in seen)
        # Where the number of all who are left tells how many each has, not even the names are said.
        left = sum(sizes[name] for name in hidden) + others
        hidden = [] if is_told(len(hidden) + bool(others), left, least) else hidden
        return Summary(
            text=self._text,
            records=self._all.reports,
            faulty=self._faulty,
            verdicts=Tally.of(self._all.verdicts),
            requirements=self._all.tallies(),
            amounts=tuple(
                (name, self._amounts[name].done()) for name in self._all.requirements if name in self._amounts
            ),
            missing=tuple(sorted(self._missing.items(), key=lambda each: (-each[1], each[0]))),
            groups=tuple(
                Group(
                    name=name,
                    reports=counted.reports,
                    verdicts=Tally.of(counted.verdicts),
                    requirements=counted.tallies(),
                )
                for name, counted in sorted(self._groups.items())
                if name in seen
            ),
            hidden=tuple(hidden),
        )

    def _refuse_another_text(self, report: Report) -> None:
        if self._text is None:
            self._text = report.texts[0]
        elif report.texts[0].id != self._text.id:
            raise ValueError(
                f"the report on `{report.record}` is by `{report.texts[0].id}`, and the others by `{self._text.id}`"
            )
        elif report.texts[0].digest != self._text.digest:
            raise ValueError(
                f"the report on `{report.record}` is by another text of `{self._text.id}` than the others"
            )

    def _spread(self, finding: Finding) -> None:
        """Note a proven amount where more helps, and more than nothing is certainly needed."""
        if finding.amount is None or finding.needed is None or finding.relation not in UPWARD:
            return
        if not finding.needed.least or finding.verdict.word == "not applicable":
            return
        spreading = self._amounts.setdefault(finding.requirement, Spreading(finding.unit))
        short = finding.shortfall.least if finding.shortfall is not None else Fraction(0)
        # Beside the most that may be needed, since of less it might not be all; of the items of a log that goes on
        # there is no most, and it is beside those that there are.
        spreading.add(finding.amount.least, finding.needed.most or finding.needed.least, short)

    def _group_of(self, report: Report) -> str | None:
        if self.by is None:
            return None
        return self.by(report) if callable(self.by) else self.by.get(report.record)
