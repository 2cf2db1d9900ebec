"""What was found about one requirement: the verdict, the numbers, what they rest on, and what is missing."""

from __future__ import annotations

import datetime
import enum
from fractions import Fraction

import attrs

from cpdrules.rules.amended import Amended
from cpdrules.rules.vocabulary import Reference
from cpdrules.semantics import Amount, Period, Verdict
from cpdrules.source import Span


class GapKind(enum.Enum):
    """Why something is not decided."""

    NOT_RECORDED = "not_recorded"
    NOT_YET = "not_yet"
    NOT_JUDGED = "not_judged"
    NO_EVIDENCE = "no_evidence"
    APPLICABILITY_UNKNOWN = "applicability_unknown"
    TOO_LARGE = "too_large"
    NOT_SET = "not_set"
    NOT_IN_FORCE = "not_in_force"


@attrs.frozen(kw_only=True, order=False)
class Gap:
    """A missing fact, and what it would settle.

    `fact` is the address of the fact: `activities[a3].category`, `person.status`, `complete_through`,
    `judgements[respect]`, `parameters.annual_minimum`. `needs` are the values that it may take, where the
    vocabulary closes them. `by` is the last day on which it can still be made good, where there is one.
    `settles` are the addresses of the requirements that wait for it.
    """

    kind: GapKind
    fact: str
    needs: tuple[str, ...] = ()
    by: datetime.date | None = None
    settles: tuple[str, ...] = ()


@attrs.frozen
class Reason:
    """Why: a stable code and the words that fill its sentence. Prose makes the sentence."""

    code: str
    values: tuple[str, ...] = ()


CARRIED_IN, WENT_BACK, MADE_GOOD = "[carried_in]", "[went_back]", "[made_good]"
"""The `item` of rows that stand for what moves between periods; no item has such an id."""

ROUNDED_OFF, ROUNDED_UP = "[rounded_off]", "[rounded_up]"
"""The `item` of rows that stand for what the rounding of a total takes away or adds."""


@attrs.frozen(kw_only=True)
class Credit:
    """One item in one amount: what was claimed, what of it counts, and why not more.

    `claimed` is the recorded amount in the measure's unit, None when it is not recorded. The `proven` of all
    rows of a finding add up to the least of its amount, the `possible` to the most (None: no bound); of a share,
    to the part that it is of. They are
    columns, not bounds of one another: under a limit, an item may have to make room for another. `item` is
    empty in the row for activities that may still be recorded, and in brackets where an amount moves between
    periods: `[carried_in]`, `[went_back]` (less than nothing) and `[made_good]`; or where a total is rounded:
    `[rounded_off]` (less than nothing) and `[rounded_up]`.
    """

    item: str
    claimed: Amount | None = None
    proven: Fraction
    possible: Fraction | None
    reason: Reason


@attrs.frozen(kw_only=True)
class Portion:
    """How much of an item one part of an allocation is given."""

    item: str
    amount: Fraction


@attrs.frozen(kw_only=True)
class Allotment:
    """What one part of an allocation is given in the way of sharing out that is shown.

    Which part is short depends on the way, and there may be others, so a part has no verdict of its own. `given` may
    be more than `needed` where items are not divided.
    """

    part: str
    title: str | None = None
    needed: Amount
    given: Fraction
    items: tuple[Portion, ...] = ()


@attrs.frozen(kw_only=True)
class Working:
    """A step by which the number that is needed was found.

    `step` is `set` where a text filled in what an earlier one left open, `row` for the row of a parameter that holds,
    `add` where it adds up others, and else the key of the reduction. `values` say what was done (of a row nothing; by
    which text it was set) and then the facts of the record, or the source, that it rests on; `amount` is what the
    parameter was after it.
    """

    parameter: str
    step: str
    values: tuple[str, ...] = ()
    amount: Amount


@attrs.frozen(kw_only=True)
class Finding:
    """What was found about one requirement.

    `requirement` is its address: its id, and within a loop the item in brackets (`aligned[a3]`).
    `amount` is what the record proves and what it still allows; `needed` what the rule asks; `shortfall` how
    much is missing at least and at most. `planned` is what would be proven if what is planned were done, where
    that is another amount than what is proven now. `working` says how what is needed was found, where it is not the
    same for everyone. `unit` names what they count ("" for a number of things, "share" for
    a part of one). `allotted` shows one way in which an allocation shares out what is certain. `reason` says why the
    verdict is what it is where the amount does not. `amended` says which texts have changed the requirement, or a
    number that it rests on, and how; an earlier text first.
    """

    requirement: str
    kind: str
    title: str | None = None
    level: str = "must"
    verdict: Verdict
    period: Period | None = None
    unit: str = ""
    relation: str | None = None
    amount: Amount | None = None
    needed: Amount | None = None
    shortfall: Amount | None = None
    planned: Fraction | None = None
    score: Amount | None = None
    working: tuple[Working, ...] = ()
    reason: Reason | None = None
    gaps: tuple[Gap, ...] = ()
    credits: tuple[Credit, ...] = ()
    allotted: tuple[Allotment, ...] = ()
    parts: tuple[Finding, ...] = ()
    place: Span | None = None
    reference: Reference | None = None
    amended: tuple[Amended, ...] = ()

    def without_numbers(self) -> Finding:
        """Return the finding without amounts, and without the rows and steps that make them up."""
        return attrs.evolve(
            self,
            amount=None,
            needed=None,
            shortfall=None,
            score=None,
            credits=(),
            allotted=(),
            working=(),
        )

    def walk(self) -> list[Finding]:
        """Return this finding and all below it, in the order of the rules."""
        found = [self]
        for part in self.parts:
            found.extend(part.walk())
        return found
