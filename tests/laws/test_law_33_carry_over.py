"""Law 33: no more is carried than the limit and the excess; what comes in is what went out, and is not passed on."""

import datetime
import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from cpdrules.report.finding import CARRIED_IN
from laws.cases import SEEDS, judged
from laws.templates import HOURS, hours_case, rules

YEARS = (2021, 2022, 2023, 2024)


def holds(seed):
    rng = random.Random(seed)
    needed, most = rng.choice([2, 4, 6]), rng.choice([1, 2, 5])
    again = rng.random() < 0.3
    items = [
        {"id": f"{year}-{n}", "ended": f"{year}-0{rng.randrange(1, 10)}-15", "hours": rng.choice([1, 2, 3, 5])}
        for year in YEARS for n in range(rng.choice([0, 1, 2, 3]))
    ]  # fmt: skip
    made = rules("4")
    said = {
        "period": "year", "excess_over": needed, "count_at_most": most, "which": "any", "into_next": 1,
        "used_first": "own", "again": again,
    }  # fmt: skip
    made |= {"measures": {"kept": HOURS | {"carry_over": said}}}
    made["requirements"] = [{"id": "kept", "amount": "kept", "at_least": needed}]
    record = hours_case(seed).record | {
        "activities": items, "brought_forward": [{"measure": "kept", "into": "2021-01-01", "carried": 0}]
    }  # fmt: skip
    carried = Fraction(0)
    for year in YEARS:
        case = replace(hours_case(seed), rules=made, record=record, on=datetime.date(year, 12, 31))
        finding = judged(case).finding("kept")
        own = sum(
            (Fraction(item["hours"]) for item in items if item["ended"].startswith(str(year))), Fraction(0)
        )
        assert finding.amount.least == finding.amount.most == own + carried
        assert [row.proven for row in finding.credits if row.item == CARRIED_IN] == [carried] * (carried > 0)
        carried = min(most, max(0, own + (carried if again else 0) - needed))


@given(SEEDS)
def test_carry_over(seed):
    holds(seed)
