"""The English words: one catalogue of tables, so that another language is another catalogue."""

from __future__ import annotations

from cpdrules.prose.english_rules import RULES

__all__ = ["RULES"]

VERDICTS = {
    "met": "met",
    "not met": "not met",
    "not applicable": "not applicable",
    "undetermined": "undetermined",
}

LEVELS = {"must": "", "should": "should", "may": "may"}

RELATIONS = {
    "at_least": "{amount} of {needed} needed",
    "at_most": "{amount}; at most {needed} allowed",
    "more_than": "{amount}; more than {needed} needed",
    "less_than": "{amount}; less than {needed} allowed",
}

WITH_PLAN = "{said}; {planned} with what is planned"
FORECAST = "a forecast: as if what is planned were done"
STILL_OPEN = "{amount}; what is needed is still open"
LOOP = "{amount} met of {needed}"
SHORT, SHORT_UP_TO = "short by {0}", "up to {0} short"
OVER, OVER_UP_TO = "over by {0}", "up to {0} over"
SOME_SHORT, SOME_OVER = "perhaps short", "perhaps over"

# Why a finding is as it is, by the code of its reason.
REASONS = {
    "not_for": "does not apply: it is for {0}",
    "does_not_apply": "does not apply: {0} is {1}; it is for {2}",
    "fact": "{0}: {1}; asked for: {2}",
    "fact_unknown": "{0} is not recorded",
    "judged": "answered: {0}; {1}",
    "not_judged": "nobody has answered the question yet",
    "judged_otherwise": "no answer counts here: those of {0} were given in another role, or at another time",
    "prompted": "to be judged: {0}",
    "no_prompt": "no word of `{0}` stands in {1}",
    "judges": "{0} of {1} judges have answered",
    "judged_not_applicable": "{0} says that it does not apply: {1}",
    "no_evidence": "answered: {0}; there is no evidence",
    "evidence_missing": "answered: {0}; the evidence is missing: {1}",
    "none_there": "there is none to go through",
    "no_windows": "no period of `{0}` ends here",
    "period_unknown": "the periods of `{0}` start on a day that is not recorded",
    "not_begun": "the period `{0}` has not begun",
    "longest_gap": "the longest gap is from {0} to {1}",
    "nothing_to_share": "there is nothing to take a share of",
    "no_score": "nothing in `{0}` applies, so there is no score",
    "whatever": "so it is, whatever these turn out to be: {0}",
    "not_set": "`{0}` is still to be set by whoever adopts the rule set",
    "not_in_force": "which entries of `{0}` are in force is not known",
    "exempt": "exempt: {0} {1}",
    "exempted": "`{0}` exempts everyone",
    "no_such_day": "there is no day `{0}`, so nothing is due",
    "no_days": "it could be met from {0} on, and was due on {1}",
    "due_or_late": "due on {0}, and accepted until {1}",
    "met_late": "met late: it was due on {0}",
    "perhaps_late": "met, perhaps late: it was due on {0}",
    "not_worked_out": "{0} cannot be worked out: `{1}` is not recorded, or too short",
    "overdue": "{0} is not recorded; it was due on {1}",
    "too_many_ways": (
        "there are more than {0} ways to give whole items to the parts, too many to try; "
        "judge a shorter period, or divide the items"
    ),
    "too_large": "there are more windows of `{0}` than are judged one by one; judge a shorter period",
    "groups_open": "who is compared, or how many people make a group, is not known yet",
    "no_group": "no group can be shown: each has fewer than {0} people, or could be worked out from others",
    "group": "{0} of {1} in the group, {2} of {3} of everyone",
    "group_hidden": "not shown: it has fewer than {0} people, or one that has could be worked out from it",
    "group_of_nobody": "nobody is in this group",
    "nothing_binds": "no requirement with the level `must` applies",
}

# What later texts have changed of a requirement.
AMENDED = {
    "tightened": "amended by {text}: {changes}",
    "may_be_loosened": "amended by {text}: {changes}; the reason given: {reason}",
    "loosened": "loosened by {text}: {changes}; the reason given: {reason}",
    "change": "{key} {was} → {becomes}",
    "new": "{key} {becomes}",
    "edition": "{text}, edition {edition}",
    "may_loosen": "{change} (may loosen)",
}

ALLOTTED, ALLOTTED_NOTHING = "{part} {given} of {needed}: {items}", "{part} {given} of {needed}"
# Of an allocation that is open, what is shown is what is so however the open facts turn out.
FOR_CERTAIN = "for certain, {0}"
ALLOTTED_ITEM = "{0} {1}"

CREDIT_KINDS = {
    "counted": "counted: {0}",
    "in_part": "in part: {0}",
    "open": "open: {0}",
    "not_counted": "not counted: {0}",
}
MOVED = {
    "[carried_in]": "carried in: {0} ({1})",
    "[went_back]": "gone back: {0} ({1})",
    "[made_good]": "made good later: {0} ({1})",
    "[rounded_off]": "rounded off: {0} ({1})",
    "[rounded_up]": "rounded up: {0} ({1})",
}
MOVED_IN_PART = "{0} of {1}"
OUTSIDE = "{0} (outside {1})"
DECIDING = "of {2} periods, the one from {0} to {1} decides"
IN_PERIOD = "from {0} to {1}"
WHATEVER = "this is so whatever the missing facts turn out to be, although no requirement alone says so"
OPEN_WHETHER = "whether it applies is not known: {0}"

# Why an item counts or does not, by the code of its credit's reason.
CREDITS = {
    "counted": "",
    "planned": "planned for {0}; it counts once it is done",
    "seen_before": "its value is counted already: {0}",
    "further": "what may still be recorded",
    "outside_period": "outside the period: {0}",
    "not_as_asked": "{0}; asked for: {1}",
    "unknown": "not recorded: {0}",
    "depends": "it depends on facts that are not recorded",
    "carried_in": "from {0}",
    "brought_forward": "from before, as the record says",
    "brought_forward_at_most": "from before; the record says {0}, and no more may be moved on",
    "perhaps_carried_in": "what was brought forward is not recorded",
    "went_back": "to {0}, which lacked it",
    "made_good": "by {0}",
    "rounded": "to steps of {0}",
    "perhaps_moved": "of which period this is, is not known",
    "repeat": "it repeats {0}",
    "limit": "no more counts: {0}",
    "nothing": "it brings nothing here",
    "in_no_part": "no part may be given it",
    "no_room": "the parts that it serves, or a limit, leave no room for more",
    "recorded_as_nothing": "`{0}` is recorded as nothing",
    "steps_leave_nothing": "nothing is left of its `{0}` after the steps",
    "not_listed": "`{0}` is not in the list `{1}`",
    "too_short": "it is too short to count: {0}",
    "still_lasting": "it had not ended on {0}, and when it ends is not known",
    "not_yet_listed": "`{0}` is in the list `{1}` only from {2}",
}

# What to do about what is missing, by the kind of the gap.
GAPS = {
    "not_recorded": "write down {fact}{needs}",
    "not_yet": "go on: what is done in the period still counts",
    "not_judged": "let somebody answer {fact}{needs}",
    "no_evidence": "write down the evidence for {fact}{needs}",
    "applicability_unknown": "write down {fact}, which decides whether this applies{needs}",
    "too_large": "{fact}: there are too many possibilities to settle; write down what is not known",
    "not_set": "set {fact}, which the rule set leaves to whoever adopts it",
    "not_in_force": "ask whoever keeps the rule set: nothing of {fact} is in force on {day}",
    "in_force_by_period": "what is in force of {fact} depends on the period, which is not known",
}
LOG_LINES = {
    "complete_from": "add `complete_from: {day}` if the record leaves nothing out from that day on",
    "complete_through": "add `complete_through: {day}` if the record leaves nothing out up to that day",
}
NEEDS, NEEDS_ONE = ": one of {0}", ": {0}"
# How a number that is needed was found, a step after another.
WORKING = "{0}: {1}"
STEPS = {
    "set": "{amount}, set by {said}{facts}",
    "row": "{amount}{facts}",
    "add": "{said}: {amount}",
    "subtract": "less {said}{facts}: {amount}",
    "in_proportion_to": "in proportion to {said}{facts}: {amount}",
    "read_off": "read off by {said}{facts}: {amount}",
    "round": "rounded {said}{facts}: {amount}",
    "not_below": "not below {said}{facts}: {amount}",
}
SETTLES = "for {0}"
NEAREST_WAY = "the nearest of {1} ways to {0}"
ANOTHER_WAY = "another way to {0}, in place of the nearest"

# What to do about what is not met, by the kind of requirement.
MEND = {
    "amount": "{requirement}: more is needed, {short}",
    "too_much": "{requirement}: there is too much, {short}",
    "fact": "{requirement}: it is not as asked; {why}",
    "judged": "{requirement}: put right what the answer found, and let it be answered again; {why}",
    "other": "{requirement}: it is not as asked; {why}",
}
BY, ENDED, NO_DATE = "by {0}", "the last day was {0}", "no date in the rule"

HEADINGS = {
    "next": "What to do",
    "scores": "Scores",
    "ledger": "Ledger",
    "notices": "Notices about the record",
    "silences": "Answered by silence, as the vocabulary says",
}

SOURCE, SOURCE_OF = "source: {0}", "source of {1}: {0}"
JUDGED_ON = "judged on {0}"
TODAY = "today by this machine's clock"
PERIOD = "period {0} to {1}"
COMPLETE = "the record says that it leaves nothing out {0}"
FROM, THROUGH = "from {0}", "through {0}"
TO, OR_MORE = "{0} to {1}", "{0} or more"
UNITS = {
    "hour": ("hour", "hours"),
    "minute": ("minute", "minutes"),
    "point": ("point", "points"),
    "credit": ("credit", "credits"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
}
