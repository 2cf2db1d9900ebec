"""The door: files, bytes, text and data in; a tree of nodes and the faults found, out."""

import os
import stat
from typing import Any

from cpdrules.source import compose_data, compose_json, compose_yaml
from cpdrules.source.characters import character_name, forbidden
from cpdrules.source.diagnostics import Diagnostic
from cpdrules.source.errors import SourceError
from cpdrules.source.limits import DEFAULT_LIMITS, Limits
from cpdrules.source.nodes import Document, Node
from cpdrules.source.places import Lines

__all__ = ["read_data", "read_file", "read_json", "read_text", "read_yaml"]

_MARK = "\ufeff"


def read_file(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS, *, max_bytes: int) -> bytes:
    """The bytes of a regular file, at most `max_bytes` of them.

    Raises SourceError with one diagnostic for anything else: a file that is missing, larger, or may not be
    read, a folder, a device, a pipe.
    """
    try:
        return _read_regular(path, limits, max_bytes)
    except FileNotFoundError:
        raise _refused(
            path, limits, "S001", "there is no such file", "check the name and the folder"
        ) from None
    except PermissionError:
        raise _refused(path, limits, "S001", "this file may not be read", "check its permissions") from None
    except (OSError, ValueError):
        raise _refused(path, limits, "S001", "this file cannot be read", "check its name") from None


def _read_regular(path: str | os.PathLike[str], limits: Limits, max_bytes: int) -> bytes:
    # Without O_NONBLOCK, opening a pipe waits for a writer that may never come.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _refused(
                path, limits, "S001", "this is not a regular file", "name a file, not a folder or device"
            )
        # The size is only a promise: a file may grow, and some report none, so what is read is counted too.
        if status.st_size <= max_bytes:
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(max_bytes + 1)
            if len(data) <= max_bytes:
                return data
        raise _refused(path, limits, "S002", *_too_large(max_bytes))
    finally:
        os.close(descriptor)


def _refused(path: str | os.PathLike[str], limits: Limits, code: str, message: str, hint: str) -> SourceError:
    return SourceError([Diagnostic(code=code, message=message, hint=hint, name=os.fspath(path))], limits)


def _too_large(max_bytes: int) -> tuple[str, str]:
    return f"the file is larger than {max_bytes:,} bytes", "split it, or ask for a higher limit"


def read_text(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, json: bool, max_bytes: int
) -> tuple[Node | None, Document]:
    """The tree of a file's bytes, and the document with its faults.

    The tree is None where the text does not hold together; a faulty document may have a tree all the same.
    """
    document = Document(name, limits, "json" if json else "yaml")
    if len(data) > max_bytes:
        document.fault("S002", *_too_large(max_bytes))
        return None, document
    text = _decoded(data, document)
    return (None if text is None else _compose(text, document)), document


def read_yaml(
    text: str, name: str, limits: Limits = DEFAULT_LIMITS, *, pure: bool = False
) -> tuple[Node | None, Document]:
    """The tree of a YAML text; `pure` takes the parser written in Python, which reads the same."""
    document = Document(name, limits, "yaml")
    return _compose(text, document, pure=pure), document


def read_json(text: str, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Node | None, Document]:
    """The tree of a JSON text."""
    document = Document(name, limits, "json")
    return _compose(text, document), document


def read_data(data: Any, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Node | None, Document]:
    """The tree of plain Python data: mappings, lists, tuples, attrs objects, and single values."""
    document = Document(name, limits, "data")
    return compose_data.compose(data, document), document


def _compose(text: str, document: Document, *, pure: bool = False) -> Node | None:
    text = text.removeprefix(_MARK)
    if _holds_forbidden(text, document):
        return None
    if document.kind == "json":
        return compose_json.compose(text, document)
    return compose_yaml.compose(text, document, pure=pure)


def _decoded(data: bytes, document: Document) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        lines = Lines(data[: error.start].decode().removeprefix(_MARK))
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8, the only encoding read"
        document.fault("S003", message, "save the file as UTF-8", span=document.span(lines.end()))
        return None


def _holds_forbidden(text: str, document: Document) -> bool:
    lines = Lines(text)
    for match in forbidden(text):
        message = f"the character {character_name(match[0])} is not allowed"
        document.fault("S004", message, "take it out", span=document.span(lines.between(*match.span())))
        if document.full:
            break
    return document.faulty
