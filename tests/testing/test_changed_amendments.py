"""Changing what an extending file amends: its own words alone, each at its place, held by its own cases."""

from __future__ import annotations

from pathlib import Path

from cpdrules.loading.load import read
from cpdrules.testing.mutants import RuleText, mutants_of

from .changing import HEAD, HOURS, written
from .test_mutate_command import CASES, JUST_BELOW, run

AMENDABLE = """\
  - {id: courses, has: activities, where: {kind: [course, study]}, at_least: 2}
  - {id: asked, judged: "So?", evidence: {all_of: [letter]}, judges: {at_least: 1, made_in: ever}, combine: lowest}
  - {id: noted, has: activities, where: {kind: reading}, at_least: 1, due: {days: 30, after: period_end}, late: not_met}
  - {id: left, has: activities, where: {kind: reading}, at_most: 9}
"""
AMENDING = """\
cpdrules: 1
ruleset: example/amending
title: Amending
extends: rules.cpd.yaml
amends:
  total:
    at_least: 25
    limits: [{count_at_most: 5, where: {kind: reading}}]
  courses: {where: {kind: course}, at_least: 3}
  asked: {evidence: {all_of: [list]}, judges: {at_least: 2}}
  noted: {late: {accepted_for: {weeks: 2}}, loosens: So it is agreed.}
"""


def test_what_an_extending_file_amends_is_changed_and_nothing_of_its_base(tmp_path: Path) -> None:
    written(tmp_path, HEAD + HOURS + AMENDABLE, "")
    (tmp_path / "amending.cpd.yaml").write_text(AMENDING)
    text = RuleText.of(read(str(tmp_path / "amending.cpd.yaml")))
    assert text is not None
    found = list(mutants_of(text))
    told = [(each.place.line, each.called, each.change.was, each.change.new) for each in found]
    assert sorted(told) == sorted(
        [
            (7, "at_least", "at_least", "more_than"),
            (7, "at_least", "25 hours", "24:59 hours"),
            (7, "at_least", "25 hours", "25:01 hours"),
            (8, "limits", "count_at_most", "left out"),
            (8, "count_at_most", "5 hours", "4:59 hours"),
            (8, "count_at_most", "5 hours", "5:01 hours"),
            (8, "is", "reading", "course"),
            (9, "is", "course", "study"),
            (9, "at_least", "at_least", "more_than"),
            (9, "at_least", "3", "2"),
            (9, "at_least", "3", "4"),
            (10, "all_of", "list", "left out"),
            (10, "at_least", "2", "1"),
            (10, "at_least", "2", "3"),
            (11, "accepted_for", "accepted_for", "not_met"),
            (11, "weeks", "2", "1"),
            (11, "weeks", "2", "3"),
        ]
    )


def test_an_amended_number_is_held_by_a_case_at_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + HOURS, CASES.replace("rules.cpd.yaml", "amending.cpd.yaml"))
    amending = AMENDING[: AMENDING.index("    limits")]
    (tmp_path / "amending.cpd.yaml").write_text(amending.replace("25", "20"))
    (tmp_path / "rules.cpd.yaml").write_text((HEAD + HOURS).replace("20", "10"))
    code, lines = run(file)
    at = f"{tmp_path / 'amending.cpd.yaml'}:7:15"
    assert lines[2:] == [
        "example/amending: 3 changes, 1 fails no case",
        f"{at}: `at_least` 20 hours changed to 19:59 hours: no case fails; "
        "add a case where `total` has exactly 20 hours, and one just below",
    ]
    assert code == 1
    file.write_text(file.read_text() + JUST_BELOW)
    assert run(file)[0] == 0
