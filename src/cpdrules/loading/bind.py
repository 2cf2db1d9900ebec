"""Reading a record's facts in the words of a rule set: typed values, units, near misses."""

from __future__ import annotations

import datetime
from collections import Counter

import attrs

from cpdrules.loading.answers import Answers
from cpdrules.loading.facts import FactReader, typed
from cpdrules.loading.parts import check_parts
from cpdrules.records.bound import Bound, Thing, Value
from cpdrules.records.reading import (
    PLANNED,
    Faults,
    is_none,
    is_unknown,
    item_id,
    text_of,
)
from cpdrules.records.record import CORE, Record
from cpdrules.rules.measures import Count, Sum
from cpdrules.rules.ruleset import SUBJECTS, RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.semantics import FEWEST_WORDS, counts, readability
from cpdrules.source import Mapping, Node, Sequence, cited, did_you_mean


def in_order(things: tuple[Thing, ...] | None, section: Section) -> tuple[Thing, ...] | None:
    """Return the items of a list by their day, then by their id: the order in which they are written says nothing."""
    if things is None:
        return None
    day = section.dated_by or ""
    return tuple(sorted(things, key=lambda each: (str(each.values.get(day, "9999")), each.id)))


@attrs.define
class Binder:
    """Reads one record in the words of one rule set, noting every fault.

    `strict` makes an error of a field that the rule set does not know.
    """

    ruleset: RuleSet
    faults: Faults = attrs.Factory(Faults)
    strict: bool = False
    silences: Counter[str] = attrs.Factory(Counter)
    nodes: dict[tuple[str, str], Node] = attrs.Factory(dict)
    planned: set[tuple[str, str]] = attrs.Factory(set)
    facts: FactReader = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Give the facts to a reader that notes faults in the same place."""
        self.facts = FactReader(self.ruleset, self.faults)

    def bind(self, record: Record) -> Bound:
        """Return the record in the words of the rule set; what is faulty is noted and left unknown."""
        sections = {section.name: section for section in self.ruleset.vocabulary}
        singles: dict[str, Thing] = {}
        lists: dict[str, tuple[Thing, ...] | None] = {}
        for name, section in sections.items():
            node = record.facts.get(name)
            if section.is_list:
                lists[name] = in_order(self.items(node, section), section)
            else:
                singles[name] = self.single(node, section)
        self._unknown_parts(record.facts, sections)
        Answers(self.ruleset, self.faults, self.strict, lists).check(record)
        self._brought_forward(record)
        self._links(lists)
        planned = {name: self.of_plan(name, things or (), record) for name, things in lists.items()}
        done = {
            name: things and tuple(each for each in things if (name, each.id) not in self.planned)
            for name, things in lists.items()
        }
        return Bound(
            record,
            singles,
            done,
            dict(self.silences),
            self.faults.warnings,
            {name: things for name, things in planned.items() if things},
        )

    def of_plan(self, name: str, things: tuple[Thing, ...], record: Record) -> tuple[Thing, ...]:
        """Return the items of a list that are only planned; a plan for a day that is over is noted."""
        found = tuple(each for each in things if (name, each.id) in self.planned)
        dated_by = next(each.dated_by for each in self.ruleset.vocabulary if each.name == name)
        for thing in found:
            day, node = thing.values.get(dated_by or ""), self.nodes[name, thing.id]
            until = record.complete_through
            if isinstance(day, datetime.date) and until is not None and day <= until:
                message = (
                    f"{cited(thing.id)} is planned for {day}, and the record is complete through {until}"
                )
                hint = "take `planned` out once it is done; until then it counts for nothing"
                assert isinstance(node, Mapping)
                self.faults.add_key(node, PLANNED, ("D018", message, hint), warning=True)
        return found

    def _brought_forward(self, record: Record) -> None:
        """Note what is brought forward of a measure that hands nothing on, where it is a near miss."""
        known = [
            each.name
            for each in self.ruleset.measures
            if isinstance(each, (Sum, Count)) and (each.carry_over or each.make_up)
        ]
        for each in record.brought_forward:
            hint = did_you_mean(each.measure, known)
            if each.measure not in known and hint and isinstance(each.node, Mapping):
                message = f"{cited(each.measure)} is no measure of which something moves between periods"
                self.faults.add_key(each.node, "measure", ("D010", message, hint), warning=not self.strict)

    def single(self, node: Node | None, section: Section) -> Thing:
        """Read a part of the record that there is one of."""
        if node is None or is_unknown(node):
            return Thing(section.name, self._silent(section, {}))
        if not isinstance(node, Mapping):
            self.faults.add(node, "D001", f"`{section.name}` is a block of facts")
            return Thing(section.name, {})
        return Thing(section.name, self.values(node, section, ("title", "id")))

    def items(self, node: Node | None, section: Section) -> tuple[Thing, ...] | None:
        """Read a list of the record; None when it is not written."""
        if node is None or is_unknown(node):
            return None
        if is_none(node):
            return ()
        if not isinstance(node, Sequence):
            self.faults.add(node, "D001", f"`{section.name}` is a list")
            return None
        found: dict[str, Thing] = {}
        for item in node.items:
            if self.faults.full:
                break
            thing = self.item(item, section)
            if thing is not None and thing.id in found:
                message = f"two items of `{section.name}` have the id `{thing.id}`"
                at = item.entries["id"] if isinstance(item, Mapping) else item
                self.faults.add(at, "D004", message, "each is counted once; give the second another id")
            elif thing is not None:
                found[thing.id] = thing
                self.nodes[section.name, thing.id] = item
                if isinstance(item, Mapping) and self.is_planned(item):
                    self.planned.add((section.name, thing.id))
        return tuple(found.values())

    def item(self, node: Node, section: Section) -> Thing | None:
        """Read one item of a list."""
        if not isinstance(node, Mapping):
            self.faults.add(node, "D001", f"an item of `{section.name}` is a block of facts")
            return None
        if "id" not in node:
            message = f"this item of `{section.name}` has no `id`"
            self.faults.add(node, "D002", message, "the report names it by its id")
            return None
        values = self.values(node, section, ("id", "title", PLANNED))
        self.in_time(node, section, values)
        name = item_id(node.entries["id"], self.faults)
        check_parts(node, section, name, values, (self.ruleset, self.faults))
        title = node.get("title")
        words = None if title is None or is_unknown(title) or is_none(title) else text_of(title, self.faults)
        return Thing(name, values, words)

    def in_time(self, node: Mapping, section: Section, values: dict[str, Value]) -> None:
        """Refuse an item that ends before it begins."""
        first, last = values.get(section.dated_by or ""), values.get(section.until or "")
        if isinstance(first, datetime.date) and isinstance(last, datetime.date) and last < first:
            message = f"this item of `{section.name}` ends on {last}, before it begins on {first}"
            hint = "mend the day that is wrong; leave out a day that is not known"
            self.faults.add(node.entries[str(section.until)], "D019", message, hint)

    def is_planned(self, node: Mapping) -> bool:
        """Whether an item says that it is planned and not done yet."""
        entry = node.get(PLANNED)
        if entry is None or is_unknown(entry):
            return False
        word = text_of(entry, self.faults)
        if word not in (None, "true", "false"):
            message = f"{cited(str(word))} does not say whether this is planned"
            self.faults.add(
                entry, "D005", message, "write `planned: true` until it is done, then take it out"
            )
        return word == "true"

    def values(self, node: Mapping, section: Section, core: tuple[str, ...]) -> dict[str, Value]:
        """Read the facts of one thing."""
        known = {field.name: field for field in section.fields}
        values: dict[str, Value] = {}
        for name, entry in node.entries.items():
            field = known.get(name)
            if field is not None and field.readability_of is not None:
                message = f"`{name}` is worked out of `{field.readability_of}`, so that nobody has to say it"
                self.faults.add_key(node, name, ("D025", message, "leave it out"))
            elif field is not None:
                value = self.facts.value(entry, field)
                if value is not None:
                    values[name] = value
            elif name not in core:
                self._unknown_field(node, name, section, known)
        self._read_texts(node, section, values)
        return self._silent(section, values)

    def _read_texts(self, node: Mapping, section: Section, values: dict[str, Value]) -> None:
        """Work out how hard texts are to read; note one that is too short to tell."""
        for field in section.fields:
            text = values.get(field.readability_of or "")
            if field.formula is None or not isinstance(text, str):
                continue
            grade = readability(text, field.formula)
            if grade is not None:
                values[field.name] = grade
                continue
            message = f"a text of {counts(text).words} words is too short to tell `{field.name}`"
            hint = f"write {FEWEST_WORDS} words or more of it; until then it is not known"
            self.faults.add_key(node, str(field.readability_of), ("D026", message, hint), warning=True)

    def _silent(self, section: Section, values: dict[str, Value]) -> dict[str, Value]:
        for field in section.fields:
            if field.if_absent is not None and field.name not in values:
                values[field.name] = typed(field, field.if_absent)
                self.silences[f"{section.name}.{field.name}"] += 1
        return values

    def _unknown_field(self, node: Mapping, name: str, section: Section, known: dict[str, Field]) -> None:
        if self.strict:
            hint = self.faults.advice(name, known, "its facts are")
            self.faults.add_key(node, name, ("D010", f"`{section.name}` has no fact {cited(name)}", hint))
        elif not self.faults.crowded and (hint := did_you_mean(name, known)):
            message = f"{cited(name)} is not a fact that the rule set knows"
            self.faults.add_key(node, name, ("D010", message, hint), warning=True)

    def _unknown_parts(self, root: Mapping, sections: dict[str, Section]) -> None:
        core = ("cpdrules", *SUBJECTS, *CORE)
        for name in root:
            if name in sections or name in core:
                continue
            known = (*sections, *CORE)
            if self.strict:
                hint = self.faults.advice(name, known, "its parts are")
                self.faults.add_key(root, name, ("D011", f"the rule set knows no {cited(name)}", hint))
            elif not self.faults.crowded and (hint := did_you_mean(name, known)):
                message = f"{cited(name)} is not a part that the rule set knows"
                self.faults.add_key(root, name, ("D011", message, hint), warning=True)

    def _links(self, lists: dict[str, tuple[Thing, ...] | None]) -> None:
        for section in self.ruleset.vocabulary:
            for field in section.fields:
                target = lists.get(field.target or "") if field.kind == "link" else None
                if target is not None:
                    self._links_of(
                        section, field, lists.get(section.name) or (), {each.id for each in target}
                    )

    def _links_of(self, section: Section, field: Field, things: tuple[Thing, ...], ids: set[str]) -> None:
        for thing in things:
            linked = thing.values.get(field.name)
            given = (linked,) if isinstance(linked, str) else linked if isinstance(linked, tuple) else ()
            for one in [str(each) for each in given if each not in ids]:
                item = self.nodes[section.name, thing.id]
                at = item.entries[field.name] if isinstance(item, Mapping) else item
                hint = self.faults.advice(one, sorted(ids), "it has")
                self.faults.add(at, "D009", f"`{field.target}` has no item {cited(one)}", hint)
