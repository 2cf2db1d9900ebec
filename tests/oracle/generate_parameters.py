"""Random parameters: their rows, their dates, and what reduces them."""

from __future__ import annotations

import random
from typing import Any

from oracle.generate_conditions import RELATIONS, Conditions
from oracle.generate_gaps import LINES
from oracle.words import TOPICS

CHANGES = ("1900-01-01", "2023-07-01", "2024-01-01", "2024-07-01", "2024-12-31", "2025-01-01")
"""Days on which lists change: the first of all, and days about those of the judged periods."""
SMALL = (1, 2, 3, 4, 6)
WAYS = ("down", "up", "nearest")
KNOWN = ("course", "north", "regulated", "junior", "open", "ethics", "ill", "done", "law")
"""One value of each fact that can be listed."""


class Parameters(Conditions):
    """Makes the numbers of a rule set, and the measures of time that reduce them."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.rules: dict[str, Any] = {
            "parameters": {}, "measures": {}, "definitions": self.definitions, "scales": {},
            "lists": {"topics": {"values": list(TOPICS)}, "bad_words": {"values": ["rumour"]},
                      "known": {"values": list(KNOWN)}},
        }  # fmt: skip

    def change_lists_by_date(self) -> None:
        """Give some lists other entries from some days on; together they have all that a record may say."""
        rng = self.rng
        for name, words in (
            ("topics", list(TOPICS)),
            ("known", list(KNOWN)),
            ("bad_words", ["rumour", "else"]),
        ):
            if rng.random() < 0.6:
                days = sorted(rng.sample(CHANGES, rng.choice([1, 2, 2, 3])))
                some = [rng.choice([words[:1], words[1:], words[:2], [], "to_be_set"]) for _ in days]
                some[rng.randrange(len(days))] = rng.choice([words, {"is": words}])
                self.rules["lists"][name] = {"values": dict(zip(days, some, strict=True))}

    def quantity(self, unit: str) -> Any:
        """Return a number or a parameter."""
        return self.parameter(unit) if self.rng.random() < 0.35 else self.rng.choice(SMALL)

    def parameter(self, unit: str) -> str:
        rng = self.rng
        name = f"p{len(self.rules['parameters'])}"
        made: dict[str, Any] = {"unit": unit} if unit else {}
        self.rules["parameters"][name] = made
        roll = rng.random()
        if roll < 0.12:
            made["value"] = "to_be_set"
        elif roll < 0.5:
            made["value"] = self.number()
        else:
            rows = [{"when": self.for_whom(), "value": self.number()} for _ in range(rng.choice([1, 1, 2]))]
            made["cases"] = [*rows, {"otherwise": self.number()}]
            made["take"] = rng.choice(["first", "highest", "sum"])
            self.of_what_lasts(made)
        if rng.random() < 0.08:
            made = self.rules["parameters"][name] = {"unit": unit} if unit else {}
            made["add"] = [self.parameter(unit), self.parameter(unit)]
        if rng.random() < 0.1:
            made.setdefault("as_at", "period_end")
            made.setdefault("take", "highest")
        if rng.random() < 0.35:
            made["reduce"] = "never" if rng.random() < 0.2 else self.reductions()
        return name

    def of_what_lasts(self, made: dict[str, Any]) -> None:
        """Say on which day a row has to hold, where it asks for what lasts."""
        if any(row.get("when", {}).get("has") == "leaves" for row in made["cases"]):
            made["as_at"] = self.rng.choice(["period_start", "period_end", "day_of_judging", "any_day"])

    def number(self) -> Any:
        first, second = self.rng.choice(SMALL), self.rng.choice(SMALL)
        return first if self.rng.random() < 0.75 else {"1900-01-01": first, "2024-07-01": {"is": second}}

    def percentage(self, numbers: list[int]) -> Any:
        """Return a percentage of what is counted out: a number, or the name of a parameter."""
        rng = self.rng
        if rng.random() < 0.75:
            return rng.choice(numbers)
        name = f"p{len(self.rules['parameters'])}"
        self.rules["parameters"][name] = made = {}
        if rng.random() < 0.4:
            made["value"] = "to_be_set"
        else:
            made["cases"] = [
                {"when": self.for_whom(), "value": rng.choice(numbers)},
                {"otherwise": rng.choice(numbers)},
            ]
            made["take"] = rng.choice(["first", "highest"])
            self.of_what_lasts(made)
        return name

    def reductions(self) -> list[dict[str, Any]]:
        """Return what reduces a number, in an order."""
        rng = self.rng
        self.use("person", "fte")
        rows = [{"at_least": 0, "is": 1}, {"at_least": 1, "is": 4}, {"at_least": 2, "is": 3}]
        by, whole = "person.fte", 2
        if rng.random() < 0.3:
            by, whole = self.asked_measure(of_time=True)
            rows = [{"at_least": 0, "is": 1}, {"at_least": max(1, whole // 2), "is": 4}]
        steps: list[dict[str, Any]] = [
            {"in_proportion_to": by, "of": whole},
            {"subtract": rng.choice([1, 2])},
            {"read_off": by, "rows": rows},
            {"round": {"step": rng.choice([1, "0.5"]), "toward": rng.choice(WAYS)}},
            {"not_below": rng.choice([1, 2])},
        ]
        chosen = rng.sample(steps, rng.choice([1, 2, 3]))
        for step in chosen:
            if rng.random() < 0.3:
                step["when"] = self.for_whom()
        return chosen

    def for_whom(self) -> dict[str, Any]:
        """Return a condition on the person, on what there is, on the number of a period, or on a measure."""
        roll = self.rng.random()
        if roll < 0.1:
            name, whole = self.asked_measure()
            return {name: {self.rng.choice(RELATIONS): self.rng.choice([1, whole // 2, whole])}}
        if roll < 0.17:
            period = self.rng.choice(["cycle", "own"])
            if period == "own":
                self.use("person", "registered_on")
            return {f"{period}.number": self.rng.choice([{"every": 2}, {"at_least": 3}, {"at_most": 4}])}
        if roll < 0.27:
            return {"has": "leaves", "where": self.of_leaf()}
        return self.case(None)

    def asked_measure(self, of_time: bool = False) -> tuple[str, int]:
        """Return the name of a measure that a condition or a reduction may ask, and a number to hold it against."""
        made, unit = self.time() if of_time or self.rng.random() < 0.6 else self.count_of_all()
        name = f"n{len(self.rules['measures'])}"
        self.rules["measures"][name] = made
        return name, self.rng.choice(LINES[unit]) if unit else 2

    def count_of_all(self) -> tuple[dict[str, Any], str]:
        return {"count": "activities"}, ""

    def time(self) -> tuple[dict[str, Any], str]:
        """Return a measure of how long leaves last, or the period without them."""
        rng = self.rng
        unit = rng.choice(list(LINES))
        word = rng.choice(["time_in", "time_without"]) if self.main else "time_in"
        made = {word: "leaves", "unit": unit}
        if unit != "day":
            made["part"] = rng.choice(["counted", "ignored"])
        if rng.random() < 0.5:
            made["where"] = self.of_leaf()
        if rng.random() < 0.3:
            made["shortest"] = rng.choice([{"days": 14}, {"weeks": 5}, {"months": 1}])
        return made, unit

    def of_leaf(self) -> dict[str, Any]:
        """Return a condition on one leave."""
        return self.rng.choice([{"why": "ill"}, {"why": {"except": ["ill"]}}])
