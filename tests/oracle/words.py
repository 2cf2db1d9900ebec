"""The vocabulary of the generated rule sets, and the words of the language that have to occur in them."""

import copy
import datetime
import functools
from collections.abc import Callable
from typing import Any, TypeVar

import yaml

T = TypeVar("T")

KINDS = ("course", "reading", "viewing")
FIELDS = {
    "person": {
        "role": ["regulated", "other"],
        "member": "yes_no",
        "fte": "number",
        "registered_on": "date",
        "joined_on": "date",
        "grade": {"type": ["junior", "senior"], "if_absent": "junior"},
        "motto": "text",
        "school": {"listed_in": "topics"},
    },
    "activities": {
        "ended": "date",
        "started": "date",
        "hours": {"unit": "hour"},
        "alone": {"unit": "hour", "part_of": "hours"},
        "shared": {"unit": "hour", "part_of": "hours"},
        "led": {"type": {"unit": "hour"}, "part_of": "hours", "if_absent": "0"},
        "points": "number",
        "kind": list(KINDS),
        "online": "yes_no",
        "note": "text",
        "tags": {"many": ["ethics", "safety"]},
        "topic": {"listed_in": "topics"},
        "proof": "evidence",
        "goal": {"link": "goals"},
        "state": {"type": ["done", "begun"], "if_absent": "done"},
    },
    "goals": {"status": ["open", "closed"], "area": ["north", "south"]},
    "leaves": {"began": "date", "back": "date", "why": ["ill", "family"]},
}
LISTS = ("activities", "goals", "leaves")
VOCABULARY = {
    "person": {"fields": FIELDS["person"]},
    "activities": {"dated_by": "ended", "fields": FIELDS["activities"]},
    "goals": {"undated": True, "fields": FIELDS["goals"]},
    "leaves": {"dated_by": "began", "until": "back", "fields": FIELDS["leaves"]},
}
TOPICS = ("law", "care")
ON = datetime.date(2024, 12, 31)

REQUIREMENT_KINDS = frozenset(
    [
        "all_of",
        "some_of",
        "amount",
        "allocate",
        "fact",
        "has",
        "judged",
        "for_each",
        "for_some",
        "in_every",
        "in_some",
    ]
)
WORDS = frozenset(
    [
        "by_role",
        "full",
        "run_up",
        "number",
        "any_day",
        "divisible",
        "whole",
        "earliest",
        "any",
        "own",
        "carried",
        "latest",
        "to_be_set",
        "claimed",
        "counted",
        "first",
        "highest",
        "sum",
        "never",
        "lowest",
        "middle",
        "this",
        "should",
        "may",
        "met",
        "not_met",
        "left_out",
        "full_marks",
        "nothing",
        "down",
        "up",
        "nearest",
        "period_start",
        "period_end",
        "day_of_judging",
        "ever",
    ]
)


def kind_of(section: str, field: str) -> str:
    """Return the kind of a field: choice, unit, many, link, listed, or the word in the vocabulary."""
    said = FIELDS[section][field]
    if isinstance(said, dict) and "type" in said:
        said = said["type"]
    if isinstance(said, list):
        return "choice"
    if isinstance(said, dict):
        return {"listed_in": "listed"}.get(next(iter(said)), next(iter(said)))
    return said


def values_of(section: str, field: str) -> list[str]:
    """Return the values of a choice or of a field with many."""
    said = FIELDS[section][field]
    if isinstance(said, dict):
        said = said.get("type") or said.get("many")
    return list(said)


def if_absent(section: str, field: str) -> str | None:
    """Return what silence says about a field."""
    said = FIELDS[section][field]
    return said.get("if_absent") if isinstance(said, dict) else None


def words_in(value: object) -> set[str]:
    """Return every key and every word in some rules, and the parts of dotted ones."""
    words: set[str] = set()
    todo = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            todo += [*each, *each.values()]
        elif isinstance(each, (list, tuple)):
            todo += each
        else:
            words.add(str(each))
    return words.union(*(word.split(".") for word in words))


def once_for_rules(look: Callable[[dict[str, Any]], T]) -> Callable[[dict[str, Any]], T]:
    """Keep what was found in the rules in hand, which have several records; rules are never changed in place."""
    last: list[tuple[dict[str, Any], T]] = []

    @functools.wraps(look)
    def found(rules: dict[str, Any]) -> T:
        if not last or last[0][0] is not rules:
            last[:] = [(rules, look(rules))]
        return last[0][1]

    return found


def as_yaml(data: object) -> str:
    """Write plain data as YAML without anchors."""
    return yaml.safe_dump(copy.deepcopy(_unshared(data)), sort_keys=False, default_flow_style=None, width=110)


def _unshared(data: object) -> object:
    if isinstance(data, dict):
        return {key: _unshared(value) for key, value in data.items()}
    return [_unshared(each) for each in data] if isinstance(data, (list, tuple)) else data
