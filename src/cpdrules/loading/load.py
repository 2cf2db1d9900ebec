"""The doors through which rule sets come in: text to a checked RuleSet, or every fault at once."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from cpdrules.errors import RuleSetError, SourceError
from cpdrules.loading import shapes  # noqa: F401 - teaches the converter the shapes of the language
from cpdrules.loading.check import check_rules
from cpdrules.loading.digest import digest
from cpdrules.loading.extends import Base, Chain, extend
from cpdrules.loading.header import FileKind, header
from cpdrules.loading.library import bundled, bundled_text
from cpdrules.loading.structure import MISSING, attempt, block
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import (
    DEFAULT_LIMITS,
    Diagnostic,
    Document,
    Limits,
    Mapping,
    did_you_mean,
    read_file,
    read_text,
)


@attrs.frozen
class Loaded:
    """What came of reading a rule set: the rule set if nothing is wrong, and all that was noted."""

    ruleset: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]

    def or_raise(self) -> RuleSet:
        """Return the rule set, or raise every fault."""
        if self.ruleset is None:
            raise RuleSetError(self.diagnostics)
        return self.ruleset


def load(source: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> RuleSet:
    """Load a rule set from a file, or a bundled one by its name.

    A bundled name is the path below `schemes/` without the ending, such as
    `uk/probation-institute/suggested-scheme`. Raises `RuleSetError` with every fault.
    """
    return read(source, limits=limits).or_raise()


def loads(text: str | bytes, *, name: str = "<text>", limits: Limits = DEFAULT_LIMITS) -> RuleSet:
    """Load a rule set from text. `name` is what diagnostics call it. Raises `RuleSetError` with every fault."""
    return read_rules(_bytes(text), name, Chain(limits)).or_raise()


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def read(
    source: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS, chain: Chain | None = None
) -> Loaded:
    """Read a rule set by path or bundled name; faults are returned, not raised."""
    chain = chain or Chain(limits)
    if isinstance(source, str) and (data := bundled_text(source)) is not None:
        return read_rules(data, source + ".cpd.yaml", chain)
    name = os.fspath(source)
    if isinstance(source, str) and not Path(source).exists() and "." not in Path(source).name:
        hint = did_you_mean(source, bundled()) or "`cpdrules rulesets` lists the bundled ones"
        return Loaded(
            None, (Diagnostic(code="R030", message=f"there is no bundled rule set `{source}`", hint=hint),)
        )
    try:
        data = read_file(source, limits, max_bytes=limits.rule_file_bytes)
    except SourceError as error:
        return Loaded(None, error.diagnostics)
    return read_rules(data, name, chain.at(Path(name)))


def read_rules(data: bytes, name: str, chain: Chain) -> Loaded:
    """Read a rule set from bytes."""
    json = name.endswith(".json")
    root, document = read_text(data, name, chain.limits, json=json, max_bytes=chain.limits.rule_file_bytes)
    if root is None or header(root, (FileKind.RULESET,)) is None or not isinstance(root, Mapping):
        return Loaded(None, tuple(document.diagnostics))
    return read_root(root, document, chain)


def read_root(root: Mapping, document: Document, chain: Chain) -> Loaded:
    """Read a rule set from its tree."""
    if "extends" in root:
        return _extended(root, document, chain)
    ruleset = attempt(lambda: block(root, RuleSet, also={"cpdrules"}))
    if ruleset is not MISSING:
        check_rules(ruleset, root, document)
    if ruleset is MISSING or document.faulty:
        return Loaded(None, tuple(document.diagnostics))
    return Loaded(attrs.evolve(ruleset, digest=digest(ruleset)), tuple(document.diagnostics))


def _extended(root: Mapping, document: Document, chain: Chain) -> Loaded:
    def read_base(base: Base) -> RuleSet | None:
        if base.bundled:
            data = bundled_text(base.name)
            loaded = read_rules(data or b"", base.name + ".cpd.yaml", base.chain)
        else:
            loaded = read(base.path, limits=chain.limits, chain=base.chain)
        document.diagnostics.extend(each for each in loaded.diagnostics if each.severity == "error")
        return loaded.ruleset

    ruleset = extend(root, document, chain, read_base)
    if ruleset is None or document.faulty:
        return Loaded(None, tuple(document.diagnostics))
    return Loaded(attrs.evolve(ruleset, digest=digest(ruleset)), tuple(document.diagnostics))
