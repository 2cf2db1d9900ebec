"""Base records with changes made: new trees that keep every value at its line of the case file."""

from __future__ import annotations

from collections.abc import Callable

from cpdrules.loading.case_shapes import like, like_list
from cpdrules.records.reading import PLANNED
from cpdrules.records.record import CORE
from cpdrules.rules.case import Case, Change, Target
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Section
from cpdrules.source import Mapping, Node, Scalar, Sequence, did_you_mean

JUDGEMENTS = "judgements"
JUDGEMENT_FACTS = ("criterion", "answer", "by", "role", "made", "about", "reason", "evidence")
Note = Callable[[Target, str, str, str], None]


class Nowhere(Exception):  # noqa: N818 - caught beside where it is raised, and said as a fault at its place
    """A path leads nowhere: code, message and hint."""

    def __init__(self, message: str, hint: str = "", code: str = "T005") -> None:
        super().__init__(message)
        self.fault = (code, message, hint)


def changed(base: Mapping, case: Case, ruleset: RuleSet, note: Note | None = None) -> Mapping:
    """Return the base record with the case's changes and removals made; `note` takes what leads nowhere."""
    record = base
    steps: tuple[Change | Target, ...] = (*case.change, *case.remove)
    for step in steps:
        target = step.target if isinstance(step, Change) else step
        try:
            check_target(target, ruleset)
            record = put(record, step) if isinstance(step, Change) else without(record, step)
        except Nowhere as nowhere:
            if note is not None:
                note(target, *nowhere.fault)
    return record


def check_target(target: Target, ruleset: RuleSet) -> None:
    """Refuse a path that the rule set's vocabulary does not know."""
    section = next((each for each in ruleset.vocabulary if each.name == target.part), None)
    if section is None and target.part not in CORE:
        known = (*(each.name for each in ruleset.vocabulary), *CORE)
        listed = "known here: " + ", ".join(f"`{each}`" for each in known)
        raise Nowhere(f"a record has no `{target.part}`", did_you_mean(target.part, known) or listed)
    is_list = target.part == JUDGEMENTS or (section is not None and section.is_list)
    if target.item is not None and not is_list:
        raise Nowhere(f"`{target.part}` is not a list", f"write `{target.part}.field`")
    if target.field is None:
        return
    if is_list and target.item is None:
        raise Nowhere(f"`{target.part}` is a list", f"write `{target.part}[id].{target.field}`")
    facts = facts_of(section, target.part)
    if target.field not in facts:
        listed = "its facts are: " + ", ".join(f"`{each}`" for each in facts)
        raise Nowhere(
            f"`{target.part}` has no fact `{target.field}`", did_you_mean(target.field, facts) or listed
        )


def facts_of(section: Section | None, part: str) -> tuple[str, ...]:
    """Return the facts that may be changed in a part of a record."""
    if section is not None:
        return (*(field.name for field in section.fields), "title", *((PLANNED,) if section.is_list else ()))
    return JUDGEMENT_FACTS if part == JUDGEMENTS else ()


def put(record: Mapping, change: Change) -> Mapping:
    """Return the record with one change made."""
    target, root = change.target, like(record)
    if target.item is None and target.field is None:
        _set(root, target.part, change.value, change)
    elif target.item is None:
        part = _mapping(record.get(target.part), root, change)
        _set(part, str(target.field), change.value, change)
        _set(root, target.part, part, change)
    else:
        _set(root, target.part, _with_item(record.get(target.part), root, change), change)
    return root


def _with_item(node: Node | None, root: Mapping, change: Change) -> Sequence:
    """Return a list with an item changed, or written anew at its end."""
    target = change.target
    items = like_list(node) if isinstance(node, Sequence) else _empty_list(root, change)
    at = position(items, target)
    if target.field is None:
        item = _whole(change)
        items.items[len(items) if at is None else at : None if at is None else at + 1] = [item]
    elif at is None:
        raise Nowhere(*no_item(items, target))
    else:
        old = items.items[at]
        assert isinstance(old, Mapping)
        copy = like(old)
        _set(copy, target.field, change.value, change)
        items.items[at] = copy
    return items


def _whole(change: Change) -> Node:
    """Return an item as it is written in a change, with the id that its path gives it."""
    value, target = change.value, change.target
    if not isinstance(value, Mapping):
        message = f"`{target}` is an item, so its facts are written as a block"
        raise Nowhere(message, "write for example `{length: 2}`")
    item = like(value)
    if target.part == JUDGEMENTS:
        criterion, bracket, about = str(target.item).partition("[")
        given = {"criterion": criterion} | ({"about": about.removesuffix("]")} if bracket else {})
    else:
        given = {"id": str(target.item)}
    for word, text in given.items():
        if word in item and _word(item.get(word)) != text:
            raise Nowhere(f"`{target}` says another `{word}`", f"leave `{word}` out, or write `{text}`")
        if word not in item:
            _set(item, word, Scalar(value.document, item, word, change.key_mark, value=text), change)
    return item


def without(record: Mapping, target: Target) -> Mapping:
    """Return the record with something left out that stands in it."""
    root, node = like(record), record.get(target.part)
    if node is None:
        raise Nowhere(f"`{target.part}` does not stand in this record")
    if target.item is None and target.field is None:
        del root.entries[target.part]
    elif target.item is None:
        root.entries[target.part] = _less(node, str(target.field), target)
    else:
        items = like_list(node) if isinstance(node, Sequence) else None
        at = position(items, target) if items is not None else None
        if items is None or at is None:
            raise Nowhere(*no_item(items, target))
        items.items[at : at + 1] = [_less(items.items[at], target.field, target)] if target.field else []
        root.entries[target.part] = items
    return root


def _less(node: Node, field: str, target: Target) -> Mapping:
    if not isinstance(node, Mapping) or field not in node:
        raise Nowhere(f"`{target}` does not stand in this record")
    copy = like(node)
    del copy.entries[field]
    return copy


def position(items: Sequence, target: Target) -> int | None:
    """Return where an item stands in a list; None when it does not."""
    found = [index for index, node in enumerate(items.items) if target.item in names_of(node, target.part)]
    if len(found) > 1 and target.part == JUDGEMENTS:
        raise Nowhere(
            f"`{target}` means {len(found)} judgements", "write the whole list of `judgements`", code="T013"
        )
    return found[0] if found else None


def names_of(node: Node, part: str) -> tuple[str, ...]:
    """Return the names by which a path may call an item: its id, or for a judgement its criterion."""
    if not isinstance(node, Mapping):
        return ()
    if part != JUDGEMENTS:
        return (_word(node.get("id")),)
    about = _word(node.get("about"))
    criterion = _word(node.get("criterion"))
    return (f"{criterion}[{about}]",) if about else (criterion,)


def no_item(items: Sequence | None, target: Target) -> tuple[str, str]:
    """Say that a list has no such item, and which it has."""
    names = [name for node in items or () for name in names_of(node, target.part) if name]
    listed = "its items are: " + ", ".join(f"`{name}`" for name in names[:20]) if names else "it has no items"
    hint = did_you_mean(str(target.item), names) or listed
    return f"`{target.part}` of this record has no item `{target.item}`", hint


def _word(node: Node | None) -> str:
    return str(node.value) if isinstance(node, Scalar) and node.value is not None else ""


def _set(mapping: Mapping, word: str, value: Node, change: Change) -> None:
    mapping.entries[word] = value
    if word not in mapping.key_marks and change.key_mark is not None:
        mapping.key_marks[word] = change.key_mark


def _mapping(node: Node | None, root: Mapping, change: Change) -> Mapping:
    if isinstance(node, Mapping):
        return like(node)
    return Mapping(root.document, root, change.target.part, change.key_mark)


def _empty_list(root: Mapping, change: Change) -> Sequence:
    return Sequence(root.document, root, change.target.part, change.key_mark)
