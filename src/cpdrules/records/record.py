"""The record that is judged: its core is the library's, its other parts are facts that a vocabulary types."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from cpdrules.source import Mapping, Node, Span

CORE = {
    "title": "a heading",
    "complete_from": "the dated lists leave nothing out from this day on; never assumed",
    "complete_through": "the dated lists leave nothing out up to this day; never assumed",
    "brought_forward": "what a period begins with from before, where the record does not reach back",
    "judgements": "the answers to judged criteria",
}
"""The keys that every record may have, below its kind and id, and what each says."""

ITEM = {
    "id": "the name of the item in the report; no other item of the list has it",
    "title": "a heading",
    "planned": "`true` until it is done; it counts for nothing, and the report says what it would bring",
}
"""The keys that every item of a list may have; only the id is needed."""

BROUGHT_FORWARD = {
    "measure": "the measure of the rule set that it is about",
    "into": "the first day of the period that begins with it",
    "carried": "how much was carried in, in the unit of the measure",
    "owed": "how much was still missing in the period before",
}
"""The keys of what is brought forward; the first two are needed, and one of the others."""

JUDGEMENT = {
    "criterion": "the id of the criterion that is answered",
    "answer": "the answer, in the words of the scale",
    "by": "who answers",
    "role": "the role in which they answer",
    "made": "the day of the answer; of two answers of one judge the later holds",
    "about": "the id of the item, when the criterion is asked for each of several",
    "reason": "why; needed with the answer `not_applicable`",
    "evidence": "what the answer rests on; `none` says that there is none",
}
"""The keys of a judgement, and what each says; the first three are needed."""

EVIDENCE = {
    "kind": "what it is, in the words of the rule set",
    "title": "a heading",
    "link": "where it is",
}
"""The keys of evidence, and what each says; the first is needed."""


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
class BroughtForward:
    """What a period begins with: an excess carried in, a shortfall still to be made good, or both.

    None is not said, and so unknown. Amounts are in the unit of the measure.
    """

    measure: str
    into: datetime.date
    carried: Fraction | None = None
    owed: Fraction | None = None
    node: Node = attrs.field(eq=False, repr=False)


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
    brought_forward: tuple[BroughtForward, ...] = ()
    judgements: tuple[Judgement, ...] | None = None
    facts: Mapping = attrs.field(eq=False, repr=False)
