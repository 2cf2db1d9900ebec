"""The nasty cases: they come out right, and a naive reading of the same rule gives the wrong verdict."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from conformance.reading import RULES, Naive, all_loaded, cases_of, check_naive, judged, text_with
from cpdrules import RuleSetError, loads
from cpdrules.rules.case import Case, CaseFile
from cpdrules.testing.runner import failures

FOLDER = Path(__file__).parent / "nasty"
FILES = all_loaded(FOLDER)
CASES = cases_of(FILES)

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
OTHERS = """\
    reference: {document: NMBA registration standard for CPD}
  - id: midwifery
    title: Twenty hours for the registration as a midwife
    amount: cpd_hours
    where: {relevant_to: midwifery}
    at_least: 20
    reference: {document: NMBA registration standard for CPD}
  - id: endorsement
    title: Ten hours for the endorsement
    amount: cpd_hours
    where: {relevant_to: endorsement}
    at_least: 10
"""
ONCE = (
    "    allocate: cpd_hours\n    items: divisible\n    to:\n"
    "      - {id: as-nurse, where: {relevant_to: nursing}, at_least: 20}\n"
    "      - {id: as-midwife, where: {relevant_to: midwifery}, at_least: 20}\n"
)

# The file, what a naive author writes in place of what, the case, and the wrong verdict.
NAIVE: list[Naive] = [
    (
        "nasty-1", "across: cycle", "within: cycle",
        "the last year of one cycle and the first of the next are three hours short", "undetermined",
    ),
    (
        "nasty-1",
        "starts: {first: cpd_year, on_or_after: person.joined_on}, leap_day: 28 February", "starts: 2020-01-01",
        "a newcomer is not asked about the year before the first CPD year", "not_met",
    ),
    # Windows of two years that begin on any day find none from February 2020 to January 2022.
    (
        "nasty-1",
        "cpd_year: {length: {years: 1}, starts: {month: 1, day: 1}}",
        "cpd_year: {length: {days: 1}, starts: 2020-01-01}",
        "the first cycle is met, with a year of nothing and two years of just ten", "not_met",
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
        "nasty-3-edge", "  all_credits: {sum: credits, from: activities}",
        "  all_credits: {sum: credits, from: activities, steps: [{count_at_most: 3, where: {category: cyber_ethics}}]}",
        "one of ethics makes it whole", "not_met",
    ),
    (
        "nasty-3-sharing",
        "    amount: cpd_hours\n    where: {relevant_to: nursing}\n    at_least: 20\n" + OTHERS,
        ONCE + re.sub(r"(at_least: .*\n)", r"\1    inside: nursing\n", OTHERS),
        "a conference counts ten and a half hours for each of two registrations", "not_met",
    ),
    (
        "nasty-3-sharing", "{relevant_to: nursing}", "{hours: {more_than: 0}}",  # whatever it is relevant to
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
        "nasty-4", "starts: {first: birth_year, on_or_after: person.licensed_on}", "starts: 2020-11-01",
        "at the end of the second year there is no full window of three, and the floors are met", "not_met",
    ),
    # Everything since the licence is taken for three years.
    (
        "nasty-4",
        "    in_every: {consecutive: 3, of: year, across: year}\n    require: {amount: cpe_hours, at_least: 120}\n",
        "    not_before: person.licensed_on\n    amount: cpe_hours\n    at_least: 120\n",
        "at the end of the third year 25, 40 and 40 hours are fifteen short", "met",
    ),
    # Two years from 1 January of the year before.
    (
        "nasty-4",
        "    in_every: {consecutive: 2, of: year, across: year}\n"
        "    require: {amount: cpe_hours, where: {topic: ethics}, at_least: 4, inside: three-years}\n",
        "    not_before: 2025-01-01\n    amount: cpe_hours\n    where: {topic: ethics}\n    at_least: 4\n"
        "    inside: three-years\n",
        "ethics of December 2024 count in the two years that end in October 2026", "not_met",
    ),
    *(
        (
            "nasty-5", "kind: [verifiable, private_study]",
            f"kind: {{type: [verifiable, private_study], if_absent: {taken_for}}}",
            "thirteen certain hours and four unknown ones decide nothing", wrong,
        )
        for taken_for, wrong in (("private_study", "not_met"), ("verifiable", "met"))
    ),
    (
        "nasty-5-word", "{sum: hours, from: activities}",
        "{sum: hours, from: activities, where: {proof_by_third_party: {recorded: true}}}",
        "fifteen hours alone count without any proof", "not_met",
    ),
    # What goes back counts where it was done, too; then the shortfall is not made good at all.
    ("nasty-6-made-good", "counts_again: false", "counts_again: true",
        "forty units of which six go back are thirty-four", "met"),
    ("nasty-6-made-good", "within: {years: 1}", "within: {days: 1}", "the year before is met, late", "not_met"),
    ("nasty-6-cycle", "counts_again: false", "counts_again: true",
        "a course in September fills the cycle before, and is none of two in this one", "met"),
    ("nasty-6-days", "beginning_with: period_end", "after: period_end", "28 October is a day late", "met"),
    ("nasty-6-edge", "dated_by: ended", "dated_by: began",
        "a piece from 28 November to 3 December belongs to the new year", "not_met"),
    ("nasty-6-edge", "dated_by: ended", "dated_by: began",
        "the same piece does not belong to the old year", "met"),
    # A piece that lies in every year that it shares a day with counts twice.
    ("nasty-6-edge", "dated_by: ended", "dated_by: began\n    until: ended",
        "the same piece does not belong to the old year", "met"),
    ("nasty-6-edge", ", where: {used_to_renew: false}", "",
        "a piece that renewed last year is worth nothing now", "met"),
    ("nasty-6-months", "{months: 24, beginning_with:", "{months: 24, after:", "28 February is a day late", "met"),
    ("nasty-6-months", "{months: 3, after:", "{days: 92, after:",
        "three months after 30 November do not reach into March", "met"),
]  # fmt: skip


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_a_case_comes_out_as_expected(cases: CaseFile, case: Case) -> None:
    assert case.verdict is not None
    assert list(failures(case, judged(cases, case, cases.ruleset))) == []


@pytest.mark.parametrize("naive", NAIVE, ids=lambda each: f"{each[0]}: {each[3]}, {each[4]}")
def test_a_naive_reading_gives_another_verdict(naive: Naive) -> None:
    check_naive(FOLDER, FILES, naive)


def test_no_pair_of_years_begins_before_the_first_of_a_newcomer() -> None:
    cases = FILES["nasty-1"]
    for case in cases.tests:
        pairs = [each.requirement for each in judged(cases, case, cases.ruleset).walk()]
        assert pairs
        assert not [each for each in pairs if "[2019" in each]


def test_three_more_hours_are_needed_by_the_end_of_the_year() -> None:
    cases = FILES["nasty-1"]
    name = "on 1 July three more hours are needed by the end of the year, and nothing has failed"
    case = next(each for each in cases.tests if each.name == name)
    pair = judged(cases, case, cases.ruleset).finding("two-years[2024-01-01..2025-12-31]")
    (gap,) = pair.gaps
    assert (gap.kind.value, gap.by) == ("not_yet", datetime.date(2025, 12, 31))
    assert pair.shortfall is not None
    assert pair.shortfall.most == 3


def test_a_percentage_that_does_not_say_of_what_is_refused() -> None:
    path = FOLDER / ("nasty-2" + RULES)
    with pytest.raises(RuleSetError, match=r"of: claimed.*of: counted.*a parameter"):
        loads(text_with(path, "{percent: 25, of: claimed}", "{percent: 25}"))
