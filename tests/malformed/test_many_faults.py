"""All faults of a file are found in one pass, and are told in the order of their places."""

from one_fault import places

from cpdrules import CpdRulesError, RuleSetError, loads

MANY = """\
cpdrules: 1
ruleset: test/many-faults
subject: portfollio
colour: red
in_force: 2026-02-30
vocabulary:
  activities:
    dated_by: endd
    fields: {ended: date, length: {unit: hour}, kind: [course, talk], Mode: text}
parameters:
  minimum: {unit: hour, value: 1e3, reference: {section: "1"}}
  maximum: {unit: point, value: 50, reference: {section: "1"}}
measures:
  hours: {sum: length, from: activities, where: {kind: tlak}}
requirements:
  - {id: enough, amount: huors, at_least: minimum}
  - {id: enough, amount: hours, at_most: maximum}
  - {id: asked, judged: Is it so, judges: {at_least: 1, made_in: ever}}
  - {amount: hours, at_least: minimum}
  - {id: other, weight: 2}
"""


def faults() -> CpdRulesError:
    try:
        loads(MANY)
    except RuleSetError as error:
        return error
    raise AssertionError("the file was taken")


def test_all_are_found_in_one_pass() -> None:
    assert sorted(places(faults().diagnostics), key=lambda each: each[1:]) == [
        ("R002", 1, 1),
        ("R004", 3, 10),
        ("R001", 4, 1),
        ("R006", 5, 11),
        ("R021", 8, 15),
        ("R007", 9, 71),
        ("R005", 11, 32),
        ("R022", 14, 56),
        ("R020", 16, 26),
        ("R024", 17, 10),
        ("R029", 17, 42),
        ("R011", 18, 25),
        ("R002", 19, 5),
        ("R008", 20, 5),
    ]


def test_they_are_told_in_place_order() -> None:
    lines = str(faults()).splitlines()
    told = [tuple(int(number) for number in line.split(":")[1:3]) for line in lines]
    assert len(told) == 14
    assert told == sorted(told)
