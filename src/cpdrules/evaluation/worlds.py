"""One unknown fact in several places: all is judged for each value it may take, and what agrees is kept.

Judging each place by itself would call a person undetermined who is certainly met whatever the fact turns out
to be, because the amount and what is needed both depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import attrs

from cpdrules.evaluation.items import options_of
from cpdrules.evaluation.plan import Plan
from cpdrules.records.bound import Bound, Value
from cpdrules.report.finding import Allotment, Credit, Finding, Gap, GapKind, Reason, Working
from cpdrules.rules.conditions import Path
from cpdrules.semantics import ANY, Amount, Verdict

MOST_WORLDS = 64


@attrs.frozen
class World:
    """The record with a choice of its unknown facts about the case."""

    chosen: tuple[Value, ...]
    bound: Bound


@attrs.frozen
class Worlds:
    """The facts that are chosen, and the record under each choice."""

    paths: tuple[Path, ...]
    worlds: tuple[World, ...]


def worlds_of(plan: Plan, bound: Bound) -> Worlds:
    """Return the record under each choice of its unknown facts that a vocabulary closes, at most 64.

    Facts that would make more stay unknown in every world: sound, less sharp.
    """
    paths: list[Path] = []
    options: list[list[Value]] = []
    size = 1
    for path in plan.asked_of_the_case:
        field = plan.sections[str(path.section)].field(str(path.field))
        if field is None or field.name in bound.singles[str(path.section)].values:
            continue
        values = options_of(field, plan)
        if values and size * len(values) <= MOST_WORLDS:
            size *= len(values)
            paths.append(path)
            options.append(values)
    worlds = [World(choice, filled(bound, paths, choice)) for choice in product(*options)]
    return Worlds(tuple(paths), tuple(worlds))


def filled(bound: Bound, paths: Sequence[Path], choice: Sequence[Value]) -> Bound:
    """Return the record with facts filled in."""
    singles = dict(bound.singles)
    for path, value in zip(paths, choice, strict=True):
        thing = singles[str(path.section)]
        singles[thing.id] = attrs.evolve(thing, values={**thing.values, str(path.field): value})
    supposed = bound.supposed | {(str(path.section), str(path.field)) for path in paths}
    return attrs.evolve(bound, singles=singles, supposed=supposed)


def united(plan: Plan, worlds: Worlds, found: Sequence[Finding]) -> Finding:
    """Return the finding that all worlds together allow, with a gap for each fact that makes a difference."""
    if len(found) == 1:
        return found[0]
    return waiting(plan, worlds, merged(found), found)


def waiting(plan: Plan, worlds: Worlds, finding: Finding, found: Sequence[Finding | None]) -> Finding:
    """Give a finding, and each inside it, a gap for every chosen fact on which it depends."""
    if finding.verdict.decided and not finding.parts:
        return finding
    below = [{part.requirement: part for part in each.parts} if each else {} for each in found]
    parts = tuple(
        waiting(plan, worlds, part, [each.get(part.requirement) for each in below]) for part in finding.parts
    )
    gaps = (
        []
        if finding.verdict.decided
        else [
            plan.not_recorded(path)
            for index, path in enumerate(worlds.paths)
            if matters(worlds, found, index)
        ]
    )
    return attrs.evolve(finding, parts=parts, gaps=tuple(dict.fromkeys((*gaps, *finding.gaps))))


def matters(worlds: Worlds, found: Sequence[Finding | None], index: int) -> bool:
    """Whether two worlds that differ in one fact alone come to different findings."""
    seen: dict[tuple[Value, ...], object] = {}
    for world, finding in zip(worlds.worlds, found, strict=True):
        rest = world.chosen[:index] + world.chosen[index + 1 :]
        said = None if finding is None else (finding.verdict, finding.shortfall)
        if seen.setdefault(rest, said) != said:
            return True
    return False


def merged(found: Sequence[Finding]) -> Finding:
    """Return one finding for several: verdicts united, amounts hulled, parts matched by address."""
    first = found[0]
    if all(each == first for each in found):
        return first
    verdict = first.verdict
    for each in found:
        verdict |= each.verdict
    gaps = dict.fromkeys(gap for each in found for gap in each.gaps)
    # Where it is judged and nobody knows of how much, the numbers of the other worlds say nothing of the whole.
    lost = any(each.amount is None and each.verdict is not Verdict.NOT_APPLICABLE for each in found)
    counted = () if lost else found
    reasons = dict.fromkeys(each.reason for each in found)
    return attrs.evolve(
        first,
        verdict=verdict,
        period=first.period if all(each.period == first.period for each in found) else None,
        relation=next((each.relation for each in found if each.relation), None),
        unit=next((each.unit for each in found if each.unit), ""),
        amount=hull(each.amount for each in counted),
        needed=hull(each.needed for each in counted),
        shortfall=hull(each.shortfall for each in counted),
        score=hull(each.score for each in found),
        reason=first.reason if len(reasons) == 1 else None,
        gaps=() if verdict.decided else tuple(gaps),
        credits=merged_credits(found),
        allotted=merged_allotted(found),
        working=merged_working(found),
        parts=merged_parts(found),
    )


def hull(amounts: Iterable[Amount | None]) -> Amount | None:
    """Return the smallest amount that holds those there are."""
    given = [amount for amount in amounts if amount is not None]
    return Amount.hull(given) if given else None


def merged_parts(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Match the parts of several findings by address, in the order of their first appearance."""
    by_address: dict[str, list[Finding]] = {}
    for each in found:
        for part in each.parts:
            by_address.setdefault(part.requirement, []).append(part)
    unset = dict.fromkeys(gap for each in found if not each.parts for gap in each.gaps if is_of_a_list(gap))
    if unset:
        return tuple(of_an_open_list(merged(parts), tuple(unset)) for parts in by_address.values())
    return tuple(merged(parts) for parts in by_address.values())


def is_of_a_list(gap: Gap) -> bool:
    """Whether a gap says that it is not known what a named list has, so that its entries may be any."""
    return gap.kind in (GapKind.NOT_SET, GapKind.NOT_IN_FORCE) and gap.fact.startswith("lists.")


def of_an_open_list(finding: Finding, gaps: tuple[Gap, ...]) -> Finding:
    """Return the finding of an entry that some worlds list, where others leave the list open: there it may be any."""
    return attrs.evolve(
        finding.without_numbers(),
        verdict=ANY,
        gaps=tuple(dict.fromkeys((*gaps, *finding.gaps))),
        parts=tuple(of_an_open_list(part, gaps) for part in finding.parts),
    )


def merged_allotted(found: Sequence[Finding]) -> tuple[Allotment, ...]:
    """Take the way of sharing out from the world that proves least; what a part needs is what it may need."""
    low = least_of(found)
    needed = {
        part.part: Amount.hull(
            each.needed for one in found for each in one.allotted if each.part == part.part
        )
        for part in low.allotted
    }
    return tuple(attrs.evolve(part, needed=needed[part.part]) for part in low.allotted)


def least_of(found: Sequence[Finding]) -> Finding:
    """Return the finding that proves least, of those with an amount if there is one."""
    with_amount = [each for each in found if each.amount is not None]
    return min(with_amount or found[:1], key=lambda each: each.amount.least if each.amount else 0)


def merged_working(found: Sequence[Finding]) -> tuple[Working, ...]:
    """Return the steps that all worlds take, each with what it may come to; none where they take different ones.

    The facts of a step are those on which the worlds agree.
    """
    kinds = {
        tuple((step.parameter, step.step, step.values[: step.step != "row"]) for step in each.working)
        for each in found
    }
    if len(kinds) > 1:
        return ()
    steps = zip(*(each.working for each in found), strict=True)
    return tuple(
        attrs.evolve(
            each[0],
            values=tuple(value for value in each[0].values if all(value in one.values for one in each)),
            amount=Amount.hull(one.amount for one in each),
        )
        for each in steps
    )


def merged_credits(found: Sequence[Finding]) -> tuple[Credit, ...]:
    """Take the proven column from the world that proves least, the possible one from the world that allows most."""
    with_amount = [each for each in found if each.amount is not None]
    if not with_amount:
        return found[0].credits
    low = least_of(found)
    high = max(
        with_amount,
        key=lambda each: (each.amount.most is None, each.amount.most or 0) if each.amount else (False, 0),
    )
    proven = {credit.item: credit for credit in low.credits}
    possible = {credit.item: credit for credit in high.credits}
    rows = []
    for item in dict.fromkeys([*proven, *possible]):
        one = proven.get(item) or possible[item]
        least = proven[item].proven if item in proven else one.proven * 0
        most = possible[item].possible if item in possible else least * 0
        is_open = least != most and one.reason.code in ("counted", "outside_period", "not_as_asked")
        reason = Reason("depends") if is_open else one.reason
        rows.append(attrs.evolve(one, proven=least, possible=most, reason=reason))
    return tuple(rows)
