"""Checks of a whole rule set: every name, every choice, every question, all faults in one pass."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, check_quantity, check_test
from cpdrules.loading.check_measures import (
    check_list,
    check_measure,
    check_measure_parts,
    check_parameter,
    check_period,
    check_section,
    check_unit,
    unit_of,
)
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.measures import Score, Share, Sum
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.periods import EVER, Repeating, Windows
from cpdrules.rules.quantities import Constant, Named, Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    AllOf,
    AmountOf,
    EntriesOf,
    Fact,
    ForEach,
    ForSome,
    Has,
    InEvery,
    InSome,
    ItemsOf,
    Judged,
    Over,
    Requirement,
    SomeOf,
    ValuesOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.rules.walk import every, parts_of
from cpdrules.source import Document, Mapping, Sequence


def check_rules(ruleset: RuleSet, root: Mapping, document: Document) -> None:
    """Check a rule set that was read; every fault is noted in the document."""
    scope = Scope.of(ruleset, root, document)
    for section in ruleset.vocabulary:
        check_section(scope, section)
    for unit in ruleset.units:
        check_unit(scope, unit)
    for named in ruleset.lists:
        check_list(scope, named)
    for period in ruleset.periods:
        check_period(scope, period)
    for parameter in ruleset.parameters:
        check_parameter(scope, parameter)
    for measure in ruleset.measures:
        check_measure(scope, measure)
    if ruleset.period is not None:
        check_period_name(scope, ruleset.period, scope.node(ruleset, "period"))
    check_ids(scope)
    for requirement in ruleset.requirements:
        check_requirement(scope, requirement, Place(), inherited=None)
    warn_unused(scope)


def check_period_name(scope: Scope, name: str, node: object) -> None:
    """Check the name of a period; `ever` is always there."""
    if name != EVER:
        scope.look_up("periods", name, node, "period")  # type: ignore[arg-type]


def check_ids(scope: Scope) -> None:
    """Every requirement outside `require` has an id; no two share one."""
    seen: dict[str, Requirement] = {}
    loops = (ForEach, ForSome, InEvery, InSome)
    bare = {id(r.require) for r in every(scope.ruleset.requirements) if isinstance(r, loops)}
    for requirement in every(scope.ruleset.requirements):
        if requirement.id is None:
            if id(requirement) not in bare:
                scope.node(requirement).fault(
                    "R002",
                    "`id` is missing",
                    "findings, judgements and cases address a requirement by its id",
                )
        elif requirement.id in seen:
            scope.node(requirement, "id").fault(
                "R024",
                f"two requirements are called `{requirement.id}`",
                f"the first stands at {seen[requirement.id].place}",
            )
        else:
            seen[requirement.id] = requirement


def check_requirement(
    scope: Scope, requirement: Requirement, place: Place, inherited: Requirement | None
) -> None:
    """Check one requirement and those inside it; `inherited` is the block that gives scale and judges."""
    if requirement.applies_when is not None:
        check_condition(scope, requirement.applies_when, place)
    if requirement.period is not None:
        check_period_name(scope, requirement.period, scope.node(requirement, "period"))
    if requirement.weight == 0:
        scope.node(requirement, "weight").fault("R005", "a weight is more than nothing")
    if requirement.scale is not None:
        scope.look_up("scales", requirement.scale, scope.node(requirement, "scale"), "scale")
    if requirement.judges is not None and requirement.judges.at_least < 1:
        scope.node(requirement.judges, "at_least").fault("R005", "at least one person judges")
    inside = check_kind(scope, requirement, place)
    carrier = requirement if (requirement.scale or requirement.judges or requirement.combine) else inherited
    if isinstance(requirement, Judged):
        check_judged(scope, requirement, carrier)
    for part in parts_of(requirement):
        check_requirement(scope, part, inside, carrier)


def check_kind(scope: Scope, requirement: Requirement, place: Place) -> Place:
    """Check what is particular to a kind; return the place in which its parts stand."""
    match requirement:
        case AllOf():
            if not requirement.all_of:
                scope.node(requirement, "all_of").fault("R009", "`all_of` without a part can never be met")
        case SomeOf():
            check_quorum(scope, requirement.at_least, requirement, len(requirement.some_of))
        case AmountOf():
            check_amount(scope, requirement, place)
        case Fact():
            check_test(scope, requirement.test, requirement.fact, place, scope.node(requirement, "fact"))
        case Has():
            section = scope.list_of(requirement.has, scope.node(requirement, "has"))
            if section is not None:
                check_condition(scope, requirement.where, Place(section, place.this))
            check_threshold(scope, requirement.threshold, requirement, "", needed=False)
        case Judged():
            pass
        case ForEach():
            return check_loop(scope, requirement.for_each, requirement, place)
        case ForSome():
            check_quorum(scope, requirement.at_least, requirement, None)
            return check_loop(scope, requirement.for_some, requirement, place)
        case InEvery():
            check_windows(scope, requirement.in_every)
        case InSome():
            check_quorum(scope, requirement.at_least, requirement, None)
            check_windows(scope, requirement.in_some)
    return place


def check_quorum(scope: Scope, quorum: Quantity, requirement: Requirement, parts: int | None) -> None:
    """Check how many are enough: a whole number, or a percentage of those that apply."""
    node = scope.node(requirement, "at_least")
    check_quantity(scope, quorum, node, bases=("whole",))
    if isinstance(quorum, Percent):
        if quorum.of is not None:
            node.fault("R009", "the percentage here is of those that apply; leave `of` out")
    elif isinstance(quorum, Named):
        node.fault("R004", "how many are enough is a number or a percentage here, not a parameter")
    elif quorum.value.denominator != 1 or quorum.value < 1:
        node.fault("R005", "how many are enough is a whole number, 1 or more")
    elif parts is not None and quorum.value > parts:
        node.fault("R009", f"{quorum.value} of {parts} parts can never be met")


def check_amount(scope: Scope, requirement: AmountOf, place: Place) -> None:
    """Check an amount against its measure: list, units, and what a share of nothing means."""
    node = scope.node(requirement, "amount")
    measure = scope.look_up("measures", requirement.amount, node, "measure")
    if measure is None:
        return
    unit = unit_of(scope, measure)
    check_threshold(scope, requirement.threshold, requirement, unit, needed=True)
    plain = not isinstance(measure, (Share, Score))
    if not plain and (requirement.where.clauses or requirement.limits):
        node.fault(
            "R023",
            "`where` and `limits` cannot narrow a share or a score",
            "narrow the measures that it is made of",
        )
    if isinstance(measure, Share) and requirement.if_none is None:
        scope.node(requirement).fault(
            "R026",
            "what is the verdict when there is nothing to take a share of?",
            "say `if_none: met`, `if_none: not_met` or `if_none: not_applicable`",
        )
    if not isinstance(measure, Share) and requirement.if_none is not None:
        scope.node(requirement, "if_none").fault(
            "R009", "`if_none` is for shares; the amount of nothing is 0"
        )
    if plain:
        name = measure.from_ if not hasattr(measure, "count") else measure.count
        section = scope.known["vocabulary"].get(name)
        if isinstance(section, Section):
            limits = (*getattr(measure, "limits", ()), *requirement.limits)
            check_measure_parts(
                scope, requirement.where, requirement.limits, section, Place(section, place.this)
            )
            if requirement.limits and not scope.document.faulty:
                from cpdrules.loading.check_limits import check_limits  # noqa: PLC0415

                check_limits(scope, limits, section)


def check_threshold(
    scope: Scope, threshold: Threshold, requirement: Requirement, unit: str, needed: bool
) -> None:
    """Check that there is a threshold, in the unit of what is held against it."""
    given = {name: getattr(threshold, name) for name in ("at_least", "at_most", "more_than", "less_than")}
    given = {name: value for name, value in given.items() if value is not None}
    if len(given) > 1:
        scope.node(requirement, next(iter(given))).fault(
            "R009", "a requirement has one threshold", "make two requirements, so that each has its finding"
        )
    if needed and not given:
        scope.node(requirement).fault(
            "R002", "the threshold is missing", "say `at_least`, `at_most`, `more_than` or `less_than`"
        )
    for name, value in given.items():
        node = scope.node(requirement, name)
        check_quantity(scope, value, node, bases=("whole",) if unit == "share" else ())
        if unit == "share" and not (isinstance(value, Percent) and value.of is None):
            node.fault("R029", "a share is held against a percentage", "write `{percent: 80}`")
        parameter = scope.known["parameters"].get(
            getattr(value, "name", None) or getattr(value, "of", None) or ""
        )
        if isinstance(parameter, Parameter) and unit != "share" and (parameter.unit or "") != unit:
            node.fault(
                "R029",
                f"`{parameter.name}` counts {parameter.unit or 'things'}, and this amount {unit or 'things'}",
                f"write `unit: {unit}` at the parameter" if unit else "leave the parameter's `unit` out",
            )


def check_judged(scope: Scope, requirement: Judged, carrier: Requirement | None) -> None:
    """Check that a question is one, and that several judges' answers can be combined."""
    if not requirement.judged.rstrip().endswith("?"):
        scope.node(requirement, "judged").fault(
            "R011",
            "the question does not end in a question mark",
            "reports print it as a question; write it in full",
        )
    judges = carrier.judges if carrier is not None else None
    if judges is not None and judges.at_least > 1 and (carrier is None or carrier.combine is None):
        scope.node(requirement).fault(
            "R026",
            f"how do the answers of {judges.at_least} judges make one?",
            "say `combine: lowest`, `middle`, `highest` or `{agree: {percent: 75}}` beside `judges`",
        )


def check_loop(scope: Scope, over: Over, requirement: ForEach | ForSome, place: Place) -> Place:
    """Check what a loop goes through; return the place inside it."""
    key = "for_each" if isinstance(requirement, ForEach) else "for_some"
    node = scope.node(requirement, key)
    this: Section | Field | str | None = None
    match over:
        case ItemsOf(name):
            this = scope.list_of(name, node)
            if this is not None:
                check_condition(scope, requirement.where, Place(this, place.this))
        case ValuesOf():
            section = scope.list_of(over.in_, scope.node(over, "in"))
            this = scope.field_in(section, over.value_of, scope.node(over, "value_of")) if section else None
            if isinstance(this, Field) and this.kind != "choice":
                scope.node(over, "value_of").fault(
                    "R023", f"`{this.name}` has no closed list of values to go through"
                )
            for value in over.except_ if isinstance(this, Field) else ():
                if value not in this.values:  # type: ignore[union-attr]
                    scope.node(over, "except").fault("R022", f"`{value}` is not a value of `{over.value_of}`")
        case EntriesOf(entry_of=name):
            scope.look_up("lists", name, scope.node(over, "entry_of"), "list called")
            this = name
    if not isinstance(over, ItemsOf) and requirement.where.clauses:
        scope.node(requirement, "where").fault(
            "R009", "`where` picks items of a list; values have no facts to ask"
        )
    return Place(place.item, this)


def check_windows(scope: Scope, windows: Windows) -> None:
    """Check the windows of a requirement, and whether a run may cross."""
    node = scope.node(windows, "of")
    period = scope.look_up("periods", windows.of, node, "period")
    if period is not None and not isinstance(period, Repeating):
        node.fault("R023", f"`{windows.of}` does not repeat, so it has no windows")
    for key in ("within", "across"):
        if (name := getattr(windows, key)) is not None:
            check_period_name(scope, name, scope.node(windows, key))
    if windows.within and windows.across:
        node.fault("R009", "`within` and `across` cannot stand together")
    if windows.consecutive < 1:
        scope.node(windows, "consecutive").fault("R005", "a run has one period or more")
    if windows.consecutive > 1 and not (windows.within or windows.across):
        node.fault(
            "R026",
            f"may {windows.consecutive} consecutive periods begin before the judged period?",
            "say `within: <period>` if not, `across: <period>` if they may",
        )


def warn_unused(scope: Scope) -> None:
    """Warn of what is defined and never used: most often a slip."""
    for requirement in every(scope.ruleset.requirements):
        if isinstance(requirement, AmountOf):
            scope.used.add(("measures", requirement.amount))
    for kind in ("definitions", "scales", "parameters", "lists", "measures"):
        for name, thing in scope.known[kind].items():
            if (kind, name) in scope.used or isinstance(thing, Score) or thing is None:
                continue
            scope.node(thing).fault("R042", f"`{name}` is never used", severity="warning")


__all__ = ["Constant", "Sequence", "Sum", "check_rules"]
