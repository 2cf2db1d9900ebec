"""Data made to harm are refused like any other."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from cpdrules.report.plain import from_plain, to_plain

from . import generate
from .tools import assert_plain, minimal, refusal

MUTATIONS = 4_000


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"requirement": "r", "kind": "all", "verdict": "met"}
    for _ in range(depth):
        inner = {"requirement": "r", "kind": "all", "verdict": "met", "parts": [inner]}
    return {**to_plain(minimal()), "findings": [inner]}


@pytest.mark.parametrize("depth", [75, 1_000, 100_000])
def test_endless_nesting_is_refused(depth: int) -> None:
    assert "nested in one another" in refusal(nested(depth))


def test_nesting_as_deep_as_rule_files_can_be_is_read() -> None:
    data = nested(64)
    assert to_plain(from_plain(data)) == data


def test_cycles_and_repeated_parts_are_refused() -> None:
    data = to_plain(minimal())
    data["findings"].append(data)
    assert "also stands in another place" in refusal(data)
    bomb: Any = []
    for _ in range(100):
        bomb = [bomb, bomb]
    assert "also stands in another place" in refusal({**to_plain(minimal()), "texts": bomb})


def test_little_stack_left_is_no_recursion_error() -> None:
    data = nested(70)

    def at_the_end(left: int) -> None:
        if left:
            at_the_end(left - 1)
        else:
            with pytest.raises(ValueError, match="nested too deeply"):
                from_plain(data)

    used, frame = 0, sys._getframe()
    while frame is not None:
        used, frame = used + 1, frame.f_back  # type: ignore[assignment]
    from_plain(data)
    at_the_end(sys.getrecursionlimit() - used - 120)


VALUES: list[Any] = [None, True, 0, -1, 1.5, float("nan"), "", "met", "x", [], {}, [[]], {"x": 1}, ["met"],
                     10**400, "2026-01-01", "1/3", (), b"", {1: 2}, object()]  # fmt: skip


def mutate(data: Any, random: Random) -> None:
    """Change one thing anywhere in plain data."""
    inside = [each for each in containers(data) if each]
    target = random.choice(inside)
    key = random.choice(list(target)) if isinstance(target, dict) else random.randrange(len(target))
    act = random.randrange(4)
    if act == 0:
        target[key] = copy.deepcopy(random.choice(VALUES))
    elif act == 1:
        del target[key]
    elif act == 2:
        target[key] = random.choice(inside)
    elif isinstance(target, dict):
        target[random.choice(("x", "may", "title", "format", str(key) + "s"))] = target[key]
    else:
        target.append(random.choice(VALUES))


def containers(data: Any) -> Iterator[Any]:
    if isinstance(data, (dict, list)):
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from containers(value)


def test_mutated_data_is_refused_in_plain_words_or_means_itself() -> None:
    random = Random(7)
    accepted = 0
    for _ in range(MUTATIONS):
        data = to_plain(generate.report(random))
        mutate(data, random)
        try:
            report = from_plain(data)
        except ValueError as error:
            assert_plain(error)
            continue
        accepted += 1
        assert from_plain(to_plain(report)) == report
    assert 0 < accepted < MUTATIONS
