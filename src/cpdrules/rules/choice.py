"""A question that schemes answer differently, and how its answers are written."""

from __future__ import annotations

import attrs

KEYED = ("within: ", "across: ", "allocate: ")
"""Answers that are keys of their own."""


@attrs.frozen
class Choice:
    """A question that the author of a rule set has to answer with a key.

    `options` are the answers, each with what it changes. One that begins with `a ` says what may stand there, one
    with a key of its own is written in place of the key, and any other is the value of the key.
    """

    word: str
    question: str
    options: dict[str, str] = attrs.field(eq=False)

    def written(self, option: str) -> str:
        """Return an answer as it is written."""
        if option.startswith("a "):
            return option
        return f"`{option}`" if option.startswith(KEYED) else f"`{self.word}: {option}`"

    @property
    def hint(self) -> str:
        """Say each answer, and what it changes."""
        said = [f"{self.written(option)} ({effect})" for option, effect in self.options.items()]
        key = "" if self.written(next(iter(self.options))).startswith("`") else f"`{self.word}` as "
        return f"say {key}{', '.join(said[:-1])} or {said[-1]}"
