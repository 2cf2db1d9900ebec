"""Where a thing may stand: which keys of which blocks hold it, computed from the types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from cpdrules.loading.structure import hints, members
from cpdrules.rules import keys
from cpdrules.rules.conditions import Condition, HasClause, MeetsClause, Moment, SomeOfClause, Test
from cpdrules.rules.keys import tag
from cpdrules.rules.measures import Measure, MeasureBase, Step
from cpdrules.rules.requirements import Over, Requirement, RequirementBase
from cpdrules.rules.ruleset import Definition
from cpdrules.semantics import Duration

from .keys import home, label, listed_and, listed_or, rule_types, with_article

UNIONS = (Measure, Step, Requirement, Over)
IN_CONDITIONS = (Test, MeetsClause, HasClause, SomeOfClause)
# Past so many holders, a sentence that names each can no longer be read aloud.
MOST_NAMED = 4


@attrs.frozen
class Holder:
    """A key that may hold a thing; `flat` when the thing's keys stand beside those of the owner."""

    owner: type
    word: str
    flat: bool = False


@cache
def holders() -> dict[str, tuple[Holder, ...]]:
    """Return which keys hold things of each type, by its name."""
    found: dict[str, list[Holder]] = {}
    for owner in rule_types().values():
        for field in keys.written(owner):
            flat = bool(field.metadata.get(keys.FLAT))
            if keys.DOC not in field.metadata:
                continue
            holder = Holder(home(owner, field.name), keys.word(field), flat)
            if flat:
                holder = Holder(owner, tag(owner), True)
            for held in contained(hints(owner)[field.name]):
                if holder not in found.setdefault(held.__name__, []):
                    found[held.__name__].append(holder)
    return {name: tuple(each) for name, each in found.items()}


def contained(annotation: Any) -> Iterator[type]:
    """Yield the types that stand directly under a key of this type."""
    for option in members(annotation):
        if get_origin(option) is tuple:
            yield from contained(get_args(option)[0])
        elif option is Definition:
            yield Condition
        elif isinstance(option, type) and attrs.has(option):
            yield option
    if Moment in members(annotation):
        yield Duration


def base_of(rule_type: type) -> type | None:
    """Return the type whose keys a kind of measure or of requirement also has."""
    bases = [base for base in (MeasureBase, RequirementBase) if issubclass(rule_type, base)]
    return bases[0] if bases and rule_type not in bases else None


def stands_in(name: str) -> str:
    """Say where things of a type may stand; nothing for what is said once for its whole family."""
    rule_type = rule_types().get(name)
    if rule_type in IN_CONDITIONS:
        beside = [f"`{each.word}`" for each in holders().get(name, ()) if each.flat]
        return f"Stands in any [condition](#about-conditions){', and beside ' + listed_and(beside) if beside else ''}."
    if rule_type is not None and base_of(rule_type):
        return ""
    families = {"MeasureBase": "Sum", "RequirementBase": "AllOf"}
    found = holders().get(families.get(name, name), ())
    flat = [f"`{each.word}`" for each in found if each.flat]
    nested = _named([each for each in found if not each.flat])
    places = []
    if flat:
        places.append(f"beside {listed_and(flat)}")
    if nested:
        places.append(f"in {nested}")
    return f"Stands {', and '.join(places)}." if places else ""


def _named(found: list[Holder]) -> str:
    """Name the keys; with their owners, unless those are too many to read aloud."""
    if not found:
        return ""
    by_word: dict[str, list[str]] = {}
    for holder in found:
        owner = owner_label(holder.owner)
        by_word.setdefault(holder.word, []).append("" if owner == f"`{holder.word}`" else owner)
    if sum(map(len, by_word.values())) > MOST_NAMED:
        return listed_and([f"`{word}`" for word in by_word])
    said = []
    for word, owners in by_word.items():
        named = [owner for owner in dict.fromkeys(owners) if owner]
        said.append(f"`{word}` of {listed_or(named)}" if named else f"`{word}`")
    return listed_and(said)


def owner_label(owner: type) -> str:
    """Return what prose calls the block that holds a key; nothing for the file itself."""
    if owner.__name__ in ("RuleSet", "Setting"):
        return ""
    if owner in (MeasureBase, RequirementBase):
        return f"any {label(owner).removesuffix('base')}"
    if owner in members(Step):
        return "a step"
    for union in UNIONS:
        if owner in members(union):
            return f"`{tag(owner)}`"
    return with_article(label(owner))
