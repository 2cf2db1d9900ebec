"""Running cases: each record judged, each expectation held against what was found, failures in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import attrs

from cpdrules.errors import RecordError
from cpdrules.evaluation.evaluate import judge_record
from cpdrules.loading.case_records import changed
from cpdrules.records.core import read_record
from cpdrules.records.reading import Faults
from cpdrules.records.record import Record
from cpdrules.report.finding import Finding
from cpdrules.report.report import Report
from cpdrules.rules.addresses import base_id
from cpdrules.rules.case import Case, CaseFile, Expectation
from cpdrules.semantics import Amount, Verdict, format_hours, format_number
from cpdrules.source import Diagnostic, Mapping, Span, did_you_mean

MOST_LISTED = 8
SHARE = "share"


@attrs.frozen
class CaseResult:
    """What came of one case: every expectation that was not fulfilled, in words; none when it passed.

    `report` is None when the record was refused.
    """

    name: str
    span: Span | None
    failures: tuple[str, ...]
    report: Report | None = attrs.field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        """Whether all came out as expected."""
        return not self.failures


def run_cases(cases: CaseFile) -> list[CaseResult]:
    """Run every case of a file, in its order."""
    return [run_case(cases, case) for case in cases.tests]


def run_case(cases: CaseFile, case: Case) -> CaseResult:
    """Run one case. A record that is refused is a failure, not an error."""
    day = cases.day_of(case)
    assert cases.ruleset is not None
    assert day is not None
    try:
        report = judge_record(cases.ruleset, record_of(cases, case), day, cases.period_of(case))
    except RecordError as error:
        return CaseResult(case.name, case.place, tuple(map(refused, error.diagnostics)))
    return CaseResult(case.name, case.place, tuple(failures(case, report)), report)


def record_of(cases: CaseFile, case: Case) -> Record:
    """Return the record of a case: its base with the changes made. Raises `RecordError`."""
    base = cases.records.entries[case.record]
    assert cases.ruleset is not None
    assert isinstance(base, Mapping)
    faults = Faults()
    record = read_record(changed(base, case, cases.ruleset), cases.ruleset.subject, faults)
    if faults.errors:
        raise RecordError(faults.errors)
    return attrs.evolve(record, id=case.record)


def refused(diagnostic: Diagnostic) -> str:
    """Say why a record cannot be judged."""
    line = f" (line {diagnostic.span.line})" if diagnostic.span else ""
    hint = f"; {diagnostic.hint}" if diagnostic.hint else ""
    return f"the record cannot be judged: {diagnostic.message}{hint}{line}"


def failures(case: Case, report: Report) -> Iterator[str]:
    """Yield every expectation of a case that the report does not fulfil."""
    if case.verdict is not None and word_of(report.verdict) != case.verdict:
        yield f"the record: expected {spoken(case.verdict)}, got {report.verdict.word}{why(report)}"
    found = {finding.requirement: finding for finding in reversed(list(report.walk()))}
    for expected in case.expect:
        finding = found.get(expected.requirement)
        if finding is None:
            yield absent(expected.requirement, found)
        else:
            said = [*told(expected, finding), *bands_told(expected, report)]
            if said:
                yield f"`{expected.requirement}`: " + "; ".join(said)


def absent(address: str, found: dict[str, Finding]) -> str:
    """Say that nothing was found at an address, and what there is."""
    base = base_id(address)
    near = [name for name in found if base_id(name) == base]
    hint = did_you_mean(address, near) or "there are: " + listed([f"`{name}`" for name in near])
    return f"`{address}` did not occur; {hint}"


def told(expected: Expectation, finding: Finding) -> Iterator[str]:
    """Yield what a finding lacks of what is expected of it."""
    if expected.verdict is not None and word_of(finding.verdict) != expected.verdict:
        got_words = f"got {finding.verdict.word}{numbers(finding)}{waits(finding)}"
        yield f"expected {spoken(expected.verdict)}, {got_words}"
    for name in ("amount", "needed", "shortfall", "score"):
        wanted: Amount | None = getattr(expected, name)
        got: Amount | None = getattr(finding, name)
        if wanted is not None and wanted != got:
            unit = SHARE if name == "score" else finding.unit
            yield f"expected {name} {written(wanted, unit)}, got {written(got, unit)}"
    if expected.planned is not None:
        got = None if finding.planned is None else Amount.exactly(finding.planned)
        if got != expected.planned:
            wanted_words, got_words = written(expected.planned, finding.unit), written(got, finding.unit)
            yield f"expected planned {wanted_words}, got {got_words}"
    if expected.gaps is not None:
        yield from gaps_told(expected.gaps, finding)
    yield from credits_told(expected, finding)


def bands_told(expected: Expectation, report: Report) -> Iterator[str]:
    """Yield how the range of a score differs from the one expected; of several scores, one has to lie in it."""
    if expected.band is None:
        return
    got = [line.band for line in report.scores if line.requirement == expected.requirement]
    if expected.band not in got:
        wanted, found = " to ".join(expected.band), " or ".join(" to ".join(each) for each in got if each)
        yield f"expected band {wanted}, got {found or 'none'}"


def gaps_told(wanted: tuple[str, ...], finding: Finding) -> Iterator[str]:
    """Yield how the missing facts differ from those expected, which are all of them."""
    got = dict.fromkeys(gap.fact for gap in finding.gaps)
    lacking = [fact for fact in wanted if fact not in got]
    further = [fact for fact in got if fact not in wanted]
    if lacking:
        yield f"expected as missing facts also {listed(lacking)}"
    if further:
        yield f"did not expect as missing facts {listed(further)}"


def credits_told(expected: Expectation, finding: Finding) -> Iterator[str]:
    """Yield every item that counts, or does not count, other than expected."""
    proven = {credit.item: credit for credit in finding.credits}
    wanted = [(item, True) for item in expected.counted or ()]
    wanted += [(item, False) for item in expected.not_counted or ()]
    for item, counts in wanted:
        credit = proven.get(item)
        if credit is None:
            known = listed([name for name in proven if name]) if proven else "none"
            yield f"`{item}` is not among the items looked at, which are: {known}"
        elif (credit.proven > 0) != counts:
            got = f"{number(credit.proven, finding.unit)} ({credit.reason.code})"
            yield f"expected `{item}` {'to count' if counts else 'not to count'}, got {got}"


# -- words ---------------------------------------------------------------------------------------------------


def word_of(verdict: Verdict) -> str:
    """Return the word with which a case file writes a verdict."""
    return verdict.word.replace(" ", "_")


def spoken(word: str) -> str:
    """Return a verdict's word as it is spoken."""
    return word.replace("_", " ")


def numbers(finding: Finding) -> str:
    """Say what was found in numbers, when there are any."""
    if finding.amount is None:
        return ""
    needed = f", needed {written(finding.needed, finding.unit)}" if finding.needed is not None else ""
    return f"; amount {written(finding.amount, finding.unit)}{needed}"


def waits(finding: Finding) -> str:
    """Say which facts a finding waits for."""
    facts = list(dict.fromkeys(gap.fact for part in finding.walk() for gap in part.gaps))
    return f"; not known: {listed(facts)}" if facts and not finding.verdict.decided else ""


def why(report: Report) -> str:
    """Say which requirements give a record its verdict."""
    word = report.verdict.word
    names = [
        f"`{each.requirement}`"
        for each in report.findings
        if each.level == "must" and each.verdict.word == word
    ]
    return f"; so: {listed(names)}" if names else ""


def written(amount: Amount | None, unit: str) -> str:
    """Return an amount as a case file writes it."""
    return "none" if amount is None else amount.text(writer(unit))


def number(value: Fraction, unit: str) -> str:
    """Return a number as a case file writes it."""
    return writer(unit)(value)


def writer(unit: str) -> Callable[[Fraction], str]:
    """Return how numbers of a unit are written."""
    if unit == SHARE:
        return percent
    return format_hours if unit == "hour" else format_number


def percent(value: Fraction) -> str:
    """Return a share as a percentage, or as a fraction where the percentage has no end."""
    text = format_number(value * 100)
    return format_number(value) if "/" in text else f"{text}%"


def listed(names: list[str]) -> str:
    """Return names in a row, cut where there are many."""
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more
