"""Each case: rules, a record, and what the findings must be. Amounts are `least to most`; `-` is no bound."""

# ruff: noqa: E501 - a table is read by its rows

from typing import Any

YEAR = {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}}
HALF = {"half": {"length": {"months": 6}, "starts": "2024-01-01"}}
WHOLE = {"complete_from": "2020-01-01", "complete_through": "2025-12-31"}
KINDS = ["reading", "viewing", "podcast", "course"]
UNDETERMINED = "MET|NOT_MET"


ANY_DAY = {"at_least": 1, "made_in": "ever"}


def rules(
    requirements: list[dict[str, Any]], measures: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Return a rule set about hours of activities."""
    made = {
        "cpdrules": 1, "ruleset": "a/b", "title": "T", "subject": "portfolio", "period": "year",
        "periods": YEAR | HALF,
        "vocabulary": {
            "person": {"fields": {"role": ["regulated", "other"], "fte": "number"}},
            "activities": {
                "dated_by": "ended",
                "fields": {
                    "ended": "date", "hours": {"unit": "hour"}, "kind": KINDS, "note": "text",
                    "quiet": {"type": "yes_no", "if_absent": "false"},
                },
            },
            "goals": {"undated": True, "fields": {"status": ["open", "closed"]}},
        },
        "measures": measures or {},
        "requirements": requirements,
    }  # fmt: skip
    return made | more


def item(name: str, hours: Any = None, kind: str | None = None, ended: str = "2024-05-01") -> dict[str, Any]:
    """Return an activity."""
    facts = {"ended": ended, "hours": hours, "kind": kind}
    return {"id": name} | {key: value for key, value in facts.items() if value is not None}


def hours(where: dict[str, Any] | None = None, limits: list[Any] | None = None) -> dict[str, Any]:
    """Return a sum of hours."""
    made: dict[str, Any] = {"sum": "hours", "from": "activities"}
    return made | ({"where": where} if where else {}) | ({"limits": limits} if limits else {})


def need(number: Any, **more: Any) -> list[dict[str, Any]]:
    """Return one requirement on the hours."""
    return [{"id": "r", "amount": "h", "at_least": number} | more]


ROLES = {"unit": "hour", "cases": [{"when": {"person.role": "regulated"}, "value": 35}, {"otherwise": 20}]}
ONLY_REGULATED = {"fact": "person.role", "is": "regulated", "applies_when": {"person.role": "regulated"}}
PER_HALF = {"amount": "h", "at_least": 2}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, str]]] = {
    # limits
    "two items each reading or viewing under caps of one": (
        rules(need(2), {"h": hours(limits=[
            {"count_at_most": 1, "where": {"kind": "reading"}}, {"count_at_most": 1, "where": {"kind": "viewing"}},
        ], where={"kind": ["reading", "viewing"]})}),
        {"activities": [item("a", 1) | {"note": "x"}, item("b", 1)]} | WHOLE,
        {"r": "MET|NOT_MET", "r amount": "0 to 2"},
    ),
    "limits hold together and are not steps": (
        rules(need(30), {"h": hours(limits=[
            {"count_at_most": 20, "where": {"kind": ["reading", "podcast"]}},
            {"count_at_most": {"percent": 25, "of": "claimed"}, "where": {"kind": "reading"}},
        ])}),
        {"activities": [item("a", 20, "reading"), item("b", 10, "podcast"), item("c", 10, "course")]} | WHOLE,
        {"r": "MET", "r amount": "30 to 30"},
    ),
    "where filters before the limits": (
        rules(need(5, where={"kind": "reading"}), {"h": hours(limits=[{"count_at_most": 10}])}),
        {"activities": [item("a", 8, "reading"), item("b", 8, "viewing")]} | WHOLE,
        {"r": "MET", "r amount": "8 to 8"},
    ),
    "a share of what is counted": (
        rules(need(4), {"h": hours(limits=[
            {"count_at_most": {"percent": 50, "of": "counted"}, "where": {"kind": "reading"}}])}),
        {"activities": [item("a", 8, "reading"), item("b", 2, "course")]} | WHOLE,
        {"r": "MET", "r amount": "4 to 4"},
    ),
    # allocation
    "a limit binds a group of items and a part": (
        rules([{"id": "r", "allocate": "h", "items": "divisible", "to": [
            {"id": "s", "at_least": 4, "limits": [{"count_at_most": 3, "where": {"kind": "viewing"}}]}]}], {"h": hours()}),
        {"activities": [item("a", 2, "viewing"), item("b", 2, "viewing")]} | WHOLE,
        {"r": "NOT_MET", "r amount": "3 to 3"},
    ),
    "an item of either kind fills one of two parts whichever it is, and never both": (
        rules([{"id": "r", "allocate": "h", "items": "divisible", "to": [
            {"id": "s", "where": {"kind": ["reading", "podcast"]}, "at_least": 1},
            {"id": "t", "where": {"kind": {"except": ["reading"]}}, "at_least": 1}]}], {"h": hours()}),
        {"activities": [item("a", 1)]} | WHOLE, {"r": "NOT_MET", "r amount": "1 to 1"},
    ),
    "what may still come may serve any part": (
        rules([{"id": "r", "allocate": "h", "items": "whole", "to": [
            {"id": "s", "where": {"kind": "reading"}, "at_least": 2}, {"id": "t", "at_least": 1}]}], {"h": hours()}),
        {"activities": [item("a", 1, "reading")]}, {"r": "MET|NOT_MET", "r amount": "1 to 3"},
    ),
    # exact amounts
    "three times one hour twenty is four hours": (
        rules(need(4), {"h": hours()}),
        {"activities": [item(n, "1:20") for n in "abc"]} | WHOLE,
        {"r": "MET", "r amount": "4 to 4"},
    ),
    "one minute below the threshold is not met": (
        rules(need(4), {"h": hours()}),
        {"activities": [item("a", "3:59")]} | WHOLE,
        {"r": "NOT_MET", "r shortfall": "1/60 to 1/60"},
    ),
    "minutes are hours when a number is asked": (
        rules(need(3), {"h": hours({"hours": {"is": "1.5"}})}),
        {"activities": [item("a", "90 minutes"), item("b", "1:30")]} | WHOLE,
        {"r": "MET", "r amount": "3 to 3"},
    ),
    # one fact in two places
    "an unknown role moves the hours and the need together": (
        rules(need("p"), {"h": hours({"some_of": [{"person.role": "regulated"}, {"kind": "course"}]})}, parameters={"p": ROLES}),
        {"activities": [item("a", 25, "course"), item("b", 11, "reading")]} | WHOLE,
        {"r": "MET", "r amount": "25 to 36", "r needed": "20 to 35"},
    ),
    # blocks
    "a part that may not apply beside one that is met": (
        rules([{"id": "r", "all_of": [{"id": "s", **ONLY_REGULATED}, {"id": "t", "amount": "h", "at_least": 1}]}],
              {"h": hours()}),
        {"activities": [item("a", 1)]} | WHOLE,
        {"r": "MET", "s": "MET|NOT_APPLICABLE", "t": "MET"},
    ),
    "nothing that applies is not applicable, never met": (
        rules([{"id": "r", "all_of": [{"id": "s", **ONLY_REGULATED}]}]),
        {"person": {"role": "other"}},
        {"r": "NOT_APPLICABLE", "": "NOT_APPLICABLE"},
    ),
    "no more parts are asked for than apply": (
        rules([{"id": "r", "at_least": 2, "some_of": [
            {"id": "s", **ONLY_REGULATED}, {"id": "t", "fact": "person.role", "is": "other"}]}]),
        {"person": {"role": "other"}},
        {"r": "MET", "s": "NOT_APPLICABLE", "t": "MET"},
    ),
    "only must decides": (
        rules([{"id": "s", "fact": "person.role", "is": "other"},
               {"id": "t", "fact": "person.role", "is": "regulated", "level": "should"}]),
        {"person": {"role": "other"}},
        {"s": "MET", "t": "NOT_MET", "": "MET"},
    ),
    # empty lists
    "an empty list is what the author says: met": (
        rules([{"id": "r", "for_each": "goals", "if_none": "met", "require": {"fact": "this.status", "is": "closed"}}]),
        {"goals": []}, {"r": "MET"},
    ),
    "an empty list is what the author says: not met": (
        rules([{"id": "r", "for_each": "goals", "if_none": "not_met", "require": {"fact": "this.status", "is": "open"}}]),
        {"goals": []}, {"r": "NOT_MET"},
    ),
    "a list that is not written is not empty": (
        rules([{"id": "r", "for_each": "goals", "if_none": "met", "require": {"fact": "this.status", "is": "closed"}}]),
        {}, {"r": "MET|NOT_MET|NOT_APPLICABLE"},
    ),
    "a share of nothing is what the author says": (
        rules([{"id": "r", "amount": "s", "at_least": {"percent": 50}, "if_none": "not_applicable"}],
              {"h": hours(), "c": hours({"kind": "course"}), "s": {"share": "c", "of": "h"}}),
        {"activities": []} | WHOLE, {"r": "NOT_APPLICABLE"},
    ),
    "an item of unknown hours is as large in the part as in the whole": (
        rules([{"id": "r", "amount": "s", "at_least": {"percent": 50}, "if_none": "met"}],
              {"h": hours(), "c": hours({"kind": "course"}), "s": {"share": "c", "of": "h"}}),
        {"activities": [item("a", 2, "course"), item("b", 2, "reading"), item("c", None, "course")]} | WHOLE,
        {"r": "MET", "r amount": "1/2 to 1"},
    ),
    # completeness
    "a log that starts late proves no shortfall": (
        rules(need(10), {"h": hours()}),
        {"activities": [item("a", 3)], "complete_from": "2024-03-01", "complete_through": "2025-12-31"},
        {"r": "MET|NOT_MET", "r amount": "3 to -"},
    ),
    "a record that says neither is open everywhere": (
        rules([{"id": "r", "amount": "h", "at_most": 10}], {"h": hours()}),
        {"activities": [item("a", 3)]}, {"r": "MET|NOT_MET", "r amount": "3 to -"},
    ),
    "a limit bounds what may still come": (
        rules(need(10), {"h": hours(limits=[{"count_at_most": 8}])}),
        {"activities": [item("a", 3)]}, {"r": "NOT_MET", "r amount": "3 to 8"},
    ),
    "a maximum that is passed is passed for good": (
        rules([{"id": "r", "amount": "h", "at_most": 2}], {"h": hours()}),
        {"activities": [item("a", 3)]}, {"r": "NOT_MET"},
    ),
    "different kinds are at most the vocabulary": (
        rules([{"id": "r", "amount": "k", "at_least": 5}], {"k": {"distinct": "kind", "from": "activities"}}),
        {"activities": []}, {"r": "NOT_MET", "r amount": "0 to 4"},
    ),
    "an unknown text proves no different text, since it may be none": (
        rules([{"id": "r", "amount": "k", "at_least": 1}], {"k": {"distinct": "note", "from": "activities"}}),
        {"activities": [item("a")]} | WHOLE, {"r": "MET|NOT_MET", "r amount": "0 to 1"},
    ),
    "not met as soon as a closed window is": (
        rules([{"id": "r", "in_every": "half", "require": PER_HALF}], {"h": hours()}),
        {"activities": [item("a", 1)], "complete_from": "2024-01-01", "complete_through": "2024-06-30"},
        {"r": "NOT_MET", "r[2024-01-01..2024-06-30]": "NOT_MET", "r[2024-07-01..2024-12-31]": "MET|NOT_MET"},
    ),
    "windows that are met so far do not make every window met": (
        rules([{"id": "r", "in_every": "half", "require": PER_HALF}], {"h": hours()}),
        {"activities": [item("a", 2)], "complete_from": "2024-01-01", "complete_through": "2024-06-30"},
        {"r": "MET|NOT_MET"},
    ),
    "no window is not applicable": (
        rules([{"id": "r", "in_every": {"of": "half", "consecutive": 3, "within": "year"}, "require": PER_HALF}],
              {"h": hours()}),
        {"activities": []} | WHOLE, {"r": "NOT_APPLICABLE"},
    ),
    "the first and the last day are in": (
        rules(need(2), {"h": hours()}),
        {"activities": [item("a", 1, ended="2024-01-01"), item("b", 1, ended="2024-12-31")]} | WHOLE, {"r": "MET"},
    ),
    # one unknown fact in several places
    "two parts are open by one fact, and one of them is met whatever it is": (
        rules([{"id": "s", "at_least": 1, "some_of": [
            {"id": "c", "amount": "h", "where": {"kind": {"except": ["reading"]}}, "at_least": 5},
            {"id": "r", "amount": "h", "where": {"kind": "reading"}, "at_least": 5}]}], {"h": hours()}),
        {"activities": [item("a", 5)]} | WHOLE, {"s": "MET", "c": "MET|NOT_MET", "r": "MET|NOT_MET", "": "MET"},
    ),
    "two requirements are open by one fact, and one of them is missed whatever it is": (
        rules([{"id": "c", "amount": "h", "where": {"kind": "course"}, "at_least": 5},
               {"id": "r", "amount": "h", "where": {"kind": "reading"}, "at_least": 5}], {"h": hours()}),
        {"activities": [item("a", 5)]} | WHOLE, {"c": "MET|NOT_MET", "r": "MET|NOT_MET", "": "NOT_MET"},
    ),
    "whatever the role, one requirement applies and is missed": (
        rules([{"id": "a", "applies_when": {"person.role": "regulated"}, "amount": "h", "at_least": 5},
               {"id": "b", "applies_when": {"person.role": "other"}, "amount": "h", "at_least": 4}], {"h": hours()}),
        {"activities": [item("a", 3)]} | WHOLE,
        {"a": "NOT_MET|NOT_APPLICABLE", "b": "NOT_MET|NOT_APPLICABLE", "": "NOT_MET"},
    ),
    # silence
    "absent is unknown": (
        rules(need(1), {"h": hours()}), {"activities": [item("a")]} | WHOLE,
        {"r": "MET|NOT_MET", "r amount": "0 to -"},
    ),
    "nothing is decided": (
        rules(need(1), {"h": hours()}), {"activities": [item("a", 0)]} | WHOLE, {"r": "NOT_MET"},
    ),
    "a field that says so answers by silence": (
        rules(need(1), {"h": hours({"quiet": False})}), {"activities": [item("a", 1)]} | WHOLE, {"r": "MET"},
    ),
    "what must be recorded is not met when somebody wrote none": (
        rules([{"id": "r", "fact": "person.role", "recorded": True}]), {"person": {"role": "none"}}, {"r": "NOT_MET"},
    ),
    "what must be recorded and is not written is open": (
        rules([{"id": "r", "fact": "person.role", "recorded": True}]), {}, {"r": "MET|NOT_MET"},
    ),
    # judged criteria
    "met without the evidence asked for is open": (
        rules([{"id": "r", "judged": "Is it?", "judges": ANY_DAY, "evidence": ["photo"]}]),
        {"judgements": [{"criterion": "r", "answer": "met", "by": "kim"}]}, {"r": "MET|NOT_MET"},
    ),
    "evidence of which somebody wrote none is not met": (
        rules([{"id": "r", "judged": "Is it?", "judges": ANY_DAY, "evidence": ["photo"]}]),
        {"judgements": [{"criterion": "r", "answer": "met", "by": "kim", "evidence": "none"}]}, {"r": "NOT_MET"},
    ),
    "fewer judges than asked": (
        rules([{"id": "r", "judged": "Is it?", "judges": {"at_least": 2, "made_in": "ever"}, "combine": "lowest"}]),
        {"judgements": [{"criterion": "r", "answer": "not_met", "by": "kim"}]}, {"r": "MET|NOT_MET"},
    ),
    "unjudged may be not applicable only where the criterion allows it": (
        rules([{"id": "r", "judged": "Is it?", "judges": ANY_DAY}, {"id": "s", "judged": "Is it?", "judges": ANY_DAY, "may_not_apply": True}]),
        {}, {"r": "MET|NOT_MET", "s": "MET|NOT_MET|NOT_APPLICABLE"},
    ),
    "of two judgements by one judge the later day holds": (
        rules([{"id": "r", "judged": "Is it?", "judges": ANY_DAY}]),
        {"judgements": [{"criterion": "r", "answer": "not_met", "by": "kim", "made": "2024-05-01"},
                        {"criterion": "r", "answer": "met", "by": "kim", "made": "2024-04-01"}]},
        {"r": "NOT_MET"},
    ),
}  # fmt: skip
