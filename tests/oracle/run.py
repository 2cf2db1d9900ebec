"""The oracle: what the evaluator decides has to be so in every completion."""

from __future__ import annotations

import datetime
import functools
import json
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from cpdrules.errors import RuleSetError
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import loads
from oracle.complete import completions
from oracle.complete_criteria import fill_answers
from oracle.generate import rule_set
from oracle.generate_records import Case, record_for, used_fields
from oracle.judge import NoPeriodError, judge
from oracle.judge_facts import World
from oracle.neighbours import KEYS, PAIRS, Pair, pairs_in
from oracle.shrink import shrunk
from oracle.words import LISTS, WORDS, as_yaml, words_in

SIZES = {"light": 300, "default": 1_000, "ci": 20_000, "release": 1_000_000}
SLICES = {"light": 1, "default": 1, "ci": 4, "release": 8}
"""In how many runs the cases are judged, each with a seed of its own, so that processes can share them."""
MOST, SAMPLED = 48, 24
"""Up to how many completions are all judged; of more, so many are drawn."""
PROFILE = os.environ.get("CPDRULES_PROFILE", "default")
SEED = int(os.environ.get("CPDRULES_SEED", "20240231"))
RECORDS_PER_RULE_SET = {"light": 4, "default": 4, "ci": 4, "release": 16}
ENOUGH_FOR_PAIRS = 4_000
ENOUGH_FOR_A_SHARE = 500
UNSHARP = 0.015
"""From which share on too many undetermined findings are so although all completions agree."""
NAMES = {"met": "MET", "not_met": "NOT_MET", "not_applicable": "NOT_APPLICABLE"}


@dataclass
class Tallies:
    """What the run saw."""

    cases: int = 0
    rules: dict[str, Any] | None = None
    """The rule set that was last looked through for its words."""
    refused: int = 0
    sampled: int = 0
    unknown_two: int = 0
    judged: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    comparable: int = 0
    unsharp: list[tuple[Case, str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)

    def share(self, verdict: str) -> float:
        """Return which share of the findings has a verdict."""
        return self.verdicts[verdict] / max(1, sum(self.verdicts.values()))

    def __str__(self) -> str:
        shares = ", ".join(
            f"{name} {self.share(name):.1%}" for name in ("MET", "NOT_MET", "undetermined", "NOT_APPLICABLE")
        )
        rate = len(self.unsharp) / max(1, self.comparable)
        return (
            f"{self.cases} records, {self.judged} completions, {self.sampled} records sampled, "
            f"{self.refused} rule sets refused, {self.unknown_two} records with two unknowns or more\n"
            f"{shares}\n"
            f"unsharp: {len(self.unsharp)} of {self.comparable} undetermined findings ({rate:.2%})"
        )


def word_of(verdict: Any) -> str:
    """Return the name of a decided verdict, or `undetermined`."""
    return verdict.name if verdict.name in NAMES.values() else "undetermined"


@functools.lru_cache(maxsize=4)
def loaded(text: str) -> Any:
    """Load a rule set from JSON, which is quicker to read than YAML."""
    return loads(text, name="made-up.json")


def check(case: Case, most: int, seed: int, tallies: Tallies | None = None) -> str | None:
    """Compare a case with its completions; return the first thing that is wrong."""
    ruleset = loaded(json.dumps(case.rules))
    report = evaluate(ruleset, case.record, on=case.on, period=case.period)
    findings = {finding.requirement: finding for finding in report.walk()}
    ways = completions(case, random.Random(seed))
    is_whole = ways.is_whole and ways.count <= most
    seen: dict[str, set[str]] = {}
    for record, settings in ways.each(most, min(most, SAMPLED), random.Random(seed)):
        world = World(case.rules, record, case.on, settings, written=case.record)
        try:
            outcomes = judge(world, period_of(case))
        except NoPeriodError:
            is_whole = False
            continue
        for address, outcome in outcomes.items():
            seen.setdefault(address, set()).add(outcome.verdict)
            wrong = compared(address, outcome, findings, report)
            if wrong:
                return f"{wrong}\ncompletion: {record}\nsettings: {settings}"
    if is_whole and ways.count == 1 and (vague := undecided(findings, seen)):
        return f"{vague} left undetermined although nothing is unknown"
    if tallies is not None:
        note(tallies, case, findings, seen, is_whole)
        tallies.judged += ways.count if ways.count <= most else min(most, SAMPLED)
        tallies.sampled += not is_whole
    return None


def undecided(findings: dict[str, Any], seen: dict[str, set[str]]) -> str | None:
    """Return a finding that is not decided."""
    vague = [name for name in findings if name in seen and word_of(findings[name].verdict) == "undetermined"]
    return f"`{vague[0]}` is" if vague else None


def period_of(case: Case) -> Any:
    """Return the period that is asked for."""
    return tuple(map(datetime.date.fromisoformat, case.period.split(".."))) if case.period else None


def compared(address: str, outcome: Any, findings: dict[str, Any], report: Any) -> str | None:
    """Say what an outcome contradicts."""
    if address == "":
        verdict = report.verdict
    elif address in findings:
        verdict = findings[address].verdict
    else:
        return None
    if NAMES[outcome.verdict] not in verdict_names(verdict):
        return f"`{address or 'the whole'}` is said to be {verdict}, and is {outcome.verdict}"
    if address and outcome.verdict != "not_applicable":
        for word in ("amount", "needed"):
            said, number = getattr(findings[address], word), getattr(outcome, word)
            if said is not None and number is not None and not within(number, said):
                return f"the {word} of `{address}` is said to be {said}, and is {number}"
    return None


@functools.cache
def verdict_names(verdict: Any) -> set[str]:
    """Return what may still turn out."""
    return {member.name for member in type(verdict) if member in verdict}


def within(number: Fraction, amount: Any) -> bool:
    """Whether a number lies within an amount."""
    return amount.least <= number and (amount.most is None or number <= amount.most)


def note(
    tallies: Tallies, case: Case, findings: dict[str, Any], seen: dict[str, set[str]], is_whole: bool
) -> None:
    """Count what was found, and what was left undetermined although all completions agree.

    The second only of what every completion judges: not of an item of a loop, which may not be gone through.
    """
    tallies.cases += 1
    if case.rules is not tallies.rules:
        tallies.rules = case.rules
        tallies.words |= words_in(case.rules)
        tallies.pairs |= pairs_in(case.rules)
    tallies.unknown_two += unknown_facts(case) >= 2
    for address, finding in findings.items():
        word = word_of(finding.verdict)
        tallies.verdicts[word] += 1
        if word == "undetermined" and is_whole and address in seen and "[" not in address:
            tallies.comparable += 1
            if len(seen[address]) == 1:
                tallies.unsharp.append((case, address))


def unknown_facts(case: Case) -> int:
    """Return how many facts that the rules speak of a record leaves open."""
    used, record = used_fields(case.rules), case.record
    things = [("person", record.get("person") or {})]
    things += [(name, item) for name in LISTS for item in record.get(name) or ()]
    missing = sum(thing.get(name) is None for section, thing in things for name in used[section])
    return missing + sum(word not in record for word in ("complete_from", "complete_through", *LISTS))


def with_inside(rules: dict[str, Any]) -> dict[str, Any]:
    """Return a rule set that loads: one that says inside which total a minimum lies, wherever it is asked."""
    while True:
        text = json.dumps(rules, indent=1)
        try:
            loads(text, name="made-up.json")
        except RuleSetError as error:
            faults = [each for each in error.diagnostics if each.severity == "error"]
            asked = [each for each in faults if "`inside: " in each.hint]
            if asked != faults:
                raise
            rules = json.loads(answered(text, asked[-1]))
        else:
            return rules


def answered(text: str, asked: Any) -> str:
    """Return a text in which the requirement at a fault says what the fault proposes."""
    lines = text.splitlines(keepends=True)
    begin = sum(map(len, lines[: asked.span.line - 1])) + asked.span.column - 1
    made, end = json.JSONDecoder().raw_decode(text, begin)
    made["inside"] = asked.hint.split("`inside: ")[1].split("`")[0].strip("[]").split(", ")
    return text[:begin] + json.dumps(made) + text[end:]


def cases(count: int, seed: int, tallies: Tallies) -> Any:
    """Yield random cases that load."""
    made, number = 0, 0
    while made < count:
        rng = random.Random(seed * 1_000_003 + number)
        number += 1
        try:
            rules = with_inside(rule_set(rng))
        except RuleSetError:
            tallies.refused += 1
            continue
        for _ in range(RECORDS_PER_RULE_SET[PROFILE]):
            case = record_for(rules, rng)
            fill_answers(rules, case.record, rng)
            yield case
            made += 1


def run(count: int, most: int, seed: int) -> Tallies:
    """Judge so many cases; raise with a small case at the first that is wrong."""
    tallies = Tallies()
    for number, case in enumerate(cases(count, seed, tallies)):
        wrong = check(case, most, number, tallies)
        if wrong:
            raise AssertionError(told(case, most, number, seed))
    return tallies


def told(case: Case, most: int, number: int, seed: int) -> str:
    """Return a small case that is wrong, in words that can be copied."""
    small = shrunk(case, lambda each: bool(check(each, most, number)))
    return f"seed {seed}, case {number}: {check(small, most, number)}\n{written(small)}"


def written(case: Case) -> str:
    """Return a case as YAML, without the vocabulary and periods that all rule sets share."""
    rules = {key: value for key, value in case.rules.items() if key not in ("vocabulary", "periods")}
    return (
        f"--- rules\n{as_yaml(rules)}--- record, on {case.on}, period {case.period}\n{as_yaml(case.record)}"
    )


def too_vague(unsharp: int, comparable: int) -> bool:
    """Whether too much is left undetermined without need; of a few findings nothing can be said."""
    return comparable >= ENOUGH_FOR_A_SHARE and unsharp >= UNSHARP * comparable


def shortcomings(tallies: Tallies) -> list[str]:
    """Return what a run has to have seen and has not."""
    least = {"MET": 0.1, "NOT_MET": 0.1, "undetermined": 0.1, "NOT_APPLICABLE": 0.02}
    found = [f"too few {name}" for name, share in least.items() if tallies.share(name) < share]
    found += ["too few unknown facts"] if tallies.unknown_two * 2 < tallies.cases else []
    if tallies.cases >= ENOUGH_FOR_PAIRS:
        found += [f"never together: {one}, {other}" for one, other in sorted(PAIRS - tallies.pairs)]
        found += [f"never seen: {word}" for word in sorted((KEYS | WORDS) - tallies.words)]
    return found


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[PROFILE]
    outcome = run(size, MOST, SEED)
    sys.stdout.write(f"{outcome}\n{shortcomings(outcome)}\n")
