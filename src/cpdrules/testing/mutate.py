"""Changing the rules to see whether a case fails: a change that no case notes is a case that is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import attrs

from cpdrules.loading.library import bundled
from cpdrules.loading.load import read
from cpdrules.rules.addresses import base_id
from cpdrules.rules.case import Case, CaseFile
from cpdrules.rules.ruleset import RuleSet
from cpdrules.testing.advice import advice
from cpdrules.testing.mutants import Mutant, RuleText, mutants_of
from cpdrules.testing.runner import run_case


@attrs.frozen
class Mutation:
    """What came of changing one rule set: how many changes were made, and those with which every case still passes."""

    ruleset: str
    made: int
    survivors: tuple[Mutant, ...]

    def __str__(self) -> str:
        return render(self)


def mutate(files: Iterable[CaseFile]) -> Iterator[Mutation]:
    """Change each rule set that case files are of, and run its cases; all of them have passed as it stands."""
    by_rules: dict[str, list[CaseFile]] = {}
    for cases in files:
        by_rules.setdefault(rules_of(cases), []).append(cases)
    for name, of_it in by_rules.items():
        text = RuleText.of(read(name))
        if text is not None:
            yield mutated(text, of_it)


def rules_of(cases: CaseFile) -> str:
    """Return the bundled name or the path of the rule set that a case file is of."""
    if cases.cases in bundled():
        return cases.cases
    return str(PurePosixPath(cases.file).parent / cases.cases)


def mutated(text: RuleText, files: list[CaseFile]) -> Mutation:
    """Make every change of a rule set, and note which fail no case."""
    order = [(cases, case) for cases in files for case in cases.tests]
    survivors = []
    made = 0
    for mutant in mutants_of(text):
        made += 1
        killer = killed_by(mutant, order)
        if killer is None:
            survivors.append(mutant)
        else:
            # What has just failed fails soon again: neighbouring changes are noted by the same cases.
            order.remove(killer)
            order.insert(0, killer)
    return Mutation(text.ruleset.id, made, tuple(survivors))


def killed_by(mutant: Mutant, order: list[tuple[CaseFile, Case]]) -> tuple[CaseFile, Case] | None:
    """Return the first case that a change fails, those first that expect something of what it is near to."""
    changed: dict[int, RuleSet | None] = {}
    for cases, case in sorted(order, key=lambda each: distance(mutant, each[1])):
        assert cases.ruleset is not None
        if id(cases) not in changed:
            changed[id(cases)] = mutant.of(cases.ruleset)
        ruleset = changed[id(cases)]
        if ruleset is not None and not run_case(attrs.evolve(cases, ruleset=ruleset), case).passed:
            return cases, case
    return None


def distance(mutant: Mutant, case: Case) -> int:
    """Return how far a case is from a change: by which of the requirements near to it the case expects."""
    expected = {base_id(each.requirement) for each in case.expect}
    return next((rank for rank, name in enumerate(mutant.near) if name in expected), len(mutant.near))


def render(found: Mutation) -> str:
    """Return what came of it as lines: the survivors by their places, and how many changes there were."""
    count = f"{found.made} change{'s' if found.made != 1 else ''}"
    if not found.survivors:
        return (
            f"{found.ruleset}: {count}, each fails a case"
            if found.made
            else f"{found.ruleset}: nothing to change"
        )
    lines = [
        told(each) for each in sorted(found.survivors, key=lambda each: (each.place.line, each.place.column))
    ]
    fail = "1 fails" if len(lines) == 1 else f"{len(lines)} fail"
    return "\n".join([f"{found.ruleset}: {count}, {fail} no case", *lines])


def told(mutant: Mutant) -> str:
    """Say one survivor: where, what it was and became, and the case to add."""
    change = mutant.change
    made = change.new if change.new == "left out" else f"changed to {change.new}"
    match change.kind:
        case "relation":
            said = f"`{change.was}` changed to `{change.new}`"
        case "part":
            said = f"`{change.was}` {made}"
        case _:
            said = f"`{mutant.called}` {change.was} {made}"
    return f"{mutant.place}: {said}: no case fails; {advice(mutant)}"
