"""Inside which totals a minimum lies: what is asked for, what is not, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdrules import RuleSetError, describe, evaluate, load, loads

RULES = """
cpdrules: 1
ruleset: a/b
title: Inside
subject: portfolio
vocabulary:
  activities:
    undated: true
    fields:
      hours: {unit: hour}
      days: {unit: day}
      kind: [course, reading, talk]
      mode: [online, in_person]
      provider: text
      passed: [yes, no, partly]
      checked: yes_no
      topics: {many: [law, ethics, care]}
  leaves: {undated: true, fields: {hours: {unit: hour}, kind: [course, reading]}}
units:
  day: {is: 7, of: hour}
definitions:
  taught: {kind: [course, talk]}
measures:
  all: {sum: hours, from: activities}
  taught: {sum: hours, from: activities, where: {meets: taught}}
  in_days: {sum: hours, from: activities, steps: [{convert: day}]}
  days: {sum: days, from: activities}
  number: {count: activities}
  kinds: {distinct: kind, from: activities}
  away: {sum: hours, from: leaves}
requirements:
"""
COURSES = "amount: all, where: {kind: course}, at_least: 5"


def asked(*requirements: str) -> list[str]:
    """Return what is answered where a rule set with these requirements asks whether something lies inside."""
    text = RULES + "".join(f"  - {{{each}}}\n" for each in requirements)
    try:
        loads(text)
    except RuleSetError as error:
        faults = [each for each in error.diagnostics if each.severity == "error"]
        return [each.hint.split("`")[1] if each.code == "R026" else str(each) for each in faults]
    return []


@pytest.mark.parametrize(
    ("total", "part"),
    [
        ("amount: all, at_least: 20", COURSES),
        ("amount: all, more_than: 20", "amount: all, where: {kind: course}, more_than: 5"),
        ("amount: all, where: {kind: [course, talk]}, at_least: 20", COURSES),
        ("amount: all, where: {kind: {except: reading}}, at_least: 20", COURSES),
        ("amount: all, at_least: 20", "amount: taught, at_least: 5"),
        ("amount: taught, at_least: 20", COURSES),
        ("amount: all, where: {topics: {except: law}}, at_least: 20",
         "amount: all, where: {topics: {except: [law, ethics]}}, at_least: 5"),
        ("amount: all, where: {topics: [law, ethics]}, at_least: 20",
         "amount: all, where: {topics: law}, at_least: 5"),
        ("amount: all, where: {passed: [yes, partly]}, at_least: 20",
         "amount: all, where: {passed: yes, checked: yes}, at_least: 5"),
        ("amount: all, where: {checked: yes}, at_least: 20",
         "amount: all, where: {checked: true, some_of: [{kind: talk}, {mode: online}]}, at_least: 5"),
        ("amount: all, where: {some_of: [{kind: talk}, {mode: online}]}, at_least: 20",
         "amount: all, where: {kind: [talk, course], mode: online}, at_least: 5"),
        ("amount: all, where: {has: leaves}, at_least: 20",
         "amount: all, where: {has: leaves, kind: course}, at_least: 5"),
        ("amount: all, where: {provider: {contains: uni}}, at_least: 9",
         "amount: all, where: {kind: talk, provider: {contains: uni}}, at_least: 5"),
        ("amount: all, at_least: 20", "allocate: all, items: whole, to: [{id: one, at_least: 5}]"),
        ("allocate: all, items: whole, to: [{id: one, at_least: 5}]", COURSES),
        ("has: activities, at_least: 4", "has: activities, where: {kind: course}, at_least: 2"),
        ("amount: number, at_least: 4", "has: activities, where: {kind: course}, at_least: 2"),
    ],
)  # fmt: skip
def test_what_takes_in_more_of_the_same_is_asked_about(total: str, part: str) -> None:
    assert asked(f"id: total, {total}", f"id: part, {part}") == ["inside: total"]
    assert asked(f"id: part, {part}", f"id: total, {total}") == ["inside: total"]
    assert asked(f"id: total, {total}", f"id: part, {part}, inside: total") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("amount: all, at_least: 20", "amount: all, at_least: 5"),
        ("amount: all, at_least: 20", "amount: all, where: {kind: course}, at_most: 5"),
        ("amount: all, at_most: 20", COURSES),
        ("amount: all, where: {kind: talk}, at_least: 20", COURSES),
        ("amount: all, where: {mode: online}, at_least: 20", COURSES),
        ("amount: all, where: {passed: yes}, at_least: 20", "amount: all, where: {checked: yes}, at_least: 5"),
        ("amount: all, where: {topics: law}, at_least: 20", "amount: all, where: {topics: ethics}, at_least: 5"),
        ("amount: all, where: {some_of: [{kind: talk}, {mode: online}]}, at_least: 20", COURSES),
        ("amount: all, where: {provider: {contains: uni}}, at_least: 9",
         "amount: all, where: {provider: {contains: city}}, at_least: 5"),
        ("amount: in_days, at_least: 20", COURSES),
        ("amount: days, at_least: 20", COURSES),
        ("amount: number, at_least: 20", COURSES),
        ("amount: kinds, at_least: 2", COURSES),
        ("amount: away, at_least: 2", COURSES),
        ("has: activities", "has: activities, where: {kind: course}, at_least: 2"),
        ("has: activities, at_least: 2", "has: activities, where: {kind: course}"),
    ],
)  # fmt: skip
def test_what_is_not_asked_about(one: str, other: str) -> None:
    assert asked(f"id: one, {one}", f"id: other, {other}") == []


def test_the_nearest_of_nested_totals_is_enough() -> None:
    total, taught = "id: total, amount: all, at_least: 20", "id: taught, amount: taught, at_least: 9"
    assert asked(total, f"{taught}, inside: total", f"id: part, {COURSES}") == ["inside: taught"]
    assert asked(total, f"{taught}, inside: total", f"id: part, {COURSES}, inside: taught") == []
    assert asked(total, f"{taught}, inside: total", f"id: part, {COURSES}, inside: total") == [
        "inside: [total, taught]"
    ]


@pytest.mark.parametrize(("enough", "answers"), [(1, []), (2, ["inside: total"])])
def test_alternatives_are_not_asked_about(enough: int, answers: list[str]) -> None:
    """Nobody has to reach both where one is enough."""
    parts = f"{{id: total, amount: all, at_least: 20}}, {{id: part, {COURSES}}}, {{id: any, has: leaves}}"
    assert asked(f"id: ways, some_of: [{parts}], at_least: {enough}") == answers


def test_what_is_asked_of_each_is_named_by_the_block() -> None:
    each = "id: each, for_each: {value_of: kind, in: activities}, if_none: met, require: {amount: all"
    total = "id: total, amount: all, at_least: 20"
    assert asked(total, f"{each}, where: {{kind: this}}, at_least: 2}}") == ["inside: total"]
    assert asked(total, f"{each}, where: {{kind: this}}, at_least: 2, inside: total}}") == []
    assert asked(f"{each}, at_least: 2}}", f"id: part, {COURSES}") == ["inside: each"]


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("amount: all, at_least: 20, level: most", ["R004"]),
        ("amount: al, at_least: 20", ["R020"]),
        ("amount: all, where: {knd: talk}, at_least: 20", ["R021"]),
        ("amount: all, where: {meets: round}, at_least: 20", ["R027"]),
        ("amount: all, at_least: 20}\n  - {id: other, period: month, has: leaves", ["R020", "R026"]),
        (
            "amount: all, at_most: 20, inside: nothing}\n  - {id: other, leval: may, has: leaves",
            ["R001", "R009", "R009", "R020"],
        ),
        (
            "amount: all, at_least: 20}\n  - {id: few, amount: all, at_most: 9, leval: may, inside: total",
            ["R001", "R026"],
        ),
        (
            "amount: all, at_least: 20}\n  - {id: few, amount: all, at_most: 9, inside: total, period: month",
            ["R020", "R026"],
        ),
        ("amount: all, at_most: 20}\n  - {id: few, leval: may, has: leaves", ["R001", "R009"]),
        ("amount: all, at_least: 20, late: not_met", ["R009"]),
    ],
)  # fmt: skip
def test_nothing_is_asked_about_what_has_another_fault(total: str, told: list[str]) -> None:
    text = RULES.replace("measures:", "  round: {meets: round}\nmeasures:", 1 if "round" in total else 0)
    text += f"  - {{id: total, {total}}}\n  - {{id: part, {COURSES}}}\n"
    text += f"  - {{id: within, {COURSES}, inside: total}}\n"
    with pytest.raises(RuleSetError) as caught:
        loads(text)
    assert sorted(each.code for each in caught.value.diagnostics if each.severity == "error") == told


def test_definitions_that_meet_one_another_many_times_are_looked_into_once() -> None:
    """Each of forty meets two of the next step, so that there are a million million ways down."""
    ladder = "".join(
        f"  d{n}-{side}: {{some_of: [{{meets: d{n + 1}-a}}, {{meets: d{n + 1}-b}}]}}\n"
        for n in range(40)
        for side in "ab"
    )
    text = RULES.replace("measures:", ladder + "  d40-a: {kind: course}\n  d40-b: {mode: online}\nmeasures:")
    text += "  - {id: total, amount: all, at_least: 20}\n"
    text += "  - {id: part, amount: all, where: {meets: d0-a}, at_least: 5}\n"
    with pytest.raises(RuleSetError, match="say `inside: total`"):
        loads(text)


EXTENDING = """
cpdrules: 1
ruleset: c/d
extends: base.cpd.yaml
requirements:
"""


def test_an_extending_file_is_asked_for_what_it_adds(tmp_path: Path) -> None:
    """The base cannot be changed there, so it is not asked inside which added total it lies."""
    base, file = tmp_path / "base.cpd.yaml", tmp_path / "file.cpd.yaml"
    base.write_text(RULES + f"  - {{id: part, {COURSES}}}\n", encoding="utf-8")
    wider = "  - {id: taught, amount: taught, at_least: 20}\n"
    file.write_text(EXTENDING + wider, encoding="utf-8")
    assert len(load(file).requirements) == 2
    narrower = "  - {id: online, amount: all, where: {kind: course, mode: online}, at_least: 2}\n"
    file.write_text(EXTENDING + narrower, encoding="utf-8")
    with pytest.raises(RuleSetError, match="say `inside: part`"):
        load(file)
    file.write_text(EXTENDING + narrower.replace("2}", "2, inside: part}"), encoding="utf-8")
    assert "What counts here counts for `part` too." in describe(load(file))


def test_it_changes_no_verdict() -> None:
    """Five hours of courses are among the twenty, and reach both; `allocate` asks for twenty-five."""
    rules = (
        RULES
        + f"""\
  - {{id: total, amount: all, at_least: 20}}
  - {{id: part, {COURSES}, inside: total}}
  - id: on-top
    inside: total
    allocate: all
    items: divisible
    to: [{{id: anything, at_least: 20}}, {{id: courses, where: {{kind: course}}, at_least: 5}}]
"""
    )
    record: dict[str, Any] = {
        "activities": [
            {"id": "a", "hours": "5", "kind": "course"},
            {"id": "b", "hours": "15", "kind": "talk"},
        ]
    }
    report = evaluate(loads(rules), record, on=datetime.date(2026, 1, 1))
    assert {each.requirement: each.verdict.word for each in report.findings} == {
        "total": "met",
        "part": "met",
        "on-top": "not met",
    }
