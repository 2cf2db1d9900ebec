"""From recommendations to the next adoption: the file of this one, with the lists that they add to."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from textwrap import wrap

import attrs

from cpdrules.followup import words
from cpdrules.followup.recommending import recommend
from cpdrules.loading.extends import Chain
from cpdrules.loading.load import Loaded, read, read_rules
from cpdrules.rendering.text import safe
from cpdrules.report.recommended import Answer, Recommended
from cpdrules.report.summary import Summary
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, Mapping, Scalar, Sequence, Span, read_file

PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z -]*[A-Za-z])?")
NO_TEXT = ("true", "false", "yes", "no", "on", "off", "null", "none", "to_be_set")
YAML = (".yaml", ".yml")
HEAD, FIRST, FURTHER = "# ", "# - ", "#   "
WIDTH = 110
Edit = tuple[int, int, str]
"""From one offset to another, and what stands there instead."""


def next_adoption(adoption: str | os.PathLike[str], summary: Summary, *, edition: str) -> str:
    """Write the adoption that follows on this one: the same file under another edition, with its lists added to.

    `adoption` is the YAML file of an extending rule set, and `summary` is by it. What the recommendations add that are
    made, by the numbers of the summary, is added to the lists; those that are undetermined stand in the remarks at the
    head, for people to decide.
    Everything else stands as it was. The text extends what this file extends, so it belongs into the same folder.

    Raises `ValueError` for a summary by other rules, a file that extends nothing, and an edition that is this one's
    own; `RuleSetError` for a file with faults.
    """
    name = os.fspath(adoption)
    loaded = read(name)
    ruleset = loaded.or_raise()
    summary = recommend(summary, ruleset)
    refuse_what_cannot_follow(name, loaded, ruleset, edition)
    data = read_file(name, DEFAULT_LIMITS, max_bytes=DEFAULT_LIMITS.rule_file_bytes)
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    assert loaded.root is not None
    made = Editing(text, loaded.root).with_edition(edition)
    for list_name, entries in new_entries(ruleset, summary).items():
        made = Editing(made, root_of(made, name)).with_entries(list_name, entries)
    whole = "".join(f"{line}\n" for line in remarks(summary, ruleset)) + without_remarks(made)
    refuse_what_was_not_meant(whole, name, ruleset, summary, edition)
    return whole


def refuse_what_cannot_follow(name: str, loaded: Loaded, ruleset: RuleSet, edition: str) -> None:
    """Raise where nothing can be written into the file."""
    if loaded.root is None or "extends" not in loaded.root:
        raise ValueError(f"`{ruleset.id}` extends nothing; give the adoption that the summary is by")
    if not name.endswith(YAML):
        raise ValueError(f"{name}: only a file in YAML is carried on")
    if edition == ruleset.edition:
        raise ValueError(f"{name} is edition `{edition}` already; name the next one")


def new_entries(ruleset: RuleSet, summary: Summary) -> dict[str, list[str]]:
    """Return what is added to each list: no entry that it has, and none twice."""
    lists = {each.name: each.values or () for each in ruleset.lists}
    found: dict[str, list[str]] = {}
    for each in summary.recommendations:
        if each.answer is Answer.MADE and each.to_list is not None and each.entry is not None:
            known = (*lists.get(each.to_list, ()), *found.get(each.to_list, ()))
            if each.entry not in known:
                found.setdefault(each.to_list, []).append(each.entry)
    return found


# -- the text ------------------------------------------------------------------------------------------------


def root_of(text: str, name: str) -> Mapping:
    """Return the tree of a text that was just written, as it stands in the folder of a file."""
    loaded = read_rules(text.encode(), name, Chain(DEFAULT_LIMITS).at(name))
    if loaded.ruleset is None or loaded.root is None:
        raise ValueError(words.NOT_CARRIED_ON.format(name))
    return loaded.root


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

    def with_entries(self, name: str, entries: list[str]) -> str:
        """Return the text with entries added to a list, which it may not set yet."""
        lists = self.root.get("lists")
        written = [in_yaml(each) for each in entries]
        if not isinstance(lists, Mapping):
            return f"{self.text.rstrip()}\nlists:\n  {name}: {{values: [{', '.join(written)}]}}\n"
        if name not in lists and (first := lists.key_span(next(iter(lists)))) is not None:
            return self.inserted(
                first.line, f"{' ' * (first.column - 1)}{name}: {{values: [{', '.join(written)}]}}\n"
            )
        named = lists.get(name)
        values = named.get("values") if isinstance(named, Mapping) else None
        if isinstance(values, Sequence):
            return self.with_items(values, written)
        if isinstance(values, Scalar) and values.span is not None:
            return self.changed(values.span, f"[{', '.join(written)}]")  # it was `to_be_set`
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


# -- the remarks at the head ---------------------------------------------------------------------------------


def remarks(summary: Summary, ruleset: RuleSet) -> Iterator[str]:
    """Yield the comments that people need who go on from here."""
    edition = f" ({ruleset.edition})" if ruleset.edition else ""
    yield HEAD + words.DRAWN.format(records=summary.records, ruleset=ruleset.id, edition=edition)
    for each in summary.recommendations:
        if each.answer is not Answer.NOT_MADE:
            yield from wrap(safe(remark(each)), WIDTH, initial_indent=FIRST, subsequent_indent=FURTHER)


def remark(recommended: Recommended) -> str:
    """Say what came of one recommendation."""
    what = words.ADDED if recommended.answer is Answer.MADE else words.TO_DECIDE
    if recommended.to_list is None:
        what = words.TO_DO if recommended.answer is Answer.MADE else words.OPEN
    return what.format(
        name=recommended.name,
        title=recommended.title,
        reason=recommended.reason,
        entry=recommended.entry,
        list=recommended.to_list,
    )


def without_remarks(text: str) -> str:
    """Return a text without the remarks that were written when it was drawn itself."""
    if not text.startswith(HEAD + words.DRAWN.partition("{")[0]):
        return text
    lines = text.split("\n")
    rest = next(place for place, line in enumerate(lines) if place and not line.startswith((FIRST, FURTHER)))
    return "\n".join(lines[rest:])


def refuse_what_was_not_meant(text: str, name: str, ruleset: RuleSet, summary: Summary, edition: str) -> None:
    """Hold the new text to the old one: it loads, and differs by the edition and the entries alone."""
    made = read_rules(text.encode(), name, Chain(DEFAULT_LIMITS).at(name)).ruleset
    added = new_entries(ruleset, summary)
    wanted = tuple((*(each.values or ()), *added.get(each.name, ())) for each in ruleset.lists)
    # A list that is set for the first time is said by this text now, and so is where it comes from.
    meant = made is not None and (
        (made.edition, tuple(each.values or () for each in made.lists)) == (edition, wanted)
        and attrs.evolve(made, edition=ruleset.edition, lists=ruleset.lists, origins=ruleset.origins)
        == ruleset
    )
    if not meant:
        raise ValueError(words.NOT_CARRIED_ON.format(name))
