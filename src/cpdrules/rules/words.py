"""Word lists: terms to be weighed in a text, each with why, what to say instead, and where it comes from."""

from __future__ import annotations

from typing import Literal

import attrs

from cpdrules.rules.keys import key, place
from cpdrules.rules.vocabulary import Field, Reference
from cpdrules.source import Span

COLUMNS = ("term", "why", "suggestion", "tier", "source", "licence")
"""What a word list gives of each term, in the order in which its rows have it."""


@attrs.frozen
class Term:
    """A word or some words, matched whole, whatever their capitals and hyphens."""

    term: str = key("the words")
    why: str = key("why they are to be weighed")
    suggestion: str = key("what may be said instead")
    tier: Literal["avoid", "weigh"] = key(
        "`avoid` where it rarely fits, `weigh` where it depends on the sentence"
    )
    source: Reference | None = key("where it comes from; left out, that of the list", default=None)
    licence: str | None = key("under which terms it may be used; left out, that of the list", default=None)
    place: Span | None = place()


@attrs.frozen
class WordList:
    """Terms as data, in a file of their own that ends in `.words.yaml`."""

    words: str = key("the id")
    title: str = key("the heading")
    source: Reference = key("where the terms come from")
    licence: str = key("under which terms they may be used")
    terms: tuple[Term, ...] = key("the terms")

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the terms as the rows of a named list."""
        return tuple(
            (
                each.term,
                each.why,
                each.suggestion,
                each.tier,
                str(each.source or self.source),
                each.licence or self.licence,
            )
            for each in self.terms
        )


FIELDS = tuple(Field(name=column, kind="text") for column in COLUMNS)
"""The columns of the named list that a word list makes."""
