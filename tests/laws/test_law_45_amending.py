"""Law 45: what an extension tightens without a reason never lets anybody meet what they did not meet before."""

import json
import random
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from cpdrules import Verdict, evaluate
from cpdrules.errors import RuleSetError
from cpdrules.loading.load import load
from cpdrules.loading.tightening import TABLE
from cpdrules.rules.amended import Effect
from laws.amendments import (
    amendments,
    another_parameter,
    at_the_line,
    extension,
    whole,
    with_judges,
    with_pulled_due,
)
from laws.amounts import amount_case
from laws.cases import PROFILE, SEEDS, made_case

SIZES = {"light": 240, "default": 240, "ci": 480, "release": 60_000}
KEYS = (*TABLE, "parameters")
OF_AN_AMOUNT = (
    "where",
    "limits",
    "at_most",
    "parameters",
    "due",
    "late",
    "at_least",
    "less_than",
    "more_than",
)
NEVER_TIGHTER = {"applies_when", "exempt", "not_before", "title"}
WAITS = {"judges", "evidence", "combine"}
"""Keys by which somebody who was answered *not met* may wait for one more answer, which may then come for both."""


def holds(seed, seen=None):
    case = amount_case(seed, lambda made, measure: True) if seed % 2 == 0 else made_case(seed)
    if "bundled" in case.rules:
        return
    rng = random.Random(seed)
    rules = json.loads(json.dumps(case.rules))
    with_pulled_due(rules, rng)
    with_judges(rules, rng)
    full = whole(replace(case, rules=rules), rng)
    if seed % 2 == 0:
        at_the_line(rules, replace(case, record=full), missed=seed % 4 == 0)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "base.json").write_text(json.dumps(rules), encoding="utf-8")
        try:
            base = load(Path(folder) / "base.json")
        except RuleSetError:
            return
        for step in range(2):
            body, target = body_of(rules, wanted_by(seed // 2 * 2 + step, seed % 2 == 0), rng)
            more = extension(body, Path(folder))
            if more == {"R033"}:
                loosened = extension(body, Path(folder), reason="It is agreed.")
                assert not isinstance(loosened, set)
                count(seen, loosened, target, "with a reason")
                continue
            if isinstance(more, set):
                continue
            keys = count(seen, more, target, "tightens")
            for record in (case.record, full):
                compare(base, more, target, replace(case, record=record), keys, seen)


def wanted_by(number, of_an_amount):
    """Return the key that is tried: one after another, for an amount more often those that change what counts."""
    keys = OF_AN_AMOUNT if of_an_amount else KEYS
    return keys[number % len(keys)]


def body_of(rules, wanted, rng):
    """Return what an extension says, and the requirement that it amends, if it is one."""
    if wanted == "parameters" and (changed := another_parameter(rules, rng)):
        return {"parameters": changed}, None
    amends, target = amendments(rules, wanted, rng)
    return {"amends": amends}, target


def compare(base, more, target, case, keys, seen):
    """Hold what is found about the amended requirement, and about the whole, against what was found before."""
    before, after = (evaluate(each, case.record, on=case.on, period=case.period) for each in (base, more))
    pairs = [(before, after)]
    found = {each.requirement: each for each in after.walk()}
    pairs += [
        (each, found[each.requirement])
        for each in before.walk()
        if asks(each, target) and each.requirement in found
    ]
    for one, other in pairs:
        if one.verdict is Verdict.NOT_MET:
            assert not other.verdict.decided or other.verdict is Verdict.NOT_MET
            assert keys & WAITS or other.verdict is Verdict.NOT_MET
        if seen is not None:
            seen[one.verdict.word, other.verdict.word] += 1


def asks(finding, target):
    """Whether a finding is of the requirement, itself or within a loop."""
    return target is not None and finding.requirement.partition("[")[0] == target


def count(seen, rules, target, word):
    """Note which keys did what, as the report will say."""
    amended = [each for one in (*rules.parameters, *walk(rules)) for each in one.amended]
    changes = [change for each in amended for change in each.changes]
    if seen is not None:
        for change in changes:
            key = "parameters" if change.key.startswith("parameters.") else change.key
            seen[word if change.effect is not Effect.TIGHTENS else "tightens", key] += 1
    return {change.key for change in changes}


def walk(rules):
    from cpdrules.rules.walk import every

    return every(rules.requirements)


@given(SEEDS)
def test_amending(seed):
    holds(seed)


@pytest.mark.sized
def test_each_key_is_seen_to_tighten_and_each_verdict_is_seen():
    seen = Counter()
    for seed in range(1, SIZES[PROFILE]):
        holds(seed, seen)
    assert {key for word, key in seen if word == "tightens"} >= (set(TABLE) - NEVER_TIGHTER) | {"parameters"}
    assert {key for word, key in seen if word == "with a reason"} >= set(TABLE) - {"title", "evidence"}
    assert min(seen["met", "not met"], seen["not met", "not met"], seen["met", "met"]) > 5


def test_seeds_that_once_failed():
    """A gap with an item at its end may be gone without it, where the edges of the period stand for no items."""
    holds(19844)
