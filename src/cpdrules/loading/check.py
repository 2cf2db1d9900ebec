"""Checks of a whole rule set: every name, every choice, every question, all faults in one pass."""

from __future__ import annotations

from cpdrules.loading.check_exemptions import check_exemption
from cpdrules.loading.check_measures import check_measure
from cpdrules.loading.check_parameters import check_parameter
from cpdrules.loading.check_periods import check_period, check_period_name
from cpdrules.loading.check_recommendations import check_recommendation
from cpdrules.loading.check_requirements import check_requirement
from cpdrules.loading.check_rings import check_rings
from cpdrules.loading.check_vocabulary import check_list, check_section, check_units
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.measures import Score
from cpdrules.rules.requirements import (
    Allocate,
    AllocatedPart,
    AmountOf,
    ForEach,
    ForSome,
    InEvery,
    InSome,
    Judged,
    Requirement,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import every
from cpdrules.source import Document, Mapping, cited, name_fault


def check_rules(ruleset: RuleSet, root: Mapping, document: Document) -> Scope:
    """Check a rule set that was read; every fault is noted in the document. Return what its names mean."""
    scope = Scope.of(ruleset, root, document)
    for section in ruleset.vocabulary:
        check_section(scope, section)
    check_units(scope)
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
        check_requirement(scope, requirement, Place())
    for exemption in ruleset.exemptions:
        check_exemption(scope, exemption)
    for recommendation in ruleset.recommendations:
        check_recommendation(scope, recommendation)
    check_rings(scope)
    if not document.faulty:
        warn_unused(scope)
    return scope


def check_ids(scope: Scope) -> None:
    """Every requirement outside `require` has an id; no two share one."""
    seen: dict[str, Requirement | AllocatedPart] = {}
    loops = (ForEach, ForSome, InEvery, InSome)
    bare = {id(r.require) for r in every(scope.ruleset.requirements) if isinstance(r, loops)}
    for requirement in every(scope.ruleset.requirements):
        if requirement.id is None:
            nameless = id(requirement) not in bare or isinstance(requirement, Judged)
            if nameless and scope.lacks(requirement, "id"):
                hint = "findings, judgements and cases address a requirement by its id"
                scope.node(requirement).fault("R002", "`id` is missing", hint)
        elif fault := name_fault(requirement.id):
            scope.node(requirement, "id").fault("R007", f"{cited(requirement.id)} {fault}")
        elif requirement.id in seen:
            message = f"two requirements are called {cited(requirement.id)}"
            hint = f"the first stands at {seen[requirement.id].place}"
            scope.node(requirement, "id").fault("R024", message, hint)
        else:
            seen[requirement.id] = requirement
        if isinstance(requirement, Allocate):
            check_part_ids(scope, requirement, seen)


def check_part_ids(scope: Scope, requirement: Allocate, seen: dict[str, Requirement | AllocatedPart]) -> None:
    """Check the ids of the parts of an allocation, which stand in reports beside those of requirements."""
    for part in requirement.to:
        node = scope.node(part, "id")
        if fault := name_fault(part.id):
            node.fault("R007", f"{cited(part.id)} {fault}")
        elif part.id in seen:
            hint = f"the first stands at {seen[part.id].place}"
            node.fault("R024", f"two requirements or parts are called {cited(part.id)}", hint)
        else:
            seen[part.id] = part


def warn_unused(scope: Scope) -> None:
    """Warn of what is defined and never used: most often a slip."""
    for requirement in every(scope.ruleset.requirements):
        if isinstance(requirement, AmountOf):
            scope.used.add(("measures", requirement.amount))
        if isinstance(requirement, Allocate):
            scope.used.add(("measures", requirement.allocate))
    for kind in ("definitions", "scales", "parameters", "lists", "measures"):
        for name, thing in scope.known[kind].items():
            if (kind, name) in scope.used or isinstance(thing, Score) or thing is None:
                continue
            scope.node(thing).fault(
                "R042", f"`{name}` is never used", "use it, or take it out", severity="warning"
            )
