"""Pairs of keys of one block that no rule set can have, and why: each is refused when it is loaded."""

from __future__ import annotations

from itertools import combinations

Pair = tuple[str, str]

THRESHOLDS = ("at_least", "at_most", "more_than", "less_than")
QUESTIONS = {
    "choice": ("is", "except", "listed_in", "recorded"),
    "yes_no": ("is", "recorded"),
    "number": ("is", *THRESHOLDS, "every", "recorded"),
    "unit": ("is", *THRESHOLDS, "recorded"),
    "date": ("on_or_before", "on_or_after", "earlier_than", "later_than", "recorded"),
    "text": ("is", "contains", "starts_with", "listed_in", "free_of", "recorded"),
    "listed": ("is", "contains", "starts_with", "listed_in", "recorded"),
    "link": ("is", "recorded"),
    "evidence": ("recorded",),
}
"""What can be asked of each kind of fact."""
SHAPES = ("unit", "many", "link", "listed_in")


def ordered(pairs: object) -> list[Pair]:
    """Return pairs in the order in which they are kept."""
    return [(min(pair), max(pair)) for pair in pairs]  # type: ignore[attr-defined]


def said(reason: str, *pairs: Pair) -> dict[Pair, str]:
    """Return one reason for several pairs."""
    return dict.fromkeys(ordered(pairs), reason)


def without_a_fact() -> dict[Pair, str]:
    """Return the pairs of questions that no kind of fact can be asked together."""
    words = sorted({word for words in QUESTIONS.values() for word in words})
    together = {pair for words in QUESTIONS.values() for pair in ordered(combinations(words, 2))}
    return said("no kind of fact can be asked both", *(set(combinations(words, 2)) - together))


ONE_THRESHOLD = said("a requirement has one threshold", *combinations(THRESHOLDS, 2))
ONE_ROW = said("a row is for some people or for everyone else", ("when", "otherwise"), ("value", "otherwise"))
WHOLE_ROUNDED = said(
    "of a rounded total it is not known whose hours move", ("round", "carry_over"), ("round", "make_up")
)

REFUSED: dict[str, dict[Pair, str]] = {
    "Test": without_a_fact(),
    "Fact": without_a_fact(),
    "Threshold": ONE_THRESHOLD,
    "Has": ONE_THRESHOLD,
    "AmountOf": ONE_THRESHOLD
    | said("`if_none` is of shares, which nothing narrows", ("if_none", "where"), ("if_none", "limits")),
    "Sum": WHOLE_ROUNDED,
    "Count": WHOLE_ROUNDED,
    "ConvertStep": said("all items are counted in one unit", ("convert", "where")),
    "Parameter": said(
        "a parameter says its number in one way", ("value", "cases"), ("value", "add"), ("cases", "add")
    ),
    "ParameterCase": ONE_ROW,
    "StartsCase": ONE_ROW,
    "Windows": said("a run may cross or may not", ("within", "across")),
    "Exemption": said("either is the complement of the other", ("exempt_from", "from_all_except")),
    "Section": said("items have a day or none", ("undated", "dated_by"), ("undated", "until")),
    "Moment": said(
        "a length is counted in one direction", *combinations(("after", "before", "beginning_with"), 2)
    ),
    "Field": said("a fact has one kind", *combinations((*SHAPES, "type"), 2))
    | said("`if_absent` stands beside `type`", *((shape, "if_absent") for shape in SHAPES))
    | said(
        "only a number or an amount is a part", *((shape, "part_of") for shape in SHAPES if shape != "unit")
    ),
}
