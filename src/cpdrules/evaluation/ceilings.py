"""The limits on a total as ceilings for one period in hand: one for each limit, or one for each period inside it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.beginnings import waits_for
from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.items import FURTHER
from cpdrules.evaluation.questions import quantity_words
from cpdrules.evaluation.truth import FALSE, TRUE
from cpdrules.records.bound import NONE, Thing
from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.measures import Limit
from cpdrules.rules.periods import Repeating
from cpdrules.rules.quantities import Constant, Percent
from cpdrules.rules.vocabulary import Section
from cpdrules.rules.yaml_words import yaml_words
from cpdrules.semantics import Amount, Ceiling, DateFault, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan

MOST_CEILINGS = 12
NOWHERE = 0


@attrs.frozen
class Held:
    """A limit, the condition on the items that it holds, and how a report says it, made ready."""

    limit: Limit
    where: Prepared
    words: str = attrs.field(init=False)

    @words.default
    def _said(self) -> str:
        return limit_words(self.limit)


@attrs.frozen
class Group:
    """The ceilings of one limit: the first of their bits, and the periods that each has one, or None for one in all.

    `covers` where every day of the period in hand lies in one of them; `open_bits` are those of the periods into which
    an item that is not recorded yet may fall.
    """

    where: Prepared
    first: int
    periods: tuple[Period, ...] | None
    covers: bool
    open_bits: int
    dated_by: str

    def masks(self, thing: Thing, context: Context) -> list[int]:
        """Return the bits of the ceilings that an item may be under: it is under one of these, or under none."""
        told = self.where.ask(thing, context)
        if told == FALSE:
            return [NOWHERE]
        inside = self.inside(thing)
        return inside if told == TRUE else list(dict.fromkeys([NOWHERE, *inside]))

    def inside(self, thing: Thing) -> list[int]:
        """Return the bits that an item of the limit may have, by its day."""
        if self.periods is None:
            return [1 << self.first]
        bits = [1 << self.first + index for index in range(len(self.periods))]
        day = thing.values.get(self.dated_by)
        if isinstance(day, datetime.date) or day is NONE:
            held = [
                bit
                for bit, period in zip(bits, self.periods, strict=True)
                if isinstance(day, datetime.date) and period.first <= day <= period.last
            ]
            return held or [NOWHERE]
        bits = [bit for bit in bits if thing is not FURTHER or bit & self.open_bits]
        return bits if self.covers else [NOWHERE, *bits]


@attrs.frozen
class Ceilings:
    """The ceilings of a total in the period in hand, and the words of the limit that each of them is of."""

    groups: tuple[Group, ...]
    caps: tuple[Ceiling, ...]
    limits: tuple[str, ...]

    def masks(self, thing: Thing, context: Context) -> list[int]:
        """Return every way in which an item may be under the ceilings."""
        found = [NOWHERE]
        for group in self.groups:
            options = group.masks(thing, context)
            found = [mask | option for mask in found for option in options]
        return found


@attrs.frozen
class Ends:
    """Ceilings where the periods of a limit are not known, or too many: those at the least, and those at the most.

    Under one ceiling for all periods together no more counts than under one for each; without any, no less.
    """

    least: Ceilings
    most: Ceilings
    gaps: tuple[Gap, ...]


def ceilings_of(held: Sequence[Held], plan: Plan, context: Context, section: Section) -> Ceilings | Ends:
    """Return the ceilings of a total in the period in hand."""
    gaps: list[Gap] = []
    periods: dict[str, tuple[Period, ...] | None] = {}
    for name in dict.fromkeys(each.limit.each for each in held if each.limit.each is not None):
        periods[name] = periods_in(name, context)
        if periods[name] is None:
            gaps.extend(waits_for(name, context) or waits_for(context.ruleset.period or "", context))
    number = sum(len(periods[each.limit.each] or ()) if each.limit.each else 1 for each in held)
    if number > MOST_CEILINGS:
        gaps.append(
            Gap(kind=GapKind.TOO_LARGE, fact=f"limits ({number} of at most {MOST_CEILINGS} in one period)")
        )
    if number > MOST_CEILINGS or None in periods.values():
        together = _made(held, plan, context, section, None)
        without = _made([each for each in held if each.limit.each is None], plan, context, section, None)
        return Ends(together, without, tuple(gaps))
    return _made(held, plan, context, section, {name: found or () for name, found in periods.items()})


def periods_in(name: str, context: Context) -> tuple[Period, ...] | None:
    """Return the periods of a name that share a day with the period in hand; None where these are not known."""
    named = context.periods[name]
    assert isinstance(named, Repeating)
    cadence, window = context.cadence(named), context.window
    if cadence is None or window is None:
        return None
    found: list[Period] = []
    held = cadence.holding(window.first)
    number = held[0] if held is not None else cadence.first_window
    if number is None:
        return None
    while len(found) <= MOST_CEILINGS:
        try:
            period = cadence.window(number)
        except DateFault:
            break
        if period.first > window.last:
            break
        found.append(period)
        number += 1
    return tuple(found)


def _made(
    held: Sequence[Held],
    plan: Plan,
    context: Context,
    section: Section,
    periods: dict[str, tuple[Period, ...]] | None,
) -> Ceilings:
    groups: list[Group] = []
    caps: list[Ceiling] = []
    limits: list[str] = []
    for each in held:
        inside = periods[each.limit.each] if periods is not None and each.limit.each is not None else None
        may_hold = [context.may_hold_more(section.name, period) for period in inside or ()]
        open_bits = sum(may << len(caps) + index for index, may in enumerate(may_hold))
        is_covered = covers(inside or (), context.window)
        groups.append(Group(each.where, len(caps), inside, is_covered, open_bits, section.dated_by or ""))
        made = [ceiling(each.limit, plan, context.of_period(period)) for period in inside or ()]
        if inside is None:
            made = [
                joined(each.limit, plan, context) if each.limit.each else ceiling(each.limit, plan, context)
            ]
        caps.extend(made)
        limits.extend([each.words] * len(made))
    return Ceilings(tuple(groups), tuple(caps), tuple(limits))


def covers(periods: Sequence[Period], window: Period | None) -> bool:
    """Whether every day of a period lies in one of those that follow one another."""
    if not periods or window is None:
        return False
    return periods[0].first <= window.first and window.last <= periods[-1].last


def ceiling(limit: Limit, plan: Plan, context: Context) -> Ceiling:
    """Return a limit as a ceiling of the tally."""
    match limit.count_at_most:
        case Percent(of="claimed", share=share):
            return Ceiling(of_claimed=share)
        case Percent(of="counted", share=share):
            return Ceiling(of_counted=share)
        case quantity:
            return Ceiling(cap=plan.quantity(quantity)(context))


def joined(limit: Limit, plan: Plan, context: Context) -> Ceiling:
    """Return one ceiling in place of one for each period, no higher than any: nothing, where they may differ."""
    most = limit.count_at_most
    return Ceiling(
        cap=plan.quantity(most)(context) if isinstance(most, Constant) else Amount.exactly(Fraction(0))
    )


def limit_words(limit: Limit) -> str:
    """Say a limit: how much, of which items, and where it comes from."""
    said = f"at most {quantity_words(limit.count_at_most)}"
    said += f" where {yaml_words(limit.where).strip('{}')}" if limit.where.clauses else ""
    said += f" in each {limit.each}" if limit.each is not None else ""
    return f"{said} [{limit.reference}]" if limit.reference is not None and str(limit.reference) else said
