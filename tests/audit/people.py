"""Made-up registers, and the rule set of the example that says who is eligible."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from cpdrules import AuditSample, audit_sample, load

EXAMPLE = Path(__file__).parents[2] / "docs/examples/audit"
ELIGIBLE = load(EXAMPLE / "eligible.cpd.yaml")
ON = datetime.date(2026, 9, 1)
LONG, EIGHTEEN_MONTHS = "2019-03-11", "2025-03-01"
ROLES = ("practitioner", "manager", "teacher")


def person(
    name: str, since: str | None = LONG, role: str | None = "practitioner", **more: Any
) -> dict[str, Any]:
    """Return a record; None for what nobody wrote down."""
    facts = {"status": "practising", "registered_on": since, "role": role} | more
    return {"portfolio": name, "person": {key: value for key, value in facts.items() if value is not None}}


def people(count: int, prefix: str = "p", **facts: Any) -> list[dict[str, Any]]:
    """Return so many people who are alike."""
    return [person(f"{prefix}{number}", **facts) for number in range(count)]


def draw(register: Any, **more: Any) -> AuditSample:
    """Draw 2.5 %, rounded to the nearest, unless another thing is asked."""
    asked: dict[str, Any] = {
        "eligible": ELIGIBLE, "on": ON, "rate": "2.5%", "rounding": "nearest", "seed": "2026",
    }  # fmt: skip
    return audit_sample(register, **asked | more)


def ids(sample: AuditSample) -> set[str | None]:
    """Return who is chosen."""
    return {each.person for each in sample.chosen}


def remarks(sample: AuditSample) -> dict[str, tuple[str, ...]]:
    """Return the people of each remark by its code."""
    return {each.code: each.people for each in sample.remarks}
