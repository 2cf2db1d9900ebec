"""Completions: every way in which what a record leaves open may turn out, as far as the bounds go."""

from __future__ import annotations

import datetime
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from oracle.complete_criteria import criterion_choices, is_partly_answered
from oracle.generate_parameters import KNOWN
from oracle.generate_records import (
    DATES,
    LEAVES,
    OF_JOINING,
    OF_THE_DAY,
    REGISTERED,
    Case,
    facts,
    read,
    used_fields,
)
from oracle.parts import is_possible
from oracle.words import FIELDS, LISTS, TOPICS, kind_of, once_for_rules, values_of, words_in

NONE = "none"
MUCH = Fraction(1_000_000)
MOST_FURTHER = 40
CLOSED = [
    value
    for fields in FIELDS.values()
    for said in fields.values()
    if isinstance(said, list)
    for value in said
]
EVERYTHING = list(dict.fromkeys([*KNOWN, *TOPICS, "else", "rumour", *CLOSED]))
FURTHER_LEAVES = (
    ("1950-01-01", "1950-03-01"), ("2024-03-20", "2024-03-25"), ("2025-03-01", "2025-04-30"), ("2027-02-01", NONE)
)  # fmt: skip
LEAVE_DAYS = (
    "2023-10-01",
    "2024-01-01",
    "2024-02-29",
    "2024-03-31",
    "2024-07-16",
    "2024-12-31",
    "2025-06-30",
)
FAR = ("1900-01-01", "1950-01-01", "2100-01-01")
Choice = tuple[tuple[Any, ...], list[Any]]
"""Where a value goes, and the values it may take."""


@dataclass
class Completions:
    """The completions of a case: all of them, or a sample where there are too many."""

    base: dict[str, Any]
    choices: list[Choice]
    is_whole: bool

    @property
    def count(self) -> int:
        """How many there are."""
        return math.prod(len(options) for _, options in self.choices)

    def each(
        self, most: int, sampled: int, rng: random.Random
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Yield all completed records up to so many, else a sample, each with the numbers that an adopter set."""
        options = [values for _, values in self.choices]
        if self.count <= most:
            drawn: Any = product(*options)
        else:
            drawn = ([rng.choice(values) for values in options] for _ in range(sampled))
        for values in drawn:
            record, settings = self.filled(values)
            if all(map(is_possible, record["activities"])):
                yield record, settings

    def filled(self, values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the record with these values, and the settings."""
        record: dict[str, Any] = {name: [dict(item) for item in self.base[name] or ()] for name in LISTS}
        record["person"] = dict(self.base["person"])
        record["brought_forward"] = self.base["brought_forward"]
        record["judgements"] = [dict(each) for each in self.base["judgements"]]
        settings = {}
        for (where, _), value in zip(self.choices, values, strict=True):
            match where:
                case ("settings", name):
                    settings[name] = value
                case ("further", name):
                    record[name] = record[name] + [dict(item) for item in value]
                case ("judgements",):
                    record["judgements"].append(value)
                case (name, field):
                    record[name][field] = value
                case (name, index, field):
                    record[name][index][field] = value
        return record, settings


def completions(case: Case, rng: random.Random) -> Completions:
    """Return the completions of a case."""
    base, rules = read(case), case.rules
    vary = Varying(case, base)
    choices: list[Choice] = [
        (("settings", name), [Fraction(0), Fraction(3), MUCH])
        for name, said in rules.get("parameters", {}).items() if said.get("value") == "to_be_set"
    ] + [
        (("settings", name), [[], ["law"], list(TOPICS) if "entry_of" in vary.words else EVERYTHING])
        for name in unset_lists(rules)
    ]  # fmt: skip
    for field in vary.unknown("person", base["person"]):
        choices.append((("person", field), vary.options("person", field)))
    of_the_day = (vary.words & OF_THE_DAY and "registered_on" not in base["person"]) or (
        vary.words & OF_JOINING and "joined_on" not in base["person"]
    )
    is_whole = (
        not of_the_day
        and not hears_the_period(rules)
        and not ("by_role" in vary.words and "role" not in base["person"])
    )
    for name in LISTS:
        for index, item in enumerate(base[name] or ()):
            choices += [
                ((name, index, field), vary.options(name, field)) for field in vary.unknown(name, item)
            ]
            if name == "leaves" and item.get("back") == NONE:
                choices.append(((name, index, "back"), vary.ends(item)))
        if further := vary.further(name, rng):
            choices.append((("further", name), further))
            is_whole = False
    choices += criterion_choices(rules, base)
    return Completions(base, choices, is_whole and not is_partly_answered(rules, base))


@once_for_rules
def hears_the_period(rules: dict[str, Any]) -> bool:
    """Whether any answers have to be made in a period: then those that are yet to come may be of any day."""
    return '"made_in": "period"' in json.dumps(rules)


@once_for_rules
def unset_lists(rules: dict[str, Any]) -> list[str]:
    """Return the lists in use that are to be set, each with the day from which, where it changes by date."""
    used = words_in({k: v for k, v in rules.items() if k not in ("lists", "vocabulary", "periods")})
    found: list[str] = []
    for name, said in rules.get("lists", {}).items():
        values = said["values"]
        if name not in used:
            continue
        if isinstance(values, dict):
            found += [] if "1900-01-01" in values else [f"{name} "]
            found += [f"{name} {since}" for since, entries in values.items() if entries == "to_be_set"]
        elif values == "to_be_set":
            found.append(name)
    return found


@dataclass(frozen=True)
class Asked:
    """What rules ask of a record: its facts, all words, the facts that have to be recorded, and telling numbers."""

    used: dict[str, list[str]]
    words: set[str]
    recorded: set[str]
    numbers: list[Fraction]


@once_for_rules
def asked_in(rules: dict[str, Any]) -> Asked:
    """Return what rules ask of a record."""
    words = words_in({k: v for k, v in rules.items() if k not in ("vocabulary", "periods")})
    said = {k: rules.get(k) for k in ("requirements", "measures", "parameters", "definitions")}
    found = {Fraction(word) for word in words_in(said) if word.replace(".", "").isdigit()}
    near = sorted(number for number in found if number < 20)[:4]
    between = [(low + high) / 2 for low, high in pairwise(near)]
    numbers = sorted({Fraction(0), MUCH, *near, *between, *(number + 1 for number in near[-1:])})
    return Asked(used_fields(rules), words, names_recorded(rules), numbers)


class Varying:
    """What the unknown facts of a case may turn out to be."""

    def __init__(self, case: Case, base: dict[str, Any]) -> None:
        self.case, self.base = case, base
        asked = asked_in(case.rules)
        self.used, self.words, self.recorded, self.numbers = (
            asked.used,
            asked.words,
            asked.recorded,
            asked.numbers,
        )

    def unknown(self, section: str, thing: dict[str, Any]) -> list[str]:
        """Return the facts that the rules may ask of a thing and that it does not state."""
        return [name for name in self.used[section] if name not in thing]

    def options(self, section: str, field: str) -> list[Any]:
        """Return what an unknown fact may turn out to be."""
        kind = kind_of(section, field)
        none = [NONE] if field in self.recorded else []
        if field in ("registered_on", "joined_on"):
            days = [datetime.date.fromisoformat(day) for day in (*REGISTERED, *DATES, *FAR)]
            return [*days, NONE]
        if field in ("began", "back"):
            days = [datetime.date.fromisoformat(day) for day in LEAVE_DAYS]
            return days + ([NONE] if field == "back" else [])
        match kind:
            case "choice":
                return [*values_of(section, field), *none]
            case "yes_no":
                return [True, False, *none]
            case "number":
                return [*self.numbers, *none]
            case "unit":
                return [*((number, "hour") for number in self.numbers), *none]
            case "date":
                return [*(datetime.date.fromisoformat(day) for day in (*DATES, *FAR)), NONE]
            case "many":
                return [[], ["ethics"], ["safety"], ["ethics", "safety"]]
            case "text":
                return ["law", "Law and a rumour", "else", NONE]
            case "listed":
                return [*TOPICS, NONE]
            case "evidence":
                return [["photo"], NONE]
            case _:
                return [*(goal["id"] for goal in self.base["goals"] or ()), NONE]

    def ends(self, leave: dict[str, Any]) -> list[Any]:
        """Return when a leave may end that had not ended by the day up to which the record leaves nothing out."""
        until = self.case.record.get("complete_through")
        began = leave.get("began")
        first = max(
            ([datetime.date.fromisoformat(until)] if until else [])
            + ([began] if isinstance(began, datetime.date) else []),
            default=None,
        )
        days = [datetime.date.fromisoformat(day) for day in (*LEAVE_DAYS, *FAR)]
        days += [first] if first else []
        return [NONE, *sorted({day for day in days if first is None or day >= first})]

    def further(self, name: str, rng: random.Random) -> list[list[dict[str, Any]]]:
        """Return lists of no, one and two further items that may come; more could, and with other facts."""
        if name == "leaves":
            return self.further_leaves()
        fields = list(self.used[name])
        columns = {field: self.options(name, field) for field in fields}
        if name == "activities":
            columns["ended"] = self.open_days()
            if not columns["ended"]:
                return []
        elif self.base[name] is not None or name not in self.words:
            return []
        rest = {field: value for field, value in facts(name, {}).items() if field not in fields}
        columns |= {field: [value] for field, value in rest.items()}
        size = math.prod(map(len, columns.values()))
        if size <= MOST_FURTHER:
            singles = [dict(zip(columns, row, strict=True)) for row in product(*columns.values())]
        else:
            singles = [{field: rng.choice(v) for field, v in columns.items()} for _ in range(MOST_FURTHER)]
        singles = [item for item in singles if is_possible(item)]
        few = rng.sample(singles, min(8, len(singles)))
        lists = [
            [],
            *([one] for one in singles),
            *([one, two] for one, two in pairwise(few)),
        ]
        return [[{"id": f"z{n}"} | item for n, item in enumerate(items)] for items in lists]

    def further_leaves(self) -> list[list[dict[str, Any]]]:
        """Return lists of no and one further leave, on no day on which the record leaves nothing out."""
        if "leaves" not in self.words:
            return []
        since, until = (self.case.record.get(word) for word in ("complete_from", "complete_through"))
        is_closed = self.base["leaves"] is not None and since and until
        singles = []
        for (began, back), why in product((*LEAVES, *FURTHER_LEAVES), ("ill", "family")):
            if is_closed and began <= until and (back == NONE or since <= back):
                continue
            last = NONE if back == NONE else datetime.date.fromisoformat(back)
            singles.append(
                [{"id": "z0", "began": datetime.date.fromisoformat(began), "back": last, "why": why}]
            )
        return [[], *singles] if singles else []

    def open_days(self) -> list[datetime.date]:
        """Return the days on which something may have been left out."""
        days = [
            datetime.date.fromisoformat(day) for day in (*DATES, "2024-11-20", "2019-05-05", "1950-01-01")
        ]
        # A year of one's own, and what is due after a period, may end after the last day of any record.
        days += [datetime.date(2027, 1, 15), datetime.date(2027, 2, 1)]
        since, until = (self.case.record.get(word) for word in ("complete_from", "complete_through"))
        if self.base["activities"] is None or not since or not until or "activities" not in self.words:
            return days if "activities" in self.words else []
        return [day for day in days if not since <= day.isoformat() <= until]


def names_recorded(rules: Any) -> set[str]:
    """Return the names of the facts that the rules ask to be recorded."""
    names: set[str] = set()
    if isinstance(rules, dict):
        for word, entry in rules.items():
            if isinstance(entry, dict) and entry.get("recorded") is True:
                names.add(word.rpartition(".")[2])
            names |= names_recorded(entry)
        if rules.get("recorded") is True and "fact" in rules:
            names.add(rules["fact"].rpartition(".")[2])
    elif isinstance(rules, list):
        names |= set().union(*map(names_recorded, rules), set())
    return names
