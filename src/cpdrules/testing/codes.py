"""The codes of what can be wrong in a case file and nowhere else, each with its one-line meaning."""

CODES: dict[str, str] = {
    "T001": "a case file without a test or without a record",
    "T002": "two tests with one name",
    "T003": "a base record that the case file does not have",
    "T004": "a requirement that the rule set does not have",
    "T005": "a change or a removal whose path leads nowhere",
    "T006": "an expected amount that cannot be read",
    "T007": "a test, or an expectation, that expects nothing",
    "T008": "a test without a day of judging",
    "T009": "a base record that begins like a file of its own, or is no record",
    "T010": "a case file that is not written in YAML",
    "T011": "a test name that is empty, too long, or more than one line",
    "T012": "one path that is both changed and removed, or removed twice",
    "T013": "a path that means more than one judgement",
}
"""Code to meaning."""
