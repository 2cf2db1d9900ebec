"""A personal period whose first day is not known may begin later: then nothing is asked, and the fact is named."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from cpdrules import Report, evaluate, explain, loads

YEAR = {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}


def personal(fact: str, years: int = 1) -> dict[str, Any]:
    return {"length": {"years": years}, "starts": f"person.{fact}", "leap_day": "28 February"}


def judged(requirement: dict[str, Any], record: dict[str, Any], on: str, **more: Any) -> Report:
    rules = {
        "cpdrules": 1,
        "ruleset": "made/up",
        "title": "Made up",
        "subject": "portfolio",
        "vocabulary": {
            "person": {"fields": {"joined": "date", "born": "date", "working": "number"}},
            "documents": {"undated": True, "fields": {"kind": ["plan", "other"], "pages": "number"}},
            "activities": {"dated_by": "ended", "fields": {"ended": "date", "hours": {"unit": "hour"}}},
        },
        "measures": {"h": {"sum": "hours", "from": "activities"}},
        "requirements": [{"id": "r"} | requirement],
    }
    ruleset = loads(json.dumps(rules | more), name="made-up.json")
    filled = {"complete_from": "1900-01-01", "complete_through": "2199-12-31", "activities": []} | record
    return evaluate(ruleset, filled, on=datetime.date.fromisoformat(on))


def facts(report: Report) -> list[str]:
    return [gap.fact for gap in report.gaps]


PLAN = {"has": "documents", "where": {"kind": "plan"}}


@pytest.mark.parametrize(("documents", "outcome"), [([], "not_met"), ([{"id": "d", "kind": "plan"}], "met")])
def test_of_an_unknown_first_day_it_is_not_known_whether_anything_is_asked(
    documents: list[dict[str, str]], outcome: str
) -> None:
    own = {"period": "own", "periods": {"own": personal("joined")}}

    def told(person: dict[str, str]) -> Report:
        return judged(PLAN, {"person": person, "documents": documents}, "2026-10-01", **own)

    report = told({})
    assert report.verdict.may == report.findings[0].verdict.may == (outcome, "not_applicable")
    assert facts(report) == ["person.joined"]
    assert told({"joined": "2027-03-01"}).verdict.may == ("not_applicable",)
    assert told({"joined": "2026-03-01"}).verdict.may == (outcome,)


ANY = ("met", "not_met", "not_applicable")


@pytest.mark.parametrize(
    ("person", "may", "missing"),
    [
        ({"joined": "2023-03-03"}, ANY, ["person.born"]),
        ({"joined": "2026-03-03"}, ANY, ["person.born"]),
        ({"born": "1990-11-01"}, ANY, ["person.joined"]),
        ({}, ANY, ["person.born", "person.joined"]),
        ({"joined": "2023-03-03", "born": "1990-11-01"}, ("not_met",), []),
        ({"joined": "2026-03-03", "born": "1990-11-01"}, ("not_applicable",), []),
        ({"joined": "2023-03-03", "born": "none"}, ("not_applicable",), []),
    ],
)
def test_the_first_full_period_waits_for_the_days_of_the_other_one_too(
    person: dict[str, str], may: tuple[str, ...], missing: list[str]
) -> None:
    first_full = {"first": "own", "on_or_after": "person.joined"}
    periods = {"own": personal("born"), "full": {"length": {"years": 1}, "starts": first_full}}
    periods["full"]["leap_day"] = "28 February"
    needed = {"amount": "h", "at_least": 20}
    report = judged(needed, {"person": person}, "2026-10-31", period="full", periods=periods)
    assert report.verdict.may == may
    assert sorted(facts(report)) == missing


@pytest.mark.parametrize("word", ["within", "across"])
def test_windows_wait_for_the_period_that_they_rest_on(word: str) -> None:
    periods = {"year": YEAR, "own": personal("joined", 5)}
    windows = {
        "in_every": {"of": "year", "consecutive": 2, word: "own"},
        "require": {"amount": "h", "at_least": 10},
    }

    def told(person: dict[str, str]) -> Report:
        return judged(windows, {"person": person}, "2025-12-31", period="year", periods=periods)

    report = told({})
    assert report.verdict.word == "undetermined"
    assert facts(report) == ["person.joined"]
    assert "the periods of `own` start on a day that is not recorded" in explain(report)
    assert told({"joined": "2026-02-01"}).verdict.word == "not applicable"
    assert told({"joined": "2023-01-01"}).verdict.word == "not met"


@pytest.mark.parametrize(("pages", "at_most"), [(0, "met"), (3, "not met")])
def test_what_may_be_recorded_as_nothing_is_enough_for_no_number(pages: int, at_most: str) -> None:
    """Found by the oracle: nought is at most whatever a number turns out to be, but not where there is none."""
    asked = {"has": "documents", "where": {"pages": {"at_most": "person.working"}}}
    may_be_none = {"id": "known", "fact": "person.working", "recorded": True, "level": "may"}

    def told(person: dict[str, Any], *more: dict[str, Any]) -> str:
        record = {"person": person, "documents": [{"id": "d", "pages": pages}]}
        return (
            judged(asked, record, "2026-01-01", requirements=[{"id": "r"} | asked, *more])
            .findings[0]
            .verdict.word
        )

    assert told({"working": 0}) == at_most
    assert told({"working": "none"}) == "not met"
    assert told({}, may_be_none) == "undetermined"
    assert told({}) == ("met" if pages == 0 else "undetermined")


DATED = {"unit": "hour", "reduce": "never"}


@pytest.mark.parametrize(
    ("values", "kind", "needs"),
    [
        ({"2025-01-01": 5, "2026-01-01": 6}, "not_in_force", ("2024-01-01",)),
        ({"2025-01-01": 5, "2027-01-01": "to_be_set"}, "not_in_force", ("2024-01-01",)),
        ({"2024-01-01": "to_be_set", "2027-01-01": 5}, "not_set", ()),
    ],
)
def test_a_number_that_is_not_in_force_yet_is_not_to_be_set(
    values: dict[str, Any], kind: str, needs: tuple[str, ...]
) -> None:
    report = judged(
        {"amount": "h", "at_least": "n"},
        {},
        "2024-12-31",
        period="year",
        in_force_at="period_start",
        periods={"year": YEAR},
        parameters={"n": DATED | {"value": values}},
    )
    assert report.verdict.word == "undetermined"
    (gap,) = report.gaps
    assert (gap.kind.value, gap.fact, gap.needs) == (kind, "parameters.n", needs)
    if needs:
        assert "ask whoever keeps the rule set: nothing of parameters.n is in force on 2024-01-01" in explain(
            report
        )


@pytest.mark.parametrize(("keep", "missing"), [("earliest", "complete_from"), ("latest", "complete_through")])
def test_only_the_side_from_which_a_repeat_may_come_is_named(keep: str, missing: str) -> None:
    measures = {
        "h": {
            "sum": "hours",
            "from": "activities",
            "repeats": {"same": ["hours"], "within": "ever", "keep": keep},
        }
    }
    record = {
        "complete_from": "2010-01-01",
        "complete_through": "2026-12-31",
        "activities": [{"id": "a", "ended": "2026-02-03", "hours": 12}],
    }
    needed = {"amount": "h", "at_least": 12}
    report = judged(needed, record, "2026-12-31", period="year", periods={"year": YEAR}, measures=measures)
    assert report.verdict.word == "undetermined"
    assert facts(report) == [missing]


@pytest.mark.parametrize(
    ("person", "outcome", "missing"),
    [
        ({"born": "1990-11-01"}, ("not_met",), []),
        ({"born": "2027-01-01"}, ("not_met", "not_applicable"), ["person.joined"]),
        ({"born": "2027-01-01", "joined": "2026-02-01"}, ("not_met",), []),
        ({"born": "2027-01-01", "joined": "2028-01-01"}, ("not_applicable",), []),
        ({"born": "1990-11-01", "joined": "2028-01-01"}, ("not_met",), []),
        ({"joined": "2026-02-01"}, ("not_met", "not_applicable"), ["person.born"]),
    ],
)
def test_a_period_of_its_own_has_begun_or_not_whichever_judged_one_it_belongs_to(
    person: dict[str, str], outcome: tuple[str, ...], missing: list[str]
) -> None:
    periods = {"own": personal("joined"), "other": personal("born")}
    record = {"person": person, "documents": []}
    report = judged(PLAN | {"period": "other"}, record, "2026-10-01", period="own", periods=periods)
    assert report.findings[0].verdict.may == outcome
    assert facts(report) == missing
