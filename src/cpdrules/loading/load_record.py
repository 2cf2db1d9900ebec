"""The doors through which records come in: YAML, JSON, plain data or attrs objects to a Record."""

from __future__ import annotations

import os
from typing import Any

from cpdrules.errors import RecordError, SourceError
from cpdrules.loading.header import FileKind, header
from cpdrules.records.core import read_record
from cpdrules.records.reading import Faults
from cpdrules.records.record import Record
from cpdrules.rules.ruleset import SUBJECTS
from cpdrules.source import DEFAULT_LIMITS, Document, Limits, Mapping, Node, read_data, read_file, read_text

RECORD_KINDS = tuple(kind for kind in FileKind if kind.is_record)


def load_record(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Record:
    """Load a record from a YAML file, or from JSON when its name ends in `.json`.

    Raises `RecordError` with every fault.
    """
    json = os.fspath(path).endswith(".json")
    try:
        data = read_file(
            path, limits, max_bytes=limits.record_json_bytes if json else limits.record_yaml_bytes
        )
    except SourceError as error:
        raise RecordError(error.diagnostics) from None
    return loads_record(data, name=os.fspath(path), json=json, limits=limits)


def loads_record(
    text: str | bytes, *, name: str = "<text>", json: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Record:
    """Load a record from YAML text, or from JSON text. Raises `RecordError` with every fault."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    most = limits.record_json_bytes if json else limits.record_yaml_bytes
    root, document = read_text(data, name, limits, json=json, max_bytes=most)
    return from_root(root, document, None)


def as_record(data: Any, subject: str, *, name: str = "record", limits: Limits = DEFAULT_LIMITS) -> Record:
    """Return a record from plain data or attrs objects; a Record is returned as it is.

    `subject` is the kind of record when the data do not begin with `cpdrules: 1`. Raises `RecordError`.
    """
    if isinstance(data, Record):
        return data
    root, document = read_data(data, name, limits)
    return from_root(root, document, subject)


def from_root(root: Node | None, document: Document, subject: str | None) -> Record:
    """Read a record from its tree; raise every fault."""
    if root is None:
        raise RecordError(document.diagnostics)
    if not isinstance(root, Mapping):
        root.fault("D001", "a record is a block of `key: value` lines")
        raise RecordError(document.diagnostics)
    if subject is None or "cpdrules" in root:
        kind = header(root, RECORD_KINDS)
        if kind is None:
            raise RecordError(document.diagnostics)
        subject = kind.value
    else:
        subject = next((word for word in SUBJECTS if word in root), subject)
    faults = Faults()
    record = read_record(root, subject, faults)
    if document.faulty or faults.errors:
        raise RecordError([*document.diagnostics, *faults.found])
    return record
