"""Whatever the bytes, only diagnostics come out, and both YAML parsers read the same."""

import os
import random

import pytest

from cpdrules.source.codes import CODES
from cpdrules.source.limits import Limits
from cpdrules.source.nodes import Document, Mapping, Node, Scalar, Sequence
from cpdrules.source.places import Lines
from cpdrules.source.read import read_json, read_text, read_yaml

INPUTS = {"ci": 20_000, "release": 200_000}.get(os.environ.get("CPDRULES_PROFILE", ""), 4_000)
SMALL = Limits(text=40, name=12, number=8, nesting=6, nodes=40, record_nodes=40)

YAML = [
    "a: 1\nb: [x, y, {c: d}]\ne: null\n",
    "a: \"x y\"\nb:\n  - c: 'd'\n    e: |\n      text\n      more\n  - f\n",
    "? a\n: b\n",
    '{a: [b, "c": d], e: f}\n# comment\n',
    "a: &x 1\nb: *x\nc: !t d\n<<: e\n",
    "%YAML 1.1\n---\na: b\n...\n",
    "a: >-\n  fold\n\n  b\nc: d # x\n",
]
JSON = ['{"a": [1, 2.5e3, true, null], "b": {"c\\n": "\\u00e9", "d": {}}}', '[[], {"a": "😀"}, -0, NaN, "x"]']
PIECES = list("\t\n :?-[]{},#&*!|>'\"%@`ab1~<=\\/\0\x1b\x85é😀\ufeff\u202e\u2028\uffff\r")
PIECES += [
    "\r\n",
    ": ",
    "- ",
    "? ",
    " #",
    "  ",
    "\n  ",
    "---",
    "...",
    "\\x41",
    "\\ud800",
    "\\U00110000",
    "<<",
]
PIECES += [
    "\n\t",
    "|+\n",
    ">2\n",
    "\\\n",
    "null",
    "[[[[",
    "{a: ",
    "- - - ",
    "x" * 45,
    "1" * 9,
    '","',
    "\n...\n---\n",
]


def mutated(seed: int, texts: list[str]) -> str:
    random_ = random.Random(seed)
    text = random_.choice(texts)
    for _ in range(random_.randint(1, 5)):
        at, other = random_.randint(0, len(text)), random_.randint(0, len(text))
        kind = random_.random()
        if kind < 0.5:
            text = text[:at] + random_.choice(PIECES) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + random_.randint(1, 3) :]
        else:
            text = text[:at] + text[other : other + random_.randint(1, 8)] + text[at:]
    return text


def mutated_bytes(seed: int) -> bytes:
    data = bytearray(mutated(seed, YAML + JSON).encode("utf-8", "surrogatepass"))
    random_ = random.Random(seed)
    for _ in range(random_.randint(0, 2)):
        data.insert(random_.randint(0, len(data)), random_.randrange(256))
    return bytes(data)


def shape(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return node.mark, [(key, node.key_marks.get(key), shape(node.entries[key])) for key in node]
    if isinstance(node, Sequence):
        return node.mark, [shape(each) for each in node]
    return (node.mark, node.value, node.plain) if isinstance(node, Scalar) else None


def check(text: str, node: Node | None, document: Document) -> None:
    """Each diagnostic is ours, helps, and lies inside the text; a tree that is not there has a reason."""
    text = text.removeprefix("\ufeff")
    last = Lines(text).at(len(text))
    for each in document.diagnostics:
        assert each.code in CODES
        assert each.message
        assert each.hint
        assert each.span is not None
        assert (1, 1) <= (each.span.line, each.span.column) <= last
        assert (each.span.line, each.span.column) <= (each.span.end_line, each.span.end_column)
        assert str(each).isprintable()
    assert node is not None or document.faulty


SHARDS = 20


@pytest.mark.parametrize("shard", range(SHARDS))
def test_yaml(shard: int) -> None:
    for seed in range(shard, INPUTS // 2, SHARDS):
        text = mutated(seed, YAML)
        limits = SMALL if seed % 3 else Limits()
        node, document = read_yaml(text, "f", limits)
        again, by_pure = read_yaml(text, "f", limits, pure=True)
        check(text, node, document)
        check(text, again, by_pure)
        assert document.faulty == by_pure.faulty, (seed, text)
        if not document.faulty:
            assert shape(node) == shape(again), (seed, text)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_json(shard: int) -> None:
    for seed in range(shard, INPUTS // 4, SHARDS):
        text = mutated(seed, JSON)
        node, document = read_json(text, "f", SMALL if seed % 3 else Limits())
        check(text, node, document)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_bytes(shard: int) -> None:
    for seed in range(shard, INPUTS // 4, SHARDS):
        data = mutated_bytes(seed)
        for json in (False, True):
            node, document = read_text(data, "f", SMALL, json=json, max_bytes=400)
            assert node is not None or document.faulty
            assert {each.code for each in document.diagnostics} <= set(CODES)
