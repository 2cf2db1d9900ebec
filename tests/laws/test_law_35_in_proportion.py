"""Law 35: the whole time asks for all, none for nothing, and more time never for less; a floor is never undercut."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from laws.cases import SEEDS, judged
from laws.templates import hours_case, rules

WHOLE = 12


def holds(seed):
    least, floor = 2 + seed % 40, seed % 3
    steps = [{"in_proportion_to": "person.fte", "of": WHOLE}] + ([{"not_below": floor}] if floor else [])
    before = Fraction(0)
    for months in (0, 1 + seed % 5, 6 + seed % 6, WHOLE, WHOLE + 1 + seed % 9):
        made = rules("4") | {"parameters": {"least": {"unit": "hour", "value": least, "reduce": steps}}}
        made["requirements"][0]["at_least"] = "least"
        case = hours_case(seed)
        report = judged(replace(case, rules=made), record=case.record | {"person": {"fte": months}})
        needed = report.finding("plain").needed
        assert needed.least == needed.most == max(floor, least * min(Fraction(months, WHOLE), 1))
        assert needed.least >= before
        before = needed.least


@given(SEEDS)
def test_in_proportion(seed):
    holds(seed)
