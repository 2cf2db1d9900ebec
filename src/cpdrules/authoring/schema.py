"""JSON Schemas (draft-07) of what people write and of what the library returns."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal, get_args

from cpdrules.rules.ruleset import RuleSet

What = Literal["rules", "cases", "record", "report"]
WHAT: tuple[str, ...] = get_args(What)


def schema(what: What, ruleset: RuleSet | None = None) -> dict[str, Any]:
    """Return the JSON Schema of rule files, case files, records or reports, made from the types.

    With a `ruleset`, the schema of a record knows its vocabulary. An editor that has the schema completes keys
    and words, shows what they mean, and marks what cannot stand. A schema sees the shape of a file; names,
    numbers and choices that depend on other places are checked by `check`.

    Raises `ValueError` when `what` is none of the four, or when a rule set is given for another than a record.
    """
    from cpdrules.authoring import cases_schema, record_schema, report_schema, rules_schema  # noqa: PLC0415 - slow, rarely needed

    if what not in WHAT:
        raise ValueError(f"there is a schema of {', '.join(WHAT)}, and none of `{what}`")
    if ruleset is not None and what != "record":
        raise ValueError("only the schema of a record depends on a rule set")
    match what:
        case "rules":
            made = rules_schema.schema_of_rules()
        case "cases":
            made = cases_schema.schema_of_cases()
        case "record":
            made = record_schema.schema_of_record(ruleset)
        case _:
            made = report_schema.schema_of_report()
    # No title: an editor would show it above the prose of every key.
    return {"$schema": "http://json-schema.org/draft-07/schema#"} | made


def as_text(made: dict[str, Any]) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def shipped(what: str) -> str:
    """Return the text of a schema that is shipped with the library."""
    return files("cpdrules").joinpath(f"authoring/schemas/{what}.schema.json").read_text(encoding="utf-8")
