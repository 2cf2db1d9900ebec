"""The record that is judged: its core is the library's, its other parts are facts that a vocabulary types."""

from __future__ import annotations

import datetime

import attrs

from cpdrules.source import Mapping, Span


@attrs.frozen(kw_only=True)
class Evidence:
    """Something that shows a fact: its kind in the words of the rule set, and what and where it is."""

    kind: str
    title: str | None = None
    link: str | None = None


@attrs.frozen(kw_only=True)
class Judgement:
    """One person's answer to one judged criterion.

    `about` names the item when the criterion is asked for each of several. `evidence` None says that nothing
    was written about evidence; the empty tuple that there is none.
    """

    criterion: str
    answer: str
    by: str
    role: str | None = None
    made: datetime.date | None = None
    about: str | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] | None = None
    place: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Record:
    """A portfolio, plan, provision or organisation as it was written.

    `complete_from` and `complete_through` say from which to which day, both in, its dated lists leave nothing
    out; they are never assumed. `facts` holds every other part of the record as it stands in the source.
    """

    subject: str
    id: str
    title: str | None = None
    complete_from: datetime.date | None = None
    complete_through: datetime.date | None = None
    judgements: tuple[Judgement, ...] | None = None
    facts: Mapping = attrs.field(eq=False, repr=False)
