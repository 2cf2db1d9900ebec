"""Whatever the bytes: only the library's own two errors come out, with faults that lie inside the file."""

import datetime
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpdrules import CpdRulesError, RecordError, RuleSet, RuleSetError, bundled, evaluate, loads, loads_record
from cpdrules.loading.library import bundled_text

SEED = int(os.environ.get("CPDRULES_SEED", "20261124"))
INPUTS = {"ci": 20_000, "release": 1_000_000}.get(os.environ.get("CPDRULES_PROFILE", ""), 2_000)
LONGEST = 3_000
TODAY = datetime.date(2026, 11, 24)
ROOT = Path(__file__).parents[2]

SMALL_RULES = (ROOT / "tests/malformed/vocabulary.cpd.yaml").read_text()
SMALL_RECORD = """\
cpdrules: 1
portfolio: p1
complete_from: 2026-01-01
complete_through: 2026-06-30
person: {status: full, joined: 2020-02-29, share_of_time: 0.8}
activities:
  - {id: a1, ended: 2026-02-01, kind: course, length: 2 days, provider: Anna, topics: [ethics]}
  - {id: a2, ended: 2026-03-01, kind: talk, length: 1:30, checked: true, shown: {kind: letter}}
plans: [{id: p1, about: a1}]
judgements:
  - {criterion: asked, answer: "yes", by: kim, made: 2026-04-01}
"""
VOCABULARY = """
null none this true false yes no to_be_set ever 0 1 -1 0.5 1e9 1:30 1:75 35 1000000 2026-02-29 2024-02-29
period_start day_of_judging [] {} [a] {a: b} all_of some_of at_least at_most where has meets is except
recorded contains for_each if_none met not_met require sum count share of percent: judged score limits
count_at_most take first cases otherwise activities person person.status length kind course this.kind
minimum hours taught year day hour points unit many link listed_in if_absent undated dated_by
"""
WORDS = VOCABULARY.split()
SIGNS = [
    *"\t\n :?-[]{},#&*!|>'\"%@`~<=\\/\0\x1b\x85é😀\ufeff\u202e\ud800١",
    "\r\n",
    ": ",
    "- ",
    "\n  ",
    "---\n",
]


def corpus() -> tuple[list[str], list[str]]:
    """Rule sets and records; of the long ones, slices that still hold together are taken as they come."""
    rules = [SMALL_RULES] * 4
    rules += [text.decode() for name in bundled() if (text := bundled_text(name)) and len(text) <= LONGEST]
    rules.append((ROOT / "docs/examples/probation/adoption.cpd.yaml").read_text())
    examples = sorted((ROOT / "docs/examples").rglob("portfolio*.yaml"))
    records = [SMALL_RECORD] * 2 + [file.read_text() for file in examples]
    return rules, [text for text in records if len(text) <= LONGEST]


def words_changed(text: str, luck: random.Random) -> str:
    """Replace, double, drop or exchange words: most results are still YAML."""
    lines = text.split("\n")
    for _ in range(luck.choice((1, 1, 2, 3))):
        at = luck.randrange(len(lines))
        parts = lines[at].split(" ")
        part = luck.randrange(len(parts))
        match luck.randrange(6):
            case 0:
                parts[part] = luck.choice(WORDS)
            case 1:
                parts[part] = luck.choice(luck.choice(lines).split(" "))
            case 2:
                parts[part] = luck.choice(WORDS) + parts[part][-1:]
            case 3:
                del parts[part]
            case 4:
                lines.insert(luck.randrange(len(lines)), lines[at])
            case _:
                other = luck.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
                continue
        lines[at] = " ".join(parts)
    return "\n".join(lines)


def signs_changed(text: str, luck: random.Random) -> str:
    for _ in range(luck.randint(1, 3)):
        at = luck.randint(0, len(text))
        text = text[:at] + luck.choice(SIGNS) + text[at + luck.randint(0, 2) :]
    return text


def bytes_changed(text: str, luck: random.Random) -> bytes:
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(luck.randint(1, 3)):
        data.insert(luck.randint(0, len(data)), luck.randrange(256))
    return bytes(data)


def changed(text: str, luck: random.Random) -> str | bytes:
    choice = luck.random()
    if choice < 0.3:
        return text
    if choice < 0.8:
        return words_changed(text, luck)
    return signs_changed(text, luck) if choice < 0.93 else bytes_changed(text, luck)


def inputs(seed: int, number: int) -> Iterator[tuple[str | bytes, str | bytes]]:
    luck = random.Random(seed)
    rules, records = corpus()
    for _ in range(number):
        yield changed(luck.choice(rules), luck), changed(luck.choice(records), luck)


def assert_placed(error: CpdRulesError, given: str | bytes) -> None:
    text = given.decode("latin-1") if isinstance(given, bytes) else given
    lines = re.split(r"\r\n|\r|\n", text)
    assert error.diagnostics
    for each in error.diagnostics:
        assert each.span is not None or each.name, each
        if each.span is not None and each.span.file == "fuzzed":
            assert 1 <= each.span.line <= len(lines) + 1, each
            line = lines[each.span.line - 1] if each.span.line <= len(lines) else ""
            assert 1 <= each.span.column <= len(line) + 2, each
    assert str(error)


def attempt(read: Callable[[], object], error: type[CpdRulesError], given: str | bytes) -> object:
    try:
        return read()
    except error as refused:
        assert_placed(refused, given)
        return None


def test_only_our_own_errors_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    taken = 0
    for index, (rules, record) in enumerate(inputs(SEED, INPUTS)):
        try:
            ruleset = attempt(lambda rules=rules: loads(rules, name="fuzzed"), RuleSetError, rules)
            read = attempt(lambda record=record: loads_record(record, name="fuzzed"), RecordError, record)
            if isinstance(ruleset, RuleSet) and read is not None:
                attempt(
                    lambda ruleset=ruleset, read=read: evaluate(ruleset, read, on=TODAY),
                    RecordError,
                    record,
                )
                taken += 1
        except Exception:
            print(f"seed {SEED}, input {index}\n--- rules\n{rules!r}\n--- record\n{record!r}")
            raise
    # A fuzzer whose inputs are all refused at the door tests nothing behind it.
    assert taken > INPUTS / 20
    with capsys.disabled():
        print(f"\nfuzz: {INPUTS:,} inputs, seed {SEED}, {taken:,} judged")
