"""Small random records for a rule set: most facts that it asks about are written, some are not."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from oracle.generate_ledgers import brought_forward
from oracle.parts import WHOLES, is_possible, with_family
from oracle.words import FIELDS, LISTS, TOPICS, if_absent, kind_of, once_for_rules, values_of, words_in

DATES = (
    "2023-03-10", "2023-12-31", "2024-01-01", "2024-02-29", "2024-05-15", "2024-06-30", "2024-07-01",
    "2024-12-31", "2025-01-01",
)  # fmt: skip
OF_THE_DAY = {"own", "full", "full_own", "run_up"}
OF_JOINING = {"since", "full_own"}
"""The periods that rest on each day of a person."""
"""The periods that begin or end with the day of registration."""
LEAVES = (
    ("2023-11-01", "2024-01-15"), ("2024-02-10", "2024-03-09"), ("2024-04-01", "2024-06-30"),
    ("2024-07-15", "2024-07-20"), ("2024-11-01", "none"),
)  # fmt: skip
"""Leaves of which no two share a day."""
REGISTERED = ("2020-02-29", "2020-03-01", "2022-07-01", "2024-01-01")
SPANS = (
    [("1900-01-01", "2026-12-31")] * 4 + [("1900-01-01", "2024-12-31")] + [("2018-01-01", "2025-12-31")] * 3
    + [("2024-01-01", "2024-10-31"), ("2024-05-01", "2024-12-31"), ("2024-07-01", None), (None, None)]
)  # fmt: skip
LONG_AGO, SOME_YEARS_AGO = "1900-01-01", "2010-01-01"
"""A ledger is gone through from the first day that is known of, so a century costs ten times a dozen years."""
DAYS_OF_JUDGING = ("2024-12-31", "2025-02-01", "2024-08-01")
SAMPLES: dict[str, tuple[Any, ...]] = {
    "number": (0, 1, 2, "1.5"),
    "unit": (1, 2, "0.5", "1:30", "90 minutes", "1 day", "3 hours", "1:20"),
    "yes_no": (True, False),
    "text": ("law", "Law and order", "a rumour of law", "care", "none"),
    "listed": TOPICS,
    "evidence": (["photo"], ["essay"], "none"),
    "date": (*DATES, "none"),
}


@dataclass(frozen=True)
class Case:
    """A rule set, a record as it is written, the day of judging, and the period if one is asked for."""

    rules: dict[str, Any]
    record: dict[str, Any]
    on: datetime.date
    period: str | None = None


@once_for_rules
def used_fields(rules: dict[str, Any]) -> dict[str, list[str]]:
    """Return the fields of each part of the record that the rules speak of."""
    words = words_in({key: value for key, value in rules.items() if key not in ("vocabulary", "periods")})
    if words & OF_THE_DAY:
        words.add("registered_on")
    if words & OF_JOINING:
        words.add("joined_on")
    if "by_role" in words:
        words.add("role")
    if "leaves" in words:
        words |= {"began", "back"}
    words = with_family(words)
    return {
        section: [name for name in fields if name in words or name == "ended"]
        for section, fields in FIELDS.items()
    }


def record_for(rules: dict[str, Any], rng: random.Random) -> Case:
    """Return a record for a rule set, and when it is judged."""
    used, known = used_fields(rules), rng.choice([0.3, 0.5, 0.7, 0.9])
    record: dict[str, Any] = {"portfolio": "p"}
    since, until = rng.choice(SPANS)
    if since == LONG_AGO and rules_hand_on(rules) and rng.random() < 0.75:
        since = SOME_YEARS_AGO
    record |= {"complete_from": since} if since else {}
    record |= {"complete_through": until} if until else {}
    person = thing("person", used["person"], known, rng, ())
    record |= {"person": person} if person else {}
    goals = ["g1", "g2"][: rng.choice([0, 1, 1, 2])]
    if rng.random() < 0.93:
        record["goals"] = [{"id": name} | thing("goals", used["goals"], known, rng, ()) for name in goals]
    if rng.random() < 0.96:
        record["activities"] = [
            {"id": f"a{n}"} | thing("activities", used["activities"], known, rng, goals)
            for n in range(rng.choice([0, 1, 2, 3, 3, 4]))
        ]
    if rng.random() < 0.9:
        record["leaves"] = leaves(used["leaves"], rng)
    forward = brought_forward(rules, rng)
    record |= {"brought_forward": forward} if forward else {}
    judgements = [each for name in criteria(rules) for each in answers(name, record, rng)]
    record |= {"judgements": judgements} if judgements else {}
    period = rng.choice([None] * 6 + ["2024-01-01..2024-12-31", "2023-01-01..2024-06-30"])
    return Case(rules, record, datetime.date.fromisoformat(rng.choice(DAYS_OF_JUDGING)), period)


def rules_hand_on(rules: dict[str, Any]) -> bool:
    """Whether a measure of the rules hands anything on to another period."""
    return any("carry_over" in said or "make_up" in said for said in rules.get("measures", {}).values())


def leaves(used: list[str], rng: random.Random) -> list[dict[str, Any]]:
    """Return some leaves, of which the last day, or the cause, may not be written."""
    chosen = sorted(rng.sample(LEAVES, rng.choice([0, 1, 1, 2, 3]))) if "began" in used else []
    made = []
    for number, (began, back) in enumerate(chosen):
        facts = {"began": began, "back": back, "why": rng.choice(["ill", "family"])}
        chances = {"began": 0.97, "back": 0.85, "why": 0.8}
        kept = {name: said for name, said in facts.items() if name in used and rng.random() < chances[name]}
        made.append({"id": f"l{number}"} | kept)
    return made


def thing(
    section: str, used: list[str], known: float, rng: random.Random, goals: tuple[str, ...] | list[str]
) -> dict[str, Any]:
    """Return the facts of one thing that are written."""
    made = {}
    for name in used:
        if rng.random() < (0.9 if name == "ended" else known):
            made[name] = value(section, name, rng, goals)
        elif rng.random() < 0.1:
            made[name] = None
    if section == "activities" and not is_possible(facts(section, made)):
        made = {name: said for name, said in made.items() if name not in WHOLES}
    return made


def value(section: str, name: str, rng: random.Random, goals: Any) -> Any:
    """Return a value of a field."""
    kind = kind_of(section, name)
    if name in ("registered_on", "joined_on"):
        return rng.choice(REGISTERED)
    if name == "ended":
        return rng.choice(DATES)
    if kind == "choice":
        return rng.choice(values_of(section, name))
    if kind == "many":
        return rng.choice([["ethics"], ["safety"], ["ethics", "safety"], [], "none"])
    if kind == "link":
        return rng.choice([*goals, "none"])
    return rng.choice(SAMPLES[kind])


def criteria(rules: Any, found: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
    """Return the judged criteria, wherever they stand."""
    if isinstance(rules, dict):
        below = [each for entry in rules.values() for each in criteria(entry)]
        return [rules, *below] if "judged" in rules else below
    return [each for entry in rules for each in criteria(entry)] if isinstance(rules, list) else []


def answers(rule: dict[str, Any], record: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    """Return some judgements of a criterion, some of them about things in the record."""
    dated = rng.random() < 0.7
    about = [None, "course", "law"] + [item["id"] for name in LISTS for item in record.get(name) or ()]
    made = []
    for by in ("kim", "lee")[: rng.choice([0, 1, 2, 2])]:
        for each in about:
            judgement = {
                "criterion": rule["id"],
                "answer": "",
                "reason": "as seen",
                "by": by,
                "role": rng.choice(["peer", "tutor"]),
            }
            judgement |= {"about": each} if each else {}
            if dated:
                judgement["made"] = rng.choice(DATES)
            if rng.random() < 0.6:
                judgement["evidence"] = rng.choice([["photo"], ["essay"], "none"])
            made.append(judgement)
    return made


# -- reading what is written ---------------------------------------------------------------------------------


def read(case: Case) -> dict[str, Any]:
    """Return the facts that a record states, typed; what it does not state is not there."""
    record = case.record
    made: dict[str, Any] = {"person": facts("person", record.get("person") or {})}
    for name in LISTS:
        items = record.get(name)
        made[name] = None if items is None else [{"id": i["id"]} | facts(name, i) for i in items]
    made["judgements"] = record.get("judgements", [])
    made["brought_forward"] = [
        each | {"into": datetime.date.fromisoformat(each["into"])}
        for each in record.get("brought_forward", [])
    ]
    return made


def facts(section: str, written: dict[str, Any]) -> dict[str, Any]:
    """Return the typed facts of one thing."""
    made = {}
    for name in FIELDS[section]:
        said = written.get(name)
        said = if_absent(section, name) if said is None else said
        if said is not None:
            made[name] = typed(kind_of(section, name), said)
    return made


def typed(kind: str, said: Any) -> Any:
    """Return a value that stands in a record."""
    if said == "none":
        return [] if kind == "many" else said
    if kind == "date":
        return datetime.date.fromisoformat(said)
    if kind == "number":
        return Fraction(said)
    if kind == "unit":
        number, _, unit = str(said).partition(" ")
        hours, colon, minutes = number.partition(":")
        amount = Fraction(hours) + Fraction(int(minutes), 60) if colon else Fraction(number)
        return amount, unit.removesuffix("s") or "hour"
    return said
