"""Which case is advised for a change that fails none; and that a case as advised would be noted."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import pytest

from cpdrules import loads
from cpdrules.rules.measures import Score
from cpdrules.testing.advice import advice
from cpdrules.testing.command import cli_test
from cpdrules.testing.scores import scores_of

from .changing import HEAD, mutants

SUGGESTED = Path(__file__).parent / "suggested.cpdtest.yaml"
RULES = (
    HEAD.replace("good: yes_no", "good: {type: yes_no, if_absent: no}")
    + """\
in_force_at: period_start
units: {day: {is: 7, of: hour}}
scales:
  marks: {answers: {good: 1, fair: 0.5, poor: 0}, met_from: fair}
parameters:
  needed:
    unit: hour
    cases:
      - {when: {person.status: full}, value: {2020-01-01: 10, 2026-01-01: 12}}
      - {when: {person.role: chair}, value: 15}
      - {otherwise: 5}
    take: highest
    reference: {document: x}
measures:
  total:
    sum: length
    from: activities
    where: {kind: [course, study], points: {at_least: 3}, ended: {on_or_after: {years: 2, before: period_end}}}
    steps: [{round: {step: 0.5, toward: down}}]
    limits: [{count_at_most: 4, where: {good: true}}]
  part: {count: activities, where: {good: true}}
  all: {count: activities}
  goodness: {share: part, of: all}
  marks:
    score: quality
    not_applicable: left_out
    bands: [{at_least: {percent: 0}, name: low}, {at_least: {percent: 50}, name: high}]
requirements:
  - {id: enough, amount: total, at_least: needed}
  - {id: share, amount: goodness, at_least: {percent: 80}, if_none: not_met}
  - {id: loop, for_each: activities, if_none: met, require: {fact: this.good, is: true}}
  - {id: joined, fact: person.joined, later_than: 2020-01-01}
  - {id: most, amount: all, at_most: 9}
  - id: some
    at_least: 1
    some_of:
      - {id: one, fact: person.role, is: chair}
      - {id: two, fact: person.status, is: full}
  - {id: marked, amount: marks, more_than: {percent: 50}}
  - id: quality
    scale: marks
    judges: {at_least: 1, made_in: ever}
    all_of:
      - {id: a, weight: 2, judged: "Is it?"}
      - {id: b, applies_when: {person.role: chair}, judged: "Is it?", evidence: [plan, outline]}
"""
)
ADVICE = {
    (
        "in_force_at",
        "period_end",
    ): "add a case where what rests on it comes out one way with `period_start` and "
    "another with `period_end`",
    ("if_absent", "yes"): "add a case where `good` is not written, and expect what rests on it",
    (
        "starts",
        "03-31",
    ): "add a case with something on 04-01, and one on the day before, and expect what rests on it",
    ("day", "7:01 hours"): "add a case with an amount in `day`, and expect the amount of what rests on it",
    ("fair", "0.6"): "add a case with the answer `fair`, and expect the `score`",
    ("met_from", "good"): "add a case with the answer `good`, and expect the verdict of `quality`",
    (
        "needed, from 2026-01-01",
        "2026-01-02",
    ): "add a case that is judged as of 2026-01-01, and one on the day "
    "before, and expect `needed` of `enough`",
    ("needed", "15:01 hours"): "add a case where `enough` turns on exactly 15 hours, and one just beside it",
    ("take", "sum"): "add a case for somebody whom several rows take, and expect `needed` of `enough`",
    ("is", "left out"): "add a case with `study`, and expect `enough`",
    ("at_least", "more_than"): "add a case where `enough` stands exactly at the line",
    ("at_least", "2"): "add a case where `points` is exactly 3 and one just below, and expect `enough`",
    ("years", "3"): "add a case just within this length of time and one just outside, and expect `enough`",
    ("step", "0:31 hours"): "add a case with an item that is rounded, and expect the amount of `enough`",
    ("limits", "left out"): "add a case where it changes what counts, and expect the amount of `enough`",
    (
        "count_at_most",
        "4:01 hours",
    ): "add a case where more than 4 hours would count, and expect the amount of `enough`",
    ("not_applicable", "nothing"): "add a case where a part does not apply, and expect the `score`",
    ("at_least", "51%"): "add a case with a score of exactly 50% and one just below, and expect the `band`",
    ("at_least", "81%"): "add a case where `share` has exactly 80%, and one just below",
    ("if_none", "not_applicable"): "add a case with nothing for `loop` to go through",
    ("level", "should"): "add a case where `quality` alone is not met, and expect the verdict on the whole",
    ("anchor", "2020-01-02"): "add a case on 2020-01-01, and one on the day before, and expect `joined`",
    ("at_most", "10"): "add a case where `most` has exactly 9, and one just above",
    ("weight", "3"): "add a case where `a` is not met and another part is, and expect the `score`",
    ("all_of", "left out"): "add a case with `outline`, and expect `b`",
}


def advised() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for each in mutants(RULES):
        found.setdefault((each.called, each.change.new), []).append(advice(each))
    return found


@pytest.mark.parametrize(("called", "new"), ADVICE)
def test_the_case_to_add(called: str, new: str) -> None:
    assert ADVICE[called, new] in advised()[called, new]


def test_the_requirement_that_says_a_number_itself_is_named_before_those_that_rest_on_it() -> None:
    """Sixty hours are what `whole` asks; that `part` can never turn on sixty, though its measure rests on them."""
    carry = (
        "{period: year, excess_over: needed, which: latest, count_at_most: 5, into_next: 1, used_first: own,"
        " again: false, as: {kind: course}}"
    )
    rules = (
        HEAD
        + f"""\
parameters:
  needed:
    {{unit: hour, value: 60, reference: {{document: x}}, reduce: [{{subtract: 1, when: {{person.status: part}}}}]}}
measures:
  total: {{sum: length, from: activities, carry_over: {carry}}}
requirements:
  - {{id: whole, amount: total, at_least: needed}}
  - {{id: part, amount: total, where: {{kind: reading}}, at_least: 5, inside: whole}}
"""
    )
    found = {(each.called, each.change.new): advice(each) for each in mutants(rules)}
    assert found["needed", "59:59 hours"].endswith(
        "for whom 60 hours is what counts, and expect `needed` of `whole`"
    )
    assert found["into_next", "2"] == (
        "add a case of several periods in which 1 decides what moves, and expect the amount of `whole`"
    )
    assert not [called for called, _ in found if called == "which"], "no amount rests on which hours move"


def test_what_is_enough_of_parts_is_said_of_the_parts() -> None:
    found = [
        advice(each) for each in mutants(RULES) if each.near[:1] == ("some",) and each.called == "at_least"
    ]
    assert found == ["add a case where `some` has exactly 1 of its parts met, and one just below"]


def test_a_share_of_things_is_moved_to_where_ten_of_them_can_tell_it() -> None:
    found = [(each.change.was, each.change.new) for each in mutants(RULES) if each.near[:1] == ("share",)]
    assert ("80%", "77%") in found, "seven of nine are the most below four fifths"


def test_a_score_that_has_to_be_passed_is_moved_to_where_a_score_can_lie() -> None:
    found = [(each.change.was, each.change.new) for each in mutants(RULES) if each.near[:1] == ("marked",)]
    # A half passes 49 per cent and not itself; the next score above a half is two thirds.
    assert found == [("must", "should"), ("more_than", "at_least"), ("50%", "49%"), ("50%", "67%")]


def test_a_bundled_rule_set_is_changed_too() -> None:
    out = io.StringIO()
    assert cli_test([SUGGESTED], coverage=False, out=out, mutate=True) == 1
    first = out.getvalue().splitlines()[3]
    assert first.startswith("uk/probation-institute/suggested-scheme.cpd.yaml:")


def test_two_scores_may_have_equal_bands() -> None:
    rules = loads(
        """
cpdrules: 1
ruleset: test/two-scores
title: Two scores
subject: portfolio
vocabulary: {person: {fields: {a: yes_no, b: yes_no, c: yes_no}}}
measures:
  two: {score: pair, not_applicable: left_out, bands: [{at_least: {percent: 50}, name: high}]}
  one: {score: single, not_applicable: left_out, bands: [{at_least: {percent: 50}, name: high}]}
requirements:
  - {id: pair, all_of: [{id: p1, fact: person.a, is: true}, {id: p2, fact: person.b, is: true}]}
  - {id: single, all_of: [{id: s1, fact: person.c, is: true}]}
""",
        name="two.cpd.yaml",
    )
    two, one = rules.measures
    assert isinstance(two, Score)
    assert isinstance(one, Score)
    half = Fraction(1, 2)
    assert scores_of(two.bands[0], rules) == {0, half, 1}
    assert scores_of(one.bands[0], rules) == {0, 1}
