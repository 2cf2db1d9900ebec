"""Every page that is made, by its path."""

from __future__ import annotations

from .blocks import LANGUAGE, ROOT
from .choices import PAGE as CHOICES_PAGE
from .choices import choices_page
from .command import PAGE as COMMAND_PAGE
from .command import command_page
from .errors import ERRORS, error_pages
from .language import language_pages
from .python_names import PAGE, python_page
from .rows import systems_page
from .tables import table_pages

MADE = (f"{LANGUAGE}/*.md", f"{ERRORS}/*.md")


def every_page() -> dict[str, str]:
    """Return the text of every page that is made, by its path."""
    single = {COMMAND_PAGE: command_page(), PAGE: python_page(), CHOICES_PAGE: choices_page()}
    return language_pages() | error_pages() | table_pages() | systems_page() | single


def stale() -> list[str]:
    """Return the pages that stand where pages are made, and that are no longer made."""
    there = {str(page.relative_to(ROOT)) for pattern in MADE for page in ROOT.glob(pattern)}
    return sorted(there - set(every_page()))
