"""Periods, vocabulary, lists and numbers of a rule set, said back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

import attrs

from cpdrules.prose.lines import Line
from cpdrules.prose.sayings import Sayings
from cpdrules.rules.conditions import Path
from cpdrules.rules.parameters import (
    DatedValue,
    InProportion,
    NotBelow,
    Parameter,
    ReadOff,
    Reduction,
    RoundReduced,
    Subtract,
)
from cpdrules.rules.periods import (
    FirstFull,
    LookBack,
    MonthDay,
    NamedPeriod,
    Repeating,
    Starts,
    StartsByCase,
    StartsCase,
)
from cpdrules.rules.quantities import ToBeSet
from cpdrules.rules.ruleset import RuleSet, Scale
from cpdrules.rules.vocabulary import DatedEntries, Field, NamedList, Section, first_words
from cpdrules.semantics import format_number


def says_nothing_of_less(parameter: Parameter, ruleset: RuleSet) -> bool:
    """Whether nothing says if a number is lower for people who work part-time or were away.

    A sum of others has that from them.
    """
    return ruleset.subject == "portfolio" and parameter.reduce is None and not parameter.add


@attrs.frozen
class Groundwork:
    """What rules rest on: the words that a record may use, the periods, and the numbers."""

    ruleset: RuleSet
    say: Sayings

    def periods(self) -> Iterator[Line]:
        """Yield what each named period is."""
        for period in self.ruleset.periods:
            yield Line(0, self.period(period))

    def period(self, period: NamedPeriod) -> str:
        """Say what a named period is."""
        say = self.say.say
        match period:
            case Repeating():
                told = say(
                    "repeating",
                    name=period.name,
                    length=self.say.length(period.length),
                    starts=self.starts(period.starts),
                )
                return f"{told} {say('leap', period.leap_day)}" if period.leap_day else told
            case LookBack():
                ending = self.say.moment(period.ending)
                return say("look_back", name=period.name, length=self.say.length(period.last), ending=ending)
            case _:
                assert_never(period)

    def starts(self, starts: Starts) -> str:
        """Say when periods start."""
        say = self.say.say
        match starts:
            case MonthDay(month=month, day=day):
                return say("month_day", month=say(f"month_{month}"), day=str(day))
            case Path():
                return self.say.fact(starts)
            case FirstFull(first=first, on_or_after=path):
                return say("first_full", name=first, day=self.say.fact(path))
            case StartsByCase(cases=cases):
                return say("also").join(self.starts_case(row) for row in cases)
            case _:
                return self.say.day(starts)

    def starts_case(self, row: StartsCase) -> str:
        """Say for whom periods start when."""
        if row.when is not None and row.value is not None:
            condition = self.say.condition(row.when)
            return self.say.say("starts_when", condition=condition, starts=self.starts(row.value))
        return self.say.say("starts_otherwise", self.starts(row.otherwise) if row.otherwise else "")

    def vocabulary(self) -> Iterator[Line]:
        """Yield what a record may say."""
        for section in self.ruleset.vocabulary:
            fields = self.fields(section.fields)
            yield Line(0, self.section(section, fields))

    def section(self, section: Section, fields: str) -> str:
        """Say what a part of the record is."""
        if section.until is not None:
            hole = {"first": str(section.dated_by), "last": section.until}
            return self.say.say("list_lasting", name=section.name, fields=fields, **hole)
        if section.dated_by is not None:
            return self.say.say("list_of", name=section.name, dated_by=section.dated_by, fields=fields)
        return self.say.say("undated" if section.undated else "one_thing", name=section.name, fields=fields)

    def fields(self, fields: tuple[Field, ...]) -> str:
        """Say which facts there are."""
        say = self.say.say
        return say("comma").join(say("field", name=each.name, kind=self.kind(each)) for each in fields)

    def kind(self, field: Field) -> str:
        """Say what kind of value a fact takes."""
        values = self.say.joined((f"`{value}`" for value in field.values), "or")
        hole = {"unit": self.say.units(field.unit or ""), "values": values, "target": field.target or ""}
        told = self.say.say(f"kind_{field.kind}", **hole)
        told = self.say.say("many", kind=told) if field.many else told
        if field.part_of is not None:
            told = self.say.say("part_of", kind=told, whole=field.part_of)
        if field.readability_of is not None:
            return self.say.say(f"reading_{field.formula}", text=field.readability_of)
        if field.if_absent is None:
            return told
        return self.say.say("if_absent", kind=told, value=f"`{field.if_absent}`")

    def units(self) -> Iterator[Line]:
        """Yield how units are converted."""
        for unit in self.ruleset.units:
            told = self.say.say(
                "unit", name=unit.name, number=self.say.quantity(unit.is_), of=self.say.units(unit.of)
            )
            yield Line(0, self.say.cited(told, unit.reference))

    def lists(self) -> Iterator[Line]:
        """Yield the named lists with their entries."""
        for named in self.ruleset.lists:
            yield from self.list(named)

    def list(self, named: NamedList) -> Iterator[Line]:
        """Yield a named list with its entries."""
        say, title = self.say.say, self.say.title(named.title)
        fields, below = self.fields(named.fields), list[str]()
        if named.is_dated:
            told = say("list_dated", name=named.name, title=title)
            below = [self.dated_entries(each) for each in named.by_date]
        elif named.plain is None:
            told = say("list_to_be_set", name=named.name, title=title)
            below = [say("list_columns", fields=fields)] if fields else []
        elif fields:
            told = say("list_rows", name=named.name, title=title, fields=fields)
            below = [say("comma").join((row,) if isinstance(row, str) else row) for row in named.plain]
        else:
            values = say("comma").join(map(str, named.plain))
            told = say("list_words", name=named.name, title=title, values=values)
        yield Line(0, self.say.cited(told, named.reference))
        yield from (Line(1, each) for each in below)
        if named.words is not None:
            yield Line(1, self.say.say("list_of_words", named.words))
        yield from self.set_by(named.name)

    def dated_entries(self, dated: DatedEntries) -> str:
        """Say the entries that hold from a day on, and their source."""
        told = self.say.say("entries_to_be_set")
        if dated.entries is not None:
            told = self.say.say("comma").join(first_words(dated.entries)) or self.say.say("no_entries")
        if dated.since is not None:
            told = self.say.say("dated", since=self.say.day(dated.since), value=told)
        return self.say.cited(told[:1].upper() + told[1:], dated.reference)

    def definitions(self) -> Iterator[Line]:
        """Yield the named conditions."""
        for each in self.ruleset.definitions:
            condition = self.say.condition(each.condition)
            yield Line(0, self.say.say("definition", name=each.name, condition=condition))

    def scales(self) -> Iterator[Line]:
        """Yield the answers of judged questions and what each is worth."""
        for scale in self.ruleset.scales:
            yield Line(0, self.scale(scale))

    def scale(self, scale: Scale) -> str:
        """Say which answers a scale has."""
        say = self.say.say
        answers = say("comma").join(
            say("answer", word=word, worth=format_number(worth)) for word, worth in scale.answers
        )
        return say("scale", name=scale.name, answers=answers, met_from=scale.met_from)

    # -- numbers -------------------------------------------------------------------------------------------

    def numbers(self) -> Iterator[Line]:
        """Yield every number with its dates, its cases and its source, and the later texts that set or amended it."""
        for parameter in self.ruleset.parameters:
            yield from self.parameter(parameter)
            yield from self.set_by(parameter.name)
            for each in parameter.amended:
                yield Line(1, self.say.amended(each))

    def set_by(self, name: str) -> Iterator[Line]:
        """Yield the later text that has set what was to be set, if one has."""
        for text, below in reversed(self.ruleset.later_texts):
            if name in below.sets:
                yield Line(1, self.say.say("set_by", text))

    def parameter(self, parameter: Parameter) -> Iterator[Line]:
        """Yield one number."""
        say, unit = self.say.say, parameter.unit
        head = {
            "name": parameter.name,
            "title": self.say.title(parameter.title),
            "unit": say("in_unit", self.say.units(unit)) if unit else "",
        }
        if parameter.add:
            names = self.say.joined((say("number_named", name) for name in parameter.add), "and")
            value = say("parameter_sum", names)
            yield Line(0, self.say.cited(say("parameter", value=value, **head), parameter.reference))
        elif parameter.value is not None:
            value = self.dated(parameter.value, unit)
            yield Line(0, self.say.cited(say("parameter", value=value, **head), parameter.reference))
        else:
            told = say("parameter", value=say("cases"), **head)
            yield Line(0, self.say.cited(told, parameter.reference))
        for row in parameter.cases:
            if row.when is not None:
                condition = self.say.condition(row.when)
                told = say("case_when", condition=condition, value=self.dated(row.value or (), unit))
            else:
                told = say("case_otherwise", value=self.dated(row.otherwise or (), unit))
            yield Line(1, self.say.cited(told, row.reference))
        if parameter.take is not None:
            yield Line(1, say(f"take_{parameter.take}"))
        if parameter.as_at is not None:
            yield Line(1, say("as_at", say(parameter.as_at)))
        yield from self.reductions(parameter)

    def reductions(self, parameter: Parameter) -> Iterator[Line]:
        """Yield what reduces a number."""
        if parameter.reduce == "never":
            yield Line(1, self.say.say("reduce_never"))
        if says_nothing_of_less(parameter, self.ruleset):
            yield Line(1, self.say.say("reduce_unsaid"))
        for reduction in parameter.reductions:
            told = self.reduction(reduction, parameter.unit)
            if reduction.when is not None:
                condition = self.say.condition(reduction.when)
                told = self.say.say("reduce_when", condition=condition, what=told)
            told = self.say.cited(told, reduction.reference)
            yield Line(1, told[:1].upper() + told[1:])

    def reduction(self, reduction: Reduction, unit: str | None) -> str:
        """Say one step of a reduction."""
        say = self.say.say
        match reduction:
            case Subtract(subtract=quantity):
                return say("reduce_subtract", self.say.quantity(quantity, unit))
            case InProportion(in_proportion_to=path, of=of):
                return say("reduce", fact=self.number_at(path), of=format_number(of))
            case ReadOff(read_off=path, rows=rows):
                told = [
                    say("table_row", at_least=format_number(row.at_least), value=self.amount(row.is_, unit))
                    for row in rows
                ]
                return say("reduce_read_off", fact=self.number_at(path), rows=say("comma").join(told))
            case RoundReduced(round=to):
                return say("reduce_round", toward=say(f"round_{to.toward}"), step=format_number(to.step))
            case NotBelow(not_below=quantity):
                return say("reduce_not_below", self.say.quantity(quantity, unit))
            case _:
                assert_never(reduction)

    def number_at(self, path: Path) -> str:
        """Say a number of the record, or a measure."""
        return self.say.say("measure_named", str(path.field)) if path.section is None else self.say.fact(path)

    def amount(self, value: Fraction, unit: str | None) -> str:
        """Say a number with its unit."""
        return self.say.number(value, unit) + self.say.unit(value, unit)

    def dated(self, values: tuple[DatedValue, ...], unit: str | None) -> str:
        """Say a number, or several with the day from which each holds."""
        return self.say.say("also").join(self.dated_value(each, unit) for each in values)

    def dated_value(self, dated: DatedValue, unit: str | None) -> str:
        """Say one number, the day from which it holds, and its source."""
        value = dated.value
        told = self.say.say("to_be_set") if isinstance(value, ToBeSet) else self.amount(value, unit)
        if dated.since is not None:
            told = self.say.say("dated", since=self.say.day(dated.since), value=told)
        return self.say.cited(told, dated.reference)
