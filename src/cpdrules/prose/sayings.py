"""Rules in words: the small parts of sentences, each taken from the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, assert_never

import attrs

from cpdrules.prose import english
from cpdrules.prose.phrases import Phrases
from cpdrules.rules.amended import Amended
from cpdrules.rules.conditions import (
    THIS,
    Clause,
    Condition,
    FieldClause,
    HasClause,
    MeetsClause,
    Moment,
    Path,
    SomeOfClause,
    Test,
    path_to,
)
from cpdrules.rules.quantities import Constant, Named, OfRecord, Percent, Quantity
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Duration, format_number

DAYS = ("period_start", "period_end", "day_of_judging")
NUMBERS = ("at_least", "at_most", "more_than", "less_than")
MOMENTS = ("on_or_before", "on_or_after", "earlier_than", "later_than")
WORDS = ("contains", "starts_with", "listed_in", "free_of")


@attrs.frozen
class Sayings:
    """What rules say, in the words of one catalogue: a module or object with the table `RULES`.

    `periods` are the names of periods, so that `renewal.number` is not taken for a fact; `undated` those
    of lists whose items stand in no period.
    """

    words: Any = english
    periods: frozenset[str] = frozenset()
    undated: frozenset[str] = frozenset()

    @classmethod
    def of(cls, ruleset: RuleSet, words: Any = english) -> Sayings:
        """Return the sayings for a rule set."""
        sections = {section.name for section in ruleset.vocabulary}
        undated = frozenset(section.name for section in ruleset.vocabulary if section.undated)
        return cls(words, frozenset(period.name for period in ruleset.periods) - sections, undated)

    def say(self, key: str, *values: str, **named: str) -> str:
        """Return the sentence of a key with its holes filled."""
        return str(self.words.RULES[key].format(*values, **named))

    def joined(self, parts: Iterable[str], by: str = "and") -> str:
        """Return things in a row: `a, b and c`."""
        things = list(parts)
        if len(things) < 2:
            return "".join(things)
        return self.say(by, self.say("comma").join(things[:-1]), things[-1])

    def number(self, value: Fraction, unit: str | None = None) -> str:
        """Write a number as reports do."""
        return Phrases(self.words).number(value, unit or "")

    def day(self, day: datetime.date) -> str:
        """Write a day as reports do."""
        return Phrases(self.words).day(day)

    def length(self, length: Duration) -> str:
        """Write a length of time."""
        given = {word: getattr(length, word) for word in ("years", "months", "weeks", "days")}
        return self.joined(
            self.say("a_" + word) if count == 1 else self.say(word, n=str(count))
            for word, count in given.items()
            if count
        )

    def when(self, name: str) -> str:
        """Write that the items of a list lie in the period; nothing of a list whose items stand in none."""
        return "" if name in self.undated else self.say("when_in_period")

    def moment(self, moment: Moment) -> str:
        """Write a day, or a distance from one."""
        anchor = moment.anchor
        if isinstance(anchor, datetime.date):
            day = self.day(anchor)
        else:
            day = self.say(anchor) if anchor in DAYS else self.fact(path_to(anchor))
        if moment.distance is None:
            return day
        return self.say(moment.direction, length=self.length(moment.distance), day=day)

    def fact(self, path: Path) -> str:
        """Write which fact is meant."""
        if path.section is None:
            return self.say("fact", field=str(path.field))
        if path.section in self.periods:
            return self.say("number_of_period", path.section)
        if path.section == THIS:
            return self.say("fact_this") if path.field is None else self.say("fact_of_this", field=path.field)
        return self.say("fact_of", field=str(path.field), section=path.section)

    def quantity(self, quantity: Quantity, unit: str | None = None) -> str:
        """Write a number, a percentage, or the name of a number."""
        match quantity:
            case Constant(value):
                return Phrases(self.words).number(value, unit or "") + self.unit(value, unit)
            case Named(name):
                return self.say("number_named", name)
            case OfRecord(fact):
                return self.fact(path_to(fact))
            case Percent(percent=percent, of=of):
                if isinstance(percent, Named):
                    return self.say("percent_named", percent.name)
                share = format_number(percent)
                if of is None:
                    return self.say("percent", share)
                if of in ("claimed", "counted"):
                    return self.say(f"percent_of_{of}", share)
                return self.say("percent_of", share, of)
            case _:
                assert_never(quantity)

    def unit(self, value: Fraction, unit: str | None) -> str:
        """Write the name of a unit after a number."""
        if not unit:
            return ""
        one, many = self.words.UNITS.get(unit, (unit, unit + "s"))
        return f" {one if value == 1 else many}"

    def units(self, unit: str) -> str:
        """Write the name of a unit by itself."""
        return str(self.words.UNITS.get(unit, (unit, unit + "s"))[1])

    def condition(self, condition: Condition) -> str:
        """Write what has to hold."""
        if not condition.clauses:
            return self.say("always")
        alone = len(condition.clauses) == 1
        told = (self.clause(each) for each in condition.clauses)
        return self.say("also").join(
            self.say("group", text) if isinstance(each, SomeOfClause) and not alone else text
            for each, text in zip(condition.clauses, told, strict=True)
        )

    def inner(self, condition: Condition) -> str:
        """Write a condition inside another: in brackets where it has several parts, so that none is torn off."""
        told = self.condition(condition)
        return self.say("group", told) if len(condition.clauses) > 1 else told

    def clause(self, clause: Clause) -> str:
        """Write one thing that has to hold."""
        match clause:
            case FieldClause(path, test):
                return self.say("asks", fact=self.fact(path), asked=self.test(test))
            case MeetsClause(meets):
                return self.say("meets", meets)
            case HasClause(has, where):
                if not where.clauses:
                    return self.say("has", list=has)
                return self.say("has_where", list=has, condition=self.inner(where))
            case SomeOfClause(some_of):
                return self.say("either", self.joined((self.inner(each) for each in some_of), "or"))
            case _:
                assert_never(clause)

    def test(self, test: Test, unit: str | None = None) -> str:
        """Write what is asked of one fact."""
        said = []
        if test.is_ is not None:
            said.append(self.say("is", values=self.joined((self.value(each) for each in test.is_), "or")))
        if test.except_ is not None:
            values = self.joined((self.value(each) for each in test.except_), "or")
            said.append(self.say("except", values=values))
        for word in NUMBERS:
            if (quantity := getattr(test, word)) is not None:
                said.append(self.say(word, self.quantity(quantity, unit)))
        if test.every is not None:
            said.append(self.say("every", str(test.every)))
        for word in MOMENTS:
            if (moment := getattr(test, word)) is not None:
                said.append(self.say(word, self.moment(moment)))
        if test.recorded:
            said.append(self.say("recorded"))
        said += [self.say(word, text) for word in WORDS if (text := getattr(test, word)) is not None]
        return self.joined(said)

    def value(self, value: str) -> str:
        """Write one value that a fact may have."""
        return self.say("fact_this") if value == THIS else f"`{value}`"

    def amended(self, amended: Amended) -> str:
        """Write which text has amended a rule, what was and became, and why where that may loosen it."""
        return self.say("amended", Phrases(self.words).amended(amended).rstrip("."))

    def title(self, title: str | None) -> str:
        """Write a heading after a name, if there is one."""
        return "" if title is None else self.say("titled", title)

    def reference(self, reference: Reference | None) -> str:
        """Write where something comes from: everything that the reference says."""
        if reference is None:
            return ""
        said = [part for part in (reference.document, reference.section, reference.link) if part]
        said += [self.say("verified", reference.verified)] if reference.verified else []
        said += [self.say("note", reference.note)] if reference.note else []
        return self.say("comma").join(said)

    def cited(self, text: str, reference: Reference | None) -> str:
        """Write a sentence with its source behind it."""
        told = self.reference(reference)
        return f"{text} {self.say('reference', told)}" if told else text
