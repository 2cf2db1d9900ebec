"""Loops over the entries of a list that is still to be set: what holds of any entry is told before it is."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import rules
from cpdrules import evaluate, loads

ON = datetime.date(2024, 12, 31)
TOPICS = {"topics": {"values": "to_be_set"}}
REGULATED = {"fact": "person.role", "is": "regulated"}
DEFINED = {"fact": "person.role", "is": "regulated", "applies_when": {"meets": "any_role"}}


def verdict(loop: dict[str, Any], role: str | None, require: dict[str, Any] = REGULATED) -> str:
    rule_set = rules([{"id": "r", "require": require} | loop], {}, lists=TOPICS)
    rule_set["definitions"] = {"any_role": {"person.role": {"recorded": True}}}
    person = {"role": role} if role else {}
    return (
        evaluate(loads(json.dumps(rule_set), name="r.json"), {"person": person}, on=ON)
        .findings[0]
        .verdict.word
    )


EACH = {"for_each": {"entry_of": "topics"}}
SOME = {"for_some": {"entry_of": "topics"}}


@pytest.mark.parametrize(
    ("loop", "role", "told"),
    [
        (EACH | {"if_none": "not_met"}, "other", "not met"),
        (EACH | {"if_none": "not_met"}, "regulated", "undetermined"),
        (EACH | {"if_none": "met"}, "regulated", "met"),
        (EACH | {"if_none": "met"}, "other", "undetermined"),
        (EACH | {"if_none": "met"}, None, "undetermined"),
        # Two of them may be asked for where there is one, which then is enough.
        (SOME | {"if_none": "met", "at_least": 2}, "regulated", "met"),
        (SOME | {"if_none": "not_met", "at_least": 2}, "other", "not met"),
        (SOME | {"if_none": "not_applicable", "at_least": {"percent": 50}}, "other", "undetermined"),
    ],
)
def test_what_holds_of_any_entry_is_told(loop: dict[str, Any], role: str | None, told: str) -> None:
    assert verdict(loop, role) == told


def test_what_may_depend_on_the_entry_is_not_told() -> None:
    by_entry = {"has": "activities", "where": {"note": "this"}}
    assert verdict(EACH | {"if_none": "not_met"}, "other", by_entry) == "undetermined"
    assert verdict(EACH | {"if_none": "not_met"}, "other", DEFINED) == "undetermined"
    judged = {"id": "j", "judged": "Is it taught?", "judges": {"at_least": 1, "made_in": "ever"}}
    assert verdict(EACH | {"if_none": "not_met"}, "other", judged) == "undetermined"
