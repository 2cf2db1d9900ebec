"""What to do next: for each thing that is not met or not decided, what, and by when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import attrs

from cpdrules.prose.phrases import Phrases
from cpdrules.prose.ways import Way, ways_to
from cpdrules.report.finding import Finding, Gap, GapKind
from cpdrules.report.report import Report
from cpdrules.semantics import EARLIEST, Verdict

LEVELS = ("must", "should", "may")


@attrs.frozen
class NextStep:
    """Something to do and by when, in words, with a line for each thing that it is for.

    `by` is the day, where there is one; `requirements` are the addresses of what it is for, and `gap` the fact that it
    fills. `rank` is 0 for what decides, 1 for what should and 2 for what may be. `way` says where another step would
    do in its place.
    """

    what: str
    when: str
    lines: tuple[str, ...] = ()
    by: datetime.date | None = None
    requirements: tuple[str, ...] = ()
    gap: Gap | None = None
    rank: int = 0
    way: Way | None = None


def next_steps(report: Report, say: Phrases) -> list[NextStep]:
    """Return what to do, what decides first: the facts that are missing, then what falls short.

    A part of a block is worth no more than the block. Where some of several are enough, the nearest come first.
    """
    levels = dict(ranks(report.findings, 0))
    steps = [
        attrs.evolve(
            of_gap(report, gap, say),
            by=gap.by,
            requirements=gap.settles,
            gap=gap,
            rank=min((levels[name] for name in gap.settles), default=0),
        )
        for gap in report.gaps
    ]
    failing = [
        attrs.evolve(
            of_failing(report, each, say),
            lines=(said_of(way, say),) if way is not None else (),
            by=last_day(report, each),
            requirements=(each.requirement,),
            rank=levels[each.requirement],
            way=way,
        )
        for each, way in not_met([(finding, None) for finding in report.findings])
    ]
    return sorted([*steps, *failing], key=lambda each: each.rank)


def ranks(findings: Sequence[Finding], around: int) -> Iterator[tuple[str, int]]:
    """Yield how much each finding counts: 0 for what decides, 1 for what should, 2 for what may be."""
    for finding in findings:
        rank = max(around, LEVELS.index(finding.level))
        yield finding.requirement, rank
        yield from ranks(finding.parts, rank)


def of_gap(report: Report, gap: Gap, say: Phrases) -> NextStep:
    """Return the step that fills a gap."""
    when = by_when(gap.by, report, say)
    what, settles = say.gap(gap), say.words.SETTLES
    if gap.kind is not GapKind.NOT_YET:
        return NextStep(what, when, (settles.format(", ".join(gap.settles)),) if gap.settles else ())
    open_ones = [finding for finding in report.walk() if finding.requirement in gap.settles]
    told = (f"{finding.requirement}: {say.numbers(finding)}".rstrip(": ") for finding in open_ones)
    return NextStep(what, when, tuple(settles.format(each) for each in dict.fromkeys(told)))


def not_met(findings: Sequence[tuple[Finding, Way | None]]) -> Iterator[tuple[Finding, Way | None]]:
    """Yield the smallest findings that are not met: of a block or a loop its parts, where they say why.

    Also inside what is still open: to mend one of its parts may decide it. With each the outermost way that it is on.
    """
    for finding, way in findings:
        if Verdict.NOT_MET not in finding.verdict:
            continue
        below = list(not_met([(part, way or inner) for part, inner in ways_to(finding)]))
        yield from below
        if not below and finding.verdict.decided:
            yield finding, way


def said_of(way: Way, say: Phrases) -> str:
    """Say that something is one way of several."""
    sentence = say.words.NEAREST_WAY if way.nearest else say.words.ANOTHER_WAY
    return str(sentence.format(way.to, way.of))


def of_failing(report: Report, finding: Finding, say: Phrases) -> NextStep:
    """Return the step that mends what is not met."""
    words = say.words
    lacking = say.short(finding)
    is_ceiling = finding.relation in ("at_most", "less_than") and finding.amount is not None
    if lacking or is_ceiling:
        what = words.MEND["amount" if finding.relation in ("at_least", "more_than") else "too_much"]
    else:
        what = words.MEND[finding.kind if finding.kind in words.MEND else "other"]
    told = say.reason(finding.reason, "REASONS") if finding.reason is not None else say.numbers(finding)
    text = what.format(requirement=finding.requirement, short=lacking, why=told).rstrip(":;, ")
    return NextStep(text, when(report, finding, say))


def when(report: Report, finding: Finding, say: Phrases) -> str:
    """Say by when: the last day of the period that the requirement is judged in, if it has one."""
    return by_when(last_day(report, finding), report, say)


def by_when(last: datetime.date | None, report: Report, say: Phrases) -> str:
    """Say by which day, or that it has passed, or that there is none."""
    if last is None:
        return str(say.words.NO_DATE)
    sentence = say.words.BY if report.on <= last else say.words.ENDED
    return str(sentence.format(say.day(last)))


def last_day(report: Report, finding: Finding) -> datetime.date | None:
    """Return the last day on which a requirement could be met; None where there is none, or it makes no difference.

    Everything up to the day of judging is no period, unless it ends on another day, which then was due.
    """
    period = finding.period
    too_much = finding.relation in ("at_most", "less_than")
    if period is None or (period.first == EARLIEST and period.last == report.on):
        return None
    return None if too_much and report.on <= period.last else period.last
