"""The JSON Schema of records: the core that every record has, and the facts that a vocabulary types."""

from __future__ import annotations

import inspect

from cpdrules.authoring.parts import (
    A_DAY,
    ANYTHING,
    ID,
    TEXT,
    YES_NO,
    Schema,
    any_of,
    block,
    list_of,
    one_or_list,
    said,
    words,
)
from cpdrules.authoring.rules_schema import HEAD
from cpdrules.loading.facts import FactReader
from cpdrules.records.reading import Faults
from cpdrules.records.record import CORE, EVIDENCE, ITEM, JUDGEMENT, Evidence, Judgement, Record
from cpdrules.rules.ruleset import SUBJECTS, RuleSet
from cpdrules.rules.vocabulary import Field, Section

NULL: Schema = {"type": "null"}
NONE: Schema = {"const": "none"}
AN_ID: Schema = {"type": ["string", "number"], "pattern": ID}
DAY_OR_NULL = any_of(A_DAY, NULL)
NO_FACT: Schema = any_of(NULL, NONE)


def evidence() -> Schema:
    """Return the schema of evidence: a kind, or a block that says more, or several."""
    keys = {word: TEXT | said(doc) for word, doc in EVIDENCE.items()}
    more = block(keys, ["kind"], inspect.getdoc(Evidence) or "")
    return any_of(NO_FACT, one_or_list(any_of(TEXT, more)))


def judgement() -> Schema:
    """Return the schema of one answer to a judged criterion."""
    special = {"made": DAY_OR_NULL, "evidence": evidence()}
    whole = {word: special.get(word, any_of(TEXT, NULL)) | said(doc) for word, doc in JUDGEMENT.items()}
    return block(whole, ["criterion", "answer", "by"], inspect.getdoc(Judgement) or "")


def core(subjects: tuple[str, ...]) -> dict[str, Schema]:
    """Return the keys that every record has."""
    return {
        "cpdrules": HEAD,
        **{subject: AN_ID | said("the id of the record") for subject in subjects},
        "title": any_of(TEXT, NULL) | said(CORE["title"]),
        "complete_from": DAY_OR_NULL | said(CORE["complete_from"]),
        "complete_through": DAY_OR_NULL | said(CORE["complete_through"]),
        "judgements": any_of(NULL, list_of(judgement())) | said(CORE["judgements"]),
    }


def schema_of_record(ruleset: RuleSet | None) -> Schema:
    """Return the schema of a record; with a rule set, of one that it judges, with the facts that it knows.

    A part or a fact that the rule set does not know is allowed: it may be another body's.
    """
    subjects = SUBJECTS if ruleset is None else (ruleset.subject,)
    properties = core(subjects)
    if ruleset is not None:
        facts = FactReader(ruleset, Faults())
        properties |= {section.name: part(section, facts) for section in ruleset.vocabulary}
    return {
        "type": "object",
        "properties": properties,
        "required": ["cpdrules"],
        "oneOf": [{"required": [subject]} for subject in subjects],
        "additionalProperties": ANYTHING,
    } | said(inspect.getdoc(Record) or "")


def part(section: Section, facts: FactReader) -> Schema:
    """Return the schema of a part of the record: one thing, or a list of things."""
    known = {field.name: fact(field, facts) for field in section.fields}
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
    return any_of(one_or_list(any_of(one, NULL)) if field.many else one, NO_FACT)


def single(field: Field, facts: FactReader) -> Schema:
    """Return the schema of a single value of a fact."""
    match field.kind:
        case "date":
            return A_DAY
        case "yes_no":
            return {"enum": [True, False, "true", "false", "yes", "no"]}
        case "number":
            return {"type": ["number", "string"], "minimum": 0, "pattern": r"^[0-9][0-9.:]*$"}
        case "unit":
            units = "|".join(sorted(facts.units_for(str(field.unit))))
            return {
                "type": ["number", "string"],
                "minimum": 0,
                "pattern": rf"^[0-9][0-9.:]*( *({units})s?)?$",
            }
        case "choice":
            return words(field.values)
        case "listed":
            entries = facts.entries(field)
            return TEXT if entries is None else words(entries)
        case "link":
            return AN_ID
        case _:
            return TEXT
