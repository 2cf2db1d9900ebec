"""Cases for the laws: those of the oracle's generator, and portfolios for the bundled rule set."""

from __future__ import annotations

import copy
import datetime
import functools
import json
import os
import random
from typing import Any

from hypothesis import strategies as st

from cpdrules.errors import RuleSetError
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load, loads
from oracle.complete_criteria import fill_answers
from oracle.generate import rule_set
from oracle.generate_records import DATES, DAYS_OF_JUDGING, SPANS, Case, record_for

PROFILE = os.environ.get("CPDRULES_PROFILE", "default")
BUNDLED = "uk/probation-institute/suggested-scheme"
LENGTHS = (1, 2, "1:30", "90 minutes", "1 day", 12)
ALIGNED = (["core_activity"], ["role_specific_activity", "occupational_standard"], "none")


@functools.lru_cache(maxsize=64)
def loaded(text: str) -> Any:
    """Load a rule set: JSON text, or the bundled one."""
    return load(text) if text == BUNDLED else loads(text, name="made-up.json")


def rules_of(case: Case) -> Any:
    """Return the rule set of a case."""
    return loaded(case.rules["bundled"] if "bundled" in case.rules else json.dumps(case.rules))


def judged(case: Case, **changed: Any) -> Any:
    """Return the report on a case, or on the case with another record, day or period."""
    record = changed.get("record", case.record)
    on, period = changed.get("on", case.on), changed.get("period", case.period)
    return evaluate(rules_of(case), record, on=on, period=period)


def made_case(seed: int) -> Case:
    """Return the case of a seed; every eighth is a portfolio for the bundled rule set."""
    rng = random.Random(seed)
    if seed % 8 == 0:
        return portfolio(rng)
    while True:
        rules = rule_set(rng)
        try:
            loaded(json.dumps(rules))
        except RuleSetError:
            continue
        case = record_for(rules, rng)
        fill_answers(rules, case.record, rng)
        return case


def portfolio(rng: random.Random) -> Case:
    """Return a portfolio for the bundled rule set."""
    since, until = rng.choice(SPANS)
    record: dict[str, Any] = {"portfolio": "p"}
    record |= {"complete_from": since} if since else {}
    record |= {"complete_through": until} if until else {}
    record["person"] = {"status": rng.choice(["regulated", "not_regulated"])} if rng.random() < 0.7 else {}
    record["activities"] = []
    for number in range(rng.choice([0, 1, 2, 4])):
        facts = {
            "ended": rng.choice(DATES), "length": rng.choice(LENGTHS), "aligned_to": rng.choice(ALIGNED),
            "in_register": rng.choice([True, False]), "key_area": "risk",
        }  # fmt: skip
        kept = {word: value for word, value in facts.items() if rng.random() < 0.8}
        record["activities"].append({"id": f"a{number}"} | kept)
    day = datetime.date.fromisoformat(rng.choice(DAYS_OF_JUDGING))
    return Case({"bundled": BUNDLED}, record, day)


CASES = st.integers(min_value=0, max_value=2**40).map(made_case)
SEEDS = st.integers(min_value=0, max_value=2**40)


def lists_of(record: dict[str, Any]) -> list[str]:
    """Return the lists that a record writes."""
    return [name for name in ("activities", "goals") if record.get(name) is not None]


def copied(case: Case) -> dict[str, Any]:
    """Return a copy of the record of a case, to change."""
    return copy.deepcopy(case.record)


def members(verdict: Any) -> set[str]:
    """Return what may still turn out."""
    return {member.name for member in type(verdict) if member in verdict}


def summary(report: Any) -> dict[str, Any]:
    """Return what a report says of each requirement, without the order in which it lists things."""
    said = {
        finding.requirement: (
            members(finding.verdict),
            finding.amount,
            finding.needed,
            finding.shortfall,
            finding.score,
        )
        for finding in report.walk()
    }
    return said | {"": members(report.verdict)}


def verdicts(report: Any) -> dict[str, set[str]]:
    """Return the verdict of each requirement, and of the whole."""
    return {f.requirement: members(f.verdict) for f in report.walk()} | {"": members(report.verdict)}


def narrower(sharper: Any, blunter: Any) -> None:
    """Assert that the first report says nothing that the second did not allow."""
    allowed = verdicts(blunter)
    for address, told in verdicts(sharper).items():
        assert told <= allowed.get(address, told), address
