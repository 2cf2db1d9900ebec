"""Cases with one requirement on one random measure, for laws that hold of some measures only."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cpdrules.errors import RuleSetError
from laws.cases import copied, loaded
from laws.changes import fields_of, some_value
from oracle.generate import Maker
from oracle.generate_records import DATES, Case, facts, record_for
from oracle.parts import is_possible

Fits = Callable[[dict[str, Any], dict[str, Any]], bool]
"""Whether a requirement and its measure are such that a law holds of them."""

WHOLE = {"complete_from": "1900-01-01", "complete_through": "2026-12-31"}


def amount_case(seed: int, fits: Fits) -> Case:
    """Return a case with the requirement `r` on an amount that fits."""
    rng = random.Random(seed)
    while True:
        maker = Maker(rng)
        maker.main = "year"
        made = {"id": "r"} | maker.amount(0, None)
        measure = maker.rules["measures"][made["amount"]]
        if not fits(made, measure):
            continue
        rules = maker.whole([made])
        try:
            loaded(json.dumps(rules))
        except RuleSetError:
            continue
        case = record_for(rules, rng)
        if case.record.get("activities") is not None:
            return replace(case, period=None)


def adds_up(made: dict[str, Any], measure: dict[str, Any]) -> bool:
    """Whether activities are added up, counted, or their values are, by themselves: none against another."""
    words = ("carry_over", "make_up", "repeats")
    section = measure.get("from") or measure.get("count")
    return section == "activities" and not any(word in measure for word in words)


def with_one_more(case: Case, rng: random.Random) -> dict[str, Any]:
    """Return the record with another activity, first among all."""
    record = copied(case)
    while True:
        new = {field: some_value(case, "activities", field, rng) for field in fields_of(case, "activities")}
        new = {field: value for field, value in new.items() if rng.random() < 0.9} | {
            "ended": rng.choice(DATES)
        }
        if is_possible(facts("activities", new)):
            record["activities"].insert(0, {"id": "more"} | new)
            return record


def at_most(one: Any, other: Any) -> bool:
    """Whether an amount lies no higher than another, at both ends."""
    return one.least <= other.least and (
        other.most is None or (one.most is not None and one.most <= other.most)
    )
