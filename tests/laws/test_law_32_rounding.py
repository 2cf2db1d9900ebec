"""Law 32: rounding keeps the order, changes nothing twice and no more than a step; steps are done as they stand."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from cpdrules.semantics import rounded
from laws.cases import SEEDS, judged
from laws.templates import HOURS, hours_case, hours_of, rules
from oracle.judge_facts import Place, World
from oracle.judge_numbers import after_steps
from oracle.words import ON

STEPS = (
    {"round": {"step": "0.5", "toward": "down"}}, {"round": {"step": 1, "toward": "nearest"}}, {"multiply": "1.5"},
    {"round": {"step": "0.25", "toward": "up"}}, {"count_at_most": 2}, {"multiply": "0.5"},
)  # fmt: skip


def holds(seed):
    rng = random.Random(seed)
    one, other = sorted(Fraction(rng.randrange(0, 900), rng.choice([7, 60, 100])) for _ in range(2))
    step = rng.choice([Fraction(1), Fraction(1, 2), Fraction(1, 4)])
    for toward in ("down", "up", "nearest"):
        told = rounded(one, step, toward)
        assert rounded(told, step, toward) == told
        assert told <= rounded(other, step, toward)
        assert abs(told - one) < step
    case, steps = hours_case(seed), rng.sample(STEPS, rng.choice([2, 3]))
    made = rules("4") | {"measures": {"stepped": HOURS | {"steps": steps}}}
    made["requirements"] = [{"id": "stepped", "amount": "stepped", "at_least": 4}]
    finding = judged(replace(case, rules=made)).finding("stepped")
    world = World(made, {}, ON)
    expected = [
        after_steps(world, steps, hours_of(item["hours"]), item, Place((ON, ON)))
        for item in case.record["activities"]
    ]
    assert finding.amount.least == finding.amount.most == sum(expected, Fraction(0))


@given(SEEDS)
def test_rounding(seed):
    holds(seed)
