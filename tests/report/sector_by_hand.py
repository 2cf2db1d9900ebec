"""The sector of docs/examples/sector counted by hand: nothing of the library that judges is used here.

Each requirement of the suggested scheme is written out for a record as the set of verdicts that it may still get.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

Record = dict[str, Any]
MET, NOT_MET, DOES_NOT_APPLY = "met", "not met", "not applicable"
HOURS = {
    "none": Fraction(0), "1": Fraction(1), "1:30": Fraction(3, 2), "2": Fraction(2), "3": Fraction(3),
    "4": Fraction(4), "1 day": Fraction(7), "2 days": Fraction(14), "1000": Fraction(1000),
}  # fmt: skip
MINIMUM, EXPECTATION = 20, 10
BINDING = ("annual-minimum", "in-register")
ABSENT = "absent"
ANYTHING = {ABSENT, MET, NOT_MET}
NO_BOUND = Fraction(10**9)
KNOWN = {
    "aligned_to": (["core_activity"], "none"), "in_register": (True, False), "length": ("1", "1000", "none"),
}  # fmt: skip
"""What may be written where a fact is missing: values that show every way in which it may matter."""
STATUSES = ("regulated", "not_regulated")


def verdicts(record: Record, year: int, areas: Iterable[str]) -> dict[str, set[str]]:
    """Return which verdicts each requirement may still get."""
    done = [each for each in record["activities"] if each["ended"][:4] == str(year)]
    is_open = record.get("complete_through") != f"{year}-12-31"
    status = record.get("person", {}).get("status")
    hours = hours_of(record, year)
    return {
        "annual-minimum": asked_of("regulated", status, reached(hours, MINIMUM)),
        "in-register": asked_of("regulated", status, each_of(map(registered, done), is_open=is_open)),
        "annual-expectation": asked_of("not_regulated", status, reached(hours, EXPECTATION)),
        "aligned": each_of(map(aligned, done), is_open=is_open),
        "measured": each_of(map(measured, done), is_open=is_open),
        "key-areas": one_of([each.get("key_area") for each in done], areas, is_open=is_open),
    }


def hours_of(record: Record, year: int) -> tuple[Fraction, Fraction]:
    """Return the hours of aligned learning that are certain, and the most that they may be."""
    least = most = Fraction(0)
    for each in record["activities"]:
        if each["ended"][:4] != str(year) or each.get("aligned_to") == "none":
            continue
        length = each.get("length")
        most += NO_BOUND if length is None else HOURS[length]
        if "aligned_to" in each and length is not None:
            least += HOURS[length]
    return least, most if record.get("complete_through") == f"{year}-12-31" else NO_BOUND


def reached(hours: tuple[Fraction, Fraction], needed: int) -> set[str]:
    if hours[0] >= needed:
        return {MET}
    return {NOT_MET} if hours[1] < needed else {MET, NOT_MET}


def asked_of(who: str, status: str | None, found: set[str]) -> set[str]:
    if status is None:
        return found | {DOES_NOT_APPLY}
    return found if status == who else {DOES_NOT_APPLY}


def aligned(activity: Record) -> set[str]:
    if "aligned_to" not in activity:
        return {MET, NOT_MET}
    return {NOT_MET} if activity["aligned_to"] == "none" else {MET}


def only_aligned(activity: Record, found: set[str]) -> set[str]:
    """Return what is found of an activity that is asked about only where it is aligned."""
    if "aligned_to" not in activity:
        return found | {ABSENT}
    return {ABSENT} if activity["aligned_to"] == "none" else found


def registered(activity: Record) -> set[str]:
    found = {True: {MET}, False: {NOT_MET}, None: {MET, NOT_MET}}[activity.get("in_register")]
    return only_aligned(activity, found)


def measured(activity: Record) -> set[str]:
    length = activity.get("length")
    return only_aligned(
        activity, {MET, NOT_MET} if length is None else {NOT_MET} if length == "none" else {MET}
    )


def each_of(items: Iterable[set[str]], *, is_open: bool) -> set[str]:
    """Return the verdicts on a loop over items, each of which may be absent, met or not met."""
    found = {DOES_NOT_APPLY}
    for options in [*items, *([ANYTHING] if is_open else [])]:
        found = {joined(before, one) for before, one in itertools.product(found, options)}
    return found


def joined(before: str, one: str) -> str:
    if one == ABSENT or before == NOT_MET:
        return before
    return one


def one_of(given: list[Any], areas: Iterable[str], *, is_open: bool) -> set[str]:
    if any(set(each) & set(areas) for each in given if each is not None):
        return {MET}
    return {MET, NOT_MET} if is_open or None in given else {NOT_MET}


def whole(found: dict[str, set[str]]) -> set[str]:
    """Return the verdicts that the record may get: only what binds decides it."""
    return {
        NOT_MET if NOT_MET in both else MET if MET in both else DOES_NOT_APPLY
        for both in itertools.product(*(found[name] for name in BINDING))
    }


def word(found: set[str]) -> str:
    return min(found) if len(found) == 1 else "undetermined"


def tallies(records: list[Record], year: int, areas: Iterable[str]) -> dict[str, Counter[str]]:
    """Count the verdicts on the whole, under "", and on each requirement."""
    counted: dict[str, Counter[str]] = {}
    for record in records:
        found = verdicts(record, year, areas)
        for name, options in {"": whole(found), **found}.items():
            counted.setdefault(name, Counter())[word(options)] += 1
    return counted


def missing(records: list[Record], year: int, areas: Iterable[str]) -> Counter[str]:
    """Count in how many records each fact is missing."""
    counted: Counter[str] = Counter()
    for record in records:
        counted.update(missing_in(record, year, areas))
    return counted


def missing_in(record: Record, year: int, areas: Iterable[str]) -> set[str]:
    """Return what a record lacks: of an activity, what a question about it waits for."""
    done = [each for each in record["activities"] if each["ended"][:4] == str(year)]
    status = record.get("person", {}).get("status")
    asked = [each for each in done if each.get("aligned_to") != "none"]
    found = {"person.status"} if status is None else set()
    found |= {"activities[].aligned_to" for each in done if "aligned_to" not in each}
    found |= {"activities[].length" for each in asked if "length" not in each}
    if status != "not_regulated":
        found |= {"activities[].in_register" for each in asked if "in_register" not in each}
    if len(verdicts(record, year, areas)["key-areas"]) > 1:
        found |= {"activities[].key_area" for each in done if "key_area" not in each}
    closed = {"complete_from": f"{year}-01-01", "complete_through": f"{year}-12-31"}
    if any(
        verdicts(made, year, areas) != verdicts(made | closed, year, areas)
        for made in written_down(record, year)
    ):
        found |= {name for name in closed if record.get(name) != closed[name]}
    return found


def written_down(record: Record, year: int) -> Iterator[Record]:
    """Yield the record with every missing fact written, in every way; key areas are left as they are."""
    statuses = [record["person"]] if "person" in record else [{"status": word} for word in STATUSES]
    activities = [list(completed(each)) for each in record["activities"]]
    for person, *done in itertools.product(statuses, *activities):
        yield record | {"person": person, "activities": done}


def completed(activity: Record) -> Iterator[Record]:
    """Yield an activity with what is missing of it written."""
    lacks = [fact for fact in KNOWN if fact not in activity]
    for values in itertools.product(*(KNOWN[fact] for fact in lacks)):
        yield activity | dict(zip(lacks, values, strict=True))
