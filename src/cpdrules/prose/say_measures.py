"""What is counted, said back in the order in which it is done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

import attrs

from cpdrules.prose.lines import Line
from cpdrules.prose.say_ledgers import Moving
from cpdrules.prose.sayings import Sayings
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import (
    Award,
    AwardStep,
    CapStep,
    ConvertStep,
    Count,
    Distinct,
    DivideStep,
    FieldOfItem,
    Limit,
    LongestGap,
    Measure,
    MultiplyStep,
    Repeats,
    Round,
    RoundStep,
    Score,
    Share,
    Step,
    Sum,
    TimeIn,
    TimeWithout,
    table_of,
)
from cpdrules.rules.periods import EVER, IN_HAND
from cpdrules.semantics import format_number

ORDER = (
    "order_gate",
    "order_repeats",
    "order_steps",
    "order_where",
    "order_carried_in",
    "order_limits",
    "order_rounded",
    "order_made_up",
    "order_threshold",
    "order_carried_out",
)


@attrs.frozen
class Counting:
    """The measures of a rule set."""

    say: Sayings

    def fixed_order(self) -> Iterator[Line]:
        """Yield the order in which every amount is made."""
        yield Line(0, self.say.say("order"))
        for step in ORDER:
            yield Line(1, self.say.say(step))

    def measure(self, measure: Measure) -> Iterator[Line]:
        """Yield what one measure counts, and in which order."""
        what = self.what(measure)
        head = self.say.say("measure", name=measure.name, title=self.say.title(measure.title), what=what)
        yield Line(0, self.say.cited(head, measure.reference))
        match measure:
            case Sum():
                yield from self.counted(measure.where, measure.repeats)
                yield from self.steps(measure.steps)
                yield from self.limits(measure.limits, 1)
                yield from self.rounding(measure.round)
                yield from Moving(self.say).between_periods(measure)
            case Count():
                yield from self.counted(measure.where, measure.repeats)
                yield from self.limits(measure.limits, 1)
                yield from self.rounding(measure.round)
                yield from Moving(self.say).between_periods(measure)
            case Distinct():
                yield from self.counted(measure.where, None)
            case TimeIn() | TimeWithout():
                yield from self.time(measure)
            case LongestGap():
                yield from self.counted(measure.where, None)
                yield Line(1, self.gap(measure))
            case Share():
                pass
            case Score():
                yield from self.bands(measure)
            case _:
                assert_never(measure)

    def what(self, measure: Measure) -> str:
        """Say what a measure is."""
        say = self.say.say
        match measure:
            case Sum() if table_of(measure) is not None:
                return say("sum_award", list=measure.from_, unit=self.say.units(measure.sum))
            case Sum():
                return say("sum", field=measure.sum, list=measure.from_)
            case Count():
                return say("count", list=measure.count)
            case Distinct():
                return say("distinct", field=measure.distinct, list=measure.from_)
            case TimeIn():
                return say("time_in", list=measure.time_in, unit=say(f"{measure.unit}s_of_time"))
            case TimeWithout():
                return say("time_without", list=measure.time_without, unit=say(f"{measure.unit}s_of_time"))
            case LongestGap():
                return say("longest_gap", list=measure.longest_gap, unit=say(f"{measure.unit}s_of_time"))
            case Share():
                return say("share", part=measure.share, whole=measure.of)
            case Score():
                return say("score", requirement=measure.score)
            case _:
                assert_never(measure)

    def rounding(self, rounding: Round | None) -> Iterator[Line]:
        """Yield how the total is rounded."""
        if rounding is not None:
            toward, step = self.say.say(f"round_{rounding.toward}"), format_number(rounding.step)
            yield Line(1, self.say.say("round_total", toward=toward, step=step))

    def counted(self, where: Condition, repeats: Repeats | None) -> Iterator[Line]:
        """Yield which items count, and which of several that are the same."""
        say = self.say.say
        yield Line(1, say("gate", condition=self.say.condition(where)) if where.clauses else say("gate_all"))
        if repeats is not None:
            yield Line(1, self.say.cited(self.repeats(repeats), repeats.reference))

    def repeats(self, repeats: Repeats) -> str:
        """Say which of several items that are the same counts."""
        say = self.say.say
        periods = {IN_HAND: say("within_hand"), EVER: say("within_ever")}
        within = periods.get(repeats.within) or say("within_one", repeats.within)
        same = self.say.joined([f"`{name}`" for name in repeats.same])
        return say("repeats", same=same, within=within, keep=say(repeats.keep))

    def steps(self, steps: tuple[Step, ...]) -> Iterator[Line]:
        """Yield what is done to each item's amount."""
        say = self.say.say
        for step in steps:
            told = self.step(step)
            if step.where.clauses:
                told = told[:1].lower() + told[1:]
                told = say("step_where", condition=self.say.condition(step.where), what=told)
            yield Line(1, self.say.cited(told, step.reference))

    def time(self, measure: TimeIn | TimeWithout) -> Iterator[Line]:
        """Yield which items are meant, and what a part of a month counts."""
        say = self.say.say
        if measure.where.clauses:
            yield Line(1, say("time_where", self.say.condition(measure.where)))
        if measure.part is not None:
            yield Line(1, self.part(measure))
        if measure.shortest is not None:
            yield Line(1, say("shortest", self.say.length(measure.shortest)))

    def part(self, measure: TimeIn | TimeWithout) -> str:
        """Say what the days count that are left over after the whole weeks or months."""
        unit, one = self.say.say(f"{measure.unit}s_of_time"), self.say.say(f"a_{measure.unit}s")
        return self.say.say(f"part_{measure.part}", unit=unit, one=one)

    def gap(self, measure: LongestGap) -> str:
        """Say what is counted from one day to the next, and what the edges of the period are."""
        unit = self.say.say(f"{measure.unit}s_of_time")
        return self.say.say(f"edges_{measure.edges}", unit=unit)

    def step(self, step: Step) -> str:
        """Say what is done to each item's amount."""
        say = self.say.say
        match step:
            case AwardStep(award=Award() as award):
                hole = {"list": award.list, "give": award.give, "matching": award.matching}
                return say("award_since", since=award.since, **hole) if award.since else say("award", **hole)
            case AwardStep(award=Fraction() as fixed):
                return say("award_fixed", format_number(fixed))
            case ConvertStep(convert=unit):
                return say("convert", self.say.units(unit))
            case DivideStep(divide_by=field):
                return say("divide_by", field)
            case RoundStep(round=rounding):
                toward = say(f"round_{rounding.toward}")
                return say("round", toward=toward, step=format_number(rounding.step))
            case MultiplyStep(multiply=FieldOfItem(name=name)):
                return say("multiply_by_field", name)
            case MultiplyStep(multiply=Fraction() as factor):
                return say("multiply", format_number(factor))
            case CapStep(count_at_most=most):
                return say("count_at_most", format_number(most))
            case AwardStep() | MultiplyStep():
                raise AssertionError(step)
            case _:
                assert_never(step)

    def limits(self, limits: tuple[Limit, ...], depth: int) -> Iterator[Line]:
        """Yield each limit with its source."""
        for limit in limits:
            most = self.say.quantity(limit.count_at_most)
            if limit.where.clauses:
                told = self.say.say("limit", condition=self.say.condition(limit.where), most=most)
            else:
                told = self.say.say("limit_all", most=most)
            if limit.each is not None:
                told = self.say.say("limit_each", limit.each) + told[:1].lower() + told[1:]
            yield Line(depth, self.say.cited(told, limit.reference))

    def bands(self, measure: Score) -> Iterator[Line]:
        """Yield how a score is taken and what its ranges are called."""
        yield Line(1, self.say.say(f"score_{measure.not_applicable}"))
        for band in measure.bands:
            at_least = self.say.quantity(band.at_least)
            yield Line(1, self.say.say("band", at_least=at_least, name=band.name))
