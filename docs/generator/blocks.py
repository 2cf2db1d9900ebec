"""The YAML blocks of the pages: a whole file is loaded alone, a part inside the page's first."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from cpdrules.loading.bind import Binder
from cpdrules.loading.cases import read_cases
from cpdrules.loading.load import loads
from cpdrules.loading.load_record import loads_record
from cpdrules.records.record import Record
from cpdrules.rules.case import CaseFile
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, Mapping, read_text

ROOT = Path(__file__).parents[2]
LANGUAGE = "docs/reference/language"
FENCE = re.compile(
    r"(?:^<!-- (?P<how>in|from): (?P<inside>[a-z .-]+) -->\n+)?^```yaml\n(?P<text>.*?)^```$", re.M | re.S
)
SECTION = re.compile(r"^(?=[a-z_]+:)", re.M)
ENTRY = re.compile(r"^(?=  [^\s#])", re.M)


@attrs.frozen
class Block:
    """A fenced block. `inside` says what a fragment is a part of; None for a whole file.

    A fragment after `<!-- in: a rule set -->` loads when it is added to the first rule set. Lines after
    `<!-- from: measures.md -->` stand in a block of that page, which loads.
    """

    page: str
    line: int
    text: str
    inside: str | None

    @property
    def where(self) -> str:
        """The place of the block, as a test's name."""
        return f"{self.page}:{self.line}"


def blocks_of(path: str) -> list[Block]:
    """Return the YAML blocks of a page."""
    page = (ROOT / path).read_text(encoding="utf-8")
    return [
        Block(path, page.count("\n", 0, found.start("text")) + 1, found["text"], found["inside"])
        for found in FENCE.finditer(page)
        if found["how"] != "from"
    ]


def merged(whole: str, fragment: str) -> str:
    """Return a whole text with a fragment's entries added; an entry of the same name gives way."""
    sections = _sections(whole)
    for name, entries in _sections(fragment).items():
        sections[name] = {**sections.get(name, {}), **entries}
    return "".join(f"{name}{''.join(entries.values())}" for name, entries in sections.items())


def _sections(text: str) -> dict[str, dict[str, str]]:
    """Return the entries of each section by name; what is written on one line is the entry ''."""
    found: dict[str, dict[str, str]] = {}
    for part in SECTION.split(text):
        if not part.strip() or part.startswith("#"):
            continue
        name, _, rest = part.partition(":")
        head, _, body = rest.partition("\n")
        if head.strip():
            found[f"{name}:"] = {"": f"{rest.rstrip()}\n"}
            continue
        entries = [entry for entry in ENTRY.split(body) if entry.strip()]
        found[f"{name}:\n"] = {_name(entry): f"{entry.rstrip()}\n" for entry in entries}
    return found


def _name(entry: str) -> str:
    first = entry.strip().splitlines()[0]
    return first if first.startswith("-") else first.partition(":")[0]


def head_of(text: str) -> str:
    """Return the second key of a whole file, which says what the file is."""
    keys = [line for line in text.splitlines() if not line.startswith("#")]
    return keys[1].partition(":")[0]


def first_whole(blocks: list[Block], key: str) -> str:
    """Return the first whole file of a kind on a page, or on the first page of the language."""
    whole = [block.text for block in blocks if block.inside is None]
    of_kind = [text for text in whole if head_of(text) == key]
    return of_kind[0] if of_kind else first_whole(blocks_of(f"{LANGUAGE}/index.md"), key)


def text_of(block: Block, blocks: list[Block]) -> str:
    """Return the whole text that a block says, or says a part of."""
    if block.inside is None:
        return block.text
    kind = {"a rule set": "ruleset", "a record": "portfolio"}[block.inside]
    return merged(first_whole(blocks, kind), block.text)


def load_block(block: Block, blocks: list[Block]) -> RuleSet | Record | CaseFile:
    """Load a block and return what it is; a fault of any kind is raised."""
    if block.inside == "a rule set":
        return loads(text_of(block, blocks), name=block.where)
    if block.inside == "a record":
        record = loads_record(text_of(block, blocks), name=block.where)
        return bound(record, loads(first_whole(blocks, "ruleset")))
    kind = head_of(block.text)
    if kind == "ruleset":
        return loads(block.text, name=block.where)
    if kind == "cases":
        return cases_of(block)
    return bound(loads_record(block.text, name=block.where), loads(first_whole(blocks, "ruleset")))


def cases_of(block: Block) -> CaseFile:
    """Return the cases of a block; a rule set that they name stands below `docs`."""
    name = ROOT / "docs" / Path(block.where).name
    root, document = read_text(
        block.text.encode(), str(name), DEFAULT_LIMITS, json=False, max_bytes=DEFAULT_LIMITS.rule_file_bytes
    )
    assert isinstance(root, Mapping)
    loaded = read_cases(root, document, name, DEFAULT_LIMITS)
    assert loaded.cases is not None, loaded.diagnostics
    return loaded.cases


def bound(record: Record, ruleset: RuleSet) -> Record:
    """Return a record whose every fact a rule set knows."""
    binder = Binder(ruleset, strict=True)
    binder.bind(record)
    assert not binder.faults.found, binder.faults.found
    return record
