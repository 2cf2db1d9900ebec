"""The people of a register: who each is, whether a rule set calls them eligible, and in which stratum they are."""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.audit import words
from cpdrules.errors import RecordError
from cpdrules.evaluation.evaluate import bound_record, judge_bound
from cpdrules.loading.load_record import as_record, load_record
from cpdrules.loading.register import Source
from cpdrules.records.bound import NONE, Bound
from cpdrules.records.record import Record
from cpdrules.report.finding import Gap, Reason
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field
from cpdrules.semantics import Verdict, format_number
from cpdrules.source import Diagnostic, Limits, cited, did_you_mean, listed

Strata = str | Sequence[str] | Callable[[Record], str | None]
ALL, UNKNOWN = "all", "unknown"
JOINED = " / "
# Each piece of evidence, and each amount in each unit, would be a stratum by itself.
NO_STRATA = ("evidence", "unit")


@attrs.frozen(kw_only=True)
class Candidate:
    """One record of the register: judged, or what is wrong with it.

    `why` and `says` tell why the person is not eligible, or not known to be; None and nothing of who is eligible.
    """

    person: str | None
    stratum: str | None = None
    verdict: Verdict | None = None
    why: Reason | None = None
    says: str = ""
    gaps: tuple[Gap, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @classmethod
    def judged(cls, report: Report, stratum: str) -> Candidate:
        """Return what a report says of a person."""
        why, says = (None, "") if report.verdict is Verdict.MET else words.not_eligible(report)
        return cls(
            person=report.record,
            stratum=stratum,
            verdict=report.verdict,
            why=why,
            says=says,
            gaps=() if report.verdict.decided else report.gaps,
        )

    @classmethod
    def faulty(cls, person: str | None, faults: Sequence[Diagnostic]) -> Candidate:
        """Return what is wrong with a record."""
        why, says = words.faulty(faults)
        return cls(person=person, why=why, says=says, faults=tuple(faults))


@attrs.frozen
class Grouping:
    """Which stratum a record is in: by facts that the rule set knows, or by what a function says."""

    names: tuple[str, ...]
    call: Callable[[Record], str | None] | None = None

    @classmethod
    def of(cls, strata: Strata, ruleset: RuleSet) -> Grouping:
        """Return the grouping. Raises `ValueError` for a fact that the rule set does not know as a single value."""
        if callable(strata):
            return cls((str(getattr(strata, "__name__", "a function")),), strata)
        names = (strata,) if isinstance(strata, str) else tuple(strata)
        known = single_facts(ruleset)
        for name in names:
            if name not in known:
                hint = did_you_mean(str(name), known) or f"it knows: {listed(known)}"
                raise ValueError(
                    f"{cited(str(name))} cannot tell records apart: `{ruleset.id}` knows no such single fact; {hint}"
                )
        return cls(names)

    def stratum(self, bound: Bound) -> str:
        """Return the name of the stratum of a record; a fact that is not known is called `unknown`."""
        if self.call is not None:
            told = self.call(bound.record)
            if told is not None and not isinstance(told, str):
                raise ValueError(
                    f"the strata of {cited(bound.record.id)}: a function says a text or None, not {told!r:.60}"
                )
            return UNKNOWN if told is None else told
        if not self.names:
            return ALL
        values = []
        for name in self.names:
            section, _, field = name.partition(".")
            values.append(written(bound.singles[section].values.get(field)))
        return JOINED.join(values)

    def known(self, bound: Bound) -> str | None:
        """Return the name of the stratum of a record; None where a fact is not known."""
        name = self.stratum(bound)
        return None if UNKNOWN in name.split(JOINED) else name


def single_facts(ruleset: RuleSet) -> dict[str, Field]:
    """Return the facts of which a record has one value, by their addresses."""
    return {
        f"{section.name}.{field.name}": field
        for section in ruleset.vocabulary
        if not section.is_list
        for field in section.fields
        if not field.many and field.kind not in NO_STRATA
    }


def written(value: object) -> str:
    """Write a fact as the name of a stratum."""
    match value:
        case None:
            return UNKNOWN
        case bool():
            return "true" if value else "false"
        case Fraction():
            return format_number(value)
        case _:
            return str(NONE.value if value is NONE else value)


def candidates(
    register: Iterable[Any], ruleset: RuleSet, on: datetime.date, grouping: Grouping, limits: Limits
) -> Iterator[Candidate]:
    """Judge the records of a register one after another; a faulty one does not stop the rest."""
    for item in register:
        person = None
        try:
            record = read(item, ruleset.subject, limits)
            person = record.id
            bound = bound_record(ruleset, record)
            report = judge_bound(ruleset, bound, on, None, limits=limits)
            stratum = grouping.stratum(bound)
        except RecordError as error:
            named = person if person is not None else id_in(item, ruleset.subject)
            yield Candidate.faulty(named, error.diagnostics)
        else:
            yield Candidate.judged(report, stratum)


def read(item: Any, subject: str, limits: Limits) -> Record:
    """Return a record of the register: a Record, plain data, attrs objects, or where it is read from."""
    if isinstance(item, Source):
        return item.read(limits)
    if isinstance(item, (str, os.PathLike)):
        return load_record(item, limits=limits)
    return as_record(item, subject, limits=limits)


def id_in(item: Any, subject: str) -> str | None:
    """Return the id of a record that is faulty, where it can be told: so that nobody is lost, and none comes twice."""
    if isinstance(item, Source) and item.text is not None:
        try:
            item = json.loads(item.text)
        except (ValueError, RecursionError):
            return None
    found = item.get(subject) if isinstance(item, Mapping) else getattr(item, subject, None)
    return found if isinstance(found, str) and found else None


def refuse_twins(people: Iterable[Candidate]) -> None:
    """Raise `ValueError` for people who stand in the register twice: each would have two chances, or one of them."""
    counts = Counter(each.person for each in people if each.person is not None)
    twice = [person for person, count in counts.items() if count > 1]
    if twice:
        verb = "stands" if len(twice) == 1 else "stand"
        raise ValueError(f"in the register {listed(twice)} {verb} more than once; nobody may have two lots")
