"""cpdrules: professional standards and CPD schemes as YAML rule sets, judged with every hour explained.

The names here are the public ones; everything else may change. They are imported on first use, so that
`import cpdrules` costs little.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpdrules.audit.draw import audit_sample
    from cpdrules.audit.sample import AuditSample, Remark, Selection, Stratum
    from cpdrules.authoring.schema import schema
    from cpdrules.errors import CpdRulesError, RecordError, RuleSetError
    from cpdrules.evaluation.evaluate import evaluate
    from cpdrules.evaluation.many import evaluate_many
    from cpdrules.followup.action_plan import Action, ActionPlan, action_plan
    from cpdrules.followup.changes import Change, ChangeKind, ChangeReport, changes
    from cpdrules.followup.guidance import next_adoption
    from cpdrules.followup.recommending import recommend
    from cpdrules.followup.telling import plan_as_yaml
    from cpdrules.loading.check_file import check
    from cpdrules.loading.library import bundled
    from cpdrules.loading.load import load, loads
    from cpdrules.loading.load_record import load_record, loads_record
    from cpdrules.prose.describe import describe
    from cpdrules.prose.explain import explain
    from cpdrules.records.record import Evidence, Judgement, Record
    from cpdrules.report.finding import Allotment, Credit, Finding, Gap, GapKind, Portion, Reason, Working
    from cpdrules.report.recommended import Answer, Recommended
    from cpdrules.report.report import Entry, Report, ScoreLine
    from cpdrules.report.summary import Summary, Tally, summarise
    from cpdrules.rules.amended import Amended, ChangedKey, Effect
    from cpdrules.rules.ruleset import RuleSet
    from cpdrules.semantics import Amount, Period, Verdict
    from cpdrules.source import Diagnostic, Limits, Span

_HOMES = {
    "cpdrules.audit.draw": ("audit_sample",),
    "cpdrules.audit.sample": ("AuditSample", "Remark", "Selection", "Stratum"),
    "cpdrules.authoring.schema": ("schema",),
    "cpdrules.errors": ("CpdRulesError", "RecordError", "RuleSetError"),
    "cpdrules.evaluation.evaluate": ("evaluate",),
    "cpdrules.evaluation.many": ("evaluate_many",),
    "cpdrules.followup.action_plan": ("Action", "ActionPlan", "action_plan"),
    "cpdrules.followup.changes": ("Change", "ChangeKind", "ChangeReport", "changes"),
    "cpdrules.followup.guidance": ("next_adoption",),
    "cpdrules.followup.recommending": ("recommend",),
    "cpdrules.followup.telling": ("plan_as_yaml",),
    "cpdrules.loading.check_file": ("check",),
    "cpdrules.loading.library": ("bundled",),
    "cpdrules.loading.load": ("load", "loads"),
    "cpdrules.loading.load_record": ("load_record", "loads_record"),
    "cpdrules.prose.describe": ("describe",),
    "cpdrules.prose.explain": ("explain",),
    "cpdrules.records.record": ("Evidence", "Judgement", "Record"),
    "cpdrules.report.finding": (
        "Allotment",
        "Credit",
        "Finding",
        "Gap",
        "GapKind",
        "Portion",
        "Reason",
        "Working",
    ),
    "cpdrules.report.recommended": ("Answer", "Recommended"),
    "cpdrules.report.report": ("Entry", "Report", "ScoreLine"),
    "cpdrules.report.summary": ("Summary", "Tally", "summarise"),
    "cpdrules.rules.amended": ("Amended", "ChangedKey", "Effect"),
    "cpdrules.rules.ruleset": ("RuleSet",),
    "cpdrules.semantics": ("Amount", "Period", "Verdict"),
    "cpdrules.source": ("Diagnostic", "Limits", "Span"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Action",
    "ActionPlan",
    "Allotment",
    "Amended",
    "Amount",
    "Answer",
    "AuditSample",
    "Change",
    "ChangeKind",
    "ChangeReport",
    "ChangedKey",
    "CpdRulesError",
    "Credit",
    "Diagnostic",
    "Effect",
    "Entry",
    "Evidence",
    "Finding",
    "Gap",
    "GapKind",
    "Judgement",
    "Limits",
    "Period",
    "Portion",
    "Reason",
    "Recommended",
    "Record",
    "RecordError",
    "Remark",
    "Report",
    "RuleSet",
    "RuleSetError",
    "ScoreLine",
    "Selection",
    "Span",
    "Stratum",
    "Summary",
    "Tally",
    "Verdict",
    "Working",
    "action_plan",
    "audit_sample",
    "bundled",
    "changes",
    "check",
    "describe",
    "evaluate",
    "evaluate_many",
    "explain",
    "load",
    "load_record",
    "loads",
    "loads_record",
    "next_adoption",
    "plan_as_yaml",
    "recommend",
    "schema",
    "summarise",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'cpdrules' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
