"""Amounts, comparison and shortfall against enumeration of whole numbers."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import (
    ANYTHING,
    Amount,
    Relation,
    Verdict,
    compare,
    format_hours,
    kth_amount,
    shortfall,
)

TOP = 9  # stands for "as much as you like" where the other numbers stay below 5
HOLDS = {
    Relation.AT_LEAST: lambda a, n: a >= n,
    Relation.AT_MOST: lambda a, n: a <= n,
    Relation.MORE_THAN: lambda a, n: a > n,
    Relation.LESS_THAN: lambda a, n: a < n,
}
SMALL = [Amount(least, most) for least in range(5) for most in (*range(least, 5), None)]
fractions = st.fractions(min_value=0, max_value=200, max_denominator=60)
amounts = st.builds(
    lambda least, width: Amount(least, None if width is None else least + width),
    fractions,
    st.none() | fractions,
)


def values(amount: Amount) -> range:
    return range(int(amount.least), TOP + 1 if amount.most is None else int(amount.most) + 1)


@pytest.mark.parametrize("relation", Relation)
def test_compare_and_shortfall_cover_exactly_the_pairs(relation: Relation) -> None:
    for amount, needed in product(SMALL, repeat=2):
        pairs = list(product(values(amount), values(needed)))
        if amount.most is None and needed.most is None:
            pairs += [(TOP, TOP + 1), (TOP + 1, TOP)]
        expected = Verdict(0)
        for a, n in pairs:
            expected |= Verdict.MET if HOLDS[relation](a, n) else Verdict.NOT_MET
        assert compare(amount, relation, needed) is expected, (amount, needed)
        short = [max(0, n - a if relation.upward else a - n) for a, n in pairs]
        missing = shortfall(amount, relation, needed)
        assert missing.least == min(short)
        unbounded = needed.most is None if relation.upward else amount.most is None
        assert missing.most == (None if unbounded else max(short))


def test_at_the_threshold_is_met_and_a_hundredth_below_is_not() -> None:
    at = Amount.exactly(Fraction(4, 3) * 3)
    assert compare(at, Relation.AT_LEAST, Amount.exactly(4)) is Verdict.MET
    below = Amount.exactly(at.least - Fraction(1, 100))
    assert compare(below, Relation.AT_LEAST, Amount.exactly(4)) is Verdict.NOT_MET
    assert shortfall(below, Relation.AT_LEAST, Amount.exactly(4)) == Amount.exactly(Fraction(1, 100))


def test_the_report_of_the_annual_hours() -> None:
    counted, needed = Amount(30, 33), Amount.exactly(35)
    assert compare(counted, Relation.AT_LEAST, needed) is Verdict.NOT_MET
    assert str(shortfall(counted, Relation.AT_LEAST, needed)) == "2 to 5"


@given(amounts, amounts, st.sampled_from(list(Relation)))
def test_met_leaves_nothing_short_and_blurring_decides_less(a: Amount, n: Amount, relation: Relation) -> None:
    verdict = compare(a, relation, n)
    if verdict is Verdict.MET:
        assert shortfall(a, relation, n) == Amount.exactly(0)
    blurred = Amount.hull([a, Amount.exactly(7)])
    assert verdict in compare(blurred, relation, n)


@given(amounts, amounts, amounts)
def test_sums_and_hulls(a: Amount, b: Amount, c: Amount) -> None:
    assert a.add(b).add(c) == a.add(c.add(b)) == Amount.total([a, b, c])
    assert Amount.hull([a, b, c]) == Amount.hull([Amount.hull([c, a]), b])
    assert Amount.total([]) == Amount.exactly(0)


@given(amounts, fractions)
def test_times_is_repeated_addition(a: Amount, factor: Fraction) -> None:
    assert a.times(3) == a.add(a).add(a)
    assert a.times(factor).add(a) == a.times(factor + 1)
    assert ANYTHING.times(0) == Amount.exactly(0)


def test_words() -> None:
    assert [str(a) for a in (Amount.exactly(30), Amount(30, 33), Amount(30, None))] == [
        "30",
        "30 to 33",
        "30 or more",
    ]
    assert Amount(1, Fraction(4, 3)).text(format_hours) == "1 to 1:20"
    assert Amount.exactly(2).is_exact
    assert not Amount(2, 3).is_exact


def test_faults() -> None:
    with pytest.raises(ValueError, match="from 3 down to 2"):
        Amount(3, 2)
    with pytest.raises(ValueError, match="zero or more"):
        Amount.exactly(3).times(-1)
    with pytest.raises(ValueError, match="empty"):
        Amount.hull([])


def test_kth_best_against_every_choice_of_values() -> None:
    few = [Amount.exactly(1), Amount(0, 2), Amount(2, 3), Amount(1, None)]
    for size in range(1, 5):
        for chosen in product(few, repeat=size):
            for k in range(1, size + 1):
                worlds = [sorted(world) for world in product(*map(values, chosen))]
                best, lowest = (
                    kth_amount(chosen, k, Relation.AT_LEAST),
                    kth_amount(chosen, k, Relation.AT_MOST),
                )
                for found, place in ((best, -k), (lowest, k - 1)):
                    assert found is not None
                    ends = [world[place] for world in worlds]
                    assert found.least == min(ends)
                    assert found.most == (None if max(ends) == TOP else max(ends))


def test_no_kth_of_fewer() -> None:
    assert kth_amount([ANYTHING], 2, Relation.AT_LEAST) is None
    assert kth_amount([ANYTHING], 0, Relation.AT_LEAST) is None
