"""Law 18: blocks equal the truth table over completions, for all inputs; what does not apply is neutral."""

import datetime
import itertools
import json
from fractions import Fraction

import pytest

from cpdrules.evaluation.evaluate import evaluate
from laws.cases import PROFILE, loaded, members
from oracle.judge import combined

STATES = {
    "met": {"met"},
    "not_met": {"not_met"},
    "unknown": {"met", "not_met"},
    "not_applicable": {"not_applicable"},
}
QUORUMS = (None, 1, 2, {"percent": 50})
MOST_PARTS = {"light": 4, "default": 4, "ci": 4, "release": 6}[PROFILE]
TABLES = [
    ("met", "not_met", "unknown"),
    ("not_applicable", "not_met", "unknown"),
    ("not_applicable", "met", "unknown"),
]


def rules(parts, quorum):
    fields = {f"f{n}": "yes_no" for n in range(parts)} | {f"g{n}": "yes_no" for n in range(parts)}
    block = [
        {"id": f"p{n}", "fact": f"person.f{n}", "is": True, "applies_when": {f"person.g{n}": True}}
        for n in range(parts)
    ]
    word = {"all_of": block} if quorum is None else {"some_of": block, "at_least": quorum}
    made = {"cpdrules": 1, "ruleset": "a/b", "title": "T", "subject": "portfolio"}
    return made | {"vocabulary": {"person": {"fields": fields}}, "requirements": [{"id": "r"} | word]}


def record(states):
    person = {f"g{n}": state != "not_applicable" for n, state in enumerate(states)}
    return {
        "person": person | {f"f{n}": state == "met" for n, state in enumerate(states) if state != "unknown"}
    }


def holds(parts, quorum, table):
    ruleset = loaded(json.dumps(rules(parts, quorum)))
    share = Fraction(quorum["percent"], 100) if isinstance(quorum, dict) else quorum
    for states in itertools.product(table, repeat=parts):
        report = evaluate(ruleset, record(states), on=datetime.date(2024, 12, 31))
        expected = {
            combined(list(way), share) for way in itertools.product(*(STATES[state] for state in states))
        }
        assert {name.lower() for name in members(report.finding("r").verdict)} == expected, states


@pytest.mark.parametrize("table", TABLES, ids=" ".join)
@pytest.mark.parametrize("quorum", QUORUMS, ids=str)
@pytest.mark.parametrize("parts", range(1, MOST_PARTS + 1))
def test_three_valued_tables(parts, quorum, table):
    if isinstance(quorum, int) and quorum > parts:
        pytest.skip("more than there are parts is refused")
    holds(parts, quorum, table)
