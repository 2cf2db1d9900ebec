"""The example of a sector over two years: totals equal a count by hand, and one year's report makes the next's list."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from cpdrules import (
    Report,
    Summary,
    check,
    evaluate_many,
    load,
    next_adoption,
    recommend,
    summarise,
)
from cpdrules.report.summary import Spread

from . import sector_by_hand as by_hand
from .sector_by_hand import Record

EXAMPLE = Path(__file__).parents[2] / "docs/examples/sector"
AREAS = ("trauma-informed practice", "risk assessment")
WORDS = ("met", "not met", "not applicable", "undetermined")
EDGES = ((0, 5), (5, 10), (10, 15), (15, 20), (20, 10**9))
FEWEST = 20


@attrs.frozen
class Year:
    """One year of the sector: what people recorded, the areas that hold, and what the reports say together."""

    number: int
    areas: tuple[str, ...]
    records: list[Record]
    reports: list[Report]
    summary: Summary


def judged(number: int, adoption: Path, records: list[Record]) -> Year:
    rules = load(adoption)
    reports = []
    for outcome in evaluate_many(rules, records, on=datetime.date(number, 12, 31)):
        assert isinstance(outcome, Report)
        reports.append(outcome)
    summary = recommend(summarise(reports, by=region, minimum_group=FEWEST), rules)
    (areas,) = (each.values for each in rules.lists if each.name == "key_areas")
    return Year(number, tuple(map(str, areas or ())), records, reports, summary)


def region(report: Report) -> str:
    return report.record.partition("-")[0]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Year, Year]:
    """Two years: the second is judged by the adoption that the first one's report leads to."""
    folder = tmp_path_factory.mktemp("sector")
    subprocess.run([sys.executable, str(EXAMPLE / "people.py"), str(folder)], check=True)
    records = {
        number: [json.loads(line) for line in (folder / f"{number}.jsonl").read_text("utf-8").splitlines()]
        for number in (2026, 2027)
    }
    first = judged(2026, EXAMPLE / "2026.cpd.yaml", records[2026])
    adoption = folder / "2027.cpd.yaml"
    made = next_adoption(EXAMPLE / "2026.cpd.yaml", first.summary, edition="2027")
    adoption.write_text(made, encoding="utf-8")
    assert check(adoption).ok
    return first, judged(2027, adoption, records[2027])


def test_there_are_open_and_exempt_and_missing_ones(years: tuple[Year, Year]) -> None:
    """The counts below would hold little if the sector were plain."""
    for year in years:
        assert len(year.records) == 500
        assert all(
            min(attrs.astuple(tally)[:2]) or tally.undetermined for _, tally in year.summary.requirements
        )
        assert sum(1 for _, number in year.summary.missing if number) >= 7
        open_days = [each for each in year.records if each.get("complete_through", "")[5:] == "11-30"]
        assert len(open_days) > 30
        assert sum(each.get("person") == {"status": "not_regulated"} for each in year.records) > 30


def test_verdicts_are_those_that_are_worked_out_by_hand(years: tuple[Year, Year]) -> None:
    for year in years:
        for record, report in zip(year.records, year.reports, strict=True):
            found = by_hand.verdicts(record, year.number, year.areas)
            judged_so = {name: report.finding(name).verdict.word for name in found}
            assert judged_so == {name: by_hand.word(may) for name, may in found.items()}, record


def test_tallies_are_those_counted_by_hand(years: tuple[Year, Year]) -> None:
    for year in years:
        counted = by_hand.tallies(year.records, year.number, year.areas)
        tallied = {"": year.summary.verdicts, **dict(year.summary.requirements)}
        assert {name: attrs.astuple(tally) for name, tally in tallied.items()} == {
            name: tuple(words[word] for word in WORDS) for name, words in counted.items()
        }


def test_missing_facts_are_those_counted_by_hand(years: tuple[Year, Year]) -> None:
    for year in years:
        assert dict(year.summary.missing) == by_hand.missing(year.records, year.number, year.areas)


def test_hours_are_spread_as_counted_by_hand(years: tuple[Year, Year]) -> None:
    for year in years:
        asked = [
            by_hand.hours_of(each, year.number)
            for each in year.records
            if each.get("person", {}).get("status") != "not_regulated"
        ]
        proven = [least for least, _ in asked]
        short = [by_hand.MINIMUM - most for _, most in asked if most < by_hand.MINIMUM]
        inside = tuple(sum(1 for each in proven if each and low <= each < high) for low, high in EDGES)
        assert dict(year.summary.amounts)["annual-minimum"] == Spread(
            unit="hour",
            reports=len(asked),
            quarters=(proven.count(Fraction(0)), *inside),
            lowest=min(proven),
            highest=max(proven),
            total=sum(proven, Fraction(0)),
            short=len(short),
            shortfall=sum(short, Fraction(0)),
        )


def test_groups_are_counted_by_hand_and_small_ones_are_not_shown(years: tuple[Year, Year]) -> None:
    for year in years:
        regions = {each["portfolio"]: each["portfolio"].partition("-")[0] for each in year.records}
        sizes = Counter(regions.values())
        assert sizes["islands"] < FEWEST
        assert sizes["abroad"] < FEWEST
        small = {name for name, size in sizes.items() if size < FEWEST}
        if sum(sizes[name] for name in small) < FEWEST:
            # Together they are still too few, so the smallest of the others hides them.
            small.add(min(set(sizes) - small, key=lambda name: sizes[name]))
        assert set(year.summary.hidden) == small
        assert {each.name for each in year.summary.groups} == set(sizes) - small
        for group in year.summary.groups:
            records = [each for each in year.records if regions[each["portfolio"]] == group.name]
            counted = by_hand.tallies(records, year.number, year.areas)
            assert group.reports == sizes[group.name]
            tallied = {"": group.verdicts, **dict(group.requirements)}
            assert {name: attrs.astuple(tally) for name, tally in tallied.items()} == {
                name: tuple(words[word] for word in WORDS) for name, words in counted.items()
            }


def test_what_changed_since_last_year_is_counted_by_hand(years: tuple[Year, Year]) -> None:
    before, after = (by_hand.tallies(each.records, each.number, each.areas) for each in years)
    trends = {each.requirement: each.shares for each in years[1].summary.since(years[0].summary)}
    assert trends == {
        name: tuple(
            Fraction(words["met"], words["met"] + words["not met"]) for words in (counted, after[name])
        )
        for name, counted in before.items()
        if name
    }
    first, second = trends["aligned"]
    assert first is not None
    assert second is not None
    assert second > first + Fraction(1, 10)


def test_recommendations_are_those_worked_out_by_hand(years: tuple[Year, Year]) -> None:
    asked = {"alignment": ("aligned", 20), "time": ("annual-minimum", 40), "register": ("in-register", 35)}
    for year in years:
        found = {each.name: each for each in year.summary.recommendations}
        counted = by_hand.tallies(year.records, year.number, year.areas)
        for name, (requirement, percent) in asked.items():
            words = counted[requirement]
            of = words["met"] + words["not met"] + words["undetermined"]
            ends = words["not met"], words["not met"] + words["undetermined"]
            more = [100 * each > percent * of for each in ends]
            answer = "made" if all(more) else "undetermined" if any(more) else "not made"
            assert (found[name].answer.value, found[name].least, found[name].most, found[name].of) == (
                answer, *ends, of,
            )  # fmt: skip
        unclear = counted["key-areas"]["undetermined"]
        assert found["key-areas-written"].answer.value == ("made" if 10 * unclear > 500 else "not made")
    assert {each.answer.value for each in years[0].summary.recommendations} == {
        "made", "undetermined", "not made",
    }  # fmt: skip


def test_what_is_recommended_is_what_the_next_year_is_judged_by(years: tuple[Year, Year]) -> None:
    first, second = years
    assert first.areas == AREAS
    assert second.areas == (*AREAS, "alignment to standards")
    with_it, without = (
        by_hand.tallies(second.records, 2027, areas)["key-areas"]["met"] for areas in (second.areas, AREAS)
    )
    assert with_it > without  # somebody learnt in the new area alone
    assert dict(second.summary.requirements)["key-areas"].met == with_it
