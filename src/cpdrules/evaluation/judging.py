"""Judged criteria: what the answers of the judges, with their evidence, make of a question."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.records.bound import Thing
from cpdrules.records.record import Judgement
from cpdrules.report.finding import Gap, GapKind, Reason
from cpdrules.rules.quantities import Percent
from cpdrules.rules.requirements import Agreement, EvidenceAsked, Judged, Judges
from cpdrules.rules.ruleset import Scale
from cpdrules.semantics import ANY, UNDETERMINED, Amount, Verdict

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

YES_OR_NO = Scale(name="", answers=(("met", Fraction(1)), ("not_met", Fraction(0))), met_from="met")
DOES_NOT_APPLY = "not_applicable"
ALL_OF_IT = Amount(Fraction(0), Fraction(1))


@attrs.frozen
class Told:
    """What a criterion came to: the verdict, its worth from 0 to 1, why, and what is missing."""

    verdict: Verdict
    worth: Amount | None
    reason: Reason | None = None
    gaps: tuple[Gap, ...] = ()


@attrs.frozen
class Question:
    """A criterion with the scale, judges and way of combining that its blocks give it."""

    criterion: Judged
    address: str
    scale: Scale
    judges: Judges
    combine: str | Agreement

    def answer(self, context: Context) -> Told:
        """Return what the answers in the record make of the question."""
        heard = self.heard(context)
        fact = f"judgements[{self.address}{context.suffix}]"
        words = tuple(word for word, _ in self.scale.answers)
        words += (DOES_NOT_APPLY,) if self.criterion.may_not_apply else ()
        if len(heard) < self.judges.at_least:
            verdict = ANY if self.criterion.may_not_apply else UNDETERMINED
            gap = Gap(kind=GapKind.NOT_JUDGED, fact=fact, needs=words)
            said = (
                Reason("judges", (str(len(heard)), str(self.judges.at_least)))
                if heard
                else Reason("not_judged")
            )
            return Told(verdict, ALL_OF_IT, said, (gap,))
        applicable = [each for each in heard if each.answer != DOES_NOT_APPLY]
        if not applicable:
            return Told(
                Verdict.NOT_APPLICABLE,
                None,
                Reason("judged_not_applicable", (heard[0].by, heard[0].reason or "")),
            )
        return self.weighed(applicable, fact)

    def heard(self, context: Context) -> list[Judgement]:
        """Return the last answer of each judge who has the role asked for, in the order of their names."""
        about = (
            None
            if context.this is None
            else context.this.id
            if isinstance(context.this, Thing)
            else context.this
        )
        latest: dict[str, Judgement] = {}
        for judgement in context.bound.record.judgements or ():
            if judgement.criterion != self.criterion.id or judgement.about != about:
                continue
            if self.judges.role is not None and judgement.role not in self.judges.role:
                continue
            held = latest.get(judgement.by)
            if held is None or (held.made or datetime.date.min) <= (judgement.made or datetime.date.min):
                latest[judgement.by] = judgement
        return [latest[name] for name in sorted(latest)]

    def weighed(self, heard: Sequence[Judgement], fact: str) -> Told:
        """Combine the answers, then ask for the evidence that a met criterion needs."""
        worths = dict(self.scale.answers)
        best = max(worths.values()) or Fraction(1)
        worth = combined([worths[each.answer] for each in heard], self.combine)
        value = Amount.exactly(worth / best)
        answer = next(word for word, each in self.scale.answers if each == worth)
        if worth < worths[self.scale.met_from]:
            return Told(Verdict.NOT_MET, value, Reason("judged", (answer, heard[0].reason or "")))
        shown = evidence_shown(self.criterion.evidence, heard)
        if shown is True:
            return Told(Verdict.MET, value, Reason("judged", (answer, heard[0].reason or "")))
        if shown is False:
            return Told(Verdict.NOT_MET, Amount.exactly(0), Reason("no_evidence", (answer,)))
        gap = Gap(kind=GapKind.NO_EVIDENCE, fact=f"{fact}.evidence", needs=shown)
        return Told(
            UNDETERMINED,
            Amount(Fraction(0), value.most),
            Reason("evidence_missing", (answer, *shown)),
            (gap,),
        )


def evidence_shown(asked: EvidenceAsked | None, heard: Sequence[Judgement]) -> bool | tuple[str, ...]:
    """Return whether the evidence asked for is there; the kinds still missing while that is open.

    Somebody who writes that there is none settles it; silence, or other evidence, does not.
    """
    if asked is None:
        return True
    written = [each for judgement in heard for each in judgement.evidence or ()]
    kinds = {each.kind for each in written}
    missing = tuple(kind for kind in asked.all_of if kind not in kinds)
    if asked.some_of and not kinds & set(asked.some_of):
        missing += asked.some_of
    if not missing:
        return True
    said_none = all(judgement.evidence == () for judgement in heard)
    return False if said_none else missing


def combined(worths: Sequence[Fraction], how: str | Agreement) -> Fraction:
    """Return the one worth that several answers make: `middle` is the lower of the two middle ones."""
    ordered = sorted(worths)
    match how:
        case "lowest":
            return ordered[0]
        case "highest":
            return ordered[-1]
        case Agreement(agree=percent):
            assert isinstance(percent, Percent)
            enough = percent.share * len(ordered)
            agreed = [worth for worth in ordered if sum(each >= worth for each in ordered) >= enough]
            return max(agreed)
        case _:
            return ordered[(len(ordered) - 1) // 2]
