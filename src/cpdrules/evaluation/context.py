"""Where a requirement is judged: the record, the day, the period, and the item in hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from cpdrules.evaluation.beginnings import is_lost
from cpdrules.evaluation.lookup import NOTHING, moment_of
from cpdrules.evaluation.truth import FALSE, TRUE
from cpdrules.records.bound import Bound, Thing, Value
from cpdrules.report.finding import Gap, GapKind
from cpdrules.rules.conditions import Path
from cpdrules.rules.periods import EVER, FirstFull, LookBack, MonthDay, NamedPeriod, Repeating, StartsByCase
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import EARLIEST, Cadence, Period, before
from cpdrules.source import Limits

if TYPE_CHECKING:
    from cpdrules.evaluation.plan import Plan

# To copy a row takes two nanoseconds or three, to ask an item a microsecond or two.
ROWS_A_STEP = 500
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

    def copy(self, rows: int) -> None:
        """Take the steps for rows that are there already and are told once more: one for five hundred."""
        self.spend(rows // ROWS_A_STEP)


@attrs.frozen
class Context:
    """What a requirement is judged against.

    `window` is the period in hand; None when it depends on a fact that is not known. `main` is the judged
    period. `this` is the item, value or entry of the loop around; `suffix` is what it adds to addresses. `due` is the
    last day on time, where one is set for the period in hand, and `due_is_unknown` where one is set and not known;
    `undated` is the period in hand as it was without such days. Another period has days of its own.
    `cache` keeps what was worked out for this context, `kept` what holds for the record in all its contexts.
    """

    plan: Plan
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
    due: datetime.date | None = None
    due_is_unknown: bool = False
    undated: Period | None = None
    kept: dict[Any, Any] = attrs.field(factory=dict, eq=False, repr=False)
    cache: dict[Any, Any] = attrs.field(factory=dict, eq=False, repr=False)

    @property
    def ruleset(self) -> RuleSet:
        """The rule set by which the record is judged."""
        return self.plan.ruleset

    @property
    def in_hand(self) -> str:
        """The value or entry that the loop around has in hand, or the id of its item; nothing outside of loops."""
        return self.this if isinstance(self.this, str) else self.this.id if self.this is not None else ""

    def with_window(self, window: Period | None) -> Context:
        """Return the context in another period."""
        if window == self.window and self.due is None and self.undated is None and not self.due_is_unknown:
            return self
        return self.at(window, self.this, self.this_list, self.suffix)

    def inside(self, this: Thing | str, list_name: str) -> Context:
        """Return the context of one item, value or entry of a loop."""
        name = this if isinstance(this, str) else this.id
        return self.at(self.window, this, list_name, f"{self.suffix}[{name}]", days=True)

    def inside_window(self, window: Period) -> Context:
        """Return the context of one window of a loop."""
        return self.at(window, self.this, self.this_list, f"{self.suffix}[{window}]")

    def at(
        self,
        window: Period | None,
        this: Thing | str | None,
        this_list: str,
        suffix: str,
        *,
        days: bool = False,
    ) -> Context:
        """Return the context elsewhere in the same record, between the same `days` or without those of the period.

        Written out: loops do it for every item.
        """
        return Context(
            self.plan,
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
            self.due if days else None,
            days and self.due_is_unknown,
            self.undated if days else None,
            self.kept,
        )

    def of_period(self, window: Period) -> Context:
        """Return the context in which another period is judged by itself; one for each, so that it is judged once."""
        key = ("of_period", window)
        if key not in self.kept:
            named = self.periods.get(self.ruleset.period or "")
            held = self.holding(named, window.last) if isinstance(named, Repeating) else None
            at = self.at(window, None, "", "")
            self.kept[key] = attrs.evolve(at, main=held[1] if held else window, cache={})
        found: Context = self.kept[key]
        return found

    def through(self, window: Period | None, due: datetime.date | None, *, has_due: bool) -> Context:
        """Return the context in the days through a due day, which is the last on which anything can be recorded.

        `window` is None where these days are not known, and `due` where there is such a day and it is not known.
        Without one, that of what is around is due.
        """
        return attrs.evolve(
            self,
            window=window,
            due=due if has_due else self.due,
            due_is_unknown=due is None if has_due else self.due_is_unknown,
            undated=(self.undated or self.window) if window is not None else None,
            cache={},
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
        if isinstance(named, LookBack):
            return self.look_back(named)
        if is_lost(name, self):
            return None  # the judged period is not known, nor is any that belongs to it
        held = self.holding(named, self.main.last if self.main is not None else self.on)
        return held[1] if held is not None else None

    def look_back(self, named: LookBack) -> Period | None:
        """Return the reach back from a day; None when that day is not known."""
        at_main = self if self.window == self.main else self.with_window(self.main)
        if self.main is None and self.ruleset.period is None:
            at_main = self.with_window(Period(EARLIEST, self.on))
        last = moment_of(named.ending, at_main)
        if not isinstance(last, datetime.date):
            return None
        return Period(min(before(last, named.last) + ONE_DAY, last), last)  # there is no day before 1900

    def holding(self, named: Repeating, day: datetime.date) -> tuple[int, Period] | None:
        """Return the period of a name that holds a day, and its number; None when there is none or it is unknown."""
        cadence = self.cadence(named)
        return cadence.holding(day) if cadence is not None else None

    def starts_of(self, named: Repeating) -> MonthDay | datetime.date | Path | FirstFull | None:
        """Return when periods of a name start for this person; None while it is not known which row is theirs."""
        starts = named.starts
        if not isinstance(starts, StartsByCase):
            return starts
        for row in starts.cases:
            if row.when is None:
                return row.otherwise
            told = self.plan.case(row.when).ask(NOTHING, self)
            if told != FALSE:
                return row.value if told == TRUE else None
        raise AssertionError("the last row is for everyone else")

    def cadence(self, named: Repeating) -> Cadence | None:
        """Return the run of periods of a name; None when its first day is not known."""
        leap = named.leap_day or "28 February"
        starts = self.starts_of(named)
        match starts:
            case None:
                return None
            case MonthDay():
                return Cadence(datetime.date(2000, starts.month, starts.day), named.length, leap)
            case FirstFull():
                anchor: Value | None = self.first_full(starts)
            case Path():
                anchor = self.single(str(starts.section), str(starts.field))
            case _:
                return Cadence(starts, named.length, leap)
        return Cadence(anchor, named.length, leap, 0) if isinstance(anchor, datetime.date) else None

    def first_full(self, starts: FirstFull) -> datetime.date | None:
        """Return the beginning of the first period of another name on a day of the record or later."""
        day = self.single(str(starts.on_or_after.section), str(starts.on_or_after.field))
        named = self.periods[starts.first]
        cadence = self.cadence(named) if isinstance(named, Repeating) else None
        if not isinstance(day, datetime.date) or cadence is None:
            return None
        held = cadence.holding(day)
        if held is None:
            return cadence.window(cadence.first_window or 0).first
        number, window = held
        return day if window.first == day else cadence.window(number + 1).first

    # -- what may still be recorded ------------------------------------------------------------------------

    def may_hold_more(self, list_name: str, period: Period) -> bool:
        """Whether an item that is not recorded may lie in some days of the one in hand."""
        if self.window is None or self.bound.lists[list_name] is None or self.dated_by[list_name] is None:
            return True
        since, until = self.complete_from, self.complete_through
        first, last = max(period.first, self.window.first), min(period.last, self.window.last)
        return since is None or until is None or since > first or until < last

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
