"""What rule sets stand beside a rule set: each differs from it in one number, day or choice, by the smallest step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cpdrules.loading.check import check_rules
from cpdrules.loading.load import Loaded
from cpdrules.rules import keys
from cpdrules.rules.parameters import DatedValue, Parameter
from cpdrules.rules.quantities import Constant, Percent
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import DatedEntries, NamedList, Unit
from cpdrules.source import Document, Mapping, Span
from cpdrules.testing.changes import Change, changes_of
from cpdrules.testing.same import same
from cpdrules.testing.spots import Spot, at, nodes_by_place, replaced, spots, written_at
from cpdrules.testing.uses import near, used_names, users


@attrs.frozen
class Mutant:
    """One change of a rule set: where it is written, what is changed, and which requirements it is near to."""

    spot: Spot
    change: Change
    place: Span
    called: str
    near: tuple[str, ...]

    def of(self, ruleset: RuleSet) -> RuleSet | None:
        """Return a rule set with the change made; None when something else stands there, set by an adopter."""
        there = at(ruleset, self.spot.way)
        around = at(ruleset, self.spot.way[: self.spot.above[-1][0]])
        if there != self.spot.value or around != self.spot.owner:
            return None
        made: RuleSet = replaced(ruleset, self.spot.way, self.change.becomes)
        return made


@attrs.frozen
class RuleText:
    """A rule set with the tree that it was read from."""

    ruleset: RuleSet
    root: Mapping
    document: Document

    @classmethod
    def of(cls, loaded: Loaded) -> RuleText | None:
        """Return a rule set that was read; None when there is a fault, which running its cases has told."""
        if loaded.ruleset is None or loaded.root is None or loaded.document is None:
            return None
        return cls(loaded.ruleset, loaded.root, loaded.document)

    @property
    def extends(self) -> bool:
        """Whether it only sets what another rule set leaves open."""
        return "extends" in self.root

    def is_formed(self, made: RuleSet) -> bool:
        """Whether a changed rule set would be loaded. What an adopter sets is numbers alone, which are always."""
        if self.extends:
            return True
        self.document.withdraw()
        check_rules(made, self.root, self.document)
        return not self.document.faulty


def mutants_of(text: RuleText) -> Iterator[Mutant]:
    """Yield every change of what a file says that is well formed and that some record can tell."""
    nodes = nodes_by_place(text.root)
    uses, used = users(text.ruleset), used_names(text.ruleset)
    for spot in spots(text.ruleset):
        for change in changes_of(spot, text.ruleset):
            place = written_at(spot, change.part, nodes)
            if place is None or same(spot, change.becomes, text.ruleset, used):
                continue
            if text.is_formed(replaced(text.ruleset, spot.way, change.becomes, text.document)):
                yield Mutant(spot, change, place, called(spot, change), near(spot, uses))


def called(spot: Spot, change: Change) -> str:
    """Return the word by which a changed value goes in the file."""
    owner = spot.owner
    match owner:
        case Constant() | Percent():
            return key_of(spot.above[-2][1], spot.way[spot.above[-2][0] :])
        case DatedValue():
            name = next(each.name for each in spot.rules if isinstance(each, Parameter))
            return f"{name}, from {owner.since}" if owner.since is not None else name
        case DatedEntries():
            return (
                f"{next(each.name for each in spot.rules if isinstance(each, NamedList))}, from {owner.since}"
            )
        case NamedList() if isinstance(row := owner.values[spot.way[-2]], tuple):  # type: ignore[index]
            return f"{owner.name}, {row[0]}"
        case _ if change.part and isinstance(change.part[0], str):
            return change.part[0]
        case _:
            return key_of(owner, spot.way[spot.above[-1][0] :])


def key_of(owner: Any, way: tuple[str | int, ...]) -> str:
    """Return the key of the field with which a way goes on from a rule; of a scale's answer, the answer."""
    if isinstance(owner, Unit):
        return owner.name
    field = attrs.fields_dict(type(owner))[str(way[0])]
    value = getattr(owner, field.name)
    if len(way) > 2 and isinstance(way[1], int) and isinstance(value[way[1]], tuple):
        return str(value[way[1]][0])
    return keys.word(field)
