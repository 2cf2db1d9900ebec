"""The reference of the language shows every key once, in few words, with an example and a fault."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cpdrules.rules import keys
from cpdrules.source import Mapping
from generator.blocks import LANGUAGE, ROOT, Block, blocks_of, load_block, merged
from generator.faults import rule_files
from generator.keys import SPECIAL, Key, every_key, home, rule_types, special_keys
from generator.language import PARTS, set_in, without
from generator.trees import Walk

MOST_WORDS = 6_000
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / LANGUAGE).glob("*.md"))
BLOCKS = [block for page in PAGES for block in blocks_of(page)]
NOT_COUNTED = (
    re.compile(r"^```yaml\n.*?^```$", re.M | re.S),  # examples
    re.compile(r"^```\{toctree\}\n.*?^```$", re.M | re.S),
    re.compile(r"^> Wrong: .*$", re.M),  # what the loader says
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"^\([a-z0-9-]+\)=$", re.M),  # targets of links, which nobody sees
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.where)
def test_every_block_loads(block: Block) -> None:
    load_block(block, blocks_of(block.page))


def test_every_key_of_every_type_is_known() -> None:
    said = {
        (home(each, field.name).__name__, keys.word(field))
        for each in rule_types().values()
        for field in keys.written(each)
        if not field.metadata.get(keys.FLAT) and keys.DOC in field.metadata
    }
    special = {(key.home, key.word) for name in SPECIAL for key in special_keys(name)}
    assert {(key.home, key.word) for key in every_key()} == said | special


def test_every_field_of_a_block_is_a_key_with_prose() -> None:
    """A field without prose would be missing from the reference."""
    shapes = {
        "Condition",
        "FieldClause",
        "Path",
        "ItemsOf",
        "Constant",
        "Named",
        "OfRecord",
        "Origin",
        "Moment",
        "Field",
    }
    silent = [
        f"{rule_type.__name__}.{field.name}"
        for rule_type in rule_types().values()
        if rule_type.__name__ not in shapes
        for field in keys.written(rule_type)
        if not field.metadata.get(keys.DOC)
    ]
    assert silent == []


@pytest.mark.parametrize("key", every_key(), ids=lambda key: f"{key.home}.{key.word}")
def test_every_key_has_prose(key: Key) -> None:
    assert len(key.doc.split()) >= 2
    assert not key.doc.endswith(".")
    assert key.value


@pytest.mark.parametrize("what", ["example", "fault"])
def test_every_key_has_an_example_and_a_fault(what: str) -> None:
    assert [f"{key.home}.{key.word}" for key in without(what)] == []


def test_every_type_is_set_in_once() -> None:
    assert Counter(set_in()) == Counter([*rule_types(), *SPECIAL])


def test_most_malformed_rule_sets_say_which_key_they_are_about() -> None:
    """Were the walk along the types to lose its way, the pages would show made-up faults alone."""
    from generator.faults import faults_by_key

    assert sum(map(len, faults_by_key().values())) > len(rule_files()) / 2


def test_the_walk_finds_the_keys_of_a_text() -> None:
    from generator.examples import root_of

    text = (ROOT / "tests/malformed/vocabulary.cpd.yaml").read_text(encoding="utf-8")
    root = root_of(text)
    assert isinstance(root, Mapping)
    found = {(spot.home, spot.word, spot.path) for spot in Walk.of(root).spots}
    assert ("Repeating", "length", "/periods/year/length") in found
    assert ("Duration", "years", "/periods/year/length/years") in found
    assert ("Test", "listed_in", "/requirements/1/where/provider/listed_in") in found
    assert ("Threshold", "at_least", "/requirements/0/at_least") in found
    assert ("MeetsClause", "meets", "/measures/hours/where/meets") in found
    assert ("Field", "many", "/vocabulary/activities/fields/topics/many") in found


def test_a_fragment_is_really_merged() -> None:
    """The loading of fragments would mean little if they were dropped."""
    whole = "cpdrules: 1\nruleset: a\nlists:\n  one: {values: [x]}\n  two: {values: [y]}\n"
    text = merged(whole, "lists:\n  two: {values: [z]}\nperiod: year\n")
    assert text == (
        "cpdrules: 1\nruleset: a\nlists:\n  one: {values: [x]}\n  two: {values: [z]}\nperiod: year\n"
    )


def words_in(text: str) -> int:
    """Return the words of a page: all but examples, what the loader says, and what is not seen."""
    for pattern in NOT_COUNTED:
        text = pattern.sub("", text)
    return len(re.findall(r"\S*\w\S*", text))


def test_the_reference_is_short_enough() -> None:
    counted = {page: words_in((ROOT / page).read_text(encoding="utf-8")) for page in PAGES}
    assert sum(counted.values()) <= MOST_WORDS, counted


def test_the_hand_written_parts_all_make_a_page() -> None:
    assert {path.name for path in PARTS.glob("*.md")} == {page.rpartition("/")[2] for page in PAGES}
