"""A clause alone says little: the report names the documents that the rule set and those it extends rest on."""

from __future__ import annotations

import datetime
from pathlib import Path

from cpdrules import Report, evaluate, explain, load
from cpdrules.rules.vocabulary import Reference

BASE = """
cpdrules: 1
ruleset: example/sector
title: Hours of the sector
subject: portfolio
source: {document: Sector rules, section: part 2}
vocabulary:
  activities: {undated: true, fields: {hours: {unit: hour}}}
measures:
  counted: {sum: hours, from: activities}
requirements:
  - {id: total, amount: counted, at_least: 10, reference: {section: "4.1"}}
"""
ADOPTER = """
cpdrules: 1
ruleset: example/service
extends: sector.cpd.yaml
title: Hours of the service
"""
OWN = "source: {document: Service order 4}\n"


def adopted(folder: Path, own: str) -> Report:
    (folder / "sector.cpd.yaml").write_text(BASE)
    (folder / "service.cpd.yaml").write_text(ADOPTER + own)
    record = {"activities": [{"id": "a1", "hours": 12}]}
    return evaluate(load(folder / "service.cpd.yaml"), record, on=datetime.date(2026, 1, 1))


def sources(report: Report) -> list[str]:
    return [line.strip() for line in explain(report).splitlines() if "source" in line]


def test_each_text_names_its_document(tmp_path: Path) -> None:
    report = adopted(tmp_path, OWN)
    assert sources(report) == [
        "source: Service order 4",
        "source of example/sector: Sector rules, part 2",
    ]
    assert [text.source for text in report.texts] == [
        Reference(document="Service order 4"),
        Reference(document="Sector rules", section="part 2"),
    ]
    assert Report.from_dict(report.to_dict()) == report


def test_a_document_that_is_the_same_is_named_once(tmp_path: Path) -> None:
    assert sources(adopted(tmp_path, "")) == ["source: Sector rules, part 2"]


def test_a_clause_stands_beside_it(tmp_path: Path) -> None:
    assert f"                4.1  [{tmp_path}/sector.cpd.yaml:12:5]\n" in explain(adopted(tmp_path, OWN))
