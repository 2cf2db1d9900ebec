"""The JSON Schema of records: the core that every record has, and the facts that a vocabulary types."""

from __future__ import annotations

import inspect
from itertools import chain

from cpdrules.authoring.parts import (
    A_DAY,
    A_NAME,
    A_NUMBER,
    AN_ID,
    ANYTHING,
    HEAD,
    TEXT,
    YES_NO,
    Schema,
    any_of,
    block,
    in_units,
    list_of,
    offering,
    one_or_list,
    said,
    words,
)
from cpdrules.loading.facts import NO, YES, FactReader
from cpdrules.records.forward import AMOUNTS
from cpdrules.records.reading import Faults
from cpdrules.records.record import (
    BROUGHT_FORWARD,
    CORE,
    EVIDENCE,
    ITEM,
    JUDGEMENT,
    BroughtForward,
    Evidence,
    Judgement,
    Record,
)
from cpdrules.rules.ruleset import SUBJECTS, RuleSet
from cpdrules.rules.vocabulary import Field, Section
from cpdrules.rules.walk import criteria

NULL: Schema = {"type": "null"}
NONE: Schema = {"const": "none"}
NEEDED = ("criterion", "answer", "by")
DAY_OR_NULL = any_of(A_DAY, NULL)
NO_FACT: Schema = any_of(NULL, NONE)


def evidence() -> Schema:
    """Return the schema of evidence: a kind, or a block that says more, or several."""
    keys = {
        word: (TEXT if word == "kind" else any_of(TEXT, NULL)) | said(doc) for word, doc in EVIDENCE.items()
    }
    more = block(keys, ["kind"], inspect.getdoc(Evidence) or "")
    return any_of(NO_FACT, one_or_list(any_of(TEXT, more)))


def judgement(ruleset: RuleSet | None = None) -> Schema:
    """Return the schema of one answer to a judged criterion; a rule set says which answers each takes."""
    special = {"made": DAY_OR_NULL, "evidence": evidence()} | dict.fromkeys(NEEDED, TEXT)
    keys = {word: special.get(word, any_of(TEXT, NULL)) | said(doc) for word, doc in JUDGEMENT.items()}
    made = block(keys, NEEDED, inspect.getdoc(Judgement) or "")
    if ruleset is None or not (known := answers(ruleset)):
        return made
    made["properties"]["criterion"] = offering(made["properties"]["criterion"], chain(*known.values()))
    return made | {"allOf": [answered(criteria, allowed) for allowed, criteria in known.items()]}


def brought_forward() -> Schema:
    """Return the schema of what is brought forward into one period."""
    kinds = {"measure": A_NAME, "into": A_DAY}
    keys = {
        word: kinds.get(word, any_of(A_NUMBER, NO_FACT)) | said(doc) for word, doc in BROUGHT_FORWARD.items()
    }
    either: Schema = {"anyOf": [{"required": [word]} for word in AMOUNTS]}
    return block(keys, ["measure", "into"], inspect.getdoc(BroughtForward) or "") | either


def answers(ruleset: RuleSet) -> dict[tuple[str, ...], list[str]]:
    """Return the ids of criteria by the answers that they take."""
    scales = {scale.name: tuple(word for word, _ in scale.answers) for scale in ruleset.scales}
    found: dict[tuple[str, ...], list[str]] = {}
    for each, scale in criteria(ruleset.requirements):
        allowed = scales[scale] if scale is not None else ("met", "not_met")
        waived = (*allowed, "not_applicable") if each.may_not_apply else allowed
        found.setdefault(tuple(dict.fromkeys(waived)), []).append(str(each.id))
    return found


def answered(ids: list[str], allowed: tuple[str, ...]) -> Schema:
    """Return that a judgement on one of these criteria gives one of these answers."""
    about = {"properties": {"criterion": {"enum": ids}}, "required": ["criterion"]}
    return {"if": about, "then": {"properties": {"answer": words(allowed)}}}


def head(subjects: tuple[str, ...]) -> dict[str, Schema]:
    """Return the keys with which the file of a record begins."""
    return {"cpdrules": HEAD, **{subject: AN_ID | said("the id of the record") for subject in subjects}}


def core() -> dict[str, Schema]:
    """Return the keys that every record has, below those that say what it is."""
    return {
        "title": any_of(TEXT, NULL) | said(CORE["title"]),
        "complete_from": DAY_OR_NULL | said(CORE["complete_from"]),
        "complete_through": DAY_OR_NULL | said(CORE["complete_through"]),
        "brought_forward": any_of(NO_FACT, list_of(brought_forward())) | said(CORE["brought_forward"]),
        "judgements": any_of(NULL, list_of(judgement())) | said(CORE["judgements"]),
    }


def schema_of_record(ruleset: RuleSet | None) -> Schema:
    """Return the schema of a record; with a rule set, of one that it judges, with the facts that it knows.

    A part or a fact that the rule set does not know is allowed: it may be another body's.
    """
    subjects = SUBJECTS if ruleset is None else (ruleset.subject,)
    properties = head(subjects) | core()
    if ruleset is not None:
        facts = FactReader(ruleset, Faults())
        properties |= {section.name: part(section, facts) for section in ruleset.vocabulary}
        properties["judgements"] = any_of(NULL, list_of(judgement(ruleset))) | said(CORE["judgements"])
    return {
        "type": "object",
        "properties": properties,
        "required": ["cpdrules"],
        "anyOf": [{"required": [subject]} for subject in subjects],
        "additionalProperties": ANYTHING,
    } | said(inspect.getdoc(Record) or "")


def part(section: Section, facts: FactReader) -> Schema:
    """Return the schema of a part of the record: one thing, or a list of things."""
    known = {field.name: fact(field, facts) for field in section.fields if field.formula is None}
    known |= {field.name: {"not": ANYTHING} for field in section.fields if field.formula is not None}
    title = {"title": known.get("title", any_of(TEXT, NULL))}
    if not section.is_list:
        return any_of(NULL, {"type": "object", "properties": known | title})
    item: Schema = {
        "type": "object",
        "properties": {
            "id": AN_ID | said(ITEM["id"]),
            "planned": any_of(YES_NO, NULL) | said(ITEM["planned"]),
            **known,
            **title,
        },
        "required": ["id"],
    }
    return any_of(NO_FACT, list_of(item))


def fact(field: Field, facts: FactReader) -> Schema:
    """Return the schema of one fact."""
    if field.kind == "evidence":
        return evidence()
    one = single(field, facts)
    return any_of(one_or_list(one) if field.many else one, NO_FACT)


def single(field: Field, facts: FactReader) -> Schema:
    """Return the schema of a single value of a fact."""
    match field.kind:
        case "date":
            return A_DAY
        case "yes_no":
            return {"type": ["boolean", "string"], "pattern": f"^({'|'.join((*YES, *NO))})$"}
        case "number":
            return A_NUMBER
        case "unit":
            return in_units(facts.units_for(str(field.unit)))
        case "choice":
            return words(field.values)
        case "listed":
            entries = facts.entries(field)
            return TEXT if entries is None else words(entries)
        case "link":
            return AN_ID
        case _:
            return TEXT
