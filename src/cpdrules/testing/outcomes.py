"""Which verdicts a requirement can give: a bound from above, told from the rules alone.

Parts are taken as independent of one another, and thresholds as reachable. Left out is what surely cannot be:
*not applicable* of a requirement that always applies, *undetermined* of a fact that silence answers.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import assert_never

import attrs

from cpdrules.evaluation.quorums import combined, ends_of
from cpdrules.evaluation.relief import exempt_by
from cpdrules.rules.conditions import Path
from cpdrules.rules.measures import Score, Share
from cpdrules.rules.periods import LookBack, Windows
from cpdrules.rules.quantities import Constant
from cpdrules.rules.requirements import (
    Allocate,
    AllOf,
    AmountOf,
    CompareGroups,
    EntriesOf,
    Fact,
    ForEach,
    ForSome,
    Has,
    IfNone,
    InEvery,
    InSome,
    ItemsOf,
    Judged,
    Requirement,
    SomeOf,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field
from cpdrules.rules.walk import every, parts_of
from cpdrules.semantics import UNDETERMINED, Verdict

ABSENT: dict[str, Verdict] = {
    "met": Verdict.MET,
    "not_met": Verdict.NOT_MET,
    "not_applicable": Verdict.NOT_APPLICABLE,
}


@attrs.frozen
class Outcomes:
    """What a requirement can come to: the decided verdicts, and whether it can stay undetermined."""

    decided: Verdict
    open: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """The verdicts as a case file writes them."""
        return (*self.decided.may, *(("undetermined",) if self.open else ()))


BOTH = Outcomes(UNDETERMINED)


def outcomes(requirement: Requirement, ruleset: RuleSet) -> Outcomes:
    """Return what a requirement can come to."""
    inside = outcomes_inside(requirement, ruleset)
    exempt = any(requirement in exempt_by(each, ruleset) for each in ruleset.exemptions)
    if requirement.applies_when is None and not exempt:
        return inside
    # Whoever can be out of scope can also leave open whether they are.
    return Outcomes(inside.decided | Verdict.NOT_APPLICABLE, True)


def outcomes_inside(requirement: Requirement, ruleset: RuleSet) -> Outcomes:
    """Return what a requirement can come to where it applies."""
    match requirement:
        case AllOf() | SomeOf():
            return of_block(requirement, ruleset)
        case AmountOf():
            return of_amount(requirement, ruleset)
        case Has() | Allocate():
            return BOTH
        case Fact():
            return Outcomes(UNDETERMINED, not always_known(requirement, ruleset))
        case Judged():
            lapses = requirement.may_not_apply or requirement.prompted_by is not None
            return with_absent(BOTH, "not_applicable" if lapses else None)
        case ForEach() | ForSome():
            return of_loop(requirement, ruleset)
        case CompareGroups():
            return with_absent(BOTH, requirement.if_none)
        case InEvery() | InSome():
            return of_windows(requirement, ruleset)
        case _:
            assert_never(requirement)


def with_absent(found: Outcomes, if_none: IfNone | None) -> Outcomes:
    """Add the verdict that is given when there is nothing to judge."""
    return found if if_none is None else Outcomes(found.decided | ABSENT[if_none], found.open)


def of_block(requirement: AllOf | SomeOf, ruleset: RuleSet) -> Outcomes:
    """Return what a block can come to; only its parts that say `must` decide."""
    parts = [outcomes(part, ruleset) for part in parts_of(requirement) if part.level == "must"]
    ends = ends_of(requirement.at_least if isinstance(requirement, SomeOf) else None)
    decided = reduce(or_, (combined([part.decided for part in parts], quorum) for quorum in ends))
    return Outcomes(decided, any(part.open for part in parts) and len(decided.may) > 1)


def of_amount(requirement: AmountOf, ruleset: RuleSet) -> Outcomes:
    """Return what an amount can come to; a share or a score may have nothing to be taken of."""
    measure = next(each for each in ruleset.measures if each.name == requirement.amount)
    if isinstance(measure, Share):
        return with_absent(BOTH, requirement.if_none)
    if isinstance(measure, Score):
        block = next(each for each in every(ruleset.requirements) if each.id == measure.score)
        parts = [outcomes(part, ruleset) for part in parts_of(block)]
        lapses = all(Verdict.NOT_APPLICABLE in part.decided for part in parts)
        return with_absent(BOTH, "not_applicable" if lapses else None)
    return BOTH


def always_known(requirement: Fact, ruleset: RuleSet) -> bool:
    """Whether a fact is known whatever the record says: its silence is an answer, and so is the question."""
    test = requirement.test
    days = (test.on_or_before, test.on_or_after, test.earlier_than, test.later_than)
    numbers = (test.at_least, test.at_most, test.more_than, test.less_than)
    unset = {named.name for named in ruleset.lists if not named.is_one}
    if any(isinstance(day.anchor, str) for day in days if day) or {test.listed_in, test.free_of} & unset:
        return False
    if not all(number is None or isinstance(number, Constant) for number in numbers):
        return False
    if requirement.fact == Path("this", None):
        return True
    fields = fields_of(requirement.fact, ruleset)
    return bool(fields) and all(field.if_absent is not None for field in fields)


def fields_of(path: Path, ruleset: RuleSet) -> list[Field]:
    """Return the fields that a path may mean; `this` may be an item of any list."""
    found = []
    for section in ruleset.vocabulary:
        if section.name == path.section or (path.section == "this" and section.is_list):
            field = section.field(str(path.field))
            found += [field] if field is not None else []
    return found


def of_loop(requirement: ForEach | ForSome, ruleset: RuleSet) -> Outcomes:
    """Return what a loop can come to; a list of the record can be empty, or not be written at all."""
    over = requirement.for_each if isinstance(requirement, ForEach) else requirement.for_some
    inside = outcomes(requirement.require, ruleset)
    if isinstance(over, EntriesOf):
        named = next(each for each in ruleset.lists if each.name == over.entry_of)
        is_empty = any(each.entries == () for each in named.by_date)
        found = Outcomes(
            inside.decided, inside.open or named.is_dated
        )  # before its first day it is not known
        return with_absent(found, requirement.if_none if is_empty else None)
    if not isinstance(over, ItemsOf):
        return inside
    return with_absent(Outcomes(inside.decided, True), requirement.if_none)


def of_windows(requirement: InEvery | InSome, ruleset: RuleSet) -> Outcomes:
    """Return what windows can come to; where runs must fit in or start late there can be none."""
    windows = requirement.in_every if isinstance(requirement, InEvery) else requirement.in_some
    inside = outcomes(requirement.require, ruleset)
    named = next(each for each in ruleset.periods if each.name == windows.of)
    personal = not isinstance(named, LookBack) and isinstance(named.starts, Path)
    none_there = windows.consecutive > 1 and (personal or fits_in(windows))
    found = Outcomes(inside.decided, inside.open or personal)
    return with_absent(found, "not_applicable" if none_there else None)


def fits_in(windows: Windows) -> bool:
    """Whether windows have to lie wholly inside a period."""
    return windows.within is not None
