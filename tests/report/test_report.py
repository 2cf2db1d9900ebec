"""Finding one's way in a report: by address, in the order of the rules, and by activity."""

from __future__ import annotations

import json
from random import Random

import pytest

from cpdrules.report.report import Report

from . import generate
from .tools import minimal


def some() -> Report:
    random = Random(5)
    return minimal(findings=tuple(generate.finding(random) for _ in range(6)))


def test_every_finding_is_walked_before_its_parts() -> None:
    walked = list(some().walk())
    assert len(walked) > 6
    for finding in walked:
        for part in finding.parts:
            assert walked.index(part) > walked.index(finding)


def test_a_finding_is_found_by_its_address() -> None:
    report = some()
    address = report.findings[-1].requirement
    assert report.finding(address).requirement == address
    with pytest.raises(KeyError, match="nowhere"):
        report.finding("nowhere")


def test_the_ledger_holds_every_row_sorted_by_activity() -> None:
    report = some()
    ledger = report.ledger
    assert len(ledger) == sum(len(finding.credits) for finding in report.walk()) > 0
    assert [each.item for each in ledger] == sorted(each.item for each in ledger)


def test_the_doors_of_a_report_are_plain_data() -> None:
    report = some()
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report
