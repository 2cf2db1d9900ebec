"""What there is to know about a sample as a whole, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cpdrules.audit.candidates import JOINED, UNKNOWN
from cpdrules.audit.previous import DEFERRED
from cpdrules.audit.rate import asked_for
from cpdrules.audit.sample import AuditSample, Remark, Selection, Stratum
from cpdrules.source import listed


def remarks(sample: AuditSample, held: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return all that there is to say of a sample, the number first, then the strata, then the people.

    `held` is what happened to people at earlier audits.
    """
    return (
        *size(sample),
        *(moved(each) for each in sample.strata if each.chosen != each.to_choose),
        *still_open(sample),
        *faulty(sample),
        *unknown_stratum(sample),
        *deferred(sample, held),
    )


def people(count: int) -> str:
    """Write a number of people."""
    return "1 person" if count == 1 else f"{count:,} people"


def ids(selections: Iterable[Selection]) -> tuple[str, ...]:
    """Return the ids of people, of those that are known."""
    return tuple(each.person for each in selections if each.person is not None)


def size(sample: AuditSample) -> Iterator[Remark]:
    """Say that the sample is larger or smaller than the rate asks for."""
    chosen, total = len(sample.chosen), sample.total
    if chosen > total:
        says = (
            f"{people(chosen)}, where the rate asks for {total:,}: so many were deferred, and all are chosen"
        )
        yield Remark(code="larger", words=says)
    elif chosen < total:
        audited = sum(each.audited for each in sample.strata)
        says = (
            f"{people(chosen)}, where the rate asks for {total:,}: nobody else is eligible but "
            f"{people(audited)} audited before"
        )
        yield Remark(code="smaller", words=says)


def moved(stratum: Stratum) -> Remark:
    """Say that a stratum gives another number than its share, and why."""
    if stratum.chosen < stratum.to_choose:
        spared = stratum.chosen == stratum.eligible - stratum.audited
        why = (
            "all others of it were audited before"
            if spared
            else "others, who were deferred, take their place"
        )
    elif stratum.forced == stratum.chosen:
        why = "so many of it were deferred"
    else:
        why = "it makes up for a stratum in which too many were audited before"
    says = f"`{stratum.name}`: {people(stratum.chosen)}, where its share is {stratum.to_choose:,}; {why}"
    return Remark(code="moved", words=says)


def still_open(sample: AuditSample) -> Iterator[Remark]:
    """Say that it is not known of some whether they are eligible, and what that means for the sample."""
    found, total = sample.open, sample.total
    if not found:
        return
    says = f"{people(len(found))}: it is not known whether they are eligible; "
    if sample.undetermined == "ask":
        most = asked_for(sample.rate, sample.eligible + len(found), sample.rounding)
        says += "nobody of them is chosen, and the sample may change once it is known"
        says += (
            f": of all of them together the rate asks for {most:,}, not {total:,}" if most != total else ""
        )
    else:
        says += f"they are taken as {'' if sample.undetermined == 'in' else 'not '}eligible"
    yield Remark(code="open", words=says, people=ids(found))


def faulty(sample: AuditSample) -> Iterator[Remark]:
    """Say that some records are faulty."""
    if found := sample.faulty:
        verb = "1 record is" if len(found) == 1 else f"{len(found):,} records are"
        yield Remark(code="faulty", words=f"{verb} faulty, and out", people=ids(found))


def unknown_stratum(sample: AuditSample) -> Iterator[Remark]:
    """Say that some are in a stratum of their own, since what makes the strata is not known of them."""
    found = [each for each in sample.selections if UNKNOWN in (each.stratum or "").split(JOINED)]
    if sample.by and found:
        says = f"{people(len(found))}: {listed(sample.by)} is not known; they are in the stratum `{UNKNOWN}`"
        yield Remark(code="unknown_stratum", words=says, people=ids(found))


def deferred(sample: AuditSample, held: Mapping[str, str]) -> Iterator[Remark]:
    """Name those who were deferred and are not chosen, so that no deferral is forgotten."""
    if found := [each for each in sample.selections if each.previous == DEFERRED and not each.chosen]:
        says = (
            f"{people(len(found))}: deferred before and not chosen, since they are not known to be eligible"
        )
        yield Remark(code="deferred_not_chosen", words=says, people=ids(found))
    there = set(ids(sample.selections))
    if gone := tuple(
        sorted(person for person, word in held.items() if word == DEFERRED and person not in there)
    ):
        says = f"{people(len(gone))}: deferred before, and not in the register"
        yield Remark(code="deferred_not_in_register", words=says, people=gone)
