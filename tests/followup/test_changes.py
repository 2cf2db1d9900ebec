"""What changed between two reports: each kind of change, what cannot be compared, and that nothing is made up."""

from __future__ import annotations

import datetime
import itertools
import json
from typing import Any

import attrs
import pytest

from cpdrules import ChangeKind, Report, changes, evaluate
from cpdrules.followup.telling import changes_as_markdown, changes_as_text

from .reports import ON, of_all_cases, report, year

LATER = datetime.date(2025, 1, 31)


def kinds(before: Report, after: Report) -> dict[str, str]:
    return {each.requirement: each.kind.value for each in changes(before, after).changes}


def after(*amounts: float, **more: Any) -> Report:
    made = report(*amounts, **more)
    return attrs.evolve(made, on=LATER)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((5, 5), (12, 12), {"hours": "improved"}),
        ((12, 12), (5, 5), {"hours": "fell_back"}),
        ((5,), (7,), {"hours": "improved"}),  # not met both times, and less is short
        ((7,), (5,), {"hours": "fell_back"}),
        ((20,), (25,), {}),  # met is met
        ((), (5,), {"hours": "improved", "course": "improved"}),
    ],
)
def test_amounts(old: tuple[float, ...], new: tuple[float, ...], expected: dict[str, str]) -> None:
    assert kinds(report(*old), after(*new)) == expected


def test_what_is_known_and_for_whom_it_is() -> None:
    unknown = report(12, 12, person={})
    lead = after(12, 12, person={"role": "lead"})
    other = after(12, 12)
    assert kinds(unknown, lead) == {"lead": "decided"}
    assert kinds(unknown, other) == {"lead": "no_longer_applies"}
    assert kinds(report(12, 12), lead) == {"lead": "applies_now"}
    assert kinds(report(12, 12, person={"role": "lead"}), after(12, 12, person={})) == {"lead": "open_again"}


def test_two_editions_of_the_rules() -> None:
    old = report(12, 12, ruleset=year(edition="2024"))
    asked = [{"id": "hours", "amount": "h", "at_least": 30}, {"id": "note", "has": "activities"}]
    new = after(12, 12, ruleset=year(edition="2025", requirements=asked))
    found = changes(old, new)
    assert {each.requirement: each.kind for each in found.changes} == {
        "hours": ChangeKind.FELL_BACK, "note": ChangeKind.NEW, "course": ChangeKind.GONE, "lead": ChangeKind.GONE,
    }  # fmt: skip
    assert not found.same_rules
    assert "the text changed: 2024 -> 2025" in changes_as_text(found)


def test_each_word_has_its_place_in_the_text_and_in_markdown() -> None:
    found = changes(report(5), after(12, 12, person={"role": "lead"}))
    text, marked = changes_as_text(found), changes_as_markdown(found)
    assert "kim: not met -> met" in text
    assert (
        "Improved\n  hours (Enough hours): not met, 5 of 20 hours needed: short by 15 hours -> met, 24 of 20"
        in text
    )
    assert "Applies now\n  lead" in text
    assert "the same text judged both times" in text
    assert "1 stand as before" in text
    assert marked.startswith("# kim: not met")
    assert "## Improved" in marked
    assert json.loads(json.dumps(found.to_dict()))["changes"][0]["before"]["shortfall"] == "15"


def test_scores_stand_side_by_side() -> None:
    block = {
        "id": "all",
        "all_of": [{"id": "one", "has": "activities"}, {"id": "two", "has": "activities", "at_least": 2}],
    }
    marks = {"measures": {"marks": {"score": "all", "not_applicable": "left_out"}}, "requirements": [block]}
    found = changes(report(5, ruleset=year(**marks)), after(5, 5, ruleset=year(**marks)))
    assert [(name, str(old), str(new)) for name, old, new in found.scores] == [("marks", "0.5", "1")]
    assert "marks: 50% -> 100%" in changes_as_text(found)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (report(5), after(5, portfolio="sam"), "two records, `kim` and `sam`"),
        (report(5), after(5, ruleset=year(ruleset="c/d")), "two rule sets, `a/b` and `c/d`"),
        (after(5), report(5), "the first report is of 2025-01-31, and the second, of 2024-12-31, is earlier"),
        (attrs.evolve(report(5), forecast=True), after(5), "the first report is a forecast"),
        (report(5), attrs.evolve(after(5), forecast=True), "the second report is a forecast"),
    ],
)
def test_what_cannot_be_compared(old: Report, new: Report, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        changes(old, new)


def test_nothing_changes_between_a_report_and_itself() -> None:
    for each in of_all_cases():
        found = changes(each, each)
        assert found.changes == ()
        assert found.same == sum("[" not in finding.requirement for finding in each.walk())


def test_there_and_back_are_each_others_opposites() -> None:
    opposite = {
        "improved": "fell_back", "fell_back": "improved", "decided": "open_again", "open_again": "decided",
        "applies_now": "no_longer_applies", "no_longer_applies": "applies_now", "new": "gone", "gone": "new",
    }  # fmt: skip
    by_rules: dict[str, list[Report]] = {}
    for each in of_all_cases():
        by_rules.setdefault(each.texts[0].digest + each.record, []).append(each)
    seen = set[str]()
    for group in by_rules.values():
        for old, new in itertools.pairwise(group):
            there = kinds(attrs.evolve(old, on=ON), attrs.evolve(new, on=ON))
            back = kinds(attrs.evolve(new, on=ON), attrs.evolve(old, on=ON))
            assert {name: opposite[kind] for name, kind in there.items()} == back
            seen |= set(there.values())
    assert seen >= {"improved", "fell_back", "decided", "open_again", "no_longer_applies", "applies_now"}


def test_a_loop_is_compared_by_its_amount() -> None:
    asked = [
        {
            "id": "each",
            "for_each": "activities",
            "if_none": "met",
            "require": {"fact": "this.note", "recorded": True},
        }
    ]
    rules = year(requirements=asked)

    def judged(on: datetime.date, *notes: str) -> Report:
        activities = [{"id": f"a{n}", "ended": "2024-05-01", "note": note} for n, note in enumerate(notes)]
        return evaluate(rules, {"portfolio": "kim", "complete_from": "2024-01-01", "complete_through": "2024-12-31",
                                "activities": activities}, on=on)  # fmt: skip

    assert kinds(judged(ON, "none", "none"), judged(ON, "none", "read")) == {"each": "improved"}
