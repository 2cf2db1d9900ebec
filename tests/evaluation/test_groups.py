"""Groups beside everyone, through `evaluate`: what is shown, what is not, and what is missing."""

from __future__ import annotations

import datetime
import itertools
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules import Report, evaluate, loads
from cpdrules.prose.explain import explain
from cpdrules.rendering.markdown import to_markdown
from cpdrules.semantics import Amount

ON = datetime.date(2026, 11, 1)
RULES: dict[str, Any] = {
    "cpdrules": 1, "ruleset": "a/groups", "title": "Groups", "subject": "provision",
    "vocabulary": {"people": {"undated": True, "fields": {
        "sex": ["women", "men", "not_said"], "disabled": "yes_no", "invited": "yes_no", "completed": "yes_no",
    }}},
    "requirements": [{
        "id": "fair", "compare_groups": "people", "by": ["sex", "disabled"], "except": ["not_said"],
        "share_that": {"completed": True}, "at_least": {"percent": 80, "of": "everyone"}, "minimum_group": 5,
        "if_none": "not_applicable",
    }],
}  # fmt: skip


def people(*kinds: tuple[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"id": f"p{place}-{each}"} | facts
        for place, (number, facts) in enumerate(kinds)
        for each in range(number)
    ]


def judge(folk: Any, **more: Any) -> Report:
    rules = RULES | {key: more.pop(key) for key in ("parameters",) if key in more}
    rules["requirements"] = [RULES["requirements"][0] | more]
    record = {"provision": "course"} | ({"people": folk} if folk is not None else {})
    return evaluate(loads(json.dumps(rules), name="g.json"), record, on=ON)


def kind(sex: str, disabled: bool, completed: bool | None) -> dict[str, Any]:
    facts = {"sex": sex, "disabled": disabled, "completed": completed}
    return {key: value for key, value in facts.items() if value is not None}


EVEN = people(
    (8, kind("women", False, True)), (2, kind("women", False, False)), (6, kind("men", True, True)),
    (1, kind("men", True, False)), (3, kind("men", False, True)),
)  # fmt: skip


def test_each_group_is_held_against_everyone():
    report = judge(EVEN)
    found = report.finding("fair[sex.women]")
    assert (found.amount, found.needed) == (
        Amount.exactly(Fraction(8, 10)),
        Amount.exactly(Fraction(17, 20) * Fraction(4, 5)),
    )
    assert found.verdict.word == "met"
    assert found.reason is not None
    assert found.reason.values == ("8", "10", "17", "20")
    assert report.finding("fair").amount == Amount.exactly(4)
    assert report.verdict.word == "met"


def test_the_average_does_not_hide_a_group():
    folk = people(
        (30, kind("women", False, True)), (10, kind("men", True, False)), (10, kind("men", False, True))
    )
    report = judge(folk)
    found = report.finding("fair[disabled.true]")
    assert found.verdict.word == "not met"
    assert found.shortfall == Amount.exactly(Fraction(4, 5) * Fraction(4, 5))
    assert report.verdict.word == "not met"
    assert "0% " in explain(report)
    assert "0 of 10 in the group, 40 of 50 of everyone" in explain(report)


@pytest.mark.parametrize(("completed", "word"), [(8, "met"), (7, "not met")])
def test_exactly_at_the_line(completed: int, word: str):
    folk = people(
        (10, kind("women", False, True)),
        (completed, kind("men", False, True)),
        (10 - completed, kind("men", False, False)),
    )
    needed = Fraction(10 + completed, 20)
    report = judge(folk, at_least={"percent": 88, "of": "everyone"}, by=["sex"])
    assert (Fraction(completed, 10) >= needed * Fraction(88, 100)) == (word == "met")
    assert report.finding("fair[sex.men]").verdict.word == word


def test_a_small_group_is_not_shown_and_neither_is_the_one_that_would_tell_it():
    folk = people(
        (20, kind("women", False, True)), (9, kind("men", False, True)), (3, kind("men", True, False))
    )
    report = judge(folk)
    for name in ("disabled.true", "disabled.false"):
        found = report.finding(f"fair[{name}]")
        assert (found.amount, found.needed, found.verdict.word) == (None, None, "not applicable")
        assert found.reason is not None
        assert found.reason.code == "group_hidden"
    assert report.finding("fair[sex.women]").verdict.word == "met"


def test_a_group_of_nobody_is_said_to_be_one():
    report = judge(people((20, kind("women", False, True))))
    found = report.finding("fair[sex.men]")
    assert found.reason is not None
    assert (found.verdict.word, found.reason.code) == ("not applicable", "group_of_nobody")


def test_a_group_that_somebody_may_be_in_is_not_said_to_be_of_nobody():
    report = judge(people((20, kind("women", False, True)), (1, {"disabled": False, "completed": True})))
    found = report.finding("fair[sex.men]")
    assert found.reason is not None
    assert (found.verdict.word, found.reason.code) == ("not applicable", "group_hidden")


@pytest.mark.parametrize("if_none", ["met", "not_met", "not_applicable"])
def test_where_no_group_can_be_shown_the_author_says_what_it_is(if_none: str):
    report = judge(people((3, kind("women", False, True))), if_none=if_none)
    assert report.finding("fair").verdict.word == if_none.replace("_", " ")


def test_who_has_not_said_is_in_no_group_and_protects_nobody():
    folk = people(
        (10, kind("women", False, True)), (10, kind("men", False, True)), (2, kind("not_said", False, True))
    )
    report = judge(folk, by=["sex"])
    told = [part.requirement for part in report.finding("fair").parts if part.amount is not None]
    assert len(told) < 2  # otherwise two who have not said could be counted
    assert "fair[sex.not_said]" not in [part.requirement for part in report.finding("fair").parts]


def test_what_is_not_recorded_leaves_a_group_open_and_names_nobody_in_it():
    folk = people(
        (10, kind("women", False, True)), (6, kind("men", False, True)), (4, kind("men", False, None))
    )
    report = judge(folk, by=["sex"])
    found = report.finding("fair[sex.men]")
    assert found.verdict.word == "undetermined"
    assert found.amount == Amount(Fraction(6, 10), Fraction(1))
    assert [gap.fact for gap in found.gaps] == ["people.completed"]
    assert [gap.fact for gap in report.finding("fair").gaps] == [
        f"people[p2-{each}].completed" for each in range(4)
    ]
    for gap in report.gaps:
        assert not ("[p" in gap.fact and any("sex." in name for name in gap.settles)), gap


def test_somebody_whose_group_is_not_recorded_may_be_in_any():
    folk = people(
        (10, kind("women", False, True)),
        (10, kind("men", False, True)),
        (12, {"completed": False, "disabled": False}),
    )
    report = judge(folk, by=["sex"], at_least={"percent": 100, "of": "everyone"})
    assert report.finding("fair[sex.men]").amount == Amount(Fraction(10, 22), Fraction(1))
    assert report.verdict.word == "undetermined"


def test_a_list_that_is_not_written_is_open():
    report = judge(None)
    assert [gap.fact for gap in report.finding("fair").gaps] == ["people"]
    assert report.verdict.word == "undetermined"
    assert report.finding("fair").parts == ()


def test_numbers_that_the_adopter_has_to_set():
    unset = {"fewest": {"value": "to_be_set"}, "fair_share": {"value": "to_be_set"}}
    report = judge(EVEN, parameters=unset, minimum_group="fewest")
    assert [gap.fact for gap in report.finding("fair").gaps] == ["parameters.fewest"]
    assert report.finding("fair").parts == ()
    report = judge(EVEN, parameters=unset, at_least={"percent": "fair_share", "of": "everyone"})
    found = report.finding("fair[disabled.true]")
    assert (found.verdict.word, [gap.fact for gap in found.gaps]) == (
        "met",
        [],
    )  # better than everyone, whatever is set
    assert report.finding("fair[disabled.false]").gaps[0].fact == "parameters.fair_share"


def test_only_some_are_compared():
    folk = [each | {"invited": place % 2 == 0} for place, each in enumerate(EVEN)]
    report = judge(folk, where={"invited": True}, by=["sex"], minimum_group=2)
    assert report.finding("fair[sex.women]").reason.values[1] == "5"


def test_nobody_is_in_two_groups_of_one_characteristic():
    rules = json.loads(json.dumps(RULES))
    rules["vocabulary"]["people"]["fields"]["sex"] = {"many": ["women", "men", "not_said"]}
    with pytest.raises(Exception, match="two groups of one characteristic"):
        loads(json.dumps(rules), name="g.json")
    with pytest.raises(Exception, match="sex"):
        judge([{"id": "a", "sex": ["women", "men"]}])


@given(
    st.lists(
        st.tuples(st.sampled_from(["women", "men", "not_said"]), st.booleans(), st.booleans()), max_size=40
    ),
    st.integers(2, 8),
)
def test_no_page_tells_of_a_group_that_is_too_small(folk, minimum):
    report = judge(people(*((1, kind(*each)) for each in folk)), minimum_group=minimum)
    pages = [explain(report), to_markdown(report), json.dumps(report.to_dict())]
    for field, values in ((0, ["women", "men"]), (1, [True, False])):
        name, rest = ("sex", "not_said") if field == 0 else ("disabled", None)
        sizes = {str(value).lower(): sum(each[field] == value for each in folk) for value in values}
        others = sum(each[field] == rest for each in folk)
        seen = {word for word in sizes if report.finding(f"fair[{name}.{word}]").amount is not None}
        assert all(sizes[word] >= minimum for word in seen)
        left = len(folk) - sum(sizes[word] for word in seen)
        hidden = [word for word in sizes if sizes[word] and word not in seen]
        if seen:  # what is left when the shown ones are taken from everyone
            assert left == 0 or left >= minimum
            assert not (len(hidden) == 1 and others == 0)
        for word in hidden:
            said = report.finding(f"fair[{name}.{word}]")
            assert (said.amount, said.needed, said.shortfall, said.credits, said.gaps) == (
                None,
                None,
                None,
                (),
                (),
            )
    assert not any(f"p{place}-0" in page for page in pages for place in range(len(folk)))


def test_every_completion_agrees():
    folk = [
        *people((5, kind("women", False, True)), (5, kind("men", False, True))),
        {"id": "x", "sex": "men", "disabled": True},
    ]
    folk += [{"id": "y", "disabled": False, "completed": False}]
    found = judge(folk, by=["sex"]).finding("fair")
    seen = set()
    for completed, sex in itertools.product([True, False], ["women", "men", "not_said"]):
        known = [*folk[:-2], folk[-2] | {"completed": completed}, folk[-1] | {"sex": sex}]
        seen.add(judge(known, by=["sex"], minimum_group=2).finding("fair").verdict.word)
    assert seen == {"met", "not met"} if found.verdict.word == "undetermined" else {found.verdict.word}


@pytest.mark.parametrize(("fewest", "told"), [(1, "2"), (0, "2"), ("4.5", "5")])
def test_a_parameter_cannot_show_single_people(fewest: Any, told: str):
    folk = people(
        (1, kind("women", False, True)), (4, kind("men", True, True)), (30, kind("not_said", True, True))
    )
    number = {"fewest": {"value": fewest, "reference": {"document": "x"}}}
    report = judge(folk, parameters=number, minimum_group="fewest", by=["sex"])
    found = report.finding("fair[sex.women]")
    assert (found.amount, found.reason.values) == (None, (told,))
