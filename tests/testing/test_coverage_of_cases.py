"""Which verdicts are demanded of the cases of a rule set, and which are seen in them."""

from pathlib import Path

import pytest

import cpdrules
from cpdrules.loading.cases import load_cases
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.walk import every
from cpdrules.source import render_diagnostics
from cpdrules.testing.coverage import Coverage, Row, coverage, render
from cpdrules.testing.outcomes import outcomes
from cpdrules.testing.runner import run_cases

RULES = """\
cpdrules: 1
ruleset: example/all-kinds
title: All kinds
subject: portfolio
period: year
in_force_at: period_start
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
  own: {length: {years: 1}, starts: person.registered_on, leap_day: 28 February}
vocabulary:
  person:
    fields:
      registered_on: date
      status: [regulated, not_regulated]
      label: {type: [risk, other], if_absent: other}
      consent: {type: yes_no, if_absent: no}
      years: {type: number, if_absent: "0"}
  activities:
    dated_by: ended
    fields: {ended: date, length: {unit: hour}, good: yes_no, kind: [course, study]}
lists:
  areas: {values: [risk, trauma], reference: {document: x}}
  unset: {values: to_be_set, reference: {document: x}}
  by_date: {values: {2025-01-01: [risk], 2026-01-01: []}, reference: {document: x}}
parameters:
  least: {unit: year, value: to_be_set, reference: {document: x}}
measures:
  quality: {score: scoped-block, not_applicable: left_out}
  hours: {sum: length, from: activities}
  good_hours: {sum: length, from: activities, where: {good: true}}
  goodness: {share: good_hours, of: hours}
requirements:
  - {id: amount, amount: hours, at_least: 10}
  - {id: ceiling, amount: hours, at_most: 30}
  - {id: above, amount: hours, more_than: 9}
  - {id: below, amount: hours, less_than: 31}
  - {id: part, amount: goodness, at_least: {percent: 50}, if_none: not_applicable}
  - {id: scoped, applies_when: {person.status: regulated}, fact: person.registered_on, recorded: true}
  - {id: fact, fact: person.consent, is: true}
  - {id: numbered, fact: person.years, at_least: 2}
  - {id: numbered-later, fact: person.years, at_least: least}
  - {id: scored, amount: quality, at_least: {percent: 50}}
  - id: each-area
    for_each: {value_of: kind, in: activities}
    if_none: not_met
    require: {id: area, fact: this, is: course}
  - {id: listed, fact: person.label, listed_in: areas}
  - {id: listed-later, fact: person.label, listed_in: unset}
  - {id: listed-by-date, fact: person.label, listed_in: by_date}
  - {id: each-by-date, for_each: {entry_of: by_date}, if_none: not_applicable, require: {fact: person.label, is: risk}}
  - {id: exists, has: activities, where: {kind: course}}
  - {id: judged, judged: "Is it good?", judges: {at_least: 1, made_in: ever}}
  - {id: judged-or-not, judged: "Is it good?", judges: {at_least: 1, made_in: ever}, may_not_apply: true}
  - id: each
    for_each: activities
    if_none: not_applicable
    require: {id: one, fact: this.good, is: true}
  - id: each-kind
    for_each: {value_of: kind, in: activities}
    if_none: met
    require: {has: activities, where: {kind: this}}
  - id: own-years
    in_every: {of: own, consecutive: 2, across: year}
    require: {amount: hours, at_least: 1}
  - id: years
    in_some: year
    at_least: 1
    require: {amount: hours, at_least: 1}
  - id: block
    level: should
    some_of:
      - {id: inside, fact: person.consent, is: true}
      - {id: beside, level: may, judged: "Is it good?", judges: {at_least: 1, made_in: ever}}
    at_least: 1
  - id: scoped-block
    all_of:
      - {id: lapses, applies_when: {person.consent: true}, fact: person.status, is: regulated}
"""
EXPECTED = {
    "amount": "met not_met undetermined",
    "ceiling": "met not_met undetermined",
    "above": "met not_met undetermined",
    "below": "met not_met undetermined",
    "part": "met not_met not_applicable undetermined",
    "scoped": "met not_met not_applicable undetermined",
    "fact": "met not_met",
    "numbered": "met not_met",
    "numbered-later": "met not_met undetermined",
    "scored": "met not_met not_applicable undetermined",
    "each-area": "met not_met",
    "area": "met not_met",
    "listed": "met not_met",
    "listed-later": "met not_met undetermined",
    "listed-by-date": "met not_met undetermined",
    "each-by-date": "met not_met not_applicable undetermined",
    "exists": "met not_met undetermined",
    "judged": "met not_met undetermined",
    "judged-or-not": "met not_met not_applicable undetermined",
    "each": "met not_met not_applicable undetermined",
    "one": "met not_met undetermined",
    "each-kind": "met not_met undetermined",
    "own-years": "met not_met not_applicable undetermined",
    "years": "met not_met undetermined",
    "block": "met not_met",
    "inside": "met not_met",
    "beside": "met not_met undetermined",
    "scoped-block": "met not_met not_applicable undetermined",
    "lapses": "met not_met not_applicable undetermined",
}


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return cpdrules.loads(RULES)


def test_what_each_kind_can_come_to(ruleset: RuleSet) -> None:
    found = {
        str(each.id): " ".join(outcomes(each, ruleset).words)
        for each in every(ruleset.requirements)
        if each.id
    }
    assert found == EXPECTED


def test_only_what_must_be_met_inside_and_out_is_demanded(ruleset: RuleSet) -> None:
    rows = {row.requirement: row for row in coverage(ruleset, []).rows}
    assert [name for name, row in rows.items() if not row.demanded] == ["block", "inside", "beside"]
    assert rows["fact"].lacking == ("met", "not_met")
    assert rows["exists"].lacking == ("met", "not_met", "undetermined", "just_met", "just_missed")
    assert rows["block"].lacking == ()


def covered(tmp_path: Path, tests: str) -> dict[str, Row]:
    (tmp_path / "rules.cpd.yaml").write_text(RULES)
    file = tmp_path / "x.cpdtest.yaml"
    file.write_text(
        "cpdrules: 1\ncases: rules.cpd.yaml\non: 2027-01-15\nperiod: 2026-01-01..2026-12-31\n"
        "records:\n  r:\n    complete_from: 2020-01-01\n    complete_through: 2026-12-31\n"
        "    activities: [{id: a1, ended: 2026-02-01, good: true, kind: course}]\ntests:\n" + tests
    )
    loaded = load_cases(file)
    assert loaded.cases is not None, render_diagnostics(loaded.diagnostics)
    assert loaded.cases.ruleset is not None
    found = coverage(loaded.cases.ruleset, run_cases(loaded.cases))
    return {row.requirement: row for row in found.rows}


@pytest.mark.parametrize(
    ("length", "just"),
    [
        ("10", {"amount": "met", "above": "met"}),
        ("9", {"amount": "missed", "above": "missed"}),
        ("8:30", {}),
        ("9:30", {"amount": "missed", "above": "met"}),
        ("30", {"ceiling": "met", "below": "met"}),
        ("31", {"ceiling": "missed", "below": "missed"}),
        ("30:30", {"ceiling": "missed", "below": "met"}),
        ("40", {}),
    ],
)
def test_just_met_and_just_missed(tmp_path: Path, length: str, just: dict[str, str]) -> None:
    change = f'{{"activities[a1].length": "{length}"}}'
    rows = covered(tmp_path, f"  - {{name: x, record: r, change: {change}, expect: {{exists: met}}}}\n")
    counts = {name: rows[name].seen[4:] for name in ("amount", "above", "ceiling", "below")}
    assert counts == {name: (just.get(name) == "met", just.get(name) == "missed") for name in counts}


def test_a_loop_is_kept_apart_from_what_it_requires_of_each(tmp_path: Path) -> None:
    rows = covered(
        tmp_path,
        """\
  - name: one good and one not
    record: r
    change: {"activities[a2]": {ended: 2026-03-01, good: false, length: 1}}
    expect: {each: not_met}
""",
    )
    assert rows["each"].seen[:4] == (0, 1, 0, 0)
    assert rows["one"].seen[:4] == (1, 1, 0, 0)
    assert rows["each-kind"].seen[:4] == (0, 0, 1, 0)


def test_a_refused_record_shows_nothing(tmp_path: Path) -> None:
    rows = covered(
        tmp_path,
        '  - {name: x, record: r, change: {"activities[a1].length": 3 fortnights}, expect: {each: met}}\n',
    )
    assert not any(any(row.seen) for row in rows.values())


def test_the_table_and_its_sentences() -> None:
    row = Row(
        "hours", (2, 0, 1, 0, 1, 1), ("met", "not_met", "undetermined", "just_met", "just_missed"), True
    )
    found = Coverage("example/x", (row,))
    assert found.lacking == (("hours", "not_met"),)
    assert render(found).split("\n") == [
        "example/x",
        "       met  not met  undetermined  not applicable  just met  just missed",
        "hours  2    none     1             -               1         1",
        "`hours` lacks a case in which it is not met",
    ]
