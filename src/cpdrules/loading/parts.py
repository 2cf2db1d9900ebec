"""Amounts of an item that are parts of another of its amounts: together they are no more than the whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cpdrules.records.bound import NONE, Quantity, Value
from cpdrules.records.reading import Faults
from cpdrules.rules.quantities import Constant
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Section
from cpdrules.source import Mapping as Block
from cpdrules.source import Node, cited

IN_HOURS = {"hour": Fraction(1), "minute": Fraction(1, 60)}


def check_parts(
    node: Block, section: Section, name: str, values: Mapping[str, Value], told: tuple[RuleSet, Faults]
) -> None:
    """Refuse an item whose parts are more than their whole, as far as what the units are worth is fixed."""
    ruleset, faults = told
    for whole in dict.fromkeys(field.part_of for field in section.fields if field.part_of is not None):
        parts = [field.name for field in section.parts_of(whole) if field.name in values]
        home = next((field.unit for field in section.fields if field.name == whole), None)
        most = worth(values.get(whole), home, ruleset)
        shares = [worth(values[part], home, ruleset) for part in parts]
        total = sum((each for each in shares if each is not None), Fraction(0))
        if most is not None and total > most:
            at: Node = next((node.entries[part] for part in reversed(parts) if part in node), node)
            faults.add(at, "D021", too_much(section.name, name, parts, whole), HINT)


def worth(value: Value | None, home: str | None, ruleset: RuleSet) -> Fraction | None:
    """Return a recorded number in the unit of its field; None where it depends on more than the rule set."""
    if value is NONE:
        return Fraction(0)
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, Quantity):
        return None
    number, unit = value.number, value.unit
    units = {each.name: each for each in ruleset.units}
    while unit != home and {unit, home} != set(IN_HOURS):
        rate = units[unit].is_ if unit in units else None
        if not isinstance(rate, Constant):
            return None
        number, unit = number * rate.value, units[unit].of
    return number if unit == home else number * IN_HOURS[unit] / IN_HOURS[str(home)]


HINT = "mend the amount that is wrong; leave out one that is not known"


def too_much(section: str, item: str, parts: list[str], whole: str) -> str:
    """Say which parts of an item are more than their whole."""
    told = " and ".join(f"`{part}`" for part in parts)
    verb = "is" if len(parts) == 1 else "are together"
    return f"{told} of {cited(item)} in `{section}` {verb} more than `{whole}`, the whole"
