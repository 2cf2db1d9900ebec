"""A page for each code: what it means, files that show it, all that is said, and how to mend it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import attrs

from cpdrules import check, load
from cpdrules.loading import codes as rule_codes
from cpdrules.records import codes as record_codes
from cpdrules.source import Diagnostic
from cpdrules.source import codes as source_codes
from cpdrules.source.characters import shown
from cpdrules.testing import codes as case_codes

from .blocks import ROOT
from .faults import MALFORMED

ERRORS = "docs/reference/errors"
PARTS = ROOT / ERRORS / "parts"
GROUPS = {
    "Reading a file": source_codes.CODES,
    "Rule sets": rule_codes.CODES,
    "Records": record_codes.CODES,
    "Case files": case_codes.CODES,
}
NOTE = "<!-- Made by `python docs/generate.py` from {source}. Change that. -->\n\n"
CITED = re.compile(r"`[^`]*`|[0-9,.:]+")
MOST_SHOWN = 4
SEE = {"R026": "[All choices, and what each changes](../choices.md)."}
"""What else there is to read about a code."""
AROUND = 1


@attrs.frozen
class Example:
    """A malformed file and its one fault."""

    file: Path
    diagnostic: Diagnostic

    @property
    def line(self) -> str:
        """The faulty line."""
        assert self.diagnostic.span is not None
        return lines_of(self.file)[self.diagnostic.span.line - 1]


@cache
def examples() -> dict[str, tuple[Example, ...]]:
    """Return the malformed files that raise each code; of files that are told the same, the one easiest to read."""
    found: dict[str, dict[str, Example]] = {}
    vocabulary = load(MALFORMED / "vocabulary.cpd.yaml")
    for file in sorted(MALFORMED.glob("*/*")):
        if file.suffix not in (".yaml", ".json"):
            continue
        checked = check(file, ruleset=vocabulary)
        first = next((each for each in checked.diagnostics if each.severity == "error"), None)
        if first is not None and first.span is not None:
            alike = CITED.sub("", first.message)
            one = Example(file, first)
            best = found.setdefault(first.code, {}).setdefault(alike, one)
            found[first.code][alike] = min(best, one, key=lambda each: (len(each.line), each.file.name))
    return {code: tuple(by_message.values()) for code, by_message in found.items()}


def error_pages() -> dict[str, str]:
    """Return the page of every code, and the page that lists them, by path."""
    codes = {code: meaning for group in GROUPS.values() for code, meaning in group.items()}
    pages = {f"{ERRORS}/{code}.md": page_of(code, meaning) for code, meaning in codes.items()}
    return {f"{ERRORS}/index.md": index(), **pages}


def page_of(code: str, meaning: str) -> str:
    """Return the page of one code."""
    head = f"# {code}\n\n{meaning[0].upper()}{meaning[1:]}.\n"
    if code in SEE:
        head += f"\n{SEE[code]}\n"
    if shown_by := examples().get(code):
        note = NOTE.format(source="tests/malformed")
        shown_first, others = shown_by[:MOST_SHOWN], shown_by[MOST_SHOWN:]
        return note + "\n".join([head, *(section(each) for each in shown_first), *also(others)])
    part = PARTS / f"{code}.md"
    note = NOTE.format(source=f"parts/{part.name}")
    return f"{note}{head}\n{part.read_text(encoding='utf-8')}"


def section(example: Example) -> str:
    """Return the lines of a file around its fault, what is said of them, and how to mend it."""
    diagnostic, span = example.diagnostic, example.diagnostic.span
    assert span is not None
    title = example.file.stem.replace("-", " ").capitalize()
    mend = f"\n{mended(diagnostic)}\n" if diagnostic.hint else ""
    return f"## {title}\n\n{excerpt(example.file, span.line)}\n\n> {readable(diagnostic.message)}\n{mend}"


def also(others: tuple[Example, ...]) -> list[str]:
    """Return whatever else is said under a code, each with its faulty line and how to mend it."""
    if not others:
        return []
    said = [
        f"```{{code-block}} text\n{shown(each.line).strip()}\n```\n\n> {readable(each.diagnostic.message)}\n"
        + (f"\n{mended(each.diagnostic)}\n" if each.diagnostic.hint else "")
        for each in sorted(others, key=lambda each: each.file.name)
    ]
    return ["## What else it says\n", *said]


def mended(diagnostic: Diagnostic) -> str:
    """Return how to mend a fault, as a sentence."""
    hint = readable(diagnostic.hint)
    return f"To mend it: {hint}{'' if hint.endswith('?') else '.'}"


def excerpt(file: Path, line: int) -> str:
    """Return the lines around a fault, numbered, with the faulty one marked."""
    lines = lines_of(file)
    first = max(line - AROUND, 1 if file.suffix == ".json" else 2)
    around = [shown(each) for each in lines[first - 1 : line + AROUND]]
    options = [f":lineno-start: {first}", f":emphasize-lines: {line - first + 1}"]
    return "\n".join(["```{code-block} text", *options, "", *around, "```"])


def lines_of(file: Path) -> list[str]:
    """Return the lines of a file."""
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def readable(text: str) -> str:
    """Return a message as Markdown, without the folder of this checkout: what it cites stands in backticks."""
    text = re.sub(rf"{re.escape(str(MALFORMED))}/(?:[\w.-]+/)*", "", text)
    return text.replace("<", "&lt;") if "`" not in text else text


def index() -> str:
    """Return the page that lists every code."""
    lines = [
        "# Error codes",
        "",
        "Every fault has a code that never changes its meaning. The page of a code shows files that have the fault,",
        "what is said about them, and how to mend it.",
    ]
    for title, codes in GROUPS.items():
        lines += [
            "",
            f"## {title}",
            "",
            *(f"- [{code}]({code}.md): {meaning}" for code, meaning in codes.items()),
        ]
    lines += ["", "```{toctree}", ":hidden:", ":glob:", "", "?[0-9]*", "```", ""]
    return NOTE.format(source="the codes of the library") + "\n".join(lines)
