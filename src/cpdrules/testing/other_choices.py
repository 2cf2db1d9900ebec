"""Choices that a type alone does not show: another base, period or date, and another value of a vocabulary.

Each has one other answer here, the nearest that the rule set has a name for, so that rule sets with many
conditions stay quick to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.loading.check_allocations import OF_THE_MEASURE
from cpdrules.rules.conditions import FieldClause, Test
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.measures import Limit, Repeats
from cpdrules.rules.periods import EVER, IN_HAND, Repeating, Windows
from cpdrules.rules.quantities import Constant, Percent
from cpdrules.rules.requirements import Fact, Grace, InEvery, InSome, RequirementBase
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Section
from cpdrules.semantics import Duration
from cpdrules.testing.numbers import fields_named
from cpdrules.testing.spots import Spot

TRUTHS = ("true", "false")
A_DAY_LATE = Grace(accepted_for=Duration(days=1))


def other_word(spot: Spot, ruleset: RuleSet) -> str | None:
    """Return what else could stand for the name of a base, a period or a date field; None where nothing can."""
    owner, value = spot.owner, spot.value
    match owner, spot.field:
        case Percent(), "of":
            return other_base(spot, ruleset)
        case Section(), "dated_by":
            return another(
                value, (each.name for each in owner.fields if each.kind == "date" and not each.many)
            )
        case Repeats(), "within":
            return EVER if value == IN_HAND else IN_HAND
        case CarryOver() | MakeUp(), "period":
            return another(value, (each.name for each in ruleset.periods if isinstance(each, Repeating)))
        case RequirementBase(), "period":
            return another(value, (ruleset.period, *(each.name for each in ruleset.periods), EVER))
        case _:
            return None


def other_base(spot: Spot, ruleset: RuleSet) -> str | None:
    """Return another base of a percentage: of a limit the other total, else another parameter of the same unit."""
    if any(isinstance(each, Limit) for each in spot.rules):
        return another(spot.value, reversed(OF_THE_MEASURE))
    named = next((each for each in ruleset.parameters if each.name == spot.value), None)
    alike = (each.name for each in ruleset.parameters if named is not None and each.unit == named.unit)
    return another(spot.value, alike)


def another(value: str, words: Any) -> str | None:
    """Return the first word that is another one."""
    return next((word for word in words if word is not None and word != value), None)


def other_thing(value: Any) -> tuple[str, str, Any] | None:
    """Return how a rule is called, how its counterpart is called, and the counterpart; None where it has none."""
    match value:
        case Windows(within=str(name)):
            return "within", "across", attrs.evolve(value, within=None, across=name)
        case Windows(across=str(name)):
            return "across", "within", attrs.evolve(value, within=name, across=None)
        case Grace():
            return "accepted_for", "not_met", "not_met"
        case InEvery(in_every=windows):
            made: Any = InSome(in_some=windows, at_least=Constant(Fraction(1)), **shared(value))
            return "in_every", "in_some", made
        case InSome(in_some=windows):
            return "in_some", "in_every", InEvery(in_every=windows, **shared(value))
        case _:
            return None


def shared(requirement: InEvery | InSome) -> dict[str, Any]:
    """Return what both kinds of requirement on windows say."""
    names = [*(field.name for field in attrs.fields(RequirementBase)), "require"]
    return {name: getattr(requirement, name) for name in names}


def other_value(spot: Spot, ruleset: RuleSet) -> Iterator[str]:
    """Yield the next value of the vocabulary, where a fact is asked for one value of a closed one."""
    (value,) = spot.value
    around = spot.above[-2][1]
    path = (
        around.path if isinstance(around, FieldClause) else around.fact if isinstance(around, Fact) else None
    )
    if path is None or not isinstance(spot.owner, Test) or spot.field not in ("is_", "except_"):
        return
    for field in fields_named(path, ruleset):
        words = TRUTHS if field.kind == "yes_no" else field.values or ()
        if value in words and len(words) > 1:
            yield words[(words.index(value) + 1) % len(words)]
            return
