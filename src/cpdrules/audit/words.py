"""Why somebody is in a sample or not, in words and with the code of the reason."""

from __future__ import annotations

from collections.abc import Sequence

from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding, Reason
from cpdrules.report.report import Report
from cpdrules.semantics import Verdict
from cpdrules.source import Diagnostic

DEFERRED_BEFORE = "; deferred at the earlier audit"
TAKEN_IN = "; it is not known whether this person is eligible, which is taken to be so"
TAKEN_OUT = "; taken as not eligible"
SAY = Phrases()

Told = tuple[Reason, str]


def not_eligible(report: Report) -> Told:
    """Say of a report that is not met why the person is not eligible, or what would settle it."""
    verdict = report.verdict
    if Verdict.MET in verdict:
        reason = Reason("undetermined", tuple(dict.fromkeys(gap.fact for gap in report.gaps)))
        told = "; ".join(SAY.gap(gap) for gap in report.gaps) or "the rules leave it open"
        return reason, f"eligibility not known: {told}"
    musts = [each for each in report.findings if each.level == "must"]
    found = [each for each in musts if each.verdict in verdict]
    told = "; ".join(finding_told(each) for each in found)
    if not found:
        # Each is open by itself, and whatever the facts turn out to be, one of them is not met.
        found = [each for each in musts if not each.verdict.decided]
        names = ", ".join(f"`{each.requirement}`" for each in found)
        told = f"{names} cannot all be met" if found else "no requirement applies"
    code = {Verdict.NOT_MET: "not_met", Verdict.NOT_APPLICABLE: "not_applicable"}.get(verdict, "not_eligible")
    reason = Reason(code, tuple(each.requirement for each in found))
    return reason, f"not eligible: {told}"


def finding_told(finding: Finding) -> str:
    """Say one requirement with the facts that decided it."""
    parts = [SAY.numbers(finding), SAY.reason(finding.reason, "REASONS") if finding.reason else ""]
    told = "; ".join(part for part in parts if part)
    # Whether it is the one or the other is open, and makes no difference here.
    word = finding.verdict.word if finding.verdict.decided else "not met or not applicable"
    name = f"`{finding.requirement}` is {word}"
    return f"{name} ({told})" if told else name


def faulty(faults: Sequence[Diagnostic]) -> Told:
    """Say what is wrong with a record: its first fault, and how many more there are."""
    more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
    reason = Reason("faulty", tuple(dict.fromkeys(each.code for each in faults)))
    return reason, f"the record is faulty: {faults[0]}{more}"


def drawn(place: int, lots: int, wanted: int, stratum: str) -> Told:
    """Say which lot somebody had, and whether it was among those that were drawn."""
    chosen = place <= wanted
    reason = Reason("drawn" if chosen else "not_drawn", (str(place), str(lots), str(wanted)))
    how_many = "none is" if not wanted else "the first is" if wanted == 1 else f"the first {wanted:,} are"
    return (
        reason,
        f"{'drawn' if chosen else 'not drawn'}: lot {place:,} of {lots:,} in `{stratum}`; {how_many} chosen",
    )


DEFERRED: Told = (Reason("deferred"), "chosen without a draw: deferred at the earlier audit")
AUDITED: Told = (Reason("audited"), "not chosen again: audited at the earlier audit")
