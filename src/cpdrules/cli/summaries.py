"""A summary as it is printed: tallies, how amounts are spread, what is missing most often, and groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cpdrules.prose.phrases import Phrases
from cpdrules.report.summary import QUARTERS, Spread, Summary, Tally
from cpdrules.semantics import Amount

TALLIES = ("met", "not met", "not applicable", "undetermined")
MOST_MISSING = 5
Row = tuple[str, ...]


def tables(summary: Summary) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each table of a summary: its head, and its rows."""
    yield ("", *TALLIES), [row_of("all", summary.verdicts), *(row_of(*each) for each in summary.requirements)]
    if summary.amounts:
        head = ("proven, of what is needed", *QUARTERS, "on average", "short on average")
        yield head, [spread_of(*each) for each in summary.amounts]
    if summary.missing:
        rows: list[Row] = [(fact, str(number)) for fact, number in summary.missing[:MOST_MISSING]]
        yield ("missing most often", "records"), rows
    if summary.groups or summary.hidden:
        yield ("group", "records", *TALLIES), list(groups_of(summary))


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


def as_text(summary: Summary) -> Iterator[str]:
    """Yield the lines of a summary, tables with columns as wide as they need."""
    yield f"{summary.records} judged, {summary.faulty} faulty"
    for head, rows in tables(summary):
        yield ""
        yield from columns([head, *rows])


def columns(rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows in columns: the first to the left, numbers to the right."""
    table = list(rows)
    full = [row for row in table if any(row[1:])]  # the names of what is not shown may run on
    widths = [max(len(row[place]) for row in full) for place in range(len(table[0]))]
    for first, *others in table:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([f"{first:<{widths[0]}}", *cells]).rstrip()


def as_markdown(summary: Summary) -> Iterator[str]:
    """Yield the lines of a summary as Markdown."""
    from cpdrules.rendering.markdown import escaped  # noqa: PLC0415 - only where it is asked for

    def line(row: Row) -> str:
        return "| " + " | ".join(map(escaped, row)) + " |"

    yield f"{summary.records} judged, {summary.faulty} faulty"
    for head, rows in tables(summary):
        yield ""
        yield line(head)
        yield "|---" * len(head) + "|"
        yield from map(line, rows)
