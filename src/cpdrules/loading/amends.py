"""Amending requirements of a rule set that is extended: joining what is said, and telling what that does."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, get_args

import attrs

from cpdrules.loading.check_amendments import check_amendment, is_amendable
from cpdrules.loading.direction import Directions
from cpdrules.loading.reasons import check_reason
from cpdrules.loading.scalars import advice
from cpdrules.loading.scope import Scope
from cpdrules.loading.sets import block_of
from cpdrules.loading.structure import words_of
from cpdrules.loading.tightening import TABLE, Case, effect_of, number_in
from cpdrules.rules.amended import Amended, ChangedKey
from cpdrules.rules.amendments import Amendment
from cpdrules.rules.conditions import Condition, FieldClause, Test
from cpdrules.rules.quantities import Constant, Percent, Quantity, Threshold
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    EvidenceAsked,
    Fact,
    ForEach,
    ForSome,
    Has,
    InEvery,
    InSome,
    Judges,
    OfEveryone,
    Requirement,
    SomeOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import every
from cpdrules.rules.yaml_words import yaml_words
from cpdrules.source import Document, Mapping, cited

NUMBERS = ("at_least", "more_than", "at_most", "less_than")


@attrs.frozen
class Amending:
    """Amends the requirements of one rule set, `old`, as one file says; `by` is that file's text, without changes."""

    old: RuleSet
    by: Amended
    root: Mapping
    document: Document
    added: frozenset[str]

    def all_of(self, amendments: tuple[Amendment, ...], rules: RuleSet) -> RuleSet:
        """Return the rule set with every amendment made that has no fault."""
        for each in amendments:
            chain = Directions(rules).chain_of(each.name)
            if not chain:
                self.fault_unknown(each.name, rules)
            elif (after := self.amended(each, chain, rules)) is not None:
                made = tuple(replaced(top, each.name, after) for top in rules.requirements)
                rules = attrs.evolve(rules, requirements=made)
        return rules

    def fault_unknown(self, name: str, rules: RuleSet) -> None:
        """Say that there is nothing of this id to amend."""
        node = block_of(self.root, "amends")
        tops = every(rules.requirements)
        parts = [part.id for each in tops if isinstance(each, Allocate) for part in each.to]
        if name in self.added:
            message = f"`{name}` is added by this file itself"
            node.fault_key(name, "R031", message, "write it there as it should be")
        elif name in parts:
            message = f"`{name}` is a part of an allocation, and those cannot be amended"
            node.fault_key(name, "R031", message, "add a requirement of your own beside it")
        else:
            known = [each.id for each in every(rules.requirements) if each.id is not None]
            hint = advice(node, name, known, "its requirements are")
            node.fault_key(name, "R020", f"`{self.old.id}` has no requirement {cited(name)}", hint)

    def amended(
        self, amendment: Amendment, chain: tuple[Requirement, ...], rules: RuleSet
    ) -> Requirement | None:
        """Return what becomes of a requirement; None, with every fault noted, where that cannot be."""
        node = block_of(self.root, "amends").entries[amendment.name]
        assert isinstance(node, Mapping)
        *around, before = chain
        given = [word for word in TABLE if word in node]
        if any(entry.broken for entry in node.entries.values()) or not set(node) <= set(words_of(Amendment)):
            return None
        if not is_amendable(chain, given, node, self.old):
            return None
        case = Case(self.old, rules, before, joined(before, amendment, given), tuple(around))
        if "judges" in given:
            case = with_role(case, amendment)
        if not check_amendment(Scope.of(rules, self.root, self.document), case, amendment, node):
            return None
        changes = [change_of(word, case) for word in given]
        idle = [each for each in changes if each.was == each.becomes and each.key != "exempt"]
        for each in idle:
            message = f"`{each.key}` of `{amendment.name}` is that already"
            node.fault_key(each.key, "R031", message, "take it out, or change it")
        if idle or not check_reason(amendment.loosens, changes, amendment.name, node):
            return None
        by = attrs.evolve(
            self.by,
            changes=tuple(changes),
            reason=amendment.loosens,
            reference=amendment.reference,
            place=amendment.place,
        )
        return attrs.evolve(case.after, amended=(*before.amended, by))


def refuse_undecided(root: Mapping) -> None:
    """Refuse keys of requirements of which it is not decided what their amendment would do."""
    node = root.get("amends")
    known = {word for kind in get_args(Requirement) for word in words_of(kind)} - set(words_of(Amendment))
    blocks = node.entries.values() if isinstance(node, Mapping) else ()
    for each in [each for each in blocks if isinstance(each, Mapping)]:
        for word in [word for word in each if word in known]:
            hint = "add a requirement of your own"
            each.fault_key(word, "R031", f"`{word}` of `{each.step}` cannot be amended", hint)
            each.entries[word].broken = True


def replaced(requirement: Requirement, name: str, after: Requirement) -> Requirement:
    """Return a requirement with the one of an id inside it replaced."""
    if requirement.id == name:
        return after
    inside: Callable[[Requirement], Requirement] = lambda part: replaced(part, name, after)  # noqa: E731
    made: Requirement = requirement
    match requirement:
        case AllOf():
            made = attrs.evolve(requirement, all_of=tuple(map(inside, requirement.all_of)))
        case SomeOf():
            made = attrs.evolve(requirement, some_of=tuple(map(inside, requirement.some_of)))
        case ForEach() | ForSome() | InEvery() | InSome():
            made = attrs.evolve(requirement, require=inside(requirement.require))
        case _:
            pass
    return requirement if made == requirement else made


# -- joining -------------------------------------------------------------------------------------------------


def joined(before: Requirement, amendment: Amendment, given: list[str]) -> Requirement:
    """Return a requirement with what an amendment says of it."""
    changed: dict[str, Any] = {}
    for word in given:
        said = getattr(amendment, word)
        match word:
            case "at_least" | "more_than" | "at_most" | "less_than":
                changed |= with_number(before, word, said)
            case "where":
                changed[word] = narrowed(getattr(before, word), said)
            case "applies_when":
                changed[word] = said if before.applies_when is None else narrowed(before.applies_when, said)
            case "applies_to":
                changed["applies_when"] = None
            case "limits":
                changed[word] = (*getattr(before, word), *said)
            case "evidence":
                changed[word] = more_evidence(getattr(before, word), said)
            case "exempt":
                pass
            case _:
                changed[word] = said
    return attrs.evolve(before, **changed)


def with_number(before: Requirement, word: str, said: Quantity) -> dict[str, Any]:
    """Return the field that holds a number, with another one in it."""
    match before:
        case AmountOf() | Has():
            return {"threshold": Threshold(**{word: said})}
        case Fact():
            changes: dict[str, Any] = {word: said}
            return {"test": attrs.evolve(before.test, **changes)}
        case CompareGroups():
            percent = said.percent if isinstance(said, Percent) else said
            number = Constant(percent) if isinstance(percent, Fraction) else percent
            return {"at_least": OfEveryone(percent=number, of="everyone")}
        case _:
            return {word: said}


def narrowed(before: Condition, more: Condition) -> Condition:
    """Return a condition with further clauses: one that leaves fewer values of a fact takes the place of the other."""
    clauses = list(before.clauses)
    for each in more.clauses:
        place = next((n for n, old in enumerate(clauses) if leaves_fewer(each, old)), None)
        if each in clauses:
            continue
        if place is None:
            clauses.append(each)
        else:
            clauses[place] = each
    return Condition(tuple(clauses), place=more.place)


def leaves_fewer(one: object, other: object) -> bool:
    """Whether a clause asks for some of the values that another asks for, and for nothing else."""
    if not (isinstance(one, FieldClause) and isinstance(other, FieldClause) and one.path == other.path):
        return False
    mine, theirs = one.test.is_, other.test.is_
    bare = one.test == Test(is_=mine) and other.test == Test(is_=theirs)
    return bare and mine is not None and theirs is not None and set(mine) < set(theirs)


def more_evidence(before: EvidenceAsked | None, said: EvidenceAsked) -> EvidenceAsked:
    """Return the evidence that is asked for before and now; of which one is enough, what is said now."""
    old = before or EvidenceAsked()
    return EvidenceAsked(
        all_of=tuple(dict.fromkeys((*old.all_of, *said.all_of))), some_of=said.some_of or old.some_of
    )


def with_role(case: Case, amendment: Amendment) -> Case:
    """Return a case in which the judges are of the role, and answer in the days, of before where none are said."""
    said, old = amendment.judges, case.inherited("judges")
    if said is None or old is None:
        return case
    judges = Judges(at_least=said.at_least, role=said.role or old.role, made_in=said.made_in or old.made_in)
    return attrs.evolve(case, after=attrs.evolve(case.after, judges=judges))


# -- telling -------------------------------------------------------------------------------------------------


def change_of(word: str, case: Case) -> ChangedKey:
    """Return what a key was and became, and what that does."""
    if word == "exempt":
        return ChangedKey(word, "", "everyone", effect_of(word, case))
    if word in NUMBERS:
        before, after = (yaml_words(number_in(each, word)) for each in (case.before, case.after))
    else:
        key = "applies_when" if word == "applies_to" else word
        old = case.inherited(key) if key in ("judges", "combine") else getattr(case.before, key)
        before = "" if old == () else yaml_words(old)  # a list that was not said
        after = yaml_words(getattr(case.after, key))
    if word == "applies_to":
        after = "everyone"
    return ChangedKey(word, before, after, effect_of(word, case))
