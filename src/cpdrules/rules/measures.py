"""Measures: what is added up or counted, in which order, and where it is limited."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from cpdrules.rules.conditions import ALWAYS, Condition
from cpdrules.rules.keys import key, name, place
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Duration
from cpdrules.source import Span


@attrs.frozen
class Award:
    """The amount that a table gives to an item, from the day the row says; nothing for an item not in it."""

    list: str = key("the list with the amounts, which has columns", names="named list")
    matching: str = key("the field of the item that is looked up in the first column", names="field")
    give: str = key("the column with the amount", names="column")
    since: str | None = key(
        "the column with the first day of a row; the latest usable row holds",
        names="column",
        default=None,
    )


@attrs.frozen
class Round:
    """Rounding to a step, in a stated direction."""

    step: Fraction = key("the step, greater than nothing")
    toward: Literal["down", "up", "nearest"] = key("the direction; `nearest` takes a half up")


@attrs.frozen
class FieldOfItem:
    """A number that each item has in a field."""

    name: str


@attrs.frozen(kw_only=True)
class StepBase:
    """What every step may say."""

    where: Condition = key("the items to which this step is done; to all, when left out", default=ALWAYS)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class AwardStep(StepBase):
    """Credit in place of the recorded amount: a fixed one, or one from a table."""

    award: Fraction | Award = key("a fixed amount, or a table and how an item finds its row")


@attrs.frozen(kw_only=True)
class ConvertStep(StepBase):
    """Count each item's amount in another unit."""

    convert: str = key("the unit, which `units` says is so many of the one before", names="unit")


@attrs.frozen(kw_only=True)
class RoundStep(StepBase):
    """Round each item's amount."""

    round: Round = key("the step and the direction")


@attrs.frozen(kw_only=True)
class MultiplyStep(StepBase):
    """Multiply each item's amount."""

    multiply: Fraction | FieldOfItem = key("the factor, or the field of the item that has it")


@attrs.frozen(kw_only=True)
class DivideStep(StepBase):
    """Divide each item's amount among several people, such as the authors of a paper."""

    divide_by: str = key("the field of the number of people; 0 counts as 1", names="field")


@attrs.frozen(kw_only=True)
class CapStep(StepBase):
    """Count no more than so much of any one item."""

    count_at_most: Fraction = key("the most that one item counts")


Step = AwardStep | ConvertStep | RoundStep | MultiplyStep | DivideStep | CapStep


@attrs.frozen
class Limit:
    """No more than so much of some items counts; the surplus is ignored, and is not a breach."""

    count_at_most: Quantity = key("the most that counts")
    where: Condition = key("the items that the limit is about", default=ALWAYS)
    each: str | None = key(
        "a named period: it holds for each such period by itself", names="period", default=None
    )
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class Repeats:
    """Of several items that are the same, one counts; the others are repeats."""

    same: tuple[str, ...] = key("the fields that make two items the same", names="field")
    within: str = key(
        "where repeats lie: `period` (the one in hand), `ever`, or a named period",
        names="period",
    )
    keep: Literal["earliest", "latest"] = key("the one that counts; of two on one day the larger")
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class MeasureBase:
    """What every measure may say."""

    name: str = name()
    title: str | None = key("a heading", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class TotalBase(MeasureBase):
    """What every total may say."""

    where: Condition = key("which items count", default=ALWAYS)
    repeats: Repeats | None = key("which of several items that are the same counts", default=None)
    limits: tuple[Limit, ...] = key("ceilings, at most 12, that hold together", default=())
    round: Round | None = key("rounding of the total, after limits", default=None)
    make_up: MakeUp | None = key("what was missing in the period before is made good first", default=None)
    carry_over: CarryOver | None = key("what is more than needed moves on", default=None)


@attrs.frozen(kw_only=True)
class Sum(TotalBase):
    """The total of a field over the items that count."""

    sum: str = key("the field that is added up; with an `award` step, the unit of the award", names="field")
    from_: str = key("the list whose items are added up", names="list of the record", name="from")
    steps: tuple[Step, ...] = key("what is done to each item's amount, in this order", default=())


@attrs.frozen(kw_only=True)
class Count(TotalBase):
    """The number of items that count."""

    count: str = key("the list whose items are counted", names="list of the record")


@attrs.frozen(kw_only=True)
class Distinct(MeasureBase):
    """The number of different values of a field among the items that count."""

    distinct: str = key("the field whose different values are counted", names="field")
    from_: str = key("the list that has the field", names="list of the record", name="from")
    where: Condition = key("which items count", default=ALWAYS)


@attrs.frozen(kw_only=True)
class TimeBase(MeasureBase):
    """What every measure of time may say. Each item of the list is measured by itself, in the period in hand."""

    where: Condition = key("which items of the list are meant", default=ALWAYS)
    unit: Literal["day", "week", "month"] = key("weeks and months run from an item's first day in the period")
    part: Literal["counted", "ignored"] | None = key(
        "whether a part of a week or month is one more, or nothing; needed for these",
        default=None,
    )
    shortest: Duration | None = key("items that last less than this count for nothing", default=None)


@attrs.frozen(kw_only=True)
class TimeIn(TimeBase):
    """How long the items of a list last within the period in hand."""

    time_in: str = key("the list, whose items last `until` a day", names="list of the record")


@attrs.frozen(kw_only=True)
class TimeWithout(TimeBase):
    """The length of the period in hand, without the time of the items of a list."""

    time_without: str = key("the list, whose items last `until` a day", names="list of the record")


@attrs.frozen(kw_only=True)
class LongestGap(MeasureBase):
    """The longest stretch in the period between neighbouring days of items that count.

    From 10 January to 9 April there are two whole months, to 10 April three. Where there are not two days it is 0.
    """

    longest_gap: str = key("the list", names="list of the record")
    where: Condition = key("which items count", default=ALWAYS)
    unit: Literal["day", "week", "month"] = key("whole ones count, months from the earlier day")
    edges: Literal["counted", "ignored"] = key(
        "whether the period's first day, except of `ever`, and its last, or the day of judging, stand for items"
    )


@attrs.frozen(kw_only=True)
class Share(MeasureBase):
    """One measure as a share of another over the same list, each item taken once."""

    share: str = key("the part, a sum or count whose items are among those of the whole", names="measure")
    of: str = key("the whole, a sum or count without limits", names="measure")


@attrs.frozen(kw_only=True)
class Score(MeasureBase):
    """The weighted mean of how the parts of a requirement turned out, from 0 to 100 per cent."""

    score: str = key("the `all_of` or `some_of` whose parts are scored", names="requirement")
    not_applicable: Literal["left_out", "full_marks", "nothing"] = key(
        "what a part that does not apply is worth"
    )
    bands: tuple[Band, ...] = key("names for ranges of the score, lowest first", default=())


@attrs.frozen
class Band:
    """A named range of a score."""

    at_least: Quantity = key("the percentage from which the name holds")
    name: str = key("the name")
    place: Span | None = place()


def table_of(measure: Sum) -> Award | None:
    """Return the table that gives the items their amounts, if there is one."""
    awards = (step.award for step in measure.steps if isinstance(step, AwardStep))
    return next((award for award in awards if isinstance(award, Award)), None)


def unit_after(measure: Sum, unit: str) -> str:
    """Return in which unit the amounts of a sum are after its steps."""
    return next((step.convert for step in reversed(measure.steps) if isinstance(step, ConvertStep)), unit)


Measure = Sum | Count | Distinct | TimeIn | TimeWithout | LongestGap | Share | Score


def list_of(measure: Sum | Count | Distinct | TimeIn | TimeWithout | LongestGap) -> str:
    """Return the list whose items are measured."""
    match measure:
        case Sum() | Distinct():
            return measure.from_
        case Count():
            return measure.count
        case TimeIn():
            return measure.time_in
        case TimeWithout():
            return measure.time_without
        case LongestGap():
            return measure.longest_gap
