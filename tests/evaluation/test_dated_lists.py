"""Lists whose entries change by date: in force on the day that chooses, and else told as far as any may tell."""

from __future__ import annotations

import datetime
import json
from typing import Any

import attrs
import pytest

from conformance.cases import hours, item, rules
from cpdrules import RecordError, Report, evaluate, loads

BY_YEAR = {"2024-01-01": ["law"], "2025-01-01": ["law", "risk"], "2026-01-01": "to_be_set"}
ALWAYS = {"1900-01-01": ["law", "risk"], "2024-07-01": ["risk", "law"], "2025-01-01": ["law"]}
LISTED = {"id": "r", "has": "activities", "where": {"note": {"listed_in": "topics"}}}
FREE = {"id": "r", "fact": "person.name", "free_of": "topics"}
NAMED = {"id": "r", "fact": "person.name", "listed_in": "topics"}
EACH = {
    "id": "r", "for_each": {"entry_of": "topics"}, "if_none": "not_met",
    "require": {"has": "activities", "where": {"note": "this"}},
}  # fmt: skip
SOME = {
    "id": "r", "for_some": {"entry_of": "topics"}, "at_least": 1, "if_none": "not_met",
    "require": {"fact": "person.name", "is": "this"},
}  # fmt: skip
DAY = datetime.date.fromisoformat


def judged(
    requirement: Any,
    record: dict[str, Any],
    on: str,
    values: Any = BY_YEAR,
    at: str = "period_end",
    **more: Any,
) -> Report:
    made = rules([requirement] if isinstance(requirement, dict) else requirement, **more)
    made |= {"lists": {"topics": {"values": values, "reference": {"section": "1"}}}, "in_force_at": at}
    made["vocabulary"]["person"]["fields"] |= {
        "name": "text",
        "topic": {"listed_in": "topics"},
        "since": "date",
    }
    whole = {"complete_from": "2000-01-01", "complete_through": "2100-01-01", "activities": []}
    return evaluate(loads(json.dumps(made), name="r.json"), whole | record, on=DAY(on))


def told(*given: Any, **more: Any) -> str:
    return judged(*given, **more).findings[0].verdict.word


def noted(*words: str, year: int = 2024) -> dict[str, Any]:
    items = [item(f"a{n}", ended=f"{year}-05-01") | {"note": word} for n, word in enumerate(words)]
    return {"activities": items}


@pytest.mark.parametrize(
    ("at", "on", "verdict"),
    [
        # The entries change on 1 July, in the middle of the judged year.
        ("period_start", "2024-12-31", "met"),
        ("period_end", "2024-12-31", "not met"),
        ("day_of_judging", "2024-06-30", "met"),
        ("day_of_judging", "2024-07-01", "not met"),
        ("day_of_judging", "2024-12-31", "not met"),
    ],
)
@pytest.mark.parametrize(
    "requirement", [LISTED, EACH, NAMED], ids=["in a condition", "in a loop", "of a fact"]
)
def test_the_day_chooses_as_it_does_for_numbers(requirement: Any, at: str, on: str, verdict: str) -> None:
    values = {"2020-01-01": ["law"], "2024-07-01": ["risk"]}
    record = noted("law") | {"person": {"name": "law"}}
    assert told(requirement, record, on, values, at) == verdict
    number = {"n": {"value": {"2020-01-01": 1, "2024-07-01": 2}, "reference": {"section": "1"}}}
    counted = {"id": "r", "has": "activities", "at_least": "n"}
    assert told(counted, record, on, values, at, parameters=number) == verdict


@pytest.mark.parametrize(
    ("on", "kind"),
    [("2023-12-31", "not_in_force"), ("2026-06-30", "not_set")],
    ids=["before the first", "to be set"],
)
@pytest.mark.parametrize("requirement", [LISTED, EACH, NAMED, FREE])
def test_entries_that_are_not_known_leave_it_open(requirement: Any, on: str, kind: str) -> None:
    record = noted("law", year=int(on[:4])) | {"person": {"name": "law"}}
    report = judged(requirement, record, on)
    assert report.findings[0].verdict.word == "undetermined"
    assert [(gap.kind.value, gap.fact) for gap in report.gaps] == [(kind, "lists.topics")]
    unset = judged(requirement, record, on, "to_be_set")
    assert [each.verdict for each in report.findings] == [each.verdict for each in unset.findings]


def test_what_no_entry_can_change_is_told_though_entries_are_not_known() -> None:
    silent = {"person": {"name": "none"}}
    asked = {"id": "s", "fact": "person.name", "recorded": True, "level": "may"}
    assert told([NAMED, asked], silent, "2023-12-31") == "not met"
    assert told([FREE, asked], silent, "2026-12-31") == "met"
    of_role = EACH | {"require": {"fact": "person.role", "is": "regulated"}}
    assert told(of_role, {"person": {"role": "other"}}, "2026-12-31") == "not met"
    assert told(of_role, {"person": {"role": "regulated"}}, "2026-12-31") == "undetermined"
    assert told(of_role | {"if_none": "met"}, {"person": {"role": "regulated"}}, "2026-12-31") == "met"


OWN = {"own": {"length": {"years": 1}, "starts": "person.since", "leap_day": "28 February"}}


@pytest.mark.parametrize(
    ("requirement", "words", "verdict"),
    [
        # Every list that may be in force has `law`, none has `art`, and one has not `risk`.
        (NAMED, "law", "met"),
        (NAMED, "art", "not met"),
        (NAMED, "risk", "undetermined"),
        (FREE, "case law", "not met"),
        (FREE, "art", "met"),
        (FREE, "risk", "undetermined"),
        (SOME, "law", "met"),
        (SOME, "risk", "undetermined"),
        (SOME, "art", "not met"),
    ],
)
def test_while_the_day_is_not_known_all_that_may_be_in_force_are_asked(
    requirement: Any, words: str, verdict: str
) -> None:
    record = {"person": {"name": words}}
    period = {"period": "own", "periods": OWN}
    report = judged(requirement, record, "2024-12-31", ALWAYS, **period)
    # Its period may not have begun, and then it does not apply.
    may = {"met": ("met",), "not met": ("not_met",), "undetermined": ("met", "not_met")}[verdict]
    assert report.findings[0].verdict.may == (*may, "not_applicable")
    gaps = {gap.fact: gap.kind.value for gap in report.gaps}
    assert "person.since" in gaps
    assert gaps.get("lists.topics") == ("not_in_force" if verdict == "undetermined" else None)
    # Where there are days before the first, nothing is known of them.
    later = {"1900-01-02" if day == "1900-01-01" else day: told for day, told in ALWAYS.items()}
    assert told(requirement, record, "2024-12-31", later, **period) == "undetermined"
    # One that chooses by the day of judging knows its day.
    known = judged(requirement, record, "2025-12-31", ALWAYS, "day_of_judging", **period)
    assert len(known.findings[0].verdict.may) == 2


def test_a_day_that_is_not_known_matters_little_where_the_entries_are_the_same() -> None:
    values = {"1900-01-01": ["law"], "2024-01-01": ["law"]}
    report = judged(EACH, {"person": {}}, "2024-12-31", values, period="own", periods=OWN)
    assert [part.requirement for part in report.findings[0].parts] == ["r[law]"]


@pytest.mark.parametrize("requirement", [LISTED, EACH, NAMED, FREE])
@pytest.mark.parametrize("words", ["law", "risk", "art"])
def test_a_list_whose_dates_have_passed_is_like_a_plain_one(requirement: Any, words: str) -> None:
    record = noted(words) | {"person": {"name": words}}
    dated = judged(requirement, record, "2024-12-31", {"2019-01-01": ["art"], "2020-01-01": ["law", "risk"]})
    plain = judged(requirement, record, "2024-12-31", ["law", "risk"])
    assert dated.findings == tuple(
        attrs.evolve(each, place=mine.place, parts=mine.parts)
        for each, mine in zip(plain.findings, dated.findings, strict=True)
    )
    assert [each.verdict for each in dated.findings[0].walk()] == [
        each.verdict for each in plain.findings[0].walk()
    ]


def test_each_window_has_the_entries_of_its_own_day() -> None:
    """Also in a step of a measure, whose items claim the same in no two windows."""
    steps = [{"multiply": 2, "where": {"note": {"listed_in": "topics"}}}]
    windows = {
        "id": "r", "in_every": "half",
        "require": {"amount": "h", "at_least": 0},
    }  # fmt: skip
    values = {"2020-01-01": ["law"], "2024-07-01": ["risk"]}
    record = {
        "activities": [
            item("a", 1, ended="2024-05-01") | {"note": "law"},
            item("b", 1, ended="2024-08-01") | {"note": "law"},
        ]
    }
    measure = {"h": hours() | {"steps": steps}}
    report = judged(windows, record, "2024-12-31", values, measures=measure)
    amounts = [str(part.amount) for part in report.findings[0].parts]
    assert amounts == ["2", "1"]


def test_a_step_asks_for_the_number_that_is_in_force_in_its_window() -> None:
    steps = [{"multiply": 2, "where": {"hours": {"at_least": "n"}}}]
    number = {
        "n": {"value": {"2020-01-01": 1, "2024-07-01": 2}, "unit": "hour", "reference": {"section": "1"}}
    }
    windows = {"id": "r", "in_every": "half", "require": {"amount": "h", "at_least": 0}}
    record = {"activities": [item("a", 1, ended="2024-05-01"), item("b", 1, ended="2024-08-01")]}
    report = judged(
        windows, record, "2024-12-31", measures={"h": hours() | {"steps": steps}}, parameters=number
    )
    assert [str(part.amount) for part in report.findings[0].parts] == ["2", "1"]


def test_a_requirement_for_those_in_a_list_waits_for_the_list() -> None:
    only = {
        "id": "r",
        "fact": "person.role",
        "is": "regulated",
        "applies_when": {"person.name": {"listed_in": "topics"}},
    }
    record = {"person": {"name": "risk", "role": "other"}}
    assert told(only, record, "2024-12-31") == "not applicable"
    assert told(only, record, "2025-12-31") == "not met"
    report = judged(only, record, "2026-12-31")
    assert report.findings[0].verdict.word == "undetermined"
    assert [gap.fact for gap in report.gaps] == ["lists.topics"]


def test_a_record_may_say_an_entry_of_any_date() -> None:
    fact = {"id": "r", "fact": "person.topic", "is": "risk"}
    set_all = {day: words for day, words in BY_YEAR.items() if words != "to_be_set"}
    assert told(fact, {"person": {"topic": "risk"}}, "2023-12-31", set_all) == "met"
    with pytest.raises(RecordError, match="`art` is not a value of `topic`"):
        judged(fact, {"person": {"topic": "art"}}, "2025-12-31", set_all)
    # What a day that is to be set will have, nobody knows yet.
    assert told(fact, {"person": {"topic": "art"}}, "2025-12-31") == "not met"


PROMPTED = {
    "id": "r",
    "judged": "Is it weighed?",
    "judges": {"at_least": 1, "made_in": "period"},
    "prompted_by": {"words": "topics", "in": "person.name"},
}


@pytest.mark.parametrize(
    ("on", "name", "verdict"),
    [
        ("2024-12-31", "risk", "not applicable"),
        ("2025-12-31", "risk", "undetermined"),
        ("2023-12-31", "risk", "undetermined"),
        ("2026-12-31", "nothing", "undetermined"),
    ],
)
def test_the_words_of_the_day_prompt_a_question(on: str, name: str, verdict: str) -> None:
    assert told(PROMPTED, {"person": {"name": name}}, on) == verdict


@pytest.mark.parametrize(("name", "verdict"), [("art", "not applicable"), ("risk", "undetermined")])
def test_words_that_no_list_has_prompt_nothing(name: str, verdict: str) -> None:
    report = judged(PROMPTED, {"person": {"name": name}}, "2024-12-31", ALWAYS, period="own", periods=OWN)
    assert report.findings[0].verdict.word == verdict
