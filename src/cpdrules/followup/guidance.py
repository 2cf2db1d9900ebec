"""From recommendations to the next adoption: the file of this one, with the lists that they add to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from textwrap import wrap

import attrs

from cpdrules.followup import words
from cpdrules.followup.editing import Editing
from cpdrules.followup.recommending import recommend
from cpdrules.loading.extends import Chain
from cpdrules.loading.load import Loaded, read, read_rules
from cpdrules.rendering.text import safe
from cpdrules.report.recommended import Answer, Recommended
from cpdrules.report.summary import Summary
from cpdrules.rules.dated import in_force_on
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import DatedEntries, NamedList
from cpdrules.source import DEFAULT_LIMITS, Mapping, read_file

YAML = (".yaml", ".yml")
HEAD, FIRST, FURTHER = "# ", "# - ", "#   "
WIDTH = 110


def next_adoption(
    adoption: str | os.PathLike[str],
    summary: Summary,
    *,
    edition: str,
    since: datetime.date | None = None,
) -> str:
    """Write the adoption that follows on this one: the same file under another edition, with its lists added to.

    `adoption` is the YAML file of an extending rule set, and `summary` is by it. What the recommendations add that are
    made, by the numbers of the summary, is added to the lists; those that are undetermined stand in the remarks at the
    head, for people to decide. A list that changes by date keeps its entries, and from the day `since` on has the new
    ones beside those that are set last. Everything else stands as it was. The text extends what this file extends, so
    it belongs into the same folder.

    Raises `ValueError` for a summary by other rules, a file that extends nothing, and an edition that is this one's
    own, and for a list that changes by date without a day from which it can; `RuleSetError` for a file with faults.
    """
    name = os.fspath(adoption)
    loaded = read(name)
    ruleset = loaded.or_raise()
    summary = recommend(summary, ruleset)
    refuse_what_cannot_follow(name, loaded, ruleset, edition)
    data = read_file(name, DEFAULT_LIMITS, max_bytes=DEFAULT_LIMITS.rule_file_bytes)
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    assert loaded.root is not None
    made = Editing(text, loaded.root).with_edition(edition)
    added = new_entries(ruleset, summary)
    wanted = tuple(with_added(each, added.get(each.name, []), since) for each in ruleset.lists)
    for each in wanted:
        if each.name in added:
            made = Editing(made, root_of(made, name)).with_entries(each, added[each.name], since)
    whole = "".join(f"{line}\n" for line in remarks(summary, ruleset)) + without_remarks(made)
    refuse_what_was_not_meant(whole, name, attrs.evolve(ruleset, edition=edition, lists=wanted), ruleset)
    return whole


def refuse_what_cannot_follow(name: str, loaded: Loaded, ruleset: RuleSet, edition: str) -> None:
    """Raise where nothing can be written into the file."""
    if loaded.root is None or "extends" not in loaded.root:
        raise ValueError(f"`{ruleset.id}` extends nothing; give the adoption that the summary is by")
    if not name.endswith(YAML):
        raise ValueError(f"{name}: only a file in YAML is carried on")
    if edition == ruleset.edition:
        raise ValueError(f"{name} is edition `{edition}` already; name the next one")


def new_entries(ruleset: RuleSet, summary: Summary) -> dict[str, list[str]]:
    """Return what is added to each list: no entry that it has, and none twice."""
    lists = {each.name: each.latest for each in ruleset.lists}
    found: dict[str, list[str]] = {}
    for each in summary.recommendations:
        if each.answer is Answer.MADE and each.to_list is not None and each.entry is not None:
            known = (*lists.get(each.to_list, ()), *found.get(each.to_list, ()))
            if each.entry not in known:
                found.setdefault(each.to_list, []).append(each.entry)
    return found


def with_added(named: NamedList, entries: list[str], since: datetime.date | None) -> NamedList:
    """Return a list with entries added; one that changes by date from a day on."""
    if not entries or not named.is_dated:
        return attrs.evolve(named, values=(*named.latest, *entries)) if entries else named
    if since is None:
        raise ValueError(
            f"`{named.name}` changes by date: say from which day the new entries hold (`--from`)"
        )
    before = in_force_on([each for each in named.by_date if each.since != since], since)
    if since < (last := max(each.since for each in named.by_date if each.since is not None)):
        raise ValueError(f"`{named.name}` has other entries from {last} on; say a later day, or add by hand")
    if before is not None and before.entries is None:
        raise ValueError(f"`{named.name}` is to be set from {before.since} on; say that day, or set it first")
    there = next((each for each in named.by_date if each.since == since), DatedEntries(since, None))
    new = attrs.evolve(there, entries=(*named.latest, *entries))
    return attrs.evolve(named, values=(*(each for each in named.by_date if each.since != since), new))


# -- the text ------------------------------------------------------------------------------------------------


def root_of(text: str, name: str) -> Mapping:
    """Return the tree of a text that was just written, as it stands in the folder of a file."""
    loaded = read_rules(text.encode(), name, Chain(DEFAULT_LIMITS).at(name))
    if loaded.ruleset is None or loaded.root is None:
        raise ValueError(words.NOT_CARRIED_ON.format(name))
    return loaded.root


# -- the remarks at the head ---------------------------------------------------------------------------------


def remarks(summary: Summary, ruleset: RuleSet) -> Iterator[str]:
    """Yield the comments that people need who go on from here."""
    edition = f" ({ruleset.edition})" if ruleset.edition else ""
    yield HEAD + words.DRAWN.format(records=summary.records, ruleset=ruleset.id, edition=edition)
    for each in summary.recommendations:
        if each.answer is not Answer.NOT_MADE:
            yield from wrap(safe(remark(each)), WIDTH, initial_indent=FIRST, subsequent_indent=FURTHER)


def remark(recommended: Recommended) -> str:
    """Say what came of one recommendation."""
    what = words.ADDED if recommended.answer is Answer.MADE else words.TO_DECIDE
    if recommended.to_list is None:
        what = words.TO_DO if recommended.answer is Answer.MADE else words.OPEN
    return what.format(
        name=recommended.name,
        title=recommended.title,
        reason=recommended.reason,
        entry=recommended.entry,
        list=recommended.to_list,
    )


def without_remarks(text: str) -> str:
    """Return a text without the remarks that were written when it was drawn itself."""
    if not text.startswith(HEAD + words.DRAWN.partition("{")[0]):
        return text
    lines = text.split("\n")
    rest = next(place for place, line in enumerate(lines) if place and not line.startswith((FIRST, FURTHER)))
    return "\n".join(lines[rest:])


def refuse_what_was_not_meant(text: str, name: str, wanted: RuleSet, ruleset: RuleSet) -> None:
    """Hold the new text to what is wanted: it loads, and differs by the edition and the entries alone."""
    made = read_rules(text.encode(), name, Chain(DEFAULT_LIMITS).at(name)).ruleset
    # A list that is set for the first time is said by this text now, and so is where it comes from.
    meant = made is not None and (
        (made.edition, [each.values for each in made.lists])
        == (wanted.edition, [each.values for each in wanted.lists])
        and attrs.evolve(made, edition=ruleset.edition, lists=ruleset.lists, origins=ruleset.origins)
        == ruleset
    )
    if not meant:
        raise ValueError(words.NOT_CARRIED_ON.format(name))
