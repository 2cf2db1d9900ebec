"""A plan drawn from a report: what it says, what it leaves open, and that it is always a record."""

from __future__ import annotations

import datetime
import json

import attrs
import pytest
import yaml

from cpdrules import action_plan, loads_record, plan_as_yaml
from cpdrules.prose.next_steps import next_steps
from cpdrules.prose.phrases import Phrases

from .reports import of_all_cases, report, year

JUNE = datetime.date(2024, 6, 30)


def test_what_falls_short() -> None:
    plan = action_plan(report(5, kind="reading"), year())
    hours, course = plan.actions
    assert (hours.id, hours.requirements, hours.level, hours.need) == (
        "hours",
        ("hours",),
        "must",
        "Enough hours",
    )
    assert (hours.baseline, hours.target, hours.measure) == ("5 hours", "20 hours or more", "Enough hours")
    assert hours.reason == "it is required, and not met: Enough hours"
    assert hours.due_on is None  # it is the last day already
    assert (course.level, course.baseline, course.target) == ("should", "0", "1 or more")
    assert course.reason == "it is advised, and not met: course"


def test_the_rules_say_by_when_or_nobody_does() -> None:
    over = attrs.evolve(report(5), on=datetime.date(2025, 3, 1))
    assert [each.due_on for each in action_plan(over).actions] == [None]  # the year is over
    open_year = report(5, on=JUNE, complete_through="2024-06-30")
    assert {each.due_on for each in action_plan(open_year).actions} == {datetime.date(2024, 12, 31)}


def test_what_is_not_known() -> None:
    (lead,) = action_plan(report(12, 12, person={})).actions
    assert lead.id == "record-lead"
    assert lead.measure == "person.role is written down"
    assert (lead.baseline, lead.target) == ("not recorded", "one of lead, other")
    assert lead.reason == "it is required, and not decided yet: lead"


def test_each_open_amount_has_its_own_baseline() -> None:
    open_year = report(5, kind="reading", on=JUNE, complete_through="2024-06-30")
    assert [(each.id, each.baseline) for each in action_plan(open_year).actions] == [
        ("hours", "5 or more hours"), ("course", "0 or more"),
    ]  # fmt: skip


def test_one_open_log_leaves_each_amount_at_its_own_level() -> None:
    open_year = report(5, kind="reading", on=JUNE, complete_through="2024-06-30")
    (hours,) = action_plan(open_year, levels=("must",)).actions
    assert (hours.id, hours.level) == ("hours", "must")
    (course,) = action_plan(open_year, levels=("should",)).actions
    assert (course.id, course.level) == ("course", "should")
    assert course.reason == "it is advised, and not decided yet: course"


def test_levels() -> None:
    reading = report(5, kind="reading")
    assert [each.id for each in action_plan(reading, levels=("must",)).actions] == ["hours"]
    assert [each.id for each in action_plan(reading, levels=("should",)).actions] == ["course"]
    with pytest.raises(ValueError, match="`most` is no level; the levels are must, should, may"):
        action_plan(reading, levels=("most",))


def test_reports_of_which_no_plan_can_be_drawn() -> None:
    with pytest.raises(ValueError, match="by `a/b`, and not by `c/d`"):
        action_plan(report(5), year(ruleset="c/d"))
    with pytest.raises(ValueError, match=r"another text of `a/b` \(2024 and 2025\); judge the record again"):
        action_plan(report(5, ruleset=year(edition="2024")), year(edition="2025"))
    with pytest.raises(ValueError, match="a forecast"):
        action_plan(attrs.evolve(report(5), forecast=True))


def test_nothing_to_do() -> None:
    assert action_plan(report(12, 12)).actions == ()
    assert loads_record(plan_as_yaml(action_plan(report(12, 12))), name="plan.yaml").subject == "plan"


def test_it_is_a_record_that_says_nothing_that_only_people_can_say() -> None:
    plan = action_plan(report(5, on=JUNE, complete_through="2024-06-30"))
    made = plan.to_record()
    assert made["plan"] == "kim-action-plan"
    assert [each["need"] for each in made["objectives"]] == [each["id"] for each in made["needs"]]
    known = {
        "id",
        "title",
        "need",
        "requirement",
        "set_on",
        "reason",
        "measure",
        "baseline",
        "target",
        "due_on",
    }
    assert all(set(each) <= known for each in made["objectives"])
    assert "activities" not in made
    text = plan_as_yaml(plan)
    assert text.startswith("# Drawn from a report of 2024-06-30 by a/b.\n")
    assert "due_on: 2024-12-31\n" in text
    assert "responsible" in text.partition("cpdrules: 1")[0]


@pytest.mark.slow
def test_every_report_of_every_case_gives_a_plan_that_reads_back() -> None:
    drawn = 0
    for each in of_all_cases():
        plan = action_plan(each, levels=("must", "should", "may"))
        text = plan_as_yaml(plan)
        record = loads_record(text, name="plan.yaml")
        assert record.subject == "plan"
        names = [action.id for action in plan.actions]
        assert len(names) == len(set(names))
        told = {name for step in next_steps(each, Phrases()) for name in step.requirements}
        asked = {name for action in plan.actions for name in action.requirements}
        assert asked <= told
        steps = [step for step in next_steps(each, Phrases()) if step.way is None or step.way.nearest]
        assert {step.requirements[0] for step in steps if step.gap is None} <= asked
        assert json.loads(json.dumps(plan.to_record())) == json.loads(
            json.dumps(yaml.safe_load(text), default=str)
        )
        drawn += len(plan.actions)
    assert drawn > 50


def test_an_item_of_a_loop_has_the_heading_of_the_loop() -> None:
    noted = {"fact": "this.note", "recorded": True}
    loop = {
        "id": "each",
        "title": "Each is noted.",
        "for_each": "activities",
        "if_none": "met",
        "require": noted,
    }
    bare = {"id": "bare", "for_each": "activities", "if_none": "met", "require": noted}
    plan = action_plan(report(5, ruleset=year(requirements=[loop, bare])))
    assert {each.need for each in plan.actions} == {"Each is noted: a0"}  # one fact settles both
    (action,) = plan.actions
    assert action.requirements == ("each[a0]", "bare[a0]")
