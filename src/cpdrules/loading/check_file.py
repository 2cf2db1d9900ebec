"""Checking any file of ours: what it is by its first keys, and everything that is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from cpdrules.errors import RecordError, SourceError
from cpdrules.loading.bind import Binder
from cpdrules.loading.cases import read_cases
from cpdrules.loading.extends import Chain
from cpdrules.loading.header import FileKind, header
from cpdrules.loading.library import bundled_text
from cpdrules.loading.load import read_root
from cpdrules.loading.load_record import from_root
from cpdrules.loading.words import words_of_root
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, Document, Limits, Mapping, read_file, read_text


@attrs.frozen
class Checked:
    """What a file is, and everything noted about it; `kind` is None when it is nothing of ours."""

    kind: FileKind | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return not any(each.severity == "error" for each in self.diagnostics)


def check(
    source: str | os.PathLike[str], *, ruleset: RuleSet | None = None, limits: Limits = DEFAULT_LIMITS
) -> Checked:
    """Check a rule set, a case file or a record, in YAML or JSON; `source` may name a bundled rule set.

    With a `ruleset`, records are held against its vocabulary, and a fact that it does not know is an error.
    """
    name = os.fspath(source)
    if isinstance(source, str) and (bundled := bundled_text(source)) is not None:
        return check_bytes(bundled, source + ".cpd.yaml", ruleset=ruleset, limits=limits)
    try:
        most = limits.record_json_bytes if name.endswith(".json") else limits.record_yaml_bytes
        data = read_file(source, limits, max_bytes=most)
    except SourceError as error:
        return Checked(None, error.diagnostics)
    return check_bytes(data, name, ruleset=ruleset, limits=limits, path=name)


def check_bytes(
    data: bytes,
    name: str,
    *,
    ruleset: RuleSet | None = None,
    limits: Limits = DEFAULT_LIMITS,
    path: str | os.PathLike[str] | None = None,
) -> Checked:
    """Check the bytes of a file. `path` is where it stands, for files that it refers to."""
    json = name.endswith(".json")
    most = limits.record_json_bytes if json else limits.record_yaml_bytes
    root, document = read_text(data, name, limits, json=json, max_bytes=most)
    kind = header(root) if root is not None else None
    if root is None or kind is None or not isinstance(root, Mapping):
        return Checked(kind, tuple(document.diagnostics))
    if not kind.is_record and len(data) > limits.rule_file_bytes:
        root.fault(
            "S002",
            f"the file is larger than {limits.rule_file_bytes:,} bytes",
            "split it, or ask for a higher limit",
        )
        return Checked(kind, tuple(document.diagnostics))
    if kind is FileKind.RULESET:
        chain = Chain(limits) if path is None else Chain(limits).at(path)
        return Checked(kind, read_root(root, document, chain).diagnostics)
    if kind is FileKind.WORDS:
        return Checked(kind, words_of_root(root, document).diagnostics)
    if kind is FileKind.CASES:
        return Checked(
            kind, read_cases(root, document, None if path is None else Path(path), limits).diagnostics
        )
    return Checked(kind, check_record(root, document, ruleset))


def check_record(root: Mapping, document: Document, ruleset: RuleSet | None) -> tuple[Diagnostic, ...]:
    """Check a record, and with a rule set its facts."""
    try:
        record = from_root(root, document, None)
    except RecordError as error:
        return error.diagnostics
    if ruleset is None:
        return tuple(document.diagnostics)
    if record.subject != ruleset.subject:
        message = f"this is a `{record.subject}`, and `{ruleset.id}` judges a `{ruleset.subject}`"
        root.fault_key(record.subject, "D014", message, "is it the right file?")
        return tuple(document.diagnostics)
    binder = Binder(ruleset, strict=True)
    binder.bind(record)
    return (*document.diagnostics, *binder.faults.found)
