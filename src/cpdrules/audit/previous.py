"""What happened at earlier audits: who was deferred, and who was audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cpdrules.audit.sample import AuditSample
from cpdrules.source import cited, did_you_mean

DEFERRED, AUDITED = "deferred", "audited"
WORDS = (DEFERRED, AUDITED)

One = Mapping[str, Any] | AuditSample
Previous = One | Iterable[One]


def read_previous(previous: Previous | None) -> dict[str, str]:
    """Return what happened to each person: `deferred` or `audited`.

    A mapping says it for each id. A sample, or its plain data, says that all whom it chose were audited. Of
    several, in a list, the later one holds for a person who is in both.

    Raises `ValueError` for another word, and for what is none of these.
    """
    if previous is None:
        return {}
    if isinstance(previous, AuditSample):
        return {each.person: AUDITED for each in previous.chosen if each.person is not None}
    if isinstance(previous, Mapping):
        if isinstance(previous.get("selections"), list) or "format" in previous:
            return read_previous(AuditSample.from_dict(dict(previous)))
        return {checked(person): word_of(person, word) for person, word in previous.items()}
    if isinstance(previous, Iterable) and not isinstance(previous, (str, bytes)):
        held: dict[str, str] = {}
        for each in previous:
            held |= read_previous(each)
        return held
    raise ValueError(
        "what happened at earlier audits is a mapping of ids to `deferred` or `audited`, a sample, "
        f"or a list of these, not {previous!r:.60}"
    )


def checked(person: Any) -> str:
    """Return an id."""
    if not isinstance(person, str):
        raise ValueError(f"the people of earlier audits are named by ids, not by {person!r:.60}")
    return person


def word_of(person: Any, word: Any) -> str:
    """Return what happened to a person."""
    if word in WORDS:
        return str(word)
    hint = did_you_mean(str(word), WORDS) or "it is one of `deferred`, `audited`"
    raise ValueError(f"earlier audits: {cited(str(word))} of {cited(str(person))} says nothing; {hint}")
