"""Text that is not YAML: one placed diagnostic in our words, whichever parser got stuck."""

import pytest

from cpdrules.source.read import read_yaml

FAULTS = [
    ("a: b: c\n", "1:5 S007 a colon followed by a space stands inside text without quotes"),
    ("a: 1\n  b: 2\n", "2:4 S007 a colon followed by a space stands inside text without quotes"),
    ("{a: b: c}\n", "1:6 S007 this colon stands in text without quotes, or a comma before it is missing"),
    (
        "a: [1, 2\nb: 3\n",
        "1:4 S009 this `[` is not closed",
    ),
    ("a: [b, c\n", "1:4 S009 this `[` is not closed"),
    ("a: {b: 1\n", "1:4 S009 this `{` is not closed"),
    ("a: {b: c #d}\n", "1:4 S009 this `{` is not closed"),
    ('a: "x\nb: 1\n', "1:4 S009 this quote is never closed"),
    ("a: 'x\n", "1:4 S009 this quote is never closed"),
    ("a: 'it's'\n", "1:8 S010 text goes on after the closing quote"),
    ('x: "a" b\n', "1:8 S010 text goes on after the closing quote"),
    ('a: "b\\q"\n', "1:6 S010 this backslash begins no escape that YAML knows"),
    ("a: @x\n", "1:4 S010 text without quotes cannot begin with `@`"),
    ("a: `x`\n", "1:4 S010 text without quotes cannot begin with ```"),
    ("a: %x\n", "1:4 S010 text without quotes cannot begin with `%`"),
    ("a: **bold**\n", "1:4 S010 text without quotes cannot begin with `*`"),
    ("a: & b\n", "1:4 S010 text without quotes cannot begin with `&`"),
    ("a: | text\n", "1:4 S010 text without quotes cannot begin with `|`"),
    ("a: > text\n", "1:4 S010 text without quotes cannot begin with `>`"),
    ("a: !x{ y\n", "1:4 S010 text without quotes cannot begin with `!`"),
    ("a: ]\n", "1:4 S010 `]` stands where a value is due"),
    ("a: ,x\n", "1:4 S010 `,` stands where a value is due"),
    ("a: [b, , c]\n", "1:8 S010 `,` stands where a value is due"),
    ("a: {b: c}}\n", "1:10 S010 `}` stands where a value is due"),
    ("a: - b\n", "1:4 S010 `-` followed by a space cannot stand here"),
    ("a: ? b\n", "1:4 S010 `?` followed by a space cannot stand here"),
    ("a: 1\nbcd\ne: 2\n", "2:1 S006 this line is not a `key: value`"),
    ("a: 1\n\nb:c\nd: 1\n", "3:1 S006 this line is not a `key: value`"),
    ("a:b\nc: 1\n", "1:1 S006 this line is not a `key: value`"),
    ("a:\n    b: 1\n  c: 2\n", "3:3 S006 this line does not fit the lines above"),
    ("- a\nb: 1\n", "2:1 S006 this line does not fit the lines above"),
    (" a: 1\nb: 2\n", "2:1 S006 this line does not fit the lines above"),
    ("--- a: b\n", "1:6 S007 a colon followed by a space stands inside text without quotes"),
]


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(("text", "says"), FAULTS)
def test_syntax_errors_say_what_is_wrong(text: str, says: str, pure: bool) -> None:
    node, document = read_yaml(text, "f", pure=pure)
    (found,) = document.diagnostics
    assert found.span is not None
    assert f"{found.span.line}:{found.span.column} {found.code} {found.message}" == says
    assert found.hint
    assert node is None


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000", "\\ud800"])
def test_escapes_of_nothing(escape: str, pure: bool) -> None:
    _, document = read_yaml(f'a: b\nc:\n\n  "{escape}"\n', "f", pure=pure)
    (found,) = document.diagnostics
    assert found.span is not None
    assert (found.code in {"S010", "S004"}, found.span.line) == (True, 4)


def test_tabs_explain_the_rest() -> None:
    _, document = read_yaml("a:\n\tb: 1\n\t- c\n", "f")
    assert [str(each)[:22] for each in document.diagnostics] == [
        "f:2:1: error[S008]: a ",
        "f:3:1: error[S008]: a ",
    ]


def test_what_stands_before_is_still_told() -> None:
    _, document = read_yaml("a:\na: 1\nb: 'c\n", "f")
    assert [each.code for each in document.diagnostics] == ["S012", "S011", "S009"]


def test_a_file_of_nothing_but_directives() -> None:
    _, document = read_yaml("# nothing else\n%YAML 1.1\n%TAG ! tag:\n", "f")
    assert [(each.code, each.span.line if each.span else 0) for each in document.diagnostics][:2] == [
        ("S023", 2),
        ("S023", 3),
    ]
