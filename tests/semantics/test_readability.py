"""How hard a text is to read: counted by hand, and what the formulas can never do."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics.readability import FEWEST_WORDS, FORMULAS, Counts, counts, readability

EASY = "The cat sat. " * 34  # 102 words of three letters, 34 sentences
HARD = ("Organisational accountability necessitates comprehensive documentation. " * 20).strip()  # 100 words
WORDS = st.lists(
    st.sampled_from(["a", "cat", "well-known", "it's", "learning", "3.5", "émigré"]), max_size=30
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Counts(0, 0, 0, 0)),
        ("...", Counts(0, 0, 0, 1)),
        ("One. Two! Three?", Counts(3, 11, 0, 3)),
        ("No end here", Counts(3, 9, 0, 1)),
        ("It is 3.5 hours. Then 1,000 more", Counts(7, 23, 0, 2)),
        ("Well-known people’s learning", Counts(3, 24, 3, 1)),
        ('He said "go." Then left.', Counts(5, 16, 0, 2)),
        ("snake_case", Counts(2, 9, 0, 1)),
        ("sentence sevens seven", Counts(3, 19, 1, 1)),
    ],
)
def test_counts_by_hand(text: str, expected: Counts) -> None:
    assert counts(text) == expected


def test_the_index_by_hand() -> None:
    # 4.71 x 306/102 + 0.5 x 102/34 - 21.43 is less than nothing.
    assert readability(EASY, "ari") == 0
    found = counts(HARD)
    assert (found.words, found.sentences, found.characters) == (100, 20, 20 * (14 + 14 + 12 + 13 + 13))
    assert FORMULAS["ari"](found) == Fraction("4.71") * Fraction(1320, 100) + Fraction("2.5") - Fraction(
        "21.43"
    )
    assert readability(HARD, "ari") == Fraction("43.2")  # 43.242


def test_lix_by_hand() -> None:
    assert readability(EASY, "lix") == 3
    assert readability(HARD, "lix") == 5 + 100


@pytest.mark.parametrize("formula", FORMULAS)
def test_too_short_to_tell(formula: str) -> None:
    assert readability("word " * (FEWEST_WORDS - 1), formula) is None
    assert readability("word " * FEWEST_WORDS, formula) is not None


@given(WORDS, WORDS)
def test_two_texts_one_after_the_other_have_the_counts_of_both(one: list[str], other: list[str]) -> None:
    first, second = " ".join([*one, "end."]), " ".join([*other, "end."])
    both, a, b = counts(f"{first} {second}"), counts(first), counts(second)
    assert (both.words, both.characters, both.sentences) == (
        a.words + b.words, a.characters + b.characters, a.sentences + b.sentences,
    )  # fmt: skip


@given(WORDS)
def test_words_are_what_stands_between_gaps(words: list[str]) -> None:
    found = counts(" ".join(words))
    assert found.words == len(words)
    assert found.characters == sum(len(re.sub(r"[^\w]", "", word)) for word in words)
    assert found.long_words == sum(len(re.sub(r"[^\w]", "", word)) >= 7 for word in words)


@given(st.text(max_size=400))
def test_any_text_can_be_counted(text: str) -> None:
    found = counts(text)
    assert found.long_words <= found.words <= max(found.characters, 0)
    assert found.sentences >= (1 if found.words else 0)
