"""Many records: each for itself, in order, whatever is wrong with one; memory does not grow."""

from __future__ import annotations

import datetime
import gc
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules import RecordError, Report, evaluate, evaluate_many, load_record, loads, summarise

ON = datetime.date(2024, 12, 31)
RULES = loads(json.dumps(rules(need(5), {"h": hours()})), name="r.json")


def person(number: int, amount: Any = 5) -> dict[str, Any]:
    return {"portfolio": f"p{number}", "activities": [item("a", amount)]} | WHOLE


def test_one_faulty_record_does_not_stop_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"cpdrules": 1} | person(3)), encoding="utf-8")
    given = [
        person(1),
        person(2, -1),
        file,
        str(file),
        load_record(file),
        7,
        None,
        tmp_path / "none.yaml",
        person(9),
    ]
    found = list(evaluate_many(RULES, given, on=ON))
    assert [each.record if isinstance(each, Report) else "fault" for each in found] == [
        "p1", "fault", "p3", "p3", "p3", "fault", "fault", "fault", "p9",
    ]  # fmt: skip
    assert all(each.diagnostics for each in found if isinstance(each, RecordError))
    assert found[0] == evaluate(RULES, given[0], on=ON)


def test_records_are_taken_when_they_are_asked_for() -> None:
    taken = []

    def endless() -> Iterator[dict[str, Any]]:
        number = 0
        while True:
            taken.append(number)
            yield person(number)
            number += 1

    found = evaluate_many(RULES, endless(), on=ON, period="2024-01-01..2024-12-31", forecast=True)
    assert taken == []
    assert next(found).forecast
    assert next(found).record == "p1"
    assert taken == [0, 1]


def test_a_period_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="is not a period"):
        evaluate_many(RULES, [], on=ON, period="2024")


@pytest.mark.slow
def test_memory_does_not_grow() -> None:
    """Of two thousand records no more is held than of two hundred."""
    held = []
    tracemalloc.start()
    try:
        for number, _ in enumerate(evaluate_many(RULES, map(person, range(2_200)), on=ON)):
            if number in (200, 2_199):
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    # Two thousand reports that are kept take six times as much.
    assert held[1] < held[0] + 500_000


def test_summing_up() -> None:
    records = [person(1), person(2, 1), {"portfolio": "p"}, person(3, -1)]
    told = summarise(evaluate_many(RULES, records, on=ON)).to_dict()
    one_each = {"met": 1, "not_met": 1, "not_applicable": 0, "undetermined": 1}
    assert (told["records"], told["faulty"], told["verdicts"]) == (3, 1, one_each)
    assert told["requirements"] == {"r": one_each}
    assert json.loads(json.dumps(told)) == told
