"""The counterexamples of the semantics, judged through the public door."""

import datetime
import json
from fractions import Fraction

import pytest

from conformance.cases import CASES
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import loads

ON = datetime.date(2024, 12, 31)


def verdict_of(verdict):
    """Return a verdict in words."""
    return "|".join(member.name for member in type(verdict) if member in verdict)


def ends_of(amount):
    """Return an amount in words."""
    return f"{amount.least} to {'-' if amount.most is None else Fraction(amount.most)}"


@pytest.mark.parametrize("name", CASES)
def test_counterexample(name):
    rules, record, expected = CASES[name]
    report = evaluate(loads(json.dumps(rules), name="case.json"), record, on=ON)
    found = {}
    for question in expected:
        address, _, word = question.partition(" ")
        if word:
            found[question] = ends_of(getattr(report.finding(address), word))
        else:
            found[question] = verdict_of(report.finding(address).verdict if address else report.verdict)
    assert found == expected
