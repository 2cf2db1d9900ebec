"""What YAML has and is not read here: each with what to write instead.

Shared values, tags and directives make a text say something else than it seems to;
the rest is what the two parsers disagree on, so that no reading depends on which of them is there.
"""

import re
from typing import Any

from cpdrules.source.characters import cited
from cpdrules.source.nodes import Document, Fault, Mapping

_OWN_LINE = "put the text in quotes or on its own line"
_LEADING = re.compile(r"\s*(#.*)?")
_CLOSE_COLON = re.compile(r"\s*:\S")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(\s|$)")


def cleaned(text: str, document: Document) -> str:
    """The text without what the two parsers disagree on, refusing each; places stay as they are.

    Tabs are refused everywhere, because whether one does harm depends on the parser and on what is around it.
    """
    if "\t" in text:
        _refuse_tabs(text, document)
        text = text.replace("\t", " ")
    return _without_directives(text, document) if "%" in text else text


def _refuse_tabs(text: str, document: Document) -> None:
    hint = "use spaces; in text in double quotes, `\\t` stands for a tab"
    for number, line in enumerate(text.splitlines(), 1):
        if (column := line.find("\t") + 1) > 0:
            place = document.span((number, column, number, column + 1))
            document.fault("S008", "a tab stands here, and YAML is laid out with spaces", hint, span=place)
        if document.full:
            return


def _without_directives(text: str, document: Document) -> str:
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        bare = line.rstrip("\r\n")
        if bare.startswith("%"):
            place = document.span((index + 1, 1, index + 1, len(bare) + 1))
            message = "a directive (a line that begins with `%`) is not read here"
            document.fault("S023", message, "take the line out", span=place)
            lines[index] = "#" + line[1:]
        if document.full or not (bare.startswith("%") or _LEADING.fullmatch(bare)):
            break
    return "".join(lines)


def property_faults(event: Any) -> list[Fault]:
    """What is wrong with the anchor and the tag of a value."""
    faults = []
    if event.anchor is not None:
        message = f"{cited('&' + event.anchor)} marks a shared value, which is not read here"
        faults.append(("S014", message, "take the mark away, and write the value out where it is used"))
    if event.tag is not None:
        tag = cited(event.tag.replace("tag:yaml.org,2002:", "!!"))
        hint = "take it away: its place says what a value is; text that begins with `!` needs quotes"
        faults.append(("S013", f"the tag {tag} is not read here", hint))
    return faults


def alias_fault(event: Any) -> Fault:
    """What is wrong with a reference to a shared value."""
    message = f"{cited('*' + event.anchor)} stands for a shared value, which is not read here"
    return "S014", message, "write the value out, or put text that begins with `*` in quotes"


def scalar_fault(event: Any, line: str, *, flow: bool) -> Fault | None:
    """What is wrong with how a text is written; `line` is the one it begins in, `flow` inside brackets."""
    if flow and not event.style and "?" in event.value:
        return "S010", "a `?` stands in text without quotes between brackets or braces", _OWN_LINE
    if event.style in ("|", ">") and not _BLOCK_HEADER.match(line, event.start_mark.column):
        return "S006", f"a space is missing after this `{event.style}`", "put one before the comment"
    return None


def written_key_fault(mapping: Mapping, event: Any, line: str, *, flow: bool) -> Fault | None:
    """What is wrong with how a key is written, or with its being there; `line` is the one it ends in."""
    key, plain = event.value, not event.style
    if plain and not key:
        return "S017", "the key is missing", "write `key: value`"
    if plain and key == "<<":
        hint = "write the shared keys out, or give the shared values a name"
        return "S015", "`<<` would merge another block in, which is not read here", hint
    if plain and flow and _CLOSE_COLON.match(line, event.end_mark.column):
        return "S007", "a space is missing after the colon", "write `key: value`"
    if key in mapping.entries:
        line_number, column = mapping.key_marks[key][:2]
        message = f"{cited(key)} is given twice; the first is at line {line_number}, column {column}"
        return "S011", message, "keep one of the two; or, if an item begins here, write `- ` before it"
    return None


CURLY = frozenset("“”„‘’«»")


def empty_fault(key: str | int, *, cut: bool = False) -> Fault:
    """What is wrong with a value that is not there; `cut` where a comma may have cut a text in two."""
    if isinstance(key, int):
        return "S012", "this item has no value", "give it one, or take it out"
    hint = "give it a value, or leave the key out"
    if set(key) & CURLY:
        return (
            "S012",
            f"{cited(key)} has no value, and a curly quote in it",
            'write straight quotes, as in "text"',
        )
    return (
        "S012",
        f"{cited(key)} has no value",
        f"did a comma cut your text in two? {_OWN_LINE}" if cut else hint,
    )
