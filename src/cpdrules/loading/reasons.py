"""Loosening needs a reason, and a reason needs something that is, or may be, loosened."""

from __future__ import annotations

from collections.abc import Sequence

from cpdrules.rules.amended import ChangedKey, Effect
from cpdrules.source import Mapping, Node, listed

TOLD = {Effect.LOOSENS: "loosens", Effect.MAY_LOOSEN: "may loosen"}
HINT = "say why: `loosens: ...`; reports print it"


def check_reason(
    reason: str | None, changes: Sequence[ChangedKey], name: str, node: Node, uses: Sequence[str] = ()
) -> bool:
    """Whether a loosening has its reason, and a reason its loosening; a fault at its place where not.

    `uses` are the rules that name a number that may loosen: what it does to each of them is why.
    """
    looser = [each for each in changes if each.effect in TOLD]
    assert isinstance(node, Mapping)
    if reason is not None and not reason.strip():
        node.entries["loosens"].fault("R033", "this reason says nothing", HINT)
    elif looser and reason is None and node.lacks("loosens"):
        for each in looser:
            key = each.key if each.key in node else ""
            message = f"{TOLD[each.effect]} `{name}`: {became(each)}"
            hint = f"{HINT}, or leave it as it was"
            if uses:
                hint = f"it is used in {listed(uses)}, where this may help somebody; {hint}"
            if key:
                node.fault_key(key, "R033", f"`{key}` {message}", hint)
            else:
                node.fault("R033", f"this {message}", hint)
    elif not looser and reason is not None:
        message = f"nothing of `{name}` is loosened here"
        node.fault_key("loosens", "R033", message, "take `loosens` out: reports would say what is not so")
    else:
        return True
    return False


def became(change: ChangedKey) -> str:
    """Say what a key was and became."""
    if change.key == "exempt":
        return "nobody is asked any more"
    return f"{change.was or 'nothing'} becomes {change.becomes}"
