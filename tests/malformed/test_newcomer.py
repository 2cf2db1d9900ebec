"""A hundred ordinary mistakes: each told at its line, in the author's words, with how to mend it."""

from __future__ import annotations

import datetime
import shutil
from itertools import takewhile
from pathlib import Path

import pytest
from newcomer import mistakes
from newcomer.mistakes import Mistake
from one_fault import assert_is_helpful

from cpdrules import Diagnostic, RecordError, check, evaluate, load, load_record

ROOT = Path(__file__).parents[2]
ON = datetime.date(2026, 11, 24)
GROUPS = {
    "rules": (mistakes.RULES_FILE, mistakes.RULES),
    "adoption": (mistakes.ADOPTION_FILE, mistakes.ADOPTION),
    "record": (mistakes.RECORD_FILE, mistakes.RECORD),
    "cases": (mistakes.CASES_FILE, mistakes.CASES),
}
ALL = [(group, each) for group, (_, several) in GROUPS.items() for each in several]
MOST_TOLD = 3


def found_in(group: str, path: Path) -> list[Diagnostic]:
    """Return what is told of a file."""
    if group != "record":
        return list(check(path).diagnostics)
    try:
        report = evaluate(load(ROOT / mistakes.ADOPTION_FILE), load_record(path), on=ON)
    except RecordError as error:
        return list(error.diagnostics)
    return list(report.notices)


def written(group: str, text: str, folder: Path) -> Path:
    """Write a file where what it names stands beside it."""
    shutil.copy(ROOT / mistakes.ADOPTION_FILE, folder / "adoption.cpd.yaml")
    path = folder / Path(GROUPS[group][0]).name
    path.write_text(text, encoding="utf-8")
    return path


def line_of(sound: str, mistake: Mistake) -> int:
    """Return the line where the mistake has to be told."""
    pairs = zip(mistake.find.splitlines(keepends=True), mistake.write.splitlines(keepends=True), strict=False)
    same = len(list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].endswith("\n"), pairs)))
    return sound[: sound.index(mistake.find)].count("\n") + 1 + same + mistake.line


@pytest.mark.parametrize(("group", "mistake"), ALL, ids=[f"{group}: {each.name}" for group, each in ALL])
def test_a_mistake_is_told(group: str, mistake: Mistake, tmp_path: Path) -> None:
    sound = (ROOT / GROUPS[group][0]).read_text(encoding="utf-8")
    assert sound.count(mistake.find) == 1
    told = found_in(group, written(group, sound.replace(mistake.find, mistake.write), tmp_path))
    assert 1 <= len(told) <= MOST_TOLD, told
    first = told[0]
    assert first.span is not None
    assert first.span.line == line_of(sound, mistake)
    assert [word for word in mistake.says if word not in first.message] == []
    assert [word for word in mistake.hint if word not in f"{first.message} {first.hint}"] == []
    for each in told:
        assert_is_helpful(each)


@pytest.mark.parametrize("group", GROUPS)
def test_the_files_are_sound(group: str, tmp_path: Path) -> None:
    """So that each mistake is what is told, and mending it is enough."""
    text = (ROOT / GROUPS[group][0]).read_text(encoding="utf-8")
    assert found_in(group, written(group, text, tmp_path)) == []


def test_there_are_a_hundred() -> None:
    assert len({each.name for _, each in ALL}) >= 100 - 6  # the same slip is made in rules and in records
    assert len(ALL) >= 100
