"""What bad input gets: for each key a faulty line and the message that the loader really gives."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import attrs

from cpdrules.loading.extends import Chain
from cpdrules.loading.load import read_rules
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, Mapping, read_text

from .blocks import ROOT
from .keys import Key, every_key
from .trees import Walk, spans, stretch

MALFORMED = ROOT / "tests/malformed"
WORD = re.compile(r"`([a-z_]+)`")
# A key that is misspelt or missing teaches less than a value that is wrong.
PLAIN = ("R001", "R002", "R003")


@attrs.frozen
class Fault:
    """A faulty line, and what the loader says about it."""

    line: str
    diagnostic: Diagnostic

    @property
    def says(self) -> str:
        """The message with its advice."""
        hint = f"; {self.diagnostic.hint}" if self.diagnostic.hint else ""
        return self.diagnostic.message + hint


def rule_files() -> list[Path]:
    """Return the malformed rule sets."""
    files = (MALFORMED / "rules").glob("*.yaml")
    return sorted(file for file in files if file.name != "adoptable.yaml")


@cache
def faults_by_key() -> dict[tuple[str, str], tuple[Fault, ...]]:
    """Return the faults that concern each key, the most telling first."""
    found: dict[tuple[str, str], list[tuple[tuple[int, int, int, str], Fault]]] = {}
    for file in rule_files():
        data = file.read_bytes()
        diagnostic = first_fault(data, file)
        concerned = None if diagnostic is None else key_concerned(data, diagnostic)
        if diagnostic is None or diagnostic.span is None or concerned is None:
            continue
        key, distance, line = concerned
        rank = (int(diagnostic.code in PLAIN), distance, len(line) + len(diagnostic.message), file.name)
        found.setdefault(key, []).append((rank, Fault(line, diagnostic)))
    return {
        key: tuple(fault for _, fault in sorted(ranked, key=lambda each: each[0]))
        for key, ranked in found.items()
    }


def first_fault(data: bytes, file: Path) -> Diagnostic | None:
    """Return the first error of a rule set's text that stands at `file`."""
    loaded = read_rules(data, file.name, Chain(DEFAULT_LIMITS).at(file))
    return next((each for each in loaded.diagnostics if each.severity == "error"), None)


def key_concerned(data: bytes, diagnostic: Diagnostic) -> tuple[tuple[str, str], int, str] | None:
    """Return the key that a fault is about, how far below its value the fault stands, and what is written."""
    root, _ = read_text(data, "", DEFAULT_LIMITS, json=False, max_bytes=len(data))
    if not isinstance(root, Mapping) or diagnostic.span is None:
        return None
    text = data.decode()
    line = text.splitlines()[diagnostic.span.line - 1].strip().removeprefix("- ")
    walk = Walk.of(root)
    if diagnostic.code in ("R001", "R002", "R009", "R026"):
        named = _key_named(walk, diagnostic)
        return (named, 0, line) if named else None
    spots = {spot.path: spot for spot in walk.spots}
    path, distance = diagnostic.path, 0
    while path and path not in spots:
        path, distance = path.rpartition("/")[0], distance + 1
    if not path:
        return None
    written = stretch(text, *spans(spots[path]))
    return (spots[path].home, spots[path].word), distance, line if "\n" in written else written


def _key_named(walk: Walk, diagnostic: Diagnostic) -> tuple[str, str] | None:
    """Return the key that a message names, among those that may stand in the block where the fault is."""
    says = f"{diagnostic.message} {diagnostic.hint}"
    known = {(key.home, key.word) for key in every_key()}
    for path in (diagnostic.path, diagnostic.path.rpartition("/")[0]):
        for word in WORD.findall(says):
            for home in sorted(walk.blocks.get(path, ())):
                if (home, word) in known:
                    return home, word
    return None


def faults_of(key: Key) -> tuple[Fault, ...]:
    """Return the faults that some malformed file shows about a key."""
    return faults_by_key().get((key.home, key.word), ())
