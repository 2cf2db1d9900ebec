"""Many reports in a few numbers: equal to a count by hand, and groups that cannot be told from others."""

from __future__ import annotations

import datetime
import itertools
import json
import random
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from conformance.cases import hours, item, rules
from cpdrules import Report, RuleSet, Summary, evaluate, evaluate_many, loads, summarise
from cpdrules.report.summary import QUARTERS

ON = datetime.date(2024, 12, 31)
ROLES = ("lead", "officer", "support", "visitor")


def rule_set(edition: str = "2024", **more: Any) -> RuleSet:
    asked = [
        {"id": "hours", "amount": "h", "at_least": 20},
        {"id": "course", "level": "should", "has": "activities", "where": {"kind": "course"}},
        {"id": "few", "amount": "h", "at_most": 60},
        {
            "id": "noted",
            "for_each": "activities",
            "if_none": "met",
            "require": {"fact": "this.note", "recorded": True},
        },
    ]
    made = rules(asked, {"h": hours()}, edition=edition) | more
    made["vocabulary"]["person"]["fields"]["role"] = list(ROLES)
    return loads(json.dumps(made), name="sector.json")


def people(seed: int, number: int) -> list[dict[str, Any]]:
    """Return so many people with a year of activities each; some facts are missing, and one record is faulty."""
    chance = random.Random(seed)
    found = []
    for each in range(number):
        activities = []
        for place in range(chance.randrange(6)):
            kind = chance.choice(["course", "reading", None])
            activity = item(f"a{place}", chance.choice([1, 4, 5, 7.5, 12, None]), kind)
            activities.append(activity | ({"note": "read"} if chance.random() < 0.8 else {}))
        role = chance.choices(ROLES, (40, 40, 18, 2))[0]
        record: dict[str, Any] = {"portfolio": f"p{each}", "activities": activities, "person": {"role": role}}
        if chance.random() < 0.9:
            record |= {"complete_from": "2024-01-01", "complete_through": "2024-12-31"}
        found.append(record)
    found[number // 2]["activities"] = [{"id": "a", "hours": -1}]
    return found


@pytest.fixture(scope="module")
def sector() -> list[Report | Exception]:
    return list(evaluate_many(rule_set(), people(20261130, 500), on=ON))


def test_five_hundred_people_are_counted_as_by_hand(sector: list[Report | Exception]) -> None:
    summary = summarise(sector)
    reports = [each for each in sector if isinstance(each, Report)]
    assert (summary.records, summary.faulty) == (499, 1)
    for name, tally in [("", summary.verdicts), *summary.requirements]:
        words = Counter((each.finding(name) if name else each).verdict.word for each in reports)
        counts = (tally.met, tally.not_met, tally.not_applicable, tally.undetermined)
        assert counts == tuple(words[word] for word in ("met", "not met", "not applicable", "undetermined"))
    assert [name for name, _ in summary.requirements] == ["hours", "course", "few", "noted"]
    missing: Counter[str] = Counter()
    for each in reports:
        missing.update(
            {gap.fact.replace(gap.fact.partition("[")[2].partition("]")[0], "") for gap in each.gaps}
        )
    assert dict(summary.missing) == dict(missing)
    assert [number for _, number in summary.missing] == sorted(missing.values(), reverse=True)


def test_amounts_are_spread_as_by_hand(sector: list[Report | Exception]) -> None:
    spread = dict(summarise(sector).amounts)["hours"]
    proven = [each.finding("hours").amount.least for each in sector if isinstance(each, Report)]
    edges = [(0, 0), (0, 5), (5, 10), (10, 15), (15, 20), (20, 10**6)]
    by_hand = [sum(1 for each in proven if not each)]
    by_hand += [sum(1 for each in proven if each and low <= each < high) for low, high in edges[1:]]
    assert list(spread.quarters) == by_hand
    assert len(QUARTERS) == len(by_hand)
    assert (spread.lowest, spread.highest, spread.total) == (min(proven), max(proven), sum(proven))
    short = [each.finding("hours").shortfall.least for each in sector if isinstance(each, Report)]
    assert (spread.short, spread.shortfall) == (sum(each > 0 for each in short), sum(short))
    assert "few" not in dict(summarise(sector).amounts)  # more does not help it


def test_proven_amounts_stand_beside_the_most_that_may_be_needed() -> None:
    """Eight hours are all of eight, and half of sixteen: where it is not known which is needed, they are a half."""
    needed = {
        "unit": "hour",
        "cases": [{"when": {"person.role": "regulated"}, "value": 16}, {"otherwise": 8}],
    }
    made = rules([{"id": "hours", "amount": "h", "at_least": "needed"}], {"h": hours()})
    made["parameters"] = {"needed": needed}
    rule_set = loads(json.dumps(made), name="rules.json")
    days = {"complete_from": "2024-01-01", "complete_through": "2024-12-31"}
    record = days | {"activities": [item("a", 8, "course")]}

    def quarters(**person: str) -> tuple[int, ...]:
        return dict(summarise([evaluate(rule_set, record | {"person": person}, on=ON)]).amounts)[
            "hours"
        ].quarters

    assert quarters(role="other") == (0, 0, 0, 0, 0, 1)
    assert quarters(role="regulated") == (0, 0, 0, 1, 0, 0)
    assert quarters() == (0, 0, 0, 1, 0, 0)


def test_groups_are_counted_and_small_ones_are_not_shown(sector: list[Report | Exception]) -> None:
    role = {each["portfolio"]: each["person"]["role"] for each in people(20261130, 500)}
    summary = summarise(sector, by=role, minimum_group=30)
    sizes = Counter(role[each.record] for each in sector if isinstance(each, Report))
    assert sizes["visitor"] < 30
    # The visitors alone could be worked out from the others and everyone, so the smallest of these is hidden too.
    assert summary.hidden == ("support", "visitor")
    assert [(each.name, each.reports) for each in summary.groups] == [
        ("lead", sizes["lead"]), ("officer", sizes["officer"]),
    ]  # fmt: skip
    lead = summary.groups[0]
    words = Counter(
        each.verdict.word for each in sector if isinstance(each, Report) and role[each.record] == "lead"
    )
    assert (lead.verdicts.met, lead.verdicts.not_met) == (words["met"], words["not met"])
    told = json.dumps(summary.to_dict())
    assert f'"reports": {sizes["visitor"]}' not in told
    by_function = summarise(sector, by=lambda report: role[report.record], minimum_group=30)
    assert by_function == summary


@pytest.mark.slow
def test_no_hidden_group_can_be_worked_out() -> None:
    """Of all groups that sizes allow, what is shown and everyone's number leave open how large a small one is."""
    for sizes in itertools.product(range(5), repeat=3):
        names = [f"g{place}" for place, size in enumerate(sizes) for _ in range(size)]
        reports = [evaluate(rule_set(), {"portfolio": f"p{number}"}, on=ON) for number in range(len(names))]
        by = {f"p{number}": name for number, name in enumerate(names)}
        summary = summarise(reports, by=by, minimum_group=3)
        shown = {each.name: each.reports for each in summary.groups}
        assert all(number >= 3 for number in shown.values())
        left = summary.records - sum(shown.values())
        possible = [
            ways for ways in itertools.product(range(left + 1), repeat=len(summary.hidden)) if sum(ways) == left
            and all(ways) and any(number < 3 for number in ways)
        ]  # fmt: skip
        for place in range(len(summary.hidden)):
            if summary.hidden and left and any(0 < by_size(sizes, name) < 3 for name in summary.hidden):
                assert len({ways[place] for ways in possible}) != 1


def by_size(sizes: tuple[int, ...], name: str) -> int:
    return sizes[int(name[1:])]


def test_two_years_side_by_side(sector: list[Report | Exception]) -> None:
    before = summarise(sector)
    after = summarise(evaluate_many(rule_set("2025"), people(7, 500), on=ON))
    trends = {each.requirement: each for each in after.since(before)}
    old, new = dict(before.requirements)["hours"], dict(after.requirements)["hours"]
    assert trends["hours"].shares == (
        Fraction(old.met, old.met + old.not_met), Fraction(new.met, new.met + new.not_met),
    )  # fmt: skip
    gone = summarise(
        evaluate_many(rule_set("2025", requirements=[{"id": "new", "has": "goals"}]), [{}], on=ON)
    )
    trends = {each.requirement: each for each in gone.since(before)}
    assert trends["new"].before is None
    assert trends["hours"].after is None
    assert trends["hours"].shares[1] is None


def test_what_cannot_be_summed_up_together() -> None:
    one = evaluate(rule_set(), {"portfolio": "kim"}, on=ON)
    with pytest.raises(ValueError, match="`sam` is by `c/d`, and the others by `a/b`"):
        summarise([one, evaluate(rule_set(ruleset="c/d"), {"portfolio": "sam"}, on=ON)])
    with pytest.raises(ValueError, match="`sam` is by another text of `a/b` than the others"):
        summarise([one, evaluate(rule_set("2025"), {"portfolio": "sam"}, on=ON)])
    with pytest.raises(ValueError, match="groups need `minimum_group`"):
        summarise([one], by={})
    with pytest.raises(ValueError, match="2 or more"):
        summarise([one], by={}, minimum_group=1)
    other = summarise([evaluate(rule_set(ruleset="c/d"), {"portfolio": "sam"}, on=ON)])
    with pytest.raises(ValueError, match="two rule sets, `c/d` and `a/b`"):
        summarise([one]).since(other)


def test_nothing_to_sum_up() -> None:
    nothing = summarise([])
    assert (nothing.records, nothing.requirements, nothing.amounts, nothing.missing) == (0, (), (), ())
    assert isinstance(nothing, Summary)
    assert json.loads(json.dumps(nothing.to_dict()))["ruleset"] is None
