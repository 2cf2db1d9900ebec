"""A rule set said back in plain words: every rule, every number with its source, every choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from cpdrules.prose import english
from cpdrules.prose.catalogue import checked
from cpdrules.prose.choices import Choices
from cpdrules.prose.lines import Heading, Line, as_text
from cpdrules.prose.say_measures import Counting
from cpdrules.prose.say_numbers import Groundwork
from cpdrules.prose.say_requirements import Asking
from cpdrules.prose.sayings import Sayings
from cpdrules.rules.ruleset import RuleSet


def describe(ruleset: RuleSet, *, words: Any = english) -> str:
    """Say a rule set back in words: what counts and in which order, what is asked, what the author chose.

    Every number stands there with its dates and its source. `words` may be another language: a module or
    object with the tables of `cpdrules.prose.english`.

    Raises `LookupError` that names the entries which such a catalogue lacks.
    """
    return as_text(Description(ruleset, Sayings.of(ruleset, checked(words))).lines())


@attrs.frozen
class Description:
    """The lines of a description."""

    ruleset: RuleSet
    say: Sayings

    def lines(self) -> Iterator[Line | Heading]:
        """Yield the lines, section by section; a section of nothing is left out."""
        yield Heading(self.ruleset.title, is_title=True)
        yield from self.head()
        ground = Groundwork(self.ruleset, self.say)
        choices = Choices(self.ruleset, self.say)
        sections: tuple[tuple[str, Callable[[], Iterator[Line]]], ...] = (
            ("requirements", self.requirements),
            ("exemptions", self.exemptions),
            ("recommendations", self.recommendations),
            ("measures", self.measures),
            ("numbers", ground.numbers),
            ("definitions", ground.definitions),
            ("lists", ground.lists),
            ("periods", ground.periods),
            ("scales", ground.scales),
            ("units", ground.units),
            ("vocabulary", ground.vocabulary),
            ("choices", choices.lines),
            ("judgement", choices.judged),
            ("to_be_set", choices.to_be_set),
            ("texts", self.texts),
        )
        for name, section in sections:
            found = list(section())
            if found:
                yield Heading(self.say.say(f"head_{name}"))
                yield from found

    def head(self) -> Iterator[Line]:
        """Yield what the rule set is."""
        rules, say = self.ruleset, self.say.say
        yield Line(0, say("about", id=rules.id, subject=rules.subject))
        if rules.edition is not None:
            yield Line(0, say("edition", rules.edition))
        if rules.in_force is not None:
            yield Line(0, say("in_force", self.say.day(rules.in_force)))
        if rules.source is not None:
            yield Line(0, say("source", self.say.reference(rules.source)))
        yield Line(0, say("judged_in", rules.period) if rules.period else say("judged_ever"))

    def requirements(self) -> Iterator[Line]:
        """Yield what is asked."""
        later = self.ruleset.later_texts
        asking = Asking(self.say, {name: text for text, below in later for name in below.adds})
        yield Line(0, self.say.say("only_must"))
        if later:
            yield Line(0, self.say.say("all_from", self.ruleset.origins[-1].id))
        for requirement in self.ruleset.requirements:
            yield from asking.requirement(requirement, 0)

    def exemptions(self) -> Iterator[Line]:
        """Yield who is exempt, and from what."""
        for each in self.ruleset.exemptions:
            names = each.exempt_from or each.from_all_except
            told = self.say.say(
                "exempt_from" if each.exempt_from else "from_all_except",
                name=each.name,
                title=self.say.title(each.title),
                condition=self.say.condition(each.when),
                requirements=self.say.joined(f"`{name}`" for name in names),
            )
            yield Line(0, self.say.cited(told, each.reference))

    def recommendations(self) -> Iterator[Line]:
        """Yield what is recommended for a whole sector, and what for."""
        for each in self.ruleset.recommendations:
            told = self.say.say(
                "recommendation",
                name=each.name,
                title=each.title,
                requirement=each.requirement,
                verdict=self.say.words.VERDICTS[each.is_.replace("_", " ")],
                share=self.say.quantity(each.for_more_than),
                least=str(each.minimum_records),
            )
            yield Line(0, self.say.cited(told, each.reference))
            if each.add is not None:
                adds = self.say.say("recommendation_adds", entry=each.add.entry, list=each.add.to_list)
                yield Line(1, adds)

    def measures(self) -> Iterator[Line]:
        """Yield what is counted."""
        counting = Counting(self.say)
        if self.ruleset.measures:
            yield from counting.fixed_order()
        for measure in self.ruleset.measures:
            yield from counting.measure(measure)

    def texts(self) -> Iterator[Line]:
        """Yield the texts that the rule set builds on, and what was left to be set in each."""
        for origin in self.ruleset.origins:
            edition = self.say.say("rests_on_edition", origin.edition) if origin.edition else ""
            sets = self.say.joined(f"`{name}`" for name in origin.sets) or self.say.say("nothing")
            yield Line(0, self.say.say("rests_on", id=origin.id, edition=edition, sets=sets))
            for word in ("adds", "amends", "loosens"):
                if names := getattr(origin, word):
                    told = self.say.joined(f"`{name.removeprefix('parameters.')}`" for name in names)
                    yield Line(1, self.say.say(f"rests_{word}", told))
