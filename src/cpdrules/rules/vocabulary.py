"""The words a rule set knows: which facts a record may state, and what each may say."""

from __future__ import annotations

import datetime
from typing import Literal, cast

import attrs

from cpdrules.rules.dated import in_force_on
from cpdrules.rules.keys import HIDDEN, key, name, place
from cpdrules.rules.quantities import Quantity
from cpdrules.source import Span

FieldKind = Literal["date", "yes_no", "text", "number", "evidence", "unit", "choice", "link", "listed"]


FIELD_WORDS = {
    "date": "a day",
    "yes_no": "`true` or `false`",
    "text": "any text",
    "number": "a plain number, or hours and minutes such as `1:30`",
    "evidence": "a kind of evidence, or several, each with `kind`, `title` and `link`",
}
"""The kinds of value that are a word, and what the record may then say."""

FIELD_SHAPES = {
    "unit": "an amount in this unit; others are converted",
    "many": "several values; once written, the list is complete",
    "link": "the id of an item of this list of the record",
    "listed_in": "an entry of this named list",
    "readability_of": "how hard this text of the item is to read; never written",
}
"""The kinds of value that say a unit, a list or another kind, and what the record may then say."""

SILENCE = {
    "type": "the kind of value, where `if_absent` stands beside it",
    "if_absent": "what silence means: the one exception to unknown, for a choice, `yes_no`, a number or an "
    "amount; the report counts how often it was used",
}
"""The words with which a fact says what silence means."""

PART = {
    "part_of": "the whole: a field that its parts together cannot exceed",
}
"""The word with which a number of an item is a part of another."""

Formula = Literal["ari", "lix"]
READING = {
    "formula": "`ari` or `lix`; needed with `readability_of`",
}
"""The word that says how a readability is worked out."""


@attrs.frozen
class Field:
    """One fact: what kind of value it takes.

    `values` for a choice, `unit` for a quantity, `target` for a link (a list of the record) or an entry of a
    named list. `many` facts take a list, which is complete when it is written. `if_absent` makes silence an
    answer; without it a fact that is not written is unknown. A number may be `part_of` another of the same
    item, or be worked out of a text of it (`readability_of`, by a `formula`).
    """

    name: str = name()
    kind: FieldKind = attrs.field(kw_only=True)
    values: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    unit: str | None = attrs.field(default=None, kw_only=True)
    target: str | None = attrs.field(default=None, kw_only=True)
    many: bool = attrs.field(default=False, kw_only=True)
    if_absent: str | None = attrs.field(default=None, kw_only=True)
    part_of: str | None = attrs.field(default=None, kw_only=True)
    readability_of: str | None = attrs.field(default=None, kw_only=True)
    formula: Formula | None = attrs.field(default=None, kw_only=True)
    place: Span | None = place()

    @property
    def written(self) -> str:
        """The field by which a record tells this fact: itself, or the text that it is worked out of."""
        return self.readability_of or self.name


@attrs.frozen
class Section:
    """A part of the record: one thing with fields (`person`), or a list of things (`activities`).

    A list says which field dates its items (`dated_by`) or that nothing does (`undated: true`).
    """

    name: str = name()
    fields: tuple[Field, ...] = key("the facts and what kind of value each takes")
    dated_by: str | None = key(
        "for a list: the date field that places an item in a period", names="date field", default=None
    )
    until: str | None = key(
        "the date field of an item's last day, `none` while it lasts; it lies in each period it shares a day with",
        names="date field",
        default=None,
    )
    undated: bool = key("for a list: `true` when its items stand in no period", default=False)
    place: Span | None = place()

    @property
    def is_list(self) -> bool:
        """Whether the record holds many of these."""
        return self.undated or self.dated_by is not None

    def field(self, name: str) -> Field | None:
        """Return the field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def parts_of(self, whole: str) -> tuple[Field, ...]:
        """Return the fields that are parts of a field."""
        return tuple(field for field in self.fields if field.part_of == whole)


Entries = tuple[str | tuple[str, ...], ...]
"""The entries of a list: words, or rows of a table."""


def first_words(entries: Entries) -> tuple[str, ...]:
    """Return the words of entries; of a row, its first column."""
    return tuple(each if isinstance(each, str) else each[0] for each in entries)


@attrs.frozen
class DatedEntries:
    """The entries of a list from a day on; without a day, always."""

    since: datetime.date | None = attrs.field(metadata={HIDDEN: True})
    entries: Entries | None = key("the entries", name="is", positional=True)
    reference: Reference | None = key("where it comes from", default=None, positional=True)
    place: Span | None = place()


@attrs.frozen
class NamedList:
    """A list that rules refer to: words, or a table of rows with named columns."""

    name: str = name()
    values: Entries | tuple[DatedEntries, ...] | None = key(
        "the entries; `to_be_set` leaves them to the adopter; a row gives its columns in the order of `fields`",
        default=None,
    )
    words: str | None = key(
        "in place of `values`: a word list, bundled or a file below the folder of this one", default=None
    )
    fields: tuple[Field, ...] = key(
        "the columns of each row, in order; a row is looked up by its first column", default=()
    )
    title: str | None = key("a heading", default=None)
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()

    @property
    def by_date(self) -> tuple[DatedEntries, ...]:
        """The entries with the days from which they hold, the earliest first; a plain list has no day."""
        if self.is_dated:
            return cast("tuple[DatedEntries, ...]", self.values)
        return (DatedEntries(None, self.plain, place=self.place),)

    @property
    def plain(self) -> Entries | None:
        """The entries of a list that has no dates; None while they are to be set."""
        return None if self.is_dated else cast("Entries | None", self.values)

    @property
    def is_dated(self) -> bool:
        """Whether the entries change by date."""
        return isinstance(next(iter(self.values or ()), None), DatedEntries)

    def on(self, day: datetime.date) -> Entries | None:
        """Return the entries that are in force on a day; None where they are not known."""
        holding = in_force_on(self.by_date, day)
        return None if holding is None else holding.entries

    @property
    def latest(self) -> Entries:
        """The entries that are set last; none where none are set."""
        return next((each.entries for each in reversed(self.by_date) if each.entries is not None), ())

    @property
    def is_to_be_set(self) -> bool:
        """Whether entries are left to the adopter, from some day on or always."""
        return any(each.entries is None for each in self.by_date)

    @property
    def is_one(self) -> bool:
        """Whether the entries are known and the same on every day."""
        return not self.is_dated and self.values is not None


@attrs.frozen
class Reference:
    """Where a rule or a number comes from, so that it can be checked and defended."""

    document: str | None = key("the title of the document", default=None)
    section: str | None = key("the clause, principle or page", default=None)
    link: str | None = key("an http or https address", default=None)
    verified: str | None = key("how and when somebody checked it against the document", default=None)
    note: str | None = key("what the document leaves open, and what was chosen", default=None)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.section) if part)


@attrs.frozen
class Unit:
    """Another unit in which an amount may be recorded: `day: {is: 7, of: hour}`."""

    name: str = name()
    is_: Quantity = key("how many of the other unit one of these is; no percentage", name="is")
    of: str = key("the other unit", names="unit")
    reference: Reference | None = key("where it comes from", default=None)
    place: Span | None = place()
