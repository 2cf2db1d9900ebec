"""Random reports from a seed: every field in use, every default both kept and replaced."""

from __future__ import annotations

import datetime
from fractions import Fraction
from random import Random
from typing import Any

from cpdrules.report.finding import Allotment, Credit, Finding, Gap, GapKind, Portion, Reason, Working
from cpdrules.report.report import Report, ScoreLine, Text
from cpdrules.rules.amended import Amended, ChangedKey, Effect
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Amount, Period, Verdict
from cpdrules.source import Diagnostic, Span

WORDS = (
    "", "hours", "in-register[a1]", "met", "null", "1.5", "2026-01-01", " spaces ", "naïve", "日本語",
    "\u202e", "line\nbreak", "tab\t", '"quoted"', "back\\slash", "a/b~c", "😀", "\ud800", "\x00",
    "true", "e\u0301",
)  # fmt: skip


def text(random: Random) -> str:
    return random.choice(WORDS)


def maybe(random: Random, make: Any) -> Any:
    return make(random) if random.random() < 0.4 else None


def several(random: Random, make: Any, most: int = 2) -> tuple[Any, ...]:
    return tuple(make(random) for _ in range(random.randint(0, most))) if random.random() < 0.6 else ()


def number(random: Random) -> Fraction:
    return Fraction(
        random.randint(-50, 10 ** random.randint(1, 30)), random.choice((1, 2, 3, 7, 60, 400, 3**40))
    )


def amount(random: Random) -> Amount:
    least = number(random)
    return Amount(least, random.choice((None, least, least + abs(number(random)))))


def day(random: Random) -> datetime.date:
    return datetime.date.fromordinal(random.randint(1, datetime.date.max.toordinal()))


def period(random: Random) -> Period:
    return Period(*sorted((day(random), day(random))))


def verdict(random: Random) -> Verdict:
    return Verdict(random.randint(1, 7))


def span(random: Random) -> Span:
    return Span(text(random), *(random.randint(1, 10**6) for _ in range(4)))


def reference(random: Random) -> Reference:
    names = ("document", "section", "link", "verified", "note")
    return Reference(**{name: maybe(random, text) for name in names})


def reason(random: Random) -> Reason:
    return Reason(text(random), several(random, text))


def gap(random: Random) -> Gap:
    return Gap(
        kind=random.choice(list(GapKind)),
        fact=text(random),
        needs=several(random, text),
        by=maybe(random, day),
        settles=several(random, text),
    )


def credit(random: Random) -> Credit:
    return Credit(
        item=text(random),
        claimed=maybe(random, amount),
        proven=number(random),
        possible=maybe(random, number),
        reason=reason(random),
    )


def allotment(random: Random) -> Allotment:
    return Allotment(
        part=text(random),
        title=maybe(random, text),
        needed=amount(random),
        given=number(random),
        items=several(random, lambda each: Portion(item=text(each), amount=number(each))),
    )


def working(random: Random) -> Working:
    return Working(
        parameter=text(random), step=text(random), values=several(random, text), amount=amount(random)
    )


def amended(random: Random) -> Amended:
    def change(each: Random) -> ChangedKey:
        return ChangedKey(text(each), text(each), text(each), each.choice(list(Effect)))

    return Amended(
        by=text(random),
        edition=maybe(random, text),
        changes=several(random, change),
        reason=maybe(random, text),
        reference=maybe(random, reference),
        place=maybe(random, span),
    )


def finding(random: Random, depth: int = 0) -> Finding:
    return Finding(
        requirement=text(random),
        kind=text(random),
        title=maybe(random, text),
        level=random.choice(("must", "should", "may")),
        verdict=verdict(random),
        period=maybe(random, period),
        unit=text(random),
        relation=maybe(random, text),
        amount=maybe(random, amount),
        needed=maybe(random, amount),
        shortfall=maybe(random, amount),
        planned=maybe(random, number),
        score=maybe(random, amount),
        reason=maybe(random, reason),
        gaps=several(random, gap),
        credits=several(random, credit),
        allotted=several(random, allotment),
        working=several(random, working),
        parts=several(random, lambda each: finding(each, depth + 1)) if depth < 3 else (),
        place=maybe(random, span),
        reference=maybe(random, reference),
        amended=several(random, amended),
    )


def score_line(random: Random) -> ScoreLine:
    return ScoreLine(
        measure=text(random),
        requirement=text(random),
        score=maybe(random, amount),
        band=several(random, text),
    )


def diagnostic(random: Random) -> Diagnostic:
    return Diagnostic(
        code=text(random),
        message=text(random),
        hint=text(random),
        path=text(random),
        span=maybe(random, span),
        severity=random.choice(("error", "warning")),
        name=text(random),
    )


def rule_text(random: Random) -> Text:
    names = several(random, text)
    source = maybe(random, reference)
    return Text(text(random), maybe(random, text), text(random), names, names[:1], source)


def report(random: Random) -> Report:
    return Report(
        title=text(random),
        subject=text(random),
        texts=several(random, rule_text),
        record=text(random),
        record_title=maybe(random, text),
        on=day(random),
        on_from_clock=random.random() < 0.3,
        forecast=random.random() < 0.3,
        period=maybe(random, period),
        complete_from=maybe(random, day),
        complete_through=maybe(random, day),
        verdict=verdict(random),
        findings=several(random, finding),
        gaps=several(random, gap),
        scores=several(random, score_line),
        silences=several(random, lambda each: (text(each), each.randint(0, 10**9))),
        notices=several(random, diagnostic),
    )
