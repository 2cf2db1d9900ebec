"""No silent default: each choice that schemes make differently is asked for by name when it is left out."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cpdrules import RuleSetError, load, loads
from cpdrules.rules.choices import CHOICES as CHOICES_OF_THE_LANGUAGE

FILE = Path(__file__).parent / "choices.cpd.yaml"
LONGEST = 600

OF_NOTHING = {
    "if_none: met": "nobody fails by having nothing",
    "if_none: not_met": "having nothing fails",
    "if_none: not_applicable": "left out of the verdict",
}

CHOICES = {
    "in_force_at": {
        "in_force_at: period_start": "holds from the next one on",
        "in_force_at: period_end": "the period in which it changes",
        "in_force_at: day_of_judging": "judged by today's number",
    },
    "periods.year.leap_day": {"28 February": "end a day earlier", "1 March": "end on 28 February"},
    "periods.lately.ending": {
        "ending: period_end": "on whichever day it is judged",
        "ending: day_of_judging": "moves on with every day",
        "a date of the record": "a day of their own",
    },
    "parameters.needed.cases.-1": {
        "otherwise: 0": "nothing is asked",
        "otherwise: to_be_set": "open until",
        "a number": "so much is asked",
    },
    "parameters.needed.take": {
        "take: first": "the order of the rows",
        "take: highest": "asks most",
        "take: sum": "is added up",
    },
    "parameters.needed.as_at": {
        "as_at: period_start": "begins during the period changes nothing",
        "as_at: period_end": "over by then changes nothing",
        "as_at: day_of_judging": "may differ from one judging to the next",
        "as_at: any_day": "one day of the period is enough",
    },
    "parameters.needed.reduce.0.of": {
        "of: 1": "of 0.5, half is asked",
        "of: 12": "of 6, half is asked",
        "a number": "leaves all that is asked",
    },
    "parameters.needed.reduce.1.round.toward": {
        "toward: down": "1.5 is 1",
        "toward: up": "1.2 is 2",
        "toward: nearest": "1.4 is 1 and 1.5 is 2",
    },
    "measures.hours.limits.0.count_at_most.of": {
        "of: claimed": "all that is recorded",
        "of: counted": "what counts in the end",
        "a parameter": "after its reductions",
    },
    "measures.hours.repeats.keep": {
        "keep: earliest": "the later ones count for",
        "keep: latest": "the earlier ones",
    },
    "measures.hours.repeats.within": {
        "within: period": "counts again in the next period",
        "within: ever": "counts once",
        "a named period": "once in each such period",
    },
    "measures.hours.carry_over.excess_over": {
        "a parameter": "what is asked of this person",
        "a number": "the same for everyone",
    },
    "measures.hours.carry_over.which": {
        "which: earliest": "done first in the period moves on",
        "which: latest": "done last moves on",
        "which: any": "leave the person most",
    },
    "measures.hours.carry_over.count_at_most": {
        "a number": "beyond it lapses",
        "a percentage of a parameter": "follows what is asked",
    },
    "measures.hours.carry_over.into_next": {
        "into_next: 1": "does not use lapses",
        "into_next: 2": "the one after may still use it",
    },
    "measures.hours.carry_over.used_first": {
        "used_first: own": "only fills what is still missing",
        "used_first: carried": "more of its own hours are left",
    },
    "measures.hours.carry_over.again": {
        "again: true": "from period to period",
        "again: false": "hours of the period itself",
    },
    "measures.hours.carry_over.under_limits": {
        "under_limits: true": "may be cut",
        "under_limits: false": "own items alone",
    },
    "measures.hours.carry_over.as": {
        "as: {topic: general}": "wherever its topic is asked for",
        "as: nothing": "for no part that a `where` picks",
    },
    "measures.made_up.make_up.within": {
        "within: {months: 3}": "after the third month of the next period come too late",
        "within: {years: 1}": "any hours of the next year",
    },
    "measures.made_up.make_up.which": {
        "which: earliest": "those done last are left",
        "which: latest": "those done first are left",
    },
    "measures.made_up.make_up.counts_again": {
        "counts_again: true": "used twice",
        "counts_again: false": "their own period lacks them",
    },
    "measures.away.part": {
        "part: counted": "one and a day are two",
        "part: ignored": "one and a day are one",
    },
    "measures.silence.edges": {
        "edges: counted": "at either end of the period",
        "edges: ignored": "only the time between two items",
    },
    "measures.score.not_applicable": {
        "not_applicable: left_out": "the other parts alone",
        "not_applicable: full_marks": "as if it were met",
        "not_applicable: nothing": "as if it were not met",
    },
    "requirements.0.late": {
        "late: not_met": "a day late does not help",
        "late: {accepted_for: {weeks: 2}}": "said to be late",
    },
    "requirements.1.inside": {
        "inside: enough": "counts there too",
        "allocate: <measure>": "counts for no other",
    },
    "requirements.3.items": {
        "items: divisible": "one item may fill two parts",
        "items: whole": "fills one part",
    },
    "requirements.4.if_none": OF_NOTHING,
    "requirements.5.if_none": OF_NOTHING,
    "requirements.6.in_every.within": {
        "within: <period>": "none joins two of them",
        "across: <period>": "begin in the one before",
    },
    "requirements.10.judges.made_in": {
        "made_in: period": "answer anew",
        "made_in: ever": "however old",
    },
    "requirements.10.combine": {
        "combine: lowest": "one doubt is enough",
        "combine: middle": "more than half",
        "combine: highest": "one good answer is enough",
        "combine: {agree: {percent: 75}}": "that so many give, or better",
    },
}
"""Where each choice is made: the answers that the fault has to name, and words of what it says that each changes."""

ELSEWHERE = {
    ("CompareGroups", "if_none"): "tests/malformed/rules/groups-of-one.yaml and its like",
    ("ForSome", "if_none"): "as of `for_each`",
    ("Field", "formula"): "tests/malformed/rules/readability-without-a-formula.yaml",
}
"""Choices that are not left out above, and where their fault is."""


def whole() -> Any:
    """Return the rules in which every choice is made."""
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def without(path: str) -> Any:
    """Return the rules in which one choice is left out."""
    rules = whole()
    *way, last = [int(word) if word.lstrip("-").isdigit() else word for word in path.split(".")]
    inner = rules
    for word in way:
        inner = inner[word]
    del inner[last]
    return rules


def told(rules: Any) -> list[Any]:
    """Return what is told of rules when they are loaded."""
    with pytest.raises(RuleSetError) as caught:
        loads(json.dumps(rules, indent=1), name="choices.json")
    return list(caught.value.diagnostics)


def test_all_choices_made_is_a_rule_set() -> None:
    assert load(FILE).id == "conformance/choices"
    assert loads(json.dumps(copy.deepcopy(whole())), name="choices.json").id == "conformance/choices"


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_left_out_is_asked_for(path: str) -> None:
    (fault,) = told(without(path))
    assert (fault.code, fault.severity) == ("R026", "error")
    assert fault.span is not None
    assert fault.message.endswith("?")
    assert len(str(fault)) < LONGEST
    for (answer, effect), said in zip(CHOICES[path].items(), answers(fault.hint), strict=True):
        assert said[0].strip("`").endswith(answer), said
        assert effect in said[1], said


def answers(hint: str) -> list[tuple[str, str]]:
    """Return the answers that a hint names, each with what it says of it in brackets."""
    assert hint.startswith("say ")
    return re.findall(r"(`[^`]+`|a [a-z ]+) \(([^()]+)\)", hint)


def test_every_choice_of_the_language_is_left_out_here() -> None:
    known = [
        (home, each.word)
        for home, choices in CHOICES_OF_THE_LANGUAGE.items()
        for each in choices
        if (home, each.word) not in ELSEWHERE
    ]
    asked = {fault.message for path in CHOICES for fault in told(without(path))}
    unasked = [
        (home, word)
        for home, word in known
        if not any(each.word == word and each.question in asked for each in CHOICES_OF_THE_LANGUAGE[home])
    ]
    assert unasked == []
