"""Questions that words prompt: asked where a word of a list stands in a text, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cpdrules.evaluation.in_force import entries_in_force, gap_of_list
from cpdrules.evaluation.items import path_gaps
from cpdrules.evaluation.judging import Question, Told
from cpdrules.evaluation.lookup import NOTHING, reader
from cpdrules.records.bound import Value
from cpdrules.report.finding import Reason
from cpdrules.rules.requirements import Prompt
from cpdrules.rules.vocabulary import Entries, NamedList, first_words
from cpdrules.semantics import Verdict, words_found

if TYPE_CHECKING:
    from cpdrules.evaluation.context import Context
    from cpdrules.evaluation.plan import Plan


@attrs.frozen
class Prompted:
    """A prompt made ready."""

    prompt: Prompt
    named: NamedList
    plan: Plan

    def told(self, question: Question, context: Context) -> Told:
        """Return what a question comes to: not applicable where no word prompts it, never met or not met by a word."""
        text = reader(self.prompt.in_)(NOTHING, context)
        may_be = entries_in_force(self.named, context.plan, context)
        found = {self.found(each, text, context) for each in may_be if each is not None}
        if None in may_be or text is None or len(found) > 1:
            unset = [gap_of_list(self.named, self.plan, context)] if None in may_be or len(may_be) > 1 else []
            asked = question.answer(context)
            gaps = dict.fromkeys((*unset, *path_gaps(self.prompt.in_, context, self.plan), *asked.gaps))
            return Told(asked.verdict | Verdict.NOT_APPLICABLE, asked.worth, None, tuple(gaps))
        words = found.pop()
        if not words:
            return Told(
                Verdict.NOT_APPLICABLE, None, Reason("no_prompt", (self.named.name, str(self.prompt.in_)))
            )
        told = question.answer(context)
        if told.verdict.decided:
            return told
        return attrs.evolve(told, reason=Reason("prompted", (", ".join(map(spoken, words)),)))

    def found(self, entries: Entries, text: Value | None, context: Context) -> Entries:
        """Return the entries whose words stand in a text."""
        rows = dict(zip(first_words(entries), entries, strict=True))
        words = words_found(str(text), rows) if isinstance(text, str) else ()
        context.budget.spend(len(rows))
        return tuple(rows[word] for word in words)


def spoken(row: str | tuple[str, ...]) -> str:
    """Return a word, with why it is to be weighed and what may be said instead where the list tells."""
    if isinstance(row, str) or len(row) < 3:
        return f"“{row if isinstance(row, str) else row[0]}”"
    return f"“{row[0]}” ({row[1]}; perhaps “{row[2]}”)"


def prepare_prompt(prompt: Prompt, plan: Plan) -> Prompted:
    """Make a prompt ready."""
    return Prompted(prompt, plan.lists[prompt.words], plan)
