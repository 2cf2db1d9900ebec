"""Random rules on what moves between periods, and records that say what is brought forward."""

from __future__ import annotations

import random
from typing import Any

from oracle.generate_amounts import Amounts
from oracle.words import KINDS

INTO = ("2022-01-01", "2023-01-01", "2024-01-01", "2024-07-01")


class Ledgers(Amounts):
    """Makes requirements on amounts, some of whose periods hand on to one another."""

    def amount(self, depth: int, this: str | None) -> dict[str, Any]:
        """Return a requirement on a measure made for it."""
        made = super().amount(depth, this)
        measure = self.rules["measures"][made["amount"]]
        by_itself = not ({"distinct", "round"} & set(measure))
        is_total = by_itself and measure.get("from", measure.get("count")) == "activities"
        if is_total and self.rng.random() < (0.5 if "count" in measure else 0.25):
            self.hand_on(measure, made)
        return made

    def hand_on(self, measure: dict[str, Any], made: dict[str, Any]) -> None:
        """Say what of a measure moves on or is made good."""
        rng, unit = self.rng, "hour" if measure.get("sum") == "hours" else ""
        unit = "day" if any("convert" in step for step in measure.get("steps", ())) else unit
        limited = "limits" in measure or "limits" in made
        period = rng.choice([self.main or "year"] * 4 + ["half", "own", "year"])
        makes_up = rng.random() < 0.4
        end = rng.choice(["earliest", "latest"])
        if makes_up:
            measure["make_up"] = {
                "period": period, "shortfall_of": self.quantity(unit), "which": end,
                "within": rng.choice([{"months": 3}, {"years": 1}]), "counts_again": rng.random() < 0.4,
            }  # fmt: skip
            if rng.random() < 0.4:
                measure["make_up"]["where"] = self.condition("activities", None)
        if makes_up and rng.random() < 0.5:
            return
        other = "latest" if end == "earliest" else "earliest"
        said: dict[str, Any] = {
            "period": period, "excess_over": self.quantity(unit), "count_at_most": self.quantity(unit),
            "which": other if makes_up else "any" if limited else rng.choice(["any", "earliest", "latest"]),
            "into_next": rng.choice([1, 1, 2, 3]), "used_first": rng.choice(["own", "carried"]),
            "again": rng.random() < 0.3,
        }  # fmt: skip
        measure["carry_over"] = said
        if rng.random() < 0.5:
            said["where"] = self.condition("activities", None)
        if rng.random() < 0.4:
            said["only_when"] = self.case(None)
        if "limits" in measure:
            said["under_limits"] = rng.random() < 0.5
        if rng.random() < 0.4:
            self.use("activities", "kind")
            said["as"] = {"kind": rng.choice(KINDS)}
        elif "where" in made or (said.get("under_limits") and "limits" in {*measure, *made}):
            said["as"] = "nothing"


def brought_forward(rules: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    """Return what a record may say is brought forward, into periods that begin on such a day."""
    found = []
    for name, measure in rules.get("measures", {}).items():
        words = {"carry_over": "carried", "make_up": "owed"}
        given = {
            word: rng.choice([0, 1, 3])
            for key, word in words.items()
            if key in measure and rng.random() < 0.7
        }
        period = next((measure[key]["period"] for key in words if key in measure), None)
        if given and period in ("year", "half", "cycle") and rng.random() < 0.4:
            into = {"year": INTO[:3], "half": INTO, "cycle": ("2023-01-01",)}[period]
            found.append({"measure": name, "into": rng.choice(into), **given})
    return found
