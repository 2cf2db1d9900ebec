"""An amount of an item and its parts: what one of them may be, given the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpdrules.errors import RecordError
from cpdrules.loading.parts import HINT, too_much
from cpdrules.records.bound import Thing
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import Amount
from cpdrules.source import Diagnostic

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Family:
    """A whole with its parts, seen from one of them: `field` is the amount that is asked."""

    plan: Plan
    section: str
    field: str
    whole: Field
    parts: tuple[Field, ...]

    def narrowed(self, recorded: Amount, thing: Thing, context: Context) -> Amount:
        """Return what an amount may be: a part is no more than the others leave, a whole no less than its parts."""
        has_whole = self.whole.name in thing.values
        most = self.recorded(self.whole, thing, context).most if has_whole else None
        written = [part for part in self.parts if part.name in thing.values]
        shares = {part.name: self.recorded(part, thing, context) for part in written}
        taken = Amount.total(shares.values())
        if most is not None and taken.least > most:
            message = too_much(self.section, thing.id, [*shares], self.whole.name)
            raise RecordError([Diagnostic(code="D021", message=message, hint=HINT)])
        if self.field in thing.values:
            return recorded
        if self.field == self.whole.name:
            return Amount(taken.least, None) if written else recorded
        return recorded if most is None else Amount(0, most - taken.least)

    def recorded(self, field: Field, thing: Thing, context: Context) -> Amount:
        """Return what is recorded of an amount."""
        return self.plan.recorded(thing.values.get(field.name), field.unit, context)


def family_of(plan: Plan, section: Section, name: str) -> Family | None:
    """Return the whole and the parts to which an amount belongs; None for one that stands alone."""
    field = section.field(name)
    whole = section.field((field.part_of if field is not None else None) or name)
    parts = section.parts_of(whole.name) if whole is not None else ()
    return Family(plan, section.name, name, whole, parts) if whole is not None and parts else None
