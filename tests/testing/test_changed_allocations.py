"""Changes of an allocation: its numbers, its choice, its parts and their limits, each with a case to add."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cpdrules.testing.advice import advice

from .changing import HEAD, changes, mutants

RULES = f"""{HEAD}measures:
  total: {{sum: length, from: activities}}
requirements:
  - id: shared
    allocate: total
    items: divisible
    to:
      - id: courses
        where: {{kind: [course, study]}}
        at_least: 4
        limits: [{{count_at_most: 3, where: {{kind: study}}}}]
      - {{id: anything, at_least: 6}}
"""
SPARE = "add a case where all items together fill `courses` and the other parts, with nothing to spare"


@pytest.mark.parametrize(
    ("called", "made"),
    [
        ("items", [("divisible", "whole")]),
        ("to", [("courses", "left out"), ("anything", "left out")]),
        (
            "at_least",
            [
                ("4 hours", "3:59 hours"),
                ("4 hours", "4:01 hours"),
                ("6 hours", "5:59 hours"),
                ("6 hours", "6:01 hours"),
            ],
        ),
        ("limits", [("count_at_most", "left out")]),
        ("is", [("course", "left out"), ("study", "left out"), ("study", "reading")]),
    ],
)
def test_what_is_changed_to_what(called: str, made: Sequence[tuple[str, str]]) -> None:
    assert changes(RULES, called) == made


def test_a_measure_with_limits_is_not_shared_out_whole() -> None:
    limited = RULES.replace("from: activities}", "from: activities, limits: [{count_at_most: 9}]}")
    assert changes(limited, "items") == []


def test_the_last_part_is_not_left_out() -> None:
    alone = RULES.replace("      - {id: anything, at_least: 6}\n", "")
    assert changes(alone, "to") == []


def test_the_case_to_add() -> None:
    found = {(each.called, each.change.new): advice(each) for each in mutants(RULES)}
    assert found["items", "whole"] == "add a case where `shared` is met only if an item is divided"
    assert found["at_least", "3:59 hours"] == SPARE
    assert found["limits", "left out"] == (
        "add a case where it changes what counts, and expect the amount of `shared`"
    )
