"""The door through which case files come in: a tree to checked cases, or every fault at its place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import attrs

from cpdrules.errors import SourceError
from cpdrules.loading.bind import Binder
from cpdrules.loading.case_records import changed
from cpdrules.loading.case_shapes import long_form
from cpdrules.loading.digest import digest
from cpdrules.loading.extends import Chain, Setting, apply, find_base
from cpdrules.loading.header import FileKind, header
from cpdrules.loading.load import read
from cpdrules.loading.origins import origin
from cpdrules.loading.scalars import MISSING, attempt, unknown_keys
from cpdrules.loading.structure import block, converter
from cpdrules.records.core import read_record
from cpdrules.records.reading import Faults
from cpdrules.rules.addresses import base_id
from cpdrules.rules.amendments import SetParameter
from cpdrules.rules.case import Case, CaseFile, Target
from cpdrules.rules.ruleset import SUBJECTS, RuleSet
from cpdrules.rules.vocabulary import NamedList
from cpdrules.rules.walk import every
from cpdrules.source import (
    DEFAULT_LIMITS,
    Diagnostic,
    Document,
    Limits,
    Mapping,
    Node,
    did_you_mean,
    name_fault,
    read_file,
    read_text,
)

LONGEST_NAME = 200


@attrs.frozen
class LoadedCases:
    """What came of reading a case file: its cases if nothing is wrong, and all that was noted."""

    cases: CaseFile | None
    diagnostics: tuple[Diagnostic, ...]


def load_cases(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> LoadedCases:
    """Load a case file with the rule set that it tests; faults are returned, not raised."""
    name = os.fspath(path)
    try:
        data = read_file(path, limits, max_bytes=limits.rule_file_bytes)
    except SourceError as error:
        return LoadedCases(None, error.diagnostics)
    json = name.endswith(".json")
    root, document = read_text(data, name, limits, json=json, max_bytes=limits.rule_file_bytes)
    if root is None or header(root, (FileKind.CASES,)) is None or not isinstance(root, Mapping):
        return LoadedCases(None, tuple(document.diagnostics))
    return read_cases(root, document, Path(name), limits)


def read_cases(root: Mapping, document: Document, path: Path | None, limits: Limits) -> LoadedCases:
    """Read a case file from its tree. `path` is where it stands, for the rule set beside it."""
    if document.kind != "yaml":
        root.fault("T010", "a case file is written in YAML", "name it with the ending `.cpdtest.yaml`")
        return LoadedCases(None, tuple(document.diagnostics))
    cases = attempt(lambda: block(root, CaseFile, also=("cpdrules",), file=document.name))
    ruleset = ruleset_of(root, document, path, limits)
    if cases is not MISSING:
        check_tests(cases, root, document)
    if cases is not MISSING and ruleset is not None:
        check_against(cases, ruleset, document)
    if cases is MISSING or ruleset is None or document.faulty:
        return LoadedCases(None, tuple(document.diagnostics))
    return LoadedCases(attrs.evolve(cases, ruleset=ruleset), tuple(document.diagnostics))


def ruleset_of(root: Mapping, document: Document, path: Path | None, limits: Limits) -> RuleSet | None:
    """Return the rule set that the cases are of, with what they set."""
    chain = Chain(limits) if path is None else Chain(limits).at(path)
    base = attempt(lambda: find_base(root.entries["cases"], chain))
    if base is MISSING:
        return None
    loaded = read(base.name if base.bundled else Path(base.path), limits=limits, chain=base.chain)
    faults = [each for each in loaded.diagnostics if each.severity == "error"]
    if faults and faults[0].span is None:
        root.entries["cases"].fault("R030", f"`{base.name}`: {faults[0].message}", faults[0].hint)
    else:
        document.diagnostics.extend(faults)
    settings = root.get("set")
    if loaded.ruleset is None or not isinstance(settings, Mapping):
        return loaded.ruleset
    return with_settings(loaded.ruleset, settings, document)


def with_settings(ruleset: RuleSet, settings: Mapping, document: Document) -> RuleSet | None:
    """Return the rule set with what an adopter would set; here no number needs a reference."""
    unknown_keys(settings, {"parameters": None, "lists": None})
    written = long_form(settings)
    before = list(document.diagnostics)
    parameters = attempt(lambda: _named(written, "parameters", tuple[SetParameter, ...]))
    lists = attempt(lambda: _named(written, "lists", tuple[NamedList, ...]))
    if parameters is MISSING or lists is MISSING or len(document.diagnostics) > len(before):
        return None
    setting = Setting(ruleset=ruleset.id, extends=ruleset.id, parameters=parameters, lists=lists)
    made = apply(setting, ruleset, written, document, may_amend=False)
    added = document.diagnostics[len(before) :]
    document.diagnostics[:] = [*before, *(each for each in added if each.severity == "error")]
    if made is None or document.faulty:
        return made
    same = attrs.evolve(made, edition=ruleset.edition, origins=ruleset.origins)
    return attrs.evolve(same, digest=digest(same))


def _named(settings: Mapping, kind: str, wanted: Any) -> Any:
    if kind not in settings:
        return ()
    return converter.structure(settings.entries[kind], wanted)


# -- what can be told without the rule set ------------------------------------------------------------------


def check_tests(cases: CaseFile, root: Mapping, document: Document) -> None:
    """Check names, days and that something is expected."""
    for word in ("records", "tests"):
        node = root.entries[word]
        if not len(node):  # type: ignore[arg-type]
            node.fault("T001", f"`{word}` is empty", "a case file has records and tests on them")
    for name, record in cases.records.entries.items():
        check_base(name, record, cases.records)
    seen: set[str] = set()
    for case in cases.tests:
        node = _node(case, document)
        check_test(cases, case, node, root)
        if case.name in seen:
            node.entries["name"].fault("T002", f"there is a test called `{case.name}` already")
        seen.add(case.name)


def check_base(name: str, record: Node, records: Mapping) -> None:
    """Check that a base record is one, without the first keys of a file."""
    if fault := name_fault(name):
        records.fault_key(name, "R007", f"`{name}` {fault}")
    if not isinstance(record, Mapping):
        record.fault("T009", "a base record is a block", "`{person: {...}, activities: [...]}`")
        return
    for word in ("cpdrules", *SUBJECTS):
        if word in record:
            record.fault_key(word, "T009", f"a base record does not say `{word}`", "its name is its key here")


def check_test(cases: CaseFile, case: Case, node: Mapping, root: Mapping) -> None:
    """Check what a test says by itself."""
    name = node.entries["name"]
    if not case.name.strip() or len(case.name) > LONGEST_NAME or not case.name.isprintable():
        name.fault("T011", f"a test's name is one line of at most {LONGEST_NAME} characters")
    if cases.day_of(case) is None and "on" not in node and "on" not in root:
        node.fault(
            "T008", f"the test `{case.name}` has no day of judging", "write `on:` in it or in the file"
        )
    if case.verdict is None and not case.expect and not node.document.faulty:
        node.fault("T007", f"the test `{case.name}` expects nothing", "write `verdict` or `expect`")
    paths: set[str] = {str(change.target) for change in case.change}
    for target in case.remove:
        if str(target) in paths:
            message = f"`{target}` is changed or removed twice in this test"
            node.document.fault("T012", message, span=target.place)
        paths.add(str(target))
    if len(cases.records) and case.record not in cases.records:
        hint = did_you_mean(case.record, cases.records) or "there are: " + ", ".join(cases.records)
        node.entries["record"].fault("T003", f"there is no base record `{case.record}`", hint)


# -- what needs the rule set ---------------------------------------------------------------------------------


def check_against(cases: CaseFile, ruleset: RuleSet, document: Document) -> None:
    """Check records, paths and addresses against the rule set."""
    for record in cases.records.entries.values():
        if isinstance(record, Mapping):
            faults = Faults()
            Binder(ruleset, faults, strict=True).bind(read_record(record, ruleset.subject, faults))
            document.diagnostics.extend(faults.errors)
    known = [each.id for each in every(ruleset.requirements) if each.id]
    for case in cases.tests:
        base = cases.records.get(case.record)
        if isinstance(base, Mapping):
            note_nowhere(base, case, ruleset, document)
        node = _node(case, document).get("expect")
        for expected in case.expect if isinstance(node, Mapping) else ():
            if (name := base_id(expected.requirement)) not in known:
                hint = did_you_mean(name, known) or "its requirements are: " + ", ".join(known)
                message = f"`{ruleset.id}` has no requirement `{name}`"
                node.fault_key(expected.requirement, "T004", message, hint)  # type: ignore[union-attr]


def note_nowhere(base: Mapping, case: Case, ruleset: RuleSet, document: Document) -> None:
    """Note every path of a case that leads nowhere."""

    def note(target: Target, code: str, message: str, hint: str) -> None:
        if all(each.span != target.place for each in document.diagnostics):
            document.fault(code, message, hint, span=target.place)

    changed(base, case, ruleset, note)


def _node(case: Case, document: Document) -> Mapping:
    node = origin(case, document)
    assert isinstance(node, Mapping)
    return node
