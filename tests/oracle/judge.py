"""The point judge: every requirement of a fully known record, written as plainly as the semantics say it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from oracle.judge_allocations import shared_out
from oracle.judge_amounts import different, part_and_whole, quantity
from oracle.judge_criteria import Criteria, asked_of, criterion
from oracle.judge_days import moment, moved, period_named, runs_of
from oracle.judge_facts import RELATIONS, Place, World, entries, holds, items_in, look, name_of, passes
from oracle.judge_gaps import longest_gap
from oracle.judge_ledgers import amount_of
from oracle.judge_times import is_possible, time_of
from oracle.words import FIELDS, LISTS, REQUIREMENT_KINDS, if_absent, values_of

MET, NOT_MET, NOT_APPLICABLE = "met", "not_met", "not_applicable"
TESTS = (
    *RELATIONS, "is", "except", "every", "recorded", "contains", "starts_with", "listed_in", "free_of",
    "on_or_before", "on_or_after", "earlier_than", "later_than",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a requirement came to."""

    verdict: str
    amount: Fraction | None = None
    needed: Fraction | None = None
    worth: Fraction | None = None
    parts: tuple[Outcome, ...] = ()


def judge(world: World, period: Any = None) -> dict[str, Outcome]:
    """Return what every requirement comes to, by address; the whole stands under the empty address."""
    if not is_possible(world.record["leaves"]):
        raise NoPeriodError
    world.measured = partial(measured, world)
    name = world.rules.get("period")
    person = world.record["person"]
    world.main = period or (period_named(world.rules, person, name, world.on, None) if name else None)
    window = world.main or (None if name else period_named(world.rules, person, "ever", world.on, None))
    if window is None:
        return not_begun(world.rules["requirements"])
    tops = [
        (rule, requirement(world, rule, Place(window), Criteria())) for rule in world.rules["requirements"]
    ]
    verdicts = [outcome.verdict for rule, outcome in tops if rule.get("level", "must") == "must"]
    return world.found | {"": Outcome(combined(verdicts, None))}


def not_begun(rules: list[dict[str, Any]]) -> dict[str, Outcome]:
    """Return what is certain where the judged period has not begun: only what has a period of its own may apply."""
    without = {rule["id"]: Outcome(NOT_APPLICABLE) for rule in rules if "period" not in rule}
    return without | ({"": Outcome(NOT_APPLICABLE)} if len(without) == len(rules) else {})


def requirement(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge one requirement, and note it under its address."""
    around = asked_of(rule, around)
    if "period" in rule:
        window = period_named(world.rules, world.record["person"], rule["period"], world.on, world.main)
        if window is None:
            raise NoPeriodError
        place = place.at(window)
    outcome = in_time(world, rule, place, around) if "due" in rule or "not_before" in rule else None
    outcome = outcome or decided(world, rule, place, around)
    world.found[around.address + place.suffix] = outcome
    return outcome


def decided(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge a requirement in a window, if it applies and nobody is exempt from it."""
    if is_exempt(world, rule, place) or not holds(world, rule.get("applies_when"), None, place):
        return Outcome(NOT_APPLICABLE)
    return KINDS[kind_of(rule)](world, rule, place, around)


def in_time(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge a requirement between its days, and if it is missed through the days of grace."""
    days = [
        moment(rule[word], lambda path: look(world, path, None, place), place.window, world.on)
        if word in rule
        else edge
        for word, edge in zip(("not_before", "due"), place.window, strict=True)
    ]
    begin, end = days
    if begin is None or end is None or begin > end:
        return Outcome(NOT_APPLICABLE)
    grace = rule["late"].get("accepted_for") if isinstance(rule.get("late"), dict) else None
    before = set(world.found)
    found = decided(world, rule, place.between((begin, end), end if "due" in rule else place.due), around)
    if grace and found.verdict == NOT_MET:
        until = moved(end, grace, 1)
        return decided(world, rule, place.between((begin, until), until), around)
    if grace:
        # Where it is not known whether it is missed, a report gives all amounts with the days of grace.
        world.found |= {name: without_amount(world.found[name]) for name in set(world.found) - before}
        return without_amount(found)
    return found


def without_amount(outcome: Outcome) -> Outcome:
    """Return what a requirement came to, of which no amount is compared."""
    return replace(outcome, amount=None, needed=None)


def is_exempt(world: World, rule: dict[str, Any], place: Place) -> bool:
    """Whether the person is exempt from a requirement, by what holds in the judged period."""
    at = place.at(world.main) if world.main else place
    return any(
        rule.get("id") in exempt_by(said, world.rules["requirements"])
        and holds(world, said["when"], None, at)
        for said in world.rules.get("exemptions", {}).values()
    )


def exempt_by(said: dict[str, Any], rules: list[dict[str, Any]]) -> list[str]:
    """Return the ids that an exemption takes away: those it names, or all but those it names and what holds them."""
    if "exempt_from" in said:
        return list(said["exempt_from"])
    taken = []
    for rule in rules:
        kept = rule["id"] in said["from_all_except"]
        inside = rule.get("all_of") or rule.get("some_of") or []
        if not kept and any(each in ids_in(inside) for each in said["from_all_except"]):
            taken += exempt_by(said, inside)
        elif not kept:
            taken.append(rule["id"])
    return taken


def ids_in(rules: list[dict[str, Any]]) -> list[str]:
    """Return the ids of requirements and of all inside blocks."""
    return [
        name
        for rule in rules
        for name in [rule["id"], *ids_in(rule.get("all_of") or rule.get("some_of") or [])]
    ]


class NoPeriodError(Exception):
    """The person has no period yet, which the semantics leave open; or nobody can have such a record."""


def kind_of(rule: dict[str, Any]) -> str:
    """Return the word that names the kind."""
    return next(word for word in rule if word in REQUIREMENT_KINDS)


def combined(verdicts: list[str], quorum: Any) -> str:
    """Leave out what does not apply; of the rest all, enough, or a share are met."""
    applicable = [verdict for verdict in verdicts if verdict != NOT_APPLICABLE]
    if not applicable:
        return NOT_APPLICABLE
    return MET if applicable.count(MET) >= enough(len(applicable), quorum) else NOT_MET


def enough(applicable: int, quorum: Any) -> int:
    """Return how many of the applicable parts have to be met."""
    if quorum is None:
        return applicable
    if isinstance(quorum, Fraction):
        return math.ceil(quorum * applicable)
    return min(quorum, applicable)


def quorum_of(world: World, rule: dict[str, Any], place: Place) -> Any:
    """Return how many are enough: a number, a share, or None for all."""
    said = rule.get("at_least")
    return quantity(world, said, place) if isinstance(said, dict) else said


# -- blocks, loops, windows ----------------------------------------------------------------------------------


def block(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge parts; those that say `must` decide."""
    rules = rule.get("all_of") or rule["some_of"]
    parts = [requirement(world, part, place, around) for part in rules]
    binding = [o.verdict for part, o in zip(rules, parts, strict=True) if part.get("level", "must") == "must"]
    verdict = combined(binding, quorum_of(world, rule, place))
    return Outcome(verdict, parts=tuple(parts))


def loop(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge each item, value or entry."""
    over = rule.get("for_each") or rule["for_some"]
    if isinstance(over, str):
        turns = [i for i in items_in(world, over, place.window) if holds(world, rule.get("where"), i, place)]
    elif "entry_of" in over:
        turns = entries(world, over["entry_of"], place)
    else:
        turns = [v for v in values_of(over["in"], over["value_of"]) if v not in over.get("except", [])]
    inside = [replace(place, this=turn, suffix=f"{place.suffix}[{name_of(turn)}]") for turn in turns]
    found = [requirement(world, rule["require"], each, around) for each in inside]
    return counted(found, quorum_of(world, rule, place), rule["if_none"])


def windows(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Judge each window."""
    said = rule.get("in_every") or rule["in_some"]
    runs = runs_of(world.rules, world.record["person"], said, world.on, world.main, place.window)
    inside = [replace(place.at(run), suffix=f"{place.suffix}[{run[0]}..{run[1]}]") for run in runs]
    found = [requirement(world, rule["require"], each, around) for each in inside]
    return replace(counted(found, quorum_of(world, rule, place), NOT_APPLICABLE), amount=None, needed=None)


def counted(found: list[Outcome], quorum: Any, if_none: str) -> Outcome:
    """Combine what was found each time round, and count how many were met."""
    verdicts = [each.verdict for each in found]
    applicable = len(verdicts) - verdicts.count(NOT_APPLICABLE)
    verdict = combined(verdicts, quorum) if found else if_none
    return Outcome(verdict, Fraction(verdicts.count(MET)), Fraction(enough(applicable, quorum)))


# -- what stands alone ---------------------------------------------------------------------------------------


def amount(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Hold an amount against what is needed."""
    relation = next((word for word in RELATIONS if word in rule), "at_least")
    needed = quantity(world, rule.get(relation, 1), place)
    measure = {"count": rule["has"]} if "has" in rule else world.rules["measures"][rule["amount"]]
    if "share" in measure:
        inside, whole = part_and_whole(world, measure, place)
        if not whole:
            return Outcome(rule["if_none"])
        reached = inside / whole
    elif "score" in measure:
        worth = score_of(world, measure, place)
        if worth is None:
            return Outcome(NOT_APPLICABLE)
        reached = worth
    else:
        reached = total_of(world, measure, rule, place)
    return Outcome(MET if RELATIONS[relation](reached, needed) else NOT_MET, reached, needed)


def total_of(world: World, measure: dict[str, Any], rule: dict[str, Any], place: Place) -> Fraction:
    """Return what a measure other than a share or a score comes to."""
    if "distinct" in measure:
        return different(world, measure, rule, place)
    if "longest_gap" in measure:
        return longest_gap(world, measure, rule, place)
    if "time_in" in measure or "time_without" in measure:
        return time_of(world, measure, rule, place)
    return amount_of(world, measure, rule, place)


def measured(world: World, name: str, place: Place) -> Fraction:
    """Return what a measure comes to, where a condition or a reduction asks."""
    return total_of(world, world.rules["measures"][name], {}, place)


def allocation(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Share a measure out."""
    reached, needed = shared_out(world, rule, place)
    return Outcome(MET if reached == needed else NOT_MET, reached, needed)


def fact(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Ask one fact."""
    test = {word: rule[word] for word in TESTS if word in rule}
    if test.get("recorded") and is_overdue(world, rule["fact"], place):
        return Outcome(NOT_MET)
    true = passes(world, look(world, rule["fact"], None, place), test, None, place)
    return Outcome(MET if true else NOT_MET)


def is_overdue(world: World, path: str, place: Place) -> bool:
    """Whether a fact should have been written by a day that is over, in a record that leaves nothing out up to then."""
    through = world.written.get("complete_through")
    if place.due is None or world.on <= place.due or through is None or str(through) < place.due.isoformat():
        return False
    section, _, name = path.partition(".")
    written = {"person": [world.written.get("person") or {}]}
    if section == "this":
        if not isinstance(place.this, dict):
            return False
        written = {
            part: [each for each in world.written.get(part) or () if each["id"] == place.this["id"]]
            for part in LISTS
        }
    known = {
        each: things for each, things in written.items() if name in FIELDS[each] and not if_absent(each, name)
    }
    return any(thing.get(name) is None for things in known.values() for thing in things)


def judged(world: World, rule: dict[str, Any], place: Place, around: Criteria) -> Outcome:
    """Ask the judges."""
    verdict, worth = criterion(world, rule, place, around)
    return Outcome(verdict, worth=worth)


# -- scores --------------------------------------------------------------------------------------------------


def score_of(world: World, measure: dict[str, Any], place: Place) -> Fraction | None:
    """Return the score of a block, judged on its own."""
    chain = way_to(world.rules["requirements"], measure["score"])
    around = Criteria()
    for rule in chain[:-1]:
        around = asked_of(rule, around)
    alone = replace(world, found={})
    outcome = requirement(alone, chain[-1], place, around)
    return (
        None if outcome.verdict == NOT_APPLICABLE and not outcome.parts else mean(chain[-1], outcome, measure)
    )


def way_to(rules: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the requirements from the top down to the one with an id."""
    for rule in rules:
        if rule.get("id") == name:
            return [rule]
        below = way_to(rule.get("all_of") or rule.get("some_of") or [], name)
        if below:
            return [rule, *below]
    return []


def mean(rule: dict[str, Any], outcome: Outcome, measure: dict[str, Any]) -> Fraction | None:
    """Return the weighted mean of what the parts are worth."""
    rules = rule.get("all_of") or rule["some_of"]
    worths = [worth_of(each, part, measure) for each, part in zip(rules, outcome.parts, strict=True)]
    if all(worth is None for worth in worths):
        return None
    lapsed = {"left_out": None, "full_marks": Fraction(1), "nothing": Fraction(0)}[measure["not_applicable"]]
    rows = [
        (Fraction(each.get("weight", 1)), lapsed if w is None else w)
        for each, w in zip(rules, worths, strict=True)
    ]
    rows = [(weight, worth) for weight, worth in rows if worth is not None]
    return sum(weight * worth for weight, worth in rows) / sum(weight for weight, _ in rows)


def worth_of(rule: dict[str, Any], outcome: Outcome, measure: dict[str, Any]) -> Fraction | None:
    """Return what a part is worth; None when it does not apply."""
    if outcome.verdict == NOT_APPLICABLE:
        return None
    if "judged" in rule:
        return outcome.worth
    if "all_of" in rule:
        return mean(rule, outcome, measure)
    return Fraction(outcome.verdict == MET)


KINDS = {
    "all_of": block, "some_of": block, "amount": amount, "has": amount, "allocate": allocation, "fact": fact,
    "judged": judged,
    "for_each": loop, "for_some": loop, "in_every": windows, "in_some": windows,
}  # fmt: skip
