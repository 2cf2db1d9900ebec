"""What is wrong with YAML that cannot be parsed, told by looking at the text rather than at the parser's words.

The two parsers word their errors differently, but agree on where they got stuck and on what they were reading.
"""

from typing import Any

from cpdrules.source.nodes import Document, Mark

_QUOTE = "put the text in quotes"


def explain(error: Exception, text: str, document: Document, last: Mark) -> None:
    """Add the one fault that says why the parser stopped; `last` is the last thing it read."""
    stuck = _offset(getattr(error, "problem_mark", None)) or (last[2] - 1, last[3] - 1)
    begun = _offset(getattr(error, "context_mark", None)) or stuck
    lines = text.splitlines()
    line, column = stuck
    while line > 0 and line >= len(lines):
        line, column = line - 1, len(lines[line - 1])
    place, code, message, hint = _recognise(lines, (line, column), begun)
    row, col = place
    document.fault(code, message, hint, span=document.span((row + 1, col + 1, row + 1, col + 1)))


_Where = tuple[int, int]
_Fault = tuple[_Where, str, str, str]


def _recognise(lines: list[str], stuck: _Where, begun: _Where) -> _Fault:
    line = lines[stuck[0]] if lines else ""
    at = line[stuck[1] : stuck[1] + 1]
    before = line[: stuck[1]].rstrip()
    opener = _at(lines, begun)
    if line.startswith("%"):
        return (
            (stuck[0], 0),
            "S023",
            "a directive (a line that begins with `%`) is not read here",
            "take the line out",
        )
    if at == "\t" or (not before and "\t" in line[: stuck[1] + 1]):
        return (
            stuck,
            "S008",
            "a tab stands where YAML needs spaces",
            "use spaces; most editors can do so by themselves",
        )
    if opener in ("'", '"') and begun != stuck:
        if at == "\\" or line[stuck[1] - 1 : stuck[1]] == "\\":
            return (
                stuck,
                "S010",
                "this backslash begins no escape that YAML knows",
                "use single quotes, or write `\\\\`",
            )
        return (
            begun,
            "S009",
            "this quote is never closed",
            "close it, or use the other kind of quote around the text",
        )
    if opener in ("[", "{") and begun != stuck:
        if at == "?":
            return (
                stuck,
                "S010",
                "a `?` stands in text without quotes between brackets or braces",
                f"{_QUOTE} or on its own line",
            )
        if at == ":":
            return stuck, "S007", "a second colon stands in text without quotes", _QUOTE
        return (
            begun,
            "S009",
            f"this `{opener}` is not closed, or a comma is missing before line {stuck[0] + 1}, column {stuck[1] + 1}",
            "close it",
        )
    if opener in ("*", "&", "!", "|", ">", "@", "`", "%"):
        return begun, "S010", f"text without quotes cannot begin with `{opener}`", _QUOTE
    if at == ":":
        return (
            stuck,
            "S007",
            "a colon followed by a space stands inside text without quotes",
            f"{_QUOTE}, or check the indentation",
        )
    if before and before[-1] in "'\"":
        return (
            stuck,
            "S010",
            "text goes on after the closing quote",
            "put the whole text in quotes of the other kind",
        )
    if at and at in ",]}":
        return stuck, "S010", f"`{at}` stands where a value is due", f"{_QUOTE}, or take it out"
    if at and at in "-?":
        return stuck, "S010", f"`{at} ` cannot stand here", f"begin a new line, or {_QUOTE}"
    if begun != stuck and begun[0] < stuck[0] and False:
        pass
    if not before:
        return (
            stuck,
            "S006",
            "this line does not fit the lines above",
            "check its indentation, and that each key is followed by a colon",
        )
    return (
        stuck,
        "S006",
        "the YAML cannot be read from here on",
        f"check the line and the one above, or {_QUOTE}",
    )


def refuse_directives(text: str, before_line: int, document: Document) -> None:
    """Refuse lines that begin with `%` before the document; the two parsers differ on them."""
    if "%" not in text:
        return
    for number, line in enumerate(text.splitlines()[:before_line], 1):
        if line.startswith("%"):
            message = "a directive (a line that begins with `%`) is not read here"
            document.fault(
                "S023", message, "take the line out", span=document.span((number, 1, number, len(line) + 1))
            )


def _offset(mark: Any) -> _Where | None:
    return (mark.line, mark.column) if mark is not None else None


def _at(lines: list[str], where: _Where) -> str:
    return lines[where[0]][where[1] : where[1] + 1] if where[0] < len(lines) else ""
