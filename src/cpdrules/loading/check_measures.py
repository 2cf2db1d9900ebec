"""Checks of vocabulary, units, periods, parameters and measures."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, check_quantity, check_value
from cpdrules.loading.check_limits import check_limits
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import (
    Award,
    AwardStep,
    Count,
    Distinct,
    Limit,
    Measure,
    RoundStep,
    Score,
    Share,
    Sum,
)
from cpdrules.rules.parameters import Parameter, ParameterCase
from cpdrules.rules.periods import LookBack, MonthDay, Repeating
from cpdrules.rules.quantities import Constant, Named, Percent
from cpdrules.rules.vocabulary import Field, NamedList, Section, Unit

TIME_UNITS = ("minute", "hour")


def check_section(scope: Scope, section: Section) -> None:
    """Check one part of the vocabulary."""
    if section.dated_by is not None and section.undated:
        scope.node(section, "undated").fault("R009", "`dated_by` and `undated` cannot stand together")
    if section.dated_by is not None:
        field = scope.field_in(section, section.dated_by, scope.node(section, "dated_by"))
        if field is not None and (field.kind != "date" or field.many):
            scope.node(section, "dated_by").fault("R023", f"`{field.name}` is not a day")
    for field in section.fields:
        check_field(scope, field)


def check_field(scope: Scope, field: Field) -> None:
    """Check what a field points to, and what silence means for it."""
    node = scope.node(field)
    if field.kind == "link":
        scope.list_of(str(field.target), node)
    if field.kind == "listed":
        scope.look_up("lists", str(field.target), node, "list called")
    if field.kind == "unit" and field.many:
        node.fault("R009", "an amount is one value; write a list of items instead")
    if field.if_absent is not None:
        below = scope.node(field, "if_absent")
        if field.kind not in ("choice", "yes_no", "number", "unit"):
            below.fault("R023", "`if_absent` can be said of a choice, `yes_no`, a number or an amount")
        check_value(field.if_absent, field, below)


def check_unit(scope: Scope, unit: Unit) -> None:
    """Check what a unit is worth, and that units do not go round in a ring."""
    if unit.name in TIME_UNITS:
        scope.node(unit).fault("R024", f"`{unit.name}` is known already: 60 minutes are an hour")
    check_quantity(scope, unit.is_, scope.node(unit, "is"), bases=())
    if isinstance(unit.is_, Constant) and unit.is_.value == 0:
        scope.node(unit, "is").fault("R005", "a unit is worth more than nothing")
    seen = [unit.name]
    units = scope.known["units"]
    while (following := units.get(seen[-1])) is not None:
        if following.of in seen:
            scope.node(unit, "of").fault(
                "R027", "units go round in a ring: " + " → ".join((*seen, following.of))
            )
            return
        seen.append(following.of)


def check_list(scope: Scope, named: NamedList) -> None:
    """Check that every row of a list has its columns."""
    node = scope.node(named, "values")
    for field in named.fields:
        check_field(scope, field)
    if named.reference is None and named.values is not None:
        scope.node(named).fault("R041", f"the list `{named.name}` has no reference", severity="warning")
    for index, entry in enumerate(named.values or ()):
        at = node.items[index] if hasattr(node, "items") and index < len(node.items) else node
        width = len(entry) if isinstance(entry, tuple) else 1
        if width != (len(named.fields) or 1) or (isinstance(entry, tuple) and not named.fields):
            columns = ", ".join(field.name for field in named.fields) or "one text"
            at.fault(
                "R003",
                f"this entry has {width} value{'s' if width != 1 else ''}",
                f"an entry of `{named.name}` is: {columns}",
            )
            continue
        for field, value in zip(named.fields, entry if isinstance(entry, tuple) else (), strict=False):
            check_column(field, value, at)


def check_column(field: Field, value: str, node: object) -> None:
    """Check one value of a row against its column."""
    from cpdrules.semantics import DateFault, parse_date  # noqa: PLC0415

    check_value(value, field, node)  # type: ignore[arg-type]
    if field.kind == "date":
        try:
            parse_date(value)
        except DateFault as fault:
            node.fault("R006", fault.reason)  # type: ignore[attr-defined]


def check_period(scope: Scope, period: Repeating | LookBack) -> None:
    """Check when a period starts."""
    if isinstance(period, LookBack):
        return
    at = scope.node(period, "starts")
    if isinstance(period.starts, MonthDay):
        longest = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
        if not 1 <= period.starts.month <= 12 or not 1 <= period.starts.day <= longest.get(
            period.starts.month, 31
        ):
            at.fault("R006", "there is no such day in every year")
        if period.length.months or period.length.weeks or period.length.days or period.length.years != 1:
            scope.node(period, "length").fault(
                "R009",
                "a period that starts on a day of every year is one year long",
                "for longer ones give the first day of one of them: `starts: 2024-04-01`",
            )
    elif isinstance(period.starts, Path):
        field = scope.field_at(period.starts, Place(), at)
        if field is not None and field.kind != "date":
            at.fault("R023", f"`{period.starts}` is not a day")
        if period.leap_day is None:
            scope.node(period).fault(
                "R026",
                "which day stands for 29 February in years that lack it?",
                "say `leap_day: 28 February` or `leap_day: 1 March`; a person who started on 29 February has periods that end a day earlier or later",
            )
    elif (period.starts.month, period.starts.day) == (2, 29) and period.leap_day is None:
        at.fault(
            "R026",
            "which day stands for 29 February in years that lack it?",
            "say `leap_day: 28 February` or `leap_day: 1 March`",
        )


def check_parameter(scope: Scope, parameter: Parameter) -> None:
    """Check a parameter: its rows, its dates, its reductions, its reference."""
    node = scope.node(parameter)
    if (parameter.value is None) == (not parameter.cases):
        node.fault("R009", f"`{parameter.name}` needs either `value` or `cases`")
        return
    check_rows(scope, parameter)
    dated = [values for row in parameter.rows if (values := row.value or row.otherwise)]
    if scope.ruleset.in_force_at is None and any(len(values) > 1 for values in dated):
        node.fault(
            "R026",
            f"which day chooses among the dated values of `{parameter.name}`?",
            "say `in_force_at: period_start`, `period_end` or `day_of_judging` at the top",
        )
    for reduction in parameter.reduce if isinstance(parameter.reduce, tuple) else ():
        at = scope.node(reduction, "in_proportion_to")
        field = scope.field_at(reduction.in_proportion_to, Place(), at)
        if field is not None and field.kind not in ("number", "unit"):
            at.fault("R023", f"`{reduction.in_proportion_to}` is not a number")
        if reduction.of == 0:
            scope.node(reduction, "of").fault("R005", "`of` is more than nothing")
    cited = (
        parameter.reference
        or all(d.reference for values in dated for d in values)
        or all(row.reference for row in parameter.rows)
    )
    if not cited and not parameter.is_to_be_set:
        node.fault("R041", f"the number `{parameter.name}` has no reference", severity="warning")


def check_rows(scope: Scope, parameter: Parameter) -> None:
    """Check that every row says for whom, and that everyone else is spoken for once, last."""
    conditional = 0
    for index, row in enumerate(parameter.cases):
        at = scope.node(row)
        good = (row.when is not None and row.value is not None) != (row.otherwise is not None)
        if not good or (row.otherwise is not None and (row.when is not None or row.value is not None)):
            at.fault("R009", "a row is `{when: ..., value: ...}` or `{otherwise: ...}`")
        conditional += row.when is not None
        if row.when is not None:
            check_condition(scope, row.when, Place())
        if row.otherwise is not None and index < len(parameter.cases) - 1:
            at.fault("R009", "`otherwise` stands last, since no row after it is reached")
    if parameter.cases and parameter.cases[-1].otherwise is None:
        scope.node(parameter, "cases").fault(
            "R026",
            f"what is `{parameter.name}` for people whom no row takes?",
            "add a last row `{otherwise: ...}`; `{otherwise: 0}` if nothing is asked of them",
        )
    if conditional > 1 and parameter.take is None:
        scope.node(parameter, "cases").fault(
            "R026",
            "which row counts for a person who meets several?",
            "say `take: first`, `take: highest` or `take: sum`",
        )


def unit_of(scope: Scope, measure: Measure) -> str:
    """Return what a measure counts: a unit, "" for things, "share"."""
    match measure:
        case Sum():
            section = scope.known["vocabulary"].get(measure.from_)
            award = next((step.award for step in measure.steps if isinstance(step, AwardStep)), None)
            if award is not None:
                column = award_column(scope, award)
                return (column.unit or "") if column else ""
            field = section.field(measure.sum) if isinstance(section, Section) else None
            return (field.unit or "") if field else ""
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
            section = scope.list_of(measure.from_, scope.node(measure, "from"))
            if section is None:
                return
            awards = [step for step in measure.steps if isinstance(step, AwardStep)]
            if awards:
                check_award(scope, awards[0].award, section)
            else:
                field = scope.field_in(section, measure.sum, scope.node(measure, "sum"))
                if field is not None and field.kind not in ("number", "unit"):
                    scope.node(measure, "sum").fault("R023", f"`{measure.sum}` cannot be added up")
            check_steps(scope, measure)
            check_measure_parts(scope, measure.where, measure.limits, section)
        case Count():
            section = scope.list_of(measure.count, scope.node(measure, "count"))
            if section is not None:
                check_measure_parts(scope, measure.where, measure.limits, section)
        case Distinct():
            section = scope.list_of(measure.from_, scope.node(measure, "from"))
            if section is not None:
                scope.field_in(section, measure.distinct, scope.node(measure, "distinct"))
                check_condition(scope, measure.where, Place(section))
        case Share():
            check_share(scope, measure)
        case Score():
            scope.look_up("requirements", measure.score, scope.node(measure, "score"), "requirement")
            check_bands(scope, measure)


def check_steps(scope: Scope, measure: Sum) -> None:
    """Check the steps: an award comes first, since it replaces the recorded amount."""
    for index, step in enumerate(measure.steps):
        if isinstance(step, AwardStep) and index > 0:
            scope.node(step).fault("R009", "an award stands first, since it replaces the recorded amount")
        if isinstance(step, RoundStep) and step.round.step == 0:
            scope.node(step.round, "step").fault("R005", "a step is more than nothing")


def check_measure_parts(
    scope: Scope, where: object, limits: tuple[Limit, ...], section: Section, place: Place | None = None
) -> None:
    """Check which items count, and the limits on them."""
    at = place or Place(section)
    check_condition(scope, where, at)  # type: ignore[arg-type]
    for limit in limits:
        check_condition(scope, limit.where, at)
        check_quantity(
            scope, limit.count_at_most, scope.node(limit, "count_at_most"), bases=("claimed", "counted")
        )
    if len(limits) > scope.document.limits.parts:
        scope.node(limits[-1]).fault("R028", f"a measure has at most {scope.document.limits.parts} limits")
    elif not scope.document.faulty:
        check_limits(scope, limits, section)


def check_award(scope: Scope, award: Award, section: Section) -> None:
    """Check that an item can find its row in the table."""
    scope.field_in(section, award.matching, scope.node(award, "matching"))
    table = scope.look_up("lists", award.list, scope.node(award, "list"), "list called")
    if not isinstance(table, NamedList):
        return
    columns = {field.name: field for field in table.fields}
    for question, name, kinds in (
        ("give", award.give, ("number", "unit")),
        ("since", award.since, ("date",)),
    ):
        if name is None:
            continue
        if name not in columns:
            listed = ", ".join(f"`{each}`" for each in columns) or "none"
            scope.node(award, question).fault(
                "R021", f"the list `{award.list}` has no column `{name}`", f"its columns are: {listed}"
            )
        elif columns[name].kind not in kinds:
            scope.node(award, question).fault(
                "R023", f"the column `{name}` does not hold {'a day' if question == 'since' else 'an amount'}"
            )


def check_share(scope: Scope, measure: Share) -> None:
    """Check that a share is of two measures over one list, without limits, so that each item is taken once."""
    parts = [
        scope.look_up("measures", name, scope.node(measure, w), "measure")
        for w, name in (("share", measure.share), ("of", measure.of))
    ]
    if any(part is None for part in parts):
        return
    if not all(isinstance(part, (Sum, Count)) for part in parts):
        scope.node(measure).fault("R023", "a share is of two measures that are a `sum` or a `count`")
        return
    lists = {part.from_ if isinstance(part, Sum) else part.count for part in parts}
    if len(lists) > 1 or unit_of(scope, parts[0]) != unit_of(scope, parts[1]):
        scope.node(measure).fault("R029", "a share is of two measures of one list and one unit")
    if any(part.limits for part in parts):
        scope.node(measure).fault("R023", "a share cannot be taken of a measure with limits")


def check_bands(scope: Scope, measure: Score) -> None:
    """Check that the bands rise and are percentages."""
    last = None
    for band in measure.bands:
        if not isinstance(band.at_least, Percent) or band.at_least.of is not None:
            scope.node(band, "at_least").fault(
                "R005", "a band begins at a percentage", "write `{at_least: {percent: 60}, name: developing}`"
            )
            continue
        if last is not None and band.at_least.percent <= last:
            scope.node(band).fault("R009", "bands are written lowest first")
        last = band.at_least.percent


__all__ = ["Named", "ParameterCase"]
