"""What any requirement may say beside its own: for whom, when, how much it weighs, and who judges."""

from __future__ import annotations

from typing import Any

from oracle.generate_allocations import Allocations

SCALE = {"answers": {"full": 2, "partly": 1, "missing": 0}, "met_from": "partly"}
JUDGING_BLOCKS = ("all_of", "some_of", "judged")


class Frames(Allocations):
    """Makes the keys that all kinds of requirement share."""

    def frame(
        self, kind: str, made: dict[str, Any], this: str | None, is_leaf: bool, often: float
    ) -> dict[str, Any]:
        """Return what stands around a requirement of a kind, each key so often."""
        rng, said = self.rng, {}
        if rng.random() < max(often, 0.25):
            said["applies_when"] = self.case(this)
        if rng.random() < often:
            said |= self.days(made)
        if rng.random() < often:
            said["level"] = rng.choice(["should", "may"])
        if rng.random() < often:
            said["weight"] = rng.choice([1, 2, 3])
        if rng.random() < often:
            ever = is_leaf and not self.takes_of_the_whole()
            periods = ["back", "back", "lately", "own", "half", "half", "run_up", "full", "since", "by_role"]
            said["period"] = rng.choice([*periods, *["ever"] * ever])
        return said | self.judging(max(often, 0.3) if kind in JUDGING_BLOCKS else often)

    def takes_of_the_whole(self) -> bool:
        """Whether a period is asked for without some time; of one without a first day there is no such rest."""
        return any("time_without" in each for each in self.rules["measures"].values())

    def days(self, made: dict[str, Any]) -> dict[str, Any]:
        """Return between which days a requirement is met."""
        rng = self.rng
        days: dict[str, Any] = {}
        if rng.random() < 0.5:
            days["not_before"] = rng.choice(
                ["2024-03-01", {"months": 3, "after": "period_start"}, "person.registered_on"]
            )
        if rng.random() < 0.7 or not days:
            days["due"] = rng.choice(
                ["2024-06-30", {"days": 28, "after": "period_end"}, {"months": 2, "before": "period_end"}]
            )
            upper = ("amount" in made or "has" in made) and ("at_most" in made or "less_than" in made)
            days["late"] = "not_met" if upper or rng.random() < 0.4 else {"accepted_for": {"months": 2}}
        if "person.registered_on" in days.values():
            self.use("person", "registered_on")
        return days

    def made_in(self) -> str:
        """Return when answers are made."""
        return "period" if self.rng.random() < 0.3 else "ever"

    def judging(self, share: float) -> dict[str, Any]:
        """Return what a requirement says about how the criteria in it are judged."""
        rng, said = self.rng, {}
        if rng.random() < share:
            self.rules["scales"]["three"] = SCALE
            said["scale"] = "three"
        if rng.random() < share:
            said["judges"] = {"at_least": rng.choice([1, 2])} | (
                {"role": rng.choice(["peer", ["peer", "tutor"]])} if rng.random() < 0.4 else {}
            )
            said["judges"]["made_in"] = self.made_in()
        if said.get("judges", {"at_least": 1})["at_least"] > 1 or rng.random() < share / 2:
            said["combine"] = rng.choice(["lowest", "middle", "highest", {"agree": {"percent": 60}}])
        return said
