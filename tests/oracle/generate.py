"""Small random rule sets, as the mappings that their YAML says."""

from __future__ import annotations

import random
from typing import Any

from oracle.generate_frames import Frames
from oracle.words import VOCABULARY

PERIODS = {
    "year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}},
    "cycle": {"length": {"years": 2}, "starts": "2019-01-01"},
    "half": {"length": {"months": 6}, "starts": "2020-01-01"},
    "own": {"length": {"years": 1}, "starts": "person.registered_on", "leap_day": "1 March"},
    "full": {"length": {"years": 1}, "starts": {"first": "year", "on_or_after": "person.registered_on"},
             "leap_day": "28 February"},
    "since": {"length": {"years": 1}, "starts": "person.joined_on", "leap_day": "28 February"},
    "full_own": {"length": {"years": 1}, "starts": {"first": "own", "on_or_after": "person.joined_on"},
                 "leap_day": "28 February"},
    "by_role": {"length": {"years": 1}, "starts": {"cases": [
        {"when": {"person.role": "other"}, "value": {"month": 4, "day": 1}},
        {"otherwise": {"month": 7, "day": 1}},
    ]}},
    "run_up": {"last": {"months": 9}, "ending": "person.registered_on"},
    "back": {"last": {"months": 18}, "ending": "period_end"},
    "lately": {"last": {"days": 90}, "ending": "day_of_judging"},
}  # fmt: skip


OFTEN = {"fact": 0.28, "judged": 0.28}
"""How often a key stands around a requirement of a kind; 0.15 where the kind has few keys of its own."""
ASKED_OF_PERSON = (
    "role", "member", "fte", "fte", "registered_on", "registered_on", "grade", "motto", "motto", "school"
)  # fmt: skip
"""The facts of a person, those of which more can be asked the oftener."""


class Maker(Frames):
    """Makes one rule set; what its requirements need is added as they are made."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.ids = 0
        self.main: str | None = None

    def make(self) -> dict[str, Any]:
        """Return a rule set."""
        rng = self.rng
        self.main = rng.choice(
            ["year"] * 6 + ["cycle", "cycle", "own", "own", "full", "full_own", "by_role", None, None]
        )
        requirements = [self.requirement(2, None) for _ in range(rng.choice([1, 1, 2]))]
        if rng.random() < 0.1:
            requirements.append(self.scored())
        if rng.random() < 0.4:
            requirements.append(self.much_said())
        self.say_when_answers_are_made(requirements)
        rules = self.whole(requirements)
        if rng.random() < 0.12:
            rules["exemptions"] = self.exemptions(requirements)
        return rules

    def say_when_answers_are_made(self, requirements: list[dict[str, Any]]) -> None:
        """Let each question that no judges stand around have some of its own."""
        for made in requirements:
            if "judges" not in made and "judged" in made:
                made["judges"] = {"at_least": 1, "made_in": self.made_in()}
            if "judges" not in made:
                inside = [*made.get("all_of", ()), *made.get("some_of", ())]
                inside += [made["require"]] if "require" in made else []
                self.say_when_answers_are_made(inside)

    def whole(self, requirements: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the rule set that requirements make with all they need."""
        rng = self.rng
        rules: dict[str, Any] = {
            "cpdrules": 1,
            "ruleset": "made/up",
            "title": "Made up",
            "subject": "portfolio",
        }
        if self.main:
            rules["period"] = self.main
        rules["in_force_at"] = rng.choice(["period_start", "period_end", "day_of_judging"])
        rules["vocabulary"] = VOCABULARY
        rules["units"] = {"day": {"is": 6, "of": "hour"}}
        if rng.random() < 0.03:
            self.rules["lists"]["topics"] = {"values": "to_be_set"}
        elif rng.random() < 0.25:
            self.change_lists_by_date()
        rules["periods"] = PERIODS
        rules |= {key: value for key, value in self.rules.items() if value}
        return rules | {"requirements": requirements}

    # -- requirements --------------------------------------------------------------------------------------

    def requirement(self, depth: int, this: str | None) -> dict[str, Any]:
        """Return a requirement of any kind that may stand here."""
        leaves = ["amount"] * 6 + ["fact"] * 2 + ["allocate"] * 2 + ["has", "judged"]
        nests = ["all_of", "some_of", "for_each", "for_some", "in_every", "in_some"]
        nests = nests if self.main else nests[:-2]
        kind = self.rng.choice(
            leaves + nests * 2 if depth and not this else leaves + ["all_of"] * (depth > 0)
        )
        self.ids += 1
        made: dict[str, Any] = {"id": f"r{self.ids}"}
        made |= getattr(self, kind)(depth - 1, this)
        return made | self.frame(kind, made, this, kind in leaves, OFTEN.get(kind, 0.15))

    def exemptions(self, requirements: list[dict[str, Any]]) -> dict[str, Any]:
        """Return relief for some people from some requirements."""
        ids = [
            each["id"]
            for top in requirements
            for each in [top, *top.get("all_of", []), *top.get("some_of", [])]
        ]
        word = self.rng.choice(["exempt_from", "from_all_except"])
        return {"relief": {"when": self.case(None), word: self.rng.sample(ids, 1)}}

    def all_of(self, depth: int, this: str | None) -> dict[str, Any]:
        return {"all_of": self.parts(depth, this)}

    def some_of(self, depth: int, this: str | None) -> dict[str, Any]:
        parts = self.parts(depth, this)
        return {"at_least": self.quorum(len(parts)), "some_of": parts}

    def parts(self, depth: int, this: str | None) -> list[dict[str, Any]]:
        return [self.requirement(max(depth, 0), this) for _ in range(self.rng.choice([1, 2, 2, 3]))]

    def quorum(self, most: int = 2) -> Any:
        return self.rng.choice([1, min(2, most), {"percent": self.percentage([50, 60, 100])}])

    def judged(self, depth: int, this: str | None) -> dict[str, Any]:
        made: dict[str, Any] = {"judged": "Is it good?"}
        if self.rng.random() < 0.5:
            made["evidence"] = self.rng.choice(
                [
                    ["photo"],
                    {"some_of": ["photo", "essay"]},
                    {"all_of": ["photo"], "some_of": ["essay", "film"]},
                ]
            )
        if self.rng.random() < 0.4:
            made["may_not_apply"] = True
        return made

    def fact(self, depth: int, this: str | None) -> dict[str, Any]:
        """Return a requirement on one fact."""
        rng = self.rng
        if this in ("activities", "goals") and rng.random() < 0.7:
            section, name = this, rng.choice(self.palette[this])
        else:
            section, name = "person", rng.choice(ASKED_OF_PERSON)
        path = f"person.{name}" if section == "person" else f"this.{name}"
        return {"fact": path} | self.questions(
            section, name, self.words(section, name, rng.choice([1, 2, 2, 3]))
        )

    def much_said(self) -> dict[str, Any]:
        """Return a requirement on one fact that says most of what can be said."""
        self.ids += 1
        made = {"id": f"r{self.ids}"} | self.fact(0, None)
        return made | self.frame("fact", made, None, is_leaf=True, often=0.45)

    def has(self, depth: int, this: str | None) -> dict[str, Any]:
        name = self.rng.choice(["activities", "activities", "goals"])
        made: dict[str, Any] = {"has": name, "where": self.condition(name, this)}
        return made | self.rng.choice(
            [{}, {"at_least": 2}, {"at_most": 1}, {"less_than": 2}, {"more_than": 1}]
        )

    def for_each(self, depth: int, this: str | None) -> dict[str, Any]:
        return self.loop("for_each")

    def for_some(self, depth: int, this: str | None) -> dict[str, Any]:
        return self.loop("for_some") | {"at_least": self.quorum()}

    def loop(self, word: str) -> dict[str, Any]:
        rng = self.rng
        over: Any = rng.choice(["activities", "goals", "kinds", "entries"])
        made: dict[str, Any] = {}
        if over in ("activities", "goals"):
            this, made[word] = over, over
            if rng.random() < 0.6:
                made["where"] = self.condition(over, None)
        elif over == "kinds":
            this, made[word] = "kind", {"value_of": "kind", "in": "activities", "except": ["viewing"]}
        else:
            this, made[word] = "entry", {"entry_of": "topics"}
        return made | {
            "if_none": rng.choice(["met", "not_met", "not_applicable"]),
            "require": self.bare(this),
        }

    def in_every(self, depth: int, this: str | None) -> dict[str, Any]:
        return {"in_every": self.windows(), "require": self.bare(None)}

    def in_some(self, depth: int, this: str | None) -> dict[str, Any]:
        return {"in_some": self.windows(), "at_least": self.quorum(), "require": self.bare(None)}

    def windows(self) -> Any:
        rng = self.rng
        if rng.random() < 0.5:
            return rng.choice(["half", "half", "own", "year", "year", "by_role", "full"])
        return {"of": "half", "consecutive": 2, rng.choice(["within", "across"]): "year"}

    def bare(self, this: str | None) -> dict[str, Any]:
        """Return what a loop requires; it may do without an id."""
        made = self.requirement(1 if self.rng.random() < 0.2 else 0, this)
        if self.rng.random() < 0.7 and "judged" not in made:
            made.pop("id")
        return made

    # -- scores --------------------------------------------------------------------------------------------

    def scored(self) -> dict[str, Any]:
        """Return a block, a score of it, and a threshold on the score."""
        self.ids += 1
        word = self.rng.choice(["all_of", "all_of", "some_of"])
        parts = self.parts(1, None)
        block = {"id": f"r{self.ids}", word: parts, "level": "should"} | self.judging(0.3)
        block |= {"at_least": 1} if word == "some_of" else {}
        for part in parts:
            part["weight"] = self.rng.choice([1, 1, 2, 3])
        if self.rng.random() < 0.3:
            block["applies_when"] = self.case(None)
        worth = self.rng.choice(["left_out", "full_marks", "nothing"])
        self.rules["measures"]["score"] = {"score": block["id"], "not_applicable": worth}
        if self.rng.random() < 0.7:
            bands = [
                {"at_least": {"percent": 0}, "name": "fair"},
                {"at_least": {"percent": 60}, "name": "good"},
            ]
            self.rules["measures"]["score"]["bands"] = bands
        line = {"id": "line", "amount": "score", "at_least": {"percent": self.percentage([40, 50, 75])}}
        return {"id": "marks", "all_of": [block, line]}


def rule_set(rng: random.Random) -> dict[str, Any]:
    """Return a random small rule set."""
    return Maker(rng).make()
