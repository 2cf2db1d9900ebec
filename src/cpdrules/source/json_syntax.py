"""What is wrong with JSON that cannot be parsed, told by looking at the text where the parser got stuck."""

import re

from cpdrules.source.characters import cited
from cpdrules.source.nodes import Document
from cpdrules.source.places import STRING, Lines

SPACE = " \t\r\n"
_WORD = re.compile(r"[^\W\d]\w*")


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
    while at < len(text) and text[at] in SPACE:
        at += 1
    return at


def _recognise(text: str, stuck: int) -> tuple[int, str, str, str]:
    """Place, code, message and hint."""
    at = _skip(text, stuck)
    before = text[:at].rstrip(SPACE)[-1:]
    sign = text[at : at + 1]
    if not sign:
        return at, "S009", "the text ends before every bracket, brace and quote is closed", "was it cut off?"
    if sign == '"' and not STRING.match(text, at):
        return at, "S009", "this quote is never closed", "close it"
    if sign in "]}" and before == ",":
        return at, "S024", f"a comma stands before `{sign}`, with nothing after it", "take the comma out"
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
    "'": ("JSON knows only double quotes", "write `\"` instead of `'`"),
    "/": ("JSON has no comments", "take the comment out"),
    "#": ("JSON has no comments", "take the comment out"),
    "\\": ("this backslash begins no escape that JSON knows", "write `\\\\` for a backslash"),
}
