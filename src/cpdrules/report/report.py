"""The report on one record: findings, gaps, scores, and what it was made from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import attrs

from cpdrules.report.finding import Credit, Finding, Gap
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Amount, Period, Verdict
from cpdrules.source import Diagnostic

FORMAT = 1


@attrs.frozen
class Text:
    """A text that the report rests on: id, edition and digest of a rule set or of one it extends.

    It `amends` requirements of the texts after it, by their ids, and numbers as `parameters.NAME`; `loosens` names
    those that it loosens, or may. `source` is the document that it rests on; references that name only a clause mean
    a clause of that document.
    """

    id: str
    edition: str | None
    digest: str
    amends: tuple[str, ...] = ()
    loosens: tuple[str, ...] = ()
    source: Reference | None = None


@attrs.frozen(kw_only=True)
class ScoreLine:
    """A score: the share of full marks that is proven and that is still possible, and its band.

    `band` is one name when both ends share it, else the lowest and the highest.
    """

    measure: str
    requirement: str
    score: Amount | None
    band: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Entry:
    """One line of the ledger: what an activity brought to one requirement."""

    item: str
    requirement: str
    credit: Credit


@attrs.frozen(kw_only=True)
class Report:
    """The outcome of judging one record by one rule set on one day.

    `texts` begins with the rule set itself; the rule sets it extends follow. `notices` are warnings about the
    record, such as a field that looks like a misspelt one. `silences` counts how often the vocabulary's
    `if_absent` answered for the record. `forecast` says that what is planned was taken as done.
    """

    format: int = FORMAT
    title: str
    subject: str
    texts: tuple[Text, ...]
    record: str
    record_title: str | None = None
    on: datetime.date
    on_from_clock: bool = False
    forecast: bool = False
    period: Period | None = None
    complete_from: datetime.date | None = None
    complete_through: datetime.date | None = None
    verdict: Verdict
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
    scores: tuple[ScoreLine, ...] = ()
    silences: tuple[tuple[str, int], ...] = ()
    notices: tuple[Diagnostic, ...] = ()

    def walk(self) -> Iterator[Finding]:
        """Yield every finding, each before its parts."""
        for finding in self.findings:
            yield from finding.walk()

    def finding(self, address: str) -> Finding:
        """Return the finding at an address such as `hours` or `aligned[a3]`.

        Raises `KeyError` with the address when there is none.
        """
        for finding in self.walk():
            if finding.requirement == address:
                return finding
        raise KeyError(address)

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """Every activity with every amount it was considered for, sorted by activity."""
        entries = [
            Entry(item=credit.item, requirement=finding.requirement, credit=credit)
            for finding in self.walk()
            for credit in finding.credits
        ]
        return tuple(sorted(entries, key=lambda entry: (entry.item, entry.requirement)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data: text, lists and mappings only, ready for JSON and lossless."""
        from cpdrules.report.plain import to_plain  # noqa: PLC0415 - cattrs is slow to import and rarely needed

        return to_plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """Read a report back from plain data.

        Raises `ValueError` in plain words for an unknown key, a missing one, or another format version.
        """
        from cpdrules.report.plain import from_plain  # noqa: PLC0415

        return from_plain(data)
