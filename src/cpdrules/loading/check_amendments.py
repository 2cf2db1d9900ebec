"""Checks of amendments: which keys a requirement can take, and what they say, by the names of the base."""

from __future__ import annotations

from fractions import Fraction

import attrs

from cpdrules.loading.check_conditions import check_condition, check_test
from cpdrules.loading.check_measures import check_measure_parts, unit_of
from cpdrules.loading.check_quantities import check_percentage
from cpdrules.loading.check_requirements import (
    THRESHOLDS,
    check_days,
    check_made_up,
    check_quorum,
    check_threshold,
)
from cpdrules.loading.direction import chains
from cpdrules.loading.origins import remember
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.tightening import Case
from cpdrules.rules.amendments import Amendment
from cpdrules.rules.conditions import ALWAYS, Test
from cpdrules.rules.keys import tag
from cpdrules.rules.measures import Count, Score, Share, Sum, list_of
from cpdrules.rules.quantities import Percent, Threshold
from cpdrules.rules.requirements import (
    AllOf,
    AmountOf,
    CompareGroups,
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
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.source import Mapping

HELD = (AmountOf, Has, Fact)
BLOCKS = (AllOf, SomeOf, ForEach, ForSome, InEvery, InSome)
KINDS: dict[str, tuple[type, ...]] = {
    "at_least": (*HELD, SomeOf, ForSome, InSome, CompareGroups),
    "more_than": HELD,
    "at_most": HELD,
    "less_than": HELD,
    "where": (AmountOf, Has, ForEach, ForSome, CompareGroups),
    "limits": (AmountOf,),
    "evidence": (Judged,),
    "judges": (Judged, *BLOCKS),
    "combine": (Judged, *BLOCKS),
}
"""The kinds of requirement that have a key; those that are not here stand in all."""


def is_amendable(chain: tuple[Requirement, ...], given: list[str], node: Mapping, base: RuleSet) -> bool:
    """Whether a requirement can take the keys that are given; a fault for each that it cannot."""
    before, name = chain[-1], str(node.step)
    if (gone := next((each.exempted_by for each in chain if each.exempted_by), None)) is not None:
        message = f"`{gone.by}` exempts everyone from `{name}`, so there is nothing to amend"
        node.fault("R031", message, "add a requirement of your own")
        return False
    if not given:
        node.fault("R031", f"nothing of `{name}` is amended here", "say what becomes of it, or take it out")
    found = len(node.document.diagnostics)
    if "exempt" in given and (more := [word for word in given if word != "exempt"]):
        node.fault_key(more[0], "R009", f"`exempt` and `{more[0]}` cannot stand together", "choose")
        return False
    if "applies_when" in given and "applies_to" in given:
        node.fault_key(
            "applies_to", "R009", "`applies_when` and `applies_to` cannot stand together", "choose"
        )
    for word in given:
        if fault := refusal(word, before):
            node.fault_key(word, "R031", f"`{name}` {fault[0]}", fault[1])
    return bool(given) and len(node.document.diagnostics) == found


def elsewhere(before: Requirement) -> str:
    """Say where else a key may be amended: in what a loop asks each time, if that has an id."""
    if not isinstance(before, (ForEach, ForSome, InEvery, InSome)):
        return "take it out"
    if before.require.id is not None:
        return f"amend `{before.require.id}`, which is what it asks each time"
    return (
        "take it out; what it asks each time can be amended once the text that is extended gives it an `id`"
    )


def refusal(word: str, before: Requirement) -> tuple[str, str] | None:
    """Say why a requirement cannot take a key, and what to do; None where it can."""
    if not isinstance(before, KINDS.get(word, (object,))):
        return f"asks by `{tag(type(before))}`, which has no `{word}`", elsewhere(before)
    if word == "applies_to" and before.applies_when is None:
        return "applies to everyone already", "take it out"
    if word in ("limits", "where") and isinstance(before, (ForEach, ForSome)):
        over = before.for_each if isinstance(before, ForEach) else before.for_some
        if not isinstance(over, ItemsOf):
            return "goes through values, which have no facts to ask", "take it out"
    if word in THRESHOLDS and isinstance(before, (AmountOf, Has)):
        said = [each for each in THRESHOLDS if getattr(before.threshold, each) is not None] or ["at_least"]
        if word not in said:
            return f"says `{said[0]}`, and a requirement has one threshold", f"amend `{said[0]}`"
    return None


def check_amendment(scope: Scope, case: Case, amendment: Amendment, node: Mapping) -> bool:
    """Whether what an amendment says can be asked where the requirement stands; its faults at their places."""
    before = len(scope.document.diagnostics)
    place = place_of(case.around, scope)
    if amendment.applies_when is not None:
        check_condition(scope, amendment.applies_when, place)
    check_items(scope, case.before, amendment, place)
    check_numbers(scope, case, amendment, place, node)
    check_judging(scope, case, node)
    remember(case.after, stands_for(case.after, node))
    if {"not_before", "due", "late"} & set(node):
        check_days(scope, case.after, place)
        for chain in chains(case.around, (case.after,)):
            if isinstance(chain[-1], AmountOf):
                check_made_up(scope, chain[-1], chain)
    return len(scope.document.diagnostics) == before


def stands_for(requirement: Requirement, node: Mapping) -> Mapping:
    """Return the block of an amendment with a place for every key that the requirement says without it."""
    said = {
        field.name: node
        for field in attrs.fields(type(requirement))
        if getattr(requirement, field.name) != field.default
    }
    return attrs.evolve(node, entries=said | node.entries)


def place_of(around: tuple[Requirement, ...], scope: Scope) -> Place:
    """Return the place inside blocks: of loops, the innermost says what `this` is."""
    this: Section | Field | str | None = None
    for each in around:
        if isinstance(each, (ForEach, ForSome)):
            this = gone_through(each.for_each if isinstance(each, ForEach) else each.for_some, scope)
    return Place(None, this)


def gone_through(over: Over, scope: Scope) -> Section | Field | str | None:
    """Return what `this` is in a loop."""
    match over:
        case ItemsOf(name):
            found: Section | None = scope.known["vocabulary"].get(name)
            return found
        case EntriesOf(entry_of=name):
            return name
        case _:
            section: Section | None = scope.known["vocabulary"].get(over.in_)
            return section.field(over.value_of) if section is not None else None


def check_items(scope: Scope, before: Requirement, amendment: Amendment, place: Place) -> None:
    """Check further conditions on items, and further limits."""
    if amendment.where == ALWAYS and not amendment.limits:
        return
    match before:
        case AmountOf():
            measure = scope.known["measures"][before.amount]
            narrows = isinstance(measure, (Sum, Count))
            if isinstance(measure, (Share, Score)) or (amendment.limits and not narrows):
                hint = "narrow it with a requirement of your own"
                scope.node(amendment).fault("R023", f"`{measure.name}` adds up no items to narrow", hint)
                return
            own = measure.limits if isinstance(measure, (Sum, Count)) else ()
            inside = Place(scope.known["vocabulary"][list_of(measure)], place.this)
            further = (*own, *before.limits) if amendment.limits else ()
            check_measure_parts(scope, amendment.where, amendment.limits, inside, further)
        case Has():
            check_condition(scope, amendment.where, Place(scope.known["vocabulary"][before.has], place.this))
        case ForEach() | ForSome():
            over = before.for_each if isinstance(before, ForEach) else before.for_some
            section = gone_through(over, scope)
            if isinstance(section, Section):
                check_condition(scope, amendment.where, Place(section, place.this))
        case CompareGroups():
            section = scope.known["vocabulary"][before.compare_groups]
            check_condition(scope, amendment.where, Place(section, place.this))
        case _:
            pass


def check_numbers(scope: Scope, case: Case, amendment: Amendment, place: Place, node: Mapping) -> None:
    """Check the numbers of an amendment in the unit of what is held against them."""
    given = {word: number for word in THRESHOLDS if (number := getattr(amendment, word)) is not None}
    if not given:
        return
    match case.before:
        case AmountOf(amount=amount):
            unit = unit_of(scope, scope.known["measures"][amount])
            check_threshold(scope, Threshold(**given), amendment, unit, needed=False)
        case Has():
            check_threshold(scope, Threshold(**given), amendment, "", needed=False)
        case Fact(fact=fact):
            test = Test(**given)
            remember(test, node)
            check_test(scope, test, fact, place, node)
        case CompareGroups():
            check_beside_everyone(scope, amendment, node)
        case SomeOf(some_of=parts):
            check_quorum(scope, given["at_least"], amendment, len(parts))
        case _:
            check_quorum(scope, given["at_least"], amendment, None)


def check_beside_everyone(scope: Scope, amendment: Amendment, node: Mapping) -> None:
    """Check that a number beside everyone's is a percentage of that."""
    said, at = amendment.at_least, node.entries["at_least"]
    if not isinstance(said, Percent) or said.of != "everyone":
        at.fault("R029", "a percentage of everyone's is asked for", "write `{percent: 90, of: everyone}`")
    elif isinstance(said.percent, Fraction):
        check_percentage(said.percent, at)


def check_judging(scope: Scope, case: Case, node: Mapping) -> None:
    """Check who answers, and that the answers of several can be combined."""
    judges = case.after.judges
    if "judges" not in node or judges is None:
        return
    if judges.at_least < 1:
        node.entries["judges"].fault("R005", "at least one person judges", "write 1 or more")
    elif judges.at_least > 1 and case.after.combine is None and case.inherited("combine") is None:
        message = f"how do the answers of {judges.at_least} judges make one?"
        hint = "say `combine: lowest`, `middle`, `highest` or `{agree: {percent: 75}}` beside `judges`"
        node.entries["judges"].fault("R026", message, hint)
