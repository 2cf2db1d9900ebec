"""A hundred ordinary mistakes of people who write their first rule set, record or cases.

Each is one change to a file of the project that is sound. `line` is where it has to be told, counted from the
first changed line; `says` are words that the message has to have, `hint` words that say how to mend it. The
mended file is the file as it was.
"""

# ruff: noqa: E501 - a table is read by its rows, and people do type curly quotes

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """One mistake: what the author meant, what was written instead, and what has to be said."""

    name: str
    find: str
    write: str
    says: tuple[str, ...]
    hint: tuple[str, ...]
    line: int = 0


def m(name: str, find: str, write: str, says: str, hint: str = "", line: int = 0) -> Mistake:
    """Return a mistake; words are separated by `|`."""
    return Mistake(
        name, find, write, tuple(filter(None, says.split("|"))), tuple(filter(None, hint.split("|"))), line
    )


RULES_FILE = "schemes/uk/probation-institute/suggested-scheme.cpd.yaml"
RECORD_FILE = "docs/examples/probation/portfolio.yaml"
CASES_FILE = "docs/examples/probation/adoption.cpdtest.yaml"
ADOPTION_FILE = "docs/examples/probation/adoption.cpd.yaml"

# fmt: off
RULES = [
    m("a misspelt key", "    applies_when: {person.status: regulated}\n    amount", "    aplies_when: {person.status: regulated}\n    amount", "aplies_when", "applies_when"),
    m("a misspelt kind", "amount: aligned_hours\n    at_least: annual_minimum", "amout: aligned_hours\n    at_least: annual_minimum", "amout", "amount"),
    m("minimum, as other tools say", "at_least: annual_minimum", "minimum: annual_minimum", "minimum", "at_least"),
    m("min, as other tools say", "at_least: annual_minimum", "min: annual_minimum", "`min`", "at_least"),
    m("required: true, as other tools say", "    level: may\n", "    required: false\n", "required", "level"),
    m("description for title", "    title: Some learning is", "    description: Some learning is", "description", "title"),
    m("name for id", "  - id: key-areas", "  - name: key-areas", "`name`", "`id`"),
    m("if for applies_when", "    applies_when: {person.status: not_regulated}", "    if: {person.status: not_regulated}", "`if`", "applies_when"),
    m("severity for level", "    level: may\n", "    severity: may\n", "severity", "level"),
    m("a level that does not exist", "    level: may\n", "    level: optional\n", "optional", "must|should|may"),
    m("shall for must", "    level: may\n", "    level: shall\n", "shall", "must"),
    m("filter for where", "    where: {meets: aligned}\n    reference", "    filter: {meets: aligned}\n    reference", "filter", "where"),
    m("a misspelt measure", "amount: aligned_hours\n    at_least: annual_minimum", "amount: alligned_hours\n    at_least: annual_minimum", "alligned_hours", "aligned_hours"),
    m("a misspelt parameter", "at_least: annual_expectation", "at_least: anual_expectation", "anual_expectation", "annual_expectation"),
    m("a misspelt definition", "where: {meets: aligned}\n    if_none: not_applicable\n    require: {fact: this.in", "where: {meets: alined}\n    if_none: not_applicable\n    require: {fact: this.in", "alined", "aligned"),
    m("a misspelt fact", "this.in_register", "this.in_registry", "in_registry", "in_register"),
    m("a misspelt part of the record", "{person.status: not_regulated}", "{persn.status: not_regulated}", "persn", "person"),
    m("a misspelt value", "{person.status: not_regulated}", "{person.status: unregulated}", "unregulated", "regulated"),
    m("a misspelt list", "{key_area: {listed_in: key_areas}}", "{key_area: {listed_in: key_area}}", "key_area", "key_areas"),
    m("a misspelt period", "period: year\n", "period: yaer\n", "yaer", "year"),
    m("a capital in a fact", "{person.status: not_regulated}", "{person.Status: not_regulated}", "Status", "small letters|status"),
    m("a list of the record for a measure", "amount: aligned_hours\n    at_least: annual_minimum", "amount: activities\n    at_least: annual_minimum", "activities", "aligned_hours"),
    m("a parameter for a measure", "amount: aligned_hours\n    at_least: annual_minimum", "amount: annual_minimum\n    at_least: annual_minimum", "annual_minimum", "aligned_hours"),
    m("a number with its unit", "at_least: annual_minimum", "at_least: 20 hours", "20 hours", "`20`"),
    m("a number with its unit in one word", "at_least: annual_minimum", "at_least: 20h", "20h", "`20`"),
    m("a comma in a number", "    is: 7\n", "    is: 7,5\n", "7,5", "7.5"),
    m("a thousand with a comma", "    is: 7\n", "    is: 1,000\n", "1,000", "1000"),
    m("a number in words", "    is: 7\n", "    is: seven\n", "seven", "there are"),
    m("a negative number", "    is: 7\n", "    is: -7\n", "-7", ""),
    m("a percentage as a fraction", "at_least: annual_minimum", "at_least: {percent: 0.6, of: annual_minimum}", "0.6", "60"),
    m("a percentage with its sign", "at_least: annual_minimum", "at_least: 60%", "60%", "percent: 60"),
    m("a percentage above a hundred", "at_least: annual_minimum", "at_least: {percent: 160, of: annual_minimum}", "160", "100"),
    m("hours with an h", "at_least: annual_minimum", "at_least: 1h30", "1h30", "1:30"),
    m("a day as 31/12/2024", "edition: position paper", "in_force: 31/12/2024", "31/12/2024", "2024-12-31"),
    m("a day that may be two", "edition: position paper", "in_force: 01/02/2024", "01/02/2024", "2024-02-01|2024-01-02"),
    m("a day in words", "edition: position paper", "in_force: 31 December 2024", "31 December 2024", "2024-12-31"),
    m("a day with a time", "edition: position paper", "in_force: 2024-12-31T00:00", "2024-12-31T00:00", "2024-12-31"),
    m("a month that does not exist", "edition: position paper", "in_force: 2024-13-01", "2024-13-01", ""),
    m("a day without its zeros", "edition: position paper", "in_force: 2024-1-5", "2024-1-5", "2024-01-05"),
    m("a month by name", "starts: {month: 1, day: 1}", "starts: {month: January, day: 1}", "January", "number"),
    m("a unit in the plural", "    unit: hour\n    value: to_be_set\n    reference: {section: \"Principle 5, 4\", note: the paper leaves the number to the regulator}\n  annual_expectation", "    unit: hours\n    value: to_be_set\n    reference: {section: \"Principle 5, 4\", note: the paper leaves the number to the regulator}\n  annual_expectation", "hours", "`hour`"),
    m("a length without its unit", "length: {years: 1}", "length: 1", "length of time", "{years: 1}"),
    m("a length in the singular", "length: {years: 1}", "length: {year: 1}", "`year`", "years"),
    m("a period without a start", "    starts: {month: 1, day: 1}\n", "", "starts", "starts", -1),
    m("an id used twice", "  - id: measured", "  - id: aligned", "aligned", "first stands"),
    m("an id with a space", "  - id: key-areas", "  - id: key areas", "key areas", "key-areas"),
    m("an id with capitals", "  - id: key-areas", "  - id: Key-Areas", "Key-Areas", "key-areas"),
    m("a requirement without an id", "  - id: key-areas\n    title", "  - title", "`id`", "address"),
    m("no if_none in a loop", "    if_none: not_applicable\n    require: {fact: this.in_register", "    require: {fact: this.in_register", "nothing to go through", "if_none: not_applicable", -5),
    m("two thresholds", "at_least: annual_minimum", "at_least: annual_minimum\n    at_most: annual_expectation", "one threshold", "two requirements", 1),
    m("two kinds in one requirement", "    amount: aligned_hours\n    at_least: annual_minimum", "    amount: aligned_hours\n    has: activities\n    at_least: annual_minimum", "amount|has", "exactly one"),
    m("a key without its value", "period: year\n", "period:\n", "period", ""),
    m("a key that stands twice", "    level: may\n", "    level: may\n    level: should\n", "level", ""),
    m("a tab", "    level: may\n", "\tlevel: may\n", "tab", "spaces"),
    m("no space after the colon", "    level: may\n", "    level:may\n", "key: value", "space"),
    m("a colon inside a title", "title: Suggested CPD scheme for", "title: Suggested CPD scheme: for", "colon", "quotes"),
    m("a quote that is not closed", "title: Suggested CPD scheme for probation, rehabilitation and resettlement", "title: \"Suggested CPD scheme for probation, rehabilitation and resettlement", "quote", "close"),
    m("a bracket that is not closed", "starts: {month: 1, day: 1}", "starts: {month: 1, day: 1", "{", "close"),
    m("curly quotes", "section: \"Principle 5, 4\", note: \"the paper calls", "section: “Principle 5, 4”, note: \"the paper calls", "”", "straight"),
    m("a comma that cuts a text", "note: a full day is seven hours}", "note: a full day, is seven hours}", "is seven hours", "comma"),
    m("a requirement under its neighbour", "  - id: measured", "    - id: measured", "does not fit", "indentation"),
    m("a dash that is forgotten", "  - id: key-areas\n", "    id: key-areas\n", "id", "- "),
    m("an anchor", "  aligned: {aligned_to: {recorded: true}}", "  aligned: &a {aligned_to: {recorded: true}}", "&", ""),
    m("a value of another language", "recorded: true}}", "recorded: yes}}", "yes", "true"),
    m("recorded: false", "recorded: true}}", "recorded: false}}", "recorded", "true"),
    m("a list without its dashes", "    values: to_be_set\n    reference: {section: \"Principle 5, 6\"", "    values: risk assessment, trauma\n    reference: {section: \"Principle 5, 6\"", "risk assessment, trauma", "list"),
    m("where as a sentence", "    where: {meets: aligned}\n    reference", "    where: meets aligned\n    reference", "meets aligned", "{kind: course}"),
    m("a version that does not exist", "cpdrules: 1\n", "cpdrules: 2\n", "2", "1"),
    m("the first key is forgotten", "cpdrules: 1\n", "", "cpdrules: 1", ""),
    m("rule_set for ruleset", "ruleset: uk", "rule_set: uk", "rule_set", "ruleset"),
    m("a subject that does not exist", "subject: portfolio", "subject: member", "member", "portfolio"),
    m("a regular expression", "where: {key_area: {listed_in: key_areas}}", "where: {key_area: {matches: \"^risk\"}}", "matches", "contains"),
]

ADOPTION = [
    m("a rule set that does not exist", "extends: uk/probation-institute/suggested-scheme", "extends: uk/probation-institute/sugested-scheme", "sugested-scheme", "suggested-scheme"),
    m("a number that cannot be set", "  annual_minimum: {value", "  anual_minimum: {value", "anual_minimum", "annual_minimum"),
    m("an exemption in an adoption", "lists:\n", "exemptions:\n  x: {when: {person.status: regulated}}\nlists:\n", "exemptions", "parameters"),
    m("another unit in an adoption", "annual_minimum: {value: 20,", "annual_minimum: {unit: point, value: 20,", "point", "leave"),
]

RECORD = [
    m("a misspelt fact", "    kind: reflection\n", "    knid: reflection\n", "knid", "kind"),
    m("a value that is not known", "    kind: reflection\n", "    kind: reflecting\n", "reflecting", "reflection"),
    m("an activity without an id", "  - id: a5\n    title", "  - title", "`id`", ""),
    m("an id used twice", "  - id: a5", "  - id: a4", "a4", "another id"),
    m("an id with a space", "  - id: a5", "  - id: a 5", "a 5", ""),
    m("hours with an h", "    length: 1:30\n", "    length: 1h30\n", "1h30", "1:30"),
    m("hours in words", "    length: 12\n", "    length: twelve\n", "twelve", ""),
    m("negative hours", "    length: 12\n", "    length: -12\n", "-12", ""),
    m("a comma in hours", "    length: 12\n", "    length: 1,5\n", "1,5", "1.5"),
    m("a unit that is not known", "    length: 90 minutes\n", "    length: 90 mins\n", "mins", "minute"),
    m("sixty-nine minutes", "    length: 1:30\n", "    length: 1:69\n", "1:69", ""),
    m("a day as 30/06/2026", "    ended: 2026-06-30\n", "    ended: 30/06/2026\n", "30/06/2026", "2026-06-30"),
    m("a day that does not exist", "    ended: 2026-06-30\n", "    ended: 2026-06-31\n", "2026-06-31", ""),
    m("yes with a capital", "    in_register: false\n", "    in_register: No\n", "No", "false"),
    m("complete the wrong way round", "complete_through: 2026-11-20", "complete_through: 2025-11-20", "complete_from", "exchange", -1),
    m("a misspelt core key", "complete_through: 2026-11-20", "complete_thru: 2026-11-20", "complete_thru", "complete_through"),
    m("a misspelt list", "activities:\n", "activites:\n", "activites", "activities"),
    m("activities as one block", "activities:\n  - id: a1\n", "activities:\n    id: a1\n", "does not fit", "indentation", 10),
    m("the wrong kind of record", "portfolio: sam-example", "provision: sam-example", "provision", "portfolio", -1),
    m("a key without its value", "  status: regulated\n", "  status:\n", "status", ""),
    m("a value where a list of facts stands", "person:\n  status: regulated\n", "person: regulated\n", "person", ""),
]

CASES = [
    m("an unknown requirement", "      annual-expectation: not_applicable\n", "      annual-expectations: not_applicable\n", "annual-expectations", "annual-expectation"),
    m("pass for met", "annual-minimum: {verdict: met,", "annual-minimum: {verdict: pass,", "pass", "met"),
    m("an unknown record", "    record: sam\n    verdict: undetermined", "    record: sally\n    verdict: undetermined", "sally", "sam"),
    m("a change of nothing", "change: {\"activities[a5].aligned_to\": [core_activity]}", "change: {\"activities[a9].aligned_to\": [core_activity]}", "a9", ""),
    m("a change of a fact that is not known", "change: {\"activities[a5].aligned_to\": [core_activity]}", "change: {\"activities[a5].aligned\": [core_activity]}", "aligned", "aligned_to"),
    m("a rule set that is not there", "cases: adoption.cpd.yaml", "cases: adopton.cpd.yaml", "adopton.cpd.yaml", ""),
    m("an amount from more to less", "shortfall: 0 to 3", "shortfall: 3 to 0", "3 to 0", "smaller"),
    m("expected for expect", "    expect: {annual-minimum: {verdict: met,", "    expected: {annual-minimum: {verdict: met,", "expected", "expect"),
    m("a gap that is no list", "gaps: [\"activities[a5].aligned_to\", complete_through]", "gaps: {a5: aligned_to}", "", ""),
    m("a day of judging as 24/11/2026", "on: 2026-11-24\n", "on: 24/11/2026\n", "24/11/2026", "2026-11-24"),
]
