"""A plan drawn from a report: what to do about what is not met or not known, as far as the report can say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

import attrs

from cpdrules.followup import words
from cpdrules.prose.next_steps import LEVELS, NextStep, next_steps, ranks
from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding, GapKind
from cpdrules.report.report import Report, Text
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Verdict

AMOUNTS = ("amount", "has", "allocate")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9.:-]+")


@attrs.frozen(kw_only=True)
class Action:
    """One thing to do.

    `requirements` are the addresses of what it is for, the first of which gives it its name; `need` is its heading, or
    the address where it has none. `reason` says why it has priority, `measure` by what it is seen to be done,
    `baseline` how that stands now and `target` what is asked. `due_on` is a day to come that the rules give; None
    where they give none.
    """

    id: str
    what: str
    requirements: tuple[str, ...]
    level: str
    need: str
    reason: str
    measure: str
    baseline: str
    target: str
    due_on: datetime.date | None
    source: str


@attrs.frozen(kw_only=True)
class ActionPlan:
    """What a report asks for, most binding first. What only people can say is left open.

    Left open are who is responsible, the time and the money set aside, the activities, and a due day where the rules
    give none.
    """

    record: str
    record_title: str | None
    title: str
    text: Text
    drawn_on: datetime.date
    actions: tuple[Action, ...]

    def to_record(self) -> dict[str, Any]:
        """Return the plan as a record that can be judged: needs, and an objective for each.

        Nothing is written that only people can say, so that a rule set for plans finds it missing.
        """
        return {
            "cpdrules": 1,
            "plan": f"{self.record}-action-plan",
            "title": words.PLAN_FOR.format(self.record_title or self.record),
            "needs": [
                {
                    "id": f"need-{each.id}",
                    "title": each.need,
                    "identified_on": self.drawn_on.isoformat(),
                    "priority": each.level,
                }
                for each in self.actions
            ],
            "objectives": [self._objective(each) for each in self.actions],
        }

    def _objective(self, action: Action) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": action.id,
            "title": action.what,
            "need": f"need-{action.id}",
            "requirement": ", ".join(action.requirements),
            "set_on": self.drawn_on.isoformat(),
            "reason": action.reason,
            "measure": action.measure,
            "baseline": action.baseline,
            "target": action.target,
        }
        return made | ({"due_on": action.due_on.isoformat()} if action.due_on is not None else {})


def action_plan(
    report: Report,
    ruleset: RuleSet | None = None,
    *,
    levels: Sequence[str] = ("must", "should"),
) -> ActionPlan:
    """Draw a plan from what is not met or undetermined in a report.

    `levels` are those of the requirements that it is for. Where some of several are enough, it takes the nearest. With
    `ruleset`, the report has to be by that text. Raises `ValueError` in plain words where it is by another one, for a
    forecast, and for an unknown level.
    """
    _refuse(report, ruleset, levels)
    say = Phrases()
    taken: dict[str, int] = {}
    actions = []
    for step in next_steps(report, say):
        in_place_of_another = step.way is not None and not step.way.nearest
        if step.requirements and not in_place_of_another:
            apart = [each for each in _apart(report, step) if LEVELS[each.rank] in levels]
            actions += [_action(report, each, say, taken) for each in apart]
    return ActionPlan(
        record=report.record,
        record_title=report.record_title,
        title=report.title,
        text=report.texts[0],
        drawn_on=report.on,
        actions=tuple(actions),
    )


def _apart(report: Report, step: NextStep) -> list[NextStep]:
    """Return a step for each amount that is still open, each of which stands otherwise; else the step itself."""
    if step.gap is None or step.gap.kind is not GapKind.NOT_YET:
        return [step]
    rank = dict(ranks(report.findings, 0))
    amounts = [each for each in step.requirements if report.finding(each).kind in AMOUNTS]
    return [attrs.evolve(step, requirements=(each,), rank=rank[each]) for each in amounts] or [step]


def _action(report: Report, step: NextStep, say: Phrases, taken: dict[str, int]) -> Action:
    """Turn a step into an action, with a name of its own."""
    finding = report.finding(step.requirements[0])
    level = LEVELS[step.rank]
    of_fact = step.gap is not None and step.gap.kind is not GapKind.NOT_YET
    baseline, target = _of_fact(step) if of_fact else _of_amount(finding, say)
    name = _NOT_IN_AN_ID.sub("-", finding.requirement).strip("-")
    name = f"record-{name}" if of_fact else name
    taken[name] = taken.get(name, 0) + 1
    due = step.by if step.by is not None and step.by > report.on else None
    state = words.NOT_MET if finding.verdict.word == "not met" else words.NOT_KNOWN
    told = heading(report, finding)
    return Action(
        id=name if taken[name] == 1 else f"{name}-{taken[name]}",
        what=step.what,
        requirements=step.requirements,
        level=level,
        need=told,
        reason=words.REASON[level].format(state, told),
        measure=words.MEASURE_FACT.format(step.gap.fact) if of_fact and step.gap else told,
        baseline=baseline,
        target=target,
        due_on=due,
        source=str(finding.reference) if finding.reference is not None else "",
    )


def heading(report: Report, finding: Finding) -> str:
    """Return the heading of a requirement; of an item of a loop that of the loop, with the item; else the address."""
    if finding.title is not None:
        return finding.title
    base, bracket, item = finding.requirement.rpartition("[")
    if not bracket:
        return finding.requirement
    around = next((each.title for each in report.walk() if each.requirement == base), None)
    return f"{around.rstrip('.')}: {item.rstrip(']')}" if around else finding.requirement


def _of_fact(step: NextStep) -> tuple[str, str]:
    """Say how a missing fact stands, and what is asked of it."""
    assert step.gap is not None
    needs = step.gap.needs
    return words.NOTHING_RECORDED, words.ONE_OF.format(", ".join(needs)) if needs else words.RECORDED


def _of_amount(finding: Finding, say: Phrases) -> tuple[str, str]:
    """Say what there is and what is asked."""
    if finding.amount is None or finding.needed is None or finding.relation is None:
        return finding.verdict.word, Verdict.MET.word
    needed = say.amount(finding.needed, finding.unit)
    return say.amount(finding.amount, finding.unit), words.TARGETS[finding.relation].format(needed)


def _refuse(report: Report, ruleset: RuleSet | None, levels: Sequence[str]) -> None:
    if unknown := [each for each in levels if each not in LEVELS]:
        raise ValueError(f"`{unknown[0]}` is no level; the levels are {', '.join(LEVELS)}")
    if report.forecast:
        raise ValueError(
            "the report is a forecast: it takes what is planned as done, so no plan can be drawn from it"
        )
    if ruleset is None:
        return
    made_by = report.texts[0]
    if made_by.id != ruleset.id:
        raise ValueError(f"the report is by `{made_by.id}`, and not by `{ruleset.id}`")
    if made_by.digest != ruleset.digest:
        editions = " and ".join(str(each) for each in (made_by.edition, ruleset.edition) if each is not None)
        told = f" ({editions})" if editions else ""
        raise ValueError(f"the report is by another text of `{ruleset.id}`{told}; judge the record again")
