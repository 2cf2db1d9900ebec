"""From a tree with places to a Record: the core is read here, the facts wait for a vocabulary."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import attrs

from cpdrules.records.record import Evidence, Judgement, Record
from cpdrules.semantics import DateFault, parse_date
from cpdrules.source import Diagnostic, Mapping, Node, Scalar, Sequence, did_you_mean

CORE = ("title", "complete_from", "complete_through", "judgements")
NONE = "none"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_JUDGEMENT = ("criterion", "answer", "by", "role", "made", "about", "reason", "evidence")


@attrs.define
class Faults:
    """What was found wrong while a record is read or bound; the record itself is never written to."""

    found: list[Diagnostic] = attrs.Factory(list)

    def add(self, node: Node, code: str, message: str, hint: str = "", severity: str = "error") -> None:
        """Note a fault at a value."""
        if not node.broken:
            self.found.append(
                Diagnostic(
                    code=code, message=message, hint=hint, path=node.path, span=node.span, severity=severity,
                    name="" if node.span else node.document.name,
                )
            )  # fmt: skip

    def add_key(
        self, node: Mapping, key: str, code: str, message: str, hint: str = "", severity: str = "error"
    ) -> None:
        """Note a fault at a key."""
        span = node.key_span(key)
        path = node.entries[key].path
        name = "" if span else node.document.name
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


def read_record(root: Mapping, subject: str, faults: Faults) -> Record:
    """Read the core of a record; every other part is kept as it stands.

    `subject` is the key under which the record's id stands, when there is one.
    """
    since, until = day_at(root, "complete_from", faults), day_at(root, "complete_through", faults)
    if since and until and since > until:
        faults.add(root.entries["complete_from"], "D015", "`complete_from` is later than `complete_through`")
        since = until = None
    return Record(
        subject=subject,
        id=item_id(root.entries[subject], faults) if subject in root else "record",
        title=text_at(root, "title", faults),
        complete_from=since,
        complete_through=until,
        judgements=read_judgements(root.get("judgements"), faults),
        facts=root,
    )


def is_unknown(node: Node | None) -> bool:
    """Whether a value is not there, or written as null."""
    return node is None or (isinstance(node, Scalar) and node.value is None)


def is_none(node: Node) -> bool:
    """Whether somebody wrote that there is none."""
    return isinstance(node, Scalar) and node.value == NONE


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
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def item_id(node: Node, faults: Faults) -> str:
    """Return an id: plain letters, digits, dots, colons, underscores and hyphens, at most 100."""
    word = text_of(node, faults) or ""
    if len(word) > node.document.limits.name or not _ID.fullmatch(word):
        faults.add(
            node,
            "D003",
            "an id is made of letters, digits, `.`, `_`, `:` and `-`",
            "titles may be in any language",
        )
    return word


def day_at(node: Mapping, key: str, faults: Faults) -> datetime.date | None:
    """Return the day under a key, or None when it is not known."""
    value = node.get(key)
    return None if value is None or is_unknown(value) else day_of(value, faults)


def day_of(node: Node, faults: Faults) -> datetime.date | None:
    """Return the day that a value says."""
    word = text_of(node, faults)
    try:
        return parse_date(word) if word is not None else None
    except DateFault as fault:
        faults.add(node, "D007", fault.reason)
        return None


def read_judgements(node: Node | None, faults: Faults) -> tuple[Judgement, ...] | None:
    """Read the judgements; None when the record does not speak of any."""
    if node is None or is_unknown(node):
        return None
    if not isinstance(node, Sequence):
        faults.add(node, "D001", "a list of judgements is expected here")
        return ()
    read = [judgement for item in node.items if (judgement := read_judgement(item, faults)) is not None]
    _refuse_contradictions(read, node, faults)
    return tuple(read)


def read_judgement(node: Node, faults: Faults) -> Judgement | None:
    """Read one judgement."""
    if not isinstance(node, Mapping):
        faults.add(
            node, "D001", "a judgement is a mapping such as `{criterion: respect, answer: met, by: kim}`"
        )
        return None
    for key in node:
        if key not in _JUDGEMENT:
            hint = did_you_mean(key, _JUDGEMENT) or "a judgement says: " + ", ".join(_JUDGEMENT)
            faults.add_key(node, key, "D010", f"a judgement has no `{key}`", hint)
    needed = {key: text_at(node, key, faults) for key in ("criterion", "answer", "by")}
    missing = [key for key, value in needed.items() if value is None]
    if missing:
        faults.add(node, "D012", "the judgement does not say " + " and ".join(f"`{key}`" for key in missing))
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
        for key in node:
            if key not in ("kind", "title", "link"):
                faults.add_key(
                    node,
                    key,
                    "D010",
                    f"evidence has no `{key}`",
                    did_you_mean(key, ("kind", "title", "link")),
                )
        kind = text_at(node, "kind", faults)
        if kind is None:
            faults.add(node, "D001", "evidence says its `kind`")
            return None
        return Evidence(kind=kind, title=text_at(node, "title", faults), link=text_at(node, "link", faults))
    kind = text_of(node, faults)
    return None if kind is None else Evidence(kind=kind)


def _refuse_contradictions(read: list[Judgement], node: Sequence, faults: Faults) -> None:
    """Refuse two answers of one judge to one criterion on one day, since neither is the later."""
    seen: dict[tuple[object, ...], Judgement] = {}
    for judgement in read:
        key = (judgement.criterion, judgement.about, judgement.by, judgement.made)
        other = seen.setdefault(key, judgement)
        if other.answer != judgement.answer:
            faults.add(
                node, "D013",
                f"`{judgement.by}` answers `{judgement.criterion}` with `{other.answer}` and with `{judgement.answer}` on one day",
                "say when each was `made`, or leave one out",
            )  # fmt: skip
