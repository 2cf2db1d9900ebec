"""Hours that went back to the period before are not there to move on, and what is open of either is named."""

from __future__ import annotations

import datetime
import itertools
import json
from typing import Any

import pytest

from cpdrules import evaluate, loads
from cpdrules.report.finding import Finding

VOCABULARY = {
    "activities": {
        "dated_by": "ended",
        "fields": {
            "ended": "date",
            "hours": {"unit": "hour"},
            "topic": ["ethics", "general"],
            "kind": ["course", "reading"],
        },
    }
}
MAKE_UP = {"period": "year", "shortfall_of": 20, "within": {"months": 3}, "counts_again": False}
CARRY_OVER = {
    "period": "year",
    "excess_over": 20,
    "count_at_most": 10,
    "into_next": 1,
    "used_first": "own",
    "again": False,
    "as": "nothing",
}
ETHICS = {"where": {"topic": "ethics"}}


def judged(
    measure: dict[str, Any], items: list[tuple[Any, ...]], *, year: int = 2024, **requirement: Any
) -> Finding:
    rules = {
        "cpdrules": 1,
        "ruleset": "made/up",
        "title": "Made up",
        "subject": "portfolio",
        "period": "year",
        "periods": {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}},
        "vocabulary": VOCABULARY,
        "measures": {"m": {"sum": "hours", "from": "activities"} | measure},
        "requirements": [{"id": "h", "amount": "m", "at_least": 20} | requirement],
    }
    names = ("id", "ended", "hours", "topic", "kind")
    record = {
        "complete_from": "2022-01-01",
        "complete_through": "2025-12-31",
        "brought_forward": [{"measure": "m", "into": "2022-01-01"} | nothing_before(measure)],
        "activities": [
            {name: value for name, value in zip(names, item, strict=False) if value is not None}
            for item in items
        ],
    }
    ruleset = loads(json.dumps(rules), name="made-up.json")
    period = f"{year}-01-01..{year}-12-31"
    return evaluate(ruleset, record, on=datetime.date(2025, 12, 31), period=period).findings[0]


def nothing_before(measure: dict[str, Any]) -> dict[str, str]:
    words = {"carry_over": "carried", "make_up": "owed"}
    return {word: "none" for key, word in words.items() if key in measure}


@pytest.mark.parametrize(
    ("make_up", "carry_over", "items"),
    [
        (
            {"which": "latest"},
            {"which": "earliest"} | ETHICS,
            [
                ("a", "2022-05-01", 14, "general"),
                ("b", "2023-02-01", 6, "ethics"),
                ("c", "2023-06-01", 24, "general"),
                ("d", "2024-06-01", 16, "general"),
            ],
        ),
        (
            {"which": "earliest", "within": {"years": 1}, "where": {"kind": "course"}},
            {"which": "latest"} | ETHICS,
            [
                ("a", "2022-05-01", 14, "general", "reading"),
                ("b", "2023-02-01", 24, "general", "reading"),
                ("c", "2023-12-01", 6, "ethics", "course"),
                ("d", "2024-06-01", 16, "general", "reading"),
            ],
        ),
    ],
)
def test_what_went_back_does_not_move_on_too(
    make_up: dict[str, Any], carry_over: dict[str, Any], items: list[tuple[Any, ...]]
) -> None:
    """All ethics of 2023 made 2022 good; what 2023 has over is general."""
    measure = {"make_up": MAKE_UP | make_up, "carry_over": CARRY_OVER | carry_over}
    found = judged(measure, items)
    assert found.verdict.word == "not met"
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (16, 16)
    # Where it counts again in its own period it is there, and moves on.
    again = {"make_up": MAKE_UP | make_up | {"counts_again": True}, "carry_over": CARRY_OVER | carry_over}
    found = judged(again, items)
    assert found.verdict.word == "met"


def test_what_is_named_as_carried_in_did_not_go_back() -> None:
    measure = {
        "make_up": MAKE_UP | {"which": "earliest"},
        "carry_over": CARRY_OVER | {"which": "earliest", "count_at_most": 5},
    }
    items = [
        ("a", "2022-05-01", 14),
        ("b", "2023-02-01", 6),
        ("c", "2023-06-01", 24),
        ("d", "2024-06-01", 16),
    ]
    found = judged(measure, items)
    (moved,) = [each for each in found.credits if each.item == "[carried_in]"]
    assert moved.reason.values == ("2023-01-01..2023-12-31: c 4",)


def test_what_is_picked_of_what_makes_good_is_named() -> None:
    measure = {"make_up": MAKE_UP | {"which": "earliest"}}
    items = [("a", "2022-05-01", 16, "general"), ("b", "2023-02-01", 4, None)]
    found = judged(measure, items, year=2022, at_least=3, **ETHICS)
    assert found.verdict.may == ("met", "not_met")
    assert [each.fact for each in found.gaps] == ["activities[b].topic"]
    for topic, verdict in (("ethics", "met"), ("general", "not met")):
        known = [items[0], ("b", "2023-02-01", 4, topic)]
        assert judged(measure, known, year=2022, at_least=3, **ETHICS).verdict.word == verdict


LIMITED = {
    "limits": [{"count_at_most": 5, "where": {"kind": "reading"}}],
    "carry_over": CARRY_OVER
    | {"which": "latest", "into_next": 2, "under_limits": True, "as": {"kind": "reading"}},
}


@pytest.mark.parametrize("used_first", ["own", "carried"])
def test_what_holds_back_a_carried_amount_is_named(used_first: str) -> None:
    """Of which kind the item of 2023 is decides how much of what was carried could be used there."""
    hours = {"own": (23, 12, 5, 17), "carried": (25, 15, 5, 17)}[used_first]
    measure = LIMITED | {"carry_over": LIMITED["carry_over"] | {"used_first": used_first}}  # type: ignore[operator]
    days = ("2022-05-01", "2023-05-01", "2023-06-01", "2024-05-01")

    def items(kind: str | None) -> list[tuple[Any, ...]]:
        kinds = ("course", "course", kind, "course")
        return [(f"a{n}", days[n], hours[n], None, kinds[n]) for n in range(4)]

    found = judged(measure, items(None))
    outcomes = {judged(measure, items(kind)).verdict.word for kind in ("course", "reading")}
    if len(outcomes) > 1:
        assert found.verdict.may == ("met", "not_met")
    assert found.verdict.decided or [each.fact for each in found.gaps] == ["activities[a2].kind"]


def test_the_order_is_kept_though_it_is_not_known_which_items_are_picked() -> None:
    """Of an excess of five, the latest, c gives three and b two, so that nothing of a moves on."""
    measure = {"carry_over": CARRY_OVER | {"which": "latest"} | ETHICS}
    days = {"a": ("2022-05-01", 12), "b": ("2022-06-01", 10), "c": ("2022-07-01", 3)}

    def items(a: str | None, b: str | None) -> list[tuple[Any, ...]]:
        topics = {"a": a, "b": b, "c": "ethics"}
        return [*((name, *days[name], topics[name]) for name in days), ("d", "2023-06-01", 16, "general")]

    found = judged(measure, items(None, None), year=2023)
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (19, 21)
    words = (None, "ethics", "general")
    amounts = [judged(measure, items(*each), year=2023).amount for each in itertools.product(words, words)]
    assert min(each.least for each in amounts if each) == 19
    assert max(each.most or 0 for each in amounts if each) == 21
