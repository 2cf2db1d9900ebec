"""What a record brings forward from before it begins: an excess carried in, a shortfall still owed."""

from __future__ import annotations

from fractions import Fraction

from cpdrules.records.reading import Faults, day_at, is_none, is_unknown, text_at, text_of
from cpdrules.records.record import BROUGHT_FORWARD, BroughtForward
from cpdrules.semantics import NumberFault, parse_amount
from cpdrules.source import Mapping, Node, Sequence, cited

AMOUNTS = ("carried", "owed")
EXAMPLE = "write `{measure: hours, into: 2024-01-01, carried: 5}`"


def read_brought_forward(node: Node | None, faults: Faults) -> tuple[BroughtForward, ...]:
    """Read what is brought forward; nothing when the record does not speak of any."""
    if node is None or is_unknown(node) or is_none(node):
        return ()
    if not isinstance(node, Sequence):
        faults.add(node, "D001", "a list of what is brought forward is expected here", EXAMPLE)
        return ()
    found: dict[tuple[str, object], BroughtForward] = {}
    for item in node.items:
        read = None if faults.full else _one(item, faults)
        if read is None:
            continue
        if (read.measure, read.into) in found:
            message = f"{cited(read.measure)} is brought forward into {read.into} twice"
            faults.add(item, "D022", message, "leave one of them out")
        found.setdefault((read.measure, read.into), read)
    return tuple(found.values())


def _one(node: Node, faults: Faults) -> BroughtForward | None:
    """Read one amount that is brought forward."""
    if not isinstance(node, Mapping):
        faults.add(node, "D001", "what is brought forward is a block", EXAMPLE)
        return None
    for key in [each for each in node if each not in BROUGHT_FORWARD]:
        hint = faults.advice(key, BROUGHT_FORWARD, "it says")
        faults.add_key(node, key, ("D010", f"what is brought forward has no {cited(key)}", hint))
    measure, into = text_at(node, "measure", faults), day_at(node, "into", faults)
    given = [key for key in AMOUNTS if not is_unknown(node.get(key))]
    lacking = [key for key in ("measure", "into") if is_unknown(node.get(key))]
    if lacking or not given:
        words = " and ".join(f"`{key}`" for key in lacking) or "`carried` or `owed`"
        faults.add(node, "D023", f"what is brought forward does not say {words}", EXAMPLE)
    amounts = {key: _amount(node, key, faults) for key in given}
    if measure is None or into is None or not given:
        return None
    return BroughtForward(measure=measure, into=into, node=node, **amounts)


def _amount(node: Mapping, key: str, faults: Faults) -> Fraction | None:
    """Read an amount; `none` says that there is none."""
    value = node.entries[key]
    if is_none(value):
        return Fraction(0)
    word, limits = text_of(value, faults), node.document.limits
    try:
        return parse_amount(
            word or "", max_length=limits.number, max_decimals=limits.decimals, maximum=limits.amount
        )
    except NumberFault as fault:
        faults.add(value, "D006", f"{cited(word or '')} {fault.reason}")
        return None
