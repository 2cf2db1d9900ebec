"""Keys that may stand beside one another in one place, and so have to be seen beside one another."""

from __future__ import annotations

from itertools import combinations
from typing import Any

Pair = tuple[str, str]

GROUPS = (
    ("where", "steps", "repeats", "limits", "round", "carry_over", "make_up"),
    ("applies_when", "not_before", "due", "level", "period"),
    ("where", "limits", "applies_when", "not_before", "due", "level", "period"),
    ("where", "if_none", "applies_when", "level", "period"),
    ("where", "only_when", "under_limits", "as"),
    ("unit", "cases", "take", "as_at", "reduce"),
    ("unit", "add", "reduce"),
    ("evidence", "may_not_apply", "weight", "applies_when"),
    ("scale", "judges", "combine", "applies_when", "not_before", "due", "level", "period"),
    ("where", "each"),
    ("where", "shortest", "part"),
)
REFUSED = {("carry_over", "round"), ("make_up", "round")}

PAIRS = frozenset(pair for group in GROUPS for pair in combinations(sorted(group), 2) if pair not in REFUSED)


def pairs_in(value: Any) -> set[Pair]:
    """Return the pairs of keys that stand beside one another somewhere in some rules."""
    if isinstance(value, dict):
        below = set().union(*(pairs_in(entry) for entry in value.values()), set())
        return below | set(combinations(sorted(map(str, value)), 2))
    if isinstance(value, list):
        return set().union(*map(pairs_in, value), set())
    return set()
