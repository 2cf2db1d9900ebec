"""What the judges who have not answered may still say, and the evidence that may still be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oracle.generate_records import DATES
from oracle.judge_criteria import NEW, Criteria, asked_of, heard, scale_of
from oracle.words import TOPICS, values_of

Question = tuple[dict[str, Any], Criteria, str | None]


def criterion_choices(rules: dict[str, Any], base: dict[str, Any]) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Return the answers that are still to be given, and the evidence still to be shown."""
    choices: list[tuple[tuple[Any, ...], list[Any]]] = []
    for rule, around, about in questions(rules["requirements"], base, Criteria(), [None]):
        given = heard(base, around.address, about, around)
        kinds = kinds_of(rule.get("evidence"))
        for each in given:
            written = each.get("evidence")
            if kinds and written != "none" and not set(kinds) <= set(written or ()):
                index = next(n for n, one in enumerate(base["judgements"]) if one is each)
                choices.append((("judgements", index, "evidence"), [kinds, written or "none"]))
        words = [
            *scale_of(rules, around)["answers"],
            *(["not_applicable"] if "may_not_apply" in rule else []),
        ]
        if around.in_period:
            choices += undated(base, around.address, about)
        for number in range(max(0, around.least - (0 if around.in_period else len(given)))):
            new = {"criterion": around.address, "about": about, "by": f"{NEW}{number}"}
            new |= {"reason": "as seen"}
            new["role"] = around.roles[0] if around.roles else "peer"
            shows = [kinds, "none"] if kinds else ["none"]
            choices.append(
                (
                    ("judgements",),
                    [
                        new | {"answer": word, "evidence": shown, "made": day}
                        for word in words
                        for shown in shows
                        for day in (DATES if around.in_period else ("2025-01-01",))
                    ],
                )
            )
    return choices


def is_partly_answered(rules: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether some of the judges who are asked for have answered: it is open until all have, whatever they may say."""
    return any(
        0 < len(heard(base, around.address, about, around)) < around.least
        for _, around, about in questions(rules["requirements"], base, Criteria(), [None])
    )


def undated(base: dict[str, Any], name: str, about: str | None) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Return the days on which an answer may have been made of which the record does not say it."""
    return [
        (("judgements", index, "made"), list(DATES))
        for index, each in enumerate(base["judgements"])
        if each["criterion"] == name and each.get("about") == about and "made" not in each
    ]


def kinds_of(asked: Any) -> list[str]:
    """Return kinds of evidence that would do."""
    asked = asked if isinstance(asked, dict) else {"all_of": asked or []}
    return [*asked.get("all_of", []), *asked.get("some_of", [])[:1]]


def questions(
    rules: list[dict[str, Any]], base: dict[str, Any], around: Criteria, about: list[str | None]
) -> Iterator[Question]:
    """Yield each criterion with what it is asked about."""
    for rule in rules:
        inside = asked_of(rule, around)
        if "judged" in rule:
            yield from ((rule, inside, each) for each in about)
        loops = rule.get("for_each") or rule.get("for_some")
        yield from questions(rule.get("all_of") or rule.get("some_of") or [], base, inside, about)
        if "require" in rule:
            yield from questions([rule["require"]], base, inside, turns(loops, base) if loops else about)


def turns(over: Any, base: dict[str, Any]) -> list[str | None]:
    """Return the ids or values that a loop goes through."""
    if isinstance(over, str):
        return [*(item["id"] for item in base[over] or ()), "z0", "z1"]
    if "entry_of" in over:
        return list(TOPICS)
    return [value for value in values_of(over["in"], over["value_of"]) if value not in over.get("except", [])]


def fill_answers(rules: dict[str, Any], record: dict[str, Any], rng: Any) -> None:
    """Give every judgement of a made-up record an answer that its criterion knows."""
    allowed: dict[str, list[str]] = {}
    base = {"activities": record.get("activities"), "goals": record.get("goals")}
    for rule, around, _ in questions(rules["requirements"], base, Criteria(), [None]):
        extra = ["not_applicable"] if "may_not_apply" in rule else []
        allowed[around.address] = [*scale_of(rules, around)["answers"], *extra]
    for judgement in record.get("judgements", []):
        judgement["answer"] = rng.choice(allowed.get(judgement["criterion"], ["met"]))
