"""Checks of exemptions: for whom they hold, and what they take away."""

from __future__ import annotations

from cpdrules.loading.check_conditions import check_condition, texts_at
from cpdrules.loading.scope import Place, Scope
from cpdrules.rules.ruleset import Exemption
from cpdrules.source import Sequence


def check_exemption(scope: Scope, exemption: Exemption) -> None:
    """Check for whom an exemption holds, and that it takes away requirements that there are."""
    check_condition(scope, exemption.when, Place())
    both = exemption.exempt_from and exemption.from_all_except
    if both or scope.lacks(exemption, "exempt_from", "from_all_except"):
        hint = "say `exempt_from: [ids]`, or `from_all_except: [ids]`"
        scope.node(exemption).fault("R009", "an exemption says from what, in one of two ways", hint)
    for key, names in (
        ("exempt_from", exemption.exempt_from),
        ("from_all_except", exemption.from_all_except),
    ):
        at = scope.node(exemption, key)
        for name, node in zip(names, texts_at(at, len(names)), strict=True):
            scope.look_up("requirements", name, node, "requirement")
        if isinstance(at, Sequence) and not at.items:
            at.fault("R004", "no requirement is named", "name one or more by their ids")
