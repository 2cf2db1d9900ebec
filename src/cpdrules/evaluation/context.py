"""Where a requirement is judged: the record, the day, the period, and the item in hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from cpdrules.records.bound import Bound, Thing, Value
from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.conditions import Path
from cpdrules.rules.periods import EVER, LookBack, MonthDay, NamedPeriod, Repeating
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import EARLIEST, Cadence, Period, before
from cpdrules.source import Limits

ONE_DAY = datetime.timedelta(days=1)


@attrs.frozen
class Openness:
    """Whether further items of a list may lie in a period, and the facts that would settle it."""

    is_open: bool
    gaps: tuple[Gap, ...] = ()


CLOSED = Openness(False)


class OutOfSteps(Exception):  # noqa: N818
    """Raised when an evaluation takes more steps than its limits allow."""


@attrs.define
class Budget:
    """The steps that an evaluation may still take: one for each item that a rule looks at, and each limit on it."""

    left: int

    def spend(self, steps: int) -> None:
        """Take so many steps, or give up."""
        self.left -= steps
        if self.left < 0:
            raise OutOfSteps


@attrs.frozen
class Context:
    """What a requirement is judged against.

    `window` is the period in hand; None when it depends on a fact that is not known. `main` is the judged
    period. `this` is the item, value or entry of the loop around; `suffix` is what it adds to addresses.
    `cache` keeps what was worked out for this context, `kept` what holds for the record in all its contexts.
    """

    ruleset: RuleSet
    bound: Bound
    on: datetime.date
    complete_from: datetime.date | None
    complete_through: datetime.date | None
    window: Period | None
    main: Period | None
    periods: Mapping[str, NamedPeriod]
    dated_by: Mapping[str, str | None]
    limits: Limits
    budget: Budget
    this: Thing | str | None = None
    this_list: str = ""
    suffix: str = ""
    kept: dict[Any, Any] = attrs.field(factory=dict, eq=False, repr=False)
    cache: dict[Any, Any] = attrs.field(factory=dict, eq=False, repr=False)

    def with_window(self, window: Period | None) -> Context:
        """Return the context in another period."""
        return self if window == self.window else self.at(window, self.this, self.this_list, self.suffix)

    def inside(self, this: Thing | str, list_name: str) -> Context:
        """Return the context of one item, value or entry of a loop."""
        name = this if isinstance(this, str) else this.id
        return self.at(self.window, this, list_name, f"{self.suffix}[{name}]")

    def inside_window(self, window: Period) -> Context:
        """Return the context of one window of a loop."""
        return self.at(window, self.this, self.this_list, f"{self.suffix}[{window}]")

    def at(self, window: Period | None, this: Thing | str | None, this_list: str, suffix: str) -> Context:
        """Return the context elsewhere in the same record. Written out: loops do it for every item."""
        return Context(
            self.ruleset,
            self.bound,
            self.on,
            self.complete_from,
            self.complete_through,
            window,
            self.main,
            self.periods,
            self.dated_by,
            self.limits,
            self.budget,
            this,
            this_list,
            suffix,
            self.kept,
        )

    def single(self, section: str, field: str) -> Value | None:
        """Return a fact of a part that there is one of; None when it is unknown."""
        return self.bound.singles[section].values.get(field)

    # -- periods -------------------------------------------------------------------------------------------

    def period_named(self, name: str) -> Period | None:
        """Return the period of a name that belongs to the judged one; None when a fact it needs is unknown."""
        if name == EVER:
            return Period(EARLIEST, self.on)
        named = self.periods[name]
        if isinstance(named, LookBack) and named.ending == "day_of_judging":
            return Period(before(self.on, named.last) + ONE_DAY, self.on)
        if self.main is None and self.ruleset.period not in (None, name):
            return None  # the judged period is not known, nor is any that belongs to it
        last = self.main.last if self.main is not None else self.on
        if isinstance(named, LookBack):
            return Period(before(last, named.last) + ONE_DAY, last)
        cadence = self.cadence(named)
        held = cadence.holding(last) if cadence is not None else None
        return held[1] if held is not None else None

    def begins_later(self, name: str) -> bool:
        """Whether a personal period is known not to have begun: its first day is later, or there is none."""
        named = self.periods.get(name)
        if not isinstance(named, Repeating) or not isinstance(named.starts, Path):
            return False
        anchor = self.single(str(named.starts.section), str(named.starts.field))
        return anchor is not None and self.period_named(name) is None

    def cadence(self, named: Repeating) -> Cadence | None:
        """Return the run of periods of a name; None when its first day is not known."""
        leap = named.leap_day or "28 February"
        starts = named.starts
        if isinstance(starts, MonthDay):
            return Cadence(datetime.date(2000, starts.month, starts.day), named.length, leap)
        if isinstance(starts, datetime.date):
            return Cadence(starts, named.length, leap)
        anchor = self.single(str(starts.section), str(starts.field))
        return Cadence(anchor, named.length, leap, 0) if isinstance(anchor, datetime.date) else None

    # -- what may still be recorded ------------------------------------------------------------------------

    def openness(self, list_name: str) -> Openness:
        """Tell whether further items of a list may lie in the period, by what the record says of completeness."""
        key = ("openness", list_name)
        if key not in self.cache:
            self.cache[key] = self._openness(list_name)
        found: Openness = self.cache[key]
        return found

    def _openness(self, list_name: str) -> Openness:
        written = self.bound.lists[list_name] is not None
        if self.dated_by[list_name] is None:
            return CLOSED if written else Openness(True, (Gap(kind=GapKind.NOT_RECORDED, fact=list_name),))
        if self.window is None:  # it depends on a fact that is not known, and may reach beyond any log
            return Openness(True, () if written else (Gap(kind=GapKind.NOT_RECORDED, fact=list_name),))
        window = self.window
        gaps = [] if written else [Gap(kind=GapKind.NOT_RECORDED, fact=list_name)]
        if self.complete_from is None or self.complete_from > window.first:
            gaps.append(
                Gap(kind=GapKind.NOT_RECORDED, fact="complete_from", needs=(window.first.isoformat(),))
            )
        if self.complete_through is None or self.complete_through < window.last:
            late = self.on > window.last
            kind = GapKind.NOT_RECORDED if late else GapKind.NOT_YET
            by = None if late or window.first == EARLIEST else window.last
            gaps.append(Gap(kind=kind, fact="complete_through", needs=(window.last.isoformat(),), by=by))
        return Openness(bool(gaps), tuple(gaps))
