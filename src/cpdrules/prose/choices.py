"""The choices that an author made where schemes differ, and what a rule set leaves to people."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cpdrules.prose.lines import Line
from cpdrules.prose.say_ledgers import Moving
from cpdrules.prose.say_measures import Counting
from cpdrules.prose.say_numbers import Groundwork, says_nothing_of_less
from cpdrules.prose.say_requirements import Asking
from cpdrules.prose.sayings import NUMBERS, Sayings
from cpdrules.rules.measures import Count, Limit, LongestGap, RoundStep, Score, Sum, TimeIn, TimeWithout
from cpdrules.rules.parameters import Parameter, RoundReduced
from cpdrules.rules.periods import LookBack, Repeating
from cpdrules.rules.quantities import Percent, Threshold
from cpdrules.rules.requirements import (
    AddingUp,
    Allocate,
    AmountOf,
    CompareGroups,
    ForEach,
    ForSome,
    InEvery,
    InSome,
    Judged,
    Requirement,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import every, parts_of, things_in


@attrs.frozen
class Choices:
    """What the author decided, gathered from all over the rule set."""

    ruleset: RuleSet
    say: Sayings

    def lines(self) -> Iterator[Line]:
        """Yield each choice once."""
        texts = [
            *self.of_dates(),
            *self.of_parameters(),
            *self.of_vocabulary(),
            *self.of_measures(),
            *self.of_requirements(),
        ]
        for text in dict.fromkeys(texts) or (self.say.say("no_choices"),):
            yield Line(0, text)

    def of_dates(self) -> Iterator[str]:
        """Yield what chooses among dated values, and how periods fall."""
        say = self.say.say
        if self.ruleset.in_force_at is not None:
            yield say("choice_in_force_at", say(self.ruleset.in_force_at))
        for period in self.ruleset.periods:
            if isinstance(period, Repeating) and period.leap_day is not None:
                yield say("choice_leap", name=period.name, what=say("leap", period.leap_day))
            if isinstance(period, LookBack):
                yield say("choice_ending", name=period.name, ending=self.say.moment(period.ending))

    def of_parameters(self) -> Iterator[str]:
        """Yield which row of a number counts, and what reduces it."""
        for parameter in self.ruleset.parameters:
            yield from self.of_parameter(parameter)
        unsaid = [each for each in self.ruleset.parameters if says_nothing_of_less(each, self.ruleset)]
        if unsaid:
            names = self.say.say("comma").join(f"`{each.name}`" for each in unsaid)
            yield self.say.say("choice_reduce_unsaid", names)

    def of_parameter(self, parameter: Parameter) -> Iterator[str]:
        """Yield the choices about one number."""
        say, name = self.say.say, parameter.name
        if parameter.take is not None:
            yield say("choice_take", name=name, what=say(f"take_{parameter.take}"))
        if parameter.as_at is not None:
            yield say("choice_as_at", name=name, what=say("as_at", say(parameter.as_at)))
        for row in parameter.cases:
            if row.otherwise is not None:
                value = Groundwork(self.ruleset, self.say).dated(row.otherwise, parameter.unit)
                yield say("choice_otherwise", name=name, value=value)
        if parameter.reduce == "never":
            yield say("choice_reduce", name=name)
        for reduction in parameter.reductions:
            if isinstance(reduction, RoundReduced):
                what = Groundwork(self.ruleset, self.say).reduction(reduction, parameter.unit)
                yield say("choice_rounding", name=name, what=what)

    def of_vocabulary(self) -> Iterator[str]:
        """Yield how items are placed in a period, and where silence is an answer."""
        for section in self.ruleset.vocabulary:
            if section.until is not None:
                yield self.say.say("choice_lasting", section.name)
            elif section.dated_by is not None:
                yield self.say.say("choice_dated_by", name=section.name, dated_by=section.dated_by)
            for field in section.fields:
                if field.if_absent is not None:
                    value = f"`{field.if_absent}`"
                    yield self.say.say(
                        "choice_if_absent", section=section.name, field=field.name, value=value
                    )

    def of_measures(self) -> Iterator[str]:
        """Yield how amounts are rounded, what is left over, what a percentage is of, and what a score does."""
        counting = Counting(self.say)
        for measure in self.ruleset.measures:
            for thing in things_in(measure):
                if isinstance(thing, RoundStep):
                    yield self.say.say("choice_rounding", name=measure.name, what=counting.step(thing))
            if isinstance(measure, (Sum, Count)) and measure.repeats is not None:
                yield self.say.say(
                    "choice_repeats", name=measure.name, what=counting.repeats(measure.repeats)
                )
            if isinstance(measure, (Sum, Count)):
                for line in Moving(self.say).between_periods(measure):
                    yield self.say.say("choice_carry_over", name=measure.name, what=line.text)
            if isinstance(measure, (TimeIn, TimeWithout)) and measure.part is not None:
                yield self.say.say("choice_part", name=measure.name, what=counting.part(measure))
            if isinstance(measure, LongestGap):
                yield self.say.say("choice_edges", name=measure.name, what=counting.gap(measure))
            if isinstance(measure, Score):
                what = self.say.say(f"score_{measure.not_applicable}")
                yield self.say.say("choice_score", name=measure.name, what=what)
        for thing in things_in((self.ruleset.measures, self.ruleset.requirements)):
            quantities = [thing.count_at_most] if isinstance(thing, Limit) else []
            quantities += [getattr(thing, word) for word in NUMBERS] if isinstance(thing, Threshold) else []
            for quantity in quantities:
                if isinstance(quantity, Percent) and quantity.of is not None:
                    yield self.say.say("choice_base", self.say.quantity(quantity))

    def of_requirements(self) -> Iterator[str]:
        """Yield what an empty loop and lateness mean, how answers combine, and which windows there are."""
        for top in self.ruleset.requirements:
            for each, address in addressed(top):
                yield from self.of_requirement(each, address)

    def of_requirement(self, each: Requirement, address: str) -> Iterator[str]:
        """Yield the choices about one requirement."""
        say, asking = self.say.say, Asking(self.say)
        if isinstance(each, (ForEach, ForSome, AmountOf, CompareGroups)) and each.if_none is not None:
            yield say("choice_if_none", id=address, verdict=say(each.if_none))
        if isinstance(each, Allocate):
            yield say(f"choice_{each.items}", address)
        if isinstance(each, AddingUp) and each.inside:
            names = self.say.joined(f"`{name}`" for name in each.inside)
            yield say("choice_inside", id=address, names=names)
        if each.late is not None:
            yield say("choice_late", id=address, what=asking.late(each.late))
        if each.combine is not None:
            yield say("choice_combine", id=address, what=asking.combine(each.combine))
        if isinstance(each, (InEvery, InSome)):
            windows = each.in_every if isinstance(each, InEvery) else each.in_some
            if windows.consecutive > 1:
                yield say("choice_windows", id=address, what=asking.windows(windows))

    def judged(self) -> Iterator[Line]:
        """Yield the questions that only people can answer."""
        found = [each for each in every(self.ruleset.requirements) if isinstance(each, Judged)]
        for each in found:
            yield Line(0, self.say.say("ask_a_person", id=str(each.id), question=each.judged))
        if not found:
            yield Line(0, self.say.say("nothing_judged"))

    def to_be_set(self) -> Iterator[Line]:
        """Yield what whoever adopts the rule set has to set."""
        for parameter in self.ruleset.parameters:
            if parameter.is_to_be_set:
                yield Line(0, self.say.say("set_number", parameter.name) + self.say.title(parameter.title))
        for named in self.ruleset.lists:
            if named.is_to_be_set:
                yield Line(0, self.say.say("set_list", named.name) + self.say.title(named.title))


def addressed(requirement: Requirement, around: str = "") -> Iterator[tuple[Requirement, str]]:
    """Yield a requirement and all inside it, each with the id that it, or the nearest one around it, has."""
    address = requirement.id or around
    yield requirement, address
    for part in parts_of(requirement):
        yield from addressed(part, address)
