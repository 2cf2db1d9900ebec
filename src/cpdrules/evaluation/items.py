"""One item under a measure: the cases it may turn out to be, given what is not known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.inside import in_window
from cpdrules.evaluation.plan import Plan, gap_of
from cpdrules.evaluation.truth import FALSE, TRUE, UNKNOWN, Truth
from cpdrules.records.bound import NONE, Thing, Value
from cpdrules.report.finding import Gap
from cpdrules.rules.conditions import A_MEASURE, Path
from cpdrules.rules.vocabulary import Field, Section

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context

MOST_VARIANTS = 64
FURTHER = Thing("", {})


@attrs.frozen
class Asked:
    """What is asked of the items of a list: the conditions, and the facts they and the amount look at."""

    section: Section
    conditions: tuple[Prepared, ...]
    fields: tuple[Field, ...]
    plan: Plan

    @classmethod
    def of(cls, section: Section, conditions: Sequence[Prepared], more: Sequence[str], plan: Plan) -> Asked:
        """Gather the facts of the item that some conditions, and `more` beside them, look at."""
        names = [str(path.field) for each in conditions for path in each.paths if path.section is None]
        fields = [section.field(name) for name in dict.fromkeys([*names, *more])]
        return cls(section, tuple(conditions), tuple(f for f in fields if f is not None), plan)

    def unknown(self, thing: Thing) -> list[Field]:
        """Return the facts that are asked of an item and that it does not say."""
        return [field for field in self.fields if field.name not in thing.values]

    def variants(self, thing: Thing) -> list[Thing]:
        """Return the item with each choice of its unknown facts that the vocabulary closes.

        Beyond 64 choices the item stays as it is, and each question about it is unknown by itself: sound, less sharp.
        """
        unknown = self.unknown(thing)
        if not unknown:
            return [thing]
        open_facts = [(field.name, options) for field in unknown if (options := options_of(field, self.plan))]
        size = 1
        for _, options in open_facts:
            size *= len(options)
        if not open_facts or size > MOST_VARIANTS:
            return [thing]
        names = [name for name, _ in open_facts]
        choices = product(*(options for _, options in open_facts))
        return [
            attrs.evolve(thing, values={**thing.values, **dict(zip(names, choice, strict=True))})
            for choice in choices
        ]

    def gaps(self, thing: Thing, context: Context) -> list[Gap]:
        """Return the facts of an item, and of what is around it, that are asked and unknown."""
        found: list[Gap] = []
        names = [field.name for field in self.fields]
        days = (self.section.dated_by, self.section.until)
        names.extend(day for day in days if day is not None and day not in names)
        for name in names:
            if name not in thing.values:
                found.append(gap_of(f"{self.section.name}[{thing.id}]", name, self.section.field(name)))
        found.extend(self.around(context))
        clauses = [clause for each in self.conditions for clause in each.clauses]
        found.extend(gap for each in clauses if each.gaps is not None for gap in each.gaps(thing, context))
        context.budget.spend(len(found))
        return list(dict.fromkeys(found))

    def around(self, context: Context) -> list[Gap]:
        """Return the facts of the record, or of the item around, that are asked and unknown; worked out once."""
        key = ("around", id(self))
        if key not in context.cache:
            context.cache[key] = self._around(context)
        found: list[Gap] = context.cache[key]
        return found

    def _around(self, context: Context) -> list[Gap]:
        found: list[Gap] = []
        for path in dict.fromkeys(path for each in self.conditions for path in each.paths):
            found.extend(path_gaps(path, context, self.plan))
        tests = [test for each in self.conditions for test in each.unset]
        return [*found, *self.plan.unset_gaps(tests, context)]


def options_of(field: Field, plan: Plan) -> list[Value]:
    """Return what an unknown fact may turn out to be, if its vocabulary closes it."""
    if field.many or field.kind not in ("choice", "yes_no"):
        return []
    values: list[Value] = [True, False] if field.kind == "yes_no" else list(field.values)
    return [*values, NONE] if field.name in plan.may_be_none else values


def path_gaps(path: Path, context: Context, plan: Plan) -> list[Gap]:
    """Return the gap of a fact that is not one of the item's own, if it is unknown."""
    if path.section is None:
        return []
    if path.section == A_MEASURE:
        outcome = plan.amounts[str(path.field)](context)
        return [] if outcome.amount.is_exact else list(outcome.gaps)
    if path.section == "this":
        this = context.this
        if isinstance(this, Thing) and path.field is not None and path.field not in this.values:
            field = next(
                (
                    f
                    for s in context.ruleset.vocabulary
                    if s.name == context.this_list
                    for f in s.fields
                    if f.name == path.field
                ),
                None,
            )
            return [gap_of(f"{context.this_list}[{this.id}]", path.field, field)]
        return []
    if path.field is None:
        return list(context.openness(path.section).gaps)
    if path.section in context.bound.lists:
        return list_gaps(path, context)
    if path.section in context.bound.singles and context.single(path.section, path.field) is None:
        return [plan.not_recorded(path)]
    return []


def list_gaps(path: Path, context: Context) -> list[Gap]:
    """Return the gaps of a fact that is asked of every item of a list."""
    section = next(s for s in context.ruleset.vocabulary if s.name == path.section)
    name = str(path.field)
    return [
        gap_of(f"{section.name}[{thing.id}]", name, section.field(name))
        for thing in context.bound.lists[section.name] or ()
        if path.field not in thing.values
    ]


@attrs.frozen
class Standing:
    """How one variant of an item stands: in the list at all, and what it claims."""

    inside: Truth
    variant: Thing


def standings(asked: Asked, thing: Thing, gate: Prepared, context: Context) -> Iterator[Standing]:
    """Yield each variant of an item with whether it lies in the period and passes the gate."""
    day = TRUE if thing is FURTHER else in_window(thing, asked.section, context)
    if day == FALSE:
        return
    for variant in asked.variants(thing):
        told = gate.ask(variant, context)
        if told != FALSE:
            yield Standing(UNKNOWN if UNKNOWN in (day, told) else TRUE, variant)
        elif thing is not FURTHER:
            yield Standing(FALSE, variant)
