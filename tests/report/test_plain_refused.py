"""Data that are no report are refused where they are wrong, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from cpdrules.report.plain import from_plain, to_plain
from cpdrules.semantics import Amount

from . import generate
from .tools import full, mappings, minimal, refusal


def test_an_unknown_key_is_refused_at_every_level() -> None:
    data = full()
    for place, mapping in list(mappings(data, "")):
        mapping["zzzz"] = 1
        assert refusal(data).startswith(f"{place}/zzzz: ")
        del mapping["zzzz"]
    assert from_plain(data)


def test_an_unknown_key_is_met_with_a_suggestion() -> None:
    data = full()
    data["findings"][0]["requirment"] = "x"
    assert refusal(data).startswith("/findings/0/requirment: ")
    assert "did you mean `requirement`?" in refusal(data)


def test_a_missing_key_is_named_where_it_is_missing() -> None:
    data = full()
    required = (
        "requirement",
        "kind",
        "fact",
        "least",
        "most",
        "item",
        "proven",
        "possible",
        "digest",
        "line",
    )
    seen = set()
    for place, mapping in list(mappings(data, "")):
        for key in [key for key in required if key in mapping]:
            value = mapping.pop(key)
            assert f"{place}: the key `{key}` is missing" in refusal(data)
            mapping[key] = value
            seen.add(key)
    assert seen == set(required)


def test_every_fault_is_told_up_to_a_bound() -> None:
    says = refusal({**to_plain(minimal()), **{f"k{n}": 1 for n in range(1_000)}})
    assert says.count("\n") == 20
    assert says.endswith("and 980 more")


WRONG = [
    (None, "report: a mapping is expected"),
    ([], "report: a mapping is expected"),
    ({}, "report: the key `format` is missing"),
    ({"format": 2}, "/format: this reads format 1 of reports, and the data say format 2"),
    ({"format": True}, "/format: this reads format 1"),
    ({"format": "1"}, "/format: this reads format 1"),
    ({"verdict": "mett"}, "/verdict: no such word; did you mean `met`?"),
    ({"verdict": "undetermined"}, "report: the key `may` is missing"),
    ({"may": ["met", "not_met"]}, "/may: only an undetermined verdict"),
    ({"verdict": "undetermined", "may": "met"}, "/may: a list is expected"),
    ({"verdict": "undetermined", "may": []}, "/may: two or three outcomes"),
    ({"verdict": "undetermined", "may": ["met"]}, "/may: two or three outcomes"),
    ({"verdict": "undetermined", "may": ["not_met", "met"]}, "/may: two or three outcomes"),
    ({"verdict": "undetermined", "may": ["met", "met"]}, "/may: two or three outcomes"),
    ({"verdict": "undetermined", "may": ["met", 5]}, "/may/1: one of these"),
    ({"on": "20261124"}, "/on: a day is expected"),
    ({"on": "2026-W48-1"}, "/on: a day is expected"),
    ({"on": None}, "/on: a text is expected"),
    ({"period": "2026-01-01"}, "/period: a period is expected"),
    ({"period": "2026-02-01..2026-01-01"}, "/period: the period ends before it begins"),
    ({"on_from_clock": 1}, "/on_from_clock: true or false"),
    ({"title": 5}, "/title: a text is expected"),
    ({"title": 1.5}, "/title: numbers with a point are written as text"),
    ({"title": ("a",)}, "/title: a text, a whole number"),
    ({"title": {1: 2}}, "/title: the keys of a mapping are texts"),
    ({"title": "x" * 2_000_000}, "/title: the text is longer than"),
    ({"texts": "abc"}, "/texts: a list is expected"),
    ({"texts": {}}, "/texts: a list is expected"),
    ({"texts": [[]]}, "/texts/0: a mapping is expected"),
    ({"silences": [["a", True]]}, "/silences/0/1: a whole number"),
    ({"silences": [["a", 2**60]]}, "/silences/0/1: the whole number is too large"),
    ({"silences": [["a"]]}, "/silences/0: a list of 2 values"),
    ({"gaps": [{"kind": "not_rec", "fact": "f"}]}, "/gaps/0/kind: no such word; did you mean"),
    ({"gaps": [{"kind": "not_yet", "fact": "f", "needs": [1]}]}, "/gaps/0/needs/0: a text"),
]


@pytest.mark.parametrize(("changes", "says"), WRONG, ids=[each[1] for each in WRONG])
def test_what_is_wrong_is_said_where_it_is(changes: Any, says: str) -> None:
    data = {**to_plain(minimal()), **changes} if changes else changes
    assert refusal(data).startswith(says)


AMOUNTS = [
    ("3.0", "this number is written `3`"),
    ("6/4", "this number is written `1.5`"),
    ("1:30", "written `1.5`"),
    ("-0", "this number is written `0`"),
    ("1/0", "divides by zero"),
    ("1e3", "is not a number"),
    ("\u0661", "is not a number"),
    ("1" * 5000, "is longer than"),
    ("nan", "is not a number"),
    (3, "as a text"),
    (True, "as a text"),
    (None, "as a text"),
    ("9", "an amount cannot run from 9 down to 5"),
]


@pytest.mark.parametrize(("least", "says"), AMOUNTS)
def test_numbers_have_one_way_of_being_written(least: Any, says: str) -> None:
    data = to_plain(minimal(scores=(generate.ScoreLine(measure="m", requirement="r", score=Amount(1, 5)),)))
    data["scores"][0]["score"]["least"] = least
    assert refusal(data).startswith("/scores/0/score")
    assert says in refusal(data)
