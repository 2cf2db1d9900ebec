"""A sample as data: nothing is lost, and what is no sample is refused with the place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audit.people import EIGHTEEN_MONTHS, draw, people, person
from cpdrules import AuditSample

REGISTER = [
    *people(40), *people(20, "m", role="manager"), person("young", EIGHTEEN_MONTHS),
    person("away", status="not_practising"), person("u", None), person("bad", "no day"), 3,
]  # fmt: skip
SAMPLE = draw(
    REGISTER,
    rate="10%",
    strata="person.role",
    previous={"p1": "deferred", "m1": "audited", "gone": "deferred"},
)


def test_a_sample_is_read_back_as_it_was() -> None:
    text = json.dumps(SAMPLE.to_dict())
    read = AuditSample.from_dict(json.loads(text))
    assert read == SAMPLE
    assert json.dumps(read.to_dict()) == text
    assert {each.reason.code for each in SAMPLE.selections} == {
        "drawn", "not_drawn", "deferred", "audited", "not_met", "not_applicable", "undetermined", "faulty",
    }  # fmt: skip


def test_the_data_say_what_it_was_drawn_from() -> None:
    data = SAMPLE.to_dict()
    assert next(iter(data)) == "format"
    assert (data["rate"], data["rounding"], data["seed"], data["on"]) == (
        "0.1",
        "nearest",
        "2026",
        "2026-09-01",
    )
    assert data["texts"][0]["id"] == "example/audit/eligible"
    assert SAMPLE.selection("u").to_dict() in data["selections"]


def test_equal_input_gives_equal_bytes() -> None:
    again = draw(
        (each for each in REGISTER),
        rate="0.1",
        strata=["person.role"],
        previous=[{"p1": "deferred"}, {"gone": "deferred", "m1": "audited"}],
    )
    assert json.dumps(again.to_dict()) == json.dumps(SAMPLE.to_dict())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 2}, "/format: this reads format 1 of samples"), ({"format": True}, "/format: "),
        ({"sed": "x"}, "/sed: a sample has no such key here; did you mean `seed`"),
        ({"seed": 3}, "/seed: a text is expected here"), ({"rate": 0.1}, "/rate: numbers with a point"),
        ({"rounding": "sideways"}, "/rounding: one of these is expected here: up, down, nearest"),
        ({"undetermined": "x"}, "/undetermined: one of these"), ({"selections": [3]}, "/selections/0: a mapping"),
    ],
)  # fmt: skip
def test_what_is_no_sample_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        AuditSample.from_dict(SAMPLE.to_dict() | change)


def test_a_missing_key_is_named() -> None:
    data = SAMPLE.to_dict()
    del data["seed"]
    with pytest.raises(ValueError, match="sample: the key `seed` is missing"):
        AuditSample.from_dict(data)
    with pytest.raises(ValueError, match="a mapping is expected"):
        AuditSample.from_dict([])  # type: ignore[arg-type]
