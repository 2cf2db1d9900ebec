"""Random measures, limits and steps, and requirements on them."""

from __future__ import annotations

from typing import Any

from oracle.generate_gaps import gap_line, gap_measure, items_of
from oracle.generate_parameters import WAYS, Parameters
from oracle.parts import WHOLES
from oracle.words import KINDS


class Amounts(Parameters):
    """Makes requirements on amounts, and the measures that they need."""

    def amount(self, depth: int, this: str | None) -> dict[str, Any]:
        """Return a requirement on a measure made for it."""
        rng = self.rng
        kind = rng.choice(["sum"] * 5 + ["count"] * 2 + ["distinct", "share", "gap", "time"])
        name = f"m{len(self.rules['measures'])}"
        if kind == "share":
            return self.share(name)
        measure, unit = getattr(self, kind)()
        self.rules["measures"][name] = measure
        made: dict[str, Any] = {"amount": name}
        if kind == "time":
            made |= {"where": self.of_leaf()} if rng.random() < 0.3 else {}
        elif rng.random() < 0.4 or this:
            made["where"] = self.condition(items_of(measure), this)
        total = kind in ("sum", "count") and items_of(measure) == "activities"
        if rng.random() < 0.35 and total and "limits" not in measure:
            made["limits"] = self.limits(unit)
        if kind in ("sum", "count") and rng.random() < 0.15:
            measure["round"] = {"step": rng.choice([1, "0.5", 2]), "toward": rng.choice(WAYS)}
        relation = rng.choice(["at_least"] * 4 + ["at_most", "more_than", "less_than"])
        if kind in ("gap", "time"):
            return made | {rng.choice(["at_most", "less_than", relation]): gap_line(rng, unit)}
        return made | {relation: self.quantity(unit) if kind != "distinct" else rng.choice([1, 2])}

    def sum(self) -> tuple[dict[str, Any], str]:
        rng = self.rng
        field = rng.choice(["hours", "hours", "points", rng.choice(list(WHOLES))])
        unit = "" if field == "points" else "hour"
        if field in WHOLES:
            self.use("activities", field)
        made: dict[str, Any] = {"sum": field, "from": "activities"}
        if rng.random() < 0.5:
            made["where"] = self.condition("activities", None)
        if rng.random() < 0.3:
            made["steps"] = self.steps(unit)
            unit = "day" if any("convert" in step for step in made["steps"]) else unit
        if rng.random() < 0.2:
            made["repeats"] = self.repeats()
        if rng.random() < 0.45:
            made["limits"] = self.limits(unit)
        return made, unit

    def count(self) -> tuple[dict[str, Any], str]:
        made: dict[str, Any] = {"count": self.rng.choice(["activities", "goals"])}
        if self.rng.random() < 0.5:
            made["where"] = self.condition(made["count"], None)
        if self.rng.random() < 0.25 and made["count"] == "activities":
            made["repeats"] = self.repeats()
        if self.rng.random() < 0.3 and made["count"] == "activities":
            made["limits"] = self.limits("")
        return made, ""

    def repeats(self) -> dict[str, Any]:
        """Return what makes two items the same, in which periods, and which counts."""
        same = self.rng.choice([["kind"], ["kind"], ["topic"], ["kind", "topic"], ["note"]])
        for field in same:
            self.use("activities", field)
        within = self.rng.choice(["period", "period", "half", "own", "back"])
        return {"same": same, "within": within, "keep": self.rng.choice(["earliest", "latest"])}

    def distinct(self) -> tuple[dict[str, Any], str]:
        field = self.rng.choice(["kind", "kind", "tags", "note", "topic"])
        self.use("activities", field)
        made: dict[str, Any] = {"distinct": field, "from": "activities"}
        if self.rng.random() < 0.4:
            made["where"] = self.condition("activities", None)
        return made, ""

    def gap(self) -> tuple[dict[str, Any], str]:
        made, unit = gap_measure(self.rng)
        if self.rng.random() < 0.4:
            made["where"] = self.condition("activities", None)
        return made, unit

    def share(self, name: str) -> dict[str, Any]:
        part: dict[str, Any] = self.rng.choice(
            [{"sum": "hours", "from": "activities"}, {"count": "activities"}]
        )
        whole = dict(part) | (
            {"where": self.condition("activities", None)} if self.rng.random() < 0.4 else {}
        )
        if self.rng.random() < 0.1:
            part["repeats"] = whole["repeats"] = self.repeats()
        part = part | {"where": self.condition("activities", None) | whole.get("where", {})}
        self.rules["measures"] |= {
            f"{name}a": part,
            f"{name}b": whole,
            name: {"share": f"{name}a", "of": f"{name}b"},
        }
        relation = self.rng.choice(["at_least", "at_least", "at_most", "more_than", "less_than"])
        none = self.rng.choice(["met", "not_met", "not_applicable"])
        return {"amount": name, relation: {"percent": self.percentage([25, 50, 80])}, "if_none": none}

    def steps(self, unit: str) -> list[dict[str, Any]]:
        rng = self.rng
        self.use("activities", "points")
        steps: list[dict[str, Any]] = [
            {"multiply": "points"},
            {"divide_by": "points"},
            {"round": {"step": rng.choice([1, "0.5"]), "toward": rng.choice(WAYS)}},
            {"multiply": rng.choice(["1.5", "0.5", 2])},
            {"count_at_most": rng.choice([1, 2])},
        ]
        chosen = rng.sample(steps, rng.choice([1, 1, 2]))
        for step in chosen:
            if rng.random() < 0.3:
                step["where"] = self.of_item()
        roll = rng.random()
        if unit == "hour" and roll < 0.25:
            self.use("activities", "kind")
            chosen.insert(0, {"award": self.award()})
        elif roll < 0.4:
            chosen.insert(0, {"award": rng.choice([1, 2, "0.5"]), "where": self.of_item()})
        if unit == "hour" and rng.random() < 0.15:
            chosen.append({"convert": "day"})
        return chosen

    def of_item(self) -> dict[str, Any]:
        """Return a condition on one fact of an item."""
        self.use("activities", "kind")
        self.use("activities", "online")
        return self.rng.choice([{"kind": "course"}, {"kind": ["reading", "viewing"]}, {"online": True}])

    def award(self) -> dict[str, Any]:
        rows = [["course", 3, "2023-01-01"], ["reading", 1, "2024-06-01"], ["course", 2, "2024-07-01"]]
        name = "table"
        columns = {"what": "text", "gives": {"unit": "hour"}, "since": "date"}
        self.rules["lists"][name] = {"fields": columns, "values": rows}
        made = {"list": name, "matching": "kind", "give": "gives"}
        return made | ({"since": "since"} if self.rng.random() < 0.5 else {})

    def limits(self, unit: str, dated: bool = True) -> list[dict[str, Any]]:
        """Return limits that are nested or apart."""
        rng = self.rng
        self.use("activities", "kind")
        one, other = rng.sample(KINDS, 2)
        families: list[list[dict[str, Any]]] = [
            [{"kind": one}], [{"kind": one}, {"kind": other}], [{"kind": one}, {"kind": [one, other]}],
            [{"kind": one}, {}], [{"kind": {"except": [one]}}],
            [{"kind": one}, {"kind": other}, {"kind": [one, other]}],
        ]  # fmt: skip
        made = []
        each = {"each": rng.choice(["half", "year", "own"])} if dated and rng.random() < 0.25 else {}
        for where in rng.choice(families):
            most = self.quantity(unit) if each else self.cap(unit, whole=not where)
            made.append({"count_at_most": most} | ({"where": where} if where else {}) | each)
            if rng.random() < 0.4:  # what holds the others may hold them for all periods together
                each = {}
        return made

    def cap(self, unit: str, whole: bool) -> Any:
        rng = self.rng
        if rng.random() < 0.35 and not whole:
            return {"percent": rng.choice([25, 50]), "of": rng.choice(["claimed", "counted"])}
        if rng.random() < 0.2:
            return {"percent": 50, "of": self.parameter(unit)}
        return self.quantity(unit)
