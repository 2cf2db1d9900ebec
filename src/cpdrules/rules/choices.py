"""What schemes decide differently: each question with its answers, and what each answer changes.

This is the one place where they stand. A fault that asks for a choice, the page of choices and the schema all say
what stands here.
"""

from __future__ import annotations

from cpdrules.rules.choice import Choice

IF_NONE = {
    "met": "nobody fails by having nothing",
    "not_met": "having nothing fails",
    "not_applicable": "it is left out of the verdict, and fails nobody",
}

CHOICES: dict[str, tuple[Choice, ...]] = {
    "RuleSet": (
        Choice(
            "in_force_at",
            "which day chooses among its dated values?",
            {
                "period_start": "a number that changes during a period holds from the next one on",
                "period_end": "it holds for the whole of the period in which it changes",
                "day_of_judging": "an old period is judged by today's number",
            },
        ),
    ),
    "Repeating": (
        Choice(
            "leap_day",
            "which day stands for 29 February in years that lack it?",
            {
                "28 February": "periods end a day earlier, on 27 February",
                "1 March": "periods end on 28 February",
            },
        ),
    ),
    "LookBack": (
        Choice(
            "ending",
            "which day is its last?",
            {
                "period_end": "it is the same stretch on whichever day it is judged",
                "day_of_judging": "it moves on with every day",
                "a date of the record": "each person's ends on a day of their own",
            },
        ),
    ),
    "ParameterCase": (
        Choice(
            "otherwise",
            "what is it for people whom no row takes?",
            {
                "0": "nothing is asked of them",
                "to_be_set": "it is open until whoever adopts the rules sets it",
                "a number": "so much is asked of everyone else",
            },
        ),
    ),
    "Parameter": (
        Choice(
            "take",
            "which row counts for a person who meets several?",
            {
                "first": "the order of the rows decides",
                "highest": "the row that asks most",
                "sum": "what all these rows ask is added up",
            },
        ),
        Choice(
            "as_at",
            "on which day does this have to hold?",
            {
                "period_start": "what begins during the period changes nothing",
                "period_end": "what is over by then changes nothing",
                "day_of_judging": "the number may differ from one judging to the next",
                "any_day": "one day of the period is enough",
            },
        ),
    ),
    "InProportion": (
        Choice(
            "of",
            "which number means no reduction?",
            {
                "1": "the fact is a share of the whole: of 0.5, half is asked",
                "12": "it counts the months of a year: of 6, half is asked",
                "a number": "as much as that, or more, leaves all that is asked",
            },
        ),
    ),
    "Round": (
        Choice(
            "toward",
            "which way is it rounded?",
            {
                "down": "to whole ones, 1.5 is 1",
                "up": "1.2 is 2",
                "nearest": "1.4 is 1 and 1.5 is 2",
            },
        ),
    ),
    "Percent": (
        Choice(
            "of",
            "what is it a percentage of?",
            {
                "claimed": "of all that is recorded, what the limits cut included",
                "counted": "of what counts in the end, which is less",
                "a parameter": "of what is asked, after its reductions, however much is recorded",
            },
        ),
    ),
    "Repeats": (
        Choice(
            "within",
            "how far apart are two items still repeats?",
            {
                "period": "the same thing counts again in the next period",
                "ever": "it counts once, whenever that was",
                "a named period": "it counts once in each such period",
            },
        ),
        Choice(
            "keep",
            "which of several items that are the same counts?",
            {
                "earliest": "the later ones count for nothing",
                "latest": "the earlier ones count for nothing, and one counted already may stop counting",
            },
        ),
    ),
    "CarryOver": (
        Choice(
            "excess_over",
            "what has to be exceeded before anything moves on?",
            {
                "a parameter": "what is asked of this person, after its reductions",
                "a number": "the same for everyone, whatever is asked",
            },
        ),
        Choice(
            "which",
            "which of the period's hours are the excess?",
            {
                "earliest": "what was done first in the period moves on",
                "latest": "what was done last moves on",
                "any": "whichever hours leave the person most",
            },
        ),
        Choice(
            "count_at_most",
            "how much may move on from one period?",
            {
                "a number": "what is beyond it lapses",
                "a percentage of a parameter": "it follows what is asked of the person",
            },
        ),
        Choice(
            "into_next",
            "how many of the next periods may use it?",
            {
                "1": "what the next period does not use lapses",
                "2": "the one after may still use it",
            },
        ),
        Choice(
            "used_first",
            "which hours does a later period use up first?",
            {
                "own": "what was carried in only fills what is still missing, and may lapse",
                "carried": "more of its own hours are left, and may be excess",
            },
        ),
        Choice(
            "again",
            "may what was carried in move on again?",
            {
                "true": "what is not used may move on from period to period",
                "false": "only hours of the period itself are excess",
            },
        ),
        Choice(
            "under_limits",
            "do the measure's limits hold for what is carried in too?",
            {
                "true": "what is carried in may be cut, or leave less room for own hours",
                "false": "they cut a period's own items alone",
            },
        ),
        Choice(
            "as",
            "which facts has what is carried in, now that only some items are asked for?",
            {
                "{topic: general}": "it counts wherever its topic is asked for, and nowhere else",
                "nothing": "it counts for the whole, and for no part that a `where` picks",
            },
        ),
    ),
    "MakeUp": (
        Choice(
            "within",
            "until when can a shortfall be made good?",
            {
                "{months: 3}": "hours after the third month of the next period come too late",
                "{years: 1}": "any hours of the next year will do, and the verdict is open until it ends",
            },
        ),
        Choice(
            "which",
            "which of the next period's hours go back first?",
            {
                "earliest": "those done last are left for their own period",
                "latest": "those done first are left for it",
            },
        ),
        Choice(
            "counts_again",
            "do hours that made a shortfall good count in their own period too?",
            {
                "true": "they are used twice",
                "false": "their own period lacks them",
            },
        ),
    ),
    "TimeBase": (
        Choice(
            "part",
            "what does a part of a week or month count?",
            {
                "counted": "one and a day are two",
                "ignored": "one and a day are one",
            },
        ),
    ),
    "LongestGap": (
        Choice(
            "edges",
            "is the time before the first item and after the last a gap too?",
            {
                "counted": "a silence at either end of the period counts",
                "ignored": "only the time between two items counts: one item alone has no gap",
            },
        ),
    ),
    "Score": (
        Choice(
            "not_applicable",
            "what is a part worth that does not apply?",
            {
                "left_out": "the other parts alone make up the score",
                "full_marks": "it counts as if it were met",
                "nothing": "it counts as if it were not met",
            },
        ),
    ),
    "RequirementBase": (
        Choice(
            "late",
            "what is it when it is met after the due day?",
            {
                "not_met": "what comes a day late does not help",
                "{accepted_for: {weeks: 2}}": "for so long it is met, and said to be late",
            },
        ),
        Choice(
            "combine",
            "how do the answers of several judges make one?",
            {
                "lowest": "one doubt is enough",
                "middle": "the best answer that more than half give, or better",
                "highest": "one good answer is enough",
                "{agree: {percent: 75}}": "the best answer that so many give, or better",
            },
        ),
    ),
    "Judges": (
        Choice(
            "made_in",
            "does an answer of an earlier period still count?",
            {
                "period": "no: the judges answer anew in each period",
                "ever": "yes: the last answer of each judge counts, however old it is",
            },
        ),
    ),
    "Allocate": (
        Choice(
            "items",
            "may one item be split among the parts, or does it go to one of them as a whole?",
            {
                "divisible": "one item may fill two parts, some of it each",
                "whole": "it fills one part, and what that does not need helps no other",
            },
        ),
    ),
    "AddingUp": (
        Choice(
            "inside",
            "does this lie inside a wider requirement, or on top of it?",
            {
                "<requirement>": "what counts here counts there too",
                "allocate: <measure>": "in place of both, as its parts: what counts for one counts for no other",
            },
        ),
    ),
    "AmountOf": (
        Choice("if_none", "what is the verdict when there is nothing to take a share of?", IF_NONE),
    ),
    "ForEach": (Choice("if_none", "what is the verdict when there is nothing to go through?", IF_NONE),),
    "ForSome": (Choice("if_none", "what is the verdict when there is nothing to go through?", IF_NONE),),
    "CompareGroups": (Choice("if_none", "what is the verdict when no group can be shown?", IF_NONE),),
    "Windows": (
        Choice(
            "within",
            "may a run of periods begin before the judged period?",
            {
                "within: <period>": "no: a run lies inside one such period, so none joins two of them",
                "across: <period>": "yes: a run may begin in the one before, so what was done then still decides",
            },
        ),
    ),
    "Field": (
        Choice(
            "formula",
            "by which formula is the readability worked out?",
            {
                "ari": "a school grade, made for English",
                "lix": "20 is very easy, 60 very hard, in other languages too",
            },
        ),
    ),
}
"""The choices, by the rule type that says the key."""


def choice(rule_type: type, word: str) -> Choice | None:
    """Return what a key of a rule type decides; None where it is no choice that schemes make differently."""
    found = (each for base in rule_type.__mro__ for each in CHOICES.get(base.__name__, ()))
    return next((each for each in found if each.word == word), None)
