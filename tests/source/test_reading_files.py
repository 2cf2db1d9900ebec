"""Bytes and files: what is not a regular file of UTF-8 text is refused before anything is made of it."""

import os
from pathlib import Path

import pytest

from cpdrules.errors import CpdRulesError, SourceError
from cpdrules.source.diagnostics import Diagnostic
from cpdrules.source.limits import DEFAULT_LIMITS
from cpdrules.source.read import read_file, read_text


def found(data: bytes, *, json: bool = False, most: int = 1_000_000) -> list[str]:
    _, document = read_text(data, "f", json=json, max_bytes=most)
    return [str(each).split(";")[0] for each in document.diagnostics]


def refusal(path: str | Path, most: int = 100) -> Diagnostic:
    with pytest.raises(SourceError) as caught:
        read_file(path, max_bytes=most)
    assert isinstance(caught.value, CpdRulesError)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.name == os.fspath(path)
    return diagnostic


@pytest.mark.parametrize("json", [False, True])
def test_utf8_with_or_without_a_mark(json: bool) -> None:
    data = '{"a": "é😀"}'.encode()
    assert found(data, json=json) == []
    assert found(b"\xef\xbb\xbf" + data, json=json) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: 1\nb: \xe9t\xe9", "f:2:4: error[S003]: the byte 0xE9 is not UTF-8, the only encoding read"),
        ("a: 1".encode("utf-16"), "f:1:1: error[S003]: the byte 0xFF is not UTF-8, the only encoding read"),
        (b"\xef\xbb\xbfa\xff", "f:1:2: error[S003]: the byte 0xFF is not UTF-8, the only encoding read"),
        (b"a\r\n\xc0\xaf", "f:2:1: error[S003]: the byte 0xC0 is not UTF-8, the only encoding read"),
        (b"a: \xed\xa0\x80", "f:1:4: error[S003]: the byte 0xED is not UTF-8, the only encoding read"),
        (b"a\xe2\x82", "f:1:2: error[S003]: the byte 0xE2 is not UTF-8, the only encoding read"),
        (b"a: 1\n\x00", "f:2:1: error[S004]: the character U+0000 (control character) is not allowed"),
        (b"a: \x1b[31m", "f:1:4: error[S004]: the character U+001B (control character) is not allowed"),
        (b"a: \x7f", "f:1:4: error[S004]: the character U+007F (control character) is not allowed"),
        ("a: \x85".encode(), "f:1:4: error[S004]: the character U+0085 (control character) is not allowed"),
        ("a: \u2028".encode(), "f:1:4: error[S004]: the character U+2028 (line separator) is not allowed"),
        (
            "a: \u2067".encode(),
            "f:1:4: error[S004]: the character U+2067 (right-to-left isolate) is not allowed",
        ),
        ("a: \ufdd0".encode(), "f:1:4: error[S004]: the character U+FDD0 (not a character) is not allowed"),
        (
            "a: \U0010ffff".encode(),
            "f:1:4: error[S004]: the character U+10FFFF (not a character) is not allowed",
        ),
        (
            b"\xef\xbb\xbf\xef\xbb\xbfa",
            "f:1:1: error[S004]: the character U+FEFF (zero width no-break space) is not allowed",
        ),
        (b"", "f:1:1: error[S005]: there is nothing in the file"),
    ],
)
@pytest.mark.parametrize("json", [False, True])
def test_what_is_not_clean_text_is_refused_with_its_place(data: bytes, says: str, json: bool) -> None:
    assert found(data, json=json) == [says]


def test_text_of_any_language_is_read() -> None:
    assert found("a: میخواهم 👩‍⚕️ 日本\u00ad\u200c".encode()) == []


def test_size_is_checked_before_reading() -> None:
    assert found(b"x" * 10, most=10) == []
    assert found(b"x" * 11, most=10) == ["f: error[S002]: the file is larger than 10 bytes"]


def test_regular_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 100)
    assert read_file(path, DEFAULT_LIMITS, max_bytes=100) == b"x" * 100
    link = tmp_path / "link"
    link.symlink_to(path)
    assert read_file(str(link), max_bytes=100) == b"x" * 100


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(8 * 1024**3)
    assert refusal(path).code == "S002"


def test_files_that_grow_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"x" * 101)
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda fd: os.stat_result([*real(fd)[:6], 0, *real(fd)[7:]]))
    assert refusal(path).code == "S002"


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path(os.devnull)):
        assert refusal(path).message == "this is not a regular file"


def test_what_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "absent").message == "there is no such file"
    assert refusal(str(tmp_path / "a\0b")).message == "this file cannot be read"
    ring = tmp_path / "ring"
    ring.symlink_to(ring)
    assert refusal(ring).message == "this file cannot be read"

    def forbid(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", forbid)
    assert refusal(tmp_path).message == "this file may not be read"


def test_names_are_shown_as_given_and_harmless() -> None:
    shown = str(refusal("no\n\x1b[31m\u202esuch"))
    assert shown.startswith("no\\n\\x1b[31m\\u202esuch: error[S001]: there is no such file")
