"""Many records by one command: a line for each, a summary, and what goes wrong on the way."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import attrs

from cpdrules.cli import summaries
from cpdrules.cli.common import FAULT, NOT_MET, OK, STANDARD_INPUT, UNDETERMINED, show
from cpdrules.cli.stored import read_summary
from cpdrules.errors import RecordError
from cpdrules.evaluation.evaluate import bound_record, evaluate
from cpdrules.followup.recommending import recommend
from cpdrules.loading.load import load
from cpdrules.loading.register import Source, sources
from cpdrules.rendering.text import safe
from cpdrules.report.report import Report
from cpdrules.report.summary import Summary
from cpdrules.report.summing import Summing
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import Diagnostic

if TYPE_CHECKING:
    from cpdrules.audit.candidates import Grouping

WIDTH = 16
EVERY = 100


def run_many(options: argparse.Namespace) -> int:
    """Judge many records; print a line for each and a summary. Memory does not grow with their number."""
    ruleset = load(options.ruleset)
    groups: dict[str, str] = {}
    try:
        summing, grouping = summing_for(options, groups), grouping_of(options, ruleset)
        before = before_of(options, ruleset)
    except ValueError as fault:
        show(str(fault), sys.stderr)
        return FAULT
    progress = Progress(sys.stderr, alone=options.only_summary)
    lines = LINES[options.format]
    for line in lines.head if not options.only_summary else ():
        show(line)
    for source, outcome in outcomes(options, ruleset, grouping, groups):
        summing.add(outcome)
        progress.step()
        if isinstance(outcome, RecordError):
            # A fault is told in any case, beside a summary that stands alone.
            show(lines.faulty(source, outcome), sys.stderr if options.only_summary else None)
        elif not options.only_summary:
            show(lines.report(source, outcome))
    progress.end()
    summary = recommend(summing.done(), ruleset)
    for line in lines.summary(summary, before, alone=options.only_summary):
        show(line)
    return exit_code(summary)


def summing_for(options: argparse.Namespace, groups: dict[str, str]) -> Summing:
    """Begin a summary, by groups where they are asked for."""
    if options.by is None:
        return Summing()
    if options.minimum_group is None:
        raise ValueError("`--by` needs `--minimum-group`: how many records a group has to have to be shown")
    return Summing(by=groups, minimum_group=options.minimum_group)


def before_of(options: argparse.Namespace, ruleset: RuleSet) -> Summary | None:
    """Return the summary from before, if there is one to set this one beside."""
    if options.since is None:
        return None
    before = read_summary(options.since)
    if before.text is not None and before.text.id != ruleset.id:
        raise ValueError(f"{options.since}: the summary is by `{before.text.id}`, and not by `{ruleset.id}`")
    return before


def grouping_of(options: argparse.Namespace, ruleset: RuleSet) -> Grouping | None:
    """Return how records are put into groups, if they are."""
    if options.by is None:
        return None
    from cpdrules.audit.candidates import Grouping  # noqa: PLC0415 - only where groups are asked for

    return Grouping.of(options.by, ruleset)


def outcomes(
    options: argparse.Namespace, ruleset: RuleSet, grouping: Grouping | None, groups: dict[str, str]
) -> Iterator[tuple[Source, Report | RecordError]]:
    """Yield each record with its report, or with what is wrong with it; keep the group of the one in hand."""

    if STANDARD_INPUT in options.records:
        raise RecordError([standard_input_alone()])
    on = options.on or datetime.date.today()
    for source in sources(options.records):
        try:
            record = source.read()
            groups.clear()
            if grouping is not None and (group := grouping.known(bound_record(ruleset, record))) is not None:
                groups[record.id] = group
            report = evaluate(
                ruleset,
                record,
                on=on,
                period=options.period,
                complete_through=options.complete_through,
                forecast=options.forecast,
            )
            yield source, attrs.evolve(report, on_from_clock=options.on is None)
        except RecordError as error:
            yield source, error


def standard_input_alone() -> Diagnostic:
    """Say that standard input is one record and stands alone."""
    message = "standard input holds one record, and is judged alone"
    return Diagnostic(code="S001", message=message, hint="name files or folders", name=STANDARD_INPUT)


def exit_code(summary: Summary) -> int:
    """Return the exit code: a fault goes before what is not met, and that before what is undetermined."""
    if summary.faulty:
        return FAULT
    if summary.verdicts.not_met:
        return NOT_MET
    return UNDETERMINED if summary.verdicts.undetermined else OK


# -- as it is printed ----------------------------------------------------------------------------------------


class Text:
    """A line for each record, then a table."""

    head: tuple[str, ...] = ()

    def report(self, source: Source, report: Report) -> str:
        """Return the line of one report."""
        title = f" ({report.record_title})" if report.record_title else ""
        return f"{report.verdict.word:<{WIDTH}}{report.record}{title}  {source.where}"

    def faulty(self, source: Source, error: RecordError) -> str:
        """Return the lines of one record that could not be judged."""
        told = "\n".join(f"{'':<{WIDTH}}{line}" for line in str(error).splitlines())
        return f"{'faulty':<{WIDTH}}{source.where}\n{told}"

    def summary(self, summary: Summary, before: Summary | None, *, alone: bool) -> Iterator[str]:
        """Yield the lines of the summary."""
        yield from () if alone else ("",)
        yield from summaries.as_text(summary, before)


class Json:
    """A line of JSON for each record; the summary is the last line."""

    head: tuple[str, ...] = ()

    def report(self, source: Source, report: Report) -> str:
        """Return the line of one report."""
        return json.dumps({"where": source.where, "report": report.to_dict()}, ensure_ascii=False)

    def faulty(self, source: Source, error: RecordError) -> str:
        """Return the line of one record that could not be judged."""
        told = [each.to_dict() for each in error.diagnostics]
        return json.dumps({"where": source.where, "diagnostics": told}, ensure_ascii=False)

    def summary(self, summary: Summary, before: Summary | None, *, alone: bool) -> Iterator[str]:
        """Yield the line of the summary; what changed since another can be seen from the two."""
        yield json.dumps({"summary": summary.to_dict()}, ensure_ascii=False)


class Markdown:
    """A row for each record, then a table."""

    head = ("| Verdict | Record | Title | File |", "|---|---|---|---|")

    def report(self, source: Source, report: Report) -> str:
        """Return the row of one report."""
        return self.row(report.verdict.word, report.record, report.record_title or "", source.where)

    def faulty(self, source: Source, error: RecordError) -> str:
        """Return the row of one record that could not be judged."""
        return self.row("faulty", "", str(error).splitlines()[0], source.where)

    def row(self, *cells: str) -> str:
        """Return a row of a table in which every text stays a text."""
        from cpdrules.rendering.markdown import escaped  # noqa: PLC0415

        return "| " + " | ".join(map(escaped, cells)) + " |"

    def summary(self, summary: Summary, before: Summary | None, *, alone: bool) -> Iterator[str]:
        """Yield the rows of the summary."""
        yield from () if alone else ("",)
        yield from summaries.as_markdown(summary, before)


LINES: dict[str, Text | Json | Markdown] = {"text": Text(), "json": Json(), "markdown": Markdown()}


@attrs.define
class Progress:
    """How many records are done, in one line that is written over; only on a terminal.

    It is `alone` where nothing is printed before the end.
    """

    stream: TextIO
    count: int = 0
    alone: bool = False

    @property
    def shown(self) -> bool:
        """Whether anybody sees it, and it does not stand between the lines of the output."""
        return self.stream.isatty() and (self.alone or not sys.stdout.isatty())

    def step(self) -> None:
        """Note that one more is done."""
        self.count += 1
        if self.count % EVERY == 0 and self.shown:
            self.stream.write(f"\r{safe(str(self.count))} records")
            self.stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.count >= EVERY and self.shown:
            self.stream.write("\r" + " " * 24 + "\r")
            self.stream.flush()
