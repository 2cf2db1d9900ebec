"""What moves between periods, said back."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cpdrules.prose.lines import Line
from cpdrules.prose.sayings import Sayings
from cpdrules.rules.conditions import Condition
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.measures import Count, Sum


@attrs.frozen
class Moving:
    """The carry-over and the make-up of measures."""

    say: Sayings

    def between_periods(self, measure: Sum | Count) -> Iterator[Line]:
        """Yield what is made good in the next period, and what moves on into it."""
        if measure.make_up is not None:
            yield Line(1, self.say.cited(self.make_up(measure.make_up), measure.make_up.reference))
        if measure.carry_over is not None:
            carry = measure.carry_over
            yield Line(1, self.say.cited(self.carry_over(carry), carry.reference))
            if carry.only_when is not None:
                yield Line(2, self.say.say("carry_only_when", self.say.condition(carry.only_when)))
            if carry.under_limits is not None:
                yield Line(2, self.under_limits(carry.under_limits))

    def make_up(self, rule: MakeUp) -> str:
        """Say what is made good, by which items, and whether they count again."""
        say = self.say.say
        return say(
            "make_up",
            period=rule.period,
            needed=self.say.quantity(rule.shortfall_of),
            within=self.say.length(rule.within),
            which=say(rule.which),
            where=self.where(rule.where),
            again=say("counts_twice" if rule.counts_again else "counts_once"),
        )

    def carry_over(self, rule: CarryOver) -> str:
        """Say what moves on, and every choice about it."""
        say = self.say.say
        kind = "carried_as" if rule.as_.clauses else "carried_as_nothing"
        facts = say(kind, self.say.condition(rule.as_))
        return say(
            "carry_over",
            period=rule.period,
            needed=self.say.quantity(rule.excess_over),
            most=self.say.quantity(rule.count_at_most),
            count=say("next_one") if rule.into_next == 1 else say("next_many", str(rule.into_next)),
            where=self.where(rule.where),
            which=say(f"excess_{rule.which}"),
            first=say(f"first_{rule.used_first}"),
            again=say(f"again_{str(rule.again).lower()}"),
            facts=facts,
        )

    def under_limits(self, told: bool) -> str:
        """Say whether limits hold for what is carried in."""
        return self.say.say(f"under_limits_{str(told).lower()}")

    def where(self, condition: Condition) -> str:
        """Say which items are meant; nothing for all."""
        return self.say.say("that_meet", self.say.condition(condition)) if condition.clauses else ""
