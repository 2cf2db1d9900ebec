"""Groups of people beside everyone: each that is large enough is judged; no other is shown, nor can be worked out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.items import Asked, options_of
from cpdrules.evaluation.loops import IF_NONE, Begun
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth, min_truth
from cpdrules.records.bound import NONE, Thing, Value
from cpdrules.report.finding import Finding, Gap, GapKind, Reason
from cpdrules.rules.requirements import CompareGroups
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import (
    ABSENT,
    ANY,
    IN_MET,
    IN_NOT,
    MET,
    NOT_MET,
    OUT_MET,
    OUT_NOT,
    Amount,
    Compared,
    Relation,
    Verdict,
    all_of,
    compared,
    format_number,
    shown,
)

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.measures import This
    from cpdrules.evaluation.plan import Plan

Kind = Callable[[Begun, "Context"], Finding]
WHOLE = Fraction(100)
FEWEST = 2


@attrs.frozen
class Person:
    """What is known of one person: whether they are compared, whether they meet what is asked, and who they are."""

    thing: Thing
    cases: tuple[tuple[Truth, Truth], ...]

    @property
    def certain(self) -> bool:
        """Whether they are certainly among those who are compared."""
        return all(there == TRUE for there, _ in self.cases)

    def options(self, is_in: Truth) -> frozenset[int]:
        """Return what they may turn out to be, seen from a group that they are in, or are not, or may be."""
        found = set()
        for there, met in self.cases:
            if there != TRUE:
                found.add(ABSENT)
            for inside in (True, False):
                if is_in == UNKNOWN or (is_in == TRUE) == inside:
                    good, bad = (IN_MET, IN_NOT) if inside else (OUT_MET, OUT_NOT)
                    found |= ({good} if met != FALSE else set()) | ({bad} if met != TRUE else set())
        return frozenset(found)


@attrs.frozen
class Comparison:
    """A comparison made ready."""

    rule: CompareGroups
    plan: Plan
    section: Section
    where: Prepared
    met: Prepared
    asked: Asked

    @classmethod
    def of(cls, rule: CompareGroups, plan: Plan, this: This) -> Comparison:
        """Make a comparison ready."""
        section = plan.sections[rule.compare_groups]
        where = prepare(rule.where, plan, section, this)
        met = prepare(rule.share_that, plan, section, this)
        return cls(rule, plan, section, where, met, Asked.of(section, (where, met), (), plan))

    def __call__(self, start: Begun, context: Context) -> Finding:
        """Judge every group that can be shown."""
        gaps = [
            *self.plan.parameter_gaps(self.rule.minimum_group, context),
            *context.openness(self.section.name).gaps,
        ]
        minimum = self.plan.quantity(self.rule.minimum_group)(context)
        if context.openness(self.section.name).is_open or not minimum.is_exact:
            return start(verdict=ANY, gaps=tuple(dict.fromkeys(gaps)), reason=Reason("groups_open"))
        fewest = max(
            FEWEST, math.ceil(minimum.least)
        )  # a parameter may say one, which would show each person
        people = list(self.people(context))
        context.budget.spend(len(people) * len(self.rule.by))
        parts = [
            part
            for name in self.rule.by
            for part in self.characteristic(name, people, fewest, start, context)
        ]
        judged = [part for part in parts if part.amount is not None]
        if not judged:
            reason = Reason("no_group", (str(fewest),))
            return start(verdict=IF_NONE[self.rule.if_none], reason=reason, parts=tuple(parts))
        verdict = all_of([part.verdict for part in judged])
        open_facts = () if verdict.decided else (*self.unknown(people, context), *self.not_set(context))
        met, failing = (sum(part.verdict == each for part in judged) for each in (MET, NOT_MET))
        return start(
            verdict=verdict,
            relation=Relation.AT_LEAST.value,
            amount=Amount(met, len(judged) - failing),
            needed=Amount.exactly(len(judged)),
            shortfall=Amount(failing, len(judged) - met),
            gaps=tuple(dict.fromkeys(open_facts)),
            parts=tuple(parts),
        )

    def people(self, context: Context) -> Iterator[Person]:
        """Yield the people who are compared, or may be."""
        for thing in context.bound.lists[self.section.name] or ():
            cases = {
                (self.is_there(each, context), self.met.ask(each, context))
                for each in self.asked.variants(thing)
            }
            if any(there != FALSE for there, _ in cases):
                yield Person(thing, tuple((there, met) for there, met in cases))

    def is_there(self, thing: Thing, context: Context) -> Truth:
        """Return whether a person is among those who are compared."""
        return min_truth(in_window(thing, self.section, context), self.where.ask(thing, context))

    def characteristic(
        self, name: str, people: list[Person], minimum: int, start: Begun, context: Context
    ) -> Iterator[Finding]:
        """Yield a finding for each group of one characteristic, of the hidden ones without a number."""
        field = self.section.field(name)
        assert field is not None
        words = {word_of(value): value for value in options_of(field, self.plan) if value is not NONE}
        words = {word: value for word, value in words.items() if word not in self.rule.except_}
        certain = [person.thing.values.get(name) for person in people if person.certain]
        sizes = {word: certain.count(value) for word, value in words.items()}
        seen = shown(sizes, len(certain) - sum(sizes.values()), minimum)
        for word, value in words.items():
            told = self.group(field, value, people, start, context) if word in seen else None
            yield told or self.hidden(field, value, people, minimum, start)

    def group(
        self, field: Field, value: Value, people: list[Person], start: Begun, context: Context
    ) -> Finding:
        """Return how one group stands beside everyone."""
        factor = self.plan.quantity(self.rule.at_least.percent)(context)
        options = [person.options(self.is_in(field, value, person)) for person in people]
        context.budget.spend(len(options))
        highest = WHOLE if factor.most is None else min(WHOLE, factor.most)
        least, most = (compared(options, min(WHOLE, end) / 100) for end in (factor.least, highest))
        verdict = least.verdict | most.verdict
        return self.part(
            start,
            field,
            word_of(value),
            verdict=verdict,
            unit="share",
            relation=Relation.AT_LEAST.value,
            amount=least.share,
            needed=Amount(least.needed.least, most.needed.most),
            shortfall=Amount(least.shortfall.least, most.shortfall.most),
            reason=of_people(most),
            gaps=() if verdict.decided else (*self.in_general(field, people), *self.not_set(context)),
        )

    def is_in(self, field: Field, value: Value, person: Person) -> Truth:
        """Return whether a person is in a group."""
        own = person.thing.values.get(field.name)
        return UNKNOWN if own is None else TRUE if own == value else FALSE

    def hidden(self, field: Field, value: Value, people: list[Person], minimum: int, start: Begun) -> Finding:
        """Return the finding of a group that is not shown, or of nobody: where nobody is in it, nor may be."""
        may_be = any(self.is_in(field, value, person) != FALSE for person in people)
        reason = Reason("group_hidden", (str(minimum),)) if may_be else Reason("group_of_nobody")
        return self.part(start, field, word_of(value), verdict=Verdict.NOT_APPLICABLE, reason=reason)

    def part(self, start: Begun, field: Field, word: str, **found: object) -> Finding:
        """Return the finding of a group under its address: `completion[sex.women]`."""
        whole = start(verdict=ANY)
        address = f"{whole.requirement}[{field.name}.{word}]"
        return attrs.evolve(whole, requirement=address, title=None, **found)  # type: ignore[arg-type]

    # -- what is missing -------------------------------------------------------------------------------------

    def unknown(self, people: list[Person], context: Context) -> Iterator[Gap]:
        """Yield what is not recorded of each person, naming no group, so that nobody is told to be in one."""
        for person in people:
            yield from self.asked.gaps(person.thing, context)
            for name in self.rule.by:
                if name not in person.thing.values:
                    yield Gap(
                        kind=GapKind.NOT_RECORDED, fact=f"{self.section.name}[{person.thing.id}].{name}"
                    )

    def in_general(self, field: Field, people: list[Person]) -> Iterator[Gap]:
        """Yield the facts that are not recorded of some people, without saying of whom: the group is named."""
        for name in dict.fromkeys((*(each.name for each in self.asked.fields), field.name)):
            if any(name not in person.thing.values for person in people):
                yield Gap(kind=GapKind.NOT_RECORDED, fact=f"{self.section.name}.{name}")

    def not_set(self, context: Context) -> list[Gap]:
        """Return the percentage, where the adopter has not set it."""
        return self.plan.parameter_gaps(self.rule.at_least.percent, context)


def word_of(value: Value) -> str:
    """Return the word of a group."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def of_people(found: Compared) -> Reason:
    """Say of how many people the two shares are."""
    numbers = (found.met, found.size, found.everyone_met, found.everyone)
    return Reason("group", tuple(spoken(each) for each in numbers))


def spoken(number: Amount) -> str:
    """Return a number of people, or from how many to how many it may be."""
    least = format_number(number.least)
    return least if number.is_exact or number.most is None else f"{least} to {format_number(number.most)}"
