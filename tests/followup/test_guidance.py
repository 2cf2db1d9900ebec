"""The next adoption: the file of this one, with its lists added to, and nothing else changed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from cpdrules import RuleSet, Summary, check, load, next_adoption
from cpdrules.report.report import Text
from cpdrules.report.summary import Tally

BASE = """
cpdrules: 1
ruleset: example/base
title: Base
subject: portfolio
vocabulary:
  activities: {undated: true, fields: {kind: [course, talk], area: {listed_in: areas}, other: {listed_in: others}}}
lists:
  areas: {values: to_be_set, reference: {section: "1"}}
  others: {values: to_be_set, reference: {section: "2"}}
requirements:
  - {id: course, has: activities, where: {kind: course}}
  - {id: talk, has: activities, where: {kind: talk}}
  - {id: in-area, level: may, has: activities, where: {area: {listed_in: areas}, other: {listed_in: others}}}
"""
ADOPTION = """# What the author wrote.
cpdrules: 1
ruleset: example/adoption
edition: "2026"  # a year
extends: base.cpd.yaml
lists:
  areas: {values: [law, "risk, and more"], reference: {section: "2"}}
recommendations:
  courses:
    title: Courses.
    requirement: course
    is: not_met
    for_more_than: {percent: 20}
    minimum_records: 5
    add: {entry: "courses, soon", to_list: areas}
  talks:
    title: Talks.
    requirement: talk
    is: not_met
    for_more_than: {percent: 20}
    minimum_records: 5
    add: {entry: talking, to_list: others}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.cpd.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def adopted(folder: Path, text: str = ADOPTION) -> tuple[Path, RuleSet]:
    path = folder / "adoption.cpd.yaml"
    path.write_text(text, encoding="utf-8")
    return path, load(path)


def summary_of(ruleset: RuleSet, course: Tally, talk: Tally) -> Summary:
    text = Text(ruleset.id, ruleset.edition, ruleset.digest)
    asked = (("course", course), ("talk", talk))
    return Summary(text=text, records=10, faulty=0, verdicts=Tally(), requirements=asked)


def drawn(folder: Path, course: Tally, talk: Tally, text: str = ADOPTION) -> tuple[str, RuleSet]:
    """Return the next adoption, as text and as it loads from beside the one before."""
    path, ruleset = adopted(folder, text)
    made = next_adoption(path, summary_of(ruleset, course, talk), edition="2027")
    new = folder / "next.cpd.yaml"
    new.write_text(made, encoding="utf-8")
    assert check(new).ok
    return made, load(new)


MANY, FEW, OPEN = Tally(5, 5), Tally(10, 0), Tally(8, 0, 0, 4)
NAMED = '{reference: {section: "2"}, values: [law]}'


@pytest.mark.parametrize(
    ("old", "new", "areas"),
    [
        ("", "", ("law", "risk, and more", "courses, soon")),
        ('[law, "risk, and more"]', "[]", ("courses, soon",)),
        ('[law, "risk, and more"]', "to_be_set", ("courses, soon",)),
        (
            '{values: [law, "risk, and more"], reference: {section: "2"}}',
            '\n    values:\n      - law\n      - "risk, and more"  # and less\n    reference: {section: "2"}',
            ("law", "risk, and more", "courses, soon"),
        ),
        (
            '{values: [law, "risk, and more"], reference: {section: "2"}}',
            '\n    reference: {section: "2"}\n    values:\n    - law', ("law", "courses, soon"),
        ),
        ('  areas: {values: [law, "risk, and more"], reference: {section: "2"}}', "  others: {values: [law]}",
         ("courses, soon",)),
        ('lists:\n  areas: {values: [law, "risk, and more"], reference: {section: "2"}}\n', "",
         ("courses, soon",)),
    ],
)  # fmt: skip
def test_entries_are_added_however_the_list_is_written(
    folder: Path, old: str, new: str, areas: tuple[str, ...]
) -> None:
    before = ADOPTION.replace(old, new) if old else ADOPTION
    made, ruleset = drawn(folder, MANY, FEW, before)
    assert {each.name: each.values for each in ruleset.lists}["areas"] == areas
    assert ruleset.edition == "2027"
    old_lines, new_lines = before.splitlines(), made.splitlines()
    kept = [line for line in old_lines if line in new_lines]
    assert len(kept) >= len(old_lines) - 2, "at most the edition and the list are written anew"


NEXT_YEAR = datetime.date(2027, 1, 1)
PLAIN_AREAS = '  areas: {values: [law, "risk, and more"], reference: {section: "2"}}\n'
ADDED = {"2026-01-01": ("law", "risk, and more"), "2027-01-01": ("law", "risk, and more", "courses, soon")}


def by_date(folder: Path, lists: str, since: datetime.date | None = NEXT_YEAR) -> tuple[str, dict[str, Any]]:
    """Return the next adoption of one whose list is by date, and the entries of each date."""
    text = ADOPTION.replace(PLAIN_AREAS, lists).replace("lists:", "in_force_at: period_end\nlists:")
    path, ruleset = adopted(folder, text)
    made = next_adoption(path, summary_of(ruleset, MANY, FEW), edition="2027", since=since)
    new = folder / "next.cpd.yaml"
    new.write_text(made, encoding="utf-8")
    areas = next(each for each in load(new).lists if each.name == "areas")
    return made, {str(each.since): each.entries for each in areas.by_date}


@pytest.mark.parametrize(
    "lists",
    [
        '  areas: {values: {2026-01-01: [law, "risk, and more"]}, reference: {section: "2"}}\n',
        '  areas: {values: {2026-01-01: [law, "risk, and more"], 2027-01-01: to_be_set}, reference: {section: "2"}}\n',
        """\
  areas:
    values:
      2026-01-01: [law, "risk, and more"]  # of this year
    reference: {section: "2"}
""",
        """\
  areas:
    reference: {section: "2"}
    values:
      2026-01-01:
        is:
          - law
          - risk, and more
        reference: {section: "3"}
""",
        """\
  areas:
    values:
      2026-01-01: [law, "risk, and more"]
      2027-01-01: {is: to_be_set, reference: {section: "3"}}
    reference: {section: "2"}
""",
        """\
  areas:
    values:
      2027-01-01:
        - law
        - risk, and more
      2026-01-01: [law, "risk, and more"]
    reference: {section: "2"}
""",
    ],
)
def test_a_list_by_date_keeps_its_dates_and_has_one_more(folder: Path, lists: str) -> None:
    made, entries = by_date(folder, lists)
    assert entries == ADDED
    lost = set(lists.splitlines()) - set(made.splitlines())
    assert len(lost) <= 1, "at most the line of the new day is written anew"


@pytest.mark.parametrize(
    ("values", "since", "message"),
    [
        ("2026-01-01: [law]", None, "`areas` changes by date: say from which day the new entries hold"),
        ("2026-01-01: [law], 2028-01-01: to_be_set", NEXT_YEAR, "has other entries from 2028-01-01 on"),
        (
            "2025-01-01: [law], 2026-01-01: to_be_set",
            NEXT_YEAR,
            "is to be set from 2026-01-01 on; say that day",
        ),
    ],
)
def test_a_day_that_does_not_follow_is_refused(
    folder: Path, values: str, since: datetime.date | None, message: str
) -> None:
    lists = f"  areas: {{values: {{{values}}}, reference: {{section: '2'}}}}\n"
    with pytest.raises(ValueError, match=message):
        by_date(folder, lists, since)


def test_a_plain_list_has_no_use_for_the_day(folder: Path) -> None:
    path, ruleset = adopted(folder)
    summary = summary_of(ruleset, MANY, FEW)
    plain = next_adoption(path, summary, edition="2027")
    assert next_adoption(path, summary, edition="2027", since=NEXT_YEAR) == plain


def test_what_the_last_entries_have_is_nothing_new(folder: Path) -> None:
    lists = '  areas: {values: {2026-01-01: ["courses, soon"], 2027-01-01: to_be_set}, reference: {section: "2"}}\n'
    _, entries = by_date(folder, lists, None)
    assert entries == {"2026-01-01": ("courses, soon",), "2027-01-01": None}


def test_what_is_open_is_left_to_people(folder: Path) -> None:
    made, ruleset = drawn(folder, FEW, OPEN)
    assert {each.name: each.values for each in ruleset.lists}["others"] is None
    head = made.partition("# What the author wrote.")[0]
    assert (
        "# - talks, for you to decide: Talks. It would add `talking` to `others`: `talk` is not met in"
        in head
    )
    assert "courses" not in head


def test_the_year_after_has_its_own_remarks_alone(folder: Path) -> None:
    first, _ = drawn(folder, MANY, MANY)
    assert first.startswith("# Drawn from a summary of 10 records by example/adoption (2026).")
    path, ruleset = adopted(folder, first)
    summary = summary_of(ruleset, FEW, FEW)
    second = next_adoption(path, summary, edition="2028")
    assert second.startswith(
        "# Drawn from a summary of 10 records by example/adoption (2027). "
        "Look over every number, day and source.\n# What the author wrote.\n"
    )
    assert load(path).lists == ruleset.lists


def test_the_words_of_a_file_do_not_become_rules(folder: Path) -> None:
    """A title may hold what would end a comment."""
    text = ADOPTION.replace("title: Courses.", 'title: "Courses.\\nperiod: year"')
    _, ruleset = drawn(folder, MANY, FEW, text)
    assert ruleset.period is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"edition": "2026"}, "is edition `2026` already; name the next one"),
        ({"text": Text("a/b", None, "0")}, "is by `a/b`, and not by `example/adoption`"),
        ({"text": Text("example/adoption", None, "0")}, "is by another text of `example/adoption`"),
    ],
)
def test_what_cannot_follow_is_refused(folder: Path, change: dict[str, Any], message: str) -> None:
    path, ruleset = adopted(folder)
    edition = change.pop("edition", "2027")
    summary = attrs.evolve(summary_of(ruleset, MANY, FEW), **change)
    with pytest.raises(ValueError, match=message):
        next_adoption(path, summary, edition=edition)


def test_only_an_adoption_is_carried_on(folder: Path) -> None:
    path = folder / "base.cpd.yaml"
    with pytest.raises(ValueError, match="`example/base` extends nothing; give the adoption"):
        next_adoption(path, summary_of(load(path), MANY, FEW), edition="2027")


def test_a_way_of_writing_that_is_not_carried_on_is_said(folder: Path) -> None:
    lists = 'lists:\n  areas: {values: [law, "risk, and more"], reference: {section: "2"}}\n'
    path, ruleset = adopted(folder, ADOPTION.replace(lists, "lists: {others: {values: [law]}}\n"))
    with pytest.raises(ValueError, match="cannot be carried on; copy it, and add by hand"):
        next_adoption(path, summary_of(ruleset, MANY, FEW), edition="2027")
