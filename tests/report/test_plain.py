"""A report survives plain data and JSON; nothing is lost and nothing is added."""

from __future__ import annotations

import datetime
import json
import os
from random import Random
from typing import Any

import attrs
import pytest

from cpdrules.report.finding import Finding
from cpdrules.report.plain import from_plain, to_plain
from cpdrules.report.report import Report
from cpdrules.semantics import Amount, Verdict

from . import generate
from .tools import full, minimal

ROUND_TRIPS = 10_000 if os.environ.get("CPDRULES_PROFILE") == "release" else 2_000


def test_round_trips() -> None:
    random = Random(20261124)
    for _ in range(ROUND_TRIPS):
        report = generate.report(random)
        text = json.dumps(to_plain(report))
        again = from_plain(json.loads(text))
        assert again == report
        assert json.dumps(to_plain(again)) == text


def test_keys_come_in_the_order_of_the_types_and_format_first() -> None:
    data = full()
    assert next(iter(data)) == "format"
    for kind, each in ((Report, data), (Finding, data["findings"][0])):
        order = [field.name for field in attrs.fields(kind)]
        order.insert(order.index("verdict") + 1, "may")
        assert list(each) == [key for key in order if key in each]


def test_defaults_are_left_out_and_required_keys_are_not() -> None:
    assert to_plain(minimal()) == {
        "format": 1, "title": "T", "subject": "portfolio", "texts": [], "record": "r", "on": "2026-11-24",
        "verdict": "met", "findings": [],
    }  # fmt: skip
    line = to_plain(minimal(scores=(generate.ScoreLine(measure="m", requirement="r", score=None),)))[
        "scores"
    ][0]
    assert line == {"measure": "m", "requirement": "r", "score": None}


@pytest.mark.parametrize("possible", [Verdict(each) for each in range(1, 8)])
def test_every_verdict(possible: Verdict) -> None:
    data = to_plain(minimal(verdict=possible))
    assert data.get("may", [data["verdict"]]) == list(possible.may)
    assert (data["verdict"] == "undetermined") == ("may" in data)
    assert from_plain(data).verdict is possible


def test_spans_and_references_survive() -> None:
    finding = generate.finding(Random(3))
    placed = attrs.evolve(finding, place=generate.span(Random(1)), reference=generate.Reference(section="4"))
    again = from_plain(to_plain(minimal(findings=(placed,)))).findings[0]
    assert (again.place, again.reference) == (placed.place, placed.reference)


def test_explicit_defaults_are_read() -> None:
    data = {**to_plain(minimal()), "gaps": [], "period": None, "on_from_clock": False}
    assert from_plain(data) == minimal()


UNWRITABLE = [
    ({"format": 2}, "format 2"),
    ({"verdict": Verdict(0)}, "at least one possible outcome"),
    ({"on": datetime.datetime(2026, 11, 24, 12)}, "no time of day"),
    ({"scores": (generate.ScoreLine(measure="m", requirement="r", score=Amount(10**5000, None)),)}, "digits"),
    (
        {"scores": (generate.ScoreLine(measure="n", requirement="r", score=Amount(10**4100, None)),)},
        "4,000 digits",
    ),
    ({"title": 1.5}, "/title: numbers with a point"),
    ({"title": "x" * 2_000_000}, "/title: the text is longer"),
]


@pytest.mark.parametrize(("changes", "says"), UNWRITABLE, ids=[each[1] for each in UNWRITABLE])
def test_nothing_is_written_that_could_not_be_read(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        to_plain(minimal(**changes))


@pytest.mark.parametrize("depth", [100, 5_000])
def test_endless_findings_are_not_written(depth: int) -> None:
    finding = Finding(requirement="r", kind="all", verdict=Verdict.MET)
    for _ in range(depth):
        finding = Finding(requirement="r", kind="all", verdict=Verdict.MET, parts=(finding,))
    with pytest.raises(ValueError, match="nested"):
        to_plain(minimal(findings=(finding,)))
