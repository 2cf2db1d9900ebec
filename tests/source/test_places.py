"""Places of JSON values, found again in the text when a fault needs them."""

import json
import random

import pytest

from cpdrules.source.nodes import Mapping, Node, Sequence
from cpdrules.source.places import JsonPlaces, Lines
from cpdrules.source.read import read_json

TEXT = """{
  "a": {"b\\n\\"]": [1, "😀[", {"c": true}]},
  "😀é": "\\ud83d\\ude00 x" , "d" :\t[ ] ,
  "e": -1.5e3
}"""


def place(path: str, *, key: bool = False) -> str:
    node, _ = read_json(TEXT, "f")
    steps = path.split(" ") if path else []
    for step in steps[:-1] if key else steps:
        node = node.entries[step.replace("\\n", "\n")] if isinstance(node, Mapping) else node.items[int(step)]  # type: ignore[union-attr]
    assert node is not None
    span = node.key_span(steps[-1].replace("\\n", "\n")) if key and isinstance(node, Mapping) else node.span
    assert span is not None
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("", "1:1-5:2"),
        ("a", "2:8-2:42"),
        ('a b\\n"]', "2:19-2:41"),
        ('a b\\n"] 0', "2:20-2:21"),
        ('a b\\n"] 1', "2:23-2:27"),
        ('a b\\n"] 2', "2:29-2:40"),
        ('a b\\n"] 2 c', "2:35-2:39"),
        ("😀é", "3:9-3:25"),
        ("d", "3:34-3:37"),
        ("e", "4:8-4:14"),
    ],
)
def test_places_of_values(path: str, where: str) -> None:
    lines = TEXT.splitlines()
    line, column = (int(each) for each in where.split("-", maxsplit=1)[0].split(":"))
    assert lines[line - 1][column - 1 :]
    assert place(path) == where


@pytest.mark.parametrize(
    ("path", "where"), [('a b\\n"]', "2:9-2:17"), ("😀é", "3:3-3:7"), ("d", "3:28-3:31")]
)
def test_places_of_keys(path: str, where: str) -> None:
    assert place(path, key=True) == where


def texts(node: Node, value: object) -> list[tuple[Node, object]]:
    """Every node with the value it was made from."""
    pairs: list[tuple[Node, object]] = [(node, value)]
    if isinstance(node, Mapping) and isinstance(value, dict):
        return pairs + [pair for key in node for pair in texts(node.entries[key], value[key])]
    if isinstance(node, Sequence) and isinstance(value, list):
        return pairs + [
            pair for each, inside in zip(node, value, strict=True) for pair in texts(each, inside)
        ]
    return pairs


def made(random_: random.Random, depth: int) -> object:
    kind = random_.randrange(8 if depth else 5)
    word = "".join(random_.choice('a"\\é😀[]{},: \n/') for _ in range(random_.randrange(6)))
    if kind < 5:
        return [word, 1.5, True, None, -7][kind]
    if kind == 5:
        return [made(random_, depth - 1) for _ in range(random_.randrange(4))]
    return {f"{word}{index}": made(random_, depth - 1) for index in range(random_.randrange(4))}


@pytest.mark.parametrize("seed", range(200))
def test_each_place_holds_the_value(seed: int) -> None:
    random_ = random.Random(seed)
    value = made(random_, 4)
    text = json.dumps(value, ensure_ascii=random_.random() < 0.5, indent=random_.choice([None, 1, "\t"]))
    text = text.replace("\n", random_.choice(["\n", "\r\n", "\r"]))
    node, document = read_json(text, "f")
    assert node is not None
    lines = Lines(text)
    starts = [0]
    for index in range(len(text)):
        if lines.at(index)[0] > len(starts):
            starts.append(index)
    for each, was in texts(node, value):
        span = each.span
        assert span is not None
        start = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        assert json.loads(text[start:end]) == was
    assert document.diagnostics == []


@pytest.mark.parametrize("seed", range(50))
def test_lines_and_columns(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from cpdrules.source import places

    monkeypatch.setattr(places, "_BLOCK", 1 + seed % 5)
    random_ = random.Random(seed)
    text = "".join(random_.choice("ab\r\n😀") for _ in range(seed))
    line, column = 1, 1
    for offset in range(len(text) + 1):
        assert Lines(text).at(offset) == (line, column)
        pair = text[offset : offset + 2]
        line, column = (
            (line + 1, 1) if pair[:1] == "\n" or (pair[:1] == "\r" and pair != "\r\n") else (line, column + 1)
        )


def test_each_time_of_a_repeated_key() -> None:
    places = JsonPlaces('{"a": 1, "b": 2,\n"a": 3}')
    assert [places.key(["a"], time)[:2] for time in (0, 1)] == [(1, 2), (2, 1)]
