"""The number of different values among the items: each brings what no item before it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.claims import EACH
from cpdrules.evaluation.columns import ZERO, column_of
from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.items import FURTHER, Asked, standings
from cpdrules.evaluation.links import link_in, linked_things
from cpdrules.evaluation.measures import Outcome, This
from cpdrules.evaluation.planned import planned_credits
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, min_truth
from cpdrules.records.bound import NONE, Thing, Value
from cpdrules.report.finding import Credit, Reason
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import Distinct
from cpdrules.rules.vocabulary import Field
from cpdrules.semantics import Amount

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Brings:
    """What one item brings to a count of different values.

    `certain`: one or more of `values` in every completion. `known`: the values are written, so that a certain
    item brings them all. `unnamed`: it may bring a value that no vocabulary closes.
    """

    certain: bool
    known: bool
    values: frozenset[str]
    unnamed: bool

    @property
    def is_anything(self) -> bool:
        """Whether the item may bring a value."""
        return bool(self.values) or self.unnamed


@attrs.frozen
class Different:
    """The number of different values, made ready."""

    asked: Asked
    gate: Prepared
    select: Prepared
    field: Field

    def __call__(self, context: Context) -> Outcome:
        """Count the different values among the items in the period in hand."""
        column = column_of(self.asked.section, EACH, context)
        things, linked = column.things, None
        if link_in(self.select) is not None:
            linked = {each.id for each in linked_things((self.select,), self.asked.section.name, context)}
        inside = column.within(context.window)
        context.budget.spend(len(inside if linked is None else linked))
        context.budget.copy(len(things))
        unsure = column.unsure(context.window)
        brought: dict[int, Brings] = {}
        for place in inside:
            if linked is not None and things[place].id not in linked:
                continue
            known = None if place in unsure else self.known(things[place], context)
            each = self.brings(things[place], context) if known is None else known
            if each is not NO_MORE:
                brought[place] = each
        openness = context.openness(self.asked.section.name)
        further = self.brings(FURTHER, context) if openness.is_open else NO_MORE
        settled = [each for each in brought.values() if each.certain and each.known]
        sure = frozenset[str]().union(*(each.values for each in settled))
        gaps = [
            gap
            for place, each in brought.items()
            if each.is_anything and not (each.certain and each.known)
            for gap in self.asked.gaps(things[place], context)
        ]
        gaps += openness.gaps if further.is_anything else ()
        one_more = next(
            (place for place, each in brought.items() if each.certain and not each.values & sure), None
        )
        amount = Amount(len(sure) + (one_more is not None), self.most(list(brought.values()), sure, further))
        rows = self.credits(self.nothing(things, context), brought, one_more, amount)
        rows += planned_credits(context, self.asked.section, (self.gate, self.select))
        return Outcome(amount, rows, tuple(dict.fromkeys(gaps)))

    def most(self, brought: Sequence[Brings], sure: frozenset[str], further: Brings) -> Fraction | None:
        """Return how many different values there may be; None where there is no bound."""
        loose = sum(each.unnamed for each in brought)
        if further.unnamed or (loose and self.field.many):
            return None
        new = frozenset[str]().union(*(each.values for each in (*brought, further))) - sure
        adders = sum(bool(each.values - sure) for each in brought)
        if not self.field.many and not further.values:
            return Fraction(len(sure) + loose + min(len(new), adders))
        return Fraction(len(sure) + loose + len(new))

    def known(self, thing: Thing, context: Context) -> Brings | None:
        """Return what an item brings of which all is known that is asked; None where something is not."""
        told = self.gate.ask(thing, context)
        told = min_truth(told, self.select.ask(thing, context)) if told != FALSE else told
        if told == FALSE:
            return NO_MORE
        value = thing.values.get(self.field.name)
        if told == UNKNOWN or value is None:
            return None
        words = frozenset(words_of_value(value))
        return Brings(bool(words), True, words, False)

    def brings(self, thing: Thing, context: Context) -> Brings:
        """Return what an item brings."""
        values: set[str] = set()
        certain, unnamed = True, False
        for standing in standings(self.asked, thing, self.gate, context):
            selected = FALSE if standing.inside == FALSE else self.select.ask(standing.variant, context)
            if selected == FALSE:
                certain = False
                continue
            certain &= standing.inside == TRUE and selected == TRUE
            value = standing.variant.values.get(self.field.name)
            if value is None:
                certain &= not self.may_be_nothing
                values |= self.vocabulary
                unnamed |= not self.vocabulary
            else:
                words = words_of_value(value)
                certain &= bool(words)
                values |= words
        known = self.field.name in thing.values
        return Brings(certain and bool(values), known, frozenset(values), unnamed)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The values that there are, where the vocabulary closes them."""
        return frozenset(("True", "False") if self.field.kind == "yes_no" else self.field.values)

    @property
    def may_be_nothing(self) -> bool:
        """Whether an unknown fact may turn out to be no value at all."""
        return not self.vocabulary or self.field.many or self.field.name in self.asked.plan.may_be_none

    def nothing(self, things: Sequence[Thing], context: Context) -> list[Credit]:
        """Return a row for each item, that it brings nothing; those that bring something are to be replaced."""
        key = ("nothing", self.asked.section.name)
        if key not in context.kept:
            context.kept[key] = [
                Credit(item=thing.id, proven=ZERO, possible=ZERO, reason=BRINGS_NOTHING) for thing in things
            ]
        rows: list[Credit] = context.kept[key]
        return rows.copy()

    def credits(
        self, rows: list[Credit], brought: Mapping[int, Brings], one_more: int | None, amount: Amount
    ) -> tuple[Credit, ...]:
        """Let each item bring the values that no item before it has, so that the rows add up."""
        seen: set[str] = set()
        left = None if amount.most is None else amount.most - amount.least
        for place, each in brought.items():
            new = each.values - seen
            if each.certain and each.known:
                proven, word = Fraction(len(new)), "counted" if new else "seen_before"
                seen |= each.values
            else:
                proven, word = Fraction(place == one_more), "unknown" if each.is_anything else "nothing"
            possible = proven
            if word == "unknown" and left:
                more = min(left, max(Fraction(len(each.values) if self.field.many else 1) - proven, ZERO))
                possible, left = proven + more, left - more
            words = tuple(sorted(each.values)) if each.known else ()
            reason = Reason("depends") if word == "unknown" else Reason(word, words)
            rows[place] = Credit(item=rows[place].item, proven=proven, possible=possible, reason=reason)
        if left != 0:
            rows.append(Credit(item="", proven=ZERO, possible=left, reason=Reason("further")))
        return tuple(rows)


NO_MORE = Brings(False, False, frozenset(), False)
BRINGS_NOTHING = Reason("nothing")


def words_of_value(value: Value) -> set[str]:
    """Return the words of a recorded value; none where somebody wrote that there is none."""
    if value is NONE:
        return set()
    return {str(each) for each in value} if isinstance(value, tuple) else {str(value)}


def different(plan: Plan, measure: Distinct, where: Condition, this: This) -> Different:
    """Make a count of different values ready."""
    section = plan.sections[measure.from_]
    gate, select = prepare(measure.where, plan, section, this), prepare(where, plan, section, this)
    field = section.field(measure.distinct)
    assert field is not None
    asked = Asked.of(section, (gate, select), (field.name,), plan)
    return Different(asked, gate, select, field)
