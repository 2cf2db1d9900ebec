"""Which verdict of which requirement the cases show, and which cases are still lacking."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from cpdrules.report.finding import Finding
from cpdrules.report.report import Report
from cpdrules.rules.addresses import base_id
from cpdrules.rules.case import WORDS
from cpdrules.rules.keys import tag
from cpdrules.rules.requirements import AmountOf, Has, Requirement
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import parts_of
from cpdrules.semantics import Relation, Verdict
from cpdrules.testing.outcomes import outcomes
from cpdrules.testing.runner import SHARE, CaseResult, word_of

JUST_MET, JUST_MISSED = "just_met", "just_missed"
EDGED = ("amount", "has")
COLUMNS = (*WORDS, JUST_MET, JUST_MISSED)
NEAR = Fraction(1)
NEAR_SHARE = Fraction(1, 10)


@attrs.frozen
class Row:
    """One requirement: in how many cases each thing was seen, which it can give, and which are demanded."""

    requirement: str
    seen: tuple[int, ...]
    can: tuple[str, ...]
    demanded: bool

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is demanded and was seen in no case."""
        if not self.demanded:
            return ()
        counts = dict(zip(COLUMNS, self.seen, strict=True))
        return tuple(word for word in self.can if not counts[word])


@attrs.frozen
class Coverage:
    """The requirements of a rule set by what its cases show of them."""

    ruleset: str
    rows: tuple[Row, ...]

    @property
    def lacking(self) -> tuple[tuple[str, str], ...]:
        """Each requirement with something that it lacks a case for."""
        return tuple((row.requirement, word) for row in self.rows for word in row.lacking)

    def __str__(self) -> str:
        return render(self)


def coverage(ruleset: RuleSet, results: Iterable[CaseResult]) -> Coverage:
    """Fold the findings of all cases into the table of a rule set."""
    reports = [result.report for result in results if result.report is not None]
    shown = [seen_in(report) for report in reports]
    rows = []
    for requirement, demanded in with_demand(ruleset.requirements, True):
        name, kind = str(requirement.id), tag(requirement.__class__)
        seen = tuple(sum((name, kind, word) in each for each in shown) for word in COLUMNS)
        rows.append(Row(name, seen, can_show(requirement, ruleset), demanded))
    return Coverage(ruleset.id, tuple(rows))


def with_demand(requirements: Iterable[Requirement], around: bool) -> Iterable[tuple[Requirement, bool]]:
    """Yield each requirement with an id, and whether it and every block around it say `must`."""
    for requirement in requirements:
        demanded = around and requirement.level == "must"
        if requirement.id is not None:
            yield requirement, demanded
        yield from with_demand(parts_of(requirement), demanded)


def can_show(requirement: Requirement, ruleset: RuleSet) -> tuple[str, ...]:
    """Return the columns of a requirement: its verdicts, and for an amount both sides of its threshold."""
    found = outcomes(requirement, ruleset).words
    words = tuple(word for word in WORDS if word in found)
    return (*words, JUST_MET, JUST_MISSED) if isinstance(requirement, (AmountOf, Has)) else words


def seen_in(report: Report) -> frozenset[tuple[str, str, str]]:
    """Return what a report shows: id, kind and column of every finding.

    Within a loop the id is what stands before the bracket. The kind keeps a loop apart from what it requires
    of each, which has the loop's id when it has none of its own.
    """
    found = set()
    for finding in report.walk():
        name = base_id(finding.requirement)
        for column in (word_of(finding.verdict), *edges(finding)):
            found.add((name, finding.kind, column))
    return frozenset(found)


def edges(finding: Finding) -> tuple[str, ...]:
    """Return whether a finding stands just on one side of its threshold.

    Where standing at the line is enough, just met is at the line, and just missed is beyond it by no more
    than one of the unit, or ten points of a share. Where it is not enough, the two change places.
    """
    distance = distance_of(finding)
    if distance is None:
        return ()
    met = finding.verdict is Verdict.MET
    if met is Relation(str(finding.relation)).strict:
        on_edge = distance <= (NEAR_SHARE if finding.unit == SHARE else NEAR)
    else:
        on_edge = distance == 0
    return ((JUST_MET if met else JUST_MISSED),) if on_edge else ()


def distance_of(finding: Finding) -> Fraction | None:
    """Return how far the ends that decide a verdict lie apart; None where there is no such verdict."""
    amount, needed = finding.amount, finding.needed
    if finding.kind not in EDGED or finding.relation is None or amount is None or needed is None:
        return None
    if finding.verdict not in (Verdict.MET, Verdict.NOT_MET):
        return None
    from_below = (finding.verdict is Verdict.MET) is Relation(finding.relation).upward
    low, high = (needed, amount) if from_below else (amount, needed)
    return None if low.most is None else abs(high.least - low.most)


def render(found: Coverage) -> str:
    """Return the table as text: cases by what they show, `-` where it cannot be, `none` where lacking."""
    heads = ("", *(word.replace("_", " ") for word in COLUMNS))
    lines = [heads, *((row.requirement, *cells(row)) for row in found.rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(heads))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    return "\n".join(line.rstrip() for line in (found.ruleset, *table, *sentences(found)))


def cells(row: Row) -> list[str]:
    """Return the counts of a row in words."""
    told = []
    for word, count in zip(COLUMNS, row.seen, strict=True):
        if word in row.lacking:
            told.append("none")
        else:
            told.append(str(count) if count or word in row.can else "-")
    return told


def sentences(found: Coverage) -> list[str]:
    """Return what is lacking, one sentence each."""
    return [f"`{name}` lacks a case in which it is {word.replace('_', ' ')}" for name, word in found.lacking]
