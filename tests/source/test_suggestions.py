"""Near misses and names."""

import time

import pytest

from cpdrules.source.suggest import did_you_mean, name_fault

KNOWN = ["title", "hours", "at_least", "count_at_most", "id"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("Hours", "hours"),
        ("hour", "hours"),
        ("at-least", "at_least"),
        ("at least", "at_least"),
        ("COUNT-AT-MOST", "count_at_most"),
        ("atleast", "at_least"),
        ("zebra", ""),
        ("", ""),
        ("title", ""),
    ],
)
def test_near_misses(word: str, meant: str) -> None:
    assert did_you_mean(word, KNOWN) == (f"did you mean `{meant}`?" if meant else "")
    assert did_you_mean(word, set(KNOWN)) == did_you_mean(word, reversed(KNOWN))


def test_nothing_known() -> None:
    assert did_you_mean("a", []) == ""


def test_a_long_word_costs_little() -> None:
    begun = time.perf_counter()
    did_you_mean("ab" * 50_000, (f"{'ba' * 500}{index}" for index in range(5_000)))
    assert (
        time.perf_counter() - begun < 30
    )  # only a stop: measured is 0.05 s, comparing them all takes minutes


@pytest.mark.parametrize("name", ["a", "a1", "annual-hours", "a.b_c-d", "x" * 100])
def test_names(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("x" * 101, "is longer than 100 characters"),
        ("Annual-Hours", "has capital letters; write `annual-hours`"),
        ("annual hours", "has a space in it; write `annual-hours`"),
        ("café", "may have only the letters a to z, digits, and `-`, `_` or `.` between them"),
        ("valid\n", "may have only the letters a to z, digits, and `-`, `_` or `.` between them"),
        ("\u212a", "may have only the letters a to z, digits, and `-`, `_` or `.` between them"),
        ("A b", "has a space in it; write `a-b`"),
        ("1a", "has to begin with a letter from a to z"),
        ("-a", "has to begin with a letter from a to z"),
        ("a--b", "may have `-`, `_` and `.` only singly and between letters or digits"),
        ("a-", "may have `-`, `_` and `.` only singly and between letters or digits"),
    ],
)
def test_what_is_no_name_says_why(text: str, why: str) -> None:
    assert name_fault(text) == why
