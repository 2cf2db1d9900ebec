"""What periods hand on, where numbers are dated and days look back: two mistakes that the oracle found."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from conformance.cases import YEAR, hours, need, rules
from cpdrules import Finding, evaluate, loads

ON = datetime.date(2024, 12, 31)
CARRY = {
    "period": "year",
    "excess_over": 4,
    "which": "latest",
    "into_next": 2,
    "used_first": "own",
    "again": False,
}
DATED = {"1900-01-01": 6, "2024-01-01": 2}


def judge(measure: dict[str, Any], record: dict[str, Any], **more: Any) -> Finding:
    rule_set = rules(need(4), {"h": hours() | measure}, periods=YEAR | more.pop("periods", {})) | more
    return evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).findings[0]


def dated(name: str) -> dict[str, Any]:
    return {"in_force_at": "period_end", "parameters": {name: {"unit": "hour", "value": DATED}}}


@pytest.mark.parametrize(("own", "least"), [(5, 0), (7, 1)])
def test_what_may_be_owed_is_what_the_period_before_asked(own: float, least: int) -> None:
    make_up = {"period": "year", "shortfall_of": "wanted", "which": "earliest", "within": {"years": 1}}
    record = {"activities": [{"id": "a", "ended": "2024-02-01", "hours": own, "kind": "course"}]}
    found = judge({"make_up": make_up | {"counts_again": False}}, record, **dated("wanted"))
    assert found.amount is not None
    assert found.amount.least == least  # six hours may be owed for 2023, although 2024 asks for two


def test_what_may_be_carried_in_is_what_each_period_before_lets_move_on() -> None:
    found = judge({"carry_over": CARRY | {"count_at_most": "moves"}}, {}, **dated("moves"))
    brought = {row.item: row.possible for row in found.credits}
    assert brought["[carried_in]"] == 12  # six from 2023 and six from 2022


def test_a_repeat_in_days_that_end_with_the_period_is_looked_for_in_each_anew() -> None:
    repeats = {"same": ["kind"], "within": "back", "keep": "earliest"}
    back = {"back": {"last": {"months": 18}, "ending": "period_end"}}
    items = [{"id": "a", "ended": "2024-06-30", "hours": 4}, {"id": "b", "ended": "2022-03-10", "hours": 1}]
    measure = {"repeats": repeats, "carry_over": CARRY | {"count_at_most": 6}}
    found = judge(measure, {"activities": items}, periods=back)
    assert next(row.proven for row in found.credits if row.item == "a") == 0
    assert found.verdict.word == "undetermined"


@pytest.mark.parametrize(("before", "counts"), [("2023-12-01", 3), ("2024-07-01", 1)])
def test_what_makes_a_year_good_is_a_repeat_of_what_lies_in_the_days_back_from_its_own_end(
    before: str, counts: int
) -> None:
    """Eighteen months back from the end of 2025 begin in July 2024; those of its first quarter in October 2023."""
    back = {"back": {"last": {"months": 18}, "ending": "period_end"}}
    make_up = {"period": "year", "shortfall_of": 9, "within": {"months": 3}, "which": "latest"}
    measure = hours() | {
        "repeats": {"same": ["kind"], "within": "back", "keep": "earliest"},
        "make_up": make_up | {"counts_again": False},
    }
    required = {"amount": "h", "at_least": 4}
    rule_set = rules([{"id": "r", "in_some": "year", "at_least": 1, "require": required}], {"h": measure})
    del rule_set["period"]
    items = [
        {"id": "a", "ended": before, "hours": 1, "kind": "course"},
        {"id": "b", "ended": "2025-01-01", "hours": 3, "kind": "course"},
    ]
    record = {"complete_from": "2010-01-01", "complete_through": "2026-12-31", "activities": items}
    report = evaluate(
        loads(json.dumps(rule_set | {"periods": YEAR | back}), name="r.json"),
        record,
        on=datetime.date(2026, 1, 1),
        period="2024-01-01..2024-12-31",
    )
    amount = report.finding("r[2024-01-01..2024-12-31]").amount
    assert amount is not None
    assert amount.most == counts


def test_an_exemption_is_told_in_the_judged_period_also_where_that_is_not_known() -> None:
    own = {"own": {"length": {"years": 1}, "starts": "person.registered_on", "leap_day": "28 February"}}
    lately = {"lately": {"last": {"days": 90}, "ending": "day_of_judging"}}
    rule_set = rules(need(4, period="lately"), {"h": hours()}, periods=YEAR | own | lately, period="own")
    rule_set["vocabulary"]["person"]["fields"]["registered_on"] = "date"
    rule_set["exemptions"] = {"relief": {"when": {"has": "activities"}, "exempt_from": ["r"]}}
    record = {"activities": [{"id": "a", "ended": "2024-07-01", "hours": 2}]}
    whole = {"complete_from": "2018-01-01", "complete_through": "2025-12-31"}
    loaded = loads(json.dumps(rule_set), name="r.json")
    words = [
        evaluate(loaded, record | whole | person, on=ON).findings[0].verdict.word
        for person in (
            {},
            {"person": {"registered_on": "2022-07-01"}},
            {"person": {"registered_on": "2022-07-02"}},
        )
    ]
    assert words == [
        "undetermined",
        "not applicable",
        "not met",
    ]  # in the year of 1 July, and in that of 2 July


def test_what_an_item_of_unknown_length_makes_good_is_open() -> None:
    make_up = {"period": "year", "shortfall_of": 6, "which": "latest", "within": {"years": 1}}
    items = [{"id": "a", "ended": "2025-01-01", "kind": "course"}]
    whole = {"complete_from": "2018-01-01", "complete_through": "2025-12-31"}
    rule_set = rules(
        need(6, where={"kind": "course"}),
        {"h": hours() | {"make_up": make_up | {"counts_again": True}}},
        periods=YEAR,
    )
    found = evaluate(
        loads(json.dumps(rule_set), name="r.json"), {"activities": items} | whole, on=ON
    ).findings[0]
    assert found.verdict.word == "undetermined"
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (0, 6)


def carried_in(items: list[dict[str, Any]], **carry: Any) -> Any:
    """Return the row of what is carried into 2024, in a record that leaves nothing out since 1900."""
    record = {"complete_from": "1900-01-01", "complete_through": "2024-12-31", "activities": items}
    found = judge({"carry_over": CARRY | {"count_at_most": 6} | carry}, record)
    return next((row for row in found.credits if row.item == "[carried_in]"), None)


def course(name: str, day: str, length: int) -> dict[str, Any]:
    return {"id": name, "ended": day, "hours": length, "kind": "course"}


def test_what_is_too_old_to_be_used_is_no_source_of_what_is_carried_in() -> None:
    row = carried_in([course("new", "2023-05-01", 7), course("old", "2021-05-01", 7)])
    assert row is not None
    assert row.reason.values == ("2023-01-01..2023-12-31: new 3",)


@pytest.mark.parametrize("carry", [{"used_first": "carried"}, {"again": True}, {"into_next": 1}, {}])
def test_empty_years_change_nothing(carry: dict[str, Any]) -> None:
    """A year of no hours at all says what an empty one does, and has to be gone through."""
    items = [course("a", "2023-05-01", 9)]
    nothing = [course(f"n{year}", f"{year}-06-01", 0) for year in range(1901, 2023)]
    short, long = carried_in(items, **carry), carried_in(items + nothing, **carry)
    assert (short.proven, short.possible) == (long.proven, long.possible) == (5, 5)


@pytest.mark.parametrize("counts_again", [True, False])
def test_what_an_empty_year_lacks_is_owed(counts_again: bool) -> None:
    make_up = {"period": "year", "shortfall_of": 6, "which": "latest", "within": {"years": 1}}
    whole = {"complete_from": "1900-01-01", "complete_through": "2024-12-31"}
    measure = {"make_up": make_up | {"counts_again": counts_again}}
    found = judge(measure, whole | {"activities": [course("a", "2024-05-01", 7)]})
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (
        (7, 7) if counts_again else (1, 6)
    )  # 2025 may make good


@pytest.mark.parametrize(("said", "carried"), [(5, 5), (12, 12), (100, 12)])
def test_no_more_is_brought_forward_than_may_move_on(said: int, carried: int) -> None:
    record = {"brought_forward": [{"measure": "h", "into": "2024-01-01", "carried": said}], "activities": []}
    whole = {"complete_from": "2024-01-01", "complete_through": "2024-12-31"}
    found = judge({"carry_over": CARRY | {"count_at_most": 6}}, record | whole)
    assert found.amount is not None
    assert (found.amount.least, found.amount.most) == (carried, carried)
    row = next(row for row in found.credits if row.item == "[carried_in]")
    assert row.reason.code == ("brought_forward" if said == carried else "brought_forward_at_most")


def test_what_is_brought_forward_of_a_measure_that_is_written_wrong_is_noticed() -> None:
    rule_set = rules(
        need(4), {"hours_done": hours() | {"carry_over": CARRY | {"count_at_most": 6}}}, periods=YEAR
    )
    rule_set["requirements"][0]["amount"] = "hours_done"
    record = {"brought_forward": [{"measure": "hours_don", "into": "2024-01-01", "carried": 1}]}
    (notice,) = evaluate(loads(json.dumps(rule_set), name="r.json"), record, on=ON).notices
    assert notice.code == "D010"
    assert "hours_done" in notice.hint
