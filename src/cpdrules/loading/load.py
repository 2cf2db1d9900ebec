"""The doors through which rule sets come in: text to a checked RuleSet, or every fault at once."""

from __future__ import annotations

import os

import attrs

from cpdrules.errors import RuleSetError, SourceError
from cpdrules.loading import shapes, shapes_named
from cpdrules.loading.check import check_rules
from cpdrules.loading.check_inside import check_inside
from cpdrules.loading.digest import digest
from cpdrules.loading.extends import Base, Chain, extend
from cpdrules.loading.header import FileKind, header
from cpdrules.loading.library import bundled, bundled_text
from cpdrules.loading.scalars import MISSING, attempt
from cpdrules.loading.structure import block
from cpdrules.loading.words import with_words
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import (
    DEFAULT_LIMITS,
    Diagnostic,
    Document,
    Limits,
    Mapping,
    Node,
    cited,
    did_you_mean,
    read_file,
    read_text,
)

shapes.register()
shapes_named.register()

# What stands for a needed part that is faulty, so that the rest can be checked in the same pass.
_STAND_IN = {"ruleset": "", "title": "", "subject": "portfolio", "requirements": ()}


@attrs.frozen
class Loaded:
    """What came of reading a rule set: the rule set if nothing is wrong, and all that was noted.

    A rule set keeps the tree that it was read from, for those who check it anew.
    """

    ruleset: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    root: Mapping | None = None
    document: Document | None = None

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
    """Load a rule set from text, which diagnostics call `name`. Raises `RuleSetError` with every fault."""
    return read_rules(_bytes(text), name, Chain(limits)).or_raise()


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def read(
    source: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS, chain: Chain | None = None
) -> Loaded:
    """Read a rule set by path or bundled name; faults are returned, not raised."""
    chain = chain or Chain(limits)
    name = os.fspath(source)
    if isinstance(source, str) and (data := bundled_text(source)) is not None:
        return read_rules(data, source + ".cpd.yaml", chain.through(source))
    if isinstance(source, str) and not os.path.lexists(source) and "." not in source.rpartition("/")[2]:
        message = f"there is no bundled rule set {cited(source)}"
        hint = did_you_mean(source, bundled()) or "`cpdrules rulesets` lists the bundled ones"
        return Loaded(None, (Diagnostic(code="R030", message=message, hint=hint, name=name),))
    try:
        data = read_file(source, limits, max_bytes=limits.rule_file_bytes)
    except SourceError as error:
        return Loaded(None, error.diagnostics)
    return read_rules(data, name, chain.at(name))


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
    ruleset = attempt(lambda: block(root, RuleSet, also=("cpdrules",), stand_in=_STAND_IN))
    if ruleset is not MISSING:
        ruleset = with_words(ruleset, document, chain)
        scope = check_rules(ruleset, root, document)
        check_inside(scope, ruleset.requirements)
    if ruleset is MISSING or document.faulty:
        return Loaded(None, tuple(document.diagnostics))
    made = attrs.evolve(ruleset, digest=digest(ruleset))
    return Loaded(made, tuple(document.diagnostics), root, document)


def _extended(root: Mapping, document: Document, chain: Chain) -> Loaded:
    def read_base(base: Base, node: Node) -> RuleSet | None:
        if base.bundled:
            data = bundled_text(base.name)
            loaded = read_rules(data or b"", base.name + ".cpd.yaml", base.chain)
        else:
            loaded = read(base.path, limits=chain.limits, chain=base.chain)
        for each in loaded.diagnostics:
            if each.severity == "error" and each.span is None:
                node.fault("R030", f"{cited(base.name)} cannot be read: {each.message}", each.hint)
            elif each.severity == "error":
                document.add(each)
        return loaded.ruleset

    ruleset = extend(root, document, chain, read_base)
    if ruleset is None or document.faulty:
        return Loaded(None, tuple(document.diagnostics))
    made = attrs.evolve(ruleset, digest=digest(ruleset))
    return Loaded(made, tuple(document.diagnostics), root, document)
