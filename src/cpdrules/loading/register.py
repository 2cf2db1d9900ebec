"""Where many records come from: files, folders, and files with one record in each line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from cpdrules.errors import RecordError, SourceError
from cpdrules.loading.header import FileKind
from cpdrules.loading.load_record import load_record, loads_record
from cpdrules.records.record import Record
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, Limits, files_below, read_file

LINES = ".jsonl"
ENDINGS = (".yaml", ".yml", ".json", LINES)
NOT_RECORDS = tuple(kind.value for kind in FileKind if not kind.is_record)
HEAD_BYTES = 4096


@attrs.frozen
class Source:
    """One record that is to be read: where it stands, and how to read it."""

    where: str
    text: bytes | None = None

    def read(self, limits: Limits = DEFAULT_LIMITS) -> Record:
        """Return the record. Raises `RecordError` with every fault."""
        if self.text is None:
            return load_record(self.where, limits=limits)
        return loads_record(self.text, name=self.where, json=True, limits=limits)


def sources(paths: Iterable[str | os.PathLike[str]], limits: Limits = DEFAULT_LIMITS) -> Iterator[Source]:
    """Yield the records of files, of folders (sorted, with all below them) and of files of lines.

    A folder's rule sets and case files are left out, and so is what does not end like a record. Links to folders
    are not followed. Raises `RecordError` for a folder or a file without records, or a file of lines that cannot be
    read.
    """
    for path in map(Path, paths):
        files = records_below(path) if path.is_dir() else [path]
        found = False
        for file in files:
            for source in of_file(file, limits):
                found = True
                yield source
        if not found:
            raise RecordError([nothing_in(path)])


def of_file(path: Path, limits: Limits) -> Iterator[Source]:
    """Yield the record of a file, or one for each line that is not empty."""
    if path.suffix != LINES:
        yield Source(str(path))
        return
    try:
        lines = path.open("rb")
    except OSError:
        read_file(path, limits, max_bytes=limits.record_json_bytes)  # says what is wrong, in our words
        raise
    with lines:
        number = 0
        while line := lines.readline(limits.record_json_bytes + 2):
            number += 1
            if line.strip():
                yield Source(f"{path}:{number}", line.rstrip(b"\r\n"))


def records_below(folder: str | os.PathLike[str]) -> list[Path]:
    """Return the files of a folder, and below it, that end like a record and are no rule set and no case file."""
    return [file for file in files_below(folder, ENDINGS) if not is_of_rules(file)]


def is_of_rules(path: Path) -> bool:
    """Whether the first keys of a file say that it is a rule set or a case file; a file of lines never is."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return False
    if path.suffix == ".json":
        return any(f'"{word}"' in head.partition(":")[2].partition(":")[0] for word in NOT_RECORDS)
    keys = [line.partition(":")[0].strip() for line in head.splitlines() if line[:1].isalpha()]
    return any(key in NOT_RECORDS for key in keys[:2])


def nothing_in(path: Path) -> Diagnostic:
    """Say that a folder, or a file of lines, holds no records."""
    message, hint = "there are no records in this file: every line is empty", "write one record in each line"
    if path.is_dir():
        endings = ", ".join(ENDINGS)
        message = f"there are no records in this folder: no file in it ends in {endings} and is a record"
        hint = "name a folder with records, or a file"
    return Diagnostic(code="S001", message=message, hint=hint, name=str(path))


__all__ = ["Source", "SourceError", "sources"]
