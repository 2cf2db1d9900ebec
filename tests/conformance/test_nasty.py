"""The nasty cases: they come out right, and a naive reading of the same rule gives the wrong verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdrules import Record, Report, RuleSet, RuleSetError, evaluate, loads
from cpdrules.loading.cases import load_cases
from cpdrules.rules.case import ENDING, Case, CaseFile
from cpdrules.source import render_diagnostics
from cpdrules.testing.runner import failures, record_of, word_of

FOLDER = Path(__file__).parent / "nasty"
RULES = ".cpd.yaml"

# Two requirements, each of which counts all that it may, in place of one that uses each hour once.
SHARED = (
    (
        "    allocate: cpd_hours\n    items: divisible\n    to:\n"
        "      - {id: management, where: {topic: [management, ethics]}, at_least: 3}\n"
        "      - {id: regulatory, where: {topic: [regulation, ethics]}, at_least: 2}\n"
    ),
    (
        "    all_of:\n"
        "      - {id: management, amount: cpd_hours, where: {topic: [management, ethics]}, at_least: 3}\n"
        "      - {id: regulatory, amount: cpd_hours, where: {topic: [regulation, ethics]}, at_least: 2}\n"
    ),
)
# Each hour once, though both registrations may count it.
ONCE = (
    "    allocate: cpd_hours\n    items: divisible\n    to:\n"
    "      - {id: as-nurse, where: {relevant_to: nursing}, at_least: 20}\n"
    "      - {id: as-midwife, where: {relevant_to: midwifery}, at_least: 20}\n"
)

# The file, what a naive author writes in place of what, the case, and the wrong verdict.
NAIVE = [
    (
        "nasty-1", "across: cycle", "within: cycle",
        "the last year of one cycle and the first of the next are three hours short", "undetermined",
    ),
    (
        "nasty-1",
        "cpd_year: {length: {years: 1}, starts: person.first_cpd_year, leap_day: 28 February}",
        "cpd_year: {length: {years: 1}, starts: {month: 1, day: 1}}",
        "a newcomer is not asked about the year before the first CPD year", "not_met",
    ),
    ("nasty-2-overlap", "      - {count_at_most: 10, where: {category: personal}}\n", "",
        "personal reading and personal examining share one limit", "met"),
    (
        "nasty-3", "items: divisible", "items: whole",
        "three hours of ethics are one hour of management and two of regulation", "not_met",
    ),
    (
        "nasty-3", "topic: [regulation, ethics]", "topic: regulation",  # the first part that takes it has all of it
        "three hours of ethics are one hour of management and two of regulation", "not_met",
    ),
    ("nasty-3", *SHARED, "three hours of ethics alone are not three and two", "met"),
    (
        "nasty-3-whole", "items: whole", "items: divisible",
        "three hours of ethics leave one hour missing wherever they go", "met",
    ),
    (
        "nasty-3-whole", "topic: [regulation, ethics]", "topic: regulation",
        "with one hour more of management, ethics goes to regulation", "not_met",
    ),
    (
        "nasty-3-edge", "        limits: [{count_at_most: 3, where: {category: cyber_ethics}}]\n", "",
        "five of cyber-ethics are no more than that", "met",
    ),
    (
        "nasty-3-sharing", "    amount: cpd_hours\n    where: {relevant_to: nursing}\n    at_least: 20\n", ONCE,
        "a conference counts ten and a half hours for each of two registrations", "not_met",
    ),
    (
        "nasty-3-sharing", "    where: {relevant_to: nursing}\n", "",
        "eleven hours for the endorsement count for neither registration", "met",
    ),
    (
        "nasty-3-concentration", ", where: {subject: this}, at_least: 24", ", at_least: 24",
        "twenty hours of tax and fifteen of audit are enough neither way", "met",
    ),
    (
        "nasty-3-concentration", "where: {subject: this}", "where: {some_of: [{subject: this}, {ethics: true}]}",
        "four hours of ethics in audit do not make twenty-four in tax", "met",
    ),
    (
        "nasty-4", "starts: person.first_full_year, leap_day: 28 February", "starts: 2020-11-01",
        "at the end of the second year there is no full window of three, and the floors are met", "not_met",
    ),
    *(
        (
            "nasty-5", "kind: [verifiable, private_study]",
            f"kind: {{type: [verifiable, private_study], if_absent: {taken_for}}}",
            "thirteen certain hours and four unknown ones decide nothing", wrong,
        )
        for taken_for, wrong in (("private_study", "not_met"), ("verifiable", "met"))
    ),
]  # fmt: skip


def loaded(name: str) -> CaseFile:
    """Return the cases of a file, which is without fault."""
    found = load_cases(FOLDER / (name + ENDING))
    assert found.cases is not None, render_diagnostics(found.diagnostics)
    return found.cases


def judged(cases: CaseFile, case: Case, ruleset: RuleSet | None) -> Report:
    """Judge the record of a case through the public door."""
    record: Record = record_of(cases, case)
    day = cases.day_of(case)
    assert ruleset is not None
    assert day is not None
    return evaluate(ruleset, record, on=day, period=cases.period_of(case))


def text_with(name: str, old: str, new: str) -> str:
    """Return a rule set in which something stands in place of something that stood there."""
    text = (FOLDER / (name + RULES)).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


CASES = [
    pytest.param(cases, case, id=f"{path.name}: {case.name}")
    for path in sorted(FOLDER.glob("*" + ENDING))
    for cases in [loaded(path.name.removesuffix(ENDING))]
    for case in cases.tests
]


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_comes_out_as_expected(cases: CaseFile, case: Case) -> None:
    assert case.verdict is not None
    assert list(failures(case, judged(cases, case, cases.ruleset))) == []


@pytest.mark.parametrize(("name", "old", "new", "case_name", "wrong"), NAIVE)
def test_a_naive_reading_gives_another_verdict(
    name: str, old: str, new: str, case_name: str, wrong: str
) -> None:
    cases = loaded(name)
    case = next(each for each in cases.tests if each.name == case_name)
    assert case.verdict != wrong
    assert word_of(judged(cases, case, loads(text_with(name, old, new))).verdict) == wrong


def test_no_pair_of_years_begins_before_the_first_of_a_newcomer() -> None:
    cases = loaded("nasty-1")
    for case in cases.tests:
        pairs = [each.requirement for each in judged(cases, case, cases.ruleset).walk()]
        assert pairs
        assert not [each for each in pairs if "[2019" in each]


def test_a_percentage_that_does_not_say_of_what_is_refused() -> None:
    with pytest.raises(RuleSetError, match="say what it is a percentage of"):
        loads(text_with("nasty-2", "{percent: 25, of: claimed}", "{percent: 25}"))
