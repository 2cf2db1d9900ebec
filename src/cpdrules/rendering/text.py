"""Text for a terminal: control characters shown, never obeyed."""

from __future__ import annotations

import unicodedata

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """Return text in which nothing but the newline moves a cursor, hides or reorders what follows."""
    return "".join(char if char == "\n" or not _acts(char) else f"\\u{ord(char):04x}" for char in text)


def _acts(char: str) -> bool:
    return char in BIDI or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
