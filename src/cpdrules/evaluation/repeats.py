"""Repeats: of several items that are the same, which one counts, as far as that is known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.claims import Claim
from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.items import Asked
from cpdrules.evaluation.questions import moment_of
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import NONE, Thing, Value
from cpdrules.report.finding import Gap
from cpdrules.rules.ledger import Repeats
from cpdrules.rules.periods import LookBack, Repeating
from cpdrules.semantics import Amount, Period, before

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

IN_HAND = "period"
ONE_DAY = datetime.timedelta(days=1)
Scope = Period | None


@attrs.frozen
class Kept:
    """Whether an item is the one that counts; if not, which one is; what would settle it."""

    told: Truth
    other: str = ""
    gaps: tuple[Gap, ...] = ()


COUNTS = Kept(TRUE)


@attrs.frozen
class Candidate:
    """An item that passes the gate, or may: what makes it the same as others, its day, and what it claims."""

    thing: Thing
    same: tuple[Value | None, ...]
    day: datetime.date | None
    claimed: Amount
    is_in: bool
    scope: Scope

    @property
    def is_certain(self) -> bool:
        """Whether all is known that decides which of the same items counts."""
        known = self.day is not None and None not in self.same and self.claimed.is_exact
        return known and self.is_in and self.scope is not None

    def may_equal(self, other: Candidate) -> bool:
        """Whether two items may be the same, and lie in one period."""
        if any(one != two for one, two in zip(self.same, other.same, strict=True) if None not in (one, two)):
            return False
        if self.scope is None or other.day is None:
            return True
        return self.scope.first <= other.day <= self.scope.last


@attrs.frozen
class Sorting:
    """Which items of a measure are repeats, made ready."""

    rule: Repeats
    asked: Asked
    gate: Prepared
    claim: Claim

    def kept(self, context: Context) -> Mapping[str, Kept]:
        """Return, by id, the items that are repeats or may be; worked out once for a period in hand."""
        key = ("repeats", id(self.rule))
        if key not in context.cache:
            context.cache[key] = self._kept(context)
        found: Mapping[str, Kept] = context.cache[key]
        return found

    def _kept(self, context: Context) -> Mapping[str, Kept]:
        candidates = [
            made
            for thing in context.bound.lists[self.asked.section.name] or ()
            if (made := self.candidate(thing, context)) is not None
        ]
        context.budget.spend(len(candidates))
        first: dict[object, Candidate] = {}
        open_ones = [each for each in candidates if not each.is_certain]
        for each in candidates:
            if each.is_certain:
                key = (each.same, each.scope)
                if key not in first or self.rank(each) < self.rank(first[key]):
                    first[key] = each
        found = {}
        for each in candidates:
            told = self.told(each, first, open_ones, candidates, context)
            if told.told != TRUE:
                found[each.thing.id] = told
        return found

    def candidate(self, thing: Thing, context: Context) -> Candidate | None:
        """Return an item as a candidate; None for one that counts nowhere, or that nothing else can equal."""
        told = self.gate.ask(thing, context)
        day = thing.values.get(self.asked.section.dated_by or "")
        same = tuple(thing.values.get(name) for name in self.rule.same)
        if told == FALSE or day is NONE or NONE in same:
            return None
        known = day if isinstance(day, datetime.date) else None
        scope = self.scope(known, context)
        if self.rule.within == IN_HAND and scope is not None and known is not None:
            if not scope.first <= known <= scope.last:
                return None
        return Candidate(thing, same, known, self.claim(thing, context), told == TRUE, scope)

    def scope(self, day: datetime.date | None, context: Context) -> Scope:
        """Return the period in which an item is compared with others; None while it is not known."""
        if self.rule.within == IN_HAND:
            return context.window
        named = context.periods[self.rule.within]
        if isinstance(named, LookBack):
            last = moment_of(named.ending, context)
            return Period(before(last, named.last) + ONE_DAY, last) if isinstance(last, datetime.date) else None
        assert isinstance(named, Repeating)
        held = context.holding(named, day) if day is not None else None
        return held[1] if held is not None else None

    def rank(self, each: Candidate) -> tuple[object, ...]:
        """Return the order in which the same items are kept: by day, of two on one day the larger."""
        assert each.day is not None
        day = each.day.toordinal()
        return (day if self.rule.keep == "earliest" else -day, -each.claimed.least, each.thing.id)

    def precedes(self, one: Candidate, other: Candidate) -> Truth:
        """Return whether one of two items that are the same would be kept before the other."""
        if one.day is None or other.day is None:
            return UNKNOWN
        if one.day == other.day:
            if one.claimed.is_exact and other.claimed.is_exact:
                return TRUE if self.rank(one) < self.rank(other) else FALSE
            return UNKNOWN
        return TRUE if (one.day < other.day) == (self.rule.keep == "earliest") else FALSE

    def told(
        self,
        each: Candidate,
        first: Mapping[object, Candidate],
        open_ones: list[Candidate],
        candidates: list[Candidate],
        context: Context,
    ) -> Kept:
        """Return whether an item is kept."""
        if None not in each.same and each.scope is not None:
            kept = first.get((each.same, each.scope))
            if kept is not None and kept is not each and self.precedes(kept, each) == TRUE:
                return Kept(FALSE, kept.thing.id)
        rivals = open_ones if each.is_certain else candidates
        context.budget.spend(len(rivals))
        near = [
            other
            for other in rivals
            if other is not each and each.may_equal(other) and self.precedes(other, each) != FALSE
        ]
        risk = self.open_days(each, context)
        if not near and not risk:
            return COUNTS
        gaps = [gap for other in (each, *near) for gap in self.asked.gaps(other.thing, context)]
        return Kept(UNKNOWN, near[0].thing.id if near else "", tuple(dict.fromkeys((*gaps, *risk))))

    def open_days(self, each: Candidate, context: Context) -> list[Gap]:
        """Return what would settle whether an item that is not recorded yet would be kept in its place."""
        scope = each.scope
        if scope is None:
            return list(context.openness(self.asked.section.name).gaps)
        openness = context.with_window(scope).openness(self.asked.section.name)
        since, until = context.complete_from, context.complete_through
        early = since is None or since > scope.first
        late = until is None or until < scope.last
        if self.rule.keep == "earliest":
            late = late and (each.day is None or until is None or each.day > until)
        else:
            early = early and (each.day is None or since is None or each.day < since)
        return list(openness.gaps) if openness.is_open and (early or late) else []
