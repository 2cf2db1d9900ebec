"""The meaning of rules: verdicts, amounts, days and limits, as exact small mathematics.

Nothing here knows of rules, records or files. The laws that hold throughout: arithmetic is in exact
fractions, and learning a fact never changes what was decided.
"""

from cpdrules.semantics.allocation import NOWHERE, Allocation, Demand, Supply, Use, divided, settled_rows
from cpdrules.semantics.amount import ANYTHING, Amount, Relation, compare, shortfall
from cpdrules.semantics.cadence import Cadence
from cpdrules.semantics.calendar import (
    EARLIEST,
    LATEST,
    DateFault,
    Duration,
    LeapRule,
    Period,
    add_months,
    after,
    before,
    beginning_with,
    parse_date,
)
from cpdrules.semantics.exact import (
    Number,
    NumberFault,
    exact_sum,
    format_hours,
    format_number,
    parse_amount,
    parse_exact,
    parse_number,
)
from cpdrules.semantics.limits import Case, Ceiling, Item, Tally, check_laminar, tally
from cpdrules.semantics.order import kth_amount
from cpdrules.semantics.rounding import rounded
from cpdrules.semantics.score import Mark, NotApplicable, band, score
from cpdrules.semantics.share import Split, settled_together, share_bounds, share_verdict
from cpdrules.semantics.silence import Days, longest_gap, stretch_of, units_between
from cpdrules.semantics.spells import length_in
from cpdrules.semantics.truth import UNKNOWN, Truth, all_true, any_true
from cpdrules.semantics.verdict import (
    ANY,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNDETERMINED,
    All,
    Count,
    Element,
    Quorum,
    Share,
    Verdict,
    all_of,
    enough_of,
    lapses,
    loop,
    share_of,
)
from cpdrules.semantics.whole import MOST_WAYS, given_whole

__all__ = [
    "ANY",
    "ANYTHING",
    "EARLIEST",
    "LATEST",
    "MET",
    "MOST_WAYS",
    "NOT_APPLICABLE",
    "NOT_MET",
    "NOWHERE",
    "UNDETERMINED",
    "UNKNOWN",
    "All",
    "Allocation",
    "Amount",
    "Cadence",
    "Case",
    "Ceiling",
    "Count",
    "DateFault",
    "Days",
    "Demand",
    "Duration",
    "Element",
    "Item",
    "LeapRule",
    "Mark",
    "NotApplicable",
    "Number",
    "NumberFault",
    "Period",
    "Quorum",
    "Relation",
    "Share",
    "Split",
    "Supply",
    "Tally",
    "Truth",
    "Use",
    "Verdict",
    "add_months",
    "after",
    "all_of",
    "all_true",
    "any_true",
    "band",
    "before",
    "beginning_with",
    "check_laminar",
    "compare",
    "divided",
    "enough_of",
    "exact_sum",
    "format_hours",
    "format_number",
    "given_whole",
    "kth_amount",
    "lapses",
    "length_in",
    "longest_gap",
    "loop",
    "parse_amount",
    "parse_date",
    "parse_exact",
    "parse_number",
    "rounded",
    "score",
    "settled_rows",
    "settled_together",
    "share_bounds",
    "share_of",
    "share_verdict",
    "shortfall",
    "stretch_of",
    "tally",
    "units_between",
]
