"""Writing into the text of a rule set: what is added stands among what the author wrote, and nothing else changes."""

from __future__ import annotations

import datetime
import json
import re

import attrs

from cpdrules.rules.vocabulary import NamedList, first_words
from cpdrules.source import Mapping, Node, Scalar, Sequence, Span

PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z -]*[A-Za-z])?")
NO_TEXT = ("true", "false", "yes", "no", "on", "off", "null", "none", "to_be_set")


@attrs.frozen
class Editing:
    """The text of a rule set, and the tree that tells where things stand in it."""

    text: str
    root: Mapping

    def with_edition(self, edition: str) -> str:
        """Return the text with another edition, quoted, so that a year stays a text."""
        told = json.dumps(edition, ensure_ascii=False)
        node = self.root.get("edition")
        if node is not None and node.span is not None:
            return self.changed(node.span, told)
        line = self.line_of(self.root.key_span("extends"))
        return self.inserted(line, f"edition: {told}\n")

    def with_entries(self, wanted: NamedList, entries: list[str], since: datetime.date | None) -> str:
        """Return the text with entries added to a list, from a day on where it changes by date; as it is wanted.

        A plain list may not be set yet.
        """
        lists, name = self.root.get("lists"), wanted.name
        written = [in_yaml(each) for each in entries]
        if since is not None and wanted.is_dated:
            return self.with_date(wanted, written, since)
        if not isinstance(lists, Mapping):
            return f"{self.text.rstrip()}\nlists:\n  {name}: {{values: [{', '.join(written)}]}}\n"
        if name not in lists and (first := lists.key_span(next(iter(lists)))) is not None:
            return self.inserted(
                first.line, f"{' ' * (first.column - 1)}{name}: {{values: [{', '.join(written)}]}}\n"
            )
        named = lists.get(name)
        values = named.get("values") if isinstance(named, Mapping) else None
        return self.with_values(values, written, written, name)

    def with_date(self, wanted: NamedList, written: list[str], since: datetime.date) -> str:
        """Return the text with further entries of a day, or with a further day and all its entries."""
        named: Node | None = self.root
        for word in ("lists", wanted.name, "values"):
            named = named.get(word) if isinstance(named, Mapping) else None
        whole = [in_yaml(each) for each in first_words(wanted.latest)]
        day = since.isoformat()
        if not isinstance(named, Mapping):
            return self.with_values(None, written, whole, wanted.name)
        if day in named:
            there = named.entries[day]
            there = there.entries["is"] if isinstance(there, Mapping) else there
            return self.with_values(there, written, whole, wanted.name)
        line, (*_, last) = f"{day}: [{', '.join(whole)}]", named.entries.values()
        if named.span is not None and last.span is not None and self.of(named.span).startswith("{"):
            end = self.offset(last.span.end_line, last.span.end_column)
            return f"{self.text[:end]}, {line}{self.text[end:]}"
        key = named.key_span(next(iter(named)))
        return self.inserted(last_line(last) + 1, f"{' ' * (key.column - 1 if key else 0)}{line}\n")

    def with_values(self, values: Node | None, further: list[str], whole: list[str], name: str) -> str:
        """Return the text with further items of a list, or with the whole of one that was `to_be_set`."""
        if isinstance(values, Sequence):
            return self.with_items(values, further)
        if isinstance(values, Scalar) and values.span is not None:
            return self.changed(values.span, f"[{', '.join(whole)}]")
        raise ValueError(f"`{name}` cannot be added to where it stands; set it in this file first")

    def with_items(self, values: Sequence, written: list[str]) -> str:
        """Return the text with items added to a list, in brackets or a line each."""
        assert values.span is not None
        if self.of(values.span).startswith("["):
            items = [self.of(item.span) for item in values if item.span is not None]
            return self.changed(values.span, f"[{', '.join([*items, *written])}]")
        last = values.items[-1].span
        assert last is not None
        line = self.text.split("\n")[last.line - 1]
        before = line[: len(line) - len(line.lstrip(" -"))]
        return self.inserted(last.end_line + 1, "".join(f"{before}{each}\n" for each in written))

    def of(self, span: Span) -> str:
        """Return what stands at a place."""
        return self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def changed(self, span: Span, new: str) -> str:
        """Return the text with something else at a place."""
        start, end = self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)
        return self.text[:start] + new + self.text[end:]

    def inserted(self, line: int, new: str) -> str:
        """Return the text with further lines before one."""
        start = min(self.offset(line, 1), len(self.text))
        gap = "\n" if start and self.text[start - 1] != "\n" else ""
        return self.text[:start] + gap + new + self.text[start:]

    def offset(self, line: int, column: int) -> int:
        """Return how many characters stand before a place."""
        return sum(len(each) + 1 for each in self.text.split("\n")[: line - 1]) + column - 1

    @staticmethod
    def line_of(span: Span | None) -> int:
        """Return the line of a key."""
        return span.line if span is not None else 1


def in_yaml(entry: str) -> str:
    """Write a text so that YAML reads it back."""
    plain = PLAIN.fullmatch(entry) is not None and entry.lower() not in NO_TEXT
    return entry if plain else json.dumps(entry, ensure_ascii=False)


def last_line(node: Node) -> int:
    """Return the last line on which something of a value stands."""
    below = list(node.entries.values()) if isinstance(node, Mapping) else []
    below = list(node.items) if isinstance(node, Sequence) else below
    return max([node.span.end_line if node.span and not below else 0, *map(last_line, below)])
