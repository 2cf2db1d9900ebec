"""The bundled rule sets count what their documents list, and every finding says what to do, and by when."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdrules import load
from cpdrules.loading.cases import load_cases
from cpdrules.prose import english
from cpdrules.prose.next_steps import next_steps
from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding
from cpdrules.rules.requirements import AmountOf, Requirement
from cpdrules.rules.walk import every, parts_of
from cpdrules.semantics import Verdict
from cpdrules.testing.runner import run_case

SCHEMES = Path(__file__).parents[2] / "schemes"
FILES = sorted(SCHEMES.rglob("*.cpdtest.yaml"))


def top(name: str) -> list[str]:
    return [str(each.id) for each in load(f"uk/{name}").requirements]


def block(name: str, of: str) -> Requirement:
    return next(each for each in every(load(f"uk/{name}").requirements) if each.id == of)


def test_four_entitlements() -> None:
    assert top("probation-institute/entitlement") == [
        "induction-and-needs", "access-with-guaranteed-time", "evaluation-of-impact", "dissemination-of-evidence",
    ]  # fmt: skip


def test_four_levels_each_with_four_tables() -> None:
    rules = load("uk/probation-institute/framework-register")
    tables = {each.name for each in rules.lists}
    kinds = ("roles", "activities", "standards", "qualifications")
    assert tables == {f"{kind}_{level}" for kind in kinds for level in "abcd"}


def test_four_elements_of_a_plan() -> None:
    assert top("probation-institute/cpd-plan") == ["needs", "provision-with-time", "impact", "evidence"]


def test_eight_questions_at_commissioning() -> None:
    assert len(parts_of(block("follow-through/commissioned-training", "settled-at-commissioning"))) == 8


def test_sixty_to_ninety_minutes_a_week_or_a_fortnight() -> None:
    rules = load("uk/follow-through/protected-time")
    asked = [each for each in every(rules.requirements) if isinstance(each, AmountOf)]
    assert [each.threshold.at_least.value for each in asked] == [60, 90, 60]
    assert {each.name for each in rules.periods} == {"week", "fortnight"}


def test_three_components_of_personal_outcomes() -> None:
    assert top("personal-outcomes/approach") == ["engagement", "recording", "use-of-information"]


@pytest.mark.parametrize(
    ("of", "number"),
    [
        ("questions-for-leaders", 8), ("organisation-level", 14), ("leaders-level", 7), ("practitioners-level", 10),
        ("themes", 5),
    ],
)  # fmt: skip
def test_the_health_check_asks_as_many_things_as_the_standard(of: str, number: int) -> None:
    assert len(parts_of(block("social-work-standards/health-check", of))) == number


def test_eight_stages_of_a_strategic_plan() -> None:
    stages = parts_of(block("research-in-practice/strategic-plan", "stages"))
    assert len(stages) == 8


@pytest.mark.parametrize("path", sorted(SCHEMES.rglob("*.cpd.yaml")), ids=lambda path: path.name)
def test_every_requirement_is_cited(path: Path) -> None:
    rules = load(path)
    assert rules.source is not None
    named = [
        each for each in every(rules.requirements) if each.id or each.title
    ]  # the others are their loop's
    assert not [each.id or each.title for each in named if each.reference is None]


def open_leaves(findings: tuple[Finding, ...]) -> list[Finding]:
    found = []
    for each in findings:
        if each.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
            continue
        below = open_leaves(each.parts)
        found.extend(below or [each])
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_whatever_is_not_met_or_open_says_what_to_do_and_by_when(path: Path) -> None:
    loaded = load_cases(path)
    assert loaded.cases is not None
    say = Phrases(english)
    for case in loaded.cases.tests:
        report = run_case(loaded.cases, case).report
        steps = next_steps(report, say)
        assert all(step.what and step.when for step in steps), case.name
        told = "\n".join(line for step in steps for line in (step.what, *step.lines))
        silent = [each.requirement for each in open_leaves(report.findings) if each.requirement not in told]
        assert not silent, f"{case.name}: nothing is said to do about {silent}\n{told}"
