"""What the names in a rule set mean: the tables that the checks look names up in."""

from __future__ import annotations

from typing import Any

import attrs

from cpdrules.loading.structure import origin
from cpdrules.rules.conditions import THIS, Path
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.rules.walk import every
from cpdrules.source import Document, Mapping, Node, did_you_mean

KINDS_OF_NAMES = (
    "vocabulary", "units", "lists", "definitions", "scales", "periods", "parameters", "measures",
)  # fmt: skip


@attrs.frozen
class Place:
    """Where a condition stands: the list whose items it picks, and what `this` is there.

    `this` is a list of the record (an item of it), a field (a value of its vocabulary), a string (an entry of
    that named list), or None outside loops.
    """

    item: Section | None = None
    this: Section | Field | str | None = None


@attrs.define
class Scope:
    """The names of a rule set, by what they name. Faulty things keep their names, so that one fault is one."""

    ruleset: RuleSet
    document: Document
    root: Mapping
    known: dict[str, dict[str, Any]]
    used: set[tuple[str, str]] = attrs.Factory(set)

    @classmethod
    def of(cls, ruleset: RuleSet, root: Mapping, document: Document) -> Scope:
        """Gather the names: those that were read, and those whose block was faulty."""
        known: dict[str, dict[str, Any]] = {}
        for kind in KINDS_OF_NAMES:
            table: dict[str, Any] = {}
            written = root.get(kind)
            if isinstance(written, Mapping):
                table.update(dict.fromkeys(written))
            table.update({thing.name: thing for thing in getattr(ruleset, kind)})
            known[kind] = table
        known["requirements"] = {r.id: r for r in every(ruleset.requirements) if r.id}
        return cls(ruleset, document, root, known)

    def look_up(self, kind: str, name: str, node: Node, words: str) -> Any:
        """Return what a name names; None, with a fault at its place, when nothing has it."""
        table = self.known[kind]
        if name not in table:
            listed = ", ".join(f"`{each}`" for each in table) or "none"
            node.fault(
                "R020", f"there is no {words} `{name}`", did_you_mean(name, table) or f"there are: {listed}"
            )
            return None
        self.used.add((kind, name))
        return table[name]

    def node(self, made: object, *words: str) -> Node:
        """Return the node below a thing made from the text, or the thing's own when the key is not there."""
        node: Node = origin(made, self.document) or self.root
        for word in words:
            below = node.get(word) if isinstance(node, Mapping) else None
            if below is None:
                return node
            node = below
        return node

    def list_of(self, name: str, node: Node) -> Section | None:
        """Return a list of the record by name."""
        section = self.look_up("vocabulary", name, node, "list in the vocabulary called")
        if isinstance(section, Section) and not section.is_list:
            node.fault(
                "R023",
                f"`{name}` is one thing, not a list",
                "say `dated_by` or `undated: true` in its vocabulary",
            )
            return None
        return section if isinstance(section, Section) else None

    def field_at(self, path: Path, place: Place, node: Node) -> Field | None:
        """Return the field that a path leads to from a place; a fault and None when there is none."""
        if path.section is None:
            if place.item is None:
                self._unplaced(path, node)
                return None
            return self.field_in(place.item, str(path.field), node)
        if path.section == THIS:
            return self._field_of_this(path, place, node)
        section = self.look_up("vocabulary", path.section, node, "part of the record called")
        if not isinstance(section, Section):
            return None
        if section.is_list:
            node.fault(
                "R023",
                f"`{path.section}` is a list; ask `has: {path.section}` or go through it with `for_each`",
            )
            return None
        return self.field_in(section, str(path.field), node)

    def field_in(self, section: Section, name: str, node: Node) -> Field | None:
        """Return a field of a section by name."""
        found = section.field(name)
        if found is None and not self._was_faulty(section, name):
            names = [field.name for field in section.fields]
            hint = did_you_mean(name, names) or "its fields are: " + ", ".join(f"`{each}`" for each in names)
            node.fault("R021", f"the vocabulary of `{section.name}` has no field `{name}`", hint)
        return found

    def _was_faulty(self, section: Section, name: str) -> bool:
        written = self.node(section, "fields")
        return isinstance(written, Mapping) and name in written

    def _unplaced(self, path: Path, node: Node) -> None:
        owners = [s.name for s in self.ruleset.vocabulary if not s.is_list and s.field(str(path.field))]
        hint = f"did you mean `{owners[0]}.{path.field}`?" if owners else "write `section.field`"
        node.fault("R021", f"`{path}` does not say which part of the record it is a field of", hint)

    def _field_of_this(self, path: Path, place: Place, node: Node) -> Field | None:
        if place.this is None:
            node.fault("R023", "`this` stands only inside `for_each` and `for_some`")
            return None
        if path.field is None:
            return None
        if isinstance(place.this, Section):
            return self.field_in(place.this, path.field, node)
        node.fault("R023", f"`this` is a single value here and has no field `{path.field}`")
        return None
