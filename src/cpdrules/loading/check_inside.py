"""Checks that a minimum for some of the items says whether it lies inside the total of them all.

Two hours of ethics and twenty hours of anything are twenty hours, or twenty-two: schemes mean either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, takewhile

import attrs

from cpdrules.loading.check_conditions import texts_at
from cpdrules.loading.minima import Asking, Faults, Minimum, Picking, minima_of
from cpdrules.loading.picked import points_of
from cpdrules.loading.scope import AtKey, Scope
from cpdrules.rules.choices import choice
from cpdrules.rules.requirements import AddingUp, Allocate, Requirement
from cpdrules.rules.walk import every
from cpdrules.source import Node, cited, listed

WORDS = ("/vocabulary", "/definitions", "/units", "/lists")
"""The parts of a rule set that say what conditions mean."""

RING = "R027"
"""The code of what rests on itself: a condition in a ring could be asked without end."""

MOST_ASKED = 10
MOST_COMPARED, A_POINT = 200_000, 20
"""How many questions one minimum may ask, how often two may be compared, and how often for a point: a second or so."""

NOT_ASKED = frozenset(["(whatever it is)"])
"""What is allowed where nothing is asked: more than any answers."""


def check_inside(scope: Scope, written: Iterable[Requirement]) -> None:
    """Check that each minimum says inside which others it lies, and that it does.

    What is `written` in another file, and lies inside a total that this one adds, is not asked. Nothing is asked of
    what has another fault, since it is not known then which items it is about.
    """
    others = [each for each in scope.document.diagnostics if each.severity == "error" and each.code != "R026"]
    faults = Faults(scope, [each.path for each in others])
    adding = [each for each in every(written) if isinstance(each, AddingUp)]
    shared_out = [each for each in every(scope.ruleset.requirements) if isinstance(each, Allocate)]
    parts = {part.id: str(each.id) for each in shared_out for part in each.to}
    for requirement in adding:
        check_known(scope, requirement, parts)
    if any(each.path.startswith(WORDS) or each.code == RING for each in others):
        return
    minima = {id(each.requirement): each for each in minima_of(scope, scope.ruleset.requirements, faults)}
    inside = Inside.of(scope, minima.values())
    for requirement in adding:
        if (one := minima.get(id(requirement))) is not None:
            check_names(scope, one, inside, faults)
            check_choice(scope, one, inside)
        elif requirement.inside and not faults.are_in(requirement):
            message = "`inside` is for what asks for a sum or a number of items, or more"
            AtKey(scope.node(requirement, "inside")).fault("R009", message, "take it out")
    if inside.left < 0:
        message = "there are too many minima to compare which lies inside which, so that not all are asked"
        scope.node(scope.ruleset, "requirements").fault("R028", message, "ask for fewer", severity="warning")


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


def check_amended(scope: Scope, amended: dict[str, Node]) -> None:
    """Check that what lies inside an amended total, or is amended itself, still does; `amended` are ids with places."""
    if not amended or any(each.severity == "error" for each in scope.document.diagnostics):
        return
    faults = Faults(scope, [])
    inside = Inside.of(scope, minima_of(scope, scope.ruleset.requirements, faults))
    for one in [each for alike in inside.alike.values() for each in alike]:
        for name in one.requirement.inside:
            changed = next((each for each in (name, one.name) if each in amended), None)
            around = inside.named.get(name, ())
            takes_in = any(each.picking in inside.wider(one.picking) for each in around)
            if changed is not None and around and not takes_in:
                message = (
                    f"with this, not all that counts for {cited(one.name)} counts for {cited(name)}, "
                    "and it says that it lies inside it"
                )
                hint = "amend both, so that the one still asks for more of the same items"
                amended[changed].fault("R009", message, hint)


def check_known(scope: Scope, requirement: AddingUp, parts: dict[str, str]) -> None:
    """Check that what is named is a requirement, and none of the parts of an allocation."""
    for name, node in named_in(scope, requirement):
        if name in parts and name not in scope.known["requirements"]:
            message = f"{cited(name)} is a part of `{parts[name]}`, and nothing lies inside a part"
            hint = f"name `{parts[name]}`, if this may count for any of its parts, or make this a part too"
            node.fault("R020", message, hint)
        elif name not in scope.known["requirements"]:
            scope.look_up("requirements", name, node, "requirement")


def named_in(scope: Scope, requirement: AddingUp) -> Iterator[tuple[str, Node]]:
    """Yield each name under `inside`, with its place."""
    names = requirement.inside
    yield from zip(names, texts_at(scope.node(requirement, "inside"), len(names)), strict=True)


def check_names(scope: Scope, one: Minimum, inside: Inside, faults: Faults) -> None:
    """Check that what is named is around a minimum; of what has a fault it is not known."""
    for name, node in named_in(scope, one.requirement):
        if name in faults.whole and not any(
            inside.is_around(each, one) for each in inside.named.get(name, ())
        ):
            known = sorted(each.name for each in inside.around(one))
            message = f"not all that counts here counts for {cited(name)}, so this does not lie inside it"
            hint = (
                f"name what asks for more of the same items: {listed(known)}"
                if known
                else "take `inside` out"
            )
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
