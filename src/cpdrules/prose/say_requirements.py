"""What is asked, said back: one exhaustive match over the kinds of requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

import attrs

from cpdrules.prose.lines import Line
from cpdrules.prose.say_measures import Counting
from cpdrules.prose.sayings import NUMBERS, Sayings
from cpdrules.rules.periods import Windows
from cpdrules.rules.quantities import Named, Quantity, Threshold
from cpdrules.rules.requirements import (
    AddingUp,
    Agreement,
    Allocate,
    AllocatedPart,
    AllOf,
    AmountOf,
    CompareGroups,
    EntriesOf,
    Fact,
    ForEach,
    ForSome,
    Grace,
    Has,
    InEvery,
    InSome,
    ItemsOf,
    Judged,
    Judges,
    Over,
    Requirement,
    SomeOf,
    ValuesOf,
)
from cpdrules.rules.walk import parts_of


@attrs.frozen
class Asking:
    """The requirements of a rule set."""

    say: Sayings
    added_by: Mapping[str, str] = attrs.Factory(dict)

    def requirement(self, requirement: Requirement, depth: int) -> Iterator[Line]:
        """Yield what one requirement asks, with its parts below it."""
        what = self.what(requirement)
        if requirement.id is not None:
            title = self.say.title(requirement.title)
            what = self.say.say("requirement", id=requirement.id, title=title, what=what)
        elif requirement.title is not None:
            what = f"{what}{self.say.title(requirement.title)}"
        yield Line(depth, self.say.cited(what, requirement.reference))
        for text in (*self.details(requirement), *self.own(requirement), *self.inside(requirement)):
            yield Line(depth + 1, text)
        if (added_by := self.added_by.get(requirement.id or "")) is not None:
            yield Line(depth + 1, self.say.say("added_by", added_by))
        for amended in requirement.amended:
            yield Line(depth + 1, self.say.amended(amended))
        if isinstance(requirement, AmountOf) and requirement.limits:
            yield Line(depth + 1, self.say.say("own_limits"))
            yield from Counting(self.say).limits(requirement.limits, depth + 2)
        if isinstance(requirement, Allocate):
            for each in requirement.to:
                yield from self.allocated(each, depth + 1)
        for part in parts_of(requirement):
            yield from self.requirement(part, depth + 1)

    def allocated(self, part: AllocatedPart, depth: int) -> Iterator[Line]:
        """Yield what one part of an allocation needs, with its limits below it."""
        told = self.say.say(
            "allocated" if part.where.clauses else "allocated_all",
            id=part.id,
            title=self.say.title(part.title),
            needed=self.say.quantity(part.at_least),
            condition=self.say.condition(part.where),
        )
        yield Line(depth, self.say.cited(told, part.reference))
        yield from Counting(self.say).limits(part.limits, depth + 1)

    def details(self, requirement: Requirement) -> Iterator[str]:
        """Yield what any requirement may say."""
        say = self.say.say
        if requirement.level != "must":
            yield say(f"level_{requirement.level}")
        if requirement.applies_when is not None:
            yield say("applies_when", self.say.condition(requirement.applies_when))
        if requirement.period is not None:
            yield say("in_period", requirement.period)
        if requirement.not_before is not None:
            yield say("not_before", self.say.moment(requirement.not_before))
        if requirement.due is not None:
            yield say("due", self.say.moment(requirement.due))
        if requirement.late is not None:
            yield self.late(requirement.late)
        if requirement.weight != 1:
            yield say("weight", self.say.number(requirement.weight))
        if requirement.scale is not None:
            yield say("inherits_scale", requirement.scale)
        if requirement.judges is not None:
            yield say("inherits_judges", self.judges(requirement.judges, requirement.due is not None))
        if requirement.combine is not None:
            yield self.combine(requirement.combine)

    def late(self, late: str | Grace) -> str:
        """Say what is met after the due day."""
        if isinstance(late, Grace):
            return self.say.say("late_accepted", self.say.length(late.accepted_for))
        return self.say.say("late_not_met")

    def judges(self, judges: Judges, is_due: bool) -> str:
        """Say who answers, and in which days."""
        made_in = "due" if is_due and judges.made_in == "period" else judges.made_in
        days = self.say.say(f"judges_{made_in}") if made_in is not None else ""
        many = "judges_one" if judges.at_least == 1 else "judges_some"
        if judges.role is None:
            return self.say.say(many, n=str(judges.at_least)) + days
        role = self.say.joined((f"`{each}`" for each in judges.role), "or")
        return self.say.say(f"{many}_role", n=str(judges.at_least), role=role) + days

    def combine(self, combine: str | Agreement) -> str:
        """Say how several answers make one."""
        if isinstance(combine, Agreement):
            return self.say.say("combine_agree", self.say.quantity(combine.agree))
        return self.say.say(f"combine_{combine}")

    def own(self, requirement: Requirement) -> Iterator[str]:
        """Yield what only some kinds say, below the sentence of the kind."""
        say = self.say.say
        match requirement:
            case AmountOf():
                if requirement.if_none is not None:
                    yield say("nothing_to_share", say(requirement.if_none))
            case ForEach() | ForSome():
                yield say("if_none", say(requirement.if_none))
            case CompareGroups():
                if requirement.except_:
                    yield say("group_left_out", self.say.joined(f"`{each}`" for each in requirement.except_))
                yield say("smallest_group", self.say.quantity(requirement.minimum_group))
                yield say("no_group", say(requirement.if_none))
            case Judged():
                if requirement.evidence is not None and requirement.evidence.all_of:
                    yield say("evidence_all", self.say.joined(f"`{e}`" for e in requirement.evidence.all_of))
                if requirement.evidence is not None and requirement.evidence.some_of:
                    kinds = self.say.joined((f"`{e}`" for e in requirement.evidence.some_of), "or")
                    yield say("evidence_some", kinds)
                if requirement.prompted_by is not None:
                    yield say(
                        "prompted_by",
                        requirement.prompted_by.words,
                        self.say.fact(requirement.prompted_by.in_),
                    )
                if requirement.may_not_apply:
                    yield say("may_not_apply")
            case AllOf() | SomeOf() | Allocate() | Fact() | Has() | InEvery() | InSome():
                pass
            case _:
                assert_never(requirement)

    def inside(self, requirement: Requirement) -> Iterator[str]:
        """Yield inside which others a minimum lies."""
        if isinstance(requirement, AddingUp) and requirement.inside:
            yield self.say.say("inside", self.say.joined(f"`{each}`" for each in requirement.inside))

    def what(self, requirement: Requirement) -> str:  # noqa: PLR0912 - one for each kind
        """Say what a requirement asks."""
        say = self.say.say
        match requirement:
            case AllOf():
                return say("all_of")
            case SomeOf():
                return say("some_of", enough=self.enough(requirement.at_least))
            case AmountOf():
                threshold = self.threshold(requirement.threshold)
                if not requirement.where.clauses:
                    return say("amount", measure=requirement.amount, threshold=threshold)
                condition = self.say.condition(requirement.where)
                return say(
                    "amount_where", measure=requirement.amount, condition=condition, threshold=threshold
                )
            case Allocate():
                return say(f"allocate_{requirement.items}", measure=requirement.allocate)
            case Fact():
                return say(
                    "fact_is", fact=self.say.fact(requirement.fact), asked=self.say.test(requirement.test)
                )
            case Has():
                return self.there_is(requirement)
            case CompareGroups():
                return self.groups(requirement)
            case Judged():
                return say("judged", question=requirement.judged)
            case ForEach():
                return say("for_each", over=self.over(requirement.for_each, requirement))
            case ForSome():
                over = say("some_over", self.over(requirement.for_some, requirement))
                return say("for_some", enough=self.enough(requirement.at_least), over=over)
            case InEvery() | InSome():
                return self.in_windows(requirement)
            case _:
                assert_never(requirement)

    def groups(self, requirement: CompareGroups) -> str:
        """Say which groups are compared, and in what."""
        percent = requirement.at_least.percent
        where = (
            self.say.say("compared_where", self.say.condition(requirement.where))
            if requirement.where.clauses
            else ""
        )
        told = (
            self.say.say("percent_named", percent.name)
            if isinstance(percent, Named)
            else self.say.say("of_everyone", self.say.quantity(percent))
        )
        return self.say.say(
            "compare_groups",
            list=requirement.compare_groups,
            where=where,
            met=self.say.condition(requirement.share_that),
            by=self.say.joined(f"`{each}`" for each in requirement.by),
            percent=told,
        )

    def in_windows(self, requirement: InEvery | InSome) -> str:
        """Say in which windows something is asked."""
        if isinstance(requirement, InEvery):
            return self.say.say("in_every", windows=self.windows(requirement.in_every))
        enough = self.enough(requirement.at_least)
        return self.say.say("in_some", enough=enough, windows=self.windows(requirement.in_some))

    def enough(self, quantity: Quantity) -> str:
        """Say how many are enough."""
        return self.say.say("enough_count", self.say.quantity(quantity))

    def threshold(self, threshold: Threshold) -> str:
        """Say what an amount is held against."""
        given = ((word, getattr(threshold, word)) for word in NUMBERS)
        return self.say.joined(
            self.say.say(word, self.say.quantity(quantity))
            for word, quantity in given
            if quantity is not None
        )

    def there_is(self, requirement: Has) -> str:
        """Say that items exist."""
        hole = {
            "list": requirement.has,
            "when": self.say.when(requirement.has),
            "condition": self.say.condition(requirement.where),
        }
        tail = "_where" if requirement.where.clauses else ""
        threshold = self.threshold(requirement.threshold)
        if not threshold:
            return self.say.say(f"there_is_one{tail}", **hole)
        return self.say.say(f"there_is{tail}", threshold=threshold, **hole)

    def over(self, over: Over, requirement: ForEach | ForSome) -> str:
        """Say what a loop goes through."""
        say = self.say.say
        match over:
            case ItemsOf(name):
                when = self.say.when(name)
                if not requirement.where.clauses:
                    return say("over_items", list=name, when=when)
                condition = self.say.condition(requirement.where)
                return say("over_items_where", list=name, when=when, condition=condition)
            case ValuesOf():
                if not over.except_:
                    return say("over_values", field=over.value_of, list=over.in_)
                values = self.say.joined(f"`{each}`" for each in over.except_)
                return say("over_values_but", field=over.value_of, list=over.in_, values=values)
            case EntriesOf(entry_of=name):
                return say("over_entries", list=name)
            case _:
                assert_never(over)

    def windows(self, windows: Windows) -> str:
        """Say which windows are gone through."""
        say = self.say.say
        if windows.consecutive == 1:
            told = say("window", of=windows.of)
        else:
            told = say("run", n=str(windows.consecutive), of=windows.of)
        if windows.within is not None:
            told = say("within", windows=told, period=windows.within)
        return say("across", windows=told, period=windows.across) if windows.across is not None else told
