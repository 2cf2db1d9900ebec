"""Random conditions over a few chosen fields, so that the unknown facts of a record stay few."""

from __future__ import annotations

import random
from typing import Any

from oracle.words import FIELDS, kind_of, values_of

MOMENTS = (
    "2024-06-30", "period_start", "period_end", "day_of_judging", "person.registered_on",
    {"months": 3, "before": "period_end"}, {"days": 28, "after": "period_start"},
    {"weeks": 8, "beginning_with": "2024-05-31"}, {"years": 1, "weeks": 2, "after": "person.registered_on"},
    {"years": 1, "months": 2, "days": 3, "before": "period_end"}, {"weeks": 6, "before": "day_of_judging"},
    {"months": 1, "weeks": 1, "days": 2, "beginning_with": "period_start"},
    {"years": 1, "beginning_with": "2023-07-15"}, {"years": 3, "weeks": 1, "after": "2021-02-28"},
)  # fmt: skip
RELATIONS = ("at_least", "at_most", "more_than", "less_than")
LENGTHS = ("hours", "alone", "shared", "led")
DAYS = ("on_or_before", "on_or_after", "earlier_than", "later_than")


ASKED = {
    "choice": ("is", "is", "is", "except", "listed_in"),
    "yes_no": ("is", "is", "is", "recorded"),
    "number": (*RELATIONS, *RELATIONS, "is", "every"),
    "unit": (*RELATIONS, *RELATIONS, "is"),
    "date": (*DAYS, *DAYS, "recorded"),
    "many": ("is", "except", "listed_in", "recorded"),
    "text": ("is", "contains", "starts_with", "listed_in", "free_of", "recorded"),
    "listed": ("is", "contains", "starts_with", "listed_in", "recorded"),
    "evidence": ("recorded",),
    "link": ("recorded",),
}
"""What can be asked of each kind of fact, the commoner the oftener."""
VALUES: dict[str, list[Any]] = {
    "yes_no": [True, False], "number": [2, 1, "1.5"], "unit": [2, 1, "1.5"], "text": ["law", "care"],
    "listed": ["law", "care"],
}  # fmt: skip
ANSWERS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(RELATIONS, (1, 2, "1.5")), "every": (2, 3), "recorded": (True,), "contains": ("law", "La"),
    "starts_with": ("law", "L"), "listed_in": ("topics", "known"), "free_of": ("bad_words",),
}  # fmt: skip
TOGETHER: dict[str, tuple[Any, ...]] = ANSWERS | {
    **dict.fromkeys(("at_least", "more_than"), (0, "0.5")), **dict.fromkeys(("at_most", "less_than"), (3, 5)),
    "every": (1, 2), "listed_in": ("known",),
    **dict.fromkeys(("on_or_after", "later_than"), ("2023-03-10", "2023-12-31", {"years": 2, "before": "2025-12-31"})),
    **dict.fromkeys(("on_or_before", "earlier_than"), ("2024-06-30", "2024-12-31", "day_of_judging", "period_end")),
}  # fmt: skip
"""The same beside other questions: something meets any of them together."""


class Conditions:
    """Makes conditions; a rule set asks about at most three facts of an activity and two of the person.

    Texts of the person are asked by requirements alone: one that is not known, and stands in two places, is left open.
    """

    main: str | None = None

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
        others = [each for each in LENGTHS if each != name]
        if this == section == "activities" and name in LENGTHS and self.rng.random() < 0.3:
            return name, {self.rng.choice(RELATIONS): f"this.{self.rng.choice(others)}"}
        return name, self.test(section, name)

    def test(self, section: str, name: str) -> Any:
        """Return what is asked of a field: one question, or a few."""
        rng = self.rng
        if rng.random() < 0.2:
            return self.questions(section, name, self.words(section, name, rng.choice([2, 2, 3])))
        asked = self.questions(section, name, self.words(section, name, 1))
        value = asked.get("is")
        return value if isinstance(value, (str, list, bool)) and rng.random() < 0.8 else asked

    def words(self, section: str, name: str, count: int) -> list[str]:
        """Return so many questions that can be asked of a field, or fewer."""
        words = [
            *ASKED[kind_of(section, name)],
            *["recorded"] * (self.rng.random() < (0.3 if count == 1 else 0.6)),
        ]
        return self.rng.sample(words, min(count, len(words)))

    def questions(self, section: str, name: str, words: list[str]) -> dict[str, Any]:
        """Return these questions of a field; of several, some fact meets all."""
        kind = kind_of(section, name)
        answer = self.answer if len(set(words)) == 1 else self.one_of_several
        return {word: answer(section, name, kind, word) for word in words}

    def answer(self, section: str, name: str, kind: str, word: str) -> Any:
        """Return what one question asks for."""
        rng = self.rng
        if word in ("is", "except"):
            values = values_of(section, name) if kind in ("choice", "many") else VALUES[kind]
            return rng.choice(
                [values[0], rng.choice(values)] + [[values[0]], values[:2]] * (kind != "yes_no")
            )
        if word in RELATIONS and kind == "number" and section != "person" and rng.random() < 0.3:
            return "person.fte"
        if word in DAYS:
            early = "period_start" if self.main is None else name  # before the first day of all there is none
            return rng.choice([day for day in MOMENTS if name not in str(day) and early not in str(day)])
        return rng.choice(ANSWERS[word])

    def one_of_several(self, section: str, name: str, kind: str, word: str) -> Any:
        """Return what a question asks for that stands beside others."""
        if word in ("is", "except"):
            values = values_of(section, name) if kind in ("choice", "many") else VALUES[kind]
            return self.rng.choice([values[:1], values[:2]]) if word == "is" else values[1:2]
        return self.rng.choice(TOGETHER[word])
