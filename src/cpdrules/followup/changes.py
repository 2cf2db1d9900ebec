"""What changed between two reports on one record by one rule set, or by two editions of it."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.report.finding import Finding
from cpdrules.report.report import Report, ScoreLine, Text
from cpdrules.semantics import NOT_APPLICABLE, Amount, Period, Verdict


class ChangeKind(enum.Enum):
    """In which way a requirement stands otherwise than before."""

    IMPROVED = "improved"
    FELL_BACK = "fell_back"
    DECIDED = "decided"
    OPEN_AGAIN = "open_again"
    APPLIES_NOW = "applies_now"
    NO_LONGER_APPLIES = "no_longer_applies"
    NEW = "new"
    GONE = "gone"


@attrs.frozen(kw_only=True)
class Change:
    """How one requirement stood before and stands now; None where the rules did not, or do not, ask it.

    `IMPROVED` and `FELL_BACK` are changes from *not met* to *met* and back, or of what is short while the verdict
    stays. `DECIDED` and `OPEN_AGAIN` are about what is known, `APPLIES_NOW` and `NO_LONGER_APPLIES` about for whom it
    is, `NEW` and `GONE` about the rules.
    """

    kind: ChangeKind
    requirement: str
    title: str | None
    before: Finding | None
    after: Finding | None


@attrs.frozen(kw_only=True)
class Side:
    """One of the two reports: when it was made, for which period, by which text, and its verdict."""

    on: datetime.date
    period: Period | None
    text: Text
    verdict: Verdict

    @classmethod
    def of(cls, report: Report) -> Side:
        """Return what a report says of itself."""
        return cls(on=report.on, period=report.period, text=report.texts[0], verdict=report.verdict)


@attrs.frozen(kw_only=True)
class ChangeReport:
    """What changed for one record.

    `changes` come in the order of the later rules, with what is gone at the end; `same` counts requirements that stand
    as before. `scores` are those of the earlier and of the later report, for each measure that either has. Items
    inside loops are not compared one by one: the amount of the loop is.
    """

    record: str
    record_title: str | None
    title: str
    before: Side
    after: Side
    changes: tuple[Change, ...]
    same: int
    scores: tuple[tuple[str, Amount | None, Amount | None], ...] = ()

    @property
    def same_rules(self) -> bool:
        """Whether one and the same text judged both times."""
        return self.before.text.digest == self.after.text.digest

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(each for each in self.changes if each.kind is kind)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON; verdicts as words, amounts as text."""
        return {
            "record": self.record,
            "record_title": self.record_title,
            "title": self.title,
            "before": _side(self.before),
            "after": _side(self.after),
            "same_rules": self.same_rules,
            "changes": [_change(each) for each in self.changes],
            "same": self.same,
            "scores": [
                {"measure": name, "before": _text(old), "after": _text(new)} for name, old, new in self.scores
            ],
        }


def changes(before: Report, after: Report) -> ChangeReport:
    """Say what improved, what fell back, what is new and what no longer applies.

    Both reports are on one record; the rule set is the same, in one edition or in two. Raises `ValueError` in plain
    words for reports on different records or by different rule sets, for a later report that comes first, and for a
    forecast, which says what may become of a record and not how it stands.
    """
    _refuse(before, after)
    held = {each.requirement: each for each in named(before)}
    found: list[Change] = []
    same = 0
    asked = set[str]()
    for now in named(after):
        asked.add(now.requirement)
        kind = kind_of(held.get(now.requirement), now)
        if kind is None:
            same += 1
        else:
            found.append(_changed(kind, held.get(now.requirement), now))
    found += [_changed(ChangeKind.GONE, old, None) for name, old in held.items() if name not in asked]
    return ChangeReport(
        record=after.record,
        record_title=after.record_title,
        title=after.title,
        before=Side.of(before),
        after=Side.of(after),
        changes=tuple(found),
        same=same,
        scores=tuple(_scores(before.scores, after.scores)),
    )


def named(report: Report) -> Iterator[Finding]:
    """Yield the findings on requirements, each before its parts, without the items inside loops."""
    return (each for each in report.walk() if "[" not in each.requirement)


def kind_of(old: Finding | None, new: Finding) -> ChangeKind | None:
    """Return in which way a requirement stands otherwise than before; None where it does not."""
    if old is None:
        return ChangeKind.NEW
    was, now = old.verdict, new.verdict
    if (was is NOT_APPLICABLE) != (now is NOT_APPLICABLE):
        return ChangeKind.NO_LONGER_APPLIES if now is NOT_APPLICABLE else ChangeKind.APPLIES_NOW
    if was.decided != now.decided:
        return ChangeKind.DECIDED if now.decided else ChangeKind.OPEN_AGAIN
    if was.decided and was != now:
        return ChangeKind.IMPROVED if now is Verdict.MET else ChangeKind.FELL_BACK
    if now in (Verdict.MET, NOT_APPLICABLE):
        return None
    return _by_distance(old, new)


def _by_distance(old: Finding, new: Finding) -> ChangeKind | None:
    """Compare how far two findings are from being met, by what is short at least, then at most."""
    was, now = _distance(old), _distance(new)
    if was is None or now is None or was == now:
        return None
    return ChangeKind.IMPROVED if now < was else ChangeKind.FELL_BACK


def _distance(finding: Finding) -> tuple[Fraction, bool, Fraction] | None:
    short = finding.shortfall
    if short is None:
        return None
    return short.least, short.most is None, short.most or Fraction(0)


def _changed(kind: ChangeKind, old: Finding | None, new: Finding | None) -> Change:
    shown = new if new is not None else old
    assert shown is not None
    return Change(kind=kind, requirement=shown.requirement, title=shown.title, before=old, after=new)


def _scores(
    before: tuple[ScoreLine, ...], after: tuple[ScoreLine, ...]
) -> Iterator[tuple[str, Amount | None, Amount | None]]:
    old, new = ({each.measure: each.score for each in lines} for lines in (before, after))
    for name in dict.fromkeys([*new, *old]):
        yield name, old.get(name), new.get(name)


def _refuse(before: Report, after: Report) -> None:
    if before.record != after.record:
        raise ValueError(f"the reports are on two records, `{before.record}` and `{after.record}`")
    first, second = before.texts[0].id, after.texts[0].id
    if first != second:
        raise ValueError(f"the reports are by two rule sets, `{first}` and `{second}`")
    if before.on > after.on:
        raise ValueError(f"the first report is of {before.on}, and the second, of {after.on}, is earlier")
    if before.forecast or after.forecast:
        which = "first" if before.forecast else "second"
        raise ValueError(f"the {which} report is a forecast: it takes what is planned as done")


def _side(side: Side) -> dict[str, Any]:
    return {
        "on": side.on.isoformat(),
        "period": str(side.period) if side.period is not None else None,
        "ruleset": side.text.id,
        "edition": side.text.edition,
        "digest": side.text.digest,
        "verdict": side.verdict.word,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "requirement": change.requirement,
        "title": change.title,
        "before": _finding(change.before),
        "after": _finding(change.after),
    }


def _finding(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "verdict": finding.verdict.word,
        "amount": _text(finding.amount),
        "needed": _text(finding.needed),
        "shortfall": _text(finding.shortfall),
        "unit": finding.unit,
    }


def _text(amount: Amount | None) -> str | None:
    return None if amount is None else str(amount)
