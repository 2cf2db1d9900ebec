"""Every page that is made, by its path."""

from __future__ import annotations

from .blocks import ROOT
from .language import language_pages

MADE = ("docs/reference/language/*.md",)


def every_page() -> dict[str, str]:
    """Return the text of every page that is made, by its path."""
    return language_pages()


def stale() -> list[str]:
    """Return the pages that stand where pages are made, and that are no longer made."""
    there = {str(page.relative_to(ROOT)) for pattern in MADE for page in ROOT.glob(pattern)}
    return sorted(there - set(every_page()))
