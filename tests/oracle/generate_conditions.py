"""Random conditions over a few chosen fields, so that the unknown facts of a record stay few."""

from __future__ import annotations

import random
from typing import Any

from oracle.words import FIELDS, kind_of, values_of

MOMENTS = (
    "2024-06-30", "period_start", "period_end", "day_of_judging", "person.registered_on",
    {"months": 3, "before": "period_end"}, {"days": 28, "after": "period_start"},
    {"weeks": 8, "beginning_with": "2024-05-31"},
)  # fmt: skip
RELATIONS = ("at_least", "at_most", "more_than", "less_than")
DAYS = ("on_or_before", "on_or_after", "earlier_than", "later_than")


class Conditions:
    """Makes conditions; a rule set asks about at most three facts of an activity and two of the person."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.definitions: dict[str, Any] = {}
        common = ["kind", "online", "hours"]
        others = [name for name in FIELDS["activities"] if name not in ("hours", "goal")]
        self.palette = {
            "activities": rng.sample(common, 1) + rng.sample(others, rng.choice([1, 1, 2])),
            "goals": rng.sample(["status", "area"], 1),
            "person": rng.sample(["role", "role", "member", "fte", "registered_on", "grade"], 2),
        }

    def use(self, section: str, field: str) -> None:
        """Let the conditions ask about a field that a measure uses anyway."""
        if field not in self.palette[section]:
            self.palette[section][-1] = field

    def condition(self, section: str, this: str | None, depth: int = 1) -> dict[str, Any]:
        """Return a condition on the items of a list."""
        rng = self.rng
        made: dict[str, Any] = {}
        if this and section == "activities" and rng.random() < 0.7:
            made |= {"goals": {"goal": "this"}, "kind": {"kind": "this"}, "entry": {"topic": "this"}}.get(
                this, {}
            )
        for _ in range(0 if made and rng.random() < 0.7 else rng.choice([1, 1, 1, 2])):
            roll = rng.random()
            if roll < 0.08 and depth:
                made["some_of"] = [self.condition(section, this, 0) for _ in range(2)]
            elif roll < 0.15 and depth and section == "activities":
                made["meets"] = self.definition(section)
            elif roll < 0.2 and depth and this != "entry":
                made |= {"has": "goals", "where": self.condition("goals", None, 0)}
            elif roll < 0.26:
                made |= dict([self.person_test()])
            else:
                made |= dict([self.field_test(section, this)])
        return made

    def definition(self, section: str) -> str:
        name = f"d{len(self.definitions)}"
        self.definitions[name] = {}
        self.definitions[name] = self.condition(section, None, 0)
        return name

    def case(self, this: str | None) -> dict[str, Any]:
        """Return a condition on the person, on what the record has, or on the item of a loop."""
        roll = self.rng.random()
        if roll < 0.15:
            name = self.rng.choice(["activities", "goals"])
            return {"has": name, "where": self.condition(name, None, 0)}
        if roll < 0.4 and this in ("activities", "goals"):
            path, test = self.field_test(this, this)
            return {f"this.{path}": test}
        return dict([self.person_test()])

    def person_test(self) -> tuple[str, Any]:
        """Return a fact of the person and what is asked of it."""
        name = self.rng.choice(self.palette["person"])
        return f"person.{name}", self.test("person", name)

    def field_test(self, section: str, this: str | None) -> tuple[str, Any]:
        """Return a fact of an item and what is asked of it."""
        name = self.rng.choice(self.palette[section])
        return name, self.test(section, name)

    def test(self, section: str, name: str) -> Any:
        """Return a question that can be asked of a field."""
        rng = self.rng
        recorded = {"recorded": True}
        match kind_of(section, name):
            case "choice":
                values = values_of(section, name)
                some = rng.sample(values, min(2, len(values) - 1))
                asked = [values[0], some[0], some, {"except": some[:1]}, {"listed_in": "kinds"}]
                chosen = rng.choice(asked + [recorded] * (rng.random() < 0.3))
                return some if chosen == {"listed_in": "kinds"} else chosen
            case "yes_no":
                return rng.choice([True, False, {"is": True}, recorded])
            case "number" | "unit":
                number = rng.choice([1, 2, "1.5"])
                return {rng.choice(RELATIONS): number} if rng.random() < 0.9 else {"is": [number]}
            case "date":
                return {rng.choice(DAYS): rng.choice(MOMENTS)} if rng.random() < 0.85 else recorded
            case "many":
                return rng.choice(["ethics", {"except": ["ethics"]}, recorded])
            case "text":
                return rng.choice(
                    [{"contains": "Law"}, {"starts_with": "law"}, {"listed_in": "topics"}, recorded,
                     {"free_of": "bad_words"}, {"contains": "law", "free_of": "bad_words"}, "law"]
                )  # fmt: skip
            case "listed":
                return rng.choice(["law", {"listed_in": "topics"}, {"contains": "la"}, recorded])
            case _:
                return recorded
