"""Which changes of a rule set are made, and where each is said to stand."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from cpdrules.testing.mutants import mutants_of

from .changing import HEAD, HOURS, changes, mutants, text_of


def requirement(words: str, before: str = "") -> str:
    return f"{HEAD}{before}requirements:\n  - {{id: one, {words}}}\n"


def measure(words: str, needed: str = "at_least: 5") -> str:
    return requirement(f"amount: m, {needed}", f"measures:\n  m: {{{words}}}\n")


def parameter(words: str, top: str = "") -> str:
    needed = f"parameters:\n  needed: {{unit: hour, {words}, reference: {{document: x}}}}\n"
    total = "measures:\n  total: {sum: length, from: activities}\n"
    return requirement("amount: total, at_least: needed", f"{top}{needed}{total}")


def by_date(values: str) -> str:
    """Return rules about a list that changes by date."""
    lists = (
        f"in_force_at: period_start\nlists:\n  kinds: {{values: {{{values}}}, reference: {{document: x}}}}\n"
    )
    return requirement("has: activities, where: {kind: {listed_in: kinds}}", lists)


TWO_ROWS = """cases: [{{when: {{person.{a}: {b}}}, value: {c}}},
      {{when: {{person.{d}: {e}}}, value: {f}}}, {{otherwise: 1}}], take: {take}"""
SCORED = """\
measures:
  marks:
    score: block
    not_applicable: left_out
    bands: [{at_least: {percent: 0}, name: low}, {at_least: {percent: 60}, name: high}]
scales:
  marks: {answers: {good: 1, fair: 0.5, poor: 0}, met_from: fair}
requirements:
  - id: block
    scale: marks
    all_of:
      - {id: a, judged: "Is it?", judges: {at_least: 1, made_in: ever}, weight: 2}
      - {id: b, applies_when: {person.role: chair}, judged: "Is it?", judges: {at_least: 1, made_in: ever}}
"""

MADE = [
    # Hours by a minute, things by one, percentages by one, other numbers by the last place that is written.
    (HEAD + HOURS, "at_least", [("20 hours", "19:59 hours"), ("20 hours", "20:01 hours")]),
    (measure("sum: points, from: activities"), "at_least", [("5", "4"), ("5", "6")]),
    (measure("sum: points, from: activities", "at_least: 2.5"), "at_least", [("2.5", "2.4"), ("2.5", "2.6")]),
    (measure("count: activities", "at_most: 0"), "at_most", [("0", "1")]),
    (
        requirement(
            "for_some: activities, at_least: {percent: 50}, if_none: met, require: {fact: this.good, is: true}"
        ),
        "at_least",
        # Of up to ten things: four of nine are the most below a half, and six of ten the next above it.
        [("50%", "44%"), ("50%", "51%")],
    ),
    (parameter("value: 20"), "needed", [("20 hours", "19:59 hours"), ("20 hours", "20:01 hours")]),
    (
        parameter("value: 20, reduce: [{in_proportion_to: person.joined, of: 37.5}]").replace(
            "joined: date", "joined: number"
        ),
        "of",
        [("37.5", "37.4"), ("37.5", "37.6")],
    ),
    (
        parameter("value: {2026-01-01: 20, 2027-01-01: 30}", "in_force_at: period_start\n"),
        "needed, from 2026-01-01",
        [
            ("2026-01-01", "2025-12-31"),
            ("2026-01-01", "2026-01-02"),
            ("20 hours", "19:59 hours"),
            ("20 hours", "20:01 hours"),
        ],
    ),
    (
        parameter("value: {2026-01-01: 20, 2027-01-01: 30}", "in_force_at: period_start\n"),
        "in_force_at",
        [("period_start", "period_end"), ("period_start", "day_of_judging")],
    ),
    (
        by_date("2026-01-01: [study, course], 2026-01-02: [reading], 2027-01-01: to_be_set"),
        "kinds, from 2026-01-01",
        # Not the day after, from which another list holds.
        [("2026-01-01", "2025-12-31"), ("study", "left out"), ("course", "left out")],
    ),
    (
        by_date("2026-01-01: [study, course], 2026-01-02: [reading], 2027-01-01: to_be_set"),
        "kinds, from 2027-01-01",
        [("2027-01-01", "2026-12-31"), ("2027-01-01", "2027-01-02")],
    ),
    (
        by_date("2026-01-01: [study], 2027-01-01: []"),
        "in_force_at",
        [("period_start", "period_end"), ("period_start", "day_of_judging")],
    ),
    (HEAD + HOURS, "starts", [("04-01", "03-31"), ("04-01", "04-02")]),
    (
        (HEAD + HOURS)
        .replace("starts: {month: 4, day: 1}", "starts: 2024-04-01")
        .replace("years: 1", "years: 1, days: 1"),
        "days",
        [("1", "0"), ("1", "2")],
    ),
    (
        requirement("fact: person.joined, on_or_before: {months: 6, before: period_start}"),
        "months",
        [("6", "5"), ("6", "7")],
    ),
    (
        requirement("fact: person.joined, on_or_before: {months: 6, before: period_start}"),
        "direction",
        [("before", "after"), ("before", "beginning_with")],
    ),
    (
        requirement("fact: person.joined, on_or_before: 2026-01-01"),
        "anchor",
        [("2026-01-01", "2025-12-31"), ("2026-01-01", "2026-01-02")],
    ),
    (
        requirement("fact: person.joined, on_or_before: 2026-01-01"),
        "on_or_before",
        [("on_or_before", "earlier_than")],
    ),
    (
        requirement("fact: person.joined, later_than: 2026-01-01"),
        "later_than",
        [("later_than", "on_or_after")],
    ),
    (
        measure("count: activities", "less_than: 3"),
        "less_than",
        [("less_than", "at_most"), ("3", "2"), ("3", "4")],
    ),
    (
        measure("count: activities, where: {kind: [course, study]}"),
        "is",
        [("course", "left out"), ("study", "left out")],
    ),
    (
        measure("count: activities, where: {points: [3, 5]}"),
        "is",
        [("3", "left out"), ("5", "left out"), ("3", "2"), ("3", "4"), ("5", "4"), ("5", "6")],
    ),
    (measure("count: activities, where: {points: {is: 3}}"), "is", [("3", "2"), ("3", "4")]),
    (
        measure("sum: length, from: activities, limits: [{count_at_most: 3}]"),
        "limits",
        [("count_at_most", "left out")],
    ),
    (
        measure(
            "sum: length, from: activities, steps: [{round: {step: 0.5, toward: down}}, {multiply: 1.5}]"
        ),
        "steps",
        [("round", "left out"), ("multiply", "left out")],
    ),
    (
        measure("sum: length, from: activities, steps: [{round: {step: 0.5, toward: down}}]"),
        "toward",
        [("down", "up"), ("down", "nearest")],
    ),
    (
        measure("sum: points, from: activities, steps: [{multiply: 1.5}, {count_at_most: 3}]"),
        "multiply",
        [("1.5", "1.4"), ("1.5", "1.6")],
    ),
    (requirement("level: should, fact: person.joined, recorded: true"), "level", [("should", "must")]),
    (
        requirement("for_each: activities, if_none: met, require: {fact: this.good, is: true}"),
        "if_none",
        [("met", "not_met"), ("met", "not_applicable")],
    ),
    (
        parameter(TWO_ROWS.format(a="status", b="full", c=10, d="role", e="chair", f=20, take="first")),
        "take",
        [("first", "highest"), ("first", "sum")],
    ),
    (HEAD + SCORED, "fair", [("0.5", "0.4"), ("0.5", "0.6")]),
    (HEAD + SCORED, "met_from", [("fair", "good"), ("fair", "poor")]),
    (HEAD + SCORED, "weight", [("2", "1"), ("2", "3"), ("1", "2")]),
    (HEAD + SCORED, "not_applicable", [("left_out", "full_marks"), ("left_out", "nothing")]),
    (
        requirement(
            "judged: 'Is it?', judges: {at_least: 1, made_in: ever}, may_not_apply: true, evidence: [plan, outline]"
        ),
        "may_not_apply",
        [("true", "false")],
    ),
    (
        requirement("judged: 'Is it?', judges: {at_least: 2, made_in: ever}, combine: lowest"),
        "combine",
        [("lowest", "middle"), ("lowest", "highest")],
    ),
    (
        requirement(
            "judged: 'Is it?', judges: {at_least: 2, made_in: ever}, combine: {agree: {percent: 75}}"
        ),
        "agree",
        # Of up to ten judges, five of seven are the most below three quarters, and the next above are seven of nine.
        [("75%", "71%"), ("75%", "76%")],
    ),
    (
        (HEAD + HOURS)
        .replace("good: yes_no", "good: {type: yes_no, if_absent: no}")
        .replace("activities}", "activities, where: {good: yes}}"),
        "if_absent",
        [("no", "yes")],
    ),
    (
        measure(
            "sum: point, from: activities, steps: [{award: {list: exams, matching: kind, give: points, since: day}}]"
        ).replace(
            "measures:",
            "lists:\n  exams:\n    fields: {kind: text, points: {unit: point}, day: date}\n"
            "    values: [[course, 5, 2026-01-15]]\n"
            "    reference: {document: x}\nmeasures:",
        ),
        "exams, course",
        [
            ("5 points", "4 points"),
            ("5 points", "6 points"),
            ("2026-01-15", "2026-01-14"),
            ("2026-01-15", "2026-01-16"),
        ],
    ),
    (
        (HEAD + HOURS).replace("measures:", "units: {day: {is: 7, of: hour}}\nmeasures:"),
        "day",
        [("7 hours", "6:59 hours"), ("7 hours", "7:01 hours")],
    ),
]


@pytest.mark.parametrize(("rules", "called", "made"), MADE)
def test_what_is_changed_to_what(rules: str, called: str, made: list[tuple[str, str]]) -> None:
    found = changes(rules, called)
    questions = ("at_least", "at_most")
    assert [each for each in found if each[0] not in questions] == made


SAME = [
    ("nobody is in two rows", "take",
     parameter(TWO_ROWS.format(a="status", b="full", c=10, d="status", e="part", f=20, take="first"))),
    ("a period starts on a fixed day", "leap_day",
     (HEAD + HOURS).replace("starts: {month: 4, day: 1}", "starts: 2024-04-01, leap_day: 1 March")),
    ("no number is dated", "in_force_at", HEAD + "in_force_at: period_end\n" + HOURS),
    ("it decides nothing", "in_force", HEAD + "in_force: 2026-01-01\n" + HOURS),
    ("no score is taken", "weight", requirement("weight: 3, fact: person.joined, recorded: true")),
    ("a vocabulary is never empty", "if_none",
     requirement("for_each: {value_of: kind, in: activities}, if_none: met, "
                 "require: {has: activities, where: {kind: this}}")),
    ("no part may lapse", "not_applicable", HEAD + SCORED.replace("applies_when: {person.role: chair}, ", "")),
    ("two answers are worth all or nothing", "good", HEAD + SCORED.replace("fair: 0.5, ", "").replace("fair", "good")),
    ("no amount is read", "day",
     requirement("fact: person.joined, recorded: true", "units: {day: {is: 7, of: hour}}\n")),
    ("nothing uses it", "spare",
     parameter("value: 20").replace("  needed:", "  spare: {value: 3, reference: {document: x}}\n  needed:")),
    ("no criterion is judged here", "combine",
     requirement("combine: lowest, all_of: [{id: two, fact: person.joined, recorded: true}]")),
    ("it is as many as there are", "at_least",
     requirement("for_some: {value_of: status, in: things}, at_least: 2, if_none: met, "
                 "require: {has: activities, where: {kind: course}}")
     .replace("  activities:", "  things: {undated: true, fields: {status: [a]}}\n  activities:")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "called"), [pytest.param(rules, called, id=why) for why, called, rules in SAME]
)
def test_what_no_record_can_tell_is_not_changed(rules: str, called: str) -> None:
    assert changes(rules, called) == []
    assert mutants(rules), "the rest of the rule set is changed"


def test_of_rows_that_fall_the_first_is_the_highest() -> None:
    rows = TWO_ROWS.format(a="status", b="full", c=20, d="role", e="chair", f=10, take="first")
    assert changes(parameter(rows), "take") == [("first", "sum")]


def test_a_level_inside_a_loop_is_not_changed() -> None:
    rules = requirement("for_each: activities, if_none: met, require: {id: two, fact: this.good, is: true}")
    levels = [each for each in mutants(rules) if each.called == "level"]
    assert [each.near for each in levels] == [("one",)]


def test_a_band_is_moved_to_where_a_score_can_lie() -> None:
    # Of weights 2 and 1, answers of 0, 1/2 and 1: the scores around 60 per cent are 1/2 and 2/3.
    found = [(e.change.was, e.change.new) for e in mutants(HEAD + SCORED) if e.called == "at_least"]
    assert found == [("0%", "1%"), ("60%", "50%"), ("60%", "67%")]


def test_what_the_loader_would_refuse_is_not_made() -> None:
    rules = measure(
        "sum: length, from: activities, limits: ["
        "{count_at_most: 3, where: {kind: [course, study, reading]}}, "
        "{count_at_most: 2, where: {kind: [course, study]}}]"
    )
    found = [each for each in mutants(rules) if each.change.kind == "value"]
    outer = [each.change.was for each in found if len(each.spot.value) == 3]
    assert outer == ["reading"], "without a course, or study, the outer limit would cross the inner one"
    assert [each.change.was for each in found if len(each.spot.value) == 2] == ["course", "study"]


def test_places_are_those_of_the_numbers() -> None:
    rules = HEAD + HOURS
    found = {each.called: each.place for each in mutants(rules)}
    lines = rules.splitlines()
    number = found["at_least"]
    assert lines[number.line - 1][number.column - 1 : number.end_column - 1] == "20"
    assert lines[found["level"].line - 1].startswith("  - {id: total")


def test_a_change_is_made_of_what_an_adopter_left_alone() -> None:
    text = text_of(HEAD + HOURS)
    mutant = next(each for each in mutants_of(text) if each.change.new == "20:01 hours")
    changed = mutant.of(text.ruleset)
    assert changed is not None
    assert changed.requirements[0].threshold.at_least.value == Fraction(1201, 60)  # type: ignore[union-attr]
    assert mutant.of(attrs.evolve(changed, title="x")) is None, "another number stands there"
