"""Words in a text: matched whole, with hyphens as spaces and whatever their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u00ad]+")


def plain_words(text: str) -> str:
    """Return a text in small letters, with one space for each gap or hyphen.

    >>> plain_words("Wheelchair-Bound  people")
    'wheelchair bound people'
    """
    return _BETWEEN.sub(" ", text.casefold()).strip()


def words_found(text: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms that stand in a text as whole words, in the order given.

    >>> words_found("Crazy paving, for the able-bodied", ["craz", "able bodied"])
    ('able bodied',)
    """
    plain = plain_words(text)
    return tuple(term for term in terms if re.search(rf"(?<!\w){re.escape(plain_words(term))}(?!\w)", plain))
