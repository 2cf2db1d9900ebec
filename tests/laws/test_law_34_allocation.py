"""Law 34: what is needed can be shared out exactly when every set of parts has enough that may serve them."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged, members
from laws.templates import HOURS, hours_case, hours_of, rules
from oracle.words import KINDS


def holds(seed):
    rng = random.Random(seed)
    served = [rng.sample(KINDS, rng.choice([1, 2, 3])) for _ in range(rng.choice([1, 2, 3]))]
    needed = [rng.choice([1, 2, 4]) for _ in served]
    parts = [
        {"id": f"part-{n}", "at_least": least, "where": {"kind": kinds}}
        for n, (kinds, least) in enumerate(zip(served, needed, strict=True))
    ]
    made = rules("4") | {"measures": {"hours": HOURS}}
    made["requirements"] = [{"id": "all", "allocate": "hours", "items": "divisible", "to": parts}]
    case = replace(hours_case(seed), rules=made)
    finding = judged(case).finding("all")
    assert members(finding.verdict) == {
        "MET" if enough(case.record["activities"], served, needed) else "NOT_MET"
    }
    for item in case.record["activities"]:
        given_away = [
            each.amount for part in finding.allotted for each in part.items if each.item == item["id"]
        ]
        assert sum(given_away, Fraction(0)) <= hours_of(item["hours"])


def enough(items, served, needed):
    """Whether every set of parts has enough."""
    for size in range(1, len(served) + 1):
        for chosen in itertools.combinations(range(len(served)), size):
            kinds = {kind for n in chosen for kind in served[n]}
            there = sum((hours_of(item["hours"]) for item in items if item["kind"] in kinds), Fraction(0))
            if there < sum(needed[n] for n in chosen):
                return False
    return True


@given(SEEDS)
def test_allocation(seed):
    holds(seed)
