"""A summary as plain data and back: what is counted by name stands as a mapping from names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from cpdrules.report.plain import converter, structured
from cpdrules.report.plain_faults import check_tree, described
from cpdrules.report.recommended import Recommended
from cpdrules.report.report import Text
from cpdrules.report.summary import QUARTERS, Spread, Summary
from cpdrules.semantics import format_number

WHOLE = "summary"


def to_plain(summary: Summary) -> dict[str, Any]:
    """Return a summary as plain data; amounts are exact texts, and recommendations say their reasons."""
    return {
        "ruleset": None if summary.text is None else _text(summary.text),
        "records": summary.records,
        "faulty": summary.faulty,
        "verdicts": attrs.asdict(summary.verdicts),
        "requirements": _tallies(summary.requirements),
        "amounts": {name: _spread(spread) for name, spread in summary.amounts},
        "missing": dict(summary.missing),
        "groups": {
            each.name: {
                "reports": each.reports,
                "verdicts": attrs.asdict(each.verdicts),
                "requirements": _tallies(each.requirements),
            }
            for each in summary.groups
        },
        "hidden": list(summary.hidden),
        "recommendations": {each.name: _recommended(each) for each in summary.recommendations},
    }


def from_plain(data: Any) -> Summary:
    """Return the summary that plain data says. Raises `ValueError` with every fault and its place."""
    if type(data) is not dict:
        raise ValueError(described("a mapping is expected", (), WHOLE))
    check_tree(data)
    shaped = dict(data)
    if "ruleset" in shaped:
        shaped["text"] = shaped.pop("ruleset")
    for name, inside in SHAPES.items():
        if name in shaped:
            shaped[name] = _pairs(shaped[name], inside)
    for name in ("groups", "recommendations"):
        shaped[name] = _named(shaped.get(name, {}), name)
    return structured(shaped, Summary, WHOLE)


def _text(text: Text) -> dict[str, Any]:
    return attrs.asdict(text) | {"amends": list(text.amends), "loosens": list(text.loosens)}


def _tallies(requirements: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {name: attrs.asdict(tally) for name, tally in requirements}


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "unit": spread.unit,
        "reports": spread.reports,
        "quarters": dict(zip(QUARTERS, spread.quarters, strict=True)),
        "lowest": format_number(spread.lowest),
        "highest": format_number(spread.highest),
        "total": format_number(spread.total),
        "short": spread.short,
        "shortfall": format_number(spread.shortfall),
    }


def _recommended(recommended: Recommended) -> dict[str, Any]:
    plain: dict[str, Any] = converter().unstructure(recommended)
    del plain["name"]
    return {"answer": plain.pop("answer"), "reason": recommended.reason} | plain


def _as_it_is(value: Any) -> Any:
    return value


def _spread_back(value: Any) -> Any:
    """Return a spread with its quarters in their order; what is no mapping is left for the reader to refuse."""
    if not isinstance(value, Mapping) or not isinstance(value.get("quarters"), Mapping):
        return value
    given = value["quarters"]
    return {**value, "quarters": [given[name] for name in QUARTERS] if set(given) == set(QUARTERS) else given}


def _pairs(value: Any, inside: Callable[[Any], Any]) -> Any:
    return [[name, inside(each)] for name, each in value.items()] if isinstance(value, Mapping) else value


def _named(value: Any, kind: str) -> Any:
    """Return things by their names as a list of things that say their names."""
    if not isinstance(value, Mapping):
        return value
    found = []
    for name, each in value.items():
        thing = {**each, "name": name} if isinstance(each, Mapping) else each
        if isinstance(thing, dict) and kind == "groups" and "requirements" in thing:
            thing["requirements"] = _pairs(thing["requirements"], _as_it_is)
        elif isinstance(thing, dict):
            thing.pop("reason", None)
        found.append(thing)
    return found


SHAPES: dict[str, Callable[[Any], Any]] = {
    "requirements": _as_it_is,
    "amounts": _spread_back,
    "missing": _as_it_is,
}
"""What stands as a mapping from names and is kept as pairs, with what is done to each value."""
