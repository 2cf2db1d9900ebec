"""Amendments at random of rule sets at random: every key, tightening and loosening alike."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cpdrules.errors import RuleSetError
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import load, loads
from cpdrules.semantics import format_number
from laws.amounts import WHOLE
from laws.cases import copied
from laws.changes import fields_of, some_value, things
from oracle.generate_records import Case, facts
from oracle.parts import is_possible
from oracle.words import KINDS

NUMBERS = ("at_least", "more_than", "at_most", "less_than")
BLOCKS = ("all_of", "some_of", "for_each", "for_some", "in_every", "in_some")
MORE = {
    "activities": (
        {"kind": "course"},
        {"kind": list(KINDS[:2])},
        {"online": True},
        {"hours": {"at_least": 1}},
    ),
    "goals": ({"status": "open"}, {"area": "north"}),
    "leaves": ({"why": "ill"},),
}
DUE = ("2024-06-30", {"days": 3, "after": "period_end"}, {"days": 40, "after": "period_end"},
       {"months": 2, "before": "period_end"}, {"months": 3, "after": "period_start"})  # fmt: skip
LATE = ("not_met", {"accepted_for": {"months": 1}}, {"accepted_for": {"days": 10}})
WAYS = ("lowest", "middle", "highest", {"agree": {"percent": 60}}, {"agree": {"percent": 90}})

OTHER_JUDGES: list[dict[str, Any]] = [{}, {}, {"role": "peer"}, {"made_in": "period"}, {"made_in": "ever"}]


def requirements_in(rules: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every requirement that has an id."""
    todo = list(rules["requirements"])
    while todo:
        each = todo.pop()
        if "id" in each:
            yield each
        todo.extend([*each.get("all_of", ()), *each.get("some_of", ())])
        todo.extend([each["require"]] if "require" in each else [])


def list_in(made: dict[str, Any], rules: dict[str, Any]) -> str | None:
    """Return the list whose items a requirement is about."""
    if "amount" in made:
        measure = rules["measures"][made["amount"]]
        words = ("from", "count", "time_in", "time_without", "longest_gap")
        return next((measure[word] for word in words if word in measure), None)
    return made.get("has") or next(
        (made[word] for word in ("for_each", "for_some") if isinstance(made.get(word), str)), None
    )


def another_number(old: Any, rng: random.Random) -> Any:
    """Return a number like another: higher, lower or the same, or a parameter's name replaced by a number."""
    if isinstance(old, dict):
        percent = old["percent"] if isinstance(old["percent"], int) else 50
        return old | {"percent": max(0, min(100, percent + rng.choice([-25, -10, 10, 25])))}
    if isinstance(old, (int, str)) and str(old).isdigit():
        return max(0, int(old) + rng.choice([-2, -1, 1, 2, 5]))
    return rng.choice([1, 2, 3, 5, 8, 20])


def ways_to_amend(made: dict[str, Any], rules: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the keys that a requirement can take, each with a value."""
    section = list_in(made, rules)
    ways: dict[str, Any] = {
        "level": rng.choice(["must", "should", "may"]),
        "applies_when": {"person.role": rng.choice(["regulated", "other"])},
        "exempt": "everyone",
        "not_before": rng.choice(DUE),
        "title": "Another heading",
    }
    for word in NUMBERS:
        if word in made:
            ways[word] = another_number(made[word], rng)
    if "has" in made or "fact" in made:
        ways["at_least"] = rng.choice([1, 2, 3])
    if section:
        ways["where"] = rng.choice(MORE[section])
    if "amount" in made and section:
        most = {"count_at_most": rng.choice([1, 2, 4])}
        ways["limits"] = [rng.choice([most, most | {"where": {"kind": "reading"}}])]
    if "applies_when" in made:
        ways["applies_to"] = "everyone"
    if "due" in made:
        sooner = [{"days": 14, "after": "period_end"}, {"days": 3, "after": "period_end"}]
        ways |= {"due": rng.choice([*sooner, rng.choice(DUE)]), "late": rng.choice(LATE)}
    if "judged" in made:
        some = [["photo"], ["essay"], {"some_of": ["photo"]}, {"some_of": ["essay", "photo"]}]
        ways["evidence"] = rng.choice(some)
    if "judged" in made or any(word in made for word in BLOCKS):
        ways["judges"] = {"at_least": rng.choice([1, 2, 3])} | rng.choice(OTHER_JUDGES)
        ways["combine"] = rng.choice(WAYS)
    return ways


def amendments(rules: dict[str, Any], wanted: str, rng: random.Random) -> tuple[dict[str, Any], str]:
    """Return an amendment by the wanted key, if a requirement can take it, sometimes with one more; and of which."""
    able = []
    for made in requirements_in(rules):
        ways = ways_to_amend(made, rules, rng)
        able.append((wanted in ways, made["id"], ways))
    best = [each for each in able if each[0]] or able
    _, name, ways = rng.choice(best)
    chosen = [wanted if wanted in ways else rng.choice(list(ways))]
    chosen += rng.sample(list(ways), 1) if rng.random() < 0.15 else []
    return {name: {word: ways[word] for word in chosen}}, name


def with_pulled_due(rules: dict[str, Any], rng: random.Random) -> None:
    """Give some requirements a due day after the period, so that it can be sooner; most on a plain number."""
    for made in requirements_in(rules):
        measure = rules["measures"][made["amount"]] if "amount" in made else {}
        counted = "has" in made or measure.get("from", measure.get("count")) == "activities"
        if counted and "at_least" in made and rng.random() < 0.5:
            for word in ("not_before", "limits"):
                made.pop(word, None)
            if rng.random() < 0.8:
                made["at_least"] = 3 if isinstance(made["at_least"], str) else made["at_least"]
                made["where"] = {"kind": "course"}
                for word in ("limits", "repeats", "where", "carry_over", "make_up"):
                    measure.pop(word, None)
            made |= {"due": {"days": 28, "after": "period_end"}, "late": {"accepted_for": {"months": 2}}}


def with_judges(rules: dict[str, Any], rng: random.Random) -> None:
    """Let some questions be answered by several."""
    for made in requirements_in(rules):
        if "judged" in made and rng.random() < 0.5:
            judges = {"at_least": rng.choice([1, 2]), "made_in": rng.choice(["period", "ever"])}
            made |= {"judges": judges, "combine": rng.choice(WAYS)}


def at_the_line(rules: dict[str, Any], case: Case, missed: bool) -> None:
    """Ask of the amount of `r` what a record has, or just too much, so that the least change is seen."""
    try:
        found = evaluate(loads(json.dumps(rules), name="made-up.json"), case.record, on=case.on).finding("r")
    except (RuleSetError, KeyError):
        return
    made = rules["requirements"][0]
    word = next((word for word in NUMBERS if isinstance(made.get(word), int)), None)
    if word is None or found.amount is None or not found.amount.is_exact:
        return
    off = {"at_least": 1, "more_than": 0, "at_most": -1, "less_than": 0}[word]
    kept = {"at_least": 0, "more_than": -1, "at_most": 0, "less_than": 1}[word]
    asked = found.amount.least + (off if missed else kept)
    if asked >= 0:
        made[word] = format_number(asked)


def another_parameter(rules: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return one parameter of a rule set with other values; nothing where there is none that is set."""
    known = {name: each for name, each in rules.get("parameters", {}).items() if "add" not in each}
    if not known:
        return {}
    name = rng.choice(sorted(known))
    old = json.loads(json.dumps(known[name]))
    step = rng.choice([-1, 1, 1, 2])

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {day: {"is": changed(each["is"])} if isinstance(each, dict) else changed(each)
                    for day, each in value.items()}  # fmt: skip
        return value if value == "to_be_set" else max(0, int(value) + (step if rng.random() < 0.9 else -step))

    if "value" in old:
        return {name: {"value": changed(old["value"])}}
    rows = [
        {word: each if word == "when" else changed(each) for word, each in row.items()}
        for row in old["cases"]
    ]
    kept = {word: old[word] for word in ("take", "as_at") if word in old}
    return {name: {"cases": rows} | kept}


def extension(body: dict[str, Any], folder: Path, reason: str | None = None) -> Any:
    """Load a rule set that extends `base.json` in a folder; the codes of its faults where it does not load."""
    body = json.loads(json.dumps(body))
    if reason is not None:
        for each in (*body.get("amends", {}).values(), *body.get("parameters", {}).values()):
            each["loosens"] = reason
    head = {"cpdrules": 1, "ruleset": "made/more", "title": "More", "extends": "base.json"}
    (folder / "more.json").write_text(json.dumps(head | body), encoding="utf-8")
    try:
        return load(folder / "more.json")
    except RuleSetError as error:
        return {each.code for each in error.diagnostics if each.severity == "error"}


def whole(case: Case, rng: random.Random) -> dict[str, Any]:
    """Return the record with every fact written down that the rules ask, of everything that happened."""
    record = copied(case) | WHOLE
    for section, thing in list(things(record)):
        asked = {*fields_of(case, section), *({"kind", "online", "hours"} if section == "activities" else ())}
        for field in sorted(asked | ({"role"} if section == "person" else set())):
            if thing.get(field) is None:
                value = some_value(case, section, field, rng)
                if section != "activities" or is_possible(facts(section, thing | {field: value})):
                    thing[field] = value
    return record
