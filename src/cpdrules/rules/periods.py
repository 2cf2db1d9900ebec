"""Periods by name: fixed for everyone, personal, or reaching back from the end of the judged period."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from cpdrules.rules.conditions import Condition, Moment, Path
from cpdrules.rules.keys import key, name, place
from cpdrules.semantics import Duration
from cpdrules.source import Span

EVER = "ever"
IN_HAND = "period"
"""Named where a period may be named: the period in hand."""


@attrs.frozen
class MonthDay:
    """A day that comes every year."""

    month: int = key("the month, 1 to 12")
    day: int = key("the day of the month; not 29 February")


@attrs.frozen
class FirstFull:
    """The first period of another name that begins on a day of the record or later: nothing before it is one."""

    first: str = key("the named period, which repeats, whose beginning is meant", names="period")
    on_or_after: Path = key("the date of the record")


@attrs.frozen
class StartsCase:
    """One row of the days on which periods start: for whom, and the day."""

    when: Condition | None = key("for whom the row holds", default=None)
    value: MonthDay | datetime.date | Path | None = key("the day on which their periods start", default=None)
    otherwise: MonthDay | datetime.date | Path | None = key(
        "in the last row, alone: the day for everyone else",
        default=None,
    )
    place: Span | None = place()


@attrs.frozen
class StartsByCase:
    """Periods that start on another day for some people; the first row that holds counts."""

    cases: tuple[StartsCase, ...] = key("the rows")


Starts = MonthDay | datetime.date | Path | FirstFull | StartsByCase


@attrs.frozen
class Repeating:
    """Periods of one length after one another, counted from a fixed day or from a date of the person."""

    name: str = name()
    length: Duration = key("how long one is; one year where a day of every year starts it")
    starts: Starts = key("when a period starts; before a date of the record there is none")
    leap_day: Literal["28 February", "1 March"] | None = key(
        "the day for 29 February in other years; needed when a date of the record starts periods",
        default=None,
    )
    place: Span | None = place()


@attrs.frozen
class LookBack:
    """The last so many years, months or days up to the end of the judged period."""

    name: str = name()
    last: Duration = key("how far it reaches back")
    ending: Moment = key("its last day: `period_end`, `day_of_judging`, or a date of the record")
    place: Span | None = place()


NamedPeriod = Repeating | LookBack


@attrs.frozen
class Windows:
    """The windows of `in_every` and `in_some`: a period's own, or runs of consecutive ones.

    They are those that end in the judged period. A run says whether it may begin before it (`across`) or not
    (`within`).
    """

    of: str = key("the named period, which repeats, that a window is made of", names="period")
    consecutive: int = key("how many periods after one another make one window", default=1)
    within: str | None = key(
        "windows lie wholly inside this named period; a run needs this or `across`",
        names="period",
        default=None,
    )
    across: str | None = key(
        "windows may begin earlier, but not before the first of this named period",
        names="period",
        default=None,
    )
    place: Span | None = place()
