"""Word lists: what is refused, and that a word makes a question and never an answer."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdrules import RuleSetError, check, evaluate, load
from cpdrules.semantics import plain_words, words_found

ON = datetime.date(2026, 11, 1)
HEAD = """cpdrules: 1
words: a/list
title: Words
source: {document: Style guide}
licence: CC BY 4.0
terms:
"""
RULES = """cpdrules: 1
ruleset: a/wording
title: Words
subject: provision
vocabulary:
  papers: {undated: true, fields: {text: text}}
lists:
  weighed: {words: our.words.yaml}
requirements:
  - id: papers
    for_each: papers
    if_none: not_applicable
    require: {id: fits, judged: "Does it fit?", prompted_by: {words: weighed, in: this.text}}
"""
TERM = "  - {{term: {}, why: it may hurt, suggestion: another, tier: weigh}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "our.words.yaml").write_text(
        HEAD + TERM.format("wheelchair-bound") + TERM.format("the disabled")
    )
    (tmp_path / "rules.cpd.yaml").write_text(RULES)
    return tmp_path


def judge(folder: Path, text: str | None, *answers: dict[str, Any]) -> Any:
    paper = {"id": "p"} | ({"text": text} if text is not None else {})
    record = {"provision": "x", "papers": [paper], "judgements": list(answers)}
    return evaluate(load(folder / "rules.cpd.yaml"), record, on=ON).finding("fits[p]")


@pytest.mark.parametrize(
    "text", ["Wheelchair bound people", "a WHEELCHAIR-BOUND reader", "wheelchair\u2011bound"]
)
def test_a_word_makes_a_question_that_says_why(folder: Path, text: str):
    found = judge(folder, text)
    assert found.verdict.word == "undetermined"
    assert [gap.kind.value for gap in found.gaps] == ["not_judged"]
    assert found.reason.values == ("“wheelchair-bound” (it may hurt; perhaps “another”)",)


@pytest.mark.parametrize(
    "text", ["nothing here", "wheelchair boundary", "nondisabled", "", "their disabled friends"]
)
def test_where_no_word_stands_nothing_is_asked(folder: Path, text: str):
    found = judge(folder, text or "none")
    assert (found.verdict.word, found.reason.code) == ("not applicable", "no_prompt")


@pytest.mark.parametrize(("answer", "word"), [("met", "met"), ("not_met", "not met")])
def test_only_an_answer_decides(folder: Path, answer: str, word: str):
    said = {"criterion": "fits", "about": "p", "answer": answer, "by": "kim"}
    assert judge(folder, "for the disabled", said).verdict.word == word
    assert judge(folder, "for everybody", said).verdict.word == "not applicable"


def test_a_text_that_is_not_recorded_leaves_it_open(folder: Path):
    found = judge(folder, None)
    assert found.verdict.may == ("met", "not_met", "not_applicable")
    assert [gap.fact for gap in found.gaps] == ["papers[p].text", "judgements[fits[p]]"]


def test_a_list_that_is_not_set_leaves_it_open(folder: Path):
    text = RULES.replace("{words: our.words.yaml}", "{values: to_be_set}")
    (folder / "rules.cpd.yaml").write_text(text)
    assert judge(folder, "the disabled").gaps[0].fact == "lists.weighed"


def test_a_plain_list_prompts_too(folder: Path):
    (folder / "rules.cpd.yaml").write_text(
        RULES.replace("{words: our.words.yaml}", "{values: [the disabled]}")
    )
    assert judge(folder, "for the disabled").reason.values == ("“the disabled”",)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (TERM.format("the disabled") + TERM.format("The-Disabled"), "stands twice in the list"),
        (TERM.format("they"), "is a pronoun"),
        (TERM.format("Autistic people"), "is a word of identity"),
        (TERM.format('"-"'), "some letters or digits"),
        ("  - {term: x, why: y, suggestion: z, tier: ban}\n", "is not one of `avoid`, `weigh`"),
        ("  - {term: x, why: y, tier: avoid}\n", "`suggestion` is missing"),
        ("  - {term: x, why: y, suggestion: z, tier: avoid, note: q}\n", "unknown key `note`"),
    ],
)
def test_faults_of_a_list_are_told_at_their_line(folder: Path, terms: str, said: str):
    path = folder / "our.words.yaml"
    path.write_text(HEAD + terms)
    checked = check(path)
    assert not checked.ok
    assert said in str(checked.diagnostics[0])
    with pytest.raises(RuleSetError, match=r"our\.words\.yaml"):
        load(folder / "rules.cpd.yaml")


def test_a_list_that_is_missing_or_something_else(folder: Path):
    (folder / "our.words.yaml").unlink()
    with pytest.raises(RuleSetError, match="there is no such file"):
        load(folder / "rules.cpd.yaml")
    (folder / "our.words.yaml").write_text(RULES)
    with pytest.raises(RuleSetError, match="`words` is expected here"):
        load(folder / "rules.cpd.yaml")


def test_the_content_of_a_list_is_part_of_the_digest(folder: Path):
    before = load(folder / "rules.cpd.yaml").digest
    (folder / "our.words.yaml").write_text(HEAD + TERM.format("the disabled"))
    assert load(folder / "rules.cpd.yaml").digest != before


def test_words_are_matched_whole():
    assert plain_words("A\u00adB–C") == "a b c"
    assert words_found("Crazy paving for the able-bodied.", ["craz", "able bodied", "c++"]) == (
        "able bodied",
    )
    assert words_found("C++ and more", ["c++"]) == ("c++",)
