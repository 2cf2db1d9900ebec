"""Rule sets for the tests of changed rules, and the changes made of them."""

from __future__ import annotations

from pathlib import Path

from cpdrules.loading.extends import Chain
from cpdrules.loading.load import read_rules
from cpdrules.source import DEFAULT_LIMITS
from cpdrules.testing.mutants import Mutant, RuleText, mutants_of

HEAD = """\
cpdrules: 1
ruleset: example/changed
title: Changed
subject: portfolio
period: year
periods:
  year: {length: {years: 1}, starts: {month: 4, day: 1}}
vocabulary:
  person: {fields: {status: [full, part], role: [chair, member], joined: date}}
  activities:
    dated_by: ended
    fields: {ended: date, length: {unit: hour}, points: number, kind: [course, study, reading], good: yes_no}
"""
HOURS = """\
measures:
  total: {sum: length, from: activities}
requirements:
  - {id: total, amount: total, at_least: 20}
"""


def text_of(rules: str) -> RuleText:
    found = RuleText.of(read_rules(rules.encode(), "rules.cpd.yaml", Chain(DEFAULT_LIMITS)))
    assert found is not None, rules
    return found


def mutants(rules: str) -> list[Mutant]:
    return list(mutants_of(text_of(rules)))


def changes(rules: str, called: str) -> list[tuple[str, str]]:
    """Return what the values called by a word are changed to."""
    return [(each.change.was, each.change.new) for each in mutants(rules) if each.called == called]


def written(folder: Path, rules: str, cases: str) -> Path:
    """Write a rule set and its cases into a folder; return the case file."""
    (folder / "rules.cpd.yaml").write_text(rules)
    file = folder / "rules.cpdtest.yaml"
    file.write_text(cases)
    return file
