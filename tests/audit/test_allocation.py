"""How many of each stratum: exact, adding up, within bounds, in the proportion of the strata."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.audit.allocation import proportional, within


def tie(name: str) -> str:
    return name


WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1)


@st.composite
def asked(draw: st.DrawFn) -> tuple[int, dict[str, int]]:
    weights = draw(WEIGHTS)
    return draw(st.integers(0, sum(weights.values()))), weights


@st.composite
def bounded(draw: st.DrawFn) -> tuple[int, dict[str, int], dict[str, int], dict[str, int]]:
    weights = draw(WEIGHTS)
    most = {name: draw(st.integers(0, weight)) for name, weight in weights.items()}
    least = {name: draw(st.integers(0, bound)) for name, bound in most.items()}
    return draw(st.integers(sum(least.values()), sum(most.values()))), weights, least, most


@given(asked())
def test_the_shares_add_up_and_are_less_than_one_person_off(case: tuple[int, dict[str, int]]) -> None:
    total, weights = case
    shares = proportional(total, weights, tie)
    assert sum(shares.values()) == total
    for name, weight in weights.items():
        assert abs(shares[name] - Fraction(total * weight, max(1, sum(weights.values())))) < 1
        assert shares[name] <= weight


@given(asked())
def test_no_stratum_is_rounded_up_before_one_with_a_larger_remainder(
    case: tuple[int, dict[str, int]],
) -> None:
    total, weights = case
    shares = proportional(total, weights, tie)
    whole = max(1, sum(weights.values()))
    parts = {name: total * weight % whole for name, weight in weights.items()}
    up = [parts[name] for name in weights if shares[name] > total * weights[name] // whole]
    down = [
        parts[name] for name in weights if name not in up and shares[name] == total * weights[name] // whole
    ]
    assert not up or min(up) >= max(down, default=0)


@given(bounded())
def test_bounds_hold_and_the_number_is_kept(
    case: tuple[int, dict[str, int], dict[str, int], dict[str, int]],
) -> None:
    total, weights, least, most = case
    shares = within(total, weights, least, most, tie)
    assert sum(shares.values()) == total
    assert list(shares) == list(weights)
    assert all(least[name] <= shares[name] <= most[name] for name in weights)
    plain = proportional(total, weights, tie)
    if all(least[name] <= plain[name] <= most[name] for name in weights):
        assert shares == plain


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (25, {"a": 510, "b": 290, "c": 200}, {"a": 13, "b": 7, "c": 5}),
        (4, {"a": 20, "b": 6, "c": 6, "d": 1}, {"a": 2, "b": 1, "c": 1, "d": 0}),
        (1, {"a": 5, "b": 5}, {"a": 1, "b": 0}),
        (0, {"a": 5}, {"a": 0}), (0, {"a": 0}, {"a": 0}), (0, {}, {}),
    ],
)  # fmt: skip
def test_by_hand(total: int, weights: dict[str, int], shares: dict[str, int]) -> None:
    assert proportional(total, weights, tie) == shares


def test_what_one_stratum_has_to_give_the_others_need_not() -> None:
    weights = {"a": 100, "b": 100, "c": 200}
    zero, all_ = dict.fromkeys(weights, 0), dict(weights)
    assert within(40, weights, {**zero, "a": 25}, all_, tie) == {"a": 25, "b": 5, "c": 10}
    assert within(40, weights, zero, {**all_, "c": 4}, tie) == {"a": 18, "b": 18, "c": 4}
