"""Each pair of keys that the oracle does without is refused when it is loaded, and either key alone is not."""

import json

import pytest

from cpdrules.errors import RuleSetError
from cpdrules.loading.load import loads
from oracle.neighbours import BLOCKS
from oracle.refused import QUESTIONS, REFUSED

FIELDS = {
    "choice": ["a", "b"], "yes_no": "yes_no", "number": "number", "unit": {"unit": "hour"}, "date": "date",
    "text": "text", "listed": {"listed_in": "words"}, "link": {"link": "goals"}, "evidence": "evidence",
    "on": "date", "back": "date",
}  # fmt: skip
THRESHOLDS = {"at_least": 1, "at_most": 2, "more_than": 1, "less_than": 2}
ANSWERS = THRESHOLDS | {
    "is": "1", "except": "a", "every": 2, "recorded": True, "contains": "a", "starts_with": "a",
    "listed_in": "words", "free_of": "words", "on_or_before": "2024-01-01", "on_or_after": "2024-01-01",
    "earlier_than": "2024-01-01", "later_than": "2024-01-01",
}  # fmt: skip
IS = {"choice": "a", "yes_no": "true", "text": "a", "listed": "a", "link": "this", "number": "1", "unit": "1"}
BASE = {
    "cpdrules": 1, "ruleset": "a/b", "title": "A", "subject": "portfolio", "period": "year",
    "vocabulary": {
        "person": {"fields": FIELDS}, "goals": {"undated": True, "fields": {"ref": {"link": "goals"}}},
        "acts": {"dated_by": "on", "fields": {"on": "date", "hours": {"unit": "hour"}}},
    },
    "units": {"day": {"is": 6, "of": "hour"}}, "lists": {"words": {"values": ["a"]}},
    "periods": {"year": {"length": {"years": 1}, "starts": {"month": 1, "day": 1}}},
    "measures": {
        "all": {"sum": "hours", "from": "acts"}, "some": {"sum": "hours", "from": "acts"},
        "part": {"share": "some", "of": "all"},
    },
    "parameters": {"p": {"unit": "hour", "value": 1}}, "requirements": [{"id": "r", "has": "acts"}],
}  # fmt: skip
WHO = {"person.yes_no": True}
CARRY = {
    "period": "year", "excess_over": 1, "which": "any", "count_at_most": 1, "into_next": 1, "used_first": "own",
    "again": False,
}  # fmt: skip
MAKE_UP = {
    "period": "year", "shortfall_of": 1, "within": {"months": 1}, "which": "earliest", "counts_again": True
}  # fmt: skip
TOTAL = {"round": {"step": 1, "toward": "up"}, "carry_over": CARRY, "make_up": MAKE_UP}
VALUES = {
    "Has": THRESHOLDS,
    "Threshold": THRESHOLDS,
    "Sum": TOTAL,
    "Count": TOTAL,
    "ConvertStep": {"convert": "day", "where": {"on": {"recorded": True}}},
    "Parameter": {"value": 1, "cases": [{"when": WHO, "value": 1}, {"otherwise": 1}], "add": ["p"]},
    "ParameterCase": {"when": WHO, "value": 1, "otherwise": 1},
    "StartsCase": {"when": WHO, "value": "2020-01-01", "otherwise": "2020-01-01"},
    "Windows": {"within": "year", "across": "year"},
    "Exemption": {"exempt_from": ["r"], "from_all_except": ["r"]},
    "Section": {"undated": True, "dated_by": "on", "until": "back"},
    "Moment": dict.fromkeys(("after", "before", "beginning_with"), "period_start"),
}
CONDITIONS = {"where"}
"""Which stands beside another key, and has no meaning alone."""
SHAPES = {"unit": "hour", "many": ["a"], "link": "goals", "listed_in": "words"}


def rules(**parts):
    """Return a rule set with parts of its own."""
    return BASE | {
        name: BASE.get(name, {}) | part if isinstance(part, dict) else part for name, part in parts.items()
    }


def required(**requirement):
    """Return a rule set with one requirement."""
    return rules(requirements=[{"id": "r"} | requirement])


def in_a_row(said, least, last):
    """Return the rows of a table with one that says so much, and one for everyone else."""
    return [said] if "otherwise" in said else [least | said, {"otherwise": last}]


def measure(**said):
    """Return a rule set with one more measure."""
    return rules(measures={"m": said})


def starting(said):
    """Return a rule set with a period whose starts say so much in one row."""
    rows = in_a_row(said, {"when": WHO, "value": "2020-01-01"}, "2021-01-01")
    return rules(periods={"own": {"length": {"years": 1}, "starts": {"cases": rows}, "leap_day": "1 March"}})


def section(said):
    """Return a rule set with a list that says so much of its days."""
    dated = {"dated_by": "on"} if set(said) == {"until"} else {}
    return rules(vocabulary={"more": {"fields": {"on": "date", "back": "date"}} | dated | said})


def hours(**said):
    """Return a rule set with a sum that says so much."""
    return measure(sum="hours", **{"from": "acts"}, **said)


WITH = {
    "Has": lambda said: required(has="acts", **said),
    "Threshold": lambda said: required(amount="all", **said),
    "Sum": lambda said: hours(**said),
    "Count": lambda said: measure(count="acts", **said),
    "ConvertStep": lambda said: hours(steps=[{"convert": "day"} | said]),
    "Parameter": lambda said: rules(parameters={"q": {"unit": "hour"} | said}),
    "ParameterCase": lambda said: rules(
        parameters={"q": {"unit": "hour", "cases": in_a_row(said, {"when": WHO, "value": 1}, 1)}}
    ),
    "StartsCase": starting,
    "Windows": lambda said: required(
        in_every={"of": "year", "consecutive": 2} | said, require={"has": "acts"}
    ),
    "Exemption": lambda said: rules(exemptions={"e": {"when": WHO} | said}),
    "Section": section,
    "Moment": lambda said: required(has="acts", not_before={"days": 1} | said),
}
"""A rule set with a block of each type that says so much beside what it needs."""


def is_refused(said):
    """Whether a rule set is refused."""
    try:
        loads(json.dumps(said), name="made.json")
    except RuleSetError:
        return True
    return False


GENERAL = [(name, *pair) for name, pairs in REFUSED.items() if name in VALUES for pair in sorted(pairs)]


@pytest.mark.parametrize(("name", "one", "other"), GENERAL)
def test_a_pair_is_refused_and_either_alone_is_not(name, one, other):
    values = VALUES[name]
    for word in {one, other} - (CONDITIONS if name == "ConvertStep" else set()):
        assert not is_refused(WITH[name]({word: values[word]}))
    assert is_refused(WITH[name]({one: values[one], other: values[other]}))


def asked(kind, *words):
    """Return a requirement that asks a fact of a kind these questions."""
    return required(
        fact=f"person.{kind}",
        **{word: IS.get(kind, "1") if word == "is" else ANSWERS[word] for word in words},
    )


@pytest.mark.parametrize(("one", "other"), sorted(REFUSED["Test"]))
def test_no_kind_of_fact_is_asked_both(one, other):
    assert all(is_refused(asked(kind, one, other)) for kind in QUESTIONS)


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_each_question_alone_is_asked(kind):
    for word in QUESTIONS[kind]:
        if (kind, word) != ("link", "is"):
            assert not is_refused(asked(kind, word))


@pytest.mark.parametrize(
    "narrowed", [{"where": {"on": {"recorded": True}}}, {"limits": [{"count_at_most": 1}]}]
)
@pytest.mark.parametrize("measure", sorted(BASE["measures"]))
def test_a_share_alone_says_what_nothing_is_and_nothing_narrows_it(measure, narrowed):
    threshold = {"at_least": {"percent": 50} if measure == "part" else 1}
    alone = {"if_none": "met"} if measure == "part" else narrowed
    assert not is_refused(required(amount=measure, **threshold, **alone))
    assert is_refused(required(amount=measure, **threshold, if_none="met", **narrowed))


@pytest.mark.parametrize(("one", "other"), sorted(REFUSED["Field"]))
def test_a_fact_has_one_kind(one, other):
    values = SHAPES | {"type": "number", "if_absent": "0", "part_of": "hours"}
    fields = {"on": "date", "hours": {"unit": "hour"}, "more": {one: values[one], other: values[other]}}
    assert is_refused(rules(vocabulary={"acts": {"dated_by": "on", "fields": fields}}))


def test_every_stated_pair_is_tried_and_is_of_a_block():
    tried = {"Test", "Fact", "AmountOf", "Field", *VALUES}
    assert set(REFUSED) <= tried
    for name, pairs in REFUSED.items():
        assert all(set(pair) <= set(BLOCKS[name]) for pair in pairs)
    assert set(REFUSED["AmountOf"]) - set(REFUSED["Threshold"]) == {
        ("if_none", "where"),
        ("if_none", "limits"),
    }
