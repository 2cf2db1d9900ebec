"""Random allocations: a sum or a count that is shared out among a few parts, under limits that are numbers."""

from __future__ import annotations

from typing import Any

from oracle.generate_ledgers import Ledgers
from oracle.generate_parameters import SMALL


class Allocations(Ledgers):
    """Makes requirements that share a measure out."""

    ids: int

    def allocate(self, depth: int, this: str | None) -> dict[str, Any]:
        """Return an allocation, with a measure made for it."""
        rng = self.rng
        name = f"m{len(self.rules['measures'])}"
        measure, unit = rng.choice([self.sum, self.sum, self.count])()
        section = measure.get("from") or measure["count"]
        items = rng.choice(["divisible", "whole"])
        measure.pop("limits", None)
        if items == "divisible" and section == "activities" and rng.random() < 0.4:
            measure["limits"] = self.numbered(unit)
        self.rules["measures"][name] = measure
        parts = [self.part(number, section, unit, this) for number in range(rng.choice([1, 2, 2, 3]))]
        return {"allocate": name, "items": items, "to": parts}

    def part(self, number: int, section: str, unit: str, this: str | None) -> dict[str, Any]:
        """Return one part of an allocation."""
        rng = self.rng
        made: dict[str, Any] = {"id": f"r{self.ids}-{number}", "at_least": self.quantity(unit)}
        if rng.random() < 0.8 or this:
            made["where"] = self.condition(section, this)
        if section == "activities" and rng.random() < 0.3:
            made["limits"] = self.numbered(unit)
        return made

    def numbered(self, unit: str) -> list[dict[str, Any]]:
        """Return limits, none of which is a share of what is claimed or counted."""
        limits = self.limits(unit, dated=False)
        for limit in limits:
            cap = limit["count_at_most"]
            if isinstance(cap, dict) and cap["of"] in ("claimed", "counted"):
                limit["count_at_most"] = self.rng.choice(SMALL)
        return limits
