"""What a period begins with and how it stands, in the ledger of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpdrules.semantics import Amount, Period, exact_sum, format_number, less

if TYPE_CHECKING:
    from fractions import Fraction

    from cpdrules.evaluation.measures import Outcome
    from cpdrules.report.finding import Gap

NONE = Amount.exactly(0)


@attrs.frozen
class Source:
    """What one period moves on, and of which items it is, as far as that is known."""

    period: Period
    items: tuple[tuple[str, Fraction | None], ...]


def said_of(source: Source) -> str:
    """Return a source as a reason names it: the period, and what is left of each item, as far as it is known."""
    items = ", ".join(
        name if amount is None else f"{name} {format_number(amount)}" for name, amount in source.items
    )
    return f"{source.period}: {items}" if items else str(source.period)


def left_of(source: Source | None, up_to: Amount, newer: Amount) -> Source | None:
    """Return a source as it stands once a period has used some of it; None where nothing of it is left.

    `up_to` is what is left of it and of all that is newer, and `newer` of these alone. Of which of several items
    something is left is not settled, so they are named without amounts.
    """
    left = less(up_to, newer)
    if source is None or left.most == 0:
        return None
    amounts = [amount for _, amount in source.items if amount is not None]
    if left.is_exact and len(amounts) == len(source.items) and left.least >= exact_sum(amounts):
        return source
    of_one = left.least if left.is_exact and len(source.items) == 1 else None
    return Source(source.period, tuple((name, of_one) for name, _ in source.items))


@attrs.frozen
class Opening:
    """What a period begins with.

    `stock[i]` is what may be used that was carried from the last i + 1 periods together; `owed` is what the period
    before still lacks. `gaps` would settle them. `sources` are the periods it comes from, the last one first,
    None for one that moves nothing on. `too_much` is what the record says, where that is more than may move on.
    """

    stock: tuple[Amount, ...]
    owed: Amount
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Source | None, ...] = ()
    too_much: Fraction | None = None

    @property
    def named(self) -> tuple[Source, ...]:
        """The periods that move something on, the last one first."""
        return tuple(each for each in self.sources if each is not None)

    @property
    def carried(self) -> Amount:
        """All that is carried in."""
        return self.stock[-1] if self.stock else NONE


@attrs.frozen
class Standing:
    """How a period stands: its own amount without what goes back, and with what was carried in.

    `rows` are those of its own amount with what goes back, and `gone` is what goes back of which items; None where
    that is not known.
    """

    own: Amount
    total: Amount
    rows: Outcome
    gaps: tuple[Gap, ...]
    gone: tuple[tuple[str, Fraction], ...] | None
