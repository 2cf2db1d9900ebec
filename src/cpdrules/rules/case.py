"""Case files: named cases on base records, and what is expected of them. A field is a key of the file."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from cpdrules.rules.keys import HIDDEN, key, place
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Amount, Period
from cpdrules.source import Mapping, Node, Span

ENDING = ".cpdtest.yaml"
VerdictWord = Literal["met", "not_met", "undetermined", "not_applicable"]
WORDS: tuple[VerdictWord, ...] = ("met", "not_met", "undetermined", "not_applicable")


@attrs.frozen
class Target:
    """The way to a part of a record: `complete_through`, `person.status`, `activities[a1].length`."""

    part: str
    item: str | None = None
    field: str | None = None
    place: Span | None = place()

    def __str__(self) -> str:
        item = f"[{self.item}]" if self.item is not None else ""
        return f"{self.part}{item}" + (f".{self.field}" if self.field is not None else "")


@attrs.frozen
class Change:
    """What is written at a place of the record instead of what stands there, or where nothing stood."""

    target: Target
    value: Node = attrs.field(eq=False, repr=False)
    key_mark: tuple[int, int, int, int] | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Expectation:
    """What is expected of one requirement, named by its address: `hours`, or in a loop `aligned[a3]`.

    Only what is said is compared; a verdict alone may be written in place of the block.
    """

    requirement: str = attrs.field(metadata={HIDDEN: True})
    verdict: VerdictWord | None = key("the verdict", default=None)
    amount: Amount | None = key(
        "what is proven and still possible: `20`, `17 to 24`, `17 or more`, `1:30`, `4/3`, `60%`",
        default=None,
    )
    needed: Amount | None = key("what the rule asks", default=None)
    shortfall: Amount | None = key("how much is missing", default=None)
    planned: Amount | None = key("what would be proven if what is planned were done", default=None)
    score: Amount | None = key("the share of full marks, such as `1/2` or `50%`", default=None)
    band: tuple[str, ...] | None = key(
        "the named range in which its score lies; two where the score is open: the lowest and the highest",
        default=None,
    )
    gaps: tuple[str, ...] | None = key(
        "exactly the facts that are missing for it, such as `activities[a5].aligned_to`", default=None
    )
    counted: tuple[str, ...] | None = key("items of which something surely counts", default=None)
    not_counted: tuple[str, ...] | None = key("items of which nothing is sure to count", default=None)
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class Case:
    """One test: a base record, changed, judged on a day, and what is expected."""

    name: str = key("what the case shows; no two tests of a file share it")
    record: str = key("the base record")
    change: tuple[Change, ...] = key(
        "facts that are other than in the base record, by their path", default=()
    )
    remove: tuple[Target, ...] = key("facts and items of the base record that are left out", default=())
    on: datetime.date | None = key("the day of judging, if not that of the file", default=None)
    period: Period | None = key("the judged period, if not that of the file", default=None)
    verdict: VerdictWord | None = key("the verdict on the whole record", default=None)
    expect: tuple[Expectation, ...] = key("what is expected of requirements, by address", default=())
    pattern: str | None = key(
        "the requirement pattern that the case shows, a word in capitals such as `MIN-TOTAL`", default=None
    )
    place: Span | None = place()


@attrs.frozen(kw_only=True)
class CaseFile:
    """The tests of one rule set. `ruleset` has what `set` sets."""

    cases: str = key("the rule set: a file below the folder of this one, or a bundled name")
    on: datetime.date | None = key("the day of judging of tests that do not say their own", default=None)
    period: Period | None = key(
        "the judged period of tests that do not say their own, `FROM..TO`", default=None
    )
    set_: Mapping | None = key(
        "`parameters` and `lists` that an adopter would set, for these tests", name="set", default=None
    )
    records: Mapping = key("base records by name, each without the first two keys of a record file")
    tests: tuple[Case, ...] = key("the tests")
    ruleset: RuleSet | None = attrs.field(default=None, metadata={HIDDEN: True}, repr=False)
    file: str = attrs.field(default="", metadata={HIDDEN: True})
    place: Span | None = place()

    def day_of(self, case: Case) -> datetime.date | None:
        """Return the day on which a case is judged."""
        return case.on or self.on

    def period_of(self, case: Case) -> Period | None:
        """Return the period in which a case is judged; None where the rule set and the day choose it."""
        return case.period or self.period
