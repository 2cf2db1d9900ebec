"""Plain Python data is read as the same tree as files."""

from collections import OrderedDict
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from cpdrules.source.limits import Limits
from cpdrules.source.nodes import Mapping, Node, Scalar, Sequence
from cpdrules.source.read import read_data


class Category(StrEnum):
    COURSE = "course"


class Level(IntEnum):
    SECOND = 2


class Hours(Fraction):
    pass


class Day(date):
    pass


@attrs.frozen
class Activity:
    id: str
    hours: Decimal | None = None
    tags: tuple[str, ...] = ()


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key: plain(node.get(key)) for key in node}
    if isinstance(node, Sequence):
        return [plain(each) for each in node]
    assert isinstance(node, Scalar)
    return node.value


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("text", "text"),
        (Category.COURSE, "course"),
        (Level.SECOND, 2),
        (Hours(1, 3), Fraction(1, 3)),
        (Day(2024, 2, 29), date(2024, 2, 29)),
        (3, 3),
        (True, True),
        (None, None),
        (1.1, Decimal("1.1")),
        (Decimal("1.10"), Decimal("1.10")),
        (Fraction(1, 3), Fraction(1, 3)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        ([1, ("a",)], [1, ["a"]]),
        (OrderedDict(a=MappingProxyType({"b": None})), {"a": {"b": None}}),
        (Activity("a1"), {"id": "a1", "tags": []}),
        (
            {"x": [Activity("a1", Decimal(2), ("t",))]},
            {"x": [{"id": "a1", "hours": Decimal(2), "tags": ["t"]}]},
        ),
    ],
)
def test_values_keep_their_kind(data: Any, value: object) -> None:
    node, document = read_data(data, "record")
    assert plain(node) == value
    assert document.diagnostics == []
    assert node is not None
    assert node.span is None


def test_kinds_are_the_plain_ones() -> None:
    node, _ = read_data([Category.COURSE, True, 1], "record")
    assert isinstance(node, Sequence)
    assert [type(each.value) for each in node if isinstance(each, Scalar)] == [str, bool, int]
    assert [each.plain for each in node if isinstance(each, Scalar)] == [False, True, True]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (float("nan"), "S025: `nan` is not a number that can be counted"),
        (float("-inf"), "S025: `-infinity` is not a number that can be counted"),
        (Decimal("sNaN"), "S025: `snan` is not a number that can be counted"),
        (Decimal("1E+999999999"), "S022: the number is longer than 40 characters (limit `number`)"),
        (Decimal("1E-999999"), "S022: the number is longer than 40 characters (limit `number`)"),
        (1e300, "S022: the number is longer than 40 characters (limit `number`)"),
        (10**5_000, "S022: the number is longer than 40 characters (limit `number`)"),
        (Fraction(1, 10**50), "S022: the number is longer than 40 characters (limit `number`)"),
        (datetime(2024, 1, 1, tzinfo=UTC), "S028: this date has a time of day"),
        (b"bytes", "S027: a value of this kind cannot be read"),
        ({1, 2}, "S027: a value of this kind cannot be read"),
        (Activity, "S027: a value of this kind cannot be read"),
        ("a\x00", "S004: this text holds U+0000 (control character), which is not allowed"),
        ("\ud800", "S004: this text holds U+D800 (half of a surrogate pair), which is not allowed"),
        ("\ufffe", "S004: this text holds U+FFFE (not a character), which is not allowed"),
        ("x" * 65_537, "S020: the text is longer than 65,536 characters (limit `text`)"),
    ],
    ids=lambda value: value[:4] if isinstance(value, str) else "data",
)
def test_what_cannot_be_counted_or_shown_is_refused(data: Any, says: str) -> None:
    node, document = read_data({"a": [data]}, "record")
    (found,) = document.diagnostics
    assert f"{found.code}: {found.message}" == says
    assert str(found).startswith(f"record/a/0: error[{found.code}]: ")
    assert plain(node) == {"a": [None]}


def test_numbers_at_the_limit_are_read() -> None:
    data = [10**38, Decimal("9" * 40), Decimal("0." + "1" * 39), -1.5e-7, 0.0]
    assert not read_data(data, "record")[1].faulty


def test_keys() -> None:
    node, document = read_data({1: "a", None: "b", "c\x07": 1, "k" * 101: 2, "d": 3}, "record")
    assert [each.code for each in document.diagnostics] == ["S017", "S017", "S004", "S021"]
    assert [each.path for each in document.diagnostics] == ["", "", "/c\x07", "/" + "k" * 101]
    assert isinstance(node, Mapping)
    assert list(node) == ["d"]
    assert node.key_span("d") is None


def test_data_that_contains_itself() -> None:
    ring: dict[str, Any] = {"a": []}
    ring["a"].append(ring)
    node, document = read_data(ring, "record")
    assert [str(each) for each in document.diagnostics] == [
        "record/a/0: error[S026]: this contains itself; give a copy that does not"
    ]
    assert node is not None


def test_shared_data_is_no_ring() -> None:
    shared = [1]
    assert plain(read_data({"a": shared, "b": [shared]}, "record")[0]) == {"a": [1], "b": [[1]]}


def test_depth() -> None:
    deep: list[Any] = []
    for _ in range(63):
        deep = [deep]
    assert not read_data(deep, "record")[1].faulty
    node, document = read_data([deep], "record")
    assert node is None
    assert [each.code for each in document.diagnostics] == ["S018"]


def test_a_bomb_of_shared_data_ends() -> None:
    bomb: list[Any] = ["x"]
    for _ in range(60):
        bomb = [bomb] * 10
    node, document = read_data(bomb, "record", Limits(record_nodes=10_000))
    assert node is None
    assert [str(each) for each in document.diagnostics] == [
        "record: error[S019]: there are more than 10,000 values (limit `record_nodes`); split it"
    ]


def test_a_thousand_faults_are_enough() -> None:
    _, document = read_data([b""] * 3_000, "record")
    assert len(document.diagnostics) == 1_001


def test_without_a_name_the_pointer_stands_in_front() -> None:
    _, document = read_data({"a": b""}, "")
    assert str(document.diagnostics[0]).startswith("/a: error[S027]: ")
