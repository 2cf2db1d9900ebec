"""A summary as it is printed: tallies, amounts, what is missing most often, groups, change, and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cpdrules.prose.phrases import Phrases
from cpdrules.report.recommended import Answer, Recommended
from cpdrules.report.summary import QUARTERS, Spread, Summary, Tally
from cpdrules.semantics import Amount

TALLIES = ("met", "not met", "not applicable", "undetermined")
MOST_MISSING = 5
ANSWER = 14
Row = tuple[str, ...]


def tables(summary: Summary, before: Summary | None = None) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each table of a summary: its head, and its rows; with one from before, also what changed since."""
    yield ("", *TALLIES), [row_of("all", summary.verdicts), *(row_of(*each) for each in summary.requirements)]
    if summary.amounts:
        head = ("proven, of what is needed", *QUARTERS, "on average", "short on average")
        yield head, [spread_of(*each) for each in summary.amounts]
    if summary.missing:
        rows: list[Row] = [(fact, str(number)) for fact, number in summary.missing[:MOST_MISSING]]
        yield ("missing most often", "records"), rows
    if summary.groups or summary.hidden:
        yield ("group", "records", *TALLIES), list(groups_of(summary))
    if before is not None:
        trends = [(each.requirement, *map(share_of, each.shares)) for each in summary.since(before)]
        yield ("met, of those decided", "before", "now"), trends


def share_of(share: Fraction | None) -> str:
    """Write a share rounded to a tenth of a per cent."""
    return "-" if share is None else Phrases().amount(Amount.exactly(round(share, 3)), "share")


def row_of(name: str, tally: Tally) -> Row:
    """Return the row of a tally."""
    return name, *map(str, (tally.met, tally.not_met, tally.not_applicable, tally.undetermined))


def spread_of(name: str, spread: Spread) -> Row:
    """Return the row of a spread, with its means rounded to two decimals."""
    say = Phrases()
    mean = say.amount(Amount.exactly(round(spread.total / spread.reports, 2)), spread.unit)
    short = "-"
    if spread.short:
        short = say.amount(Amount.exactly(round(spread.shortfall / spread.short, 2)), spread.unit)
    return name, *map(str, spread.quarters), mean, short


def groups_of(summary: Summary) -> Iterator[Row]:
    """Yield a row for each group that is shown, and one that names those that are not."""
    for group in summary.groups:
        name, *counts = row_of(group.name, group.verdicts)
        yield name, str(group.reports), *counts
    if summary.hidden:
        yield f"not shown: {', '.join(summary.hidden)}", *("" for _ in range(1 + len(TALLIES)))


def as_text(summary: Summary, before: Summary | None = None) -> Iterator[str]:
    """Yield the lines of a summary, tables with columns as wide as they need."""
    yield f"{summary.records} judged, {summary.faulty} faulty"
    for head, rows in tables(summary, before):
        yield ""
        yield from columns([head, *rows])
    if summary.recommendations:
        yield from ("", "recommendations")
    for each in summary.recommendations:
        first, *others = sentences_of(each)
        yield f"{each.answer.value:<{ANSWER}}{each.name}: {first}"
        yield from (f"{'':<{ANSWER}}{line}" for line in others)


def sentences_of(recommended: Recommended) -> Iterator[str]:
    """Yield what is recommended, why, what it adds, and where it comes from."""
    yield recommended.title
    yield recommended.reason
    if recommended.to_list is not None and recommended.answer is not Answer.NOT_MADE:
        adds = "adds" if recommended.answer is Answer.MADE else "would add"
        yield f"{adds} `{recommended.entry}` to `{recommended.to_list}`"
    if recommended.reference is not None:
        yield str(recommended.reference)


def columns(rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows in columns: the first to the left, numbers to the right."""
    table = list(rows)
    full = [row for row in table if any(row[1:])]  # the names of what is not shown may run on
    widths = [max(len(row[place]) for row in full) for place in range(len(table[0]))]
    for first, *others in table:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([f"{first:<{widths[0]}}", *cells]).rstrip()


def as_markdown(summary: Summary, before: Summary | None = None) -> Iterator[str]:
    """Yield the lines of a summary as Markdown."""
    from cpdrules.rendering.markdown import escaped  # noqa: PLC0415 - only where it is asked for

    def line(row: Row) -> str:
        return "| " + " | ".join(map(escaped, row)) + " |"

    yield f"{summary.records} judged, {summary.faulty} faulty"
    for head, rows in tables(summary, before):
        yield ""
        yield line(head)
        yield "|---" * len(head) + "|"
        yield from map(line, rows)
    if summary.recommendations:
        yield from ("", "## Recommendations", "")
    for each in summary.recommendations:
        first, *others = map(escaped, sentences_of(each))
        yield f"- **{each.answer.value}**: {first}"
        yield from (f"  - {other}" for other in others)
