"""What the tests of plain data share: a least report, a full one, and what a refusal has to be."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest

from cpdrules.report.finding import Finding
from cpdrules.report.plain import from_plain, to_plain
from cpdrules.report.report import Report
from cpdrules.semantics import Verdict

from . import generate

PYTHON_WORDS = re.compile(
    r"\b(dict|tuple|NoneType|Fraction|attribute|cattrs|Traceback|recursion|str|int)\b|<class"
)


def minimal(**changes: Any) -> Report:
    needed = {"title": "T", "subject": "portfolio", "record": "r", "on": datetime.date(2026, 11, 24)}
    return Report(**{**needed, "texts": (), "verdict": Verdict.MET, "findings": (), **changes})


def full() -> dict[str, Any]:
    """Plain data of a report in which every type stands."""
    return copy.deepcopy(_full())


@cache
def _full() -> dict[str, Any]:
    """Return a report with all keys of its own, to which parts of others are added until every type stands."""
    random = Random(4)
    made = [generate.report(random) for _ in range(2_000)]
    whole = max(made, key=lambda each: len(to_plain(each)))
    for each in made:
        data = to_plain(whole)
        missing = ALL_KEYS - {key for _, part in mappings(data, "") for key in part}
        if not missing:
            return data
        if missing & {key for _, part in mappings(to_plain(each), "") for key in part}:
            whole = attrs.evolve(
                whole,
                texts=(*whole.texts, *each.texts),
                findings=(*whole.findings, *each.findings),
                scores=(*whole.scores, *each.scores),
                notices=(*whole.notices, *each.notices),
            )
    raise AssertionError("the generator leaves a key out")


def mappings(data: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(data, dict):
        yield place, data
        for key, value in data.items():
            yield from mappings(value, f"{place}/{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from mappings(value, f"{place}/{index}")


ALL_KEYS = {
    *(field.name for kind in (Report, Finding) for field in attrs.fields(kind)), "may", "least", "settles",
    "claimed", "band", "digest", "line", "note", "severity", "values",
} - {"on_from_clock", "forecast"}  # fmt: skip


def refusal(data: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        from_plain(data)
    return assert_plain(caught.value)


def assert_plain(error: ValueError) -> str:
    """A refusal is told in plain words, without anything of the machinery; return the words."""
    says = str(error)
    assert type(error) is ValueError
    assert error.__suppress_context__ or error.__context__ is None
    assert not PYTHON_WORDS.search(says), says
    return says
