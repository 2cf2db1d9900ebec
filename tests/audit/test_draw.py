"""Whom a sample chooses: only those who are eligible, so many as the rate asks for, always the same."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from audit.people import (
    EIGHTEEN_MONTHS,
    ELIGIBLE,
    EXAMPLE,
    LONG,
    ON,
    ROLES,
    draw,
    ids,
    people,
    person,
    remarks,
)
from cpdrules import AuditSample, Verdict, audit_sample, load_record, loads

MIXED = [person(f"p{number}", role=ROLES[number % 3]) for number in range(400)]


def test_of_a_thousand_two_and_a_half_percent_are_25_and_nobody_of_18_months() -> None:
    young = people(500, "young", since=EIGHTEEN_MONTHS)
    sample = draw([*young, *people(1_000)])
    assert (sample.eligible, sample.total, len(sample.chosen)) == (1_000, 25, 25)
    assert all(str(each).startswith("p") for each in ids(sample))
    out = sample.selection("young7")
    assert (out.chosen, out.verdict, out.lot) == (False, Verdict.NOT_MET, None)
    assert (out.reason.code, out.reason.values) == ("not_met", ("registered_two_years",))
    assert EIGHTEEN_MONTHS in out.words
    assert "on or before 2 years before" in out.words


def test_two_years_are_counted_on_the_day_of_the_draw() -> None:
    register = [person("full", "2024-09-01"), person("short", "2024-09-02")]
    assert ids(draw(register, rate=1)) == {"full"}
    assert ids(draw(register, rate=1, on=ON.replace(day=2))) == {"full", "short"}


def test_everybody_is_told_of_in_the_order_of_the_register() -> None:
    sample = draw([*MIXED, person("young", EIGHTEEN_MONTHS), person("away", status="not_practising")])
    assert [each.person for each in sample.selections] == [
        *(each["portfolio"] for each in MIXED),
        "young",
        "away",
    ]
    assert all(each.words and each.reason.code for each in sample.selections)
    assert sample.selection("away").reason.code == "not_applicable"
    assert "person.status is not_practising" in sample.selection("away").words
    with pytest.raises(KeyError, match="nobody"):
        sample.selection("nobody")


def test_the_order_of_the_register_does_not_matter() -> None:
    shuffled = MIXED.copy()
    random.Random(3).shuffle(shuffled)
    one, other = draw(MIXED, strata="person.role"), draw(shuffled, strata="person.role")
    assert shuffled != MIXED
    assert attrs.evolve(one, selections=()) == attrs.evolve(other, selections=())
    assert {each.person: each for each in one.selections} == {each.person: each for each in other.selections}


PROGRAM = """
import json
from audit.people import draw, people, person
register = [*people(60), *people(40, "m", role="manager"), person("u", None), person("x", "no day"), 3]
sample = draw(register, rate="10%", strata="person.role", previous={"p3": "deferred", "m1": "audited"})
print(json.dumps(sample.to_dict()))
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    tests = Path(__file__).parents[1]
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={
                "PATH": os.environ["PATH"], "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join([str(tests), *sys.path]),
            },
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "99")
    }  # fmt: skip
    assert len(printed) == 1
    assert len(AuditSample.from_dict(json.loads(printed.pop())).chosen) == 10


def test_a_lot_is_the_hash_of_seed_and_id_and_the_lowest_are_chosen() -> None:
    sample = draw(MIXED)
    lots = {each.person: each.lot for each in sample.selections}
    assert lots["p7"] == hashlib.sha256(b"2026\np7").hexdigest()
    assert ids(sample) == set(sorted(lots, key=lambda name: str(lots[name]))[:10])
    assert sample.selection("p7").reason.values[1:] == ("400", "10")


def test_these_are_chosen_by_this_seed_in_every_version() -> None:
    """Whoever keeps a seed can draw again, so this list never changes."""
    sample = draw(people(100), rate="5%", seed="a seed")
    lots = {f"p{number}": hashlib.sha256(f"a seed\np{number}".encode()).hexdigest() for number in range(100)}
    assert ids(sample) == set(sorted(lots, key=lambda name: lots[name])[:5])
    assert ids(sample) == {"p50", "p62", "p77", "p83", "p88"}


def test_another_seed_chooses_others_and_a_number_is_its_digits() -> None:
    assert ids(draw(MIXED, seed="2027")) != ids(draw(MIXED))
    assert draw(MIXED, seed=2026) == draw(MIXED)


@pytest.mark.slow
def test_one_person_more_changes_one_at_most() -> None:
    before = ids(draw(MIXED, rate="10%", rounding="down"))
    changed = [len(before - ids(draw([*MIXED, person(f"new{number}")], rate="10%"))) for number in range(30)]
    assert max(changed) == 1
    assert min(changed) == 0


@pytest.mark.parametrize(
    ("rate", "number"),
    [
        ("2.5%", Fraction(1, 40)), (" 2.5 % ", Fraction(1, 40)), ("0.025", Fraction(1, 40)), ("1/40", Fraction(1, 40)),
        (Fraction(1, 3), Fraction(1, 3)), (1, Fraction(1)),
        (Decimal("0.1"), Fraction(1, 10)), (0, Fraction(0)), ("100%", Fraction(1)),
    ],
)  # fmt: skip
def test_rates(rate: Any, number: Fraction) -> None:
    assert draw(people(4), rate=rate).rate == number


@pytest.mark.parametrize(("rounding", "total"), [("up", 3), ("down", 2), ("nearest", 3)])
def test_a_part_of_a_person_is_rounded_as_the_author_says(rounding: str, total: int) -> None:
    sample = draw(people(100), rounding=rounding)
    assert (sample.total, len(sample.chosen)) == (total, total)


def test_a_float_is_refused_and_the_words_say_what_to_write() -> None:
    with pytest.raises(ValueError, match=r'the rate 0\.025 is a float.*write a text such as "2\.5%"'):
        draw(people(4), rate=0.025)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rate": "2.5"}, r"`2\.5` is more than everybody; a percentage is written with its sign: 2\.5%"),
        ({"rate": "101%"}, "more than everybody$"), ({"rate": "-1%"}, "negative"), ({"rate": "some"}, "not a number"),
        ({"rate": "1:30"}, "not a number"), ({"rate": True}, "not True"),
        ({"rate": Decimal("nan")}, "is no number"), ({"rate": None}, "not None"),
        ({"rounding": "upp"}, "`rounding` cannot be 'upp'; did you mean `up`?"),
        ({"rounding": None}, "one of up, down, nearest"), ({"undetermined": "maybe"}, "one of ask, in, out"),
        ({"seed": " "}, "the seed is empty"), ({"seed": 1.5}, "not 1.5"), ({"seed": True}, "not True"),
        ({"seed": "\ud800"}, "half of a surrogate pair"), ({"on": "2026-09-01"}, "`on` is a day"),
        ({"strata": "person.rol"}, "no such single fact; did you mean `person.role`?"),
        ({"strata": "activities.kind"}, "it knows: `person.role`"),
        ({"strata": lambda record: 3}, "a function says a text or None, not 3"),
        ({"previous": {"p1": "defered"}}, "did you mean `deferred`?"),
        ({"previous": {"p1": None}}, "one of `deferred`"),
        ({"previous": {1: "deferred"}}, "named by ids, not by 1"), ({"previous": "p1"}, "a mapping of ids"),
        ({"previous": {"format": 2, "selections": []}}, "this reads format 1 of samples"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        draw(people(4), **given)


@pytest.mark.parametrize("missing", ["rate", "rounding", "seed", "on", "eligible"])
def test_nothing_that_decides_has_a_default(missing: str) -> None:
    given: dict[str, Any] = {
        "eligible": ELIGIBLE, "on": ON, "rate": "1%", "rounding": "up", "seed": "s",
    }  # fmt: skip
    with pytest.raises(TypeError, match=missing):
        audit_sample([], **{name: value for name, value in given.items() if name != missing})


def test_an_id_that_stands_twice_is_refused_even_in_a_faulty_record() -> None:
    with pytest.raises(ValueError, match="`p1`, `p3` stand more than once"):
        draw([*people(5), person("p1", EIGHTEEN_MONTHS), person("p3", "no day")])


def test_a_faulty_record_is_listed_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    register = [
        person("bad", "no day"),
        *people(3),
        7,
        tmp_path / "none.yaml",
        {"plan": "other", "person": {}},
    ]
    sample = draw(register, rate=1, previous={"bad": "deferred"})
    assert ids(sample) == {"p0", "p1", "p2"}
    assert [each.person for each in sample.faulty] == ["bad", None, None, "other"]
    bad = sample.selection("bad")
    assert (bad.reason.code, bad.verdict, bad.stratum, bad.chosen) == ("faulty", None, None, False)
    assert bad.reason.values == ("D007",) == tuple(each.code for each in bad.faults)
    assert "`no day` is not a date" in bad.words
    assert remarks(sample) == {"faulty": ("bad", "other"), "deferred_not_chosen": ("bad",)}


def test_a_register_may_hold_records_data_and_paths(tmp_path: Path) -> None:
    path = tmp_path / "p3.json"
    path.write_text(json.dumps({"cpdrules": 1} | person("p3")), encoding="utf-8")
    other = tmp_path / "p4.json"
    other.write_text(json.dumps({"cpdrules": 1} | person("p4")), encoding="utf-8")
    assert ids(draw([person("p1"), load_record(path), str(other)], rate=1)) == {"p1", "p3", "p4"}


def test_nobody_at_all() -> None:
    sample = draw([])
    assert (sample.total, sample.selections, sample.strata, sample.remarks) == (0, (), (), ())


@pytest.mark.parametrize(("choice", "eligible", "total"), [("ask", 20, 2), ("out", 20, 2), ("in", 40, 4)])
def test_whether_somebody_is_eligible_is_not_known(choice: str, eligible: int, total: int) -> None:
    register = [*people(20), *people(20, "u", since=None)]
    sample = draw(register, rate="10%", undetermined=choice)
    assert (sample.eligible, sample.total, len(sample.chosen)) == (eligible, total, total)
    assert [each.person for each in sample.open] == [f"u{number}" for number in range(20)]
    assert remarks(sample)["open"] == tuple(f"u{number}" for number in range(20))
    one = sample.selection("u3")
    assert [gap.fact for gap in one.gaps] == ["person.registered_on"]
    assert one.open
    if choice == "in":
        assert any(each.startswith("u") for each in map(str, ids(sample)))
        assert "it is not known whether this person is eligible" in one.words
    else:
        assert ids(sample) <= {f"p{number}" for number in range(20)}
        assert (one.reason.code, one.reason.values) == ("undetermined", ("person.registered_on",))
        assert "write down person.registered_on" in one.words
        assert ("taken as not eligible" in one.words) == (choice == "out")
    assert ("asks for 4, not 2" in sample.remarks[0].words) == (choice == "ask")


def test_who_can_no_longer_be_eligible_is_not_open() -> None:
    """It is not known whether the rules apply, and where they do they are not met: out in both cases."""
    sample = draw([person("p1", EIGHTEEN_MONTHS, status=None)], rate=1, undetermined="in")
    only = sample.selections[0]
    assert only.verdict == Verdict.NOT_MET | Verdict.NOT_APPLICABLE
    assert (only.reason.code, only.open, only.chosen) == ("not_eligible", False, False)
    assert only.words == "not eligible: `registered_two_years` is not met or not applicable"
    assert sample.open == ()


OPPOSED = """
cpdrules: 1
ruleset: a/b
title: T
subject: portfolio
vocabulary: {person: {fields: {abroad: yes_no}}}
requirements:
  - {id: home, fact: person.abroad, is: false}
  - {id: away, fact: person.abroad, is: true}
"""
OPTIONAL = OPPOSED.replace("id: home,", "id: home, level: should,").replace(
    "id: away,", "id: away, level: may,"
)


@pytest.mark.parametrize(
    ("rules", "code", "names", "says"),
    [
        (OPPOSED, "not_met", ("home", "away"), "`home`, `away` cannot all be met"),
        (OPTIONAL, "not_applicable", (), "no requirement applies"),
    ],
)
def test_nobody_is_out_without_a_reason(rules: str, code: str, names: tuple[str, ...], says: str) -> None:
    only = draw(people(1), eligible=loads(rules)).selections[0]
    assert (only.reason.code, only.reason.values, only.words) == (code, names, f"not eligible: {says}")


def test_the_example_draws_what_its_page_shows() -> None:
    register = [json.loads(line) for line in (EXAMPLE / "register.jsonl").read_text().splitlines()]
    assert len(register) == 40
    sample = draw(register, rate="10%", rounding="up", seed="Audit 2026")
    assert ids(sample) == {"reg-007", "reg-013", "reg-023", "reg-037"}
    young = [
        each["portfolio"] for each in register if each["person"].get("registered_on", LONG) > "2024-09-01"
    ]
    assert len(young) == 4
    assert not ids(sample) & set(young)
