"""Making a case that is wrong small: anything that can go without mending it goes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from oracle.generate_records import Case

KEPT = ("vocabulary", "periods", "cpdrules", "ruleset", "title", "subject", "units")


def shrunk(case: Case, is_wrong: Callable[[Case], bool]) -> Case:
    """Return a smaller case that is still wrong."""
    going = True
    while going:
        going = False
        for smaller in smaller_cases(case):
            if still(smaller, is_wrong):
                case, going = smaller, True
                break
    return case


def still(case: Case, is_wrong: Callable[[Case], bool]) -> bool:
    """Whether a smaller case loads and is wrong."""
    try:
        return is_wrong(case)
    except Exception:
        return False


def smaller_cases(case: Case) -> Iterator[Case]:
    """Yield the case without one thing, or with a part in place of its block."""
    for rules in without_one(case.rules, KEPT):
        yield replace(case, rules=rules)
    for path in paths_to_parts(case.rules["requirements"]):
        rules = copy.deepcopy(case.rules)
        rules["requirements"] = [copy.deepcopy(path)]
        yield replace(case, rules=rules)
    for record in without_one(case.record, ()):
        yield replace(case, record=record)
    if case.period:
        yield replace(case, period=None)


def paths_to_parts(rules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the requirements inside requirements."""
    for rule in rules:
        parts = [
            *(rule.get("all_of") or rule.get("some_of") or ()),
            *([rule["require"]] if "require" in rule else []),
        ]
        yield from parts
        yield from paths_to_parts(parts)


def without_one(data: Any, kept: tuple[str, ...]) -> Iterator[Any]:
    """Yield data without one of its entries, the larger ones first."""
    if isinstance(data, dict):
        for key in data:
            if key not in kept:
                yield {other: entry for other, entry in data.items() if other != key}
        for key, entry in data.items():
            if key not in kept:
                yield from ({**data, key: smaller} for smaller in without_one(entry, ()))
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            yield data[:index] + data[index + 1 :]
            yield from ([*data[:index], smaller, *data[index + 1 :]] for smaller in without_one(entry, ()))
