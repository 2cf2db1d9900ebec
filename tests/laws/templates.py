"""A rule set with one plain minimum, one under limits and one share, and records of known hours for it."""

from __future__ import annotations

import random
from fractions import Fraction

from oracle.generate_records import Case
from oracle.words import KINDS, ON, VOCABULARY

HOURS = {"sum": "hours", "from": "activities"}
LIMITS = [
    {"count_at_most": 3, "where": {"kind": "reading"}},
    {"count_at_most": {"percent": 80, "of": "claimed"}, "where": {"kind": ["reading", "viewing"]}},
]
WHOLE = {"complete_from": "1900-01-01", "complete_through": "2025-12-31"}
LENGTHS = ("0:20", "1:20", "0.1", "0.2", "100 minutes", 2, 5, "0:50")
DAYS = ("2024-01-01", "2024-06-30", "2024-12-31")


def rules(least: str) -> dict:
    """Return the rule set with a threshold."""
    return {
        "cpdrules": 1, "ruleset": "a/b", "title": "T", "subject": "portfolio", "period": "year",
        "periods": {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}},
        "vocabulary": VOCABULARY, "lists": {"topics": {"values": ["law"]}},
        "measures": {
            "plain": HOURS, "limited": HOURS | {"limits": LIMITS},
            "courses": HOURS | {"where": {"kind": "course"}},
            "share": {"share": "courses", "of": "plain"},
        },
        "requirements": [
            {"id": "plain", "amount": "plain", "at_least": least},
            {"id": "limited", "amount": "limited", "at_least": least},
            {"id": "share", "amount": "share", "at_least": {"percent": 50}, "if_none": "met"},
        ],
    }  # fmt: skip


def hours_case(seed: int, least: str = "4") -> Case:
    """Return a record of known hours, complete for the year."""
    rng = random.Random(seed)
    items = [
        {"id": f"a{n}", "ended": rng.choice(DAYS), "hours": rng.choice(LENGTHS), "kind": rng.choice(KINDS)}
        for n in range(rng.choice([0, 1, 3, 5]))
    ]
    return Case(rules(least), {"portfolio": "p", "activities": items} | WHOLE, ON)


def hours_of(written: object) -> Fraction:
    """Return a written length in hours."""
    number, _, unit = str(written).partition(" ")
    whole, colon, minutes = number.partition(":")
    hours = Fraction(whole) + (Fraction(int(minutes), 60) if colon else 0)
    return hours / 60 if unit else hours
