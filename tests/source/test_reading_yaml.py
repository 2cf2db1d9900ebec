"""What YAML is read as, and which of its hazards are refused, where and how."""

import pytest
import yaml

from cpdrules.source.limits import DEFAULT_LIMITS, Limits
from cpdrules.source.nodes import Mapping, Node, Scalar, Sequence
from cpdrules.source.read import read_yaml

PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])


def plain(node: Node | None) -> object:
    """The tree as Python data."""
    if isinstance(node, Mapping):
        return {key: plain(node.get(key)) for key in node}
    if isinstance(node, Sequence):
        return [plain(each) for each in node]
    assert isinstance(node, Scalar)
    return node.value


def places(text: str, pure: bool = False, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    _, document = read_yaml(text, "f", limits, pure=pure)
    return [f"{each.code} {each.span.line}:{each.span.column}" for each in document.diagnostics if each.span]


def only(text: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """The one diagnostic, the same from both parsers."""
    (first,), (second,) = (read_yaml(text, "f", limits, pure=pure)[1].diagnostics for pure in (False, True))
    assert str(first) == str(second)
    return str(first)


@PARSERS
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb: [x, {c: 'd'}]\n", {"a": "1", "b": ["x", {"c": "d"}]}),
        ("- a\n- - b\n", ["a", ["b"]]),
        ("just text", "just text"),
        ("---\na: b\n...\n", {"a": "b"}),
        ("? a\n: b\n", {"a": "b"}),
        ("a: >-\n  one\n  two\nb: |\n  x\n", {"a": "one two", "b": "x\n"}),
        ('a: ""', {"a": ""}),
        ("a: null\nb: ~\nc: 'null'\nd: Null\n", {"a": None, "b": None, "c": "null", "d": "Null"}),
        ("null: x\n~: y\n", {"null": "x", "~": "y"}),
        ("country: NO\nyes: on\n", {"country": "NO", "yes": "on"}),
        ("ratio: 1:30\ntime: 12:30:45\n", {"ratio": "1:30", "time": "12:30:45"}),
        ("a: 0123\nb: 1.10\nc: 1e3\nd: 0x10\n", {"a": "0123", "b": "1.10", "c": "1e3", "d": "0x10"}),
        ("a: 2026-02-30\nb: .nan\nc: 1_0\n", {"a": "2026-02-30", "b": ".nan", "c": "1_0"}),
        ("a: {t: x, u: 'is it?'}\nq: is it?\n", {"a": {"t": "x", "u": "is it?"}, "q": "is it?"}),
        ("'<<': a\n", {"<<": "a"}),
        ("a: 'x %y'\n%b: c", None),
        ('a: "😀\\n\\t"\r\nb: é\r\n', {"a": "😀\n\t", "b": "é"}),
        ("\ufeffa: b", {"a": "b"}),
        ("# 100 %\na: 5 % off\n", {"a": "5 % off"}),
    ],
)
def test_scalars_are_text_whatever_they_look_like(text: str, data: object, pure: bool) -> None:
    node, document = read_yaml(text, "f", pure=pure)
    if data is None:
        assert document.faulty
        assert node is None
    else:
        assert plain(node) == data
        assert document.diagnostics == []


@PARSERS
def test_quotes_are_told_from_plain_text(pure: bool) -> None:
    node, _ = read_yaml("- a\n- 'a'\n- \"a\"\n- |-\n  a\n- null", "f", pure=pure)
    assert isinstance(node, Sequence)
    assert [each.plain for each in node if isinstance(each, Scalar)] == [True, False, False, False, True]


@PARSERS
def test_places(pure: bool) -> None:
    node, _ = read_yaml("a:\n  - b: {c: d}\n    e: 'f'\n  - g\nh: [i,\n  j]\n\n# end\n", "f", pure=pure)
    assert isinstance(node, Mapping)
    listed = node.entries["a"]
    assert isinstance(listed, Sequence)
    first = listed.items[0]
    assert isinstance(first, Mapping)
    found = [
        node.span,
        node.key_span("h"),
        listed.span,
        first.span,
        first.entries["b"].span,
        first.entries["e"].span,
    ]
    found += [node.entries["h"].span, node.key_span("absent")]
    assert [(s.line, s.column, s.end_line, s.end_column) for s in found if s] == [
        (1, 1, 6, 5),
        (5, 1, 5, 2),
        (2, 3, 4, 6),
        (2, 5, 3, 11),
        (2, 8, 2, 14),
        (3, 8, 3, 11),
        (5, 4, 6, 5),
        (1, 1, 6, 5),
    ]
    assert first.entries["e"].path == "/a/0/e"
    assert first.get("x") is None
    assert "e" in first
    assert (len(first), len(listed)) == (2, 2)


@PARSERS
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_editors_end_them(end: str, pure: bool) -> None:
    assert places(end.join(["a: 😀x", "b: ☃", "a: 1"]), pure) == ["S011 3:1"]


HAZARDS = {
    "deep, block": ("- " * 50_000, ["S018 1:129"]),
    "deep, flow": ("[" * 50_000, ["S018 1:65"]),
    "deep, mappings": ("{a: " * 50_000, ["S018 1:257"]),
    "billion laughs": (
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b]\n",
        ["S014 1:4", "S014 2:4", "S014 2:8", "S014 2:12", "S014 3:5"],
    ),
    "merge key": ("a: {x: y}\nb:\n  <<: {x: z}\n  c: d\n", ["S015 3:3"]),
    "anchor that holds itself": ("&a [*a]", ["S014 1:1", "S014 1:5"]),
    "alias as key": ("*a : b\nc: d", ["S014 1:1"]),
    "alias alone": ("*a", ["S014 1:1"]),
    "duplicate keys": ("a: 1\nb: 2\na: 3\n'a': 4\n", ["S011 3:1", "S011 4:1"]),
    "tags": ("a: !!python/object:os.system x\nb: !x [c]\nc: ! d\n", ["S013 1:4", "S013 2:4", "S013 3:4"]),
    "tag and anchor on a key": ("!t &x a: b\n", ["S014 1:1", "S013 1:1"]),
    "two documents": ("a: 1\n---\nb: 2\n", ["S016 2:1"]),
    "two documents, ended": ("a: 1\n...\n---\nb: 2\n", ["S016 3:1"]),
    "control character": ("a: 1\nb: \x00\x1b", ["S004 2:4", "S004 2:5"]),
    "escaped control character": ('a: "\\0"\n"\\e": c\nd: "\\u202e"', ["S004 1:4", "S004 2:1", "S004 3:4"]),
    "long text": ("a: " + "x" * 65_537, ["S020 1:4"]),
    "long number": ("a: " + "9" * 100_000, ["S020 1:4"]),
    "long key": ("a" * 101 + ": b\n", ["S021 1:1"]),
    "empty values": ("a:\nb: # c\nc: [d]\ne: ''\n", ["S012 1:1", "S012 2:1"]),
    "empty items": ("- a\n-\n- b\n", ["S012 2:2"]),
    "comma in text": ("a: {t: Ethics, law and practice}\n", ["S012 1:16"]),
    "set": ("{a}", ["S012 1:2"]),
    "missing key": (": a\n", ["S017 1:1"]),
    "missing key in braces": ("{: a}", ["S017 1:2"]),
    "empty key": ("? \n: a\nb: c\n", ["S017 1:2"]),
    "list as key": ("[a, b]: c\nd: e", ["S017 1:1"]),
    "mapping as key": ("? {a: b}\n: c\n? - d\n: e\nf: g", ["S017 1:3", "S017 3:3"]),
    "tabs": ("a:\tb\n\tc: d\ne: 'f\tg'\n", ["S008 1:3", "S008 2:1", "S008 3:6"]),
    "directive": ("# c\n\n%YAML 1.1\n%FOO\n---\na: b\n", ["S023 3:1", "S023 4:1"]),
    "empty": ("", ["S005 1:1"]),
    "only a comment": ("# nothing\n", ["S005 1:1"]),
    "only a mark": ("---\n", ["S005 1:1"]),
    "faults under a faulty key are still found": ("a: 1\na: {b: 1, b: 2}\n", ["S011 2:1", "S011 2:11"]),
    "one fault for a faulty pair": ("a: 1\na:\n", ["S011 2:1"]),
    "many at once": ("a:\na: 1\nb: &x 2\nc: !t 3\n", ["S012 1:1", "S011 2:1", "S014 3:4", "S013 4:4"]),
}


@PARSERS
@pytest.mark.parametrize(("text", "found"), HAZARDS.values(), ids=HAZARDS)
def test_hazards_are_refused_at_their_place(text: str, found: list[str], pure: bool) -> None:
    assert places(text, pure) == found


@PARSERS
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: [is it?, b]\n", {"S010"}),
        ("{a?b: c}", {"S010", "S012"}),
        ("{a: http://b?c=d}", {"S010"}),
        ("{a:[b]}", {"S007"}),
        ("{a :[b]}", {"S007"}),
        ("a: |#c\n  b\n", {"S006", "S010"}),
        ("a: >-#c\n  b\n", {"S006", "S010"}),
    ],
)
def test_what_one_parser_reads_and_the_other_does_not_is_refused(
    text: str, codes: set[str], pure: bool
) -> None:
    found = places(text, pure)
    assert found
    assert {each[:4] for each in found} <= codes


def test_too_many_values() -> None:
    assert places("[a, b, [], {c: d}]", limits=Limits(nodes=6)) == []
    assert places("[a, b, [], {c: d}]", limits=Limits(nodes=5)) == ["S019 1:16"]


def test_depth_of_the_limit_is_read() -> None:
    assert places("[" * 64 + "]" * 64) == []
    assert places("[" * 65 + "]" * 65) == ["S018 1:65"]


def test_what_is_known_broken_is_not_found_faulty_twice() -> None:
    node, document = read_yaml("a:\nb: *x\nc: {t?: u?}\nd: 1", "f")
    assert isinstance(node, Mapping)
    before = len(document.diagnostics)
    for each in node.entries.values():
        each.fault("X001", "not a number")
    assert [each.code for each in document.diagnostics[before:]] == ["X001", "X001"]
    assert plain(node) == {"a": None, "b": None, "c": {}, "d": "1"}


def test_nothing_in_it_is_not_nothing() -> None:
    node, _ = read_yaml("a: {}\nb: []\nc: ''", "f")
    assert isinstance(node, Mapping)
    assert all(node.get(key) for key in node)


def test_a_thousand_faults_are_enough() -> None:
    _, document = read_yaml("- &a b\n" * 5_000, "f")
    assert len(document.diagnostics) == 1_001
    assert str(document.diagnostics[-1]) == (
        "f: error[S029]: there are more than 1,000 faults, and only these are kept; mend these first"
    )
    assert places("\t\n" * 5_000)[-1] == "S008 1000:1"
    assert places("%\n" * 5_000)[-1] == "S023 1000:1"
    assert places("\x01" * 5_000)[-1] == "S004 1:1000"


def test_faults_and_warnings_of_other_rooms() -> None:
    node, document = read_yaml("a/b:\n  c~d: 1\n", "f")
    assert isinstance(node, Mapping)
    inner = node.entries["a/b"]
    assert isinstance(inner, Mapping)
    inner.entries["c~d"].fault("X001", "no number", severity="warning")
    assert not document.faulty
    inner.fault_key("c~d", "X002", "unknown key", "did you mean `cd`?")
    assert document.faulty
    assert [str(each) for each in document.diagnostics] == [
        "f:2:8: warning[X001]: no number",
        "f:2:3: error[X002]: unknown key; did you mean `cd`?",
    ]
    assert [each.path for each in document.diagnostics] == ["/a~1b/c~0d"] * 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "a: 1\na: 2\n",
            "f:2:1: error[S011]: `a` is given twice; the first is at line 1, column 1; keep one of the two; "
            "or, if an item begins here, write `- ` before it",
        ),
        ("a:\n", "f:1:1: error[S012]: `a` has no value; give it a value, or leave the key out"),
        ("- \n", "f:1:2: error[S012]: this item has no value; give it one, or take it out"),
        (
            "a: {t: Ethics, law}",
            "f:1:16: error[S012]: `law` has no value; "
            "did a comma cut your text in two? put the text in quotes or on its own line",
        ),
        (
            "[" * 70,
            "f:1:65: error[S018]: this is nested deeper than 64 levels (limit `nesting`); make it flatter",
        ),
        (
            "a: !!str b",
            "f:1:4: error[S013]: the tag `!!str` is not read here; "
            "take it away: its place says what a value is; text that begins with `!` needs quotes",
        ),
        (
            "a: b\u202e",
            "f:1:5: error[S004]: the character U+202E (right-to-left override) is not allowed; take it out",
        ),
    ],
)
def test_words(text: str, says: str) -> None:
    assert only(text) == says


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    from cpdrules.source import compose_yaml

    monkeypatch.setattr(compose_yaml, "_FASTEST", yaml.SafeLoader)
    assert plain(read_yaml("a: b", "f")[0]) == {"a": "b"}
