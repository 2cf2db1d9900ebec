"""Every key of the language that holds a number, a day or a choice is changed, new ones without a word."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, get_origin

import attrs

from cpdrules.loading.structure import hints, members
from cpdrules.testing.changes import NOT_CHANGED, changes_of
from cpdrules.testing.spots import spots

from .changing import text_of

EVERY_KIND = Path(__file__).parents[1] / "prose/every-kind.cpd.yaml"


def fields_of(rule: type) -> dict[str, str]:
    """Return the fields of a rule type that hold a number, a day or one of some words, by their full names.

    What every requirement may say goes by one name.
    """
    found = {}
    for field in attrs.fields(rule):
        owner = "RequirementBase" if field.inherited else rule.__name__
        if is_changeable(hints(rule)[field.name]):
            found[field.name] = f"{owner}.{field.name}"
    return found


def is_changeable(annotation: Any) -> bool:
    kinds = members(annotation)
    several = [kind for kind in kinds if get_origin(kind) is Literal and len(kind.__args__) > 1]
    return bool(several) or bool({int, Fraction, datetime.date} & {*kinds})


def test_every_number_day_and_choice_of_the_language_is_changed() -> None:
    """`every-kind.cpd.yaml` says nearly every key, so what is not changed there is not changed at all."""
    text = text_of(EVERY_KIND.read_text(encoding="utf-8"))
    here = list(spots(text.ruleset))
    known = {
        name for each in here if attrs.has(type(each.value)) for name in fields_of(type(each.value)).values()
    }
    changed = {
        fields_of(type(each.owner)).get(each.field)
        for each in here
        if each.above and list(changes_of(each, text.ruleset))
    }
    left = {f"{rule.__name__}.{field}" for rule, field in NOT_CHANGED}
    # A day of every year is moved as a whole.
    elsewhere = {"MonthDay.month", "MonthDay.day"}
    assert known - changed - left == elsewhere
