"""A rule set made ready: names looked up once, so that judging a record looks up none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from cpdrules.evaluation.conditions import Prepared, prepare
from cpdrules.evaluation.in_force import entries_in_force, gap_of_list
from cpdrules.evaluation.parameters import gaps_of, value_of
from cpdrules.records.bound import Quantity, Value
from cpdrules.report.finding import Finding, Gap, GapKind
from cpdrules.rules.conditions import A_MEASURE, THIS, Condition, Path, Test
from cpdrules.rules.measures import LongestGap, Measure, Score, Sum, TimeIn, TimeWithout, unit_after
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.periods import NamedPeriod
from cpdrules.rules.quantities import Constant, Named, OfRecord, Percent
from cpdrules.rules.quantities import Quantity as RuleQuantity
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.ruleset import Definition, Exemption, RuleSet, Scale
from cpdrules.rules.vocabulary import Entries, Field, NamedList, Section, Unit
from cpdrules.rules.walk import field_summed
from cpdrules.semantics import ANYTHING, FEWEST_WORDS, Amount, Relation, lower

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.measures import Outcome

ONE_PER_CENT = Fraction(1, 100)
ALL = Amount.exactly(100)
BUILT_IN = {("minute", "hour"): Fraction(1, 60), ("hour", "minute"): Fraction(60)}


@attrs.frozen
class Plan:
    """The names of a rule set, looked up."""

    ruleset: RuleSet
    sections: Mapping[str, Section]
    lists: Mapping[str, NamedList]
    definitions: Mapping[str, Definition]
    scales: Mapping[str, Scale]
    periods: Mapping[str, NamedPeriod]
    parameters: Mapping[str, Parameter]
    measures: Mapping[str, Measure]
    units: Mapping[str, Unit]
    requirements: Mapping[str, Requirement]
    may_be_none: frozenset[str]
    asked_of_the_case: tuple[Path, ...]
    conditions: dict[int, Prepared] = attrs.Factory(dict)
    prepared: dict[Any, Any] = attrs.Factory(dict)
    exempt: Mapping[int, tuple[Exemption, ...]] = attrs.Factory(dict)
    amounts: dict[str, Callable[[Context], Outcome]] = attrs.Factory(dict)
    scores: dict[int, Score] = attrs.Factory(dict)
    blocks: dict[str, Callable[[Context], Finding]] = attrs.Factory(dict)

    def field_at(
        self, path: Path, section: Section | None, this: Section | Field | str | None
    ) -> Field | None:
        """Return the field that a path leads to; None for `this` alone."""
        if path.section is None:
            return section.field(str(path.field)) if section is not None else None
        if path.section == THIS:
            if path.field is None:
                return this if isinstance(this, Field) else None
            return this.field(path.field) if isinstance(this, Section) else None
        return self.sections[path.section].field(str(path.field))

    def case(self, condition: Condition) -> Prepared:
        """Return a condition on the case as a whole, prepared once."""
        if id(condition) not in self.conditions:
            self.conditions[id(condition)] = prepare(condition, self, None, None)
        return self.conditions[id(condition)]

    def may_be_unset(self, test: Test) -> bool:
        """Whether what a question compares with may be open: a list that is dated or to be set, or a parameter."""
        lists = [name for name in (test.listed_in, test.free_of) if name is not None]
        quantities = [getattr(test, relation.value) for relation in Relation]
        return any(not self.lists[name].is_one for name in lists) or any(
            quantity is not None and not isinstance(quantity, (Constant, OfRecord)) for quantity in quantities
        )

    def unset_gaps(self, tests: Iterable[Test], context: Context) -> list[Gap]:
        """Return the lists and numbers that questions compare with and that are still open."""
        gaps: list[Gap] = []
        for test in tests:
            for name in (test.listed_in, test.free_of):
                if name is not None and self.entries_of(name, context) is None:
                    gaps.append(gap_of_list(self.lists[name], self, context))
            for relation in Relation:
                gaps.extend(self.parameter_gaps(getattr(test, relation.value), context))
        return gaps

    def scored(self, requirement: Requirement) -> Score | None:
        """Return the score that is taken of a block, or of a block around it."""
        return self.scores.get(id(requirement))

    def judge_block(self, name: str) -> Callable[[Context], Finding]:
        """Return how to judge the block that a measure scores, with its score by that measure."""
        return self.blocks[name]

    def unit_of(self, measure: Measure) -> str:
        """Return what a measure counts: a unit, or "" for things."""
        if isinstance(measure, (TimeIn, TimeWithout, LongestGap)):
            return measure.unit
        if not isinstance(measure, Sum):
            return ""
        field = field_summed(measure, self.ruleset)
        return unit_after(measure, (field.unit or "") if field else "")

    def entries_of(self, name: str, context: Context) -> Entries | None:
        """Return the entries of a list that are in force; None where it is not known which these are."""
        may_be = entries_in_force(self.lists[name], self, context)
        return may_be[0] if len(may_be) == 1 else None

    # -- numbers -------------------------------------------------------------------------------------------

    def quantity(self, quantity: RuleQuantity) -> Callable[[Context], Amount]:
        """Return how to find the amount that a quantity stands for."""
        match quantity:
            case Constant(value):
                fixed = Amount.exactly(value)
                return lambda _: fixed
            case Named(name=parameter):
                return lambda context: self.parameter(parameter, context)
            case Percent(percent=Named(name=parameter)):
                return lambda context: lower(self.parameter(parameter, context), ALL).times(ONE_PER_CENT)
            case Percent(of=None):
                share = Amount.exactly(quantity.share)
                return lambda _: share
            case OfRecord(fact):
                raise AssertionError(f"{fact} is asked of a fact alone")
            case Percent(of=name):
                factor = quantity.share
                return lambda context: self.parameter(str(name), context).times(factor)

    def parameter(self, name: str, context: Context) -> Amount:
        """Return the value of a parameter for the person and the period in hand."""
        key = ("parameter", name)
        if key not in context.cache:
            context.cache[key] = value_of(self.parameters[name], self, context)
        found: Amount = context.cache[key]
        return found

    def parameter_gaps(self, quantity: RuleQuantity | None, context: Context) -> list[Gap]:
        """Return what keeps a quantity from being one number."""
        match quantity:
            case Named(name) | Percent(percent=Named(name)) | Percent(of=str(name)):
                parameter = self.parameters.get(name)  # `claimed` and `counted` are none
                return [] if parameter is None else gaps_of(parameter, self, context)
            case _:
                return []

    def single_gaps(
        self, prepared: Prepared, context: Context, kind: GapKind = GapKind.NOT_RECORDED
    ) -> list[Gap]:
        """Return the facts of the case that a condition asks and the record does not say."""
        gaps: list[Gap] = []
        for path in prepared.paths:
            if path.section == A_MEASURE:
                gaps.extend(self.amounts[str(path.field)](context).gaps)
            elif path.field is None and path.section in context.bound.lists:
                gaps.extend(
                    attrs.evolve(gap, kind=kind) if gap.kind is GapKind.NOT_RECORDED else gap
                    for gap in context.openness(str(path.section)).gaps
                )
            elif path.section in context.bound.lists:
                named = self.sections[str(path.section)].field(str(path.field))
                gaps.extend(
                    gap_of(f"{path.section}[{thing.id}]", str(path.field), named, kind)
                    for thing in context.bound.lists[str(path.section)] or ()
                    if path.field not in thing.values
                )
            elif (section := str(path.section)) in self.sections and context.single(
                section, str(path.field)
            ) is None:
                field = self.sections[section].field(str(path.field))
                gaps.append(gap_of(section, str(path.field), field, kind))
        return [*gaps, *self.unset_gaps(prepared.unset, context)]

    def not_recorded(self, path: Path) -> Gap:
        """Return the gap of a fact of the case that is not recorded."""
        section = self.sections.get(str(path.section))
        return gap_of(str(path.section), str(path.field), section.field(str(path.field)) if section else None)

    # -- units ---------------------------------------------------------------------------------------------

    def rate(self, unit: str, home: str, context: Context) -> Amount:
        """Return how many of one unit another one is."""
        if unit == home:
            return Amount.exactly(1)
        if (unit, home) in BUILT_IN:
            return Amount.exactly(BUILT_IN[unit, home])
        known = self.units[unit]
        worth = self.quantity(known.is_)(context)
        further = self.rate(known.of, home, context)
        if further.is_exact:
            return worth.times(further.least)
        return Amount(
            worth.least * further.least,
            None if worth.most is None or further.most is None else worth.most * further.most,
        )

    def recorded(self, value: Value | None, home: str | None, context: Context) -> Amount:
        """Return a recorded number or amount in the unit of its field; anything while it is not recorded."""
        if value is None:
            return ANYTHING
        if isinstance(value, Quantity):
            return self.converted(value, home, context)
        return Amount.exactly(value if isinstance(value, Fraction) else 0)

    def converted(self, quantity: Quantity, home: str | None, context: Context) -> Amount:
        """Return a recorded amount in the unit of its field."""
        if home is None or quantity.unit == home:
            return quantity.amount
        return self.rate(quantity.unit, home, context).times(quantity.number)


def gap_of(where: str, name: str, field: Field | None, kind: GapKind = GapKind.NOT_RECORDED) -> Gap:
    """Return the gap of a fact; of one that is worked out, that of the text which tells it."""
    return Gap(kind=kind, fact=f"{where}.{name if field is None else field.written}", needs=needs(field))


def needs(field: Field | None) -> tuple[str, ...]:
    """Return the values that a missing fact may take, where the vocabulary closes them."""
    if field is None:
        return ()
    if field.readability_of is not None:
        return (f"{FEWEST_WORDS} words or more",)
    if field.kind == "yes_no":
        return ("true", "false")
    return field.values
