"""Law 30: the rows of an amount add up to it, and every activity stands in one row, with a reason."""

import pytest
from hypothesis import given

from cpdrules.report.finding import CARRIED_IN, MADE_GOOD, ROUNDED_OFF, ROUNDED_UP, WENT_BACK
from laws.cases import SEEDS, judged, made_case
from oracle.words import LISTS

MOVED = (CARRIED_IN, WENT_BACK, MADE_GOOD, ROUNDED_OFF, ROUNDED_UP)


def holds(seed):
    case = made_case(seed)
    for finding in judged(case).walk():
        if finding.kind in ("amount", "has", "allocate") and finding.amount is not None and finding.credits:
            if finding.unit != "share":  # the rows of a share add up to the part that it is of
                adds_up(finding)
            names = [each.item for each in finding.credits if each.item and each.item not in MOVED]
            assert len(names) == len(set(names))
            assert any(set(names) == ids(case, name) for name in LISTS), finding.requirement
            assert all(credit.reason.code for credit in finding.credits)
        if finding.allotted:
            shares_out(finding, case)


def shares_out(finding, case):
    """No part is given an hour twice, nor more than items have; what is filled is the least of the amount or less."""
    given = [portion for part in finding.allotted for portion in part.items]
    assert {portion.item for portion in given} <= {"new", *ids(case, "activities"), *ids(case, "goals")}
    assert all(part.given == sum(portion.amount for portion in part.items) for part in finding.allotted)
    claimed = {credit.item: credit.claimed for credit in finding.credits}
    for item in {portion.item for portion in given}:
        most = claimed[item].most
        assert most is None or sum(each.amount for each in given if each.item == item) <= most
    filled = sum(min(part.given, part.needed.least) for part in finding.allotted)
    assert filled <= finding.amount.least, finding.requirement


def ids(case, name):
    return {item["id"] for item in case.record.get(name) or ()}


def adds_up(finding):
    rows = finding.credits
    assert sum(row.proven for row in rows) == finding.amount.least, finding.requirement
    bounded = [row.possible for row in rows if row.possible is not None]
    most = sum(bounded) if len(bounded) == len(rows) else None
    assert most == finding.amount.most, finding.requirement


@given(SEEDS)
def test_ledger(seed):
    holds(seed)


@pytest.mark.parametrize("seed", [608559001767, 6, 22])
def test_seeds_that_once_failed(seed):
    holds(seed)
