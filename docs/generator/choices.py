"""The page of the choices that schemes make differently, with what each answer changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cpdrules.rules.choice import Choice
from cpdrules.rules.choices import CHOICES

from .keys import every_key
from .language import PARTS

PAGE = "docs/reference/choices.md"
NOTE = "<!-- Made by `python docs/generate.py` from src/cpdrules/rules/choices.py. Change that. -->\n\n"
HEAD = """# Choices, and what each changes

Schemes make these differently, so none has a default. Where one is left open, fault [R026](errors/R026.md) says what
stands here. [What you must choose](../ideas/choices.md) says why.
"""
SET_IN = re.compile(r"<!-- keys: ([A-Za-z]+) -->")


def choices_page() -> str:
    """Return the page: each question with its answers."""
    shown = [about(home, each) for home, all_of_type in CHOICES.items() for each in all_of_type]
    return NOTE + "\n".join([HEAD, *shown])


def about(home: str, choice: Choice) -> str:
    """Show one choice: its question, its key, and its answers."""
    key = next(each for each in every_key() if (each.home, each.word) == (home, choice.word))
    link = f"language/{page_of(home)}#{key.anchor}"
    return "\n".join(
        [
            f"## {choice.question[0].upper()}{choice.question[1:]}",
            "",
            f"[`{key.word}`]({link})",
            "",
            *answers(choice),
            "",
        ]
    )


def answers(choice: Choice) -> Iterator[str]:
    """Yield a line for each answer."""
    for option, effect in choice.options.items():
        yield f"- {choice.written(option)}: {effect}"


@cache
def page_of(home: str) -> str:
    """Return the page of the language that shows the keys of a type."""
    return next(
        part.name for part in PARTS.glob("*.md") if home in SET_IN.findall(part.read_text(encoding="utf-8"))
    )
