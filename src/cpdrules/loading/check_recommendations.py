"""Checks of recommendations: what they rest on is tallied, and what they add can be set by the next adoption."""

from __future__ import annotations

from fractions import Fraction

from cpdrules.loading.check_quantities import check_percentage
from cpdrules.loading.scalars import advice
from cpdrules.loading.scope import Scope
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.quantities import Named, Percent
from cpdrules.rules.recommendations import NewEntry, Recommendation
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import NamedList
from cpdrules.rules.walk import every
from cpdrules.semantics import format_number
from cpdrules.source import Mapping, Node, cited

WHOLE = 100


def added_recommendations(
    added: tuple[Recommendation, ...], base: RuleSet, root: Mapping
) -> tuple[Recommendation, ...]:
    """Return the recommendations of the base and those added to it, none of which has the name of another."""
    known = {each.name for each in base.recommendations}
    for name in [each.name for each in added if each.name in known]:
        node = root.entries["recommendations"]
        assert isinstance(node, Mapping)
        message = f"`{base.id}` has a recommendation {cited(name)} already"
        node.fault_key(name, "R024", message, "give this one another name")
    return (*base.recommendations, *(each for each in added if each.name not in known))


def check_recommendation(scope: Scope, recommendation: Recommendation) -> None:
    """Check one recommendation."""
    check_requirement_named(scope, recommendation)
    check_share(scope, recommendation.for_more_than)
    if recommendation.minimum_records < 1:
        node = scope.node(recommendation, "minimum_records")
        node.fault("R005", "a recommendation rests on one record or more")
    if recommendation.add is not None:
        check_new_entry(scope, recommendation.add)


def check_requirement_named(scope: Scope, recommendation: Recommendation) -> None:
    """Check that the requirement is there, and stands by itself: a part applies only where its whole does."""
    name = recommendation.requirement
    node = scope.node(recommendation, "requirement")
    whole = next((each for each in scope.ruleset.requirements if name in ids_of(each)), None)
    if whole is None and name not in scope.known["requirements"]:
        known = [each.id for each in scope.ruleset.requirements if each.id]
        message = f"there is no requirement {cited(name)}"
        node.fault("R020", message, advice(scope.root, name, known, "there are"))
    elif whole is not None and whole.id != name:
        message = f"`{name}` is a part of `{whole.id}`, and says nothing where that does not apply"
        node.fault("R023", message, f"name `{whole.id}`")


def ids_of(requirement: Requirement) -> list[str | None]:
    """Return the ids of a requirement and of all inside it."""
    return [each.id for each in every([requirement])]


def check_share(scope: Scope, share: Percent) -> None:
    """Check that a percentage is of records, and settled by the rules alone where a parameter gives it."""
    node = scope.node(share, "percent")
    if share.of is not None:
        hint = "leave `of` out: it is of the records to which the requirement applies"
        scope.node(share, "of").fault("R009", "this percentage is of records", hint)
    if not isinstance(share.percent, Named):
        check_percentage(share.percent, node)
        return
    name = share.percent.name
    parameter = scope.look_up("parameters", name, node, "parameter")
    if isinstance(parameter, Parameter):
        check_parameter_of_all(parameter, node)


def check_parameter_of_all(parameter: Parameter, node: Node) -> None:
    """Check that a parameter is one percentage for everybody and always: a sector has no person and no day."""
    name = parameter.name
    if parameter.unit is not None:
        message = f"`{name}` counts {parameter.unit}, and this is a number before the % sign"
        node.fault("R029", message, "leave the parameter's `unit` out")
        return
    value = parameter.value[0] if parameter.value and len(parameter.value) == 1 else None
    if value is None or value.since is not None or parameter.reductions:
        message = f"`{name}` depends on a person or a day, and a whole sector has neither"
        node.fault("R009", message, "name a parameter with one plain `value`")
    elif isinstance(value.value, Fraction) and value.value > WHOLE:
        message = f"`{name}` is {format_number(value.value)}, and a percentage is at most 100"
        node.fault("R005", message, "mend the parameter")


def check_new_entry(scope: Scope, new: NewEntry) -> None:
    """Check that the next adoption may set the list, and that one text is an entry of it."""
    node = scope.node(new, "to_list")
    named = scope.look_up("lists", new.to_list, node, "list")
    if not isinstance(named, NamedList):
        return
    set_by_adopters = {name for each in scope.ruleset.origins for name in each.sets}
    if not named.is_to_be_set and named.name not in set_by_adopters:
        message = f"`{named.name}` is set for good, so that no adoption could add to it"
        node.fault("R031", message, "name a list that is `to_be_set`")
    elif named.fields:
        message = f"an entry of `{named.name}` is a row, not one text"
        node.fault("R023", message, "name a list without `fields`")
