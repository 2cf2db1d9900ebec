"""What asks for so much or so many of a list, which of its items that is about, and whether it has a fault."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.loading.origins import origin
from cpdrules.loading.picked import MANY, Question, allowed, questions
from cpdrules.loading.scope import Scope
from cpdrules.rules.conditions import ALWAYS, Condition
from cpdrules.rules.measures import Award, Count, Sum, table_of, unit_after
from cpdrules.rules.quantities import Constant
from cpdrules.rules.requirements import AddingUp, Allocate, AmountOf, Has, Requirement, SomeOf
from cpdrules.rules.vocabulary import Section
from cpdrules.rules.walk import every, parts_of

AddedUp = tuple[str | Award, str]
"""The field or the table with the amounts, and the unit into which they are converted."""

Asking = tuple[str, AddedUp | None, frozenset[Question]]
"""A list, what of it is added up (nothing where items are counted), and the questions that pick its items."""


@attrs.frozen(cache_hash=True)
class Picking:
    """Which items of a list are added up, or counted."""

    asking: Asking
    where: Condition
    section: Section = attrs.field(eq=False)
    allowed: dict[Question, frozenset[str]] | None = attrs.field(eq=False)


@attrs.frozen(eq=False)
class Minimum:
    """A requirement that asks for so much, or so many, of some items; `chain` leads to it from the outermost block."""

    requirement: AddingUp
    picking: Picking
    chain: tuple[Requirement, ...]

    @property
    def name(self) -> str:
        """The id of the requirement, or of the block that asks it of each."""
        return next(each.id for each in reversed(self.chain) if each.id)

    def is_alternative_to(self, other: Minimum) -> bool:
        """Whether the two stand on different branches of which one is enough."""
        shared = [one for one, two in zip(self.chain, other.chain, strict=False) if one is two]
        block = shared[-1] if shared else None
        return isinstance(block, SomeOf) and block.at_least == Constant(Fraction(1))


@attrs.define
class Faults:
    """Where a file has faults: nothing is said of what rests on something faulty."""

    scope: Scope
    paths: list[str]

    @functools.cached_property
    def whole(self) -> frozenset[str]:
        """The ids of the requirements that have no fault."""
        sound = (each for each in every(self.scope.ruleset.requirements) if not self.are_in(each))
        return frozenset(each.id for each in sound if each.id is not None)

    def are_in(self, requirement: Requirement) -> bool:
        """Whether one is in a requirement or in the measure that it names."""
        made = [requirement, measure_of(self.scope, requirement)]
        places = [place.path for each in made if (place := origin(each, self.scope.document)) is not None]
        return any(f"{fault}/".startswith(f"{place}/") for fault in self.paths for place in places)


def minima_of(
    scope: Scope, requirements: Iterable[Requirement], faults: Faults, around: tuple[Requirement, ...] = ()
) -> Iterator[Minimum]:
    """Yield the requirements that ask for so much or so many, in the order of the text, and have no fault."""
    for requirement in requirements:
        chain = (*around, requirement)
        if isinstance(requirement, AddingUp) and is_minimum(requirement):
            picked = None if faults.are_in(requirement) else picking_of(scope, requirement)
            if picked is not None and any(each.id for each in chain):
                yield Minimum(requirement, picked, chain)
        yield from minima_of(scope, parts_of(requirement), faults, chain)


def is_minimum(requirement: AddingUp) -> bool:
    """Whether a requirement asks for so much, or more."""
    if isinstance(requirement, AmountOf | Has):
        return bool(requirement.threshold.at_least or requirement.threshold.more_than)
    return isinstance(requirement, Allocate)


def measure_of(scope: Scope, requirement: Requirement | AddingUp) -> Any:
    """Return the measure that a requirement names; None where it names none, or none there is."""
    match requirement:
        case AmountOf(amount=name) | Allocate(allocate=name):
            return scope.known["measures"].get(name)
    return None


def picking_of(scope: Scope, requirement: AddingUp) -> Picking | None:
    """Return which items a requirement picks; None for what adds nothing up, or where a fault hides it."""
    if isinstance(requirement, Has):
        return picking(scope, requirement.has, None, requirement.where)
    own = requirement.where if isinstance(requirement, AmountOf) else ALWAYS
    match measure_of(scope, requirement):
        case Sum() as measure:
            added_up = (table_of(measure) or measure.sum, unit_after(measure, ""))
            return picking(scope, measure.from_, added_up, measure.where, own)
        case Count() as measure:
            return picking(scope, measure.count, None, measure.where, own)
    return None


def picking(scope: Scope, name: str, added_up: AddedUp | None, *conditions: Condition) -> Picking | None:
    """Return which items of a list meet all of these conditions."""
    section = scope.known["vocabulary"].get(name)
    if not isinstance(section, Section):
        return None
    where = Condition(tuple(clause for each in conditions for clause in each.clauses))
    asked = frozenset(
        (name, "" if name.endswith(MANY) else value)
        for (name, value), _ in questions(scope, where, section, set())
    )
    return Picking((name, added_up, asked), where, section, allowed(scope, where, section))
