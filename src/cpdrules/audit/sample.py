"""A sample as data: whom it chooses, why everybody is in it or not, and all that it was drawn from."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.report.finding import Gap, Reason
from cpdrules.report.report import Text
from cpdrules.semantics import Verdict
from cpdrules.source import Diagnostic

FORMAT = 1
UNDETERMINED = ("ask", "in", "out")


@attrs.frozen(kw_only=True)
class Selection:
    """One person of the register: chosen or not, and why.

    `person` is the id of the record; None where a faulty record does not say it. `stratum` is None for a record
    that cannot be read. `verdict` is that of the rule set that says who is eligible; None for a faulty record.
    `previous` is what happened at an earlier audit: `deferred`, `audited` or nothing. `lot` is the SHA-256 of the
    seed, a newline and the id, in hexadecimal, for everybody who took part in the draw.

    `reason` has one of these codes. In: `drawn` (its lot, of how many, how many were drawn), `deferred`. Out:
    `not_drawn`, `audited`, `not_met` and `not_applicable` (the requirements), `not_eligible` (one of these two,
    and open which), `undetermined` (the missing facts), `faulty` (the codes of the faults). `words` say it, and
    more. `gaps` are the facts that would settle whether the person is eligible; `faults` what is wrong with the
    record.
    """

    person: str | None
    chosen: bool
    stratum: str | None = None
    reason: Reason
    words: str
    verdict: Verdict | None = None
    previous: str | None = None
    lot: str | None = None
    gaps: tuple[Gap, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def forced(self) -> bool:
        """Whether the person is chosen without a draw."""
        return self.chosen and self.reason.code == "deferred"

    @property
    def open(self) -> bool:
        """Whether it is not known if the person is eligible."""
        return self.verdict is not None and not self.verdict.decided and Verdict.MET in self.verdict

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON and lossless."""
        from cpdrules.audit.plain import to_plain  # noqa: PLC0415 - cattrs is slow to import and rarely needed

        return to_plain(self)


@attrs.frozen(kw_only=True)
class Stratum:
    """The counts of one stratum.

    `eligible` is how many the rate is taken of, `open` how many may be eligible and are not among them,
    `audited` how many of the eligible are spared since they were audited. `to_choose` is the share of the stratum
    in the number that the rate asks for; `chosen` how many are chosen, `forced` how many of them without a draw.
    """

    name: str
    eligible: int
    open: int
    audited: int
    to_choose: int
    chosen: int
    forced: int


@attrs.frozen(kw_only=True)
class Remark:
    """Something to know about a sample as a whole: a stable code, its words, and the people it is about.

    The codes: `larger` and `smaller` than the rate asks; `moved` (a stratum gives more or less than its share);
    `open` (people of whom it is not known whether they are eligible); `faulty`; `unknown_stratum`;
    `deferred_not_chosen`; `deferred_not_in_register`.
    """

    code: str
    words: str
    people: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class AuditSample:
    """Whom to audit, drawn from a register on a day, and all that is needed to draw it again.

    `texts` begins with the rule set that says who is eligible; those it extends follow. `by` names the facts that
    make the strata. `undetermined` says what becomes of people of whom it is not known whether they are eligible.
    `total` is the number that the rate asks for. `selections` has everybody, in the order of the register.
    """

    format: int = FORMAT
    texts: tuple[Text, ...]
    on: datetime.date
    rate: Fraction
    rounding: str
    seed: str
    by: tuple[str, ...] = ()
    undetermined: str
    total: int
    strata: tuple[Stratum, ...] = ()
    remarks: tuple[Remark, ...] = ()
    selections: tuple[Selection, ...] = ()

    @property
    def chosen(self) -> tuple[Selection, ...]:
        """Those who are chosen, in the order of the register."""
        return tuple(each for each in self.selections if each.chosen)

    @property
    def eligible(self) -> int:
        """How many people the rate is taken of."""
        return sum(each.eligible for each in self.strata)

    @property
    def open(self) -> tuple[Selection, ...]:
        """Those of whom it is not known whether they are eligible."""
        return tuple(each for each in self.selections if each.open)

    @property
    def faulty(self) -> tuple[Selection, ...]:
        """Those whose records are faulty."""
        return tuple(each for each in self.selections if each.reason.code == "faulty")

    def selection(self, person: str) -> Selection:
        """Return what is said of a person. Raises `KeyError` with the id of somebody who is not in the register."""
        for each in self.selections:
            if each.person == person:
                return each
        raise KeyError(person)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data: text, lists and mappings only, ready for JSON and lossless."""
        from cpdrules.audit.plain import to_plain  # noqa: PLC0415

        return to_plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> AuditSample:
        """Read a sample back from plain data.

        Raises `ValueError` in plain words for an unknown key, a missing one, or another format version.
        """
        from cpdrules.audit.plain import from_plain  # noqa: PLC0415

        return from_plain(data)
