"""Choices that no type shows are changed too: bases, runs, windows, dates, periods, lateness, single values."""

from __future__ import annotations

import pytest

from .changing import mutants

RULES = """\
cpdrules: 1
ruleset: example/choices
title: Choices
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 1, day: 1}}
  cycle: {length: {years: 3}, starts: 2024-01-01}
vocabulary:
  person: {fields: {role: [member, fellow, chair], worked: number, agreed: number}}
  activities:
    dated_by: ended
    fields:
      {began: date, ended: date, hours: {unit: hour}, kind: [course, reading, viewing], good: yes_no, course: text}
parameters:
  needed: {unit: hour, value: 20, reference: {section: "1"}}
  fewer: {unit: hour, value: 10, reference: {section: "2"}}
  things: {value: 3, reference: {section: "3"}}
measures:
  hours:
    sum: hours
    from: activities
    repeats: {same: [course], within: period, keep: earliest}
    limits: [{count_at_most: {percent: 50, of: claimed}, where: {kind: reading}}]
  all: {sum: hours, from: activities}
  often: {count: activities, repeats: {same: [course], within: cycle, keep: earliest}}
requirements:
  - {id: total, amount: hours, at_least: {percent: 60, of: needed}, due: period_end, late: not_met}
  - {id: late, amount: all, at_least: fewer, due: period_end, late: {accepted_for: {weeks: 2}}}
  - {id: run, in_every: {of: year, consecutive: 2, across: year}, require: {amount: all, at_least: 1}}
  - {id: some, in_some: {of: year, consecutive: 2, within: cycle}, at_least: 2, require: {amount: all, at_least: 1}}
  - {id: cycle, period: cycle, amount: often, at_least: things}
  - {id: chair, applies_when: {person.role: chair}, has: activities, where: {good: true}}
  - {id: kind, for_each: activities, if_none: met, require: {fact: this.kind, except: viewing}}
  - {id: asked, judged: "Is it good?", judges: {at_least: 1, made_in: ever}}
  - {id: as-agreed, fact: person.worked, at_least: person.agreed}
  - {id: free, has: activities, where: {course: {contains: law}}}
"""

CHANGED = [
    ("count_at_most", "claimed", "counted"),
    ("at_least", "needed", "fewer"),
    ("within", "period", "ever"),
    ("within", "cycle", "period"),
    ("across", "across", "within"),
    ("within", "within", "across"),
    ("in_every", "in_every", "in_some"),
    ("in_some", "in_some", "in_every"),
    ("dated_by", "ended", "began"),
    ("period", "cycle", "year"),
    ("late", "not_met", "accepted_for one day"),
    ("accepted_for", "accepted_for", "not_met"),
    ("made_in", "ever", "period"),
    ("is", "reading", "viewing"),
    ("is", "chair", "member"),
    ("is", "true", "false"),
    ("except", "viewing", "course"),
]


@pytest.fixture(scope="module")
def made() -> list[tuple[str, str, str]]:
    return [(each.called, each.change.was, each.change.new) for each in mutants(RULES)]


@pytest.mark.parametrize("change", CHANGED, ids=" ".join)
def test_a_choice_is_changed(change: tuple[str, str, str], made: list[tuple[str, str, str]]) -> None:
    found = [each for each in made if each[1:] == change[1:]]
    assert found == [change]


def test_every_change_is_written_where_it_stands() -> None:
    lines = RULES.splitlines()
    for each in mutants(RULES):
        if each.change.kind == "value":
            assert each.change.was in lines[each.place.line - 1][each.place.column - 1 :], each


def test_a_text_has_no_other_value(made: list[tuple[str, str, str]]) -> None:
    assert not [each for each in made if each[1] == "law"]


LEDGERS = """\
  moved:
    sum: hours
    from: activities
    carry_over:
      {period: cycle, excess_over: 5, which: any, count_at_most: 5, into_next: 1, used_first: own, again: false}
  made-good:
    sum: hours
    from: activities
    make_up: {period: year, shortfall_of: 5, within: {months: 6}, which: earliest, counts_again: false}
requirements:
  - {id: with-moved, amount: moved, at_least: 5}
  - {id: with-made-good, amount: made-good, at_least: 5}
"""


def test_the_period_of_a_ledger_is_another_of_the_repeating_ones() -> None:
    rules = RULES.replace("  cycle: {", "  lately: {last: {months: 6}, ending: period_end}\n  cycle: {")
    made = mutants(rules.replace("requirements:\n", LEDGERS))
    lines = {each.place.line: (each.change.was, each.change.new) for each in made if each.called == "period"}
    assert list(lines.values()) == [("cycle", "year"), ("year", "cycle"), ("cycle", "year")]
