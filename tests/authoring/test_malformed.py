"""What is wrong with the shape of a file is refused by schema and loader alike; the rest only the loader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_fault import expected

import cpdrules.loading.codes
import cpdrules.records.codes
import cpdrules.source.codes
import cpdrules.testing.codes
from cpdrules import check

from .editor import MALFORMED, NotRead, refused, seen, vocabulary

STRUCTURAL = {
    "D001", "D002", "D003", "D012", "D023", "D025", "R001", "R002", "R003", "R004", "R007", "R008", "R010", "T001",
    "T007", "T009",
}  # fmt: skip
"""Keys, shapes, kinds, words of closed sets, how names are written."""

ONLY_THE_LOADER = {
    "S": "how the text is written: an editor's own parser says it, or a limit that editors do not have",
    "D004": "two places are compared",
    "D005": "words of a vocabulary: only the schema of a record for one rule set knows them",
    "D006": "arithmetic; the form of a number is seen, its size and exponents are not in every place",
    "D007": "the calendar; the form of a day is seen",
    "D008": "units: only the schema of a record for one rule set knows them",
    "D009": "two places are compared",
    "D010": "another body may know the fact",
    "D011": "another body may know the part",
    "D013": "two places are compared",
    "D014": "the rule set says the kind of record: only the schema of a record for one knows it",
    "D015": "two days are compared",
    "D021": "amounts are compared",
    "D016": "said when a judgement is used",
    "D017": "said when a record is judged",
    "D018": "two days are compared",
    "D019": "two days are compared",
    "D020": "said when a record is judged",
    "D022": "two places are compared",
    "D026": "words are counted",
    "D027": "the days are asked for, and stand in no record",
    "D024": "said when a record is judged",
    "R005": "arithmetic; the form of a number is seen, what it may be in its place is not",
    "R006": "the calendar; the form of a day is seen",
    "R009": "keys that depend on other keys, or on what a name stands for",
    "R011": "the words of a text",
    "R026": "a choice that depends on other places",
    "R031": "what another file leaves to be set",
    "R02": "names, and what stands in other places",
    "R03": "other files",
    "R04": "said when a rule set is used, or warnings",
    "T002": "two places are compared",
    "T003": "a name",
    "T004": "a name of another file; the form of an address is seen",
    "T005": "a path into a record; its form is seen",
    "T006": "two numbers are compared; the form of an amount is seen",
    "T008": "a key that may stand in one of two places",
    "T010": "how the file is written",
    "T011": "the words of a text",
    "T012": "two places are compared",
    "T013": "two places are compared",
}
"""Codes, or how they begin, and why a schema does not see them."""

SEEN_ALL_THE_SAME = {
    "records/value-misspelt.yaml",
    "records/value-misspelt.json",
    "records/value-in-another-case.yaml",
    "records/unit-misspelt.yaml",
    "records/amount-in-words.yaml",
    "records/amount-with-comma.yaml",
    "records/another-kind.yaml",
    "records/day-in-another-form.yaml",
    "records/judgement-misspelt.yaml",
    "records/evidence-misspelt.yaml",
    "records/neither-true-nor-false.yaml",
    "rules/number-with-comma.yaml",
    "rules/number-with-words.yaml",
    "rules/number-negative.yaml",
    "rules/date-in-another-form.yaml",
    "rules/date-out-of-range.yaml",
    "rules/value-missing.yaml",
    "rules/value-twice.yaml",
    "rules/nothing-asked.yaml",
    "rules/two-directions.yaml",
    "rules/where-without-has.yaml",
    "rules/saying-too-much.yaml",
    "cases/amount-in-words.yaml",
    "cases/amount-negative.yaml",
    "cases/bad-period.yaml",
    "cases/change-malformed-path.yaml",
    "cases/malformed-address.yaml",
}
"""Files with a fault of another code, whose form a schema refuses nevertheless."""

NOT_SEEN = {
    "rules/list-of-nothing-said.yaml": "a list needs one of two keys, `values` or `words`",
    "rules/percentage-of-nothing.yaml": "whether a percentage needs `of` depends on the measure",
    "rules/row-too-short.yaml": "the columns stand in another place",
    "rules/row-without-columns.yaml": "the columns stand in another place",
    "rules/undated-capital.yaml": "every YAML reader but ours takes True for true",
    "rules/words-empty.yaml": "an empty text is a text",
}
"""Files whose fault has a structural code, and why a schema does not see it."""

FILES = {
    f"{folder}/{file.name}": file
    for folder in ("rules", "cases", "records")
    for file in sorted((MALFORMED / folder).iterdir())
    if file.suffix != ".expect" and file.name != "adoptable.yaml"
}


def seen_by_a_schema(name: str) -> bool:
    return name in SEEN_ALL_THE_SAME or (expected(FILES[name])[0] in STRUCTURAL and name not in NOT_SEEN)


def data_of(file: Path) -> object:
    return seen(file.read_text(encoding="utf-8"), as_json=file.suffix == ".json")


@pytest.mark.parametrize("name", [name for name in FILES if seen_by_a_schema(name)])
def test_schema_and_loader_refuse(name: str) -> None:
    what = "record" if name.startswith("records/") else name.partition("/")[0]
    ruleset = vocabulary() if what == "record" else None
    assert refused(data_of(FILES[name]), what, ruleset)
    if name != "rules/a-record-instead.yaml":
        assert not check(FILES[name], ruleset=ruleset).ok


@pytest.mark.parametrize("name", sorted(NOT_SEEN))
def test_what_a_schema_does_not_see_it_does_not_see(name: str) -> None:
    """Were it seen, the reason would have to go."""
    assert expected(FILES[name])[0] in STRUCTURAL
    assert not refused(data_of(FILES[name]), "rules")


@pytest.mark.parametrize("name", sorted(SEEN_ALL_THE_SAME))
def test_what_is_seen_all_the_same_has_another_code(name: str) -> None:
    assert expected(FILES[name])[0] not in STRUCTURAL


def test_what_an_editor_cannot_read_is_about_the_text() -> None:
    unread = set()
    for file in FILES.values():
        try:
            data_of(file)
        except NotRead:
            unread.add(expected(file)[0])
    assert {code[0] for code in unread} == {"S"}


def test_every_code_is_structural_or_has_a_reason() -> None:
    rooms = (cpdrules.loading.codes, cpdrules.records.codes, cpdrules.source.codes, cpdrules.testing.codes)
    codes = {code for room in rooms for code in room.CODES}
    explained = {code for code in codes if code.startswith(tuple(ONLY_THE_LOADER))}
    assert codes == STRUCTURAL | explained
    assert not STRUCTURAL & explained
