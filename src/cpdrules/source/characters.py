"""Which characters a text may hold, and how those it may not are shown."""

import re
import unicodedata
from collections.abc import Iterator

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# These end a line for YAML 1.1 and for Python, but for few editors: places would be off.
_SEPARATORS = "\u2028\u2029"
_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17)
)

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_ASCII_FORBIDDEN = re.compile(f"[{_CONTROLS}]")
_FORBIDDEN = re.compile(f"[{_CONTROLS}\x80-\x9f{_BIDI}{_SEPARATORS}\ud800-\udfff\ufeff{_NON_CHARACTERS}]")
_UNSHOWN = re.compile(f"[\t\n\r]|{_FORBIDDEN.pattern}")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """The characters that no text of a file or record may hold, written out or as an escape."""
    return _pattern_for(text).finditer(text)


def first_forbidden(text: str) -> re.Match[str] | None:
    """The first of them."""
    return _pattern_for(text).search(text)


def _pattern_for(text: str) -> re.Pattern[str]:
    # Ten times faster, and most large records are plain ASCII.
    return _ASCII_FORBIDDEN if text.isascii() else _FORBIDDEN


def shown(text: str) -> str:
    """The text as it may be printed: on one line, with nothing that steers a terminal or turns text round."""
    return _UNSHOWN.sub(lambda match: _SHORT.get(match[0]) or _escape(match[0]), text)


def cited(text: str, most: int = 60) -> str:
    """The author's own word or text in backticks, cut where it is long."""
    return f"`{text if len(text) <= most else text[:most] + '…'}`"


def character_name(character: str) -> str:
    """What a forbidden character is, for someone who cannot see it: `U+202E (right-to-left override)`."""
    name = unicodedata.name(character, "").lower() or _kind(character)
    return f"U+{ord(character):04X} ({name})"


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    return {"Cc": "control character", "Cs": "half of a surrogate pair"}.get(category, "not a character")


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
