"""The ten rules by hand with all that a report says of them: what a full report is timed against.

Each rule gives its amount, what is needed, what is missing, and a row for every activity with the reason why it
counts or does not. `findings_of` says the same of a report, so that the two can be compared.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
from by_hand import END, LEADING, START, YEAR_1, YEAR_2
from register import CATEGORIES

from cpdrules import Amount, Finding, Report

DAY = datetime.timedelta(days=1)
ZERO, ONE, TWO, TEN = Fraction(0), Fraction(1), Fraction(2), Fraction(10)
COUNTED = "counted"
Activity = dict[str, Any]


@attrs.frozen
class Row:
    """What one activity brings to one rule, and why."""

    item: str
    counts: Fraction
    reason: str
    said: tuple[str, ...] = ()


@attrs.frozen
class Found:
    """What one rule found."""

    name: str
    met: bool
    amount: Fraction | None
    needed: Fraction | None
    short: Fraction | None
    rows: tuple[Row, ...] = ()
    parts: tuple[Found, ...] = ()
    reason: tuple[str, ...] = ()


def findings(person: dict[str, Any]) -> tuple[Found, ...]:
    """Return what each of the ten rules finds; a report names the activities by day, then by id."""
    done = sorted(person["activities"], key=lambda each: (each["date"], each["id"]))
    year = [each for each in done if START <= each["date"] <= END]
    needed = (35 if person["person"]["regulated"] else 20) * person["person"]["working_time"]
    return (
        capped(done, needed),
        sums("r2", done, needed * 6 / 10, verifiable),
        counts("r3", done, ethics, since=YEAR_1),
        standards(year),
        reflection(done, year),
        categories(done),
        counts("r7", done, long, most=0),
        two_years(done),
        counts("r9", done, peer),
        leading(done),
    )


def enough(
    name: str, amount: Fraction, needed: Fraction, rows: Sequence[Row], parts: Sequence[Found] = ()
) -> Found:
    """Return the finding of a rule that asks for at least so much."""
    met = amount >= needed
    return Found(name, met, amount, needed, ZERO if met else needed - amount, tuple(rows), tuple(parts))


# -- why an activity is not what a rule asks for ---------------------------------------------------------------


def anything(each: Activity) -> tuple[str, ...]:
    return ()


def verifiable(each: Activity) -> tuple[str, ...]:
    return () if each["verifiable"] else ("verifiable: no", "true")


def ethics(each: Activity) -> tuple[str, ...]:
    return () if each["category"] == "ethics" else (f"category: {each['category']}", "ethics")


def long(each: Activity) -> tuple[str, ...]:
    if each["hours"] <= 7:
        return (f"hours: {Amount.exactly(each['hours'])} hour{'s' * (each['hours'] != 1)}", "more than 7")
    return () if each["days"] == 1 else (f"days: {each['days']}", "1")


def peer(each: Activity) -> tuple[str, ...]:
    if each["kind"] != "peer":
        return (f"kind: {each['kind']}", "peer")
    return () if each["peer"] != "none" else ("peer: none", "written down")


# -- the rules -------------------------------------------------------------------------------------------------

Refusal = Callable[[Activity], tuple[str, ...]]


def sums(
    name: str,
    done: Sequence[Activity],
    needed: Fraction,
    refusal: Refusal,
    *,
    since: datetime.date = START,
    until: datetime.date = END,
) -> Found:
    """Add up the hours of the activities that are as asked."""
    total, rows = ZERO, []
    for each in done:
        if not since <= each["date"] <= until:
            rows.append(Row(each["id"], ZERO, "outside_period", (str(each["date"]),)))
        elif said := refusal(each):
            rows.append(Row(each["id"], ZERO, "not_as_asked", said))
        else:
            total += each["hours"]
            rows.append(Row(each["id"], each["hours"], COUNTED))
    return enough(name, total, needed, rows)


def counts(
    name: str,
    done: Sequence[Activity],
    refusal: Refusal,
    *,
    since: datetime.date = START,
    most: int | None = None,
) -> Found:
    """Count the activities that are as asked: one or more, or at most so many."""
    number, rows = 0, []
    for each in done:
        if not since <= each["date"] <= END:
            rows.append(Row(each["id"], ZERO, "outside_period", (str(each["date"]),)))
        elif said := refusal(each):
            rows.append(Row(each["id"], ZERO, "not_as_asked", said))
        else:
            number += 1
            rows.append(Row(each["id"], ONE, COUNTED))
    if most is None:
        return enough(name, Fraction(number), ONE, rows)
    over = max(number - most, 0)
    return Found(name, not over, Fraction(number), Fraction(most), Fraction(over), tuple(rows))


def capped(done: Sequence[Activity], needed: Fraction) -> Found:
    """Rule 1: enough hours, of which at most ten of reading; the latest reading is cut first."""
    left, cut = TEN, {}
    for each in done:
        if START <= each["date"] <= END and each["kind"] == "reading":
            cut[each["id"]] = min(left, each["hours"])
            left -= cut[each["id"]]
    total, rows = ZERO, []
    for each in done:
        if not START <= each["date"] <= END:
            rows.append(Row(each["id"], ZERO, "outside_period", (str(each["date"]),)))
            continue
        hours = cut.get(each["id"], each["hours"])
        total += hours
        rows.append(Row(each["id"], hours, COUNTED if hours == each["hours"] else "limit"))
    return enough("r1", total, needed, rows)


def standards(year: Sequence[Activity]) -> Found:
    """Rule 4: every activity of the year meets a standard."""
    parts = [
        Found(
            f"r4[{each['id']}]",
            bool(each["standards"]),
            None,
            None,
            None,
            reason=("this.standards", ", ".join(each["standards"]) or "none", "written down"),
        )
        for each in year
    ]
    met = Fraction(sum(part.met for part in parts))
    number = Fraction(len(parts))
    return Found("r4", met == number, met, number, number - met, (), tuple(parts))


def reflected(each: Activity) -> tuple[str, ...]:
    return ("reflection: none", "written down") if each["reflection"] == "none" else ()


def reflection(done: Sequence[Activity], year: Sequence[Activity]) -> Found:
    """Rule 5: eight tenths of the activities of the year are reflected on; the rows are those of the part."""
    part = counts("r5", done, reflected)
    if not year:
        return Found("r5", True, None, Fraction(8, 10), None, part.rows)
    return enough("r5", Fraction(part.amount or ZERO, len(year)), Fraction(8, 10), part.rows)


def categories(done: Sequence[Activity]) -> Found:
    """Rule 6: two hours in each of three categories."""
    parts = []
    for name in CATEGORIES:

        def other(each: Activity, name: str = name) -> tuple[str, ...]:
            return () if each["category"] == name else (f"category: {each['category']}", "this")

        parts.append(sums(f"r6[{name}]", done, TWO, other))
    return enough("r6", Fraction(sum(part.met for part in parts)), Fraction(3), (), parts)


def two_years(done: Sequence[Activity]) -> Found:
    """Rule 8: ten hours in each of two consecutive years of the last three."""
    years = [(YEAR_1, YEAR_2 - DAY), (YEAR_2, START - DAY), (START, END)]
    found = [sums("", done, TEN, anything, since=first, until=last) for first, last in years]
    pairs = []
    for place in (0, 1):
        name = f"r8[{years[place][0]}..{years[place + 1][1]}]"
        two = [
            attrs.evolve(found[place + n], name=f"{name}[{years[place + n][0]}..{years[place + n][1]}]")
            for n in (0, 1)
        ]
        pairs.append(enough(name, min(two[0].amount, two[1].amount), TEN, (), two))
    return enough("r8", max(pairs[0].amount, pairs[1].amount), TEN, (), pairs)


def leading(done: Sequence[Activity]) -> Found:
    """Rule 10: two ways of leading."""
    seen, rows = set(), []
    for each in done:
        if each["kind"] not in LEADING or not START <= each["date"] <= END:
            rows.append(Row(each["id"], ZERO, "nothing"))
        elif each["kind"] in seen:
            rows.append(Row(each["id"], ZERO, "seen_before", (each["kind"],)))
        else:
            seen.add(each["kind"])
            rows.append(Row(each["id"], ONE, COUNTED, (each["kind"],)))
    return enough("r10", Fraction(len(seen)), TWO, rows)


# -- the same of a report --------------------------------------------------------------------------------------


def findings_of(report: Report) -> tuple[Found, ...]:
    """Return what a report says, in the same shape."""
    return tuple(_found(each) for each in report.findings)


def _found(finding: Finding) -> Found:
    assert finding.verdict.decided
    rows = []
    for credit in finding.credits:
        assert credit.proven == credit.possible
        # How a limit reads is not written out by hand.
        said = credit.reason.values if credit.reason.code != "limit" else ()
        rows.append(Row(credit.item, credit.proven, credit.reason.code, said))
    return Found(
        finding.requirement,
        finding.verdict.word == "met",
        _number(finding.amount),
        _number(finding.needed),
        _number(finding.shortfall),
        tuple(rows),
        tuple(_found(each) for each in finding.parts),
        finding.reason.values if finding.reason is not None and finding.reason.code == "fact" else (),
    )


def _number(amount: Amount | None) -> Fraction | None:
    assert amount is None or amount.is_exact
    return None if amount is None else amount.least
