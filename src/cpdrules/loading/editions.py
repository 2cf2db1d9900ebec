"""A base of another edition than a file was written for: refused, with what the file touches as it is now."""

from __future__ import annotations

from cpdrules.loading.direction import Directions
from cpdrules.loading.tightening import TABLE, number_in
from cpdrules.rules.amendments import Amendment
from cpdrules.rules.conditions import ALWAYS
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.yaml_words import yaml_words
from cpdrules.source import Mapping, cited

NUMBERS = ("at_least", "more_than", "at_most", "less_than")
AT_NONE = ("applies_to", "exempt")
MOST_TOLD = 5


def check_edition(named: str | None, amends: tuple[Amendment, ...], base: RuleSet, root: Mapping) -> None:
    """Refuse a base whose edition is not the named one.

    The edition before is not at hand, so it is told what the base says now of each requirement that is amended.
    What is no longer there, or no longer to be set, is told by the checks of the file itself.
    """
    if named is None or named == base.edition:
        return
    now = f"edition {cited(base.edition)}" if base.edition is not None else "a text that names no edition"
    message = f"this was written for edition {cited(named)} of `{base.id}`, and that is now {now}"
    touched = [(chain[-1], each) for each in amends if (chain := Directions(base).chain_of(each.name))]
    told = "; ".join(as_it_is(*each) for each in touched[:MOST_TOLD])
    told += f"; and {len(touched) - MOST_TOLD} more" if len(touched) > MOST_TOLD else ""
    look = f"it says now: {told}; " if told else ""
    write = f"`extends_edition: {base.edition}`" if base.edition is not None else "no `extends_edition`"
    root.entries["extends_edition"].fault("R034", message, f"{look}look through it, then write {write}")


def as_it_is(requirement: Requirement, amendment: Amendment) -> str:
    """Say what a requirement says now by the keys that an amendment changes."""
    said = []
    for word in TABLE:
        if word in AT_NONE or getattr(amendment, word) in (None, (), ALWAYS):
            continue
        value = number_in(requirement, word) if word in NUMBERS else getattr(requirement, word, None)
        said.append(f"`{word}: {yaml_words(value)}`" if value is not None else f"no `{word}`")
    return f"`{requirement.id}` has {' and '.join(said)}" if said else f"`{requirement.id}` is there"
