"""Judged criteria: what the answers of the judges, with their evidence, make of a question."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import or_
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth, min_truth, truth
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
MOST_WAYS = 64
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
        """Return what the answers in the record make of the question.

        Where it is not written in which role, or when, an answer was given, it is judged with and without it.
        """
        fact = f"judgements[{self.address}{context.suffix}]"
        options = self.options(context)
        ways = 1
        for each in options.values():
            ways *= len(each)
        if ways == 1:
            return self.of_answers([one for (one,) in options.values() if one is not None], fact, context)
        unclear = tuple(
            dict.fromkeys(gap for each in options.values() for gap in unwritten(each, fact, self.judges))
        )
        if ways > MOST_WAYS:
            return Told(ANY if self.criterion.may_not_apply else UNDETERMINED, ALL_OF_IT, None, unclear)
        told = [
            self.of_answers([one for one in way if one is not None], fact, context)
            for way in product(*options.values())
        ]
        return any_of_these(told, unclear)

    def options(self, context: Context) -> dict[str, list[Judgement | None]]:
        """Return for each judge the answers that may be the last; None where the judge may not be one."""
        given: dict[str, list[Judgement]] = {}
        for judgement in self.written(context):
            if self.counts(judgement, context) != FALSE:
                given.setdefault(judgement.by, []).append(judgement)
        return {name: self.last_of(given[name], context) for name in sorted(given)}

    def written(self, context: Context) -> Iterator[Judgement]:
        """Yield every answer of the record to the question, also those that do not count here."""
        this = context.this
        about = this.id if isinstance(this, Thing) else this
        for judgement in context.bound.record.judgements or ():
            if judgement.criterion == self.criterion.id and judgement.about == about:
                yield judgement

    def counts(self, judgement: Judgement, context: Context) -> Truth:
        """Return whether an answer was given in a role, and on a day, that is asked for."""
        role, day = judgement.role, judgement.made
        as_asked = (
            TRUE if self.judges.role is None else UNKNOWN if role is None else truth(role in self.judges.role)
        )
        if self.judges.made_in != "period":
            return as_asked
        if day is None or context.window is None:
            return min_truth(as_asked, UNKNOWN)
        return min_truth(as_asked, truth(context.window.first <= day <= context.window.last))

    def last_of(self, given: Sequence[Judgement], context: Context) -> list[Judgement | None]:
        """Return the answers of one judge that may be the last: no other that surely counts is surely later."""
        sure = [each for each in given if self.counts(each, context) == TRUE]
        found: list[Judgement | None] = [
            each
            for each in given
            if not any(
                each.made is not None and one.made is not None and one.made > each.made for one in sure
            )
        ]
        return list(dict.fromkeys(found)) if sure else [*dict.fromkeys(found), None]

    def of_answers(self, heard: list[Judgement], fact: str, context: Context) -> Told:
        """Return what the last answers of the judges make of the question."""
        words = tuple(word for word, _ in self.scale.answers)
        words += (DOES_NOT_APPLY,) if self.criterion.may_not_apply else ()
        if len(heard) < self.judges.at_least:
            verdict = ANY if self.criterion.may_not_apply else UNDETERMINED
            gap = Gap(kind=GapKind.NOT_JUDGED, fact=fact, needs=words, by=self.last_day(context))
            return Told(verdict, ALL_OF_IT, self.too_few(heard, context), (gap,))
        applicable = [each for each in heard if each.answer != DOES_NOT_APPLY]
        if not applicable:
            said = Reason("judged_not_applicable", (heard[0].by, heard[0].reason or ""))
            return Told(Verdict.NOT_APPLICABLE, None, said)
        return self.weighed(applicable, why_of(heard), fact)

    def last_day(self, context: Context) -> datetime.date | None:
        """Return the last day on which an answer counts, where only those of the period do."""
        return context.window.last if self.judges.made_in == "period" and context.window is not None else None

    def too_few(self, heard: list[Judgement], context: Context) -> Reason:
        """Return why too few have answered: those whose answers do not count are named."""
        if heard:
            return Reason("judges", (str(len(heard)), str(self.judges.at_least)))
        unheard = [who(each) for each in self.written(context) if self.counts(each, context) == FALSE]
        return Reason("judged_otherwise", tuple(dict.fromkeys(unheard))) if unheard else Reason("not_judged")

    def weighed(self, heard: Sequence[Judgement], why: str, fact: str) -> Told:
        """Combine the answers of those for whom it applies, then ask for the evidence that a met criterion needs."""
        worths = dict(self.scale.answers)
        best = max(worths.values()) or Fraction(1)
        worth = combined([worths[each.answer] for each in heard], self.combine)
        value = Amount.exactly(worth / best)
        answer = next(word for word, each in self.scale.answers if each == worth)
        if worth < worths[self.scale.met_from]:
            return Told(Verdict.NOT_MET, value, Reason("judged", (answer, why)))
        shown = evidence_shown(self.criterion.evidence, heard)
        if shown is True:
            return Told(Verdict.MET, value, Reason("judged", (answer, why)))
        if shown is False:
            return Told(Verdict.NOT_MET, Amount.exactly(0), Reason("no_evidence", (answer,)))
        gap = Gap(kind=GapKind.NO_EVIDENCE, fact=f"{fact}.evidence", needs=shown)
        return Told(
            UNDETERMINED,
            Amount(Fraction(0), value.most),
            Reason("evidence_missing", (answer, *shown)),
            (gap,),
        )


def who(judgement: Judgement) -> str:
    """Return who answered, in which role and when, as far as that is written."""
    further = ", ".join(str(each) for each in (judgement.role, judgement.made) if each is not None)
    return f"{judgement.by} ({further})" if further else judgement.by


def why_of(heard: Sequence[Judgement]) -> str:
    """Return the reason of the one who answered; of several, who they are, what each answered, and why."""
    if len(heard) == 1:
        return heard[0].reason or ""
    is_one = len({each.answer for each in heard}) == 1
    told = []
    for each in heard:
        said = [*([] if is_one else [each.answer]), *([each.reason.rstrip(".")] if each.reason else [])]
        told.append(who(each) + (f": {', '.join(said)}" if said else ""))
    return "; ".join(told)


def unwritten(options: Sequence[Judgement | None], fact: str, judges: Judges) -> list[Gap]:
    """Return what is not written of answers of which it is open whether they hold."""
    if len(options) == 1:
        return []
    given = [each for each in options if each is not None]
    words = ["role"] if judges.role is not None and any(each.role is None for each in given) else []
    words += ["made"] if any(each.made is None for each in given) else []
    return [Gap(kind=GapKind.NOT_RECORDED, fact=f"{fact}.{word}") for word in words]


def any_of_these(told: Sequence[Told], unclear: tuple[Gap, ...]) -> Told:
    """Return what several ways to take the answers allow together."""
    verdict = reduce(or_, (each.verdict for each in told))
    if verdict.decided:
        return told[0]
    worths = [each.worth for each in told if each.worth is not None]
    gaps = dict.fromkeys((*unclear, *(gap for each in told for gap in each.gaps)))
    return Told(verdict, Amount.hull(worths) if worths else None, None, tuple(gaps))


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
