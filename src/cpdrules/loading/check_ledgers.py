"""Checks of what moves between periods: which periods, which items, and the choices that cannot be left open."""

from __future__ import annotations

import datetime

from cpdrules.loading.check_conditions import check_condition
from cpdrules.loading.check_quantities import check_quantity
from cpdrules.loading.scope import AtKey, Place, Scope
from cpdrules.loading.structure import left_out
from cpdrules.rules.conditions import Condition, FieldClause, Test
from cpdrules.rules.keys import written
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.measures import Count, Round, Sum
from cpdrules.rules.periods import Repeating
from cpdrules.rules.quantities import Quantity
from cpdrules.rules.requirements import AmountOf
from cpdrules.rules.vocabulary import Section
from cpdrules.rules.walk import every
from cpdrules.semantics import after
from cpdrules.source import cited

LAST_DAYS = tuple(datetime.date(year, 12, 31) for year in range(2020, 2024))


def check_ledger(scope: Scope, measure: Sum | Count, section: Section) -> None:
    """Check what a measure says of its excess and its shortfall."""
    for word, rule in (("carry_over", measure.carry_over), ("make_up", measure.make_up)):
        if rule is None:
            continue
        if section.dated_by is None:
            message = f"the items of `{section.name}` lie in no period, since they have no day"
            hint = f"say `dated_by` in the vocabulary, or leave `{word}` out"
            AtKey(scope.node(measure, word)).fault("R023", message, hint)
        named = scope.look_up("periods", rule.period, scope.node(rule, "period"), "period called")
        if named is not None and not isinstance(named, Repeating):
            message = f"`{rule.period}` reaches back from a day, so there is no next one"
            scope.node(rule, "period").fault("R023", message, "name a period with a `length`")
        check_condition(scope, rule.where, Place(section))
    if measure.carry_over is not None:
        check_carry_over(scope, measure.carry_over, measure, section)
    if measure.make_up is not None:
        check_make_up(scope, measure.make_up)
    if measure.round is not None:
        check_round(scope, measure, measure.round)
    if measure.carry_over is not None and measure.make_up is not None:
        check_both(scope, measure.carry_over, measure.make_up)


def check_make_up(scope: Scope, rule: MakeUp) -> None:
    """Check how a shortfall is made good: by the next period alone, since only that one gives its hours for it."""
    check_number(scope, rule, "shortfall_of", rule.shortfall_of)
    named = scope.known["periods"].get(rule.period)
    if isinstance(named, Repeating) and all(
        after(day, rule.within) > after(day, named.length) for day in LAST_DAYS
    ):
        message = f"`within` is longer than the next `{rule.period}`, whose hours alone make a shortfall good"
        scope.node(rule, "within").fault("R009", message, "write the length of the period, or less")


def check_round(scope: Scope, measure: Sum | Count, rounding: Round) -> None:
    """Check the rounding of a total, of which nothing moves between periods."""
    if rounding.step == 0:
        scope.node(rounding, "step").fault("R005", "a step is more than nothing")
    if measure.carry_over or measure.make_up:
        word = "carry_over" if measure.carry_over else "make_up"
        message = f"of a rounded total it is not known which items' hours move on, so `{word}` needs one that is not"
        AtKey(scope.node(measure, "round")).fault(
            "R009", message, "round each item in a step, or make two measures"
        )


def check_number(scope: Scope, rule: CarryOver | MakeUp, word: str, quantity: Quantity) -> None:
    """Check a number of a rule."""
    check_quantity(scope, quantity, scope.node(rule, word), bases=())


def check_carry_over(scope: Scope, rule: CarryOver, measure: Sum | Count, section: Section) -> None:
    """Check what a measure says of its excess."""
    check_number(scope, rule, "excess_over", rule.excess_over)
    check_number(scope, rule, "count_at_most", rule.count_at_most)
    if rule.into_next < 1:
        scope.node(rule, "into_next").fault(
            "R005", "what moves on can be used in one period at least", "write 1"
        )
    if rule.only_when is not None:
        check_condition(scope, rule.only_when, Place())
    if measure.limits and scope.lacks(rule, "under_limits"):
        left_out(scope.node(rule), CarryOver, "under_limits")
    if not measure.limits and scope.says(rule, "under_limits"):
        hint = "leave it out"
        AtKey(scope.node(rule, "under_limits")).fault("R009", f"`{measure.name}` has no limits", hint)
    if scope.lacks(rule, "as") and is_narrowed(scope, measure, rule):
        left_out(scope.node(rule), CarryOver, "as")
    check_facts(scope, rule.as_, section)


def is_narrowed(scope: Scope, measure: Sum | Count, rule: CarryOver) -> bool:
    """Whether something asks for some items of a measure, so that it matters which facts the carried amount has."""
    asked = [
        each
        for each in every(scope.ruleset.requirements)
        if isinstance(each, AmountOf) and each.amount == measure.name
    ]
    limits = (
        [*measure.limits, *(limit for each in asked for limit in each.limits)] if rule.under_limits else []
    )
    return any(where.clauses for where in (*(each.where for each in asked), *(each.where for each in limits)))


def check_facts(scope: Scope, facts: Condition, section: Section) -> None:
    """Check the facts that an amount is given: single values of the fields of its list."""
    check_condition(scope, facts, Place(section))
    for clause in facts.clauses:
        plain = isinstance(clause, FieldClause) and clause.path.section is None and is_one_value(clause.test)
        if not plain:
            hint = "write each as a field and its one value: `{topic: general}`"
            scope.node(clause).fault("R023", "what is carried in has facts, and is asked nothing", hint)


def is_one_value(test: Test) -> bool:
    """Whether a test says one value, and nothing else."""
    said = [field.name for field in written(Test) if getattr(test, field.name) is not None]
    return said == ["is_"] and test.is_ is not None and len(test.is_) == 1


def check_both(scope: Scope, carry: CarryOver, make_up: MakeUp) -> None:
    """Check that what moves on and what goes back are of one period, and never the same hours."""
    if carry.period != make_up.period:
        message = f"`carry_over` is about {cited(carry.period)}, and `make_up` about {cited(make_up.period)}"
        scope.node(make_up, "period").fault("R009", message, "name the same period, or make two measures")
    if carry.where.clauses and not make_up.counts_again and carry.which in ("any", make_up.which):
        other = "latest" if make_up.which == "earliest" else "earliest"
        message = "the hours that go back could be those that move on"
        scope.node(carry, "which").fault(
            "R009", message, f"write `which: {other}`, the other end of the period"
        )
