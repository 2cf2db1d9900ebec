"""Numbers in and out of text, and exact sums."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import (
    NumberFault,
    exact_sum,
    format_hours,
    format_number,
    parse_amount,
    parse_exact,
    parse_number,
)

numbers = st.fractions(max_denominator=10_000) | st.integers()
decimals = st.integers(0, 10**9).map(lambda n: Fraction(n, 1000))


@given(st.lists(numbers))
def test_sum_is_that_of_fractions(values: list[Fraction | int]) -> None:
    assert exact_sum(values) == sum(values, start=Fraction(0))
    assert isinstance(exact_sum(values), Fraction)


def test_three_times_one_hour_twenty_is_four_hours() -> None:
    assert exact_sum([parse_amount("1:20")] * 3) == 4
    assert exact_sum([parse_number("0.1")] * 10) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", Fraction(35)),
        ("0", Fraction(0)),
        ("007.50", Fraction(15, 2)),
        ("1.25", Fraction(5, 4)),
        ("1000000", Fraction(1_000_000)),
        ("0.000001", Fraction(1, 1_000_000)),
    ],
)
def test_numbers_read(text: str, value: Fraction) -> None:
    assert parse_number(text) == parse_amount(text) == parse_exact(text) == value


@pytest.mark.parametrize(
    ("text", "minutes"), [("1:30", 90), ("0:05", 5), ("0:00", 0), ("12:59", 779), ("1000000:00", 60_000_000)]
)
def test_hours_and_minutes_read(text: str, minutes: int) -> None:
    assert parse_amount(text) == Fraction(minutes, 60)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        (" 1", "spaces around"),
        ("1\n", "spaces around"),
        ("1,5", "write the decimals after a point: 1.5"),
        ("1,5,2", "is not a number"),
        ("-1", "negative"),
        ("-0", "negative"),
        ("+1", "is not a number"),
        ("--1", "is not a number"),
        (".5", "is not a number"),
        ("5.", "is not a number"),
        ("1e3", "is not a number"),
        ("1_000", "is not a number"),
        ("0x10", "is not a number"),
        ("inf", "is not a number"),
        ("nan", "is not a number"),
        ("١٢", "is not a number"),
        ("²", "is not a number"),
        ("１", "is not a number"),
        ("4/3", "is not a number"),
        ("true", "is not a number"),
        ("1.0000000", "more than 6 decimals"),
        ("1000000.000001", "is more than 1000000"),
        ("9" * 41, "longer than 40 characters"),
    ],
)
def test_what_is_no_number(text: str, reason: str) -> None:
    for parse in (parse_number, parse_amount):
        with pytest.raises(NumberFault, match=reason) as fault:
            parse(text)
        assert fault.value.reason == str(fault.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1:5", "two digits"),
        ("1:050", "two digits"),
        ("1:60", "fewer than 60"),
        ("-1:30", "negative"),
        ("1000000:01", "is more than"),
        ("1:30:00", "is not a number"),
        (":30", "is not a number"),
        ("1:3.5", "is not a number"),
    ],
)
def test_what_is_no_time(text: str, reason: str) -> None:
    with pytest.raises(NumberFault, match=reason):
        parse_amount(text)


def test_a_plain_number_is_asked_for() -> None:
    with pytest.raises(NumberFault, match="hours and minutes where a plain number"):
        parse_number("1:30")


def test_limits_of_the_caller_hold() -> None:
    assert parse_number("0.12345678", max_decimals=8) == Fraction(12345678, 10**8)
    with pytest.raises(NumberFault, match="more than 1 decimals"):
        parse_amount("1.25", max_decimals=1)
    with pytest.raises(NumberFault, match="is more than 9"):
        parse_amount("9:01", maximum=9)
    with pytest.raises(NumberFault, match="longer than 3"):
        parse_amount("1:30", max_length=3)


@given(numbers)
def test_written_numbers_read_back(value: Fraction | int) -> None:
    text = format_number(value)
    assert parse_exact(text) == value
    assert text == format_number(parse_exact(text))


@given(decimals)
def test_written_decimals_are_numbers_of_records(value: Fraction) -> None:
    assert parse_number(format_number(value)) == value


@given(numbers)
def test_written_hours_read_back(value: Fraction | int) -> None:
    for hours in (value, Fraction(value, 60)):
        assert parse_exact(format_hours(hours)) == hours


@given(st.integers(0, 10_000))
def test_whole_minutes_are_never_fractions(minutes: int) -> None:
    hours = Fraction(minutes, 60)
    assert "/" not in format_hours(hours)
    assert parse_amount(format_hours(hours)) == hours


@pytest.mark.parametrize(
    ("value", "number", "hours"),
    [
        (35, "35", "35"),
        (0, "0", "0"),
        (Fraction(5, 4), "1.25", "1.25"),
        (Fraction(-5, 4), "-1.25", "-1.25"),
        (Fraction(1, 20), "0.05", "0.05"),
        (Fraction(4, 3), "4/3", "1:20"),
        (Fraction(-4, 3), "-4/3", "-1:20"),
        (Fraction(1, 60), "1/60", "0:01"),
        (Fraction(1, 8), "0.125", "1/8"),
        (Fraction(1, 7), "1/7", "1/7"),
        (350, "350", "350"),
    ],
)
def test_written(value: Fraction, number: str, hours: str) -> None:
    assert (format_number(value), format_hours(value)) == (number, hours)


@pytest.mark.parametrize("text", ["", "1:5", "1:60", "4/0", "4/-3", "1/2/3", "a", "1.5/2", "9" * 4001])
def test_what_reports_never_write(text: str) -> None:
    with pytest.raises(NumberFault):
        parse_exact(text)
