"""Law 39: what should or may be never changes the verdict."""

import copy
from dataclasses import replace

from hypothesis import given

from laws.cases import SEEDS, judged, made_case, members


def holds(seed):
    case = made_case(seed)
    if "bundled" in case.rules:
        return
    report = judged(case)
    extra = [
        {"id": f"extra-{level}", "level": level, "fact": "person.member", "is": answer}
        for level in ("should", "may") for answer in (seed % 2 == 0,)
    ]  # fmt: skip
    rules = copy.deepcopy(case.rules)
    rules["requirements"] = [swapped(rule) for rule in rules["requirements"]] + extra
    record = case.record | {"person": {"member": False} | (case.record.get("person") or {})}
    if "member" in str({word: said for word, said in case.rules.items() if word != "vocabulary"}):
        record = case.record
    assert members(judged(replace(case, rules=rules), record=record).verdict) == members(report.verdict)


def swapped(rule):
    """Return a requirement with should for may and may for should, all through it."""
    other = {"should": "may", "may": "should"}
    parts = {
        word: [swapped(part) for part in rule[word]] if isinstance(rule[word], list) else swapped(rule[word])
        for word in ("all_of", "some_of", "require") if word in rule
    }  # fmt: skip
    return rule | parts | ({"level": other[rule["level"]]} if "level" in rule else {})


@given(SEEDS)
def test_levels(seed):
    holds(seed)
