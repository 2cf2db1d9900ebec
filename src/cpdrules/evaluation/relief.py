"""Exemptions: who is exempt from which requirements, and what of that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.conditions import Prepared
from cpdrules.evaluation.lookup import NOTHING
from cpdrules.evaluation.truth import TRUE, UNKNOWN
from cpdrules.report.finding import Reason
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.ruleset import Exemption, RuleSet
from cpdrules.rules.walk import every, parts_of

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Relief:
    """The exemptions from one requirement, made ready."""

    exemptions: tuple[tuple[Exemption, Prepared], ...] = ()

    def holding(self, context: Context) -> Reason | None:
        """Say which exemption holds, told by the facts of the judged period."""
        at = in_the_judged_period(context)
        for exemption, when in self.exemptions:
            if when.ask(NOTHING, at) == TRUE:
                return Reason("exempt", (exemption.name, exemption.title or ""))
        return None

    def unsure(self, context: Context) -> list[Prepared]:
        """Return the conditions of the exemptions of which it is not known whether they hold."""
        at = in_the_judged_period(context)
        return [when for _, when in self.exemptions if when.ask(NOTHING, at) == UNKNOWN]


NO_RELIEF = Relief()


def in_the_judged_period(context: Context) -> Context:
    """Return the context in the period that is judged, also where its days are not known."""
    is_named = context.main is not None or context.ruleset.period is not None
    return context.with_window(context.main) if is_named else context


def relief_for(requirement: Requirement, plan: Plan) -> Relief:
    """Return the exemptions from a requirement."""
    found = plan.exempt.get(id(requirement), ())
    return Relief(tuple((each, plan.case(each.when)) for each in found)) if found else NO_RELIEF


def exempted(ruleset: RuleSet) -> dict[int, tuple[Exemption, ...]]:
    """Return the exemptions from each requirement, by its identity."""
    found: dict[int, tuple[Exemption, ...]] = {}
    for exemption in ruleset.exemptions:
        for requirement in exempt_by(exemption, ruleset):
            found[id(requirement)] = (*found.get(id(requirement), ()), exemption)
    return found


def exempt_by(exemption: Exemption, ruleset: RuleSet) -> list[Requirement]:
    """Return the outermost requirements that an exemption takes away.

    Of all except some: what holds an excepted one stays, and so does what stands inside one.
    """
    if exemption.exempt_from:
        return [each for each in every(ruleset.requirements) if each.id in exemption.exempt_from]
    taken: list[Requirement] = []
    todo = list(ruleset.requirements)
    while todo:
        each = todo.pop()
        if each.id in exemption.from_all_except:
            continue
        if any(part.id in exemption.from_all_except for part in every(parts_of(each))):
            todo.extend(parts_of(each))
        else:
            taken.append(each)
    return taken
