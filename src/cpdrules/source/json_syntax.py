"""What is wrong with JSON that cannot be parsed, told by looking at the text where the parser got stuck."""

import re

from cpdrules.source.characters import cited
from cpdrules.source.nodes import Document
from cpdrules.source.places import CLOSING, OPEN_STRING, STRING, Lines

SPACE = " \t\r\n"
_NO_SPACE = re.compile(r"[^ \t\r\n]")
_WORD = re.compile(r"[^\W\d]\w*")

_Fault = tuple[int, str, str, str]


def explain(offset: int, text: str, document: Document) -> None:
    """Add the one fault that says why the parser stopped at this offset."""
    place, code, message, hint = _recognise(text, offset)
    document.fault(code, message, hint, span=document.span(Lines(text).between(place, place)))


def refuse_rest(end: int, text: str, document: Document) -> bool:
    """Refuse anything that follows after the value."""
    at = _skip(text, end)
    if at == len(text):
        return False
    message = "something follows after the end of the value, and a file holds only one"
    hint = "take it out, or put brackets around a list"
    document.fault("S016", message, hint, span=document.span(Lines(text).between(at, at)))
    return True


def _skip(text: str, at: int) -> int:
    found = _NO_SPACE.search(text, at)
    return found.start() if found else len(text)


def _sign(text: str, at: int) -> str:
    return text[at : at + 1]


def _recognise(text: str, stuck: int) -> _Fault:
    """Place, code, message and hint."""
    return _inside_text(text, stuck) or _between(text, _skip(text, stuck))


def _inside_text(text: str, stuck: int) -> _Fault | None:
    """What is wrong inside a text in quotes."""
    sign = _sign(text, stuck)
    if sign in ("\n", "\r", "\t") and _is_quoted(text, stuck):
        if sign == "\t":
            return stuck, "S024", "a tab stands inside a text", "write `\\t` instead"
        hint = "close its quote, or write `\\n` for a new line"
        return stuck, "S009", "this text runs over the end of its line", hint
    slash = text.rfind("\\", max(stuck - 2, 0), stuck + 1)
    if slash >= 0:
        message = "this backslash begins no escape that JSON knows"
        return slash, "S024", message, "write `\\\\` for a backslash"
    return None


def _is_quoted(text: str, offset: int) -> bool:
    return any(match.start() < offset < match.end() for match in OPEN_STRING.finditer(text))


def _between(text: str, at: int) -> _Fault:
    """What is wrong between texts, at a sign that should not be there."""
    sign = _sign(text, at)
    if not sign:
        return at, "S009", "the text ends before every quote, bracket and brace is closed", "was it cut off?"
    if sign == '"' and not STRING.match(text, at):
        return at, "S009", "this quote is never closed", "close it"
    # Some versions of Python stop at the comma, others at the bracket.
    comma = at if sign == "," else len(text[:at].rstrip(SPACE)) - 1
    if _sign(text, comma) == "," and _sign(text, _skip(text, comma + 1)) in CLOSING:
        return comma, "S024", "nothing follows this comma", "take it out"
    if word := _WORD.match(text, at):
        return (
            at,
            "S024",
            f"{cited(word[0])} stands here without quotes",
            "put text and keys in double quotes",
        )
    message, hint = _SIGNS.get(
        sign, ("the JSON cannot be read from here on", "is a comma or a colon missing?")
    )
    return at, "S024", message, hint


_SIGNS = {
    "'": ("a single quote stands here, and JSON knows only double ones", 'write `"` instead'),
    "/": ("a comment stands here, and JSON has none", "take the comment out"),
    "#": ("a comment stands here, and JSON has none", "take the comment out"),
}
