"""Numbers and lists that an extending rule set sets: what was to be set, and numbers that are set anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.loading.bounds import Order
from cpdrules.loading.direction import DOWN, UP, Directions
from cpdrules.loading.origins import remember
from cpdrules.loading.reasons import check_reason
from cpdrules.loading.scalars import advice
from cpdrules.loading.scope import AtKey
from cpdrules.loading.tightening import ORDERS, pulled
from cpdrules.rules.amended import Amended, ChangedKey, Effect
from cpdrules.rules.amendments import SetParameter
from cpdrules.rules.parameters import Parameter, ParameterCase
from cpdrules.rules.quantities import ToBeSet
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import NamedList
from cpdrules.rules.yaml_words import yaml_words
from cpdrules.source import Mapping, cited

VALUES = ("value", "cases", "add", "take", "as_at", "reduce")
"""What a parameter says of its values."""


def set_lists(settings: tuple[NamedList, ...], base: RuleSet, root: Mapping) -> tuple[NamedList, ...]:
    """Return the lists of the base with those set that were to be set; a list that is set stays as it is."""
    known = {each.name: each for each in base.lists}
    for each in settings:
        node = block_of(root, "lists")
        if each.name not in known:
            fault_unknown(each.name, known, base, node)
        elif each.name not in base.to_be_set:
            hint = "a list is set once; ask for more in a requirement of your own"
            node.fault_key(each.name, "R031", f"`{each.name}` is set by `{base.id}` already", hint)
        elif (day := first_set_anew(each, known[each.name])) is not None:
            hint = f"keep the entries that hold on {day}, and set only the days that are `to_be_set`"
            message = f"`{each.name}` is set by `{base.id}` already for {day}"
            node.fault_key(each.name, "R031", message, hint)
        else:
            old = known[each.name]
            made = attrs.evolve(each, fields=old.fields, title=each.title or old.title)
            remember(made, node.entries[each.name])
            known[each.name] = made
    return tuple(known.values())


def first_set_anew(each: NamedList, old: NamedList) -> datetime.date | None:
    """Return the first day on which a list would have other entries than those that are set; None where it has not."""
    days = sorted(dated.since for named in (each, old) for dated in named.by_date if dated.since is not None)
    return next((day for day in days if old.on(day) not in (None, each.on(day))), None)


def set_parameters(
    settings: tuple[SetParameter, ...], base: RuleSet, root: Mapping, by: Amended | None
) -> tuple[Parameter, ...]:
    """Return the parameters of the base with those set that an extending rule set gives.

    One that is set already is set anew `by` a text that may amend; without one, that is refused.
    """
    known = {each.name: each for each in base.parameters}
    for each in settings:
        node = block_of(root, "parameters")
        at = AtKey(node.entries[each.name])
        old = known.get(each.name)
        if old is None:
            fault_unknown(each.name, known, base, node)
        elif each.value is None and not each.cases and not each.add:
            continue  # what it is could not be read, and has its own fault
        elif each.unit not in (None, old.unit):
            at.fault("R029", f"`{each.name}` counts {old.unit}, not {each.unit}", "leave `unit` out")
        elif by is None and each.name not in base.to_be_set:
            message = f"`{each.name}` is set by `{base.id}` already"
            at.fault("R031", message, "a case sets only what is `to_be_set`")
        else:
            made = joined(each, old)
            amended = amended_by(each, old, made, base, at, by)
            known[each.name] = attrs.evolve(made, amended=(*old.amended, *amended))
            remember(known[each.name], node.entries[each.name])
    return tuple(known.values())


def block_of(root: Mapping, word: str) -> Mapping:
    """Return a block of named things that was read."""
    node = root.entries[word]
    assert isinstance(node, Mapping)
    return node


def fault_unknown(name: str, known: Iterable[str], base: RuleSet, node: Mapping) -> None:
    """Say that there is nothing of this name to set."""
    hint = advice(node, name, sorted(known), "it has")
    node.fault_key(name, "R020", f"`{base.id}` has no {cited(name)} to set", hint)


def joined(given: SetParameter, old: Parameter) -> Parameter:
    """Return a parameter with the values that are given, and what the base says about them."""
    return attrs.evolve(
        old,
        value=given.value,
        cases=given.cases,
        add=given.add,
        take=given.take,
        as_at=given.as_at or old.as_at,
        reduce=given.reduce or old.reduce,
        title=given.title or old.title,
        reference=given.reference,
        place=given.place,
    )


def amended_by(
    given: SetParameter, old: Parameter, made: Parameter, base: RuleSet, at: AtKey, by: Amended | None
) -> tuple[Amended, ...]:
    """Return how a number that was set already has been amended: nothing for one that only filled in what was open."""
    changed = change_of(old, made, base)
    if changed is None and said(old) == said(made):
        at.fault("R031", f"`{old.name}` is that already in `{base.id}`", "take it out, or change it")
        return ()
    may_loosen = changed is not None and changed.effect is Effect.MAY_LOOSEN
    users = Directions(base).users(old.name) if may_loosen else ()
    if not check_reason(given.loosens, [changed] if changed else [], old.name, at.node, users):
        return ()
    if changed is None or by is None:
        return ()
    return (
        attrs.evolve(
            by, changes=(changed,), reason=given.loosens, reference=given.reference, place=given.place
        ),
    )


def said(parameter: Parameter) -> Any:
    """Return what a parameter comes to, without where that comes from."""
    rows = [(row.when, values_of(row)) for row in parameter.rows]
    return rows, parameter.add, parameter.take, parameter.as_at, parameter.reduce


def values_of(row: ParameterCase) -> list[tuple[Any, Fraction | ToBeSet]]:
    """Return the dated values of a row."""
    return [(each.since, each.value) for each in row.value or row.otherwise or ()]


def change_of(old: Parameter, new: Parameter, base: RuleSet) -> ChangedKey | None:
    """Return what has changed of what was set; None where only what was open was filled in."""
    orders = set(orders_of(old, new)) - {Order.SAME}
    if not orders:
        return None
    changed = ORDERS[orders.pop()] if len(orders) == 1 else ORDERS[Order.OPEN]
    pull = Directions(base).of_parameter(old.name)
    unused = pull == UP and not Directions(base).uses(old.name)
    effect = Effect.TIGHTENS if unused and changed in (UP, DOWN) else pulled(pull, changed)
    return ChangedKey(f"parameters.{old.name}", *written(old, new), effect)


def orders_of(old: Parameter, new: Parameter) -> list[Order]:
    """Compare what was set with what is now, number by number where both are made alike."""
    before, after = said(old), said(new)
    if before == after:
        return []
    if all(isinstance(value, ToBeSet) for _, row in before[0] for _, value in row) and not old.add:
        return [Order.SAME if old.reduce in (None, new.reduce) else Order.OPEN]
    alike = before[1:] == after[1:] and not old.add and shape(before[0]) == shape(after[0])
    if not alike:
        return [Order.OPEN]
    pairs = zip(
        [value for _, row in before[0] for _, value in row],
        [value for _, row in after[0] for _, value in row],
        strict=True,
    )
    return [order_of(one, other) for one, other in pairs]


def shape(rows: list[tuple[Any, list[tuple[Any, Any]]]]) -> Any:
    """Return for whom and from when there are values, without the values."""
    return [(when, [since for since, _ in row]) for when, row in rows]


def order_of(one: Fraction | ToBeSet, other: Fraction | ToBeSet) -> Order:
    """Compare two values of one row and day; what was open may become anything."""
    if isinstance(one, ToBeSet) or one == other:
        return Order.SAME
    if isinstance(other, ToBeSet):
        return Order.OPEN
    return Order.HIGHER if other > one else Order.LOWER


def written(old: Parameter, new: Parameter) -> tuple[str, str]:
    """Return how what was, and what is now, is written: of what differs alone, where that is one thing."""
    differ = [word for word in VALUES if getattr(old, word) != getattr(new, word)]
    if len(differ) == 1 and all(getattr(each, differ[0]) for each in (old, new)):
        return yaml_words(getattr(old, differ[0])), yaml_words(getattr(new, differ[0]))
    return whole(old), whole(new)


def whole(parameter: Parameter) -> str:
    """Return how all that a parameter says of its values is written."""
    if parameter.value is not None and not parameter.reductions:
        return yaml_words(parameter.value)
    return yaml_words(attrs.evolve(parameter, unit=None, title=None))
