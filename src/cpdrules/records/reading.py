"""The values of a record as they are read: ids, texts, days, judgements, evidence, each fault noted at its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal

import attrs

from cpdrules.records.record import EVIDENCE, JUDGEMENT, Evidence, Judgement
from cpdrules.semantics import EARLIEST, LATEST, DateFault, parse_date
from cpdrules.source import (
    DEFAULT_LIMITS,
    Diagnostic,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Span,
    cited,
    did_you_mean,
    listed,
    nearest,
)

NONE = "none"
PLANNED = "planned"
# Twenty times what is shown: enough to count, little enough for any memory.
MOST_KEPT = 1_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_NEEDED = ("criterion", "answer", "by")


Fault = tuple[str, str, str]
"""Code, message and hint."""


@attrs.define
class Faults:
    """What was found wrong while a record is read or bound; the record itself is never written to."""

    found: list[Diagnostic] = attrs.Factory(list)

    def add(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Note a fault at a value."""
        if not node.broken and not self.full:
            self._keep(node, node.path, node.span, (code, message, hint), "error")

    def add_key(self, node: Mapping, key: str, fault: Fault, *, warning: bool = False) -> None:
        """Note a fault, or a warning, at a key."""
        if not self.full:
            severity = "warning" if warning else "error"
            self._keep(node, node.entries[key].path, node.key_span(key), fault, severity)

    @property
    def full(self) -> bool:
        """Whether no more faults are kept, so that looking for more is of no use."""
        return len(self.found) > MOST_KEPT

    @property
    def crowded(self) -> bool:
        """Whether there are as many faults as are shown, so that looking for good advice is of no use."""
        return len(self.found) >= DEFAULT_LIMITS.diagnostics

    def advice(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """Return which known word was probably meant, or what there is; nothing where it is not shown."""
        if self.crowded:
            return ""
        words = tuple(known)
        return did_you_mean(word, words) or f"{otherwise}: {listed(words)}"

    def _keep(self, node: Node, path: str, span: Span | None, fault: Fault, severity: str) -> None:
        name = "" if span else node.document.name
        if len(self.found) == MOST_KEPT:
            fault = "S029", f"there are more than {MOST_KEPT:,} faults", "mend these first"
            path, span, severity, name = "", None, "error", node.document.name
        code, message, hint = fault
        self.found.append(
            Diagnostic(
                code=code, message=message, hint=hint, path=path, span=span, severity=severity, name=name
            )
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The faults that refuse a record."""
        return tuple(each for each in self.found if each.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What a report mentions."""
        return tuple(each for each in self.found if each.severity == "warning")


def is_unknown(node: Node | None) -> bool:
    """Whether a value is not there, or written as null."""
    return node is None or (isinstance(node, Scalar) and node.value is None)


def is_none(node: Node) -> bool:
    """Whether somebody wrote that there is none."""
    return isinstance(node, Scalar) and isinstance(node.value, str) and node.value == NONE


def text_at(node: Mapping, key: str, faults: Faults) -> str | None:
    """Return the text under a key, or None when it is not known."""
    value = node.get(key)
    return None if value is None or is_unknown(value) else text_of(value, faults)


def text_of(node: Node, faults: Faults) -> str | None:
    """Return the text of a single value."""
    if not isinstance(node, Scalar):
        faults.add(node, "D001", "a text is expected here")
        return None
    value = node.value
    if isinstance(value, str):
        return value
    if value is None:
        faults.add(node, "D001", "a text is expected here, not nothing", "leave it out, or say it")
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def item_id(node: Node, faults: Faults) -> str:
    """Return an id: plain letters, digits, dots, colons, underscores and hyphens, at most 100."""
    word = text_of(node, faults)
    if word is None:
        return ""
    if len(word) > node.document.limits.name or not _ID.fullmatch(word):
        message = f"{cited(word)} is no id: one is made of the letters a to z, digits, `.`, `_`, `:` and `-`"
        faults.add(
            node, "D003", message, f"at most {node.document.limits.name} of them; use a title for more"
        )
    return word


def day_at(node: Mapping, key: str, faults: Faults) -> datetime.date | None:
    """Return the day under a key, or None when it is not known."""
    value = node.get(key)
    return None if value is None or is_unknown(value) else day_of(value, faults)


def day_of(node: Node, faults: Faults) -> datetime.date | None:
    """Return the day that a value says."""
    if (
        isinstance(node, Scalar)
        and isinstance(node.value, datetime.date)
        and EARLIEST <= node.value <= LATEST
    ):
        return node.value
    word = text_of(node, faults)
    try:
        return parse_date(word) if word is not None else None
    except DateFault as fault:
        faults.add(node, "D007", f"{cited(word or '')} {fault.reason}")
        return None


def read_judgements(node: Node | None, faults: Faults) -> tuple[Judgement, ...] | None:
    """Read the judgements; None when the record does not speak of any."""
    if node is None or is_unknown(node):
        return None
    if not isinstance(node, Sequence):
        faults.add(node, "D001", "a list of judgements is expected here")
        return ()
    read = [(item, None if faults.full else read_judgement(item, faults)) for item in node.items]
    kept = [(item, judgement) for item, judgement in read if judgement is not None]
    _refuse_contradictions(kept, faults)
    return tuple(judgement for _, judgement in kept)


def read_judgement(node: Node, faults: Faults) -> Judgement | None:
    """Read one judgement."""
    if not isinstance(node, Mapping):
        message = "a judgement is a block such as `{criterion: respect, answer: met, by: kim}`"
        faults.add(node, "D001", message)
        return None
    needed = {key: text_at(node, key, faults) for key in _NEEDED}
    missing = [key for key in _NEEDED if is_unknown(node.get(key))]
    for key in [each for each in node if each not in JUDGEMENT]:
        hint = faults.advice(key, JUDGEMENT, "a judgement says")
        faults.add_key(node, key, ("D010", f"a judgement has no {cited(key)}", hint))
        if (meant := nearest(key, JUDGEMENT)) in missing:
            missing.remove(meant)
    if missing:
        message = "the judgement does not say " + " and ".join(f"`{key}`" for key in missing)
        faults.add(node, "D012", message, "it needs `criterion`, `answer` and `by`")
    if None in needed.values():
        return None
    return Judgement(
        criterion=str(needed["criterion"]),
        answer=str(needed["answer"]),
        by=str(needed["by"]),
        role=text_at(node, "role", faults),
        made=day_at(node, "made", faults),
        about=text_at(node, "about", faults),
        reason=text_at(node, "reason", faults),
        evidence=read_evidence(node.get("evidence"), faults),
        place=node.span,
    )


def read_evidence(node: Node | None, faults: Faults) -> tuple[Evidence, ...] | None:
    """Read evidence: None when nothing is written, the empty tuple when there is none."""
    if node is None or is_unknown(node):
        return None
    if is_none(node):
        return ()
    items = node.items if isinstance(node, Sequence) else [node]
    return tuple(evidence for item in items if (evidence := _one_evidence(item, faults)) is not None)


def _one_evidence(node: Node, faults: Faults) -> Evidence | None:
    if isinstance(node, Mapping):
        misspelt = [key for key in node if key not in EVIDENCE]
        for key in misspelt:
            hint = faults.advice(key, EVIDENCE, "evidence says")
            faults.add_key(node, key, ("D010", f"evidence has no {cited(key)}", hint))
        kind = text_at(node, "kind", faults)
        if kind is None:
            if is_unknown(node.get("kind")) and not any(nearest(key, ("kind",)) for key in misspelt):
                faults.add(node, "D001", "evidence says its `kind`", "write `{kind: ..., title: ...}`")
            return None
        return Evidence(kind=kind, title=text_at(node, "title", faults), link=text_at(node, "link", faults))
    kind = text_of(node, faults)
    return None if kind is None else Evidence(kind=kind)


def _refuse_contradictions(read: list[tuple[Node, Judgement]], faults: Faults) -> None:
    """Refuse two answers of one judge to one criterion on one day, since neither is the later."""
    seen: dict[tuple[object, ...], Judgement] = {}
    for node, judgement in read:
        key = (judgement.criterion, judgement.about, judgement.by, judgement.made)
        other = seen.setdefault(key, judgement)
        if other != judgement:
            who, what = cited(judgement.by), cited(judgement.criterion)
            both = f"{cited(other.answer)} and {cited(judgement.answer)}"
            message = f"{who} answers {what} with {both} on one day"
            if other.answer == judgement.answer:
                message = f"{who} answers {what} twice on one day, and says other things beside the answer"
            faults.add(node, "D013", message, "say when each was `made`, or leave one out")
