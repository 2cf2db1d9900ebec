"""Checks of measures: what is added up, in which steps, and where it is limited."""

from __future__ import annotations

from fractions import Fraction

from cpdrules.loading.check_conditions import check_condition
from cpdrules.loading.check_ledgers import check_ledger
from cpdrules.loading.check_limits import check_limits
from cpdrules.loading.check_quantities import check_percentage, check_quantity
from cpdrules.loading.check_repeats import check_repeats
from cpdrules.loading.check_times import check_gap, check_time
from cpdrules.loading.origins import origin
from cpdrules.loading.scalars import advice
from cpdrules.loading.scope import AtKey, Place, Scope
from cpdrules.rules.conditions import Condition
from cpdrules.rules.measures import (
    Award,
    AwardStep,
    CapStep,
    ConvertStep,
    Count,
    Distinct,
    DivideStep,
    FieldOfItem,
    Limit,
    LongestGap,
    Measure,
    MultiplyStep,
    RoundStep,
    Score,
    Share,
    Sum,
    TimeIn,
    TimeWithout,
    table_of,
    unit_after,
)
from cpdrules.rules.periods import Repeating
from cpdrules.rules.quantities import Percent
from cpdrules.rules.vocabulary import Field, NamedList, Section
from cpdrules.source import Mapping, Node, cited


def unit_of(scope: Scope, measure: Measure) -> str | None:
    """Return what a measure counts: a unit, "" for things, "share"; None where a fault hides it."""
    match measure:
        case Sum():
            section = scope.known["vocabulary"].get(measure.from_)
            award = table_of(measure)
            if award is not None:
                field = award_column(scope, award)
            else:
                field = section.field(measure.sum) if isinstance(section, Section) else None
            if field is None or field.kind not in ("number", "unit"):
                return None
            return unit_after(measure, field.unit or "")
        case TimeIn() | TimeWithout() | LongestGap():
            return measure.unit
        case Share() | Score():
            return "share"
        case _:
            return ""


def award_column(scope: Scope, award: Award) -> Field | None:
    """Return the column of a table that gives the amount."""
    table = scope.known["lists"].get(award.list)
    if not isinstance(table, NamedList):
        return None
    return next((field for field in table.fields if field.name == award.give), None)


def check_measure(scope: Scope, measure: Measure) -> None:
    """Check one measure."""
    match measure:
        case Sum():
            check_sum(scope, measure)
        case Count():
            section = scope.list_of(measure.count, scope.node(measure, "count"))
            if section is not None:
                check_repeats(scope, measure, section)
                check_ledger(scope, measure, section)
                check_measure_parts(scope, measure.where, measure.limits, Place(section))
        case Distinct():
            section = scope.list_of(measure.from_, scope.node(measure, "from"))
            if section is not None:
                scope.field_in(section, measure.distinct, scope.node(measure, "distinct"))
                check_condition(scope, measure.where, Place(section))
        case TimeIn() | TimeWithout():
            check_time(scope, measure)
        case LongestGap():
            check_gap(scope, measure)
        case Share():
            check_share(scope, measure)
            check_same_steps(scope, measure)
        case Score():
            scope.look_up("requirements", measure.score, scope.node(measure, "score"), "requirement")
            check_bands(scope, measure)


def check_sum(scope: Scope, measure: Sum) -> None:
    """Check what is added up, and in which steps."""
    section = scope.list_of(measure.from_, scope.node(measure, "from"))
    if section is None:
        return
    if (award := table_of(measure)) is not None:
        check_award(scope, award, section)
    else:
        field = scope.field_in(section, measure.sum, scope.node(measure, "sum"))
        if field is not None and field.kind not in ("number", "unit"):
            message = f"`{measure.sum}` cannot be added up"
            scope.node(measure, "sum").fault("R023", message, "name a number or an amount")
    check_steps(scope, measure, section)
    check_repeats(scope, measure, section)
    check_ledger(scope, measure, section)
    check_measure_parts(scope, measure.where, measure.limits, Place(section))


def check_same_steps(scope: Scope, measure: Share) -> None:
    """Check that what an item claims in the part is what it claims in the whole, and repeats are told alike."""
    part, whole = (scope.known["measures"].get(name) for name in (measure.share, measure.of))
    if isinstance(part, (Sum, Count)) and isinstance(whole, (Sum, Count)) and part.repeats != whole.repeats:
        message = f"`{part.name}` and `{whole.name}` say other things of repeats"
        hint = "a share takes each item once, so both need the same `repeats`"
        scope.node(measure, "share").fault("R023", message, hint)
    if isinstance(part, Sum) and isinstance(whole, Sum) and part.sum != whole.sum:
        message = f"`{part.name}` adds up `{part.sum}`, and `{whole.name}` `{whole.sum}`"
        hint = "a share takes each item once, so both need the same field"
        scope.node(measure, "share").fault("R023", message, hint)
    if isinstance(part, Sum) and isinstance(whole, Sum) and part.steps != whole.steps:
        message = f"`{part.name}` and `{whole.name}` do other things to each item's amount"
        hint = "a share takes each item once, so both need the same `steps`"
        scope.node(measure, "share").fault("R023", message, hint)


def check_steps(scope: Scope, measure: Sum, section: Section) -> None:
    """Check the steps: awards come first, since they replace the recorded amount, and units can be converted."""
    home = None if table_of(measure) else section.field(measure.sum)
    unit, others = home.unit if home is not None else None, False
    tables = 0
    for step in measure.steps:
        check_condition(scope, step.where, Place(section))
        match step:
            case AwardStep(award=award):
                tables += isinstance(award, Award)
                if others or tables > 1 or (isinstance(award, Award) and step is not measure.steps[0]):
                    message = "an award stands first, since it replaces the recorded amount"
                    hint = "move it to the beginning, and have only one table"
                    scope.node(step).fault("R009", message, hint)
                if isinstance(award, Award) and step.where.clauses:
                    hint = "leave it out: an item that the table does not have gets nothing"
                    AtKey(scope.node(step, "where")).fault("R009", "a table is asked for every item", hint)
                continue
            case RoundStep(round=to):
                if to.step == 0:
                    scope.node(to, "step").fault("R005", "a step is more than nothing")
            case ConvertStep(convert=to_unit):
                check_conversion(scope, to_unit, unit, scope.node(step, "convert"))
                if step.where.clauses:
                    hint = "convert every item, or make two measures"
                    AtKey(scope.node(step, "where")).fault(
                        "R009", "amounts in two units cannot be added up", hint
                    )
                unit = to_unit
            case MultiplyStep(multiply=FieldOfItem(name=name)):
                check_number_field(scope, section, name, scope.node(step, "multiply"))
            case DivideStep(divide_by=name):
                check_number_field(scope, section, name, scope.node(step, "divide_by"))
            case MultiplyStep() | CapStep():
                pass
        others = True


def check_number_field(scope: Scope, section: Section, name: str, node: Node) -> None:
    """Check that a field of the items is a number."""
    field = scope.field_in(section, name, node)
    if field is not None and field.kind != "number":
        node.fault("R023", f"`{name}` is not a plain number", "name a field of the kind `number`")


def check_conversion(scope: Scope, wanted: str, unit: str | None, node: Node) -> None:
    """Check that a unit leads to the one in which the amounts come."""
    of, seen = {each.name: each.of for each in scope.ruleset.units}, {wanted}
    at: str | None = wanted
    while at is not None and at != unit and {at, unit} != {"hour", "minute"}:
        at = of.get(at)
        if at in seen:
            return  # units in a ring are told where they stand
        seen.add(at or "")
    if at is None and unit is not None:
        hint = f"say in `units` how many of it one is: `{wanted}: {{is: 1, of: {unit}}}`"
        node.fault("R029", f"{cited(unit)} cannot be converted into {cited(wanted)}", hint)


def check_measure_parts(
    scope: Scope,
    where: Condition,
    limits: tuple[Limit, ...],
    place: Place,
    further: tuple[Limit, ...] = (),
) -> None:
    """Check which items count, and the limits on them; `further` limits hold together with these."""
    section, at = place.item, place
    if section is None:
        return
    before = len(scope.document.diagnostics)
    check_condition(scope, where, at)
    for limit in limits:
        check_condition(scope, limit.where, at)
        bases = ("claimed", "counted")
        check_quantity(scope, limit.count_at_most, scope.node(limit, "count_at_most"), bases=bases)
        check_each(scope, limit, section)
    if len(limits) > scope.document.limits.parts:
        message = f"a measure has at most {scope.document.limits.parts} limits"
        scope.node(limits[-1]).fault("R028", message, "join some of them")
    elif len(scope.document.diagnostics) == before and is_whole(scope):
        check_limits(scope, (*further, *limits), section)


def check_each(scope: Scope, limit: Limit, section: Section) -> None:
    """Check that a limit for each period is about items that lie in one, and about periods that repeat."""
    if limit.each is None:
        return
    node, most = scope.node(limit, "each"), limit.count_at_most
    if isinstance(most, Percent) and most.of in ("claimed", "counted"):
        message = (
            f"what is {most.of} is of the whole period in hand, and this limit is for each `{limit.each}`"
        )
        hint = "give it a number, or a percentage of a parameter"
        scope.node(limit, "count_at_most").fault("R009", message, hint)
    if section.dated_by is None or section.until is not None:
        message = f"the items of `{section.name}` do not each lie in one period"
        AtKey(node).fault("R023", message, "leave `each` out")
    named = scope.look_up("periods", limit.each, node, "period called")
    if named is not None and not isinstance(named, Repeating):
        node.fault("R023", f"`{limit.each}` does not repeat", "name a period with a `length`")


def is_whole(scope: Scope) -> bool:
    """Whether every field and definition could be read, so that limits can be compared by them."""
    if scope.document.full or None in scope.known["definitions"].values():
        return False
    return all(origin_is_whole(scope, section) for section in scope.known["vocabulary"].values())


def origin_is_whole(scope: Scope, section: Section | None) -> bool:
    """Whether all fields of a part of the vocabulary could be read: one of a text that is built on always is."""
    if section is None or origin(section, scope.document) is None:
        return section is not None
    fields = scope.node(section, "fields")
    return isinstance(fields, Mapping) and len(fields) == len(section.fields)


def check_award(scope: Scope, award: Award, section: Section) -> None:
    """Check that an item can find its row in the table."""
    scope.field_in(section, award.matching, scope.node(award, "matching"))
    table = scope.look_up("lists", award.list, scope.node(award, "list"), "list called")
    if not isinstance(table, NamedList):
        return
    columns = {field.name: field for field in table.fields}
    kinds = {"give": ("number", "unit"), "since": ("date",)}
    for question, name in (("give", award.give), ("since", award.since)):
        at = scope.node(award, question)
        if name is None:
            continue
        if name in columns and columns[name].kind not in kinds[question]:
            what = "a day" if question == "since" else "an amount"
            at.fault("R023", f"the column `{name}` does not hold {what}", "name another column")
        elif name not in columns and not scope.is_written(name, "lists", table.name, "fields"):
            hint = advice(at, name, columns, "its columns are")
            at.fault("R021", f"the list `{award.list}` has no column {cited(name)}", hint)


def check_share(scope: Scope, measure: Share) -> None:
    """Check that a share is of two measures of one list, without limits, so that an item is taken once."""
    parts = [
        scope.look_up("measures", name, scope.node(measure, w), "measure")
        for w, name in (("share", measure.share), ("of", measure.of))
    ]
    if any(part is None for part in parts):
        return
    if not all(isinstance(part, (Sum, Count)) for part in parts):
        message = "a share is of two measures that are a `sum` or a `count`"
        scope.node(measure).fault("R023", message, "name two such measures")
        return
    lists = {part.from_ if isinstance(part, Sum) else part.count for part in parts}
    units = {unit_of(scope, part) for part in parts}
    if len(lists) > 1 or (len(units) > 1 and None not in units):
        message = "a share is of two measures of one list and one unit"
        scope.node(measure).fault("R029", message, "each item is taken once, in both or in the whole alone")
    if any(part.carry_over or part.make_up for part in parts):
        message = "a share cannot be taken of a measure whose periods hand on to one another"
        scope.node(measure).fault("R023", message, "make a measure without that for the share")
    if any(part.limits or part.round for part in parts):
        message = "a share cannot be taken of a measure with limits, or one that is rounded"
        scope.node(measure).fault("R023", message, "make a measure without them for the share")


def check_bands(scope: Scope, measure: Score) -> None:
    """Check that the bands rise and are percentages."""
    last: Fraction | None = None
    for band in measure.bands:
        percent = band.at_least.percent if isinstance(band.at_least, Percent) else None
        if not isinstance(percent, Fraction) or not isinstance(band.at_least, Percent) or band.at_least.of:
            hint = "write `{at_least: {percent: 60}, name: developing}`"
            scope.node(band, "at_least").fault("R005", "a band begins at a percentage that is a number", hint)
            continue
        check_percentage(percent, scope.node(band, "at_least"))
        if last is not None and percent <= last:
            scope.node(band).fault("R009", "bands are written lowest first", "change their order")
        last = percent
