"""The JSON Schema of case files."""

from __future__ import annotations

from cpdrules.authoring.parts import A_NUMBER, HEAD, TEXT, TO_BE_SET, Schema, any_of, block, list_of, names_to
from cpdrules.authoring.record_schema import core
from cpdrules.authoring.rules_schema import Builder
from cpdrules.rules.case import CaseFile
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.ruleset import SUBJECTS
from cpdrules.rules.vocabulary import NamedList


def schema_of_cases() -> Schema:
    """Return the schema of a case file."""
    builder = Builder()
    made = builder.block(CaseFile)
    properties = made["properties"]
    properties["set"] |= settings(builder)
    properties["records"] |= names_to(base_record()) | {"minProperties": 1}
    properties["tests"] |= {"minItems": 1}
    made["properties"] = {"cpdrules": HEAD} | properties
    made["required"] = ["cpdrules", *made["required"]]
    return made | {"definitions": builder.definitions}


def settings(builder: Builder) -> Schema:
    """Return what cases set for an adopter: in full, or the number or the entries alone."""
    entries = list_of(any_of(TEXT, list_of(TEXT)))
    return block(
        {
            "parameters": names_to(any_of(A_NUMBER, TO_BE_SET, builder.defined(Parameter))),
            "lists": names_to(any_of(entries, TO_BE_SET, builder.defined(NamedList))),
        }
    )


def base_record() -> Schema:
    """Return the schema of a base record: one without the keys that a file begins with."""
    heads: list[Schema] = [{"required": [word]} for word in ("cpdrules", *SUBJECTS)]
    return {"type": "object", "properties": core(), "not": {"anyOf": heads}}
