"""What a rule set recommends for a sector, from what many reports say together."""

from __future__ import annotations

from fractions import Fraction

import attrs

from cpdrules.report.recommended import Recommended, answer_of
from cpdrules.report.summary import Summary, Tally
from cpdrules.rules.quantities import Named, Percent
from cpdrules.rules.recommendations import Recommendation
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import Entries


def recommend(summary: Summary, ruleset: RuleSet) -> Summary:
    """Return a summary with what its rule set recommends: each recommendation is made, not made or undetermined.

    A record on which a requirement is undetermined is taken as one that may turn out met, not met, or to which it does
    not apply, though fewer of these may be left; a recommendation is made where it is made whichever way they turn out.
    One that rests on what is undetermined counts these as they stand. Records that could not be judged are not counted.

    Raises `ValueError` for a summary by another rule set, or by another text of it.
    """
    if summary.text is not None and summary.text.id != ruleset.id:
        raise ValueError(f"the summary is by `{summary.text.id}`, and not by `{ruleset.id}`")
    if summary.text is not None and summary.text.digest != ruleset.digest:
        raise ValueError(f"the summary is by another text of `{ruleset.id}` than this one")
    tallies = dict(summary.requirements)
    found = (
        _recommended(each, tallies.get(each.requirement, Tally()), ruleset)
        for each in ruleset.recommendations
    )
    return attrs.evolve(summary, recommendations=tuple(found))


def _recommended(recommendation: Recommendation, tally: Tally, ruleset: RuleSet) -> Recommended:
    of = tally.decided + tally.undetermined
    if recommendation.is_ == "undetermined":
        least, most, surely = tally.undetermined, tally.undetermined, of
    else:
        least, most, surely = tally.not_met, tally.not_met + tally.undetermined, tally.decided
    more_than = percentage(recommendation.for_more_than, ruleset)
    shares = (Fraction(least, of), Fraction(most, of)) if of else (Fraction(0), Fraction(0))
    named = recommendation.for_more_than.percent
    new = recommendation.add
    if new is not None and new.entry in values_of(new.to_list, ruleset):
        new = None
    return Recommended(
        name=recommendation.name,
        title=recommendation.title,
        answer=answer_of(shares, (surely, of), more_than, recommendation.minimum_records),
        requirement=recommendation.requirement,
        rests_on=recommendation.is_.replace("_", " "),
        least=least,
        most=most,
        of=of,
        surely=surely,
        more_than=more_than,
        parameter=named.name if isinstance(named, Named) else None,
        minimum_records=recommendation.minimum_records,
        entry=new.entry if new is not None else None,
        to_list=new.to_list if new is not None else None,
        reference=recommendation.reference,
    )


def values_of(name: str, ruleset: RuleSet) -> Entries:
    """Return the entries of a list, by date those that are set last; none of one that is still to be set."""
    return next(each for each in ruleset.lists if each.name == name).latest


def percentage(share: Percent, ruleset: RuleSet) -> Fraction | None:
    """Return the number before the % sign; None where a parameter gives it that is still to be set."""
    if not isinstance(share.percent, Named):
        return share.percent
    name = share.percent.name
    parameter = next(each for each in ruleset.parameters if each.name == name)
    value = parameter.value[0].value if parameter.value else None
    return value if isinstance(value, Fraction) else None
