"""A report in words that a practitioner understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cpdrules.prose import english
from cpdrules.prose.catalogue import checked
from cpdrules.prose.next_steps import next_steps
from cpdrules.prose.phrases import Phrases, in_hand
from cpdrules.report.finding import Credit, Finding, GapKind
from cpdrules.report.report import Report
from cpdrules.rules.addresses import base_id
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import EARLIEST, Period, Verdict

INDENT = "  "
COLUMN = 16
WINDOWS = ("in_every", "in_some")


def explain(report: Report, *, words: Any = english) -> str:
    """Say a report in words: verdict, findings with what counted and why not more, and what to do by when.

    `words` may be another language: a module or object with the tables of `cpdrules.prose.english`.
    Raises `LookupError` that names the entries which such a catalogue lacks.
    """
    return "\n".join(Explanation(report, Phrases(checked(words))).lines()) + "\n"


@attrs.frozen
class Explanation:
    """The lines of a report."""

    report: Report
    say: Phrases

    def lines(self) -> Iterator[str]:
        """Yield the lines, heading first."""
        yield from self.heading()
        for finding in self.report.findings:
            yield ""
            yield from self.finding(finding, 0, self.report.period or Period(EARLIEST, self.report.on))
        yield from self.scores()
        yield from self.next_steps()
        yield from self.remarks()

    def heading(self) -> Iterator[str]:
        """Yield the verdict and what it is about."""
        report, words = self.report, self.say.words
        who = report.record_title or report.record
        yield f"{words.VERDICTS[report.verdict.word].upper()}: {who}"
        edition = f", {report.texts[0].edition}" if report.texts[0].edition else ""
        yield f"{INDENT}{report.title} ({report.texts[0].id}{edition})"
        yield from self.sources()
        parts = [words.PERIOD.format(report.period.first, report.period.last)] if report.period else []
        on = words.JUDGED_ON.format(self.say.day(report.on))
        parts.append(f"{on}, {words.TODAY}" if report.on_from_clock else on)
        parts += [words.FORECAST] if report.forecast else []
        yield INDENT + "; ".join(parts)
        if report.complete_from or report.complete_through:
            since = words.FROM.format(report.complete_from) if report.complete_from else ""
            until = words.THROUGH.format(report.complete_through) if report.complete_through else ""
            yield INDENT + words.COMPLETE.format(f"{since} {until}".strip())
        yield from self.why_at_all()

    def sources(self) -> Iterator[str]:
        """Yield the documents that the texts rest on, each once: a clause is one of its text's document."""
        words, told = self.say.words, set[Reference | None]()
        for text in self.report.texts:
            if text.source is not None and text.source not in told:
                sentence = words.SOURCE_OF if told else words.SOURCE
                yield INDENT + sentence.format(self.say.reference(text.source), text.id)
                told.add(text.source)

    def why_at_all(self) -> Iterator[str]:
        """Yield why the verdict on the whole is what it is, where no requirement alone shows it."""
        words, verdict = self.say.words, self.report.verdict
        binding = [finding.verdict for finding in self.report.findings if finding.level == "must"]
        if all(each is Verdict.NOT_APPLICABLE for each in binding):
            yield INDENT + words.REASONS["nothing_binds"]
        elif verdict.decided and verdict not in binding:
            yield INDENT + words.WHATEVER

    def finding(self, finding: Finding, depth: int, around: Period | None) -> Iterator[str]:
        """Yield one finding: verdict and title, then its numbers, credits and source, then its parts.

        `around` is the period of what it is a part of; where it has another one, its days are told.
        """
        words = self.say.words
        level = words.LEVELS[finding.level]
        verdict = words.VERDICTS[finding.verdict.word]
        margin = INDENT * depth
        label = f"{finding.requirement}" + (f" ({level})" if level else "")
        yield f"{margin}{verdict:<{COLUMN}}{label}" + (f": {finding.title}" if finding.title else "")
        below = margin + " " * COLUMN
        period = finding.period
        if period is not None and period != around and ".." not in finding.requirement:
            yield below + words.IN_PERIOD.format(period.first, period.last)
        for line in self.details(finding):
            yield below + line
        for part in self.told_parts(finding):
            yield from self.finding(part, depth + 1, finding.period)

    def details(self, finding: Finding) -> Iterator[str]:
        """Yield what stands below the title of a finding."""
        if numbers := self.say.numbers(finding):
            yield numbers
        if (window := deciding(finding)) is not None:
            yield self.say.words.DECIDING.format(window.first, window.last, len(finding.parts))
        yield from self.say.working(finding)
        if Verdict.NOT_APPLICABLE in finding.verdict and not finding.verdict.decided:
            yield self.open_whether(finding)
        if finding.reason is not None and (why := self.say.reason(finding.reason, "REASONS")):
            yield why
        for part in finding.allotted:
            yield self.say.allotted(part, finding.unit, is_open=not finding.verdict.decided)
        yield from self.credits(finding)
        if cited := self.say.reference(finding.reference):
            yield cited + (f"  [{finding.place}]" if finding.place else "")
        for each in finding.amended:
            yield self.say.amended(each)
        yield from self.amended_inside(finding)

    def amended_inside(self, finding: Finding) -> Iterator[str]:
        """Yield once what texts have amended inside the parts that are not told: nobody passes by it unsaid."""
        hidden = [each for part in finding.parts if not is_told(part, finding) for each in part.walk()]
        lines = (
            f"{base_id(each.requirement)}: {self.say.amended(by)}" for each in hidden for by in each.amended
        )
        yield from dict.fromkeys(lines)

    def open_whether(self, finding: Finding) -> str:
        """Write that it is not known whether a requirement applies, and the facts that say so where they are named."""
        asked = [gap.fact for gap in finding.gaps if gap.kind is GapKind.APPLICABILITY_UNKNOWN]
        told = ", ".join(dict.fromkeys(asked))
        return str(self.say.words.OPEN_WHETHER.format(told).rstrip(": "))

    def credits(self, finding: Finding) -> Iterator[str]:
        """Yield what each item brought: what counts in one line, everything else with its reason."""
        kinds, unit = self.say.words.CREDIT_KINDS, "" if finding.unit == "share" else finding.unit
        shown = [each for each in finding.credits if each.item and each.item not in self.say.words.MOVED]
        whole = [credit for credit in shown if credit.reason.code == "counted"]
        if whole and not finding.allotted:
            listed = ", ".join(f"{each.item} {self.say.number(each.proven, unit)}" for each in whole)
            yield kinds["counted"].format(listed)
        for credit in shown:
            if credit.reason.code not in ("counted", "outside_period"):
                kind = "in_part" if credit.proven > 0 else "not_counted" if none_of(credit) else "open"
                yield kinds[kind].format(self.say.credit(credit, unit, in_hand(finding.requirement)))
        for credit in finding.credits:
            if credit.item in self.say.words.MOVED:
                yield self.say.moved(credit, unit)
        if outside := [credit.item for credit in shown if credit.reason.code == "outside_period"]:
            told = self.say.words.OUTSIDE.format(", ".join(outside), finding.period or "")
            yield kinds["not_counted"].format(told)

    def told_parts(self, finding: Finding) -> Iterator[Finding]:
        """Return the parts worth telling: all of a block, and of a loop those that are not met."""
        return (part for part in finding.parts if is_told(part, finding))

    def scores(self) -> Iterator[str]:
        """Yield the scores."""
        if self.report.scores:
            yield ""
            yield self.say.words.HEADINGS["scores"]
        for line in self.report.scores:
            score = "-" if line.score is None else self.say.amount(line.score, "share")
            band = f" ({' to '.join(line.band)})" if line.band else ""
            yield f"{INDENT}{line.measure}: {score}{band}"

    def next_steps(self) -> Iterator[str]:
        """Yield what to do about everything that is not met or not decided, and by when."""
        steps = next_steps(self.report, self.say)
        if steps:
            yield ""
            yield self.say.words.HEADINGS["next"]
        for step in steps:
            yield f"{INDENT}{step.what} ({step.when})"
            for line in step.lines:
                yield f"{INDENT * 2}{line}"

    def remarks(self) -> Iterator[str]:
        """Yield the notices about the record, and the answers that silence gave."""
        words = self.say.words
        if self.report.notices:
            yield ""
            yield words.HEADINGS["notices"]
            for notice in self.report.notices:
                yield f"{INDENT}{notice}"
        if self.report.silences:
            yield ""
            yield words.HEADINGS["silences"]
            for name, count in self.report.silences:
                yield f"{INDENT}{name}: {count}"


def is_told(part: Finding, whole: Finding) -> bool:
    """Whether a part is told below what it is a part of."""
    return whole.kind in ("all_of", "some_of") or part.verdict.word != "met"


def deciding(finding: Finding) -> Period | None:
    """Return which of several windows the amount of a finding is that of, where none of its own lines says so."""
    if finding.kind not in WINDOWS or finding.amount is None or len(finding.parts) == 1:
        return None
    same = [part for part in finding.parts if (part.amount, part.needed) == (finding.amount, finding.needed)]
    return None if not same or is_told(same[0], finding) else same[0].period


def none_of(credit: Credit) -> bool:
    """Whether an item counts for nothing, whatever is still learned of it."""
    return credit.possible == 0 and credit.reason.code not in ("unknown", "depends")
