"""What the names in a rule set mean: the tables that the checks look names up in."""

from __future__ import annotations

from typing import Any

import attrs

from cpdrules.loading.origins import origin
from cpdrules.loading.scalars import advice
from cpdrules.rules.conditions import THIS, Path
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.rules.walk import every
from cpdrules.source import Document, Mapping, Node, Scalar, Sequence, cited

KINDS_OF_NAMES = (
    "vocabulary", "units", "lists", "definitions", "scales", "periods", "parameters", "measures",
)  # fmt: skip


@attrs.frozen
class Place:
    """Where a condition stands: the list whose items it picks, and what `this` is there.

    `this` is a list of the record (an item of it), a field (a value of its vocabulary), a string (an entry of
    that named list), or None outside loops. A place is `lost` where a fault hides what `this` is.
    """

    item: Section | None = None
    this: Section | Field | str | None = None
    lost: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the place from others."""
        named = self.this if isinstance(self.this, str) else self.this.name if self.this else ""
        return (self.item.name if self.item else "", type(self.this).__name__, named, str(self.lost))


@attrs.frozen
class AtKey:
    """A value whose key is at fault: a misspelt field stands there."""

    node: Node

    def fault(self, code: str, message: str, hint: str = "") -> None:
        """Say what is wrong with the key; with the value, when it stands under none."""
        above = self.node.parent
        if isinstance(above, Mapping) and not self.node.broken:
            above.fault_key(str(self.node.step), code, message, hint)
        else:
            self.node.fault(code, message, hint)


@attrs.define
class Scope:
    """The names of a rule set, by what they name. Faulty things keep their names, so that a fault is one."""

    ruleset: RuleSet
    document: Document
    root: Mapping
    known: dict[str, dict[str, Any]]
    used: set[tuple[str, str]] = attrs.Factory(set)
    heights: dict[tuple[str, ...], int] = attrs.Factory(dict)

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
        built_on = (each.id for each in every(ruleset.requirements) if each.id is not None)
        known["requirements"] = dict.fromkeys([*_ids(root.get("requirements")), *built_on])
        return cls(ruleset, document, root, known)

    def look_up(self, kind: str, name: str, node: Node | AtKey, words: str) -> Any:
        """Return what a name names; None, with a fault at its place, when nothing has it."""
        table = self.known[kind]
        if name not in table:
            written = self.root.get(kind)
            if kind in KINDS_OF_NAMES and written is not None and not isinstance(written, Mapping):
                return None
            message = f"there is no {words} {cited(name)}"
            node.fault("R020", message, advice(self.root, name, table, "there are"))
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

    def lacks(self, made: object, *words: str) -> bool:
        """Whether a thing says none of these, not even faultily: then it is a choice that was not made."""
        node = self.node(made)
        return not isinstance(node, Mapping) or node.lacks(*words)

    def fault_name(self, kind: str, name: str, code: str, message: str, hint: str) -> None:
        """Say what is wrong with the name of a thing."""
        written = self.root.get(kind)
        if isinstance(written, Mapping):
            written.fault_key(name, code, message, hint)

    def says(self, made: object, *words: str) -> bool:
        """Whether a thing says all of these."""
        node = self.node(made)
        return isinstance(node, Mapping) and all(word in node for word in words)

    def is_written(self, name: str, *above: str) -> bool:
        """Whether a name stands in a part of the text, though what it names may be faulty."""
        node: Node | None = self.root
        for word in above:
            node = node.get(word) if isinstance(node, Mapping) else None
        return isinstance(node, Mapping) and name in node

    def list_of(self, name: str, node: Node) -> Section | None:
        """Return a list of the record by name."""
        section = self.look_up("vocabulary", name, node, "list in the vocabulary called")
        if isinstance(section, Section) and not section.is_list:
            if self.lacks(section, "dated_by", "undated"):
                hint = "say `dated_by` or `undated: true` in its vocabulary"
                node.fault("R023", f"`{name}` is one thing, not a list", hint)
            return None
        return section if isinstance(section, Section) else None

    def field_at(self, path: Path, place: Place, node: Node, *, of_key: bool = False) -> Field | None:
        """Return the field that a path leads to from a place; a fault and None when there is none.

        The path is the node, or with `of_key` the key under which it stands.
        """
        at = AtKey(node) if of_key else node
        if path.section is None:
            if place.item is None:
                self._unplaced(path, at)
                return None
            return self.field_in(place.item, str(path.field), node, at)
        if path.section == THIS:
            return self._field_of_this(path, place, node, at)
        section = self.look_up("vocabulary", path.section, at, "part of the record called")
        if not isinstance(section, Section):
            return None
        if section.is_list:
            hint = f"ask `has: {path.section}`, or go through it with `for_each`"
            at.fault("R023", f"`{path.section}` is a list", hint)
            return None
        return self.field_in(section, str(path.field), node, at)

    def field_in(
        self, section: Section, name: str, node: Node, at: Node | AtKey | None = None
    ) -> Field | None:
        """Return a field of a section by name."""
        found = section.field(name)
        if found is None and not self.is_written(name, "vocabulary", section.name, "fields"):
            hint = advice(node, name, [field.name for field in section.fields], "its fields are")
            message = f"the vocabulary of `{section.name}` has no field {cited(name)}"
            (at or node).fault("R021", message, hint)
        return found

    def _unplaced(self, path: Path, at: Node | AtKey) -> None:
        owners = [s.name for s in self.ruleset.vocabulary if not s.is_list and s.field(str(path.field))]
        hint = f"did you mean `{owners[0]}.{path.field}`?" if owners else "write `section.field`"
        at.fault("R021", f"`{path}` does not say which part of the record it is a field of", hint)

    def _field_of_this(self, path: Path, place: Place, node: Node, at: Node | AtKey) -> Field | None:
        if place.lost:
            return None
        if place.this is None:
            at.fault("R023", "`this` stands only inside `for_each` and `for_some`", "name the field alone")
            return None
        if path.field is None:
            return None
        if isinstance(place.this, Section):
            return self.field_in(place.this, path.field, node, at)
        at.fault(
            "R023", f"`this` is a single value here and has no field `{path.field}`", "write `this` alone"
        )
        return None


def _ids(node: Node | None) -> list[str]:
    """Every id in a part of the text, so that a faulty requirement is still known by its own."""
    found = []
    todo = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, Mapping):
            named = each.get("id")
            if isinstance(named, Scalar) and isinstance(named.value, str):
                found.append(named.value)
            # The parts of an allocation have ids and are no requirements: nothing can be asked of one alone.
            inside = [entry for word, entry in each.entries.items() if word != "to" or "allocate" not in each]
            todo.extend(reversed(inside))
        elif isinstance(each, Sequence):
            todo.extend(reversed(each.items))
    return found
