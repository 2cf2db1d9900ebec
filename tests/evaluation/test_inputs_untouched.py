"""Judging changes nothing that it was given, and a rule set cannot be changed at all."""

from __future__ import annotations

import copy
import datetime
import enum
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load

from . import example

FIXED = (str, bool, int, Fraction, datetime.date, enum.Enum, type(None))
SCHEMES = sorted((Path(__file__).parents[2] / "schemes").rglob("*.cpd.yaml"))


def changeable(value: Any, place: str) -> Iterator[str]:
    """Yield the places within a value that could be written to."""
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from changeable(each, f"{place}[{index}]")
    elif attrs.has(type(value)):
        field = attrs.fields(type(value))
        try:
            setattr(value, field[0].name if field else "anything", None)
        except attrs.exceptions.FrozenInstanceError:
            pass
        else:
            yield place
        for each in field:
            yield from changeable(getattr(value, each.name), f"{place}.{each.name}")
    elif not isinstance(value, FIXED):
        yield f"{place}: {type(value).__name__}"


def test_judging_twice_gives_the_same_bytes() -> None:
    ruleset, data = example.ruleset(), example.record()
    first, second = (json.dumps(evaluate(ruleset, data, on=example.DAY).to_dict()) for _ in range(2))
    assert first == second


def test_judging_another_record_in_between_is_without_effect() -> None:
    ruleset, data = example.ruleset(), example.record()
    first = evaluate(ruleset, data, on=example.DAY)
    other = {**example.record(), "activities": []}
    evaluate(ruleset, other, on=datetime.date(2027, 2, 1))
    assert evaluate(ruleset, data, on=example.DAY) == first


def test_inputs_are_untouched() -> None:
    ruleset, data = example.ruleset(), example.record()
    fresh, kept, digest, said = example.ruleset(), copy.deepcopy(data), ruleset.digest, repr(ruleset)
    evaluate(ruleset, data, on=example.DAY)
    assert data == kept
    assert json.dumps(data) == json.dumps(kept)
    assert ruleset == fresh
    assert (ruleset.digest, repr(ruleset)) == (digest, said)


@pytest.mark.parametrize("path", [example.FOLDER / "adoption.cpd.yaml", *SCHEMES], ids=lambda path: path.name)
def test_a_rule_set_cannot_be_changed(path: Path) -> None:
    ruleset = load(path)
    evaluated = list(changeable(ruleset, "ruleset"))
    assert evaluated == []
    hash(ruleset)
