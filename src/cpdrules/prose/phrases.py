"""Small parts of sentences: amounts, days, reasons, gaps."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import Any

import attrs

from cpdrules.prose import english
from cpdrules.report.finding import Allotment, Credit, Finding, Gap, GapKind, Reason, Working
from cpdrules.rules.amended import Amended, ChangedKey, Effect
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import ANYTHING, Amount, format_hours, format_number

THIS = "this"


@attrs.frozen
class Phrases:
    """The phrases of one language; `words` is a module or object with the tables of `prose.english`."""

    words: Any = english

    def number(self, value: Fraction, unit: str) -> str:
        """Write a number in its unit: shares as a percentage, hours as decimals or h:mm."""
        if unit == "share":
            return f"{format_number(round(value * 100, 1))}%"
        return format_hours(value) if unit in ("hour", "minute") else format_number(value)

    def amount(self, amount: Amount, unit: str, *, bare: bool = False) -> str:
        """Write an amount with its unit, or `bare` of it."""
        least = self.number(amount.least, unit)
        if amount.most is None:
            text = str(self.words.OR_MORE.format(least))
        elif amount.most == amount.least:
            text = least
        else:
            text = str(self.words.TO.format(least, self.number(amount.most, unit)))
        return text if bare else text + self.unit(amount, unit)

    def unit(self, amount: Amount, unit: str) -> str:
        """Write the name of a unit after an amount."""
        if unit in ("", "share"):
            return ""
        one, many = self.words.UNITS.get(unit, (unit, unit + "s"))
        return f" {one if amount.is_exact and amount.least == 1 else many}"

    def day(self, day: datetime.date) -> str:
        """Write a day, the same in every place."""
        return day.isoformat()

    def numbers(self, finding: Finding) -> str:
        """Write what there is, what is needed, and what is short."""
        if finding.amount is None or finding.needed is None or finding.relation is None:
            return ""
        if finding.kind in ("amount", "has") and finding.needed == ANYTHING:
            return str(self.words.STILL_OPEN.format(amount=self.amount(finding.amount, finding.unit)))
        looped = finding.kind in ("for_each", "for_some", "compare_groups") and finding.unit != "share"
        sentence: str = self.words.LOOP if looped else self.words.RELATIONS[finding.relation]
        said = sentence.format(
            amount=self.amount(finding.amount, finding.unit, bare=finding.relation == "at_least"),
            needed=self.amount(finding.needed, finding.unit),
        )
        short = self.short(finding)
        said = f"{said}: {short}" if short else said
        if finding.planned is None:
            return said
        return str(self.words.WITH_PLAN.format(said=said, planned=self.number(finding.planned, finding.unit)))

    def short(self, finding: Finding) -> str:
        """Write how much is missing, or too much; nothing for what is met."""
        short = finding.shortfall
        if short is None or finding.verdict.word == "met" or short.most == 0:
            return ""
        lacking = finding.relation in ("at_least", "more_than")
        if short.least > 0:
            sentence = self.words.SHORT if lacking else self.words.OVER
            return str(sentence.format(self.amount(short, finding.unit)))
        if short.most is None:
            return str(self.words.SOME_SHORT if lacking else self.words.SOME_OVER)
        sentence = self.words.SHORT_UP_TO if lacking else self.words.OVER_UP_TO
        return str(sentence.format(self.amount(Amount(short.most, short.most), finding.unit)))

    def reason(self, reason: Reason, table: str) -> str:
        """Write why, from a table of sentences."""
        sentence: str = getattr(self.words, table)[reason.code]
        holes = sentence.count("{")
        values = [*reason.values[: holes - 1], ", ".join(reason.values[holes - 1 :])] if holes else []
        values += [""] * (holes - len(values))
        return sentence.format(*values).rstrip("; :")

    def credit(self, credit: Credit, unit: str, this: str = "") -> str:
        """Write one line of the ledger; `this` is the name of what a loop around has in hand."""
        claimed = "" if credit.claimed is None else self.amount(credit.claimed, unit)
        if credit.claimed is not None and 0 < credit.proven < credit.claimed.least:
            claimed = self.words.MOVED_IN_PART.format(self.number(credit.proven, unit), claimed)
        why = self.reason(naming(credit.reason, this) if this else credit.reason, "CREDITS")
        return f"{credit.item} {claimed}".strip() + (f" ({why})" if why else "")

    def moved(self, credit: Credit, unit: str) -> str:
        """Write what moves between periods: how much of it counts here, of how much, and where it comes from."""
        least = abs(credit.proven)
        most = None if credit.possible is None else abs(credit.possible)
        counts = Amount(least, None) if most is None else Amount(min(least, most), max(least, most))
        told = self.amount(counts, unit)
        if credit.claimed is not None and credit.claimed != counts:
            bare = self.amount(counts, unit, bare=True)
            told = self.words.MOVED_IN_PART.format(bare, self.amount(credit.claimed, unit))
        return str(self.words.MOVED[credit.item].format(told, self.reason(credit.reason, "CREDITS")))

    def working(self, finding: Finding) -> Iterator[str]:
        """Yield a line for each parameter that has steps: what it was after each, and why."""
        unit = "" if finding.unit == "share" else finding.unit
        for name, steps in groupby(finding.working, key=lambda each: each.parameter):
            told = [self.step(each, unit) for each in steps]
            yield str(self.words.WORKING.format(name, "; ".join(told)))

    def step(self, step: Working, unit: str) -> str:
        """Write one step by which a number was found."""
        said, facts = ("", step.values) if step.step == "row" else (step.values[0], step.values[1:])
        if step.step == "add":
            said, facts = " + ".join(step.values), ()
        about = f" ({'; '.join(facts)})" if facts else ""
        amount = self.amount(step.amount, unit, bare=True)
        return str(self.words.STEPS[step.step].format(said=said, facts=about, amount=amount))

    def allotted(self, part: Allotment, unit: str, *, is_open: bool) -> str:
        """Write what a part of an allocation is given, and of which items; of an open one, what is certain."""
        words = self.words
        listed = ", ".join(
            words.ALLOTTED_ITEM.format(each.item, self.number(each.amount, unit)) for each in part.items
        )
        sentence: str = words.ALLOTTED if listed else words.ALLOTTED_NOTHING
        told = sentence.format(
            part=part.part,
            given=self.number(part.given, unit),
            needed=self.amount(part.needed, unit, bare=True),
            items=listed,
        )
        return words.FOR_CERTAIN.format(told) if is_open else told

    def amended(self, amended: Amended) -> str:
        """Write which text has amended a requirement, what was and became, and why where that may loosen it."""
        words = self.words.AMENDED
        edition = amended.edition
        text = words["edition"].format(text=amended.by, edition=edition) if edition else amended.by
        changes = ", ".join(self.change(each) for each in amended.changes)
        if not amended.is_looser:
            told = words["tightened"].format(text=text, changes=changes)
        else:
            way = "loosened" if amended.is_loosened else "may_be_loosened"
            told = words[way].format(text=text, changes=changes, reason=amended.reason or "")
        cited = self.reference(amended.reference)
        return f"{told} [{cited}]" if cited else str(told)

    def change(self, change: ChangedKey) -> str:
        """Write what a key was and became."""
        words = self.words.AMENDED
        key = change.key.removeprefix("parameters.")
        told = words["change" if change.was else "new"].format(
            key=key, was=change.was, becomes=change.becomes
        )
        return str(words["may_loosen"].format(change=told) if change.effect is Effect.MAY_LOOSEN else told)

    def gap(self, gap: Gap) -> str:
        """Write what is missing and what to do about it."""
        if gap.fact in self.words.LOG_LINES and gap.kind is GapKind.NOT_RECORDED:
            text: str = self.words.LOG_LINES[gap.fact].format(day=", ".join(gap.needs))
        else:
            sentence = self.words.NEEDS if len(gap.needs) > 1 else self.words.NEEDS_ONE
            needs = sentence.format(", ".join(gap.needs)) if gap.needs else ""
            day = self.day(gap.by) if gap.by else ""
            kind = gap.kind.value
            if gap.kind is GapKind.NOT_IN_FORCE:
                day = "".join(gap.needs)
                kind = kind if day else "in_force_by_period"
            text = self.words.GAPS[kind].format(fact=gap.fact, needs=needs, day=day)
        return text

    def reference(self, reference: Reference | None) -> str:
        """Write where a rule comes from."""
        return "" if reference is None else str(reference)


def naming(reason: Reason, this: str) -> Reason:
    """Return a reason that names what a loop has in hand, where it was asked for."""
    if reason.code != "not_as_asked":
        return reason
    said, asked = reason.values
    words = [this if word == THIS else word for word in asked.split(" or ")]
    return Reason(reason.code, (said, " or ".join(words)))


def in_hand(address: str) -> str:
    """Return the item, value or entry of the innermost loop that an address is inside; nothing outside of loops."""
    names = [part.partition("]")[0] for part in address.split("[")[1:]]
    return next((name for name in reversed(names) if ".." not in name), "")
