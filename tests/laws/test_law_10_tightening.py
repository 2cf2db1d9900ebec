"""Law 10: a higher minimum, a lower limit, one requirement more: what is not met does not come to be met."""

import copy
from dataclasses import replace

from hypothesis import given

from laws.amounts import adds_up, amount_case
from laws.cases import SEEDS, judged, members


def fits(made, measure):
    return adds_up(made, measure) and isinstance(made.get("at_least"), int)


def holds(seed):
    case = amount_case(seed, fits)
    before = members(judged(case).finding("r").verdict)
    for rules in tighter(case.rules):
        after = members(judged(replace(case, rules=rules)).verdict)
        assert "MET" in before or "MET" not in after


def tighter(rules):
    """Yield the rules with each number of their one requirement by one tighter, and with one requirement more."""
    higher = copy.deepcopy(rules)
    higher["requirements"][0]["at_least"] += 1
    yield higher
    for measure in rules["measures"]:
        for place, limit in enumerate(rules["measures"][measure].get("limits", ())):
            if isinstance(limit["count_at_most"], int):
                lower = copy.deepcopy(rules)
                lower["measures"][measure]["limits"][place]["count_at_most"] -= 1
                yield lower
    more = {"id": "more", "fact": "person.member", "is": True}
    yield rules | {"requirements": [{"id": "both", "all_of": [rules["requirements"][0], more]}]}


@given(SEEDS)
def test_tightening(seed):
    holds(seed)
