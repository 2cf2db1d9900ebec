"""How hard a text is to read, by published formulas that count letters, words and sentences.

They know nothing of meaning, order or layout, and say little of a short text. All is counted by the same plain
rules, so that anybody can check a number by hand:

- a word is a run of letters and digits, with single hyphens and apostrophes between them, and points within numbers;
- a sentence ends at `.`, `!` or `?` before a gap or the end, and the last one at the end of the text. An
  abbreviation such as "e.g. " ends a sentence too, which makes a text seem easier;
- a number is rounded to one decimal, halves upwards, and is no less than nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import attrs

from cpdrules.semantics.rounding import rounded

FEWEST_WORDS = 100
"""A text of fewer words is too short to tell. The choice is ours: samples of about a hundred words are usual."""

ONE_DECIMAL = Fraction(1, 10)
LONG = 7
_WORD = re.compile(r"[^\W_]+(?:(?:[-'\u2019]|(?<=\d)[.,](?=\d))[^\W_]+)*")
_END = re.compile(r"[.!?]+[\"'\u2019\u201d)]*(?=\s|$)")


@attrs.frozen
class Counts:
    """What stands in a text. `characters` are the letters and digits, `long_words` those of seven or more of them."""

    words: int
    characters: int
    long_words: int
    sentences: int


def counts(text: str) -> Counts:
    """Count words, their characters, long words and sentences.

    >>> counts("It is 3.5 hours. Well-known things!")
    Counts(words=6, characters=26, long_words=1, sentences=2)
    """
    words = _WORD.findall(text)
    lengths = [sum(each.isalnum() for each in word) for word in words]
    ends = list(_END.finditer(text))
    after = text[ends[-1].end() :] if ends else text
    sentences = len(ends) + (1 if _WORD.search(after) else 0)
    return Counts(len(words), sum(lengths), sum(length >= LONG for length in lengths), sentences)


def automated_readability_index(text: Counts) -> Fraction:
    """Return the grade in a school of the United States that is held to read a text with ease.

    4.71 times characters for each word, plus half the words for each sentence, less 21.43: R. J. Senter and
    E. A. Smith, Automated Readability Index, 1967. It was made for English.
    """
    by_word, by_sentence = Fraction(text.characters, text.words), Fraction(text.words, text.sentences)
    return Fraction("4.71") * by_word + by_sentence / 2 - Fraction("21.43")


def lix(text: Counts) -> Fraction:
    """Return words for each sentence plus the percentage of words of seven letters or more.

    C.-H. Björnsson, Läsbarhet, 1968; about 20 is very easy and 60 very hard, in several languages.
    """
    return Fraction(text.words, text.sentences) + Fraction(100 * text.long_words, text.words)


FORMULAS: dict[str, Callable[[Counts], Fraction]] = {"ari": automated_readability_index, "lix": lix}
"""The formulas by the words that name them in a rule set."""


def readability(text: str, formula: str) -> Fraction | None:
    """Return how hard a text is to read by a formula; None where it has too few words to tell."""
    found = counts(text)
    if found.words < FEWEST_WORDS:
        return None
    return rounded(max(Fraction(0), FORMULAS[formula](found)), ONE_DECIMAL, "nearest")
