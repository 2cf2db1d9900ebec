"""Checks that a minimum for some of the items says whether it lies inside the total of them all.

Two hours of ethics and twenty hours of anything are twenty hours, or twenty-two: schemes mean either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, islice, takewhile
from typing import Any

import attrs

from cpdrules.loading.check_conditions import texts_at
from cpdrules.loading.origins import origin
from cpdrules.loading.picked import MANY, Question, allowed, points_of, questions
from cpdrules.loading.scope import AtKey, Scope
from cpdrules.rules.choices import choice
from cpdrules.rules.conditions import ALWAYS, Condition
from cpdrules.rules.measures import Award, Count, Sum, table_of, unit_after
from cpdrules.rules.quantities import Constant
from cpdrules.rules.requirements import AddingUp, Allocate, AmountOf, Has, Requirement, SomeOf
from cpdrules.rules.vocabulary import Section
from cpdrules.rules.walk import every, parts_of
from cpdrules.source import cited, listed

WORDS = ("/vocabulary", "/definitions", "/units", "/lists")
"""The parts of a rule set that say what conditions mean."""

RING = "R027"
"""The code of what rests on itself: a condition in a ring could be asked without end."""

AddedUp = tuple[str | Award, str]
"""The field or the table with the amounts, and the unit into which they are converted."""

Asking = tuple[str, AddedUp | None, frozenset[Question]]
"""A list, what of it is added up (nothing where items are counted), and the questions that pick its items."""

MOST_ASKED = 10
MOST_COMPARED, A_POINT = 200_000, 20
"""How many questions one minimum may ask, how often two may be compared, and how often for a point: a second or so."""

NOT_ASKED = frozenset(["(whatever it is)"])
"""What is allowed where nothing is asked: more than any answers."""


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


def check_inside(scope: Scope, written: Iterable[Requirement]) -> None:
    """Check that each minimum says inside which others it lies, and that it does.

    What is `written` in another file, and lies inside a total that this one adds, is not asked. Nothing is asked of
    what has another fault, since it is not known then which items it is about.
    """
    others = [each for each in scope.document.diagnostics if each.severity == "error" and each.code != "R026"]
    if any(each.path.startswith(WORDS) or each.code == RING for each in others):
        return
    faults = [each.path for each in others]
    minima = {id(each.requirement): each for each in minima_of(scope, scope.ruleset.requirements, faults)}
    inside = Inside.of(scope, minima.values())
    for requirement in every(written):
        if (one := minima.get(id(requirement))) is not None:
            check_names(scope, one, inside, is_whole=not faults)
            check_choice(scope, one, inside)
        elif isinstance(requirement, AddingUp) and requirement.inside and not faults:
            message = "only what asks for a sum or a number of items, or more, lies inside another"
            AtKey(scope.node(requirement, "inside")).fault("R009", message, "take `inside` out")
    if inside.left < 0:
        message = "there are too many minima to compare which lies inside which, so that not all are asked"
        scope.node(scope.ruleset, "requirements").fault("R028", message, "ask for fewer", severity="warning")


def minima_of(
    scope: Scope,
    requirements: Iterable[Requirement],
    faults: list[str],
    around: tuple[Requirement, ...] = (),
) -> Iterator[Minimum]:
    """Yield the requirements that ask for so much or so many, in the order of the text, and have no fault."""
    for requirement in requirements:
        chain = (*around, requirement)
        if isinstance(requirement, AddingUp) and is_minimum(requirement):
            places = [
                origin(requirement, scope.document),
                origin(measure_of(scope, requirement), scope.document),
            ]
            paths = [place.path for place in places if place is not None]
            is_faulty = any(f"{fault}/".startswith(f"{path}/") for fault in faults for path in paths)
            picked = picking_of(scope, requirement) if not is_faulty else None
            if picked is not None and any(each.id for each in chain):
                yield Minimum(requirement, picked, chain)
        yield from minima_of(scope, parts_of(requirement), faults, chain)


def is_minimum(requirement: AddingUp) -> bool:
    """Whether a requirement asks for so much, or more."""
    if isinstance(requirement, AmountOf | Has):
        return bool(requirement.threshold.at_least or requirement.threshold.more_than)
    return isinstance(requirement, Allocate)


def measure_of(scope: Scope, requirement: AddingUp) -> Any:
    """Return the measure that a requirement names; None where it names a list, or nothing there is."""
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


@attrs.define
class Inside:
    """Which minima lie inside which: the pickings that take in others, each pair compared once, as far as `left` goes.

    `alike` are the minima by what they pick, `asking` the pickings by what they ask, and `named` the minima by name.
    """

    scope: Scope
    alike: dict[Picking, list[Minimum]] = attrs.Factory(dict)
    asking: dict[Asking, list[Picking]] = attrs.Factory(dict)
    named: dict[str, list[Minimum]] = attrs.Factory(dict)
    known: dict[Picking, tuple[Picking, ...]] = attrs.Factory(dict)
    left: int = MOST_COMPARED

    @classmethod
    def of(cls, scope: Scope, minima: Iterable[Minimum]) -> Inside:
        """Gather minima by what they pick, and by name."""
        made = cls(scope)
        for each in minima:
            if each.picking not in made.alike:
                made.asking.setdefault(each.picking.asking, []).append(each.picking)
            made.alike.setdefault(each.picking, []).append(each)
            made.named.setdefault(each.name, []).append(each)
        return made

    def wider(self, picking: Picking) -> tuple[Picking, ...]:
        """Return the pickings that take in all that one does, itself too, as far as the vocabulary tells."""
        if picking not in self.known:
            found = []
            for each in self.candidates(picking):
                if self.takes_in(each, picking):
                    found.append(each)
                if self.left < 0:
                    break
            self.known[picking] = tuple(found)
        return self.known[picking]

    def candidates(self, picking: Picking) -> Iterator[Picking]:
        """Yield the pickings that ask nothing else than one does: any other leaves out some of what it takes."""
        listed, added_up, asked = picking.asking
        if len(asked) > MOST_ASKED:
            self.left = -1
            return
        for number in range(len(asked) + 1):
            for some in combinations(sorted(asked), number):
                yield from self.asking.get((listed, added_up, frozenset(some)), ())

    def takes_in(self, wide: Picking, narrow: Picking) -> bool:
        """Whether whatever one picks the other picks too."""
        self.left -= 1
        if wide == narrow or not wide.where.clauses:
            return True
        if wide.allowed is not None and narrow.allowed is not None:
            asked = wide.allowed.items()
            return all(narrow.allowed.get(question, NOT_ASKED) <= values for question, values in asked)
        points = points_of(self.scope, [wide.where, narrow.where], wide.section) if self.left >= 0 else None
        self.left -= len(points.points) * A_POINT if points is not None else 0
        return points is not None and points.where(narrow.where) <= points.where(wide.where)

    def is_around(self, other: Minimum, one: Minimum) -> bool:
        """Whether a minimum is for more of the same items: for as many, where they are shared out to parts."""
        self.left -= 1
        if other is one or one.is_alternative_to(other) or other.picking not in self.wider(one.picking):
            return False
        if isinstance(one.requirement, Allocate) and not isinstance(other.requirement, Allocate):
            return True
        return one.picking not in self.wider(other.picking)

    def around(self, one: Minimum) -> list[Minimum]:
        """Return a minimum of each kind that is around one."""
        shared_out = isinstance(one.requirement, Allocate)
        found: list[Minimum] = []
        for kind in self.wider(one.picking):
            if shared_out or one.picking not in self.wider(kind):
                looked_at = takewhile(lambda _: self.left >= 0, self.alike[kind])
                found += islice((each for each in looked_at if self.is_around(each, one)), 1)
        return found


def check_names(scope: Scope, one: Minimum, inside: Inside, *, is_whole: bool) -> None:
    """Check that what is named is around a minimum, as far as the rule set is whole."""
    names = one.requirement.inside
    for name, node in zip(names, texts_at(scope.node(one.requirement, "inside"), len(names)), strict=True):
        if name not in scope.known["requirements"]:
            scope.look_up("requirements", name, node, "requirement")
        elif is_whole and not any(inside.is_around(each, one) for each in inside.named.get(name, ())):
            known = sorted(each.name for each in inside.around(one))
            message = f"{cited(name)} is no minimum for more of the same items, so nothing lies inside it"
            hint = f"name one of those that are: {listed(known)}" if known else "take `inside` out"
            node.fault("R009", message, hint)


def check_choice(scope: Scope, one: Minimum, inside: Inside) -> None:
    """Ask whether a minimum lies inside those around it, the nearest first; those around that one are not asked."""
    names = one.requirement.inside
    said = [
        next((each for each in inside.named.get(name, ()) if inside.is_around(each, one)), None)
        for name in names
    ]
    if None in said:
        return
    covered = {kind for each in said if each is not None for kind in inside.wider(each.picking)}
    unsaid = [each for each in inside.around(one) if each.picking not in covered]
    asked = choice(type(one.requirement), "inside")
    if asked is None or not unsaid:
        return
    nearest = next(each for each in unsaid if not any(inside.is_around(each, other) for other in unsaid))
    answer = f"[{', '.join((*names, nearest.name))}]" if names else nearest.name
    hint = asked.hint.replace("<requirement>", answer)
    scope.node(one.requirement).fault("R026", asked.question, hint)
