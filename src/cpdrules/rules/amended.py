"""What a later text has changed of a rule: which text, what it was and became, and why where that loosens it."""

from __future__ import annotations

import enum

import attrs

from cpdrules.rules.vocabulary import Reference
from cpdrules.source import Span


class Effect(enum.Enum):
    """What a change does to those who are judged.

    Whoever meets what was tightened meets what it was before. Of what may loosen, nobody can tell by the text alone.
    """

    TIGHTENS = "tightens"
    LOOSENS = "loosens"
    MAY_LOOSEN = "may_loosen"
    SAYS = "says"


@attrs.frozen
class ChangedKey:
    """One key that was changed, as it is written in YAML; empty where the key was not said.

    `key` is the key of the requirement, or `parameters.NAME` for a number that it rests on.
    """

    key: str
    was: str
    becomes: str
    effect: Effect


@attrs.frozen(kw_only=True)
class Amended:
    """A text has amended a rule of a text that it extends. `reason` says why, where anything is or may be loosened."""

    by: str
    edition: str | None = None
    changes: tuple[ChangedKey, ...]
    reason: str | None = None
    reference: Reference | None = None
    place: Span | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def is_loosened(self) -> bool:
        """Whether anything is surely loosened."""
        return any(change.effect is Effect.LOOSENS for change in self.changes)

    @property
    def is_looser(self) -> bool:
        """Whether anything is or may be loosened."""
        return any(change.effect in (Effect.LOOSENS, Effect.MAY_LOOSEN) for change in self.changes)
