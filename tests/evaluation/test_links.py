"""A loop that looks up what is linked to its element tells the same, row for row, as one that asks every item."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import pytest

from cpdrules import evaluate, loads
from cpdrules.evaluation import links, measures
from cpdrules.evaluation.links import Links
from cpdrules.records.bound import NONE, Thing

ON = datetime.date(2025, 12, 31)
LINKED = {"goal": "this"}
REQUIRED: list[dict[str, Any]] = [
    {"amount": "hours", "where": LINKED, "at_least": 3},
    {"amount": "hours", "where": LINKED | {"kind": "course"}, "at_least": 3},
    {"amount": "once", "where": {"kind": "course"} | LINKED, "at_least": 3},
    {"amount": "few", "where": LINKED, "at_least": 3},
    {"amount": "topics", "where": LINKED, "at_least": 2},
    {"amount": "silence", "where": LINKED, "at_most": 3},
    {"has": "activities", "where": LINKED, "at_least": 1},
    {"has": "activities", "where": {"goals": "this"}, "at_least": 1},
    {"has": "activities", "where": {"some_of": [LINKED, {"goals": "this"}]}, "at_least": 1},
    {"amount": "hours", "where": LINKED | {"date": {"on_or_after": "this.since"}}, "at_least": 3},
    {"for_each": "activities", "where": LINKED, "if_none": "not_met",
     "require": {"fact": "this.kind", "is": "course"}},
    {"in_some": "half", "at_least": 1, "require": {"amount": "hours", "where": LINKED, "at_least": 3}},
    {"applies_when": {"has": "activities", "where": LINKED}, "amount": "hours", "at_least": 3},
]  # fmt: skip
SUM = {"sum": "hours", "from": "activities"}


def rule_set(require: dict[str, Any]) -> str:
    """Return a rule set that requires something of each goal."""
    return json.dumps(
        {
            "cpdrules": 1, "ruleset": "example/links", "title": "Links", "subject": "portfolio", "period": "whole",
            "periods": {
                "whole": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}},
                "half": {"length": {"months": 6}, "starts": "2020-01-01"},
            },
            "vocabulary": {
                "activities": {
                    "dated_by": "date",
                    "fields": {
                        "date": "date", "hours": {"unit": "hour"}, "kind": ["course", "reading"],
                        "goal": {"link": "goals"}, "goals": {"many": {"link": "goals"}},
                        "topic": ["law", "ethics", "tax"],
                    },
                },
                "goals": {"undated": True, "fields": {"since": "date"}},
            },
            "measures": {
                "hours": SUM,
                "once": SUM | {"repeats": {"same": ["topic"], "within": "whole", "keep": "earliest"}},
                "few": SUM | {"limits": [{"count_at_most": 4, "where": {"kind": "reading"}}]},
                "silence": {"longest_gap": "activities", "unit": "month", "edges": "counted"},
                "topics": {"distinct": "topic", "from": "activities"},
            },
            "requirements": [{"id": "r", "for_each": "goals", "if_none": "met", "require": require}],
        }
    )  # fmt: skip


def record(chance: random.Random) -> dict[str, Any]:
    """Return a record of which any fact may be missing."""
    goals = [f"g{each}" for each in range(3)]

    def some(**facts: object) -> dict[str, Any]:
        return {name: fact for name, fact in facts.items() if chance.random() < 0.8}

    def item(each: int) -> dict[str, Any]:
        day = ON - datetime.timedelta(days=chance.randrange(500))
        facts = some(
            date=day, hours=chance.randint(0, 4), kind=chance.choice(["course", "reading"]),
            goal=chance.choice(goals), goals=chance.sample(goals, chance.randint(0, 2)),
            topic=chance.choice(["law", "ethics", "tax"]),
        )  # fmt: skip
        return {"id": f"a{each}"} | facts | ({"planned": True} if chance.random() < 0.2 else {})

    whole = {"complete_from": "2024-01-01", "complete_through": ON} if chance.random() < 0.7 else {}
    return whole | {
        "goals": [{"id": name} | some(since="2025-03-01") for name in goals],
        "activities": [item(each) for each in range(chance.randint(0, 9))],
    }


@pytest.mark.slow
@pytest.mark.parametrize("require", REQUIRED)
def test_what_is_looked_up_tells_the_same(require: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    text, chance = rule_set(require), random.Random(json.dumps(require))
    records = [record(chance) for _ in range(60)]
    looked_up = [evaluate(loads(text, name="l.json"), each, on=ON).to_dict() for each in records]
    monkeypatch.setattr(links, "link_in", lambda _: None)
    monkeypatch.setattr(measures, "asks_only_the_link", lambda *_: None)
    asked = [evaluate(loads(text, name="l.json"), each, on=ON).to_dict() for each in records]
    assert looked_up == asked


def test_an_item_is_linked_to_what_it_names_and_may_be_to_anything_while_that_is_not_known() -> None:
    facts: list[Any] = ["g1", None, NONE, ("g1", "g2"), "g2"]
    things = [Thing(f"a{place}", {} if fact is None else {"goal": fact}) for place, fact in enumerate(facts)]
    found = Links.of("goal", things, range(len(things)))
    assert [found.to(name) for name in ("g1", "g2", "g3")] == [[0, 1, 3], [1, 3, 4], [1]]
    assert found.to(Thing("g2", {})) == [1, 3, 4]
