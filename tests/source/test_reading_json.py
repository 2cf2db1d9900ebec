"""JSON is read as the same tree as YAML; what is wrong with it is located only when it is needed."""

import json

import pytest

from cpdrules.source.limits import DEFAULT_LIMITS, Limits
from cpdrules.source.nodes import Mapping, Node, Scalar, Sequence
from cpdrules.source.read import read_json, read_yaml


def found(text: str, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    _, document = read_json(text, "f", limits)
    return [f"{each.code} {each.span.line}:{each.span.column}" for each in document.diagnostics if each.span]


def shape(node: Node | None) -> object:
    """The tree with what is plain and what is not."""
    if isinstance(node, Mapping):
        return {key: shape(node.get(key)) for key in node}
    if isinstance(node, Sequence):
        return [shape(each) for each in node]
    assert isinstance(node, Scalar)
    return node.value, node.plain


def test_numbers_and_truth_values_arrive_as_written() -> None:
    node, document = read_json('{"a": [1.10, 1e999, -0, true, false, null, "x", "1"], "b": {}}', "f")
    assert document.diagnostics == []
    assert shape(node) == {
        "a": [
            ("1.10", True),
            ("1e999", True),
            ("-0", True),
            ("true", True),
            ("false", True),
            (None, True),
            ("x", False),
            ("1", False),
        ],
        "b": {},
    }
    assert isinstance(node, Mapping)
    first = node.entries["a"]
    assert isinstance(first, Sequence)
    assert {type(each.value) for each in first if isinstance(each, Scalar)} == {str, type(None)}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "b": ["x", {"c": null}], "d": {}, "e": []}',
        '{"a": "\\u00e9\\n", "b": "it is?"}',
        '[[], [[]], "😀", true]',
        '"alone"',
        "12",
    ],
)
def test_json_is_the_twin_of_yaml(text: str) -> None:
    for_json, for_yaml = read_json(text, "f")[0], read_yaml(text, "f")[0]
    assert shape(for_json) == shape(for_yaml)


@pytest.mark.parametrize(
    ("text", "json_codes", "yaml_codes"),
    [
        ('{"a": 1, "a": 2}', ["S011 1:10"], ["S011 1:10"]),
        ("[" * 65 + "]" * 65, ["S018 1:65"], ["S018 1:65"]),
        ('{"a": "\\u0000"}', ["S004 1:7"], ["S004 1:7"]),
        ('["\x1b"]', ["S004 1:3"], ["S004 1:3"]),
        (f'{{"{"k" * 101}": 1}}', ["S021 1:2"], ["S021 1:2"]),
        (f'["{"t" * 65_537}"]', ["S020 1:2"], ["S020 1:2"]),
        (" \n", ["S005 1:1"], ["S005 1:1"]),
        ('["a', ["S009 1:2"], ["S009 1:2"]),
    ],
)
def test_the_same_fault_has_the_same_code_and_place(
    text: str, json_codes: list[str], yaml_codes: list[str]
) -> None:
    from_yaml = read_yaml(text, "f")[1].diagnostics
    assert found(text) == json_codes
    assert [
        f"{each.code} {each.span.line}:{each.span.column}" for each in from_yaml if each.span
    ] == yaml_codes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1,}', "1:8 S024 nothing follows this comma"),
        ("[1, 2 ,\n]", "1:7 S024 nothing follows this comma"),
        ("{'a': 1}", "1:2 S024 a single quote stands here, and JSON knows only double ones"),
        ("{a: 1}", "1:2 S024 `a` stands here without quotes"),
        ('{"a": True}', "1:7 S024 `True` stands here without quotes"),
        ('{"a": 1 // b\n}', "1:9 S024 a comment stands here, and JSON has none"),
        ("# a\n{}", "1:1 S024 a comment stands here, and JSON has none"),
        ('{"a": 1 "b": 2}', "1:9 S024 the JSON cannot be read from here on"),
        ("[1 2]", "1:4 S024 the JSON cannot be read from here on"),
        ('{"a" 1}', "1:6 S024 the JSON cannot be read from here on"),
        ("[,]", "1:2 S024 nothing follows this comma"),
        ("[01]", "1:3 S024 the JSON cannot be read from here on"),
        ('{"a": "b', "1:7 S009 this quote is never closed"),
        ('{"a": "b\n"}', "1:9 S009 this text runs over the end of its line"),
        ('{"a": "b\tc"}', "1:9 S024 a tab stands inside a text"),
        ('["\\q"]', "1:3 S024 this backslash begins no escape that JSON knows"),
        ('["\\u12g4"]', "1:3 S024 this backslash begins no escape that JSON knows"),
        ('{"a": [1', "1:9 S009 the text ends before every quote, bracket and brace is closed"),
        ('["a", "b"', "1:10 S009 the text ends before every quote, bracket and brace is closed"),
        (
            '{"a": 1}\n{"b": 2}',
            "2:1 S016 something follows after the end of the value, and a file holds only one",
        ),
        ('["a"\n\n\t"b"]', "3:2 S024 the JSON cannot be read from here on"),
        ("]", "1:1 S024 the JSON cannot be read from here on"),
    ],
)
def test_syntax_errors_say_what_is_wrong(text: str, says: str) -> None:
    node, document = read_json(text, "f")
    (diagnostic,) = document.diagnostics
    assert diagnostic.span is not None
    place = f"{diagnostic.span.line}:{diagnostic.span.column}"
    assert f"{place} {diagnostic.code} {diagnostic.message}" == says
    assert diagnostic.hint
    assert node is None


def test_every_fault_is_found_at_its_place() -> None:
    text = (
        '{\n "a": NaN, "a": 2,\n "b": [-Infinity, "\\ud800"],\n "c": 1,\n "c": {}, "c": 3, "\\u0001": %s\n}'
    )
    assert sorted(found(text % ("1" * 41))) == [
        "S004 3:19",
        "S004 5:19",
        "S011 2:12",
        "S011 5:11",
        "S011 5:2",
        "S022 5:29",
        "S025 2:7",
        "S025 3:8",
    ]


def test_a_repeated_key_names_both_places() -> None:
    _, document = read_json('[{"a/b": 1,\n "a\\/b": 2}]', "f")
    (diagnostic,) = document.diagnostics
    assert str(diagnostic) == (
        "f:2:2: error[S011]: `a/b` is given twice; the first is at line 1, column 3; keep one of the two"
    )
    assert diagnostic.path == "/0/a~1b"


def test_limits_on_values() -> None:
    text = '{"a": [1, [], {}, "b,[{c"], "d": {"e": []}}'
    assert found(text, Limits(record_nodes=8)) == []
    assert found(text, Limits(record_nodes=7)) == ["S019 1:1"]
    assert found("[[],[],[]]", Limits(record_nodes=4)) == []
    assert found("[[],[],[]]", Limits(record_nodes=2)) == ["S019 1:1"]
    assert found("[[[[]]]]", Limits(record_nodes=2)) == ["S019 1:1"]
    assert found("[][][]", Limits(record_nodes=2)) == ["S019 1:1"]
    assert found('[",,,,"]', Limits(record_nodes=3)) == []


def test_brackets_inside_text_do_not_nest() -> None:
    assert found(json.dumps(["[" * 100, '"' + "{" * 100])) == []


def test_more_nesting_than_python_follows() -> None:
    assert found("[" * 100_000 + "]" * 100_000, Limits(nesting=1_000_000)) == ["S018 1:1"]


def test_a_thousand_faults_are_enough() -> None:
    text = "{" + ",".join('"a":1' for _ in range(3_000)) + "}"
    assert len(read_json(text, "f")[1].diagnostics) == 1_001
    text = "[" + ",".join('{"b":"\\u0001"}' for _ in range(3_000)) + "]"
    assert len(read_json(text, "f")[1].diagnostics) == 1_001
