"""What plans and changes say, in English."""

from __future__ import annotations

PLAN_FOR = "Action plan for {0}"
REASON = {
    "must": "it is required, and {0}: {1}",
    "should": "it is advised, and {0}: {1}",
    "may": "it is left open, and {0}: {1}",
}
NOT_MET, NOT_KNOWN = "not met", "not decided yet"
MEASURE_FACT = "{0} is written down"
NOTHING_RECORDED = "not recorded"
RECORDED = "recorded"
ONE_OF = "one of {0}"
TARGETS = {
    "at_least": "{0} or more",
    "at_most": "{0} or less",
    "more_than": "more than {0}",
    "less_than": "less than {0}",
}

OPEN_IN_A_PLAN = (
    "Drawn from a report of {on} by {ruleset}.",
    "What only people can say is not filled in. For each objective, add:",
    "  responsible      who sees to it",
    "  hours_set_aside  the time for it, and budget, the money for it",
    "  due_on           by when, where it is missing",
    "and then the activities, each with its objective.",
)

KINDS = {
    "improved": "Improved",
    "fell_back": "Fell back",
    "decided": "Now decided",
    "open_again": "Open again",
    "applies_now": "Applies now",
    "no_longer_applies": "No longer applies",
    "new": "New in the rules",
    "gone": "No longer in the rules",
}
FROM_TO = "{0} -> {1}"
SAME_TEXT = "the same text judged both times"
OTHER_TEXT = "the text changed: {0} -> {1}"
UNCHANGED = "{0} stand as before"
NOTHING_CHANGED = "nothing changed"

DRAWN = (
    "Drawn from a summary of {records} records by {ruleset}{edition}. Look over every number, day and source."
)
ADDED = "{name}: {title} `{entry}` was added to `{list}`: {reason}"
TO_DECIDE = "{name}, for you to decide: {title} It would add `{entry}` to `{list}`: {reason}"
TO_DO = "{name}: {title} {reason}"
OPEN = "{name}, for you to decide: {title} {reason}"
NOT_CARRIED_ON = "{0} is written in a way that cannot be carried on; copy it, and add by hand"
