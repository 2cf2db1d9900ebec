"""Refusing is cheap: what a hostile file costs does not grow beyond its size."""

import sys
import time
import tracemalloc
from types import FrameType

import pytest

from cpdrules.source.limits import DEFAULT_LIMITS
from cpdrules.source.read import read_text

SIZE = 100_000
CALLS_PER_BYTE = 15
# Only a stop, for work that no count of calls sees; measured is below a second.
SECONDS = 30

HOSTILE = {
    "open lists": "[",
    "open items": "- ",
    "open mappings": "{a: ",
    "explicit keys": "? ",
    "empty values": "a:\n",
    "repeated keys": "a: 1\n",
    "anchors": "- &a b\n",
    "tags": "- !a b\n",
    "aliases": "- *a\n",
    "quotes": '"',
    "single quotes": "' ",
    "backslashes": "\\",
    "colons": ":",
    "commas": ",",
    "tabs": "\t\n",
    "blank lines": "\n",
    "comments": "#\n",
    "directives": "%\n",
    "documents": "---\n",
    "pairs": "a: b, ",
    "empty lists": "[],",
    "question marks": "?,",
    "control characters": "\x01",
    "separators": "\u2028",
    "json pairs": '"a":1,',
    "json numbers": "1,",
}
START = {"pairs": "{", "empty lists": "[", "question marks": "{", "json pairs": "{", "json numbers": "["}


@pytest.mark.parametrize("json", [False, True], ids=["yaml", "json"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_small_hostile_files_are_refused_at_once(kind: str, json: bool) -> None:
    data = (START.get(kind, "") + HOSTILE[kind] * (SIZE // len(HOSTILE[kind]))).encode()[:SIZE]
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    begun = time.perf_counter()
    sys.setprofile(count)
    try:
        _, document = read_text(data, "f", json=json, max_bytes=DEFAULT_LIMITS.rule_file_bytes)
    finally:
        sys.setprofile(None)
    assert time.perf_counter() - begun < SECONDS
    assert calls < CALLS_PER_BYTE * SIZE
    assert document.faulty


def test_nothing_is_made_of_a_large_file_before_its_size_is_known() -> None:
    data = b"[" + b"0," * (DEFAULT_LIMITS.record_json_bytes // 2 - 2) + b"0]"
    tracemalloc.start()
    begun = time.perf_counter()
    _, document = read_text(data, "f", json=True, max_bytes=DEFAULT_LIMITS.record_json_bytes)
    spent, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.code for each in document.diagnostics] == ["S019"]
    assert spent < SECONDS
    assert peak < 150 * 1024 * 1024
