"""Tables of keys that stand in hand-written pages: of records, and of reports as plain data."""

from __future__ import annotations

import datetime
import enum
import re
import types
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from cpdrules.records.record import BROUGHT_FORWARD, CORE, EVIDENCE, ITEM, JUDGEMENT
from cpdrules.report.finding import Allotment, Credit, Finding, Gap, Portion, Reason, Working
from cpdrules.report.report import Report, ScoreLine, Text
from cpdrules.rules.amended import Amended, ChangedKey
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Amount, Period, Verdict
from cpdrules.source import Diagnostic, Span

from .blocks import ROOT

PARTS = ROOT / "docs/reference/parts"
DIRECTIVE = re.compile(r"^<!-- table: ([A-Za-z]+) -->$", re.M)
NOTE = "<!-- Made by `python docs/generate.py` from {part} and the types. Change those. -->\n\n"

NEEDED = {
    "Core": (),
    "BroughtForward": ("measure", "into"),
    "Item": ("id",),
    "Judgement": ("criterion", "answer", "by"),
    "Evidence": ("kind",),
}
RECORD_TABLES = {
    "Core": CORE,
    "BroughtForward": BROUGHT_FORWARD,
    "Item": ITEM,
    "Judgement": JUDGEMENT,
    "Evidence": EVIDENCE,
}
REPORT_TYPES = (
    Report,
    Text,
    Finding,
    Gap,
    Credit,
    Allotment,
    Portion,
    Working,
    Amended,
    ChangedKey,
    Reason,
    ScoreLine,
    Diagnostic,
    Reference,
    Span,
)
REPORT_TABLES: dict[str, Any] = {each.__name__: each for each in REPORT_TYPES}

PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    Fraction: 'exact number, as text: `"1.25"`, `"4/3"`',
    datetime.date: 'day: `"2026-11-24"`',
    Period: 'days: `"FROM..TO"`',
    Amount: "`least` and `most`, exact numbers as text; no `most` means no bound",
    Verdict: "`met`, `not_met`, `not_applicable` or `undetermined`; then `may` lists what may turn out",
}


def table_pages() -> dict[str, str]:
    """Return the text of the pages with tables, by path."""
    pages = {}
    for part in sorted(PARTS.glob("*.md")):
        text = DIRECTIVE.sub(lambda found: table(found[1]), part.read_text(encoding="utf-8"))
        pages[f"docs/reference/{part.name}"] = NOTE.format(part=f"parts/{part.name}") + text
    return pages


def table(name: str) -> str:
    """Return the table of a part of a record, or of a type of the report."""
    if name in RECORD_TABLES:
        rows = [
            f"| `{word}` | {doc} | {'needed' if word in NEEDED[name] else ''} |"
            for word, doc in RECORD_TABLES[name].items()
        ]
        return "\n".join(["| key | meaning | |", "|---|---|---|", *rows])
    kind = REPORT_TABLES[name]
    hints = get_type_hints(kind)
    rows = [
        f"| `{field.name}` | {plain(hints[field.name])} | {left_out(field)} |" for field in attrs.fields(kind)
    ]
    return "\n".join(["| key | value | left out when |", "|---|---|---|", *rows])


def plain(annotation: Any) -> str:
    """Say what a value is as plain data."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    if get_origin(annotation) in (Union, types.UnionType):
        return " or ".join(plain(each) for each in get_args(annotation) if each is not types.NoneType)
    if get_origin(annotation) is tuple:
        items = get_args(annotation)
        if items[-1] is Ellipsis:
            return f"list of: {plain(items[0])}"
        return f"pair of {' and '.join(plain(item) for item in items)}"
    if issubclass(annotation, enum.Enum):
        return ", ".join(f"`{each.value}`" for each in annotation)
    return f"[{annotation.__name__.lower()}](#table-{annotation.__name__.lower()})"


def left_out(field: attrs.Attribute[Any]) -> str:
    """Say what the absence of a key means."""
    if field.name == "format" or field.default is attrs.NOTHING:
        return "never"
    if field.default is None:
        return "there is none"
    if field.default in ((), ""):
        return "empty"
    return f"`{str(field.default).lower()}`"
