"""What a case finds out, and how a failure is told."""

from pathlib import Path

import pytest

import cpdrules
from cpdrules.loading.cases import load_cases
from cpdrules.rules.case import CaseFile
from cpdrules.source import render_diagnostics
from cpdrules.testing.runner import CaseResult, run_cases

SUGGESTED = Path(__file__).parent / "suggested.cpdtest.yaml"
HEAD = """\
cpdrules: 1
cases: {ruleset}
on: 2027-01-15
period: 2026-01-01..2026-12-31
set:
  parameters: {{annual_minimum: 20}}
records:
  regulated:
    complete_from: 2026-01-01
    complete_through: 2026-12-31
    person: {{status: regulated}}
    activities:
      - {{id: a1, ended: 2026-02-01, length: 20, aligned_to: [core_activity], in_register: true}}
tests:
"""

RULES = """\
cpdrules: 1
ruleset: example/criteria
title: Criteria
subject: plan
vocabulary:
  goals: {undated: true, fields: {done: yes_no}}
measures:
  quality: {score: criteria, not_applicable: left_out}
requirements:
  - id: criteria
    all_of:
      - {id: clear, judged: "Is the plan clear?", judges: {at_least: 1, made_in: ever}}
      - {id: fair, judged: "Is the plan fair?", judges: {at_least: 1, made_in: ever}, may_not_apply: true}
  - id: good
    amount: quality
    at_least: {percent: 60}
  - id: each-goal
    for_each: goals
    if_none: not_met
    require: {id: goal-done, fact: this.done, is: true}
"""


def cases_of(tmp_path: Path, text: str) -> CaseFile:
    file = tmp_path / "x.cpdtest.yaml"
    file.write_text(text)
    loaded = load_cases(file)
    assert loaded.cases is not None, render_diagnostics(loaded.diagnostics)
    return loaded.cases


def run(tmp_path: Path, tests: str) -> list[CaseResult]:
    head = HEAD.format(ruleset="uk/probation-institute/suggested-scheme")
    return run_cases(cases_of(tmp_path, head + tests))


def failures(tmp_path: Path, test: str) -> tuple[str, ...]:
    (result,) = run(tmp_path, f"  - {{name: x, record: regulated, {test}}}\n")
    return result.failures


def test_the_small_case_file_passes() -> None:
    loaded = load_cases(SUGGESTED)
    assert loaded.cases is not None, render_diagnostics(loaded.diagnostics)
    assert [result.failures for result in run_cases(loaded.cases)] == [()] * 5


def test_a_result_knows_its_name_and_place(tmp_path: Path) -> None:
    (result,) = run(tmp_path, "  - name: x\n    record: regulated\n    verdict: met\n")
    assert result.passed
    assert result.name == "x"
    assert result.span is not None
    assert result.span.line == 15


def test_another_verdict_is_told_with_its_numbers(tmp_path: Path) -> None:
    found = failures(
        tmp_path,
        'change: {complete_through: 2026-06-30, "activities[a1].length": 17}, expect: {annual-minimum: met}',
    )
    assert found == (
        "`annual-minimum`: expected met, got undetermined; amount 17 or more, needed 20;"
        " not known: complete_through",
    )


def test_another_verdict_of_the_record_is_told_with_what_decides_it(tmp_path: Path) -> None:
    found = failures(tmp_path, 'change: {"activities[a1].length": 1}, verdict: met')
    assert found == ("the record: expected met, got not met; so: `annual-minimum`",)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("amount: 17 to 24", "expected amount 17 to 24, got 20"),
        ("amount: '20:20'", "expected amount 20:20, got 20"),
        ("needed: 4/3", "expected needed 1:20, got 20"),
        ("shortfall: 1 or more", "expected shortfall 1 or more, got 0"),
        ("score: 50%", "expected score 50%, got none"),
        ("gaps: [complete_from]", "expected as missing facts also complete_from"),
        ("counted: [a9]", "`a9` is not among the items looked at, which are: a1"),
        ("not_counted: [a1]", "expected `a1` not to count, got 20 (counted)"),
    ],
)
def test_each_expectation_fails_in_words(tmp_path: Path, expected: str, words: str) -> None:
    (said,) = failures(tmp_path, f"expect: {{annual-minimum: {{{expected}}}}}")
    assert said.split(" (")[0] == f"`annual-minimum`: {words}".split(" (")[0]


def test_a_missing_fact_that_was_not_expected_is_told(tmp_path: Path) -> None:
    found = failures(tmp_path, "remove: [complete_from], expect: {key-areas: {gaps: []}}")
    assert len(found) == 1
    assert "did not expect as missing facts" in found[0]
    assert "complete_from" in found[0]


def test_an_address_that_does_not_occur_fails(tmp_path: Path) -> None:
    assert failures(tmp_path, 'expect: {"aligned[a2]": met}') == (
        "`aligned[a2]` did not occur; did you mean `aligned[a1]`?",
    )


def test_a_refused_record_fails_in_words(tmp_path: Path) -> None:
    found = failures(tmp_path, 'change: {"activities[a1].length": 3 fortnights}, verdict: met')
    assert found == (
        "the record cannot be judged: `fortnights` is not a unit that `length` can be given in;"
        " known here: `credit`, `day`, `hour`, `minute` (line 15)",
    )
    found = failures(tmp_path, "change: {complete_from: 2027-01-01}, verdict: met")
    assert found == (
        "the record cannot be judged: `complete_from` is later than `complete_through`; "
        "exchange them, or mend one (line 15)",
    )


def test_changes_do_not_reach_other_cases(tmp_path: Path) -> None:
    found = run(
        tmp_path,
        """\
  - name: changed
    record: regulated
    change:
      "activities[a1].length": 1
      "activities[a1]": {ended: 2026-03-01, length: 2, aligned_to: [core_activity]}
      "activities[a2]": {id: a2, ended: 2026-03-01, length: 3, aligned_to: [core_activity]}
      person: {status: regulated}
    remove: [activities, person.status]
    expect: {annual-minimum: {amount: 0 or more}}
  - name: replaced and added
    record: regulated
    change:
      "activities[a1]": {ended: 2026-03-01, length: 2, aligned_to: [core_activity]}
      "activities[a2]": {ended: 2026-03-01, length: 3, aligned_to: [core_activity]}
    expect: {annual-minimum: {amount: 5, counted: [a1, a2]}}
  - name: removed
    record: regulated
    remove: ["activities[a1]"]
    expect: {annual-minimum: {amount: 0, counted: []}}
  - name: unchanged
    record: regulated
    expect: {annual-minimum: {amount: 20}}
""",
    )
    assert [result.failures for result in found] == [()] * 4


def test_a_part_that_is_not_written_takes_a_fact(tmp_path: Path) -> None:
    head = HEAD.format(ruleset="uk/probation-institute/suggested-scheme").replace(
        "tests:", "  empty: {}\ntests:"
    )
    (result,) = run_cases(
        cases_of(
            tmp_path,
            head
            + "  - name: x\n    record: empty\n    change: {person.status: not_regulated}\n"
            + "    expect: {annual-minimum: not_applicable}\n",
        )
    )
    assert result.failures == ()


def test_a_case_file_can_be_checked_like_any_other() -> None:
    assert cpdrules.check(SUGGESTED).ok
    found = cpdrules.check(SUGGESTED.parent.parent / "malformed" / "cases" / "unknown-requirement.yaml")
    assert [each.code for each in found.diagnostics] == ["T004"]


def test_a_file_is_read_relative_to_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "rules.cpd.yaml").write_text(RULES)
    text = (
        "cpdrules: 1\ncases: rules.cpd.yaml\non: 2027-01-15\nrecords: {a: {goals: none}}\n"
        "tests: [{name: x, record: a, expect: {each-goal: not_met}}]\n"
    )
    (tmp_path / "inner" / "x.cpdtest.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    loaded = load_cases(Path("inner/x.cpdtest.yaml"))
    assert loaded.cases is not None, render_diagnostics(loaded.diagnostics)
    assert run_cases(loaded.cases)[0].passed


def test_a_list_that_is_not_written_takes_a_new_item(tmp_path: Path) -> None:
    (tmp_path / "rules.cpd.yaml").write_text(RULES)
    cases = cases_of(
        tmp_path,
        """\
cpdrules: 1
cases: rules.cpd.yaml
on: 2027-01-15
records:
  empty: {}
  judged:
    judgements: [{criterion: clear, answer: met, by: kim}]
tests:
  - name: nothing
    record: empty
    expect: {each-goal: undetermined, good: {verdict: undetermined, amount: 0% to 100%, needed: 60%}}
  - name: a goal
    record: empty
    change: {"goals[g1]": {done: true}}
    expect: {each-goal: met, "goal-done[g1]": met}
  - name: judged
    record: judged
    change: {"judgements[fair]": {answer: not_applicable, by: kim, reason: new}, goals: none}
    verdict: not_met
    expect:
      criteria: {verdict: met, score: 100%}
      clear: {score: 1/1}
      fair: not_applicable
      each-goal: not_met
  - name: judged otherwise
    record: judged
    on: 2026-01-01
    period: 2025-01-01..2025-12-31
    change: {"judgements[clear].answer": not_met, "judgements[fair]": {answer: met, by: kim}}
    expect: {criteria: not_met, clear: {verdict: not_met, score: 0}, fair: {score: 1}}
  - name: wrong share
    record: judged
    change: {"judgements[fair]": {answer: met, by: kim}}
    expect: {good: {amount: 1/3}}
""",
    )
    found = run_cases(cases)
    assert [result.failures for result in found[:-1]] == [()] * 4
    assert found[-1].failures == ("`good`: expected amount 1/3, got 100%",)


BANDED = RULES.replace(
    "not_applicable: left_out}",
    "not_applicable: left_out, bands: [{at_least: {percent: 10}, name: some}, {at_least: {percent: 100}, name: all}]}",
)


@pytest.mark.parametrize(
    ("change", "expected", "failure"),
    [
        ("", "criteria: {band: some}", None),
        ('"judgements[fair].answer": met', "criteria: {band: all}", None),
        ('"judgements[fair].answer": met', "criteria: {band: some}", "expected band some, got all"),
        ("remove", "criteria: {band: [some, all]}", None),
        ("remove", "criteria: {band: all}", "expected band all, got some to all"),
        ('"judgements[clear].answer": not_met', "criteria: {band: some}", "expected band some, got none"),
        ("", "good: {band: some}", "expected band some, got none"),
    ],
)
def test_the_band_of_a_score(tmp_path: Path, change: str, expected: str, failure: str | None) -> None:
    (tmp_path / "rules.cpd.yaml").write_text(BANDED)
    made = 'remove: ["judgements[fair]"]' if change == "remove" else f"change: {{{change}}}"
    cases = cases_of(
        tmp_path,
        f"""\
cpdrules: 1
cases: rules.cpd.yaml
on: 2027-01-15
records:
  judged:
    judgements: [{{criterion: clear, answer: met, by: kim}}, {{criterion: fair, answer: not_met, by: kim}}]
tests:
  - {{name: x, record: judged, {made}, expect: {{{expected}}}}}
""",
    )
    (result,) = run_cases(cases)
    name = expected.partition(":")[0]
    assert result.failures == (() if failure is None else (f"`{name}`: {failure}",))
