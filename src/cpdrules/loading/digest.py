"""The digest of a rule set: what it says, without comments, order of keys, or places."""

from __future__ import annotations

import datetime
import enum
import hashlib
import json
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.rules import keys
from cpdrules.rules.conditions import Condition
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Duration, format_number


def digest(ruleset: RuleSet) -> str:
    """Return the SHA-256, in hexadecimal, of a resolved rule set in canonical form."""
    text = json.dumps(canonical(ruleset), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> Any:
    """Return plain data that is equal for texts which say the same.

    Named things are keyed by their names and clauses are sorted, since their order says nothing; lists that
    the author ordered (parts, steps, rows, bands) keep it.
    """
    if isinstance(value, Condition):
        clauses = [canonical(clause) for clause in value.clauses]
        return sorted(clauses, key=lambda clause: json.dumps(clause, sort_keys=True))
    if isinstance(value, Duration):
        return {field.name: getattr(value, field.name) for field in attrs.fields(Duration)}
    if attrs.has(type(value)):
        return {"is a": type(value).__name__} | {
            field.name: canonical(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if field.name not in ("place", "origins", "digest") and not _is_unsaid(field, value)
        }
    if isinstance(value, tuple):
        return _sequence(value)
    if isinstance(value, Fraction):
        return format_number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.value if isinstance(value, enum.Enum) else value


def _is_unsaid(field: attrs.Attribute[Any], value: Any) -> bool:
    """Whether a field says that nothing was amended, which most texts say everywhere."""
    return field.name == "amended" and not value.amended


def _sequence(values: tuple[Any, ...]) -> Any:
    if values and keys.is_named(type(values[0])):
        return {"named": {value.name: canonical(value) for value in values}}
    return [canonical(value) for value in values]
