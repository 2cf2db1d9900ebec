"""Many reports in a few numbers: how many are met, how far others are from it, what is missing, and by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.report.recommended import Recommended
from cpdrules.report.report import Report, Text

WORDS = ("met", "not met", "not applicable", "undetermined")
QUARTERS = ("nothing", "under a quarter", "under a half", "under three quarters", "under all", "all or more")
"""The parts of what is needed into which proven amounts are counted."""

Grouped = Callable[[Report], str | None] | Mapping[str, str]


@attrs.frozen
class Tally:
    """How often each verdict was given."""

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    undetermined: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Tally:
        """Return the tally of verdicts by their words."""
        return cls(*(counts.get(word, 0) for word in WORDS))

    @property
    def decided(self) -> int:
        """How many are met or not met: those of which a share of the met can be taken."""
        return self.met + self.not_met


@attrs.frozen(kw_only=True)
class Spread:
    """How proven amounts are spread, in the unit of the requirement.

    `reports` is how many have an amount and need more than nothing; `quarters` counts them by the part of what is
    needed that is proven, in the order of `QUARTERS`. `lowest`, `highest` and `total` are of what is proven. `short` is
    how many certainly fall short, and `shortfall` by how much in all.
    """

    unit: str
    reports: int
    quarters: tuple[int, ...]
    lowest: Fraction
    highest: Fraction
    total: Fraction
    short: int
    shortfall: Fraction


@attrs.frozen(kw_only=True)
class Group:
    """What reports of one group say together."""

    name: str
    reports: int
    verdicts: Tally
    requirements: tuple[tuple[str, Tally], ...]


@attrs.frozen(kw_only=True)
class Summary:
    """What many reports by one rule set say together.

    `records` is how many were judged, `faulty` how many could not be. `requirements` tallies each requirement
    by its id; the items inside a loop are not told apart. `amounts` says how what is proven is spread, for each
    requirement with an amount. `missing` are the facts that are missing, the most frequent first, with how many reports
    lack them; of an item's fact the item is left out. `groups` are those that may be shown, `hidden` the names of those
    that may not, because they or others that could be worked out from them have too few people. `recommendations` are
    what the rule set recommends, once `recommend` has been asked.
    """

    text: Text | None = None
    records: int
    faulty: int
    verdicts: Tally
    requirements: tuple[tuple[str, Tally], ...]
    amounts: tuple[tuple[str, Spread], ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    groups: tuple[Group, ...] = ()
    hidden: tuple[str, ...] = ()
    recommendations: tuple[Recommended, ...] = ()

    def since(self, before: Summary) -> tuple[Trend, ...]:
        """Return for each requirement which share was met before and is met now.

        Raises `ValueError` where the two are by different rule sets; two editions of one may be compared.
        """
        first, second = (each.text.id if each.text is not None else None for each in (before, self))
        if first != second and None not in (first, second):
            raise ValueError(f"the summaries are by two rule sets, `{first}` and `{second}`")
        old = dict(before.requirements)
        new = dict(self.requirements)
        return tuple(
            Trend(requirement=name, before=old.get(name), after=new.get(name))
            for name in dict.fromkeys([*new, *old])
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON; amounts are exact texts."""
        from cpdrules.report.plain_summary import to_plain  # noqa: PLC0415 - it reads and writes what is made here

        return to_plain(self)

    @classmethod
    def from_dict(cls, data: Any) -> Summary:
        """Read a summary back from plain data. Raises `ValueError` with where something is wrong and what."""
        from cpdrules.report.plain_summary import from_plain  # noqa: PLC0415

        return from_plain(data)


@attrs.frozen(kw_only=True)
class Trend:
    """How a requirement stood in two summaries; None where one does not ask it."""

    requirement: str
    before: Tally | None
    after: Tally | None

    @property
    def shares(self) -> tuple[Fraction | None, Fraction | None]:
        """The share of the decided that is met, before and now; None where nothing is decided."""
        return _share(self.before), _share(self.after)


def summarise(
    outcomes: Iterable[Report | Exception], *, by: Grouped | None = None, minimum_group: int | None = None
) -> Summary:
    """Count what reports by one rule set say; an error in the place of a report, as `evaluate_many` yields, is faulty.

    `by` names the group of each report: a function of the report, or a mapping from the ids of records; None, or an
    id that is not there, is no group. It needs `minimum_group`, how many reports a group has to have to be shown, 2 or
    more. A group is not shown either where a smaller one could be worked out with it. Memory grows with the
    requirements and the groups, not with the reports.

    Raises `ValueError` for a report by another rule set or another text of it than the first, with its record, and for
    groups without a minimum.
    """
    from cpdrules.report.summing import Summing  # noqa: PLC0415 - it makes what is defined here

    summing = Summing(by=by, minimum_group=minimum_group)
    for outcome in outcomes:
        summing.add(outcome)
    return summing.done()


def _share(tally: Tally | None) -> Fraction | None:
    return Fraction(tally.met, tally.decided) if tally is not None and tally.decided else None
