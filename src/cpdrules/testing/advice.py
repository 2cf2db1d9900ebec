"""Which case would tell a changed rule set from the one that is written."""

from __future__ import annotations

from cpdrules.rules.conditions import FieldClause, Moment
from cpdrules.rules.ledger import CarryOver, MakeUp
from cpdrules.rules.measures import Band, CapStep, Limit, Round, Score
from cpdrules.rules.parameters import DatedValue, Parameter, TableRow
from cpdrules.rules.periods import LookBack, Repeating
from cpdrules.rules.requirements import (
    Allocate,
    AllocatedPart,
    AmountOf,
    Fact,
    ForEach,
    ForSome,
    RequirementBase,
    SomeOf,
)
from cpdrules.rules.ruleset import Scale
from cpdrules.rules.vocabulary import DatedEntries, Field, Unit
from cpdrules.testing.mutants import Mutant

DOWN = ("at_most", "more_than")
INSIDE: tuple[tuple[tuple[type, ...], str], ...] = (
    (
        (CarryOver, MakeUp),
        "add a case of several periods in which {was} decides what moves, and expect the amount of {subject}",
    ),
    ((Limit, CapStep), "add a case where more than {was} would count, and expect the amount of {subject}"),
    ((Band,), "add a case with a score of exactly {was} and one just below, and expect the `band`"),
    ((Scale,), "add a case with the answer `{called}`, and expect the `score`"),
    ((Unit,), "add a case with an amount in `{called}`, and expect the amount of {subject}"),
    ((Round,), "add a case with an item that is rounded, and expect the amount of {subject}"),
    (
        (Moment, Repeating, LookBack),
        "add a case just within this length of time and one just outside, and expect {subject}",
    ),
)
"""The case that tells a number from the next, by the rule that it stands in."""


def advice(mutant: Mutant) -> str:
    """Say which case to add."""
    subject = f"`{mutant.near[0]}`" if mutant.near else "what rests on it"
    match mutant.change.kind:
        case "level":
            return f"add a case where {subject} alone is not met, and expect the verdict on the whole"
        case "relation" if fact_of(mutant):
            return f"add a case where {fact_of(mutant)} stands exactly at the line, and expect {subject}"
        case "relation":
            return f"add a case where {subject} stands exactly at the line"
        case "value":
            return f"add a case with `{mutant.change.was}`, and expect {subject}"
        case "part":
            return f"add a case where it changes what counts, and expect the amount of {subject}"
        case "choice":
            return of_choice(mutant, subject)
        case "day":
            return of_day(mutant, subject)
        case _:
            return of_number(mutant, subject)


def fact_of(mutant: Mutant) -> str:
    """Return the fact that a changed value is asked of; nothing where it is no question to a fact."""
    for each in mutant.spot.rules:
        match each:
            case FieldClause(path=path) | Fact(fact=path):
                return f"`{path}`"
            case RequirementBase():
                return ""
    return ""


def of_choice(mutant: Mutant, subject: str) -> str:
    """Say which case tells one choice from another."""
    match mutant.spot.owner:
        case Allocate() if mutant.spot.field == "items":
            return f"add a case where {subject} is met only if an item is divided"
        case ForEach() | ForSome() if mutant.spot.field == "if_none":
            return f"add a case with nothing for {subject} to go through"
        case AmountOf() if mutant.spot.field == "if_none":
            return f"add a case with nothing of which {subject} takes a share"
        case Score():
            return "add a case where a part does not apply, and expect the `score`"
        case Parameter():
            return f"add a case for somebody whom several rows take, and expect `needed` of {subject}"
        case Scale():
            return f"add a case with the answer `{mutant.change.new}`, and expect the verdict of {subject}"
        case Field():
            return f"add a case where `{mutant.spot.owner.name}` is not written, and expect {subject}"
        case _:
            was, new = mutant.change.was, mutant.change.new
            return f"add a case where {subject} comes out one way with `{was}` and another with `{new}`"


def of_day(mutant: Mutant, subject: str) -> str:
    """Say which cases tell one day from the next."""
    days = f"{mutant.change.was}, and one on the day before"
    match mutant.spot.owner:
        case DatedValue():
            return f"add a case that is judged as of {days}, and expect `needed` of {subject}"
        case DatedEntries():
            chosen = f"add a case for which {mutant.change.was} chooses the entries"
            return f"{chosen}, and one for which the day before does, and expect {subject}"
        case Repeating() | LookBack():
            return f"add a case with something on {days}, and expect {subject}"
        case _:
            return f"add a case on {days}, and expect {subject}"


def of_number(mutant: Mutant, subject: str) -> str:
    """Say which cases tell one number from the next."""
    was = mutant.change.was
    around = mutant.spot.rules
    part = next((each.id for each in around if isinstance(each, AllocatedPart)), None)
    if part is not None and mutant.called == "at_least":
        return f"add a case where all items together fill `{part}` and the other parts, with nothing to spare"
    for kinds, case in INSIDE:
        if any(isinstance(each, kinds) for each in around):
            return case.format(was=was, called=mutant.called, subject=subject)
    if mutant.called == "weight":
        return f"add a case where {subject} is not met and another part is, and expect the `score`"
    if isinstance(mutant.spot.owner, TableRow):
        row = was if mutant.spot.field == "at_least" else "this row"
        return (
            f"add a case that reads the table at {row}, and one just below, and expect `needed` of {subject}"
        )
    if mutant.called in ("at_least", "at_most", "more_than", "less_than"):
        side = "above" if mutant.called in DOWN else "below"
        if fact := fact_of(mutant):
            return f"add a case where {fact} is exactly {was} and one just {side}, and expect {subject}"
        held = f"{was} of its parts met" if isinstance(mutant.spot.above[-2][1], SomeOf) else was
        return f"add a case where {subject} has exactly {held}, and one just {side}"
    if any(isinstance(each, Parameter) and each.reduce for each in around):
        return f"add a case for somebody for whom {was} is what counts, and expect `needed` of {subject}"
    return f"add a case where {subject} turns on exactly {was}, and one just beside it"
