"""Checks of the vocabulary, the units and the lists."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_value
from cpdrules.loading.check_quantities import check_quantity
from cpdrules.loading.scope import AtKey, Scope
from cpdrules.loading.structure import left_out
from cpdrules.records.reading import PLANNED
from cpdrules.records.record import CORE
from cpdrules.rules.quantities import Constant
from cpdrules.rules.ruleset import SUBJECTS, RuleSet
from cpdrules.rules.vocabulary import Field, NamedList, Section
from cpdrules.semantics import DateFault, parse_date
from cpdrules.source import Mapping, Node, Scalar, Sequence, cited

MOST_SHOWN = 6
CITE = "say `reference: {section: ...}`, so that it can be checked"
TIME_UNITS = ("minute", "hour")
CORE_WORDS = ("cpdrules", *SUBJECTS, *CORE)


def check_section(scope: Scope, section: Section) -> None:
    """Check one part of the vocabulary."""
    if section.name in CORE_WORDS:
        hint = "every record has it already; choose another word"
        scope.fault_name(
            "vocabulary", section.name, "R024", f"`{section.name}` is a word of every record", hint
        )
    if section.dated_by is not None and section.undated:
        scope.node(section, "undated").fault(
            "R009", "`dated_by` and `undated` cannot stand together", "choose one"
        )
    for key, name in (("dated_by", section.dated_by), ("until", section.until)):
        field = scope.field_in(section, name, scope.node(section, key)) if name is not None else None
        if field is not None and (field.kind != "date" or field.many):
            scope.node(section, key).fault("R023", f"`{field.name}` is not a day", "name a date field")
    if section.until is not None and scope.lacks(section, "dated_by"):
        hint = "say `dated_by` too: the date field of the first day"
        AtKey(scope.node(section, "until")).fault(
            "R009", "`until` says when items end, not when they begin", hint
        )
    check_not_core(scope, section)
    for field in section.fields:
        check_field(scope, field)
        check_part(scope, field, section)
        check_readability(scope, field, section)


def check_field(scope: Scope, field: Field) -> None:
    """Check what a field points to, and what silence means for it."""
    node = scope.node(field)
    if field.kind == "link":
        scope.list_of(str(field.target), node)
    if field.kind == "listed":
        scope.look_up("lists", str(field.target), node, "list called")
    if field.kind == "unit" and field.many:
        node.fault("R009", "an amount is one value; write a list of items instead")
    if field.if_absent is not None:
        below = scope.node(field, "if_absent")
        if field.kind not in ("choice", "yes_no", "number", "unit"):
            message = "`if_absent` can be said of a choice, `yes_no`, a number or an amount"
            below.fault("R023", message, "take it out")
        check_value(field.if_absent, field, below)


def check_readability(scope: Scope, field: Field, section: Section) -> None:
    """Check that a readability is of one text of the same item, by a formula that is chosen."""
    if field.readability_of is None:
        return
    node = scope.node(field)
    if field.formula is None:
        left_out(node, Field, "formula")
    if field.many or field.if_absent is not None:
        word = "many" if field.many else "if_absent"
        node.fault("R009", f"`{word}` does not go with what is worked out", "take it out")
    text = scope.field_in(section, field.readability_of, scope.node(field, "readability_of"))
    if text is not None and (text.kind != "text" or text.many):
        hint = "name a field that is a `text`"
        scope.node(field, "readability_of").fault(
            "R023", f"`{text.name}` is no text, so it cannot be read", hint
        )


def check_part(scope: Scope, field: Field, section: Section | None) -> None:
    """Check that a part and its whole are numbers of one item, in one unit, and that no whole is itself a part."""
    if field.part_of is None:
        return
    at = scope.node(field, "part_of")
    if section is None or not section.is_list:
        message = "`part_of` is said of a fact that each item of a list of the record has"
        AtKey(at).fault("R023", message, "take it out")
        return
    if field.many or field.kind not in ("number", "unit"):
        AtKey(at).fault("R023", f"`{field.name}` is no number, so it is part of none", "take `part_of` out")
        return
    whole = scope.field_in(section, field.part_of, at)
    if whole is None:
        return
    if whole.part_of is not None:
        hint = "name its whole"
        at.fault("R023", f"`{whole.name}` is a part itself" if whole != field else SELF, hint)
    elif whole.many or (whole.kind, whole.unit) != (field.kind, field.unit):
        message = f"`{field.name}` and `{whole.name}` are not in one unit, so one is no part of the other"
        at.fault("R029", message, "record both in the same unit")


SELF = "a fact is no part of itself"


def check_not_core(scope: Scope, section: Section) -> None:
    """Check that no fact of a list takes the word with which every item says that it is only planned."""
    for field in section.fields if section.is_list else ():
        if field.name == PLANNED:
            hint = "an item says `planned: true` until it is done; name this fact otherwise, such as `planned_for`"
            scope.node(field).fault("R007", f"`{PLANNED}` cannot be a fact of a list", hint)


def check_units(scope: Scope) -> None:
    """Check what units are worth, and that they do not go round in a ring."""
    for unit in scope.ruleset.units:
        if unit.name in TIME_UNITS:
            message = f"`{unit.name}` is known already: 60 minutes are an hour"
            scope.fault_name("units", unit.name, "R024", message, "take it out")
        check_quantity(scope, unit.is_, scope.node(unit, "is"), bases=())
        if isinstance(unit.is_, Constant) and unit.is_.value == 0:
            scope.node(unit, "is").fault("R005", "a unit is worth more than nothing")
    following = {unit.name: unit for unit in scope.ruleset.units}
    followed: set[str] = set()
    for start in scope.ruleset.units:
        way: dict[str, None] = {}
        name = start.name
        while name in following and name not in followed and name not in way:
            way[name] = None
            name = following[name].of
        if name in way:
            names = list(way)
            members = names[names.index(name) :]
            ring = " → ".join(f"`{each}`" for each in members[:MOST_SHOWN])
            ring += f" → … → `{name}`" if len(members) > MOST_SHOWN else f" → `{name}`"
            at = scope.node(following[name], "of")
            at.fault("R027", f"units go round in a ring: {ring}", "measure one of them in hours or points")
        followed.update(way)


def check_list(scope: Scope, named: NamedList) -> None:
    """Check that every row of a list has its columns."""
    node = scope.node(named, "values")
    if scope.lacks(named, "values", "words"):
        hint = "write the entries under `values`, or `to_be_set`, or name a word list under `words`"
        scope.node(named).fault("R002", "`values` is missing", hint)
    for field in named.fields:
        check_field(scope, field)
        check_part(scope, field, None)
    are_cited = all(each.reference for each in named.by_date if each.entries is not None)
    if named.reference is None and not are_cited and scope.lacks(named, "reference"):
        scope.node(named).fault("R041", f"the list `{named.name}` has no reference", CITE, severity="warning")
    if named.is_dated:
        check_dated_list(scope, named, node)
        return
    written = scope.node(named, "fields")
    complete = not named.fields or (isinstance(written, Mapping) and len(written) == len(named.fields))
    for entry in node if isinstance(node, Sequence) and complete else ():
        check_entry(named, entry)


def check_dated_list(scope: Scope, named: NamedList, node: Node) -> None:
    """Check that a list that changes by date has no rows, and that it is chosen by which day."""
    if named.fields:
        hint = "give each row a day from which it may be used, and name that column in `since` of the award"
        AtKey(node).fault("R009", "a table does not change by date as a whole", hint)
        return
    check_in_force_at(scope, len(named.by_date), scope.node(named))
    for dated in named.by_date:
        written = scope.node(dated, "is")
        for entry in written if isinstance(written, Sequence) else ():
            check_entry(named, entry)


def check_in_force_at(scope: Scope, dates: int, node: Node) -> None:
    """Check that it is said which day chooses, where several dates of one thing are to be chosen from."""
    if dates > 1 and scope.ruleset.in_force_at is None and scope.lacks(scope.ruleset, "in_force_at"):
        left_out(node, RuleSet, "in_force_at")


def check_entry(named: NamedList, node: Node) -> None:
    """Check one entry of a list: a text, or a row with a value for every column."""
    is_row = isinstance(node, Sequence)
    cells = node.items if isinstance(node, Sequence) else [node]
    if len(cells) != (len(named.fields) or 1) or (is_row and not named.fields):
        columns = ", ".join(field.name for field in named.fields) or "one text"
        message = f"this entry has {len(cells)} value{'s' if len(cells) != 1 else ''}"
        node.fault("R003", message, f"an entry of `{named.name}` is: {columns}")
        return
    for field, cell in zip(named.fields, cells, strict=False):
        if isinstance(cell, Scalar) and isinstance(cell.value, str):
            check_column(field, cell.value, cell)


def check_column(field: Field, value: str, node: Node) -> None:
    """Check one value of a row against its column."""
    check_value(value, field, node)
    if field.kind == "date":
        try:
            parse_date(value)
        except DateFault as fault:
            node.fault("R006", f"{cited(value)} {fault.reason}")
