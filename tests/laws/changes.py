"""Changes to a record that only say more, or only say less."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from laws.cases import ALIGNED, LENGTHS, copied, lists_of
from oracle.complete import names_recorded
from oracle.generate_records import DATES, Case, facts, used_fields, value
from oracle.parts import is_possible
from oracle.words import if_absent, words_in

BUNDLED_FIELDS = {
    "person": {"status": ("regulated", "not_regulated")},
    "activities": {
        "ended": DATES, "length": LENGTHS, "aligned_to": ALIGNED, "in_register": (True, False),
        "key_area": ("risk", "none"),
    },
}  # fmt: skip


def fields_of(case: Case, section: str) -> list[str]:
    """Return the facts that the rules ask of a part, but for those that answer by silence.

    Where something is due, so may all that have to be recorded: what is not there once the day has passed is not met.
    """
    if "bundled" in case.rules:
        return list(BUNDLED_FIELDS.get(section, {}))
    silent = names_recorded(case.rules) if "due" in words_in(case.rules) else set()
    asked = used_fields(case.rules)[section]
    return [name for name in asked if if_absent(section, name) is None and name not in silent]


def some_value(case: Case, section: str, field: str, rng: random.Random) -> Any:
    """Return a value that a fact may have."""
    if "bundled" in case.rules:
        return rng.choice(BUNDLED_FIELDS[section][field])
    goals = [goal["id"] for goal in case.record.get("goals") or ()]
    return value(section, field, rng, goals)


def things(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every thing of a record that states facts."""
    yield "person", record.setdefault("person", {})
    for name in lists_of(record):
        yield from ((name, item) for item in record[name])


def filled(case: Case, rng: random.Random) -> dict[str, Any]:
    """Return the record with some unknown facts written, and perhaps an activity on an open day."""
    record = copied(case)
    for section, thing in list(things(record)):
        for field in fields_of(case, section):
            if thing.get(field) is None and rng.random() < 0.5:
                value = some_value(case, section, field, rng)
                if section != "activities" or is_possible(facts(section, thing | {field: value})):
                    thing[field] = value
    since, until = record.get("complete_from"), record.get("complete_through")
    days = [day for day in DATES if not (since and until and since <= day <= until)]
    if days and record.get("activities") is not None and rng.random() < 0.5:
        new = {field: some_value(case, "activities", field, rng) for field in fields_of(case, "activities")}
        if is_possible(facts("activities", new)):
            record["activities"].append({"id": "new"} | new | {"ended": rng.choice(days)})
    return record


def forgotten(case: Case, rng: random.Random) -> dict[str, Any]:
    """Return the record without some of its facts."""
    record = copied(case)
    for section, thing in list(things(record)):
        for field in fields_of(case, section):
            if field in thing and rng.random() < 0.3:
                del thing[field]
    return record
