"""An extending rule set adds duties: beside those it extends, checked by their names, and never a way around them."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

import pytest

from cpdrules import RuleSet, RuleSetError, Verdict, describe, evaluate, explain, load
from laws.cases import made_case

ON = datetime.date(2026, 12, 31)
SERVICE = """
cpdrules: 1
ruleset: example/service
title: CPD in an example service
edition: "2026"
extends: uk/probation-institute/suggested-scheme
parameters:
  annual_minimum: {value: 20, reference: {document: Order, section: "1"}}
measures:
  discussed: {sum: length, from: activities, where: {kind: discussion}}
requirements:
  - id: talks
    title: Two hours are discussion.
    amount: discussed
    at_least: 2
    reference: {document: Order, section: "2"}
"""
TEAM = """
cpdrules: 1
ruleset: example/team
title: CPD in an example team
extends: service.cpd.yaml
requirements:
  - {id: case, level: should, has: activities, where: {kind: case_study}, reference: {document: Team rules}}
"""
SCHEME = """
cpdrules: 1
ruleset: example/scheme
title: A scheme
subject: portfolio
vocabulary: {person: {fields: {member: yes_no}}}
requirements:
  - {id: block, all_of: [{id: member, fact: person.member, is: true}]}
"""
SCORED = """
cpdrules: 1
ruleset: example/scored
title: A scheme with a score
extends: scheme.cpd.yaml
measures:
  mark: {score: block, not_applicable: left_out}
requirements:
  - {id: mark, amount: mark, at_least: {percent: 100}, reference: {document: Order}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "service.cpd.yaml").write_text(SERVICE, encoding="utf-8")
    (tmp_path / "team.cpd.yaml").write_text(TEAM, encoding="utf-8")
    (tmp_path / "scheme.cpd.yaml").write_text(SCHEME, encoding="utf-8")
    return tmp_path


def record(*lengths: tuple[str, Any]) -> dict[str, Any]:
    aligned = {"aligned_to": ["core_activity"], "in_register": True, "ended": "2026-05-01"}
    activities = [
        {"id": f"a{n}", "kind": kind, "length": length} | aligned for n, (kind, length) in enumerate(lengths)
    ]
    whole = {"complete_from": "2026-01-01", "complete_through": "2026-12-31"}
    return {"portfolio": "kim", "person": {"status": "regulated"}, "activities": activities} | whole


@pytest.mark.parametrize(
    ("lengths", "verdict"),
    [
        ([("workshop", 18), ("discussion", 2)], "met"),
        ([("workshop", 20)], "not met"),
        ([("workshop", 20), ("discussion", None)], "undetermined"),
        ([("discussion", 2)], "not met"),
    ],
)
def test_a_duty_stands_beside_those_of_the_scheme(
    folder: Path, lengths: list[tuple[str, Any]], verdict: str
) -> None:
    report = evaluate(load(folder / "service.cpd.yaml"), record(*lengths), on=ON)
    assert report.verdict.word == verdict
    places = {each.requirement: each.place.file for each in report.findings if each.place is not None}
    assert places["annual-minimum"] == "uk/probation-institute/suggested-scheme.cpd.yaml"
    assert places["talks"].endswith("service.cpd.yaml")
    assert "service.cpd.yaml:" in explain(report)


def test_several_layers_each_with_its_own(folder: Path) -> None:
    rules = load(folder / "team.cpd.yaml")
    assert [each.id for each in rules.requirements][-2:] == ["talks", "case"]
    assert [(each.id, each.sets, each.adds) for each in rules.origins] == [
        ("example/service", (), ("case",)),
        ("uk/probation-institute/suggested-scheme", ("annual_minimum",), ("talks",)),
    ]
    report = evaluate(rules, record(("workshop", 18), ("discussion", 2)), on=ON)
    assert report.verdict is Verdict.MET
    assert report.finding("case").verdict is Verdict.NOT_MET
    assert [each.id for each in report.texts] == ["example/team", *(each.id for each in rules.origins)]
    told = describe(rules)
    assert "Added to it: `talks`." in told
    assert "`case`: `activities` has an item" in told


def test_a_block_of_the_scheme_can_be_scored(folder: Path) -> None:
    (folder / "scored.cpd.yaml").write_text(SCORED, encoding="utf-8")
    report = evaluate(load(folder / "scored.cpd.yaml"), {"person": {"member": True}}, on=ON)
    assert report.finding("mark").verdict is Verdict.MET


def faults(folder: Path, **more: Any) -> list[str]:
    plain = {
        "cpdrules": 1,
        "ruleset": "a/b",
        "title": "T",
        "extends": "uk/probation-institute/suggested-scheme",
    }
    (folder / "faulty.json").write_text(json.dumps(plain | more), encoding="utf-8")
    with pytest.raises(RuleSetError) as caught:
        load(folder / "faulty.json")
    return [f"{each.code} {each.message}" for each in caught.value.diagnostics if each.severity == "error"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"requirements": [{"id": "aligned", "has": "activities"}]},
            "R024 two requirements are called `aligned`",
        ),
        ({"requirements": [{"has": "activities"}]}, "R002 `id` is missing"),
        (
            {"requirements": [{"id": "x", "amount": "hours", "at_least": 1}]},
            "R020 there is no measure `hours`",
        ),
        ({"requirements": [{"id": "x", "has": "activitees"}]}, "R020"),
        (
            {"measures": {"aligned_hours": {"count": "activities"}}},
            "R024 `uk/probation-institute/suggested-scheme` has a measure `aligned_hours` already",
        ),
        ({"measures": {"own": {"sum": "lenght", "from": "activities"}}}, "R021"),
        (
            {
                "measures": {
                    "own": {
                        "count": "activities",
                        "limits": [
                            {"count_at_most": 1, "where": {"kind": ["discussion", "case_study"]}},
                            {"count_at_most": 2, "where": {"kind": ["case_study", "workshop"]}},
                        ],
                    }
                }
            },
            "R025 this limit crosses the one at",
        ),
        (
            {"vocabulary": {"person": {"fields": {"a": "text"}}}},
            "R031 an extending rule set cannot say `vocabulary` yet",
        ),
    ],
)
def test_what_is_added_is_checked_with_the_names_of_the_scheme(
    folder: Path, more: dict[str, Any], told: str
) -> None:
    found = faults(folder, **more)
    assert len(found) == 1
    assert found[0].startswith(told) or told in found[0]


@pytest.mark.slow
def test_whoever_does_not_meet_the_scheme_does_not_meet_what_adds_to_it(tmp_path: Path) -> None:
    """The last requirements are taken out of a rule set and added to the rest again, which changes nothing else.

    But for an exemption from all but some: it reaches what stands in its own file, and no duty that is added.
    """
    seen = set[str]()
    for seed in range(120):
        case = made_case(seed)
        asked = case.rules["requirements"] if "bundled" not in case.rules else []
        reliefs = case.rules.get("exemptions", {}).values()
        if len(asked) < 2 or any("from_all_except" in each for each in reliefs):
            continue
        cut = random.Random(seed).randrange(1, len(asked))
        try:
            base = written(tmp_path / "base.cpd.yaml", case.rules | {"requirements": asked[:cut]})
        except RuleSetError:  # something else names what was taken out
            continue
        head = {"cpdrules": 1, "ruleset": "made/more", "title": "More", "extends": "base.cpd.yaml"}
        more = written(tmp_path / "more.cpd.yaml", head | {"requirements": asked[cut:]})
        whole = written(tmp_path / "whole.cpd.yaml", case.rules)
        before, after, together = (
            evaluate(rules, case.record, on=case.on, period=case.period) for rules in (base, more, whole)
        )
        if before.verdict is Verdict.NOT_MET:
            assert after.verdict is Verdict.NOT_MET
        assert after.verdict == together.verdict
        assert [each.verdict for each in after.findings] == [each.verdict for each in together.findings]
        seen.add(before.verdict.word)
    assert seen >= {"met", "not met", "undetermined"}


def written(path: Path, rules: dict[str, Any]) -> RuleSet:
    path.write_text(json.dumps(rules), encoding="utf-8")
    return load(path)
