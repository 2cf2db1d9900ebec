"""Judged criteria of a record in which every answer that is asked for is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from oracle.judge_days import Window
from oracle.judge_facts import Place, World, name_of

NEW = "new"
"""How the names of judges begin who are yet to answer: only as many as lack are heard."""
YES_OR_NO = {"answers": {"met": 1, "not_met": 0}, "met_from": "met"}


@dataclass(frozen=True)
class Criteria:
    """What the blocks around a criterion say about how it is judged."""

    address: str = ""
    scale: str | None = None
    least: int = 1
    roles: tuple[str, ...] | None = None
    in_period: bool = False
    combine: Any = "lowest"


def asked_of(rule: dict[str, Any], around: Criteria) -> Criteria:
    """Return what holds inside a requirement."""
    inside = Criteria(
        rule.get("id") or around.address,
        rule.get("scale") or around.scale,
        around.least,
        around.roles,
        around.in_period,
        rule.get("combine") or around.combine,
    )
    if "judges" in rule:
        role = rule["judges"].get("role")
        roles = None if role is None else tuple([role] if isinstance(role, str) else role)
        in_period = rule["judges"].get("made_in") == "period"
        inside = replace(inside, least=rule["judges"]["at_least"], roles=roles, in_period=in_period)
    return inside


def heard(
    record: dict[str, Any], name: str, about: str | None, around: Criteria, window: Window | None = None
) -> list[Any]:
    """Return the last answer of each judge, among those of the period where only these are asked for."""
    latest: dict[str, Any] = {}
    for each in sorted(record["judgements"], key=lambda judgement: judgement.get("made", "")):
        is_asked = each["criterion"] == name and each.get("about") == about
        if around.in_period and window is not None:
            is_asked = is_asked and window[0].isoformat() <= each["made"] <= window[1].isoformat()
        if is_asked and (around.roles is None or each.get("role") in around.roles):
            latest[each["by"]] = each
    written = [each for each in latest.values() if not each["by"].startswith(NEW)]
    lacking = max(0, around.least - len(written))
    return written + [each for each in latest.values() if each["by"].startswith(NEW)][:lacking]


def scale_of(rules: dict[str, Any], around: Criteria) -> dict[str, Any]:
    """Return the answers that a criterion may be given."""
    return rules["scales"][around.scale] if around.scale else YES_OR_NO


def criterion(
    world: World, rule: dict[str, Any], place: Place, around: Criteria
) -> tuple[str, Fraction | None]:
    """Return the verdict and the worth of a criterion; what nobody answered is answered with the poorest."""
    scale = scale_of(world.rules, around)
    worths = {word: Fraction(worth) for word, worth in scale["answers"].items()}
    about = None if place.this is None else name_of(place.this)
    answers = heard(world.record, around.address, about, around, place.window)
    if (
        answers
        and all(each["answer"] == "not_applicable" for each in answers)
        and len(answers) >= around.least
    ):
        return "not_applicable", None
    applicable = [each for each in answers if each["answer"] != "not_applicable"]
    given = [worths[each["answer"]] for each in applicable]
    given += [min(worths.values())] * max(0, around.least - len(answers))
    worth = one_of_many(sorted(given), around.combine)
    value = worth / max(worths.values())
    if worth < worths[scale["met_from"]]:
        return "not_met", value
    return ("met", value) if shown(rule.get("evidence"), applicable) else ("not_met", Fraction(0))


def one_of_many(ordered: list[Fraction], how: Any) -> Fraction:
    """Return the one answer that several make."""
    if how == "lowest":
        return ordered[0]
    if how == "highest":
        return ordered[-1]
    if how == "middle":
        return ordered[(len(ordered) - 1) // 2]
    needed = Fraction(how["agree"]["percent"]) / 100 * len(ordered)
    return max(each for each in ordered if sum(other >= each for other in ordered) >= needed)


def shown(asked: Any, answers: list[Any]) -> bool:
    """Whether the evidence that is asked for is there."""
    if asked is None:
        return True
    asked = {"all_of": asked} if isinstance(asked, list) else asked
    kinds = {
        kind for each in answers if each.get("evidence") not in (None, "none") for kind in each["evidence"]
    }
    some = asked.get("some_of")
    return kinds >= set(asked.get("all_of", [])) and (not some or bool(kinds & set(some)))
