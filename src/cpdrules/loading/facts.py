"""One fact of a record in the words of a rule set: a day, an amount with its unit, a value of a closed list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

import attrs

from cpdrules.records.bound import NONE, Quantity, Value
from cpdrules.records.reading import (
    Faults,
    day_of,
    is_none,
    is_unknown,
    item_id,
    read_evidence,
    text_of,
)
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Field, first_words
from cpdrules.semantics import NumberFault, parse_amount
from cpdrules.source import Node, Scalar, Sequence, cited, did_you_mean

YES, NO = ("true", "yes"), ("false", "no")
_AMOUNT = re.compile(r"(?P<number>[-+0-9.,:]+)\s*(?P<unit>[a-z][a-z_-]*)?")


@attrs.define
class FactReader:
    """Reads the facts of one record, noting every fault; what is faulty is left unknown."""

    ruleset: RuleSet
    faults: Faults
    units: dict[str, set[str]] = attrs.Factory(dict)
    listed: dict[str, dict[str, None] | None] = attrs.Factory(dict)

    def value(self, node: Node, field: Field) -> Value | None:
        """Read one fact; None when it is unknown or faulty."""
        if is_unknown(node):
            return None
        if field.kind == "evidence":
            read = read_evidence(node, self.faults)
            return NONE if read == () else read
        if is_none(node):
            return () if field.many else NONE
        if field.many:
            items = node.items if isinstance(node, Sequence) else [node]
            read_items = [self.one(item, field) for item in items]
            return tuple(str(each) for each in read_items if each is not None)
        return self.one(node, field)

    def one(self, node: Node, field: Field) -> Value | None:
        """Read a single value of a fact."""
        if not isinstance(node, Scalar):
            message = f"`{field.name}` is a single value"
            self.faults.add(node, "D001", message, "a list or a block cannot stand here")
            return None
        match field.kind:
            case "date":
                return day_of(node, self.faults)
            case "number":
                return self.number(node)
            case "unit":
                return self.quantity(node, field)
            case "yes_no":
                return self.yes_no(node, field)
            case "choice":
                return self.choice(node, field, field.values)
            case "listed":
                return self.choice(node, field, self.entries(field))
            case "link":
                return item_id(node, self.faults)
            case _:
                return text_of(node, self.faults) or None

    def entries(self, field: Field) -> Collection[str] | None:
        """Return the words that a fact may take from a named list, on whatever day; None while some are to be set."""
        name = str(field.target)
        if name not in self.listed:
            named = next(each for each in self.ruleset.lists if each.name == name)
            words = [word for each in named.by_date for word in first_words(each.entries or ())]
            self.listed[name] = None if named.is_to_be_set else dict.fromkeys(words)
        return self.listed[name]

    def choice(self, node: Scalar, field: Field, allowed: Collection[str] | None) -> str | None:
        """Read one of a closed list of values."""
        word = text_of(node, self.faults)
        if word is None or allowed is None or word in allowed:
            return word
        hint = self.faults.advice(word, allowed, "its values are")
        self.faults.add(node, "D005", f"{cited(word)} is not a value of `{field.name}`", hint)
        return None

    def yes_no(self, node: Scalar, field: Field) -> bool | None:
        """Read yes or no."""
        if isinstance(node.value, bool):
            return node.value
        word = text_of(node, self.faults)
        if word is None or word in YES or word in NO:
            return None if word is None else word in YES
        hint = did_you_mean(word.casefold(), ("true", "false"))
        hint = hint or "write one of them, or leave it out where it is not known"
        self.faults.add(node, "D005", f"`{field.name}` is `true` or `false`, not {cited(word)}", hint)
        return None

    def number(self, node: Scalar) -> Fraction | None:
        """Read a plain number or hours and minutes."""
        value = node.value
        if isinstance(value, (Fraction, int)) and not isinstance(value, bool):
            most = node.document.limits.amount * value.denominator
            if 0 <= value.numerator <= most:
                return value if isinstance(value, Fraction) else Fraction(value)
        return self.amount(node, text_of(node, self.faults) or "")

    def amount(self, node: Scalar, word: str) -> Fraction | None:
        """Read the text of an amount."""
        limits = node.document.limits
        try:
            return parse_amount(
                word, max_length=limits.number, max_decimals=limits.decimals, maximum=limits.amount
            )
        except NumberFault as fault:
            self.faults.add(node, "D006", f"{cited(word)} {fault.reason}")
            return None

    def quantity(self, node: Scalar, field: Field) -> Quantity | None:
        """Read an amount with its unit: `1:30`, `7.5`, `90 minutes`, `2 days`."""
        home = str(field.unit)
        if isinstance(node.value, (int, Decimal, Fraction)) and not isinstance(node.value, bool):
            number = self.number(node)
            return None if number is None else Quantity(number, home)
        word = (text_of(node, self.faults) or "").strip()
        found = _AMOUNT.fullmatch(word) if len(word) <= node.document.limits.number else None
        number = self.amount(node, found["number"] if found else word)
        unit = found["unit"] if found else None
        if number is None or unit is None:
            return None if number is None else Quantity(number, home)
        known = self.units_for(home)
        for name in (unit, unit.removesuffix("s")):
            if name in known:
                return Quantity(number, name)
        hint = self.faults.advice(unit, sorted(known), "known here")
        self.faults.add(
            node, "D008", f"{cited(unit)} is not a unit that `{field.name}` can be given in", hint
        )
        return None

    def units_for(self, home: str) -> set[str]:
        """Return the units from which an amount can be converted into another."""
        if home in self.units:
            return self.units[home]
        known = {home} | ({"minute"} if home == "hour" else set()) | ({"hour"} if home == "minute" else set())
        while more := {unit.name for unit in self.ruleset.units if unit.of in known} - known:
            known |= more
        self.units[home] = known
        return known


def typed(field: Field, word: str) -> Value:
    """Return a value that stands in a rule text, typed as its field."""
    match field.kind:
        case "yes_no":
            return word in YES
        case "number":
            return parse_amount(word)
        case "unit":
            return Quantity(parse_amount(word), str(field.unit))
        case "date":
            return datetime.date.fromisoformat(word)
        case _:
            return (word,) if field.many else word
