"""The ten rules as a rule set give the verdicts, the amounts and every row of the ten rules by hand."""

import datetime
import os
from fractions import Fraction
from pathlib import Path

from by_hand import judge
from findings_by_hand import findings, findings_of
from register import register

from cpdrules import Report, evaluate, load

SIZE = {"ci": 2_000, "release": 100_000}.get(os.environ.get("CPDRULES_PROFILE", ""), 1_000)
ON = datetime.date(2025, 3, 31)


def amount_of(report: Report, name: str) -> Fraction | None:
    """Return the amount by which the rule by hand decides."""
    finding = report.finding(name)
    if finding.amount is None:
        return None
    assert finding.amount.is_exact
    if name == "r4":  # by hand, what is counted are the activities that fail
        assert finding.shortfall is not None
        return finding.shortfall.least
    return finding.amount.least


def test_verdicts_amounts_and_rows_are_those_by_hand() -> None:
    ruleset = load(Path(__file__).with_name("ten_rules.cpd.yaml"))
    met = [0] * 10
    for person in register(SIZE):
        report = evaluate(ruleset, person, on=ON)
        by_hand = judge(person)
        for index, (is_met, amount) in enumerate(by_hand):
            finding = report.finding(f"r{index + 1}")
            assert finding.verdict.decided
            assert (finding.verdict.word == "met", amount_of(report, f"r{index + 1}")) == (is_met, amount), (
                person,
                finding,
            )
            met[index] += is_met
        assert report.verdict.word == ("met" if all(is_met for is_met, _ in by_hand) else "not met")
        assert findings_of(report) == findings(person)
    assert all(SIZE // 50 < count < SIZE for count in met), "every rule is met by some and missed by some"
