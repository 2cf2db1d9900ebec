"""What is wrong with YAML that cannot be parsed, told by the text and not by the parser's words.

The two parsers word their errors differently, but agree on where they got stuck and what they had begun.
"""

import re
from typing import Any

from cpdrules.source.nodes import Document, Mark

_QUOTE = "put the text in quotes"
_OWN_LINE = "put the text in quotes or on its own line"
_NO_CHARACTER = re.compile(r"\\U(?!000|0010)")
_PAIR = re.compile(r".*:(\s|$)|\s*-(\s|$)|\s*(#|$)")

# A line and a column that count from 0, as the parsers do.
_Where = tuple[int, int]
_Fault = tuple[_Where, str, str, str]


def explain(error: Exception, text: str, document: Document, last: Mark) -> None:
    """Add the one fault that says why the parser stopped; `last` is what it had read before."""
    if any(each.code == "S008" for each in document.diagnostics):
        return
    lines = text.splitlines()
    stuck = _where(getattr(error, "problem_mark", None)) or _unmarked(lines, last)
    stuck = _inside(lines, stuck)
    begun = _inside(lines, _where(getattr(error, "context_mark", None)) or stuck)
    opener = _at(lines, begun)
    fault = _of_a_quote(lines, begun, stuck, opener) or _of_brackets(lines, begun, stuck, opener)
    (line, column), code, message, hint = fault or _elsewhere(lines, begun, stuck, opener)
    place = document.span((line + 1, column + 1, line + 1, column + 1))
    document.fault(code, message, hint, span=place)


def _of_a_quote(lines: list[str], begun: _Where, stuck: _Where, opener: str) -> _Fault | None:
    """What is wrong inside a quoted text."""
    if opener not in ("'", '"') or begun == stuck:
        return None
    # One parser stops at the backslash, the other up to two characters on.
    line, column = stuck
    for place in ((line, column), (line, column - 1), (line, column - 2)) if _at(lines, stuck) else ():
        if _at(lines, place) == "\\":
            message = "this backslash begins no escape that YAML knows"
            return place, "S010", message, "use single quotes, or write `\\\\` for a backslash"
    hint = "close it, or use the other kind of quotes around the text"
    return begun, "S009", "this quote is never closed", hint


def _of_brackets(lines: list[str], begun: _Where, stuck: _Where, opener: str) -> _Fault | None:
    """What is wrong between brackets or braces."""
    if opener not in ("[", "{") or begun == stuck:
        return None
    sign = _at(lines, stuck)
    if sign == ":" and _begins_a_line(lines, stuck) and stuck[0] > begun[0]:
        return begun, "S009", f"this `{opener}` is not closed", "close it at the end of its line"
    if sign == "?":
        return stuck, "S010", "a `?` stands in text without quotes between brackets or braces", _OWN_LINE
    if sign == ":" and (opener == "{" or begun[0] == stuck[0]):
        return (
            stuck,
            "S007",
            "this colon stands in text without quotes, or a comma before it is missing",
            _QUOTE,
        )
    line, column = stuck[0] + 1, stuck[1] + 1
    hint = f"it should be closed, or have a comma, before line {line}, column {column}"
    return begun, "S009", f"this `{opener}` is not closed", hint


def _begins_a_line(lines: list[str], where: _Where) -> bool:
    """Whether only a word stands before a place, so that its line looks like a `key: value` of its own."""
    return re.fullmatch(r"\s*(- )?[\w.-]+", lines[where[0]][: where[1]]) is not None


def _left_open(lines: list[str], below: int, quote: str) -> _Where | None:
    """Where, above a line, a quote stands that its own line does not close; a quote inside a word is none."""
    for number in range(below - 1, max(-1, below - MOST_LINES), -1):
        quotes = [at for at, sign in enumerate(lines[number]) if sign == quote]
        opening = [at for at in quotes if re.search(r"(^|[\s\[{,])$", lines[number][:at])]
        if len(quotes) % 2 and opening:
            return number, opening[-1]
    return None


MOST_LINES = 200
_NO_BEGINNING = frozenset("*&!|>@`%")


def _elsewhere(lines: list[str], begun: _Where, stuck: _Where, opener: str) -> _Fault:
    """What is wrong in text without quotes or in the layout."""
    sign, before = _at(lines, stuck), _before(lines, stuck)
    if opener in _NO_BEGINNING:
        return begun, "S010", f"text without quotes cannot begin with `{opener}`", _QUOTE
    if before and before[-1] in "'\"" and (above := _left_open(lines, stuck[0], before[-1])) is not None:
        return above, "S009", "this quote is never closed", "close it at the end of its line"
    if before and before[-1] in "'\"":
        return (
            stuck,
            "S010",
            "text goes on after the closing quote",
            "put all of it in the other kind of quotes",
        )
    if begun[0] < stuck[0] and not _PAIR.match(lines[begun[0]]):
        return (
            begun,
            "S006",
            "this line is not a `key: value`",
            "check the space after its colon, and its indentation",
        )
    if sign == ":":
        return _of_a_colon(lines, stuck)
    if sign and sign in ",]}":
        return stuck, "S010", f"`{sign}` stands where a value is due", f"{_QUOTE}, or take it out"
    if sign and sign in "-?" and before:
        return (
            stuck,
            "S010",
            f"`{sign}` followed by a space cannot stand here",
            f"begin a new line, or {_QUOTE}",
        )
    if not before:
        return stuck, "S006", "this line does not fit the lines above", "check its indentation"
    return stuck, "S006", "the YAML cannot be read from here on", f"check the line above, or {_QUOTE}"


def _of_a_colon(lines: list[str], stuck: _Where) -> _Fault:
    above = stuck[0] - 1
    if above >= 0 and not _PAIR.match(lines[above]):
        start = len(lines[above]) - len(lines[above].lstrip())
        hint = "check the space after its colon, and its indentation"
        return (above, start), "S006", "this line is not a `key: value`", hint
    if _before(lines, stuck)[-1:] in ("", "{", "[", ","):
        return stuck, "S017", "the key is missing before this colon", "write `key: value`"
    if _at(lines, (stuck[0], stuck[1] + 1)).strip():
        return stuck, "S007", "a space is missing after this colon", "write `key: value`"
    message = "a colon followed by a space stands inside text without quotes"
    return stuck, "S007", message, f"{_QUOTE}, or check the indentation"


def _where(mark: Any) -> _Where | None:
    return (mark.line, mark.column) if mark is not None else None


def _unmarked(lines: list[str], last: Mark) -> _Where:
    """Where an error without a place must be: only escapes like `\\U00110000` raise one."""
    read = last[2] - 1, last[3] - 1
    escapes = ((at, each.start()) for at, line in enumerate(lines) for each in _NO_CHARACTER.finditer(line))
    return next((place for place in escapes if place >= read), read)


def _inside(lines: list[str], where: _Where) -> _Where:
    """The place, or the end of the text where the parser has run past it."""
    return where if where[0] < len(lines) else (len(lines) - 1, len(lines[-1]))


def _at(lines: list[str], where: _Where) -> str:
    return lines[where[0]][where[1] : where[1] + 1]


def _before(lines: list[str], where: _Where) -> str:
    return lines[where[0]][: where[1]].rstrip()
