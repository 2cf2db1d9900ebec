"""Wrong evaluators, each with one fault that a person might write: the laws have to see the difference.

A mutant takes pytest's `monkeypatch` and puts the fault in. Rule sets made ready before are forgotten.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from cpdrules.evaluation import (
    agreement,
    allocations,
    amounts,
    columns,
    conditions,
    context,
    evaluate,
    excess,
    items,
    loops,
    measures,
    parameters,
    plan,
    prepare,
    requirements,
    steps,
    truth,
)
from cpdrules.loading import bind, extends, tightening
from cpdrules.rules.amended import Effect
from cpdrules.semantics import Amount, Period, Verdict, all_of, cadence
from laws.cases import loaded

Mutant = Callable[[Any], None]


def fresh() -> None:
    """Forget every rule set that was made ready."""
    prepare._ENGINES.clear()
    loaded.cache_clear()


def unknown_read_as(answer: int) -> Mutant:
    """A condition that is not known is taken to be false, or true."""

    def put_in(patch: Any) -> None:
        ask = conditions.Prepared.ask
        patch.setattr(
            conditions.Prepared, "ask",
            lambda self, *given: answer if (told := ask(self, *given)) == truth.UNKNOWN else told,
        )  # fmt: skip

    return put_in


def nothing_is_open(patch: Any) -> None:
    """Every record is taken to be complete."""
    patch.setattr(context.Context, "openness", lambda self, name: context.CLOSED)


def complete_is_open(patch: Any) -> None:
    """Completeness is read the wrong way round."""
    held = context.Context.openness
    patch.setattr(
        context.Context, "openness", lambda self, name: context.Openness(not held(self, name).is_open)
    )


def unknown_amount_is_zero(patch: Any) -> None:
    """An amount that is not recorded is taken to be nothing."""
    from cpdrules.evaluation import families, plan

    patch.setattr(plan, "ANYTHING", Amount.exactly(0))
    patch.setattr(families.Family, "narrowed", lambda self, recorded, thing, context: recorded)


def limits_for_each_item(patch: Any) -> None:
    """A ceiling is put on every item, and not on all of them together."""

    def one_by_one(rows: Any, ceilings: Any) -> Any:
        told = [whole([row], ceilings) for row in rows]
        most = [each.most for each in told]
        return attrs.evolve(
            whole(rows, ceilings),
            least=sum((each.least for each in told), Fraction(0)),
            most=None if None in most else sum(most, Fraction(0)),
        )

    whole = measures.tally
    patch.setattr(measures, "tally", one_by_one)


def more_for_at_least(patch: Any) -> None:
    """`>` stands where `>=` should."""
    held = amounts.compare

    def compare(amount: Any, relation: Any, needed: Any) -> Any:
        return held(
            amount, amounts.Relation.MORE_THAN if relation is amounts.Relation.AT_LEAST else relation, needed
        )

    patch.setattr(amounts, "compare", compare)


def not_applicable_is_met(patch: Any) -> None:
    """A part that does not apply counts as met."""
    held, neutral = requirements.combined, Verdict.NOT_APPLICABLE
    patch.setattr(
        requirements, "combined",
        lambda parts, quorum: held([Verdict.MET if p is neutral else p for p in parts], quorum),
    )  # fmt: skip


def should_decides(patch: Any) -> None:
    """The verdict of the whole rests on every requirement."""
    held = evaluate.judge_record

    def judge(*given: Any, **named: Any) -> Any:
        report = held(*given, **named)
        return attrs.evolve(report, verdict=all_of([finding.verdict for finding in report.findings]))

    patch.setattr(evaluate, "judge_record", judge)


def gaps_are_dropped(patch: Any) -> None:
    """A report does not say what is missing."""
    patch.setattr(evaluate, "gathered", lambda findings: ())


def last_day_is_out(patch: Any) -> None:
    """The last day of a period is not in it."""
    held = conditions.in_window

    def in_window(thing: Any, section: Any, ctx: Any) -> int:
        day = thing.values.get(section.dated_by or "")
        return truth.FALSE if ctx.window and day == ctx.window.last else held(thing, section, ctx)

    everywhere(patch, "in_window", in_window)
    within = columns.Column.within

    def within_but_the_last(self: Any, window: Any) -> list[int]:
        days = [thing.values.get(self.dated_by or "") for thing in self.things]
        return [place for place in within(self, window) if window is None or days[place] != window.last]

    patch.setattr(columns.Column, "within", within_but_the_last)


def periods_are_ignored(patch: Any) -> None:
    """Everything that was ever recorded counts."""
    everywhere(patch, "in_window", lambda thing, section, ctx: truth.TRUE)
    patch.setattr(columns.Column, "within", lambda self, window: range(len(self.things)))


def everywhere(patch: Any, name: str, instead: Any) -> None:
    """Put a function in the place of another in every module that uses it."""
    for module in (conditions, items, loops):
        patch.setattr(module, name, instead)


def first_items_fill_limits(patch: Any) -> None:
    """What is written first is counted, and no more than two items."""
    held = measures.tally

    def tally(rows: Any, ceilings: Any) -> Any:
        return held(
            [*rows[:2], *(attrs.evolve(row, cases=(measures.NOTHING,)) for row in rows[2:])], ceilings
        )

    summed = measures.exact_sum
    patch.setattr(bind, "in_order", lambda things, section: things)
    patch.setattr(measures, "tally", tally)
    patch.setattr(measures, "exact_sum", lambda amounts: summed(amounts[:2]))


def sums_are_floats(patch: Any) -> None:
    """Amounts go through binary fractions."""
    held = plan.Plan.converted

    def converted(self: Any, *given: Any) -> Any:
        amount = held(self, *given)
        return Amount(
            Fraction(float(amount.least)), None if amount.most is None else Fraction(float(amount.most))
        )

    patch.setattr(plan.Plan, "converted", converted)


def remembers_the_last_record(patch: Any) -> None:
    """Something is kept from one judging to the next."""
    held, turns = evaluate.judge_record, itertools.count()

    def judge(*given: Any, **named: Any) -> Any:
        return attrs.evolve(held(*given, **named), title=f"report {next(turns)}")

    patch.setattr(evaluate, "judge_record", judge)


def rows_are_lost(patch: Any) -> None:
    """The ledger leaves out what does not count."""
    held = measures.Total.__call__

    def total(self: Any, ctx: Any, brought: Any = None) -> Any:
        outcome = held(self, ctx, brought)
        return attrs.evolve(outcome, credits=tuple(c for c in outcome.credits if c.possible != 0))

    patch.setattr(measures.Total, "__call__", total)


def gaps_are_lost_on_the_way(patch: Any) -> None:
    """A report as plain data leaves something out."""
    from cpdrules.report import plain as plain_data

    held = plain_data.to_plain
    patch.setattr(plain_data, "to_plain", lambda report: held(attrs.evolve(report, gaps=(), findings=())))


def only_the_first_choice(patch: Any) -> None:
    """Of all that an unknown fact may turn out to be, only one is looked at."""
    held = agreement.choices
    patch.setattr(agreement, "choices", lambda *given: itertools.islice(held(*given), 1))


def zero_is_no_limit(patch: Any) -> None:
    """A limit of nothing is taken to be none."""
    held = measures.tally

    def tally(rows: Any, ceilings: Any) -> Any:
        wide = Amount.exactly(10**6)
        return held(
            rows,
            [attrs.evolve(c, cap=wide) if c.cap is not None and c.cap.most == 0 else c for c in ceilings],
        )

    patch.setattr(measures, "tally", tally)


def nothing_asked_holds_of_nothing(patch: Any) -> None:
    """A condition that asks nothing holds of no item."""
    for word in ("ask", "told"):
        held = getattr(conditions.Prepared, word)
        patch.setattr(
            conditions.Prepared, word,
            lambda self, *given, held=held: held(self, *given) if self.clauses else truth.FALSE,
        )  # fmt: skip


def periods_end_on_the_day(patch: Any) -> None:
    """A period that is asked for reaches to the day of judging."""
    held = evaluate.judge_record

    def judge(ruleset: Any, record: Any, on: Any, period: Any, **named: Any) -> Any:
        return held(ruleset, record, on, period and Period(period.first, on), **named)

    patch.setattr(evaluate, "judge_record", judge)


def years_of_365_days(patch: Any) -> None:
    """A year is 365 days, and a month a twelfth of that."""
    patch.setattr(
        cadence, "ordinal", lambda anchor, months, days, leap: anchor.toordinal() + months * 365 // 12 + days
    )


def months_from_the_one_before(patch: Any) -> None:
    """Each period is counted from the one before it."""

    def start(self: Any, number: int) -> int:
        day = self.anchor
        for _ in range(number):
            day = datetime.date.fromordinal(
                cadence.ordinal(day, self.length.in_months, self.length.in_days, self.leap)
            )
        return day.toordinal() if number >= 0 else held(self, number)

    held = cadence.Cadence._start
    patch.setattr(cadence.Cadence, "_start", start)


def today_is_asked(patch: Any) -> None:
    """The machine is asked which day it is."""
    held = evaluate.judge_record

    def judge(ruleset: Any, record: Any, on: Any, period: Any, **named: Any) -> Any:
        today = datetime.datetime.now().date()
        return held(ruleset, record, today, period, **named)

    patch.setattr(evaluate, "judge_record", judge)


def shares_of_what_counts(patch: Any) -> None:
    """A share of what is claimed is taken of what is counted."""
    held = measures.tally

    def tally(rows: Any, ceilings: Any) -> Any:
        other = [
            attrs.evolve(c, of_claimed=None, of_counted=c.of_claimed) if c.of_claimed is not None else c
            for c in ceilings
        ]
        return held(rows, other)

    patch.setattr(measures, "tally", tally)


def steps_backwards(patch: Any) -> None:
    """The last step is done first."""

    def do(self: Any, amount: Any, thing: Any, ctx: Any) -> Any:
        for step in reversed(self.done):
            amount = step(amount, thing, ctx)
        return amount

    patch.setattr(steps.Steps, "__call__", do)


def carried_without_limit(patch: Any) -> None:
    """All that is left over is carried on."""
    patch.setattr(excess, "lower", lambda one, other: one)


def passed_on(patch: Any) -> None:
    """What was carried in is carried on."""
    held = excess.excess
    patch.setattr(excess, "excess", lambda own, total, needed, own_first, again: held(
        own, total, needed, own_first=own_first, again=True
    ))  # fmt: skip


def hours_serve_every_part(patch: Any) -> None:
    """What serves one part serves the next as well."""
    held = allocations.divided

    def divided(supplies: Any, demand: Any) -> Any:
        doubled = [each for each in supplies for _ in range(2)]
        return held(doubled, demand)

    patch.setattr(allocations, "divided", divided)


def more_time_asks_for_more(patch: Any) -> None:
    """Time above the whole raises what is asked."""
    held = parameters.done

    def done(amount: Any, reduction: Any, *given: Any) -> Any:
        if not hasattr(reduction, "in_proportion_to"):
            return held(amount, reduction, *given)
        part = parameters.number_at(reduction.in_proportion_to, *given)
        return amount.times(part.least / reduction.of)

    patch.setattr(parameters, "done", done)


def levels_are_lost(patch: Any) -> None:
    """An extension reads every requirement of its base as a must."""
    held = extends._check

    def check(ruleset: Any, *given: Any) -> None:
        held(ruleset, *given)
        for requirement in ruleset.requirements:
            object.__setattr__(requirement, "level", "must")

    patch.setattr(extends, "_check", check)


def pulls_the_wrong_way(patch: Any) -> None:
    """A higher minimum is taken to loosen, and a lower one to tighten."""
    other = {Effect.TIGHTENS: Effect.LOOSENS, Effect.LOOSENS: Effect.TIGHTENS}
    pulled = tightening.pulled
    patch.setattr(tightening, "pulled", lambda *given: other.get(told := pulled(*given), told))


def exempting_is_nothing(patch: Any) -> None:
    """To exempt everyone is taken for no loosening."""
    patch.setitem(tightening.TABLE, "exempt", tightening.always(Effect.SAYS))


MUTANTS: dict[str, tuple[Mutant, ...]] = {
    "01_order_of_activities": (first_items_fill_limits,),
    "03_idempotence": (remembers_the_last_record,),
    "06_irrelevance": (periods_are_ignored,),
    "08_more_never_hurts": (first_items_fill_limits,),
    "09_more_never_helps_a_maximum": (first_items_fill_limits,),
    "10_tightening": (zero_is_no_limit,),
    "11_caps": (zero_is_no_limit, limits_for_each_item),
    "12_weakening": (nothing_asked_holds_of_nothing,),
    "13_filling_in": (
        unknown_read_as(truth.FALSE),
        nothing_is_open,
        unknown_amount_is_zero,
        only_the_first_choice,
    ),
    "14_forgetting": (unknown_read_as(truth.TRUE), unknown_read_as(truth.FALSE)),
    "17_unknown_is_not_zero": (unknown_amount_is_zero, gaps_are_dropped),
    "18_three_valued_tables": (not_applicable_is_met,),
    "19_complete_through": (complete_is_open,),
    "20_as_of": (periods_end_on_the_day,),
    "21_open_periods": (nothing_is_open,),
    "22_shift": (years_of_365_days,),
    "23_partition": (last_day_is_out,),
    "24_from_the_anchor": (months_from_the_one_before, years_of_365_days),
    "25_zone_and_clock": (today_is_asked,),
    "26_splitting": (limits_for_each_item,),
    "27_merging": (limits_for_each_item,),
    "28_units": (sums_are_floats,),
    "29_exactness": (more_for_at_least, last_day_is_out, sums_are_floats),
    "30_ledger": (rows_are_lost, limits_for_each_item),
    "31_percentages": (shares_of_what_counts,),
    "32_rounding": (steps_backwards,),
    "33_carry_over": (carried_without_limit, passed_on),
    "34_allocation": (hours_serve_every_part,),
    "35_in_proportion": (more_time_asks_for_more,),
    "36_extends_nothing": (levels_are_lost,),
    "37_equivalents": (not_applicable_is_met,),
    "39_levels": (should_decides,),
    "43_round_trip": (gaps_are_lost_on_the_way,),
    "44_determinism": (remembers_the_last_record,),
    "45_amending": (pulls_the_wrong_way, exempting_is_nothing),
}
