"""The codes of what can be wrong in a record, each with its one-line meaning."""

CODES: dict[str, str] = {
    "D001": "a part of the record has the wrong shape: a block, a list or a single value is expected",
    "D002": "an item of a list has no id",
    "D003": "an id that is not made of plain letters, digits, dots, colons and hyphens",
    "D004": "two items of one list have the same id",
    "D005": "a value that the vocabulary of its field does not know",
    "D006": "a number or an amount that cannot be read, or is out of range",
    "D007": "a day that cannot be read",
    "D008": "a unit that the rule set does not know for this amount",
    "D009": "a link to an item that the record does not have",
    "D010": "a fact that the rule set does not know: another body's, or a misspelt one",
    "D011": "a part of the record that the rule set does not know: another body's, or a misspelt one",
    "D012": "a judgement without its criterion, its answer or its judge",
    "D013": "one judge gave two different answers to one criterion on one day",
    "D014": "the record is of another kind than the rule set judges",
    "D015": "`complete_from` is later than `complete_through`",
    "D016": "an answer that is allowed only with something it lacks, such as a reason",
    "D017": "judging the record takes more steps than the limits allow",
    "D018": "an item is planned for a day on which the record is complete: a warning",
    "D019": "an item that ends before it begins",
    "D020": "two items that last share days, which a measure of time would count twice",
    "D021": "parts of an item that are together more than the whole of which they are parts",
    "D022": "an amount is brought forward twice into one period",
    "D023": "what is brought forward does not say its measure, its day or an amount",
    "D024": "an amount is brought forward into a day on which no period of the measure begins",
}
"""Code to meaning."""
