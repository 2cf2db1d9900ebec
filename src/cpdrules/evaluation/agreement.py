"""A requirement that is still open: judged for each value that its items' unknown facts may take.

Two parts of a block may each be open because of one fact about one item, while together they are decided
whatever it is. Judging for each choice, and keeping what all agree on, may only decide more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice, product

import attrs

from cpdrules.evaluation.context import Context
from cpdrules.evaluation.items import options_of
from cpdrules.evaluation.plan import Plan
from cpdrules.evaluation.worlds import hull, merged_allotted, merged_credits, merged_working
from cpdrules.records.bound import Value
from cpdrules.report.finding import Finding, Reason
from cpdrules.semantics import Verdict, all_of

MOST_CHOICES = 64
Judge = Callable[[Context], Finding]
_ITEM_FACT = re.compile(r"([^\[]+)\[([^\]]+)\]\.(.+)")


@attrs.frozen
class ItemFact:
    """An unknown fact of one item, and what it may turn out to be."""

    list: str
    item: str
    field: str
    options: tuple[Value, ...]


def agreed(plan: Plan, judge: Judge, context: Context) -> Finding:
    """Judge a requirement; if it stays open, keep what all choices of its items' unknown facts agree on.

    With more than 64 choices, or none, the first finding stands.
    """
    found = judge(context)
    if found.verdict.decided or not (facts := open_facts(plan, [found])):
        return found
    each: list[Finding] = []
    told = Verdict(0)
    for choice in choices(context, facts):
        each.append(judged_once(judge, choice))
        told |= each[-1].verdict
        if found.verdict in told:  # nothing that the others come to can decide more
            return found
    return settled(found, told, facts, each)


def verdict_of_all(
    plan: Plan, judges: Sequence[Judge], context: Context, found: Sequence[Finding]
) -> Verdict:
    """Return the verdict on the whole: that of all requirements that decide, for each choice of open facts.

    One fact may leave two requirements open of which, whatever it is, one is not met.
    """
    binding = [index for index, each in enumerate(found) if each.level == "must"]
    verdict = all_of([found[index].verdict for index in binding])
    is_open = [index for index in binding if not found[index].verdict.decided]
    if verdict.decided or len(is_open) < 2:
        return verdict
    facts = open_facts(plan, [found[index] for index in is_open])
    told = Verdict(0)
    for each in choices(context, facts):
        verdicts = [
            judged_once(judges[index], each).verdict if index in is_open else found[index].verdict
            for index in binding
        ]
        told |= all_of(verdicts)
        if verdict in told:
            return verdict
    return told or verdict


def judged_once(judge: Judge, context: Context) -> Finding:
    """Judge a requirement in the context of a choice, or return what was found there before."""
    key = ("finding", judge)
    if key not in context.kept:
        context.kept[key] = judge(context)
    found: Finding = context.kept[key]
    return found


def settled(found: Finding, verdict: Verdict, facts: Sequence[ItemFact], each: Sequence[Finding]) -> Finding:
    """Return a finding with what all choices agree on; its parts stay those of the open record.

    Its amount may be narrower than that of the open record, so its rows are taken from the choices too.
    """
    told = tuple(f"{fact.list}[{fact.item}].{fact.field}" for fact in facts)
    return attrs.evolve(
        found,
        verdict=verdict,
        amount=hull(one.amount for one in each),
        needed=hull(one.needed for one in each),
        shortfall=hull(one.shortfall for one in each),
        score=hull(one.score for one in each),
        reason=Reason("whatever", told) if verdict.decided else found.reason,
        gaps=() if verdict.decided else found.gaps,
        credits=merged_credits(each) if found.credits else (),
        allotted=merged_allotted(each) if found.allotted else (),
        working=merged_working(each) if found.working else (),
    )


def open_facts(plan: Plan, found: Sequence[Finding]) -> list[ItemFact]:
    """Return the unknown facts of items that findings wait for and a vocabulary closes; none if too many."""
    addresses = dict.fromkeys(gap.fact for top in found for each in top.walk() for gap in each.gaps)
    facts, size = [], 1
    for address in addresses:
        told = _ITEM_FACT.fullmatch(address)
        section = plan.sections.get(told[1]) if told else None
        field = section.field(told[3]) if told and section else None
        options = options_of(field, plan) if field is not None else []
        if told and options:
            facts.append(ItemFact(told[1], told[2], told[3], tuple(options)))
            size *= len(options)
    return facts if size <= MOST_CHOICES else []


@attrs.define
class Choices:
    """The case with each choice of some facts, made when it is first asked for and kept."""

    made: list[Context]
    rest: Iterator[Context]

    def __iter__(self) -> Iterator[Context]:
        """Yield those that were made, and then make the others."""
        for number in count():
            if number == len(self.made):
                self.made.extend(islice(self.rest, 1))
            if number == len(self.made):
                return
            yield self.made[number]


def choices(context: Context, facts: Sequence[ItemFact]) -> Choices:
    """Return the case with each choice of some facts written down; nothing for no facts.

    They are made once for all requirements that wait for the same facts, so that what holds for the record
    with a choice, as the ledgers do, is worked out once, too.
    """
    key = ("choices", tuple(facts))
    if key not in context.kept:
        context.kept[key] = Choices([], chosen_contexts(context, facts))
    found: Choices = context.kept[key]
    return found


def chosen_contexts(context: Context, facts: Sequence[ItemFact]) -> Iterator[Context]:
    """Yield the case with each choice of some facts written down."""
    supposed = context.bound.supposed | {(fact.item, fact.field) for fact in facts}
    for values in product(*(fact.options for fact in facts)) if facts else ():
        chosen: dict[tuple[str, str], dict[str, Value]] = {}
        for fact, value in zip(facts, values, strict=True):
            chosen.setdefault((fact.list, fact.item), {})[fact.field] = value
        lists = dict(context.bound.lists)
        for name in dict.fromkeys(fact.list for fact in facts):
            lists[name] = tuple(
                attrs.evolve(thing, values={**thing.values, **chosen.get((name, thing.id), {})})
                for thing in lists[name] or ()
            )
        bound = attrs.evolve(context.bound, lists=lists, supposed=supposed)
        yield attrs.evolve(context, bound=bound, kept={}, cache={})
