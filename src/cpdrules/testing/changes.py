"""The smallest changes of one value: numbers and days by a step, choices by another, one of several left out.

Values are found by their types, so a new key of the language is changed without a word here. What is read in
another way than by its type, such as the number in a row of a table, has its own few lines below.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

import attrs

from cpdrules.loading.structure import hints, members
from cpdrules.rules.conditions import DAY_NAMES, DIRECTIONS, FieldClause, Moment, Test
from cpdrules.rules.measures import AwardStep, CapStep, Limit, MultiplyStep, Repeats, RoundStep
from cpdrules.rules.parameters import DatedValue
from cpdrules.rules.periods import MonthDay, Windows
from cpdrules.rules.quantities import Percent, Threshold
from cpdrules.rules.requirements import (
    AllocatedPart,
    EvidenceAsked,
    Fact,
    Grace,
    InEvery,
    InSome,
    Judges,
    RequirementBase,
    ValuesOf,
)
from cpdrules.rules.ruleset import RuleSet, Scale
from cpdrules.rules.vocabulary import DatedEntries, Field, NamedList, Section
from cpdrules.semantics import EARLIEST, LATEST, Duration, parse_amount, parse_date
from cpdrules.testing.numbers import fields_named, last_place, neighbours, spoken, unit_at, written
from cpdrules.testing.other_choices import A_DAY_LATE, other_thing, other_value, other_word
from cpdrules.testing.quorums import tells_percentages
from cpdrules.testing.spots import Spot, Way

Kind = Literal["number", "day", "choice", "relation", "level", "value", "part"]

RELATIONS = (
    ("at_least", "more_than"),
    ("at_most", "less_than"),
    ("on_or_before", "earlier_than"),
    ("on_or_after", "later_than"),
)
"""Questions that differ at the line alone."""

NOT_CHANGED = {
    (RuleSet, "subject"): "a record of another kind is refused before any rule is asked",
    (RuleSet, "in_force"): "it is printed and decides nothing",
    (Field, "kind"): "it says how a record is written, and is no choice of the scheme",
    (Field, "values"): "they are the words that a record may use",
    (Field, "many"): "it says how a record is written",
    (Section, "undated"): "it says how a record is written",
}
"""What is not changed, and why."""

DAY = datetime.timedelta(days=1)


@attrs.frozen
class Change:
    """What stands at a spot instead, what it was and is in words, and the part of the spot that it is about."""

    kind: Kind
    becomes: Any
    was: str
    new: str
    part: Way = ()


def changes_of(spot: Spot, ruleset: RuleSet) -> Iterator[Change]:
    """Yield each change of a value by its smallest step."""
    if not spot.above or (type(spot.owner), spot.field) in NOT_CHANGED:
        return
    match spot.value:
        case bool():
            yield from of_flag(spot)
        case int():
            yield from of_count(spot)
        case Fraction():
            yield from of_number(spot, ruleset)
        case datetime.date():
            yield from of_day(spot)
        case MonthDay():
            yield from of_yearly_day(spot.value)
        case str():
            yield from of_word(spot, ruleset)
        case Threshold() | Test():
            yield from of_relation(spot.value)
        case Grace() | Windows() | InEvery() | InSome():
            yield from of_thing(spot.value)
        case tuple():
            yield from of_several(spot, ruleset)


# -- numbers and days ----------------------------------------------------------------------------------------


def of_flag(spot: Spot) -> Iterator[Change]:
    """Yield the other answer where one was written; silence is left as it is."""
    default = getattr(attrs.fields_dict(type(spot.owner)).get(spot.field), "default", None)
    if spot.value is not default:
        yield Change("choice", not spot.value, str(spot.value).lower(), str(not spot.value).lower())


def of_count(spot: Spot) -> Iterator[Change]:
    """Yield one less and one more. Of a length of time, what is not said stays so, and not all is taken away."""
    if isinstance(spot.owner, MonthDay) or (isinstance(spot.owner, Duration) and not spot.value):
        return
    for value in (spot.value - 1, spot.value + 1):
        empty = isinstance(spot.owner, Duration) and attrs.evolve(spot.owner, **{spot.field: value}).is_empty
        if value >= 0 and not empty:
            yield Change("number", value, str(spot.value), str(value))


def of_number(spot: Spot, ruleset: RuleSet) -> Iterator[Change]:
    """Yield the number a step smaller and a step larger."""
    unit = unit_at(spot, ruleset)
    near = of_percentage(spot, ruleset) if isinstance(spot.owner, Percent) else neighbours(spot.value, unit)
    for value in near:
        yield Change("number", value, spoken(spot.value, unit), spoken(value, unit))


def of_percentage(spot: Spot, ruleset: RuleSet) -> Iterator[Fraction]:
    """Yield the nearest percentages below and above that a record can tell from this one.

    Of a few things not every percentage is another number of them: of three, 60 and 61 per cent are both two.
    """
    step = last_place(spot.value)
    for sign in (-1, 1):
        value = spot.value + sign * step
        while 0 <= value <= 100 and not tells_percentages(spot, value, ruleset):
            value += sign * step
        if 0 <= value <= 100:
            yield value


def of_day(spot: Spot) -> Iterator[Change]:
    """Yield the day before and the day after; not one from which another number or list holds already."""
    taken = []
    if isinstance(spot.owner, DatedValue):
        rows = next((each for each in spot.rules if hasattr(each, "rows")), None)
        dated = [each for row in (rows.rows if rows else ()) for each in (row.value or row.otherwise or ())]
        taken = [each.since for each in dated if each is not spot.owner]
    if isinstance(spot.owner, DatedEntries):
        named = next(each for each in spot.rules if isinstance(each, NamedList))
        taken = [each.since for each in named.by_date if each is not spot.owner]
    for day in near_days(spot.value):
        if day not in taken:
            yield Change("day", day, str(spot.value), str(day))


def near_days(day: datetime.date) -> list[datetime.date]:
    """Return the day before and the day after, within the days that the library knows."""
    return [near for near in (day - DAY, day + DAY) if EARLIEST <= near <= LATEST]


def of_yearly_day(day: MonthDay) -> Iterator[Change]:
    """Yield the day before and the day after of a day that comes every year, 29 February aside."""
    here = datetime.date(2001, day.month, day.day)
    for near in (here - DAY, here + DAY):
        yield Change("day", MonthDay(month=near.month, day=near.day), f"{here:%m-%d}", f"{near:%m-%d}")


# -- choices -------------------------------------------------------------------------------------------------


def of_word(spot: Spot, ruleset: RuleSet) -> Iterator[Change]:
    """Yield what else could stand where a word stands."""
    owner, value = spot.owner, spot.value
    if isinstance(owner, RequirementBase) and spot.field == "level":
        # Between `should` and `may` no verdict differs, so the one other choice is whether it decides.
        other = "should" if value == "must" else "must"
        yield Change("level", other, value, other)
        return
    if isinstance(owner, NamedList):
        yield from of_cell(spot)
    elif isinstance(owner, Test) and isinstance(spot.way[-1], int):
        yield from of_number_asked(spot, ruleset)
    elif isinstance(owner, Field) and spot.field == "if_absent":
        yield from of_silence(spot)
    elif isinstance(owner, RequirementBase) and spot.field == "late":
        yield Change("choice", A_DAY_LATE, value, "accepted_for one day")
    elif (word := other_word(spot, ruleset)) is not None:
        yield Change("choice", word, value, word)
    elif isinstance(spot.way[-1], str):
        for word in choices(owner, spot.field, value):
            if word != value:
                yield Change("choice", word, value, word)


def of_thing(value: Any) -> Iterator[Change]:
    """Yield the counterpart of a rule: never late, or a run that may begin earlier."""
    if (found := other_thing(value)) is not None:
        was, new, other = found
        yield Change("choice", other, was, new, (was,))


def choices(owner: Any, field: str, value: str) -> tuple[str, ...]:
    """Return the words that may stand in a field, when they are a closed set."""
    match owner, field:
        case Scale(), "met_from":
            return tuple(word for word, _ in owner.answers)
        case Moment(), "direction":
            return tuple(DIRECTIONS) if owner.distance is not None else ()
        case Moment(), "anchor":
            return DAY_NAMES if value in DAY_NAMES else ()
        case _:
            kinds = members(hints(owner.__class__).get(field))
            return tuple(word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))


def of_silence(spot: Spot) -> Iterator[Change]:
    """Yield what else the silence of a record could mean."""
    field, value = spot.owner, spot.value
    if field.kind in ("number", "unit"):
        yield from of_text_number(value, field.unit or "")
        return
    no, yes = ("false", "true") if value in ("false", "true") else ("no", "yes")
    for word in field.values or (no, yes):
        if word != value:
            yield Change("choice", word, value, word)


def of_cell(spot: Spot) -> Iterator[Change]:
    """Yield a step of the number or day in a row of a table."""
    column = spot.way[-1]
    if not isinstance(spot.way[-2], int) or not isinstance(column, int) or column >= len(spot.owner.fields):
        return
    field = spot.owner.fields[column]
    if field.kind in ("number", "unit"):
        yield from of_text_number(spot.value, field.unit or "")
    elif field.kind == "date":
        for day in near_days(parse_date(spot.value)):
            yield Change("day", str(day), spot.value, str(day))


def of_number_asked(spot: Spot, ruleset: RuleSet) -> Iterator[Change]:
    """Yield a step of a number that a fact has to be, or one of these."""
    around = spot.above[-2][1]
    path = (
        around.path if isinstance(around, FieldClause) else around.fact if isinstance(around, Fact) else None
    )
    fields = fields_named(path, ruleset) if path is not None else []
    if fields and all(field.kind in ("number", "unit") for field in fields):
        yield from of_text_number(spot.value, fields[0].unit or "")


def of_text_number(text: str, unit: str) -> Iterator[Change]:
    """Yield a step of a number that is kept as it was written."""
    value = parse_amount(text)
    for near in neighbours(value, unit):
        yield Change("number", written(near, unit), spoken(value, unit), spoken(near, unit))


def of_relation(asked: Threshold | Test) -> Iterator[Change]:
    """Yield the question that differs at the line alone: `more_than` for `at_least`."""
    for pair in RELATIONS:
        for one, other in (pair, pair[::-1]):
            value = getattr(asked, one, None)
            if value is not None and getattr(asked, other) is None:
                yield Change("relation", attrs.evolve(asked, **{one: None, other: value}), one, other, (one,))


def of_several(spot: Spot, ruleset: RuleSet) -> Iterator[Change]:
    """Yield values and entries without one, a single one as another; limits, steps and parts of what is shared out."""
    values = spot.value
    if isinstance(spot.owner, Test) and len(values) == 1:
        for word in other_value(spot, ruleset):
            yield Change("value", (word,), str(values[0]), word, (0,))
    if isinstance(spot.owner, Test | ValuesOf | EvidenceAsked | Judges | Repeats) and len(values) > 1:
        kind: Kind = "value"
    elif isinstance(spot.owner, DatedEntries) and len(set(values)) == len(values):
        kind = "value"
    elif values and isinstance(
        values[0], Limit | RoundStep | MultiplyStep | CapStep | AwardStep | AllocatedPart
    ):
        kind = "part"
    else:
        return
    for index, each in enumerate(values):
        # Without its award a total has nothing to add up.
        if not isinstance(each, AwardStep):
            word = each if isinstance(each, str) else words_of(each)
            yield Change(kind, (*values[:index], *values[index + 1 :]), word, "left out", (index,))


def words_of(part: Limit | RoundStep | MultiplyStep | CapStep | AllocatedPart) -> str:
    """Return what a limit, a step or a part of an allocation is called."""
    match part:
        case AllocatedPart():
            return part.id
        case RoundStep():
            return "round"
        case MultiplyStep():
            return "multiply"
        case _:
            return "count_at_most"
