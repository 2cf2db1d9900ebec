"""The pattern AUDIT: whom to check is drawn by lot from those who are eligible, and nobody else can be drawn."""

from __future__ import annotations

import datetime

import pytest

from cpdrules import audit_sample, loads

# 2.5 % of those who have been registered for two years, as the Health and Care Professions Council does it.
ELIGIBLE = loads("""
cpdrules: 1
ruleset: patterns/audit
title: Registered for two years or longer
subject: portfolio
vocabulary:
  person: {fields: {registered_on: date}}
requirements:
  - id: two-years
    title: Registered for two years or longer
    fact: person.registered_on
    on_or_before: {years: 2, before: day_of_judging}
    reference: {document: HCPC CPD audits}
""")
ON = datetime.date(2026, 9, 1)
EIGHTEEN_MONTHS = {f"new-{number}": "2025-03-01" for number in range(200)}
TWO_YEARS = {f"old-{number}": "2024-09-01" for number in range(1000)}


def drawn(seed: str, register: dict[str, str | None]) -> list[str | None]:
    """Return who is chosen of people and the days of their registration."""
    records = [
        {"portfolio": name, "person": {"registered_on": day} if day else {}} for name, day in register.items()
    ]
    sample = audit_sample(records, eligible=ELIGIBLE, on=ON, rate="2.5%", rounding="nearest", seed=seed)
    return [each.person for each in sample.chosen]


@pytest.mark.parametrize("seed", ["2024", "2025", "2026"])
def test_of_a_thousand_who_are_eligible_twenty_five_are_chosen(seed: str) -> None:
    chosen = drawn(seed, TWO_YEARS | EIGHTEEN_MONTHS)
    assert len(chosen) == len(set(chosen)) == 25
    assert set(chosen) <= set(TWO_YEARS)


def test_somebody_registered_for_eighteen_months_cannot_be_chosen() -> None:
    assert drawn("2026", EIGHTEEN_MONTHS) == []


def test_the_day_on_which_two_years_are_full_makes_eligible() -> None:
    day_short = {f"short-{number}": "2024-09-02" for number in range(40)}
    day_full = {f"full-{number}": "2024-09-01" for number in range(40)}
    (chosen,) = drawn("2026", day_short | day_full)
    assert chosen in day_full


def test_another_seed_draws_others_and_the_same_seed_the_same() -> None:
    first, again, other = (drawn(seed, TWO_YEARS) for seed in ("2025", "2025", "2026"))
    assert first == again
    assert set(first) != set(other)
