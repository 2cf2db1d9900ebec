"""No silent default: each choice that schemes make differently is asked for by name when it is left out."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from cpdrules import RuleSetError, load, loads

FILE = Path(__file__).parent / "choices.cpd.yaml"

CHOICES = {
    "which day chooses among dated values": ("in_force_at", "period_start, period_end, day_of_judging"),
    "the day for 29 February": ("periods.year.leap_day", "28 February, 1 March"),
    "the last day of a look-back": ("periods.lately.ending", "ending"),
    "the number of everyone else": ("parameters.needed.cases.-1", "otherwise"),
    "which of several rows": ("parameters.needed.take", "first, highest, sum"),
    "the day whose facts choose a row": (
        "parameters.needed.as_at",
        "period_start, period_end, day_of_judging, any_day",
    ),
    "the number that means no reduction": ("parameters.needed.reduce.0.of", "of"),
    "the direction of a rounding": ("parameters.needed.reduce.1.round.toward", "toward"),
    "the base of a percentage": ("measures.hours.limits.0.count_at_most.of", "of"),
    "which of several repeats": ("measures.hours.repeats.keep", "keep"),
    "within what something is a repeat": ("measures.hours.repeats.within", "within"),
    "what an excess exceeds": ("measures.hours.carry_over.excess_over", "excess_over"),
    "which hours are the excess": ("measures.hours.carry_over.which", "which"),
    "how much is carried": ("measures.hours.carry_over.count_at_most", "count_at_most"),
    "how long it may be used": ("measures.hours.carry_over.into_next", "into_next"),
    "carried or own hours first": ("measures.hours.carry_over.used_first", "used_first"),
    "carried again": ("measures.hours.carry_over.again", "again"),
    "whether carried amounts enter the limits": (
        "measures.hours.carry_over.under_limits",
        "under_limits: true, under_limits: false",
    ),
    "until when a shortfall is made good": ("measures.made_up.make_up.within", "within"),
    "which hours make it good": ("measures.made_up.make_up.which", "which"),
    "whether these count again": ("measures.made_up.make_up.counts_again", "counts_again"),
    "what a part of a month counts": ("measures.away.part", "part: counted, part: ignored"),
    "whether the edges of a period end a gap": ("measures.silence.edges", "edges"),
    "what a part that does not apply is worth": ("measures.score.not_applicable", "not_applicable"),
    "whether late is accepted": ("requirements.0.late", "late: not_met, accepted_for"),
    "whether an item divides": ("requirements.2.items", "items: divisible, items: whole"),
    "what a share of nothing means": (
        "requirements.3.if_none",
        "if_none: met, if_none: not_met, if_none: not_applicable",
    ),
    "what an empty list means": ("requirements.4.if_none", "if_none"),
    "whether a run may cross cycles": ("requirements.5.in_every.within", "within: <period>, across: <period>"),
    "how several judges' answers make one": ("requirements.9.combine", "combine: lowest, middle, highest"),
}  # fmt: skip
"""For each choice: where it is made, and words of which the diagnostic names all."""


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


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_left_out_is_asked_for(choice: str) -> None:
    path, words = CHOICES[choice]
    (fault,) = told(without(path))
    assert fault.severity == "error"
    assert fault.span is not None
    said = f"{fault.message}; {fault.hint}"
    missing = [word for word in words.split(", ") if word not in said]
    assert not missing, said
