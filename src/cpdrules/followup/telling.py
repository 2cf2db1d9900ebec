"""Plans as YAML that people go on editing, and changes as text or Markdown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import yaml

from cpdrules.followup import words
from cpdrules.followup.action_plan import ActionPlan
from cpdrules.followup.changes import Change, ChangeKind, ChangeReport, Side
from cpdrules.prose.phrases import Phrases
from cpdrules.report.finding import Finding
from cpdrules.semantics import Amount

WIDTH = 110
DAYS = ("identified_on", "set_on", "due_on")


def plan_as_yaml(plan: ActionPlan) -> str:
    """Write a plan as a record in YAML, with a remark that says what is left open."""
    text = plan.text
    ruleset = f"{text.id} ({text.edition})" if text.edition else text.id
    head = [f"# {line.format(on=plan.drawn_on, ruleset=ruleset)}" for line in words.OPEN_IN_A_PLAN]
    record = plan.to_record()
    for thing in (*record["needs"], *record["objectives"]):
        thing.update({name: datetime.date.fromisoformat(thing[name]) for name in DAYS if name in thing})
    body = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=WIDTH)
    return "\n".join(head) + "\n" + body


def changes_as_text(changes: ChangeReport) -> str:
    """Say what changed, a heading for each kind of change."""
    lines = [f"{changes.record_title or changes.record}: {_verdicts(changes)}"]
    lines += [f"  {changes.title}", f"  {_sides(changes.before, changes.after)}", f"  {_rules(changes)}"]
    for kind, found in _by_kind(changes):
        lines += ["", words.KINDS[kind.value]]
        lines += [f"  {_line(each)}" for each in found]
    lines += ["", *(_scores(changes)), words.UNCHANGED.format(changes.same)]
    return "\n".join(lines) + "\n"


def changes_as_markdown(changes: ChangeReport) -> str:
    """Say what changed, as Markdown."""
    from cpdrules.rendering.markdown import escaped  # noqa: PLC0415 - only where it is asked for

    lines = [f"# {escaped(changes.record_title or changes.record)}: {_verdicts(changes)}", ""]
    lines += [escaped(changes.title), ""]
    lines += [f"- {escaped(_sides(changes.before, changes.after))}", f"- {escaped(_rules(changes))}", ""]
    for kind, found in _by_kind(changes):
        lines += [f"## {words.KINDS[kind.value]}", "", *(f"- {escaped(_line(each))}" for each in found), ""]
    lines += [
        *(f"- {escaped(each)}" for each in _scores(changes)),
        f"- {words.UNCHANGED.format(changes.same)}",
    ]
    return "\n".join(lines) + "\n"


def _by_kind(changes: ChangeReport) -> Iterator[tuple[ChangeKind, tuple[Change, ...]]]:
    for kind in ChangeKind:
        found = changes.of_kind(kind)
        if found:
            yield kind, found


def _verdicts(changes: ChangeReport) -> str:
    return words.FROM_TO.format(changes.before.verdict.word, changes.after.verdict.word)


def _sides(before: Side, after: Side) -> str:
    return words.FROM_TO.format(
        *(f"{each.on} ({each.period})" if each.period else f"{each.on}" for each in (before, after))
    )


def _rules(changes: ChangeReport) -> str:
    if changes.same_rules:
        return words.SAME_TEXT
    old, new = ((each.text.edition or each.text.digest[:12]) for each in (changes.before, changes.after))
    return words.OTHER_TEXT.format(old, new)


def _line(change: Change) -> str:
    told = [_told(each) for each in (change.before, change.after) if each is not None]
    title = f" ({change.title.rstrip('.')})" if change.title else ""
    return f"{change.requirement}{title}: " + " -> ".join(dict.fromkeys(told))


def _told(finding: Finding) -> str:
    numbers = Phrases().numbers(finding)
    return f"{finding.verdict.word}, {numbers}" if numbers else finding.verdict.word


def _scores(changes: ChangeReport) -> Iterator[str]:
    say = Phrases()
    for name, old, new in changes.scores:
        yield f"{name}: " + words.FROM_TO.format(*(_score(each, say) for each in (old, new)))


def _score(score: Amount | None, say: Phrases) -> str:
    return "-" if score is None else say.amount(score, "share")
