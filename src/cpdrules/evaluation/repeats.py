"""Repeats: of several items that are the same, which one counts, as far as that is known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.beginnings import waits_for
from cpdrules.evaluation.claims import Claim
from cpdrules.evaluation.columns import column_of
from cpdrules.evaluation.conditions import Clause, Prepared, prepare
from cpdrules.evaluation.context import CLOSED, Openness
from cpdrules.evaluation.items import FURTHER, Asked
from cpdrules.evaluation.rivals import Candidate, Rivals, Scope, precedes, rank
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import NONE, Thing
from cpdrules.report.finding import Gap, Reason
from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import Count, Repeats, Sum
from cpdrules.rules.periods import EVER, IN_HAND, LookBack, Repeating
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import EARLIEST, LATEST, Amount, Period

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Kept:
    """Whether an item is the one that counts; if not, which one is; what would settle it."""

    told: Truth
    other: str = ""
    gaps: tuple[Gap, ...] = ()


COUNTS = Kept(TRUE)


@attrs.frozen
class Sorting:
    """Which items of a measure are repeats, made ready.

    `of_items_alone` where what is asked of an item, and what it claims, is the same in every period in hand.
    """

    rule: Repeats
    asked: Asked
    gate: Prepared
    claim: Claim
    of_items_alone: bool

    def clause(self) -> Clause:
        """Return as one more thing asked of an item that it is not a repeat."""
        paths = tuple(Path(None, name) for name in self.rule.same)
        return Clause(self.ask, paths, "not a repeat", why=self.why, gaps=self.gaps)

    def ask(self, thing: Thing, context: Context) -> Truth:
        """Return whether an item is kept; what may still be recorded need not be a repeat."""
        return TRUE if thing is FURTHER else self.kept(context).get(thing.id, COUNTS).told

    def why(self, thing: Thing, context: Context) -> Reason:
        """Say of which item one is a repeat."""
        return Reason("repeat", (self.kept(context)[thing.id].other,))

    def gaps(self, thing: Thing, context: Context) -> tuple[Gap, ...]:
        """Return what would settle whether an item is a repeat."""
        return self.kept(context).get(thing.id, COUNTS).gaps

    def kept(self, context: Context) -> Mapping[str, Kept]:
        """Return, by id, the items that are repeats or may be; worked out once."""
        held = context.kept if self.of_items_alone else context.cache
        days = None if self.is_lasting(context) else (context.window, context.main)
        key = ("repeats", id(self), days)
        if key not in held:
            held[key] = self._kept(context)
        found: Mapping[str, Kept] = held[key]
        return found

    def is_lasting(self, context: Context) -> bool:
        """Whether items are compared in the same days whatever the period in hand; a look-back may end with it."""
        within = self.rule.within
        return within != IN_HAND and not isinstance(context.periods.get(within), LookBack)

    def _kept(self, context: Context) -> Mapping[str, Kept]:
        candidates = self.candidates(context)
        context.budget.spend(len(candidates))
        first: dict[object, Candidate] = {}
        for each in candidates:
            if each.is_certain:
                key = (each.same, each.scope)
                if key not in first or rank(each, self.rule) < rank(first[key], self.rule):
                    first[key] = each
        everyone = Rivals.of(self.rule, candidates)
        unsure = Rivals.of(self.rule, [each for each in candidates if not each.is_certain])
        found = {}
        for each in candidates:
            told = self.told(each, first, unsure if each.is_certain else everyone, context)
            if told.told != TRUE:
                found[each.thing.id] = told
        return found

    def candidates(self, context: Context) -> list[Candidate]:
        """Return the items that are compared: those of the one period in which all of them are, or all."""
        column = column_of(self.asked.section, self.claim, context)
        inside = column.within(None if self.is_lasting(context) else self.scope(None, context))
        made = [
            self.candidate(place, column.things[place], column.claimed[place], context) for place in inside
        ]
        return [each for each in made if each is not None]

    def candidate(self, place: int, thing: Thing, claimed: Amount, context: Context) -> Candidate | None:
        """Return an item as a candidate; None for one that counts nowhere, or that nothing else can equal."""
        told = self.gate.ask(thing, context)
        day = thing.values.get(self.asked.section.dated_by or "")
        same = tuple(thing.values.get(name) for name in self.rule.same)
        if told == FALSE or day is NONE or NONE in same:
            return None
        known = day if isinstance(day, datetime.date) else None
        scope = self.scope(known, context)
        if known is not None and (
            not scope.first <= known <= scope.last if scope else self.is_in_none(context)
        ):
            return None
        return Candidate(thing, same, known, claimed, told == TRUE, scope, place)

    def is_in_none(self, context: Context) -> bool:
        """Whether it is known when the periods are in which items are compared, so that one may lie in none."""
        named = context.periods.get(self.rule.within)
        return isinstance(named, Repeating) and context.cadence(named) is not None

    def scope(self, day: datetime.date | None, context: Context) -> Scope:
        """Return the period in which an item is compared with others; None while it is not known."""
        if self.rule.within == IN_HAND:
            return context.window
        if self.rule.within == EVER:
            return Period(EARLIEST, LATEST)
        named = context.periods[self.rule.within]
        if isinstance(named, LookBack):
            return context.look_back(named)
        assert isinstance(named, Repeating)
        held = context.holding(named, day) if day is not None else None
        return held[1] if held is not None else None

    def told(
        self,
        each: Candidate,
        first: Mapping[object, Candidate],
        rivals: Rivals,
        context: Context,
    ) -> Kept:
        """Return whether an item is kept, before the first that is certain and before all others that may be."""
        if None not in each.same and each.scope is not None:
            kept = first.get((each.same, each.scope))
            if kept is not None and kept is not each and precedes(kept, each, self.rule) == TRUE:
                return Kept(FALSE, kept.thing.id)
        near = rivals.near(each, context.budget)
        risk = self.still_to_come(each, context)
        if not near and not risk.is_open:
            return COUNTS
        gaps = [gap for other in (each, *near) for gap in self.asked.gaps(other.thing, context)]
        return Kept(UNKNOWN, near[0].thing.id if near else "", tuple(dict.fromkeys((*gaps, *risk.gaps))))

    def still_to_come(self, each: Candidate, context: Context) -> Openness:
        """Tell whether an item that is not recorded yet may be kept in the place of one, and what would settle it."""
        scope, name = each.scope, self.asked.section.name
        if scope is None:  # in which days it may lie is not known
            waiting = (self.rule.within, context.ruleset.period or "")
            return Openness(True, tuple(gap for period in waiting for gap in waits_for(period, context)))
        since, until = context.complete_from, context.complete_through
        early = since is None or since > scope.first
        late = until is None or until < scope.last
        if self.rule.keep == "earliest":
            late = late and (each.day is None or until is None or each.day > until)
        else:
            early = early and (each.day is None or since is None or each.day < since)
        closed = {"complete_from"} if not early else {"complete_through"} if not late else set()
        found = context.with_window(scope).openness(name) if early or late else CLOSED
        return Openness(found.is_open, tuple(gap for gap in found.gaps if gap.fact not in closed))


def gate_of(
    measure: Sum | Count, claim: Claim, plan: Plan, section: Section, this: Section | Field | str | None
) -> Prepared:
    """Make ready which items a measure counts: those that it asks for, without repeats."""
    gate = prepare(measure.where, plan, section, this)
    if measure.repeats is None:
        return gate
    key = ("repeats", measure.name, id(this))
    if key not in plan.prepared:
        asked = Asked.of(section, (gate, *claim.conditions), (*claim.fields, *measure.repeats.same), plan)
        alone = claim.of_item_alone and all(path.section is None for path in gate.paths) and not gate.unset
        plan.prepared[key] = gate.also(Sorting(measure.repeats, asked, gate, claim, alone).clause())
    found: Prepared = plan.prepared[key]
    return found
