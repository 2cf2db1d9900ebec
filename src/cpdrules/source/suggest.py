"""Helping an author who nearly wrote the right word."""

import difflib
import re
from collections.abc import Iterable
from itertools import islice

from cpdrules.source.characters import cited
from cpdrules.source.limits import DEFAULT_LIMITS

_NAME = re.compile(r"[a-z][a-z0-9]*([-_.][a-z0-9]+)*")
_ALPHABET = re.compile(r"[a-z0-9_.-]+")

# What other tools and other words say for ours; each is one that people really write.
SYNONYMS = {
    "min": "at_least", "minimum": "at_least", "max": "at_most", "maximum": "at_most",
    "description": "title", "name": "id", "label": "title", "heading": "title", "if": "applies_when",
    "when": "applies_when", "condition": "applies_when", "severity": "level",
    "required": "level", "mandatory": "level", "filter": "where", "matches": "contains", "regex": "contains",
    "pattern": "contains", "type": "kind", "default": "if_absent", "expected": "expect", "citation": "reference",
    "shall": "must", "optional": "may", "recommended": "should", "pass": "met", "passed": "met",
    "fail": "not_met", "failed": "not_met", "unknown": "undetermined", "n/a": "not_applicable",
    "yes": "true", "no": "false",
}  # fmt: skip

# Similarity is quadratic in length, so both sides are cut and the choice is bounded.
_LONGEST = DEFAULT_LIMITS.name
_MOST_KNOWN = 1_000
_MOST_LISTED = 20
# Below this, a suggestion puzzles more often than it helps.
_CLOSE = 0.7


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the known word that was probably meant, or nothing.

    Case, and hyphen, underscore or space, make no difference.
    """
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    known = tuple(islice(known, _MOST_KNOWN))
    if (ours := SYNONYMS.get(word.casefold())) in known and ours is not None:
        return ours
    choices = {_plain(each): each for each in sorted(known, reverse=True)}
    near = difflib.get_close_matches(_plain(word), choices, n=1, cutoff=_CLOSE)
    return choices[near[0]] if near and choices[near[0]] != word else ""


def listed(words: Iterable[str]) -> str:
    """The words in backticks with commas between, at most twenty of them."""
    given = list(words)
    some = ", ".join(cited(each) for each in given[:_MOST_LISTED])
    return f"{some} and {len(given) - _MOST_LISTED:,} more" if len(given) > _MOST_LISTED else some or "none"


def _plain(word: str) -> str:
    return re.sub(r"[-_\s]+", "-", word[:_LONGEST].casefold())


def name_fault(text: str) -> str:
    """Why the text is no id, in words that follow the text itself; nothing when it is one.

    An id begins with a letter and has only a to z, 0 to 9, and single `-`, `_` or `.` between them.
    """
    if len(text) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if _NAME.fullmatch(text):
        return ""
    if not text:
        return "is empty"
    if text.isascii() and _NAME.fullmatch(lower := text.lower()):
        return f"has capital letters; write `{lower}`"
    if text.isascii() and " " in text and _NAME.fullmatch(hyphened := "-".join(text.lower().split())):
        return f"has a space in it; write `{hyphened}`"
    if not _ALPHABET.fullmatch(text):
        return "may have only the letters a to z, digits, and `-`, `_` or `.` between them"
    if not text[0].isalpha():
        return "has to begin with a letter from a to z"
    return "may have `-`, `_` and `.` only singly and between letters or digits"
