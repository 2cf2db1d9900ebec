"""Strata and earlier audits: shares add up, who was deferred is in, who was audited is out, and it is said."""

from __future__ import annotations

import json

import pytest

from audit.people import EIGHTEEN_MONTHS, ROLES, draw, ids, people, person, remarks
from cpdrules import AuditSample, Record, loads

THREE = [*people(510, "p"), *people(290, "m", role="manager"), *people(200, "t", role="teacher")]


def counts(sample: AuditSample) -> dict[str, tuple[int, int, int, int]]:
    return {each.name: (each.eligible, each.to_choose, each.chosen, each.forced) for each in sample.strata}


def test_each_stratum_gives_its_share_and_the_shares_add_up() -> None:
    sample = draw(THREE, strata="person.role")
    assert counts(sample) == {
        "manager": (290, 7, 7, 0), "practitioner": (510, 13, 13, 0), "teacher": (200, 5, 5, 0),
    }  # fmt: skip
    assert sum(each.to_choose for each in sample.strata) == sample.total == len(sample.chosen) == 25
    assert sum(str(each).startswith("m") for each in ids(sample)) == 7
    assert sample.by == ("person.role",)
    assert sample.remarks == ()


def test_who_lacks_the_fact_is_in_a_stratum_of_their_own() -> None:
    sample = draw([*people(40), *people(20, "u", role=None)], rate="10%", strata="person.role")
    assert counts(sample) == {"practitioner": (40, 4, 4, 0), "unknown": (20, 2, 2, 0)}
    assert remarks(sample) == {"unknown_stratum": tuple(f"u{number}" for number in range(20))}
    assert "`person.role` is not known" in sample.remarks[0].words
    assert sample.selection("u0").stratum == "unknown"


def test_several_facts_make_strata_together() -> None:
    register = [*people(10), *people(10, "m", role="manager"), person("u", role=None)]
    sample = draw(register, rate=1, strata=["person.role", "person.status"])
    assert [each.name for each in sample.strata] == [
        "manager / practising", "practitioner / practising", "unknown / practising",
    ]  # fmt: skip
    assert remarks(sample) == {"unknown_stratum": ("u",)}


def test_a_function_makes_strata() -> None:
    def first(record: Record) -> str | None:
        return None if record.id == "m0" else record.id[0]

    sample = draw([*people(20), *people(20, "m")], rate="10%", strata=first)
    assert counts(sample) == {"m": (19, 2, 2, 0), "p": (20, 2, 2, 0), "unknown": (1, 0, 0, 0)}
    assert sample.by == ("first",)
    assert remarks(sample) == {"unknown_stratum": ("m0",)}


FACTS = """
cpdrules: 1
ruleset: a/b
title: T
subject: portfolio
vocabulary:
  person:
    fields: {abroad: {type: yes_no, if_absent: "false"}, share: number, since: date, place: text, length: {unit: hour}}
requirements: [{id: placed, fact: person.place, recorded: true}]
"""


@pytest.mark.parametrize(
    ("name", "value", "stratum"),
    [
        ("abroad", "yes", "true"), ("abroad", None, "false"), ("share", "0.50", "0.5"), ("share", None, "unknown"),
        ("since", "2020-02-29", "2020-02-29"), ("since", "none", "none"), ("place", "Leeds", "Leeds"),
    ],
)  # fmt: skip
def test_a_stratum_has_the_name_of_the_fact(name: str, value: str | None, stratum: str) -> None:
    facts = {"place": "York"} | ({name: value} if value is not None else {})
    sample = draw([{"portfolio": "p", "person": facts}], eligible=loads(FACTS), strata=f"person.{name}")
    assert [each.name for each in sample.strata] == [stratum]
    assert sample.selections[0].stratum == stratum


def test_an_amount_makes_no_strata() -> None:
    """An hour and 60 minutes would be two."""
    with pytest.raises(ValueError, match=r"`person\.length` cannot tell records apart"):
        draw([], eligible=loads(FACTS), strata="person.length")


def test_no_strata_are_one() -> None:
    assert counts(draw(people(40))) == {"all": (40, 1, 1, 0)}


def test_equal_remainders_are_ordered_by_the_seed() -> None:
    register = [*people(10), *people(10, "m", role="manager")]
    first = {
        each.name
        for seed in range(20)
        for each in draw(register, rate="5%", strata="person.role", seed=seed).strata
        if each.chosen
    }
    assert first == {"manager", "practitioner"}


def test_who_was_deferred_is_chosen_within_the_number() -> None:
    free = draw(people(1_000))
    late = sorted(str(each.person) for each in free.selections if not each.chosen)[:3]
    sample = draw(people(1_000), previous=dict.fromkeys(late, "deferred"))
    assert len(sample.chosen) == sample.total == 25
    assert set(late) <= ids(sample)
    assert len(ids(sample) & ids(free)) == 22
    one = sample.selection(late[0])
    assert (one.forced, one.reason.code, one.previous, one.lot) == (True, "deferred", "deferred", None)
    assert counts(sample) == {"all": (1_000, 25, 25, 3)}
    assert sample.remarks == ()


def test_all_who_were_deferred_are_chosen_and_the_sample_says_that_it_is_larger() -> None:
    late = {f"p{number}": "deferred" for number in range(7)}
    sample = draw(people(100), rate="5%", previous=late)
    assert (sample.total, ids(sample)) == (5, set(late))
    assert [each.code for each in sample.remarks] == ["larger", "moved"]
    assert sample.remarks[0].words.startswith("7 people, where the rate asks for 5: so many were deferred")


def test_a_stratum_with_many_deferred_leaves_less_to_the_others() -> None:
    late = {f"t{number}": "deferred" for number in range(9)}
    sample = draw(THREE, strata="person.role", previous=late)
    assert len(sample.chosen) == sample.total == 25
    assert counts(sample) == {
        "manager": (290, 7, 6, 0), "practitioner": (510, 13, 10, 0), "teacher": (200, 5, 9, 9),
    }  # fmt: skip
    told = [each.words for each in sample.remarks if each.code == "moved"]
    assert told == [
        "`manager`: 6 people, where its share is 7; others, who were deferred, take their place",
        "`practitioner`: 10 people, where its share is 13; others, who were deferred, take their place",
        "`teacher`: 9 people, where its share is 5; so many of it were deferred",
    ]


def test_who_was_audited_is_not_chosen_again() -> None:
    first = draw(THREE, strata="person.role")
    second = draw(THREE, strata="person.role", previous=first)
    assert len(second.chosen) == 25
    assert not ids(first) & ids(second)
    one = second.selection(str(first.chosen[0].person))
    assert (one.reason.code, one.previous, one.lot) == ("audited", "audited", None)
    assert sum(each.audited for each in second.strata) == 25
    assert draw(THREE, strata="person.role", previous=json.loads(json.dumps(first.to_dict()))) == second


def test_where_all_of_a_stratum_were_audited_the_others_make_up_for_it() -> None:
    audited = {f"t{number}": "audited" for number in range(198)}
    sample = draw(THREE, strata="person.role", previous=audited)
    assert len(sample.chosen) == sample.total == 25
    chosen = {each.name: each.chosen for each in sample.strata}
    assert chosen == {"manager": 8, "practitioner": 15, "teacher": 2}
    assert {each.code for each in sample.remarks} == {"moved"}
    assert "all others of it were audited before" in sample.remarks[-1].words
    assert "makes up for a stratum" in sample.remarks[0].words


def test_where_too_few_are_left_the_sample_says_that_it_is_smaller() -> None:
    audited = {f"p{number}": "audited" for number in range(97)}
    sample = draw(people(100), rate="5%", previous=audited)
    assert (sample.total, len(sample.chosen)) == (5, 3)
    assert sample.remarks[0].code == "smaller"
    assert "97 people audited before" in sample.remarks[0].words


def test_of_several_earlier_audits_the_later_holds() -> None:
    first = draw(people(100))
    again = str(first.chosen[0].person)
    assert again in ids(draw(people(100), previous=[first, {again: "deferred"}]))
    assert again not in ids(draw(people(100), previous=[{again: "deferred"}, first]))


def test_no_deferral_is_forgotten() -> None:
    late = {"young": "deferred", "u": "deferred", "gone": "deferred", "away": "audited"}
    register = [*people(40), person("young", EIGHTEEN_MONTHS), person("u", None)]
    sample = draw(register, previous=late)
    assert not ids(sample) & set(late)
    assert remarks(sample)["deferred_not_chosen"] == ("young", "u")
    assert remarks(sample)["deferred_not_in_register"] == ("gone",)
    assert sample.selection("young").words.endswith("deferred at the earlier audit")
    assert {"young", "u"} & ids(draw(register, previous=late, undetermined="in")) == {"u"}


@pytest.mark.parametrize("role", ROLES)
def test_the_lots_of_a_stratum_are_its_own(role: str) -> None:
    sample = draw(THREE, strata="person.role")
    lots = sorted((str(each.lot), each.chosen) for each in sample.selections if each.stratum == role)
    chosen = [chosen for _, chosen in lots]
    assert chosen == sorted(chosen, reverse=True)
    assert any(chosen)
