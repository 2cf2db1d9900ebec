"""Checks of requirements: their kinds, thresholds, loops, windows and questions."""

from __future__ import annotations

from typing import assert_never

from cpdrules.loading.check_allocations import check_allocation
from cpdrules.loading.check_conditions import (
    check_condition,
    check_moment,
    check_test,
)
from cpdrules.loading.check_groups import check_groups
from cpdrules.loading.check_loops import check_loop, check_windows
from cpdrules.loading.check_measures import check_measure_parts, unit_of
from cpdrules.loading.check_periods import check_period_name
from cpdrules.loading.check_quantities import check_quantity, check_unit_of
from cpdrules.loading.scope import AtKey, Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.choices import choice
from cpdrules.rules.measures import (
    Count,
    Distinct,
    LongestGap,
    Score,
    Share,
    Sum,
    TimeIn,
    TimeWithout,
    list_of,
)
from cpdrules.rules.periods import EVER
from cpdrules.rules.quantities import Named, OfRecord, Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    Fact,
    ForEach,
    ForSome,
    Grace,
    Has,
    InEvery,
    InSome,
    Judged,
    Judges,
    Requirement,
    SomeOf,
)
from cpdrules.rules.vocabulary import Section
from cpdrules.rules.walk import parts_of
from cpdrules.source import Node, Sequence

THRESHOLDS = ("at_least", "at_most", "more_than", "less_than")
Narrow = Sum | Count | Distinct | TimeIn | TimeWithout | LongestGap


def check_requirement(
    scope: Scope, requirement: Requirement, place: Place, around: tuple[Requirement, ...] = ()
) -> None:
    """Check one requirement and those inside it; `around` are the blocks that hold it, the outermost first."""
    if requirement.applies_when is not None:
        check_condition(scope, requirement.applies_when, place)
    if requirement.period is not None:
        check_period_name(scope, requirement.period, scope.node(requirement, "period"))
    check_days(scope, requirement, place)
    if requirement.weight == 0:
        scope.node(requirement, "weight").fault("R005", "a weight is more than nothing")
    if requirement.scale is not None:
        scope.look_up("scales", requirement.scale, scope.node(requirement, "scale"), "scale")
    if requirement.judges is not None and requirement.judges.at_least < 1:
        scope.node(requirement.judges, "at_least").fault("R005", "at least one person judges")
    inside = check_kind(scope, requirement, place)
    chain = (*around, requirement)
    if isinstance(requirement, Judged):
        check_judged(scope, requirement, chain)
    if isinstance(requirement, AmountOf):
        check_made_up(scope, requirement, chain)
    for part in parts_of(requirement):
        check_requirement(scope, part, inside, chain)


def check_days(scope: Scope, requirement: Requirement, place: Place) -> None:
    """Check the days between which a requirement is met, and that it says what late means."""
    for key, moment in (("not_before", requirement.not_before), ("due", requirement.due)):
        if moment is not None and isinstance(requirement, (InEvery, InSome)):
            hint = f"say `{key}` under `require`, where each window in turn is the period"
            message = f"`{key}` would cut the windows short, of which each has its own days"
            AtKey(scope.node(requirement, key)).fault("R009", message, hint)
        elif moment is not None:
            check_moment(scope, moment, Place(None, place.this, place.lost), scope.node(requirement, key))
    if requirement.due is not None and scope.lacks(requirement, "late"):
        left_out(scope.node(requirement), type(requirement), "late")
    if requirement.late is not None and scope.lacks(requirement, "due"):
        at = AtKey(scope.node(requirement, "late"))
        at.fault(
            "R009",
            "`late` stands beside `due`",
            "say until when it is on time: `due: {days: 28, after: period_end}`",
        )
    upper = isinstance(requirement, (AmountOf, Has)) and (
        requirement.threshold.at_most or requirement.threshold.less_than
    )
    if isinstance(requirement.late, Grace) and upper:
        hint = "say `late: not_met`"
        scope.node(requirement, "late").fault(
            "R009", "there is no being late for what must not be too much", hint
        )


def check_made_up(scope: Scope, requirement: AmountOf, chain: tuple[Requirement, ...]) -> None:
    """Refuse days of its own for an amount of which a shortfall is made good later: an hour would count on both."""
    measure = scope.known["measures"].get(requirement.amount)
    if not isinstance(measure, (Sum, Count)) or measure.make_up is None:
        return
    for each in chain:
        for key in ("not_before", "due"):
            if getattr(each, key) is not None:
                message = f"`{key}` and the `make_up` of `{measure.name}` both say until when hours count"
                hint = "leave one out; `within` of `make_up` says how long after the period"
                AtKey(scope.node(each, key)).fault("R009", message, hint)


def check_kind(scope: Scope, requirement: Requirement, place: Place) -> Place:  # noqa: PLR0912 - one for each kind
    """Check what is particular to a kind; return the place in which its parts stand."""
    match requirement:
        case AllOf() | SomeOf():
            check_block(scope, requirement)
        case AmountOf():
            check_amount(scope, requirement, place)
        case Allocate():
            check_allocation(scope, requirement, place)
        case Fact():
            check_test(scope, requirement.test, requirement.fact, place, scope.node(requirement, "fact"))
        case Has():
            section = scope.list_of(requirement.has, scope.node(requirement, "has"))
            if section is not None:
                check_condition(scope, requirement.where, Place(section, place.this, place.lost))
            check_threshold(scope, requirement.threshold, requirement, "", needed=False)
        case CompareGroups():
            check_groups(scope, requirement, place)
        case Judged():
            check_prompt(scope, requirement, place)
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
        case _:
            assert_never(requirement)
    return place


def check_block(scope: Scope, requirement: AllOf | SomeOf) -> None:
    """Check that a block has parts, and enough of them."""
    word = "all_of" if isinstance(requirement, AllOf) else "some_of"
    node = scope.node(requirement, word)
    check_parts(node, word)
    if isinstance(requirement, SomeOf):
        parts = len(node) if isinstance(node, Sequence) else None
        check_quorum(scope, requirement.at_least, requirement, parts)


def check_parts(node: Node, word: str) -> None:
    """Check that a block of requirements has one."""
    if isinstance(node, Sequence) and not node.items:
        node.fault("R009", f"`{word}` without a part says nothing", "write the parts")


def check_quorum(scope: Scope, quorum: Quantity, requirement: object, parts: int | None) -> None:
    """Check how many are enough: a whole number, or a percentage of those that apply."""
    node = scope.node(requirement, "at_least")
    check_quantity(scope, quorum, node, bases=("whole",))
    if isinstance(quorum, OfRecord):
        return
    if isinstance(quorum, Percent):
        if quorum.of is not None:
            node.fault("R009", "the percentage here is of those that apply; leave `of` out")
    elif isinstance(quorum, Named):
        hint = "a percentage may be a parameter: `{percent: name}`"
        node.fault("R004", "how many are enough is a number or a percentage here, not a parameter", hint)
    elif quorum.value.denominator != 1 or quorum.value < 1:
        node.fault("R005", "how many are enough is a whole number, 1 or more")
    elif parts and quorum.value > parts:
        node.fault("R009", f"{quorum.value} of {parts} parts can never be met", "ask for fewer")


def check_amount(scope: Scope, requirement: AmountOf, place: Place) -> None:
    """Check an amount against its measure: list, units, and what a share of nothing means."""
    node = scope.node(requirement, "amount")
    measure = scope.look_up("measures", requirement.amount, node, "measure")
    if measure is None:
        return
    if isinstance(measure, TimeWithout) and requirement.period == EVER:
        message = f"`ever` has no first day, so nothing is left of it, as `{measure.name}` asks"
        scope.node(requirement, "period").fault("R023", message, "name a period that begins on a day")
    unit = unit_of(scope, measure)
    check_threshold(scope, requirement.threshold, requirement, unit, needed=True)
    if isinstance(measure, (Share, Score)):
        if requirement.where.clauses or requirement.limits:
            hint = "narrow the measures that it is made of"
            node.fault("R023", "`where` and `limits` cannot narrow a share or a score", hint)
    else:
        check_narrowing(scope, requirement, measure, place)
    if isinstance(measure, Share) and scope.lacks(requirement, "if_none"):
        left_out(scope.node(requirement), AmountOf, "if_none")
    if not isinstance(measure, Share) and requirement.if_none is not None:
        at = AtKey(scope.node(requirement, "if_none"))
        at.fault("R009", "`if_none` is for shares; the amount of nothing is 0", "take it out")


def check_narrowing(scope: Scope, requirement: AmountOf, measure: Narrow, place: Place) -> None:
    """Check which of a measure's items an amount is about, and the limits it adds to the measure's own."""
    if requirement.limits and not isinstance(measure, (Sum, Count)):
        at = AtKey(scope.node(requirement, "limits"))
        at.fault("R023", f"`{measure.name}` adds up no items that a limit could cut", "take the limits out")
        return
    section = scope.known["vocabulary"].get(list_of(measure))
    if isinstance(section, Section):
        own = measure.limits if isinstance(measure, (Sum, Count)) else ()
        inside = Place(section, place.this, place.lost)
        check_measure_parts(
            scope, requirement.where, requirement.limits, inside, own if requirement.limits else ()
        )


def check_threshold(
    scope: Scope, threshold: Threshold, requirement: object, unit: str | None, needed: bool
) -> None:
    """Check that there is a threshold, in the unit of what is held against it."""
    given = {name: getattr(threshold, name) for name in THRESHOLDS}
    given = {name: value for name, value in given.items() if value is not None}
    if len(given) > 1:
        hint = "make two requirements, so that each has its finding"
        AtKey(scope.node(requirement, list(given)[1])).fault("R009", "a requirement has one threshold", hint)
    if needed and scope.lacks(requirement, *THRESHOLDS):
        hint = "say `at_least`, `at_most`, `more_than` or `less_than`"
        scope.node(requirement).fault("R002", "the threshold is missing", hint)
    for name, value in given.items():
        node = scope.node(requirement, name)
        check_quantity(scope, value, node, bases=("whole",) if unit == "share" else ())
        if unit == "share" and not (isinstance(value, Percent) and value.of is None):
            node.fault("R029", "a share is held against a percentage", "write `{percent: 80}`")
        if unit is not None:
            check_unit_of(scope, value, unit, node)


def check_prompt(scope: Scope, requirement: Judged, place: Place) -> None:
    """Check that words are looked for in a text."""
    prompt = requirement.prompted_by
    if prompt is None:
        return
    scope.look_up("lists", prompt.words, scope.node(prompt, "words"), "list called")
    node = scope.node(prompt, "in")
    field = scope.field_at(prompt.in_, place, node)
    if field is not None and field.kind != "text":
        node.fault(
            "R023", f"`{prompt.in_}` is no text, so no word can stand in it", "name a field that is a `text`"
        )


def check_judged(scope: Scope, requirement: Judged, chain: tuple[Requirement, ...]) -> None:
    """Check that a question is one, and that several judges' answers can be combined, as it or a block around says."""
    if not requirement.judged.rstrip().endswith("?"):
        hint = "reports print it as a question; write it in full"
        scope.node(requirement, "judged").fault("R011", "the question does not end in a question mark", hint)
    judges = next((each.judges for each in reversed(chain) if each.judges is not None), None)
    unsaid = all(scope.lacks(each, "combine") for each in chain)
    if judges is not None and judges.at_least > 1 and unsaid:
        left_out(scope.node(judges), Judged, "combine")
    check_made_in(scope, judges, chain)


def check_made_in(scope: Scope, judges: Judges | None, chain: tuple[Requirement, ...]) -> None:
    """Check that it is said when the answers are made, where there are periods in which they may be.

    Where nobody is named as the judge, it is asked for at the outermost block, since one answer there is enough.
    """
    has_periods = scope.ruleset.period is not None or any(
        each.period is not None or isinstance(each, InEvery | InSome) for each in chain
    )
    if has_periods and judges is not None and judges.made_in is None:
        left_out(scope.node(judges), Judges, "made_in")
    elif has_periods and judges is None and (asked := choice(Judges, "made_in")) is not None:
        hint = f"say who answers, as in `judges: {{at_least: 1, made_in: period}}`, and {asked.hint}"
        scope.node(chain[0]).fault("R026", asked.question, hint)
