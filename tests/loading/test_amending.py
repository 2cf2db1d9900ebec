"""Amending what is extended: which text changed what, what that does, and what has to be said for it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cpdrules import Report, RuleSet, RuleSetError, Verdict, describe, evaluate, explain, load
from cpdrules.loading.structure import words_of
from cpdrules.loading.tightening import TABLE
from cpdrules.rendering.markdown import to_markdown
from cpdrules.rules.amended import Effect
from cpdrules.rules.amendments import Amendment

ON = datetime.date(2026, 12, 31)
REGULATOR: dict[str, Any] = {
    "cpdrules": 1,
    "ruleset": "uk/regulator",
    "title": "CPD",
    "edition": "2026",
    "subject": "portfolio",
    "period": "year",
    "in_force_at": "period_start",
    "periods": {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}},
    "vocabulary": {
        "person": {"fields": {"role": ["practitioner", "manager", "trainee"], "retired": "yes_no"}},
        "activities": {
            "dated_by": "ended",
            "fields": {
                "ended": "date",
                "length": {"unit": "hour"},
                "kind": ["course", "reading", "talk"],
                "plan": "yes_no",
            },
        },
        "leaves": {"dated_by": "began", "until": "back", "fields": {"began": "date", "back": "date"}},
    },
    "exemptions": {"retired": {"when": {"person.retired": True}, "from_all_except": ["any"]}},
    "scales": {"grades": {"answers": {"good": 2, "fair": 1, "poor": 0}, "met_from": "fair"}},
    "parameters": {
        "yearly": {"unit": "hour", "value": 20},
        "reading_counted": {"unit": "hour", "value": 5},
        "both_ways": {"unit": "hour", "value": 4},
        "open": {"unit": "hour", "value": "to_be_set"},
        "by_role": {
            "unit": "hour",
            "cases": [{"when": {"person.role": "trainee"}, "value": 5}, {"otherwise": 10}],
        },
        "partly": {
            "unit": "hour",
            "cases": [{"when": {"person.role": "trainee"}, "value": 5}, {"otherwise": "to_be_set"}],
        },
        "whole": {"unit": "hour", "value": 30, "reduce": [{"subtract": "less"}]},
        "less": {"unit": "hour", "value": 2},
    },
    "measures": {
        "hours": {
            "sum": "length",
            "from": "activities",
            "limits": [{"count_at_most": "reading_counted", "where": {"kind": "reading"}}],
        },
        "talks": {"count": "activities", "where": {"kind": "talk"}},
        "reading": {"sum": "length", "from": "activities", "where": {"kind": "reading"}},
        "gap": {"longest_gap": "activities", "unit": "month", "edges": "counted"},
        "moved": {
            "sum": "length",
            "from": "activities",
            "carry_over": {
                "period": "year",
                "excess_over": 10,
                "which": "any",
                "count_at_most": 5,
                "into_next": 1,
                "used_first": "own",
                "again": False,
            },
        },
        "mark": {"score": "scored", "not_applicable": "left_out"},
    },
    "requirements": [
        {"id": "total", "title": "Twenty hours", "amount": "hours", "at_least": "yearly"},
        {"id": "some-talks", "amount": "talks", "at_least": 2, "level": "should"},
        {"id": "little-reading", "amount": "reading", "at_most": 12},
        {"id": "steady", "amount": "gap", "at_most": 6},
        {"id": "carried", "amount": "moved", "at_least": 10},
        {"id": "a", "amount": "reading", "at_least": "both_ways", "inside": "total",
         "applies_when": {"person.role": "manager"}},
        {"id": "b", "amount": "reading", "at_most": "both_ways", "level": "may"},
        {"id": "c", "amount": "reading", "at_least": "open", "inside": "total", "level": "may"},
        {"id": "d", "amount": "reading", "at_least": "by_role", "inside": "total", "level": "may"},
        {"id": "e", "amount": "reading", "at_least": "partly", "inside": "total", "level": "may"},
        {"id": "f", "amount": "reading", "at_least": "whole", "inside": "total", "level": "may"},
        {
            "id": "soon",
            "amount": "talks",
            "at_least": 1,
            "due": {"days": 28, "after": "period_end"},
            "late": {"accepted_for": {"days": 14}},
        },
        {"id": "any", "at_least": 1, "some_of": [
            {"id": "course", "has": "activities", "where": {"kind": "course"}},
            {"id": "talk", "has": "activities", "where": {"kind": "talk"}, "level": "should"},
            {"id": "led", "amount": "talks", "at_least": 1, "applies_when": {"person.role": "manager"}},
        ]},
        {"id": "planned", "for_each": "activities", "if_none": "met",
         "require": {"id": "in-plan", "fact": "this.plan", "is": True}},
        {"id": "worked", "judged": "Did it work?", "evidence": ["note"], "scale": "grades",
         "judges": {"at_least": 2, "role": "peer", "made_in": "period"}, "combine": "middle"},
        {"id": "scored", "level": "may", "all_of": [
            {"id": "s1", "has": "leaves", "at_least": 2}, {"id": "s2", "has": "activities"}]},
        {"id": "low", "level": "may", "amount": "mark", "at_most": {"percent": 50}},
    ],
}  # fmt: skip
HEAD = {"cpdrules": 1, "ruleset": "example/sector", "extends": "base.json", "edition": "3"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.json").write_text(json.dumps(REGULATOR), encoding="utf-8")
    return tmp_path


def extended(folder: Path, name: str = "more", **body: Any) -> RuleSet:
    (folder / f"{name}.json").write_text(json.dumps(HEAD | body), encoding="utf-8")
    return load(folder / f"{name}.json")


def faults(folder: Path, **body: Any) -> list[str]:
    with pytest.raises(RuleSetError) as caught:
        extended(folder, "faulty", **body)
    return [str(each).partition("error")[2] for each in caught.value.diagnostics if each.severity == "error"]


def record(*activities: dict[str, Any], **person: Any) -> dict[str, Any]:
    items = [{"id": f"a{n}", "ended": "2026-05-01", "plan": True} | each for n, each in enumerate(activities)]
    whole = {"complete_from": "2020-01-01", "complete_through": "2027-12-31"}
    return {
        "portfolio": "kim",
        "person": {"role": "practitioner", "retired": False} | person,
        "activities": items,
    } | whole


def judged(rules: RuleSet, *activities: dict[str, Any], **person: Any) -> Report:
    return evaluate(rules, record(*activities, **person), on=ON)


# -- what tightens, and what does not ------------------------------------------------------------------------

TIGHTENS: list[tuple[str, dict[str, Any]]] = [
    ("total", {"at_least": 25}),
    ("total", {"at_least": "whole"}),
    ("some-talks", {"level": "must"}),
    ("some-talks", {"at_least": 3, "where": {"length": {"at_least": 1}}}),
    ("total", {"limits": [{"count_at_most": 3, "where": {"kind": "reading"}}]}),
    ("little-reading", {"at_most": 10}),
    ("steady", {"where": {"kind": ["course", "talk"]}}),
    ("a", {"applies_to": "everyone"}),
    ("soon", {"due": {"days": 14, "after": "period_end"}}),
    ("soon", {"late": "not_met"}),
    ("soon", {"late": {"accepted_for": {"days": 3}}}),
    ("any", {"at_least": 2}),
    ("course", {"at_least": 2}),
    ("worked", {"evidence": ["film"]}),
    ("worked", {"evidence": {"some_of": ["film", "song"]}}),
    ("worked", {"judges": {"at_least": 3}}),
    ("worked", {"combine": "lowest"}),
]
LOOSENS: list[tuple[str, dict[str, Any], str]] = [
    ("total", {"at_least": 19}, "loosens"),
    ("total", {"at_least": "open"}, "may loosen"),
    ("total", {"exempt": "everyone"}, "loosens"),
    ("total", {"level": "should"}, "loosens"),
    ("total", {"applies_when": {"person.role": "manager"}}, "loosens"),
    ("little-reading", {"at_most": 13}, "loosens"),
    ("little-reading", {"where": {"length": {"at_least": 1}}}, "loosens"),
    ("little-reading", {"limits": [{"count_at_most": 3}]}, "loosens"),
    ("carried", {"where": {"kind": "course"}}, "may loosen"),
    ("planned", {"where": {"kind": "course"}}, "loosens"),
    ("talk", {"level": "must"}, "may loosen"),
    ("led", {"applies_to": "everyone"}, "may loosen"),
    ("soon", {"due": {"days": 30, "after": "period_end"}}, "may loosen"),
    ("soon", {"due": {"days": 14, "before": "period_end"}}, "may loosen"),
    ("soon", {"not_before": {"days": 14, "after": "period_start"}}, "may loosen"),
    ("any", {"at_least": {"percent": 50}}, "may loosen"),
    ("worked", {"judges": {"at_least": 1}}, "loosens"),
    ("worked", {"judges": {"at_least": 2, "role": "tutor"}}, "may loosen"),
    ("worked", {"combine": "highest"}, "loosens"),
    ("s1", {"at_least": 3}, "may loosen"),
]


@pytest.mark.parametrize(("name", "said"), TIGHTENS, ids=str)
def test_what_tightens_needs_no_reason_and_takes_none(folder: Path, name: str, said: dict[str, Any]) -> None:
    rules = extended(folder, amends={name: said})
    assert {each.effect for one in amended(rules, name) for each in one.changes} == {Effect.TIGHTENS}
    told = faults(folder, amends={name: said | {"loosens": "It is agreed."}})
    assert told == [
        f"[R033]: nothing of `{name}` is loosened here; take `loosens` out: reports would say what is not so"
    ]


@pytest.mark.parametrize(("name", "said", "word"), LOOSENS, ids=str)
def test_what_loosens_needs_a_reason(folder: Path, name: str, said: dict[str, Any], word: str) -> None:
    told = faults(folder, amends={name: said})
    assert len(told) == 1
    assert told[0].startswith(f"[R033]: `{next(iter(said))}` {word} `{name}`: ")
    rules = extended(folder, amends={name: said | {"loosens": "It is agreed."}})
    assert [each.reason for each in amended(rules, name)] == ["It is agreed."]


def amended(rules: RuleSet, name: str) -> Any:
    from cpdrules.rules.walk import every

    return next(each for each in every(rules.requirements) if each.id == name).amended


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("yearly", 25, ""),
        ("yearly", 15, "loosens"),
        ("reading_counted", 3, ""),
        ("reading_counted", 8, "loosens"),
        ("both_ways", 3, "may loosen"),
        ("both_ways", 5, "may loosen"),
        ("less", 1, ""),
        ("less", 3, "loosens"),
        ("yearly", {"1900-01-01": 20, "2027-01-01": 25}, "may loosen"),
        ("by_role", 10, "may loosen"),
    ],
)
def test_numbers_pull_the_way_they_are_used(folder: Path, name: str, value: Any, word: str) -> None:
    given = {"value": value, "reference": {"document": "Order"}}
    if not word:
        assert [
            each.name for each in extended(folder, parameters={name: given}).parameters if each.amended
        ] == [name]
        return
    told = faults(folder, parameters={name: given})
    assert [each.startswith(f"[R033]: this {word} `{name}`: ") for each in told] == [True]
    assert extended(folder, parameters={name: given | {"loosens": "It is agreed."}})


@pytest.mark.parametrize(
    ("rows", "word"),
    [((5, 12), ""), ((6, 10), ""), ((4, 12), "may loosen"), ((4, 10), "loosens"), ((5, 10), "same")],
)
def test_rows_are_compared_one_by_one(folder: Path, rows: tuple[int, int], word: str) -> None:
    cases = [{"when": {"person.role": "trainee"}, "value": rows[0]}, {"otherwise": rows[1]}]
    body = {"parameters": {"by_role": {"cases": cases, "reference": {"document": "Order"}}}}
    if not word:
        assert extended(folder, **body)
    elif word == "same":
        assert faults(folder, **body)[0].startswith("[R031]: `by_role` is that already")
    else:
        assert faults(folder, **body)[0].startswith(f"[R033]: this {word} `by_role`: ")


def test_what_is_set_of_a_number_that_is_partly_open_stays(folder: Path) -> None:
    reference = {"reference": {"document": "Order"}}
    told = faults(folder, parameters={"partly": {"value": 1} | reference})
    assert told[0].startswith("[R033]: this may loosen `partly`: ")
    filled = [{"when": {"person.role": "trainee"}, "value": 5}, {"otherwise": 9}]
    rules = extended(folder, parameters={"partly": {"cases": filled} | reference})
    assert rules.origins[0].sets == ("partly",)
    assert rules.origins[0].amends == ()


# -- the report ----------------------------------------------------------------------------------------------


def layers(folder: Path) -> RuleSet:
    extended(
        folder,
        "sector",
        amends={
            "total": {
                "title": "At least",
                "at_least": 25,
                "reference": {"document": "Order 4", "section": "2"},
            }
        },
        parameters={"reading_counted": {"value": 3, "reference": {"document": "Order 4", "section": "3"}}},
    )
    employer = HEAD | {"ruleset": "example/employer", "extends": "sector.json", "edition": "2026-10"}
    body = {"amends": {"total": {"at_least": 22, "loosens": "It is agreed with the sector."},
                       "steady": {"exempt": "everyone", "loosens": "Work is seasonal here."}}}  # fmt: skip
    (folder / "employer.json").write_text(json.dumps(employer | body), encoding="utf-8")
    return load(folder / "employer.json")


def test_the_report_names_the_texts_what_was_and_became_and_why(folder: Path) -> None:
    report = judged(layers(folder), {"kind": "course", "length": 22}, {"kind": "talk", "length": 1})
    found = report.finding("total")
    assert found.verdict is Verdict.MET
    assert [each.by for each in found.amended] == ["example/sector", "example/sector", "example/employer"]
    assert [[(one.key, one.was, one.becomes) for one in each.changes] for each in found.amended] == [
        [("at_least", "yearly", "25"), ("title", "Twenty hours", "At least")],
        [("parameters.reading_counted", "5", "3")],
        [("at_least", "25", "22")],
    ]
    steady = report.finding("steady")
    assert steady.verdict is Verdict.NOT_APPLICABLE
    told = explain(report)
    for line in (
        "amended by example/sector, edition 3: at_least yearly → 25, title Twenty hours → At least [Order 4, 2]",
        "amended by example/sector, edition 3: reading_counted 5 → 3 [Order 4, 3]",
        "loosened by example/employer, edition 2026-10: at_least 25 → 22; the reason given: It is agreed with",
        "`example/employer` exempts everyone",
        "loosened by example/employer, edition 2026-10: exempt everyone; the reason given: Work is seasonal here.",
    ):
        assert line in told
    assert r"the reason given\: Work is seasonal here\." in to_markdown(report)
    assert [(each.id, each.amends, each.loosens) for each in report.texts] == [
        ("example/employer", ("total", "steady"), ("total", "steady")),
        ("example/sector", ("total", "parameters.reading_counted"), ()),
        ("uk/regulator", (), ()),
    ]
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_describe_names_the_origin_of_each(folder: Path) -> None:
    told = describe(layers(folder))
    assert "Whatever names no other text is from `uk/regulator`." in told
    assert (
        "It is loosened by example/employer, edition 2026-10: at_least 25 → 22; the reason given: It is"
        in told
    )
    assert "It is amended by example/sector, edition 3: reading_counted 5 → 3 [Order 4, 3]." in told
    assert "Loosened in it, or perhaps: `total` and `steady`." in told
    assert "names no other text" not in describe(load(folder / "base.json"))


def test_what_is_loosened_is_judged_loosely(folder: Path) -> None:
    strict, loose = load(folder / "base.json"), layers(folder)
    hours = ({"kind": "course", "length": 1, "ended": "2026-09-01"}, {"kind": "course", "length": 22})
    assert judged(strict, *hours).finding("steady").verdict is Verdict.MET
    assert judged(strict, hours[0]).finding("steady").verdict is Verdict.NOT_MET
    assert judged(loose, hours[0]).finding("steady").verdict is Verdict.NOT_APPLICABLE


def test_an_exempted_requirement_is_not_amended_again(folder: Path) -> None:
    layers(folder)
    told = faults(folder, extends="employer.json", amends={"steady": {"at_most": 3}})
    assert told == [
        "[R031]: `example/employer` exempts everyone from `steady`, so there is nothing to amend; "
        "add a requirement of your own"
    ]


def test_a_later_layer_needs_its_own_reason(folder: Path) -> None:
    layers(folder)
    told = faults(folder, extends="employer.json", amends={"total": {"at_least": 21}})
    assert told[0].startswith("[R033]: `at_least` loosens `total`: 22 becomes 21")


def test_what_stands_in_a_loop_is_amended_for_every_round(folder: Path) -> None:
    rules = extended(
        folder, amends={"in-plan": {"applies_when": {"this.kind": "course"}, "loosens": "Talks come late."}}
    )
    report = judged(rules, {"kind": "talk", "plan": False}, {"kind": "course", "plan": True})
    assert [each.verdict.word for each in report.finding("planned").parts] == ["not applicable", "met"]
    assert all(each.amended for each in report.finding("planned").parts)


def test_what_is_loosened_inside_a_loop_is_said_also_where_every_part_is_met(folder: Path) -> None:
    """Met parts are not told one by one, and somebody may have passed by what was loosened in them."""
    rules = extended(
        folder, amends={"in-plan": {"applies_when": {"this.kind": "course"}, "loosens": "Talks come late."}}
    )
    report = judged(rules, {"kind": "course", "plan": True}, {"kind": "course", "plan": True})
    assert [each.verdict.word for each in report.finding("planned").parts] == ["met", "met"]
    lines = explain(report).splitlines()
    said = [each.strip() for each in lines if "Talks come late." in each]
    assert len(said) == 1
    assert said[0].startswith("in-plan: loosened by example/")
    assert "Talks come late" in to_markdown(report)


def test_what_may_loosen_is_not_called_loosened(folder: Path) -> None:
    limits = [{"count_at_most": 4, "where": {"kind": "talk"}}]
    rules = extended(folder, amends={"carried": {"limits": limits, "loosens": "Fewer hours may move on."}})
    told = explain(judged(rules, {"kind": "course", "length": 22}))
    assert "(may loosen); the reason given: Fewer hours may move on." in told
    assert "loosened by" not in told


def test_exemptions_of_the_base_spare_what_is_added(folder: Path) -> None:
    rules = extended(folder, requirements=[{"id": "own", "has": "activities"}])
    report = judged(rules, {"kind": "course"}, retired=True)
    verdicts = {each.requirement: each.verdict.word for each in report.findings}
    assert verdicts["total"] == "not applicable"
    assert (verdicts["own"], verdicts["any"]) == ("met", "met")
    assert "only these and all inside them apply: `any` and `own`" in describe(rules)


# -- editions ------------------------------------------------------------------------------------------------


def test_the_named_edition_has_to_be_that_of_the_base(folder: Path) -> None:
    assert extended(folder, extends_edition="2026", amends={"total": {"at_least": 25}})
    told = faults(
        folder,
        extends_edition="2020",
        amends={"total": {"at_least": 25}, "gone": {"level": "must"}},
        parameters={"old": {"value": 1}},
    )
    assert told[0] == (
        "[R034]: this was written for edition `2020` of `uk/regulator`, and that is now edition `2026`; it says now: "
        "`total` has `at_least: yearly`; look through it, then write `extends_edition: 2026`"
    )
    assert [each[:7] for each in told] == ["[R034]:", "[R020]:", "[R020]:"]


def test_a_base_without_an_edition_is_not_the_named_one(folder: Path) -> None:
    bare = {word: each for word, each in REGULATOR.items() if word != "edition"}
    (folder / "base.json").write_text(json.dumps(bare), encoding="utf-8")
    told = faults(folder, extends_edition="2020")
    assert told == [
        "[R034]: this was written for edition `2020` of `uk/regulator`, and that is now a text that names no edition; "
        "look through it, then write no `extends_edition`"
    ]


# -- what is no amendment ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"amends": {"totl": {"at_least": 25}}}, "`uk/regulator` has no requirement `totl`; did you mean `total`?"),
        ({"amends": {"total": {"at_least": 25, "weight": 3}}}, "`weight` of `total` cannot be amended"),
        ({"amends": {"total": {"if_none": "met"}}}, "`if_none` of `total` cannot be amended"),
        ({"amends": {"any": {"some_of": []}}}, "`some_of` of `any` cannot be amended"),
        ({"amends": {"total": {"at_lest": 25}}}, "unknown key `at_lest`; did you mean `at_least`?"),
        ({"amends": {"some-talks": {"at_least": 2}}}, "`at_least` of `some-talks` is that already"),
        ({"amends": {"total": {"where": {}}}}, "`where` of `total` is that already"),
        ({"amends": {"total": {"applies_to": "everyone"}}}, "`total` applies to everyone already"),
        ({"amends": {"worked": {"at_least": 2}}}, "`worked` asks by `judged`, which has no `at_least`"),
        (
            {"amends": {"planned": {"evidence": ["note"]}}},
            "`planned` asks by `for_each`, which has no `evidence`; amend `in-plan`, which is what it asks each time",
        ),
        ({"amends": {"low": {"where": {"kind": "talk"}, "loosens": "So."}}}, "`mark` adds up no items to narrow"),
        ({"amends": {"any": {"at_least": 4}}}, "4 of 3 parts can never be met"),
        ({"amends": {"any": {"at_least": "yearly"}}}, "how many are enough is a number or a percentage here"),
        ({"amends": {"total": {"at_least": "yerly"}}}, "there is no parameter `yerly`"),
        ({"amends": {"total": {"where": {"plam": True}}}}, "has no field `plam`"),
        ({"amends": {"total": {"loosens": "So."}}}, "nothing of `total` is amended here"),
        ({"amends": {"total": {"loosens": " ", "at_least": 1}}}, "this reason says nothing"),
        ({"amends": {"worked": {"judges": {"at_least": 0}}}}, "at least one person judges"),
        ({"parameters": {"yearlie": {"value": 25}}}, "`uk/regulator` has no `yearlie` to set"),
        ({"extends": "faulty.json"}, "rule sets extend one another in a ring"),
    ],
)  # fmt: skip
def test_what_cannot_be_amended_is_refused(folder: Path, body: dict[str, Any], told: str) -> None:
    found = faults(folder, **body)
    assert len(found) == 1
    assert told in found[0]


def test_the_table_of_keys_is_whole() -> None:
    """The table in the how-to page says of every key of an amendment what it does."""
    page = (Path(__file__).parents[2] / "docs/how-to/adopt-a-scheme.md").read_text(encoding="utf-8")
    first = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    said = {word.partition(":")[0] for cell in first for word in re.findall(r"`([^`]*)`", cell)}
    assert said == set(words_of(Amendment)) == {*TABLE, "loosens", "reference"}


def test_of_a_list_that_was_not_said_nothing_is_told(folder: Path) -> None:
    limits = [{"count_at_most": 4, "where": {"kind": "talk"}}]
    rules = extended(folder, amends={"carried": {"limits": limits, "loosens": "Fewer hours may move on."}})
    (amended,) = next(each for each in rules.requirements if each.id == "carried").amended
    (change,) = amended.changes
    assert (change.key, change.was) == ("limits", "")
    assert change.becomes.startswith("[{")
