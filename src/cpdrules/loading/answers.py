"""The answers of a record to judged criteria: on the scale of their criterion, by and about whom they can be."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cpdrules.records.bound import Thing
from cpdrules.records.reading import Faults
from cpdrules.records.record import Judgement, Record
from cpdrules.rules.requirements import ForEach, ForSome, ItemsOf, Judged
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import first_words
from cpdrules.rules.walk import criteria, every
from cpdrules.source import Mapping, Node, Sequence, cited, did_you_mean


@attrs.frozen
class Answers:
    """Checks the answers of one record, noting every fault; `lists` are the items that the record has."""

    ruleset: RuleSet
    faults: Faults
    strict: bool
    lists: dict[str, tuple[Thing, ...] | None]

    def check(self, record: Record) -> None:
        """Refuse answers that are not on their scale, and waivers that are not allowed; note what cannot count."""
        if not record.judgements:
            return
        scales = {scale.name: [word for word, _ in scale.answers] for scale in self.ruleset.scales}
        asked = {each.id: (each, scale) for each, scale in criteria(self.ruleset.requirements)}
        judges, known = dict(self.judges()), self.known()
        names: dict[str, str] = {}
        for judgement, node in written_in(record):
            if judgement.criterion not in asked:
                self.unknown_criterion(node, judgement.criterion, [str(each) for each in asked])
                continue
            criterion, scale = asked[judgement.criterion]
            self.answer(
                judgement, node, criterion, scales[scale] if scale is not None else ["met", "not_met"]
            )
            roles = judges[criterion.id] or ()
            if judgement.role is not None and roles and judgement.role not in roles:
                hint = did_you_mean(judgement.role, roles) or f"those who answer are: {', '.join(roles)}"
                self.note(
                    node, "role", f"nobody answers as {cited(judgement.role)}, so this does not count", hint
                )
            if judgement.about is not None and known is not None and judgement.about not in known:
                hint = did_you_mean(judgement.about, sorted(known)) or "write the `id` of the item"
                message = f"there is no {cited(judgement.about)} in the record, so this answers nothing"
                self.note(node, "about", message, hint)
            if (other := names.setdefault(judgement.by.casefold(), judgement.by)) != judgement.by:
                message = f"{cited(judgement.by)} and {cited(other)} are counted as two people"
                self.note(node, "by", message, "write the name of one person in one way")

    def answer(self, judgement: Judgement, node: Node, criterion: Judged, allowed: list[str]) -> None:
        """Refuse an answer that is not on the scale, or a waiver without a reason."""
        if judgement.answer == "not_applicable" and criterion.may_not_apply:
            if judgement.reason is None:
                message = f"`{judgement.criterion}` is said not to apply, without a reason"
                self.faults.add(node, "D016", message, "write the `reason`")
        elif judgement.answer not in allowed:
            hint = did_you_mean(judgement.answer, allowed) or "its answers are: " + ", ".join(allowed)
            message = f"`{judgement.answer}` is not an answer to `{judgement.criterion}`"
            self.faults.add(node, "D005", message, hint)

    def judges(self) -> Iterator[tuple[str | None, tuple[str, ...] | None]]:
        """Yield the id of each criterion with the roles in which it is answered; None for any role."""
        for each, judges in criteria(self.ruleset.requirements, "judges"):
            yield each.id, None if judges is None else judges.role

    def known(self) -> set[str] | None:
        """Return what answers can be about: items, values and entries; None where a list is to be set."""
        if any(each.is_to_be_set for each in self.ruleset.lists):
            return None
        found = {thing.id for things in self.lists.values() for thing in things or ()}
        loops = (each for each in every(self.ruleset.requirements) if isinstance(each, (ForEach, ForSome)))
        overs = (each.for_each if isinstance(each, ForEach) else each.for_some for each in loops)
        if any(not isinstance(over, ItemsOf) for over in overs):
            for section in self.ruleset.vocabulary:
                found |= {value for field in section.fields for value in field.values}
            for named in self.ruleset.lists:
                found |= {word for each in named.by_date for word in first_words(each.entries or ())}
        return found

    def unknown_criterion(self, node: Node, name: str, asked: list[str]) -> None:
        """Note an answer to a question that is not asked, where it is a near miss; another rule set may ask it."""
        base, bracket, item = name.partition("[")
        hint = did_you_mean(name, asked)
        if bracket and base in asked:
            hint = f"write `criterion: {base}` and `about: {item.removesuffix(']')}`"
        if hint:
            self.note(node, "criterion", f"{cited(name)} is no criterion that the rule set asks", hint)

    def note(self, node: Node, key: str, message: str, hint: str) -> None:
        """Note what cannot count at a key of an answer; an error where a record is read strictly."""
        if isinstance(node, Mapping):
            self.faults.add_key(node, key, ("D010", message, hint), warning=not self.strict)


def written_in(record: Record) -> Iterator[tuple[Judgement, Node]]:
    """Yield each answer with the node in which it stands."""
    written = record.facts.get("judgements")
    if isinstance(written, Sequence):
        yield from zip(record.judgements or (), written.items, strict=False)
