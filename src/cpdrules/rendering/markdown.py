"""A report as Markdown: escaped at the last step, so that a title stays a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from cpdrules.prose import english
from cpdrules.prose.catalogue import checked
from cpdrules.prose.describe import Description
from cpdrules.prose.explain import Explanation
from cpdrules.prose.lines import Heading, Line
from cpdrules.prose.phrases import Phrases
from cpdrules.prose.sayings import Sayings
from cpdrules.rendering.text import safe
from cpdrules.report.finding import Finding
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:/@])")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", safe(text).replace("\n", " "))


def with_names(text: str) -> str:
    """Return text as `escaped` does, but with what stands between two back-ticks as code."""
    *pairs, last = text.split("`")
    if len(pairs) % 2:
        *pairs, name = pairs
        last = f"{name}`{last}"
    told = [
        f"`{safe(part).replace(chr(10), ' ')}`" if inside and part else escaped(part)
        for inside, part in zip(cycle((False, True)), pairs)
    ]
    return "".join(told) + escaped(last)


def description_to_markdown(ruleset: RuleSet, words: Any = english) -> str:
    """Return a rule set, said back in words, as a Markdown page."""
    return "\n".join(_description(ruleset, words)) + "\n"


def _description(ruleset: RuleSet, words: Any) -> Iterator[str]:
    above: Line | Heading | None = None
    for line in Description(ruleset, Sayings.of(ruleset, checked(words))).lines():
        if (above is not None and isinstance(line, Heading)) or isinstance(above, Heading):
            yield ""
        if isinstance(line, Heading):
            yield ("# " if line.is_title else "## ") + with_names(line.text)
        else:
            yield "  " * line.depth + "- " + with_names(line.text)
        above = line


def to_markdown(report: Report) -> str:
    """Return a report as a Markdown page."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    explanation = Explanation(report, Phrases(english))
    first, *rest = explanation.heading()
    yield f"# {escaped(first)}"
    yield ""
    for line in rest:
        yield f"- {escaped(line.strip())}"
    yield ""
    yield "| Verdict | Requirement | Found |"
    yield "|---|---|---|"
    for finding in report.findings:
        yield from _rows(explanation, finding, 0)
    for title, lines in (
        (english.HEADINGS["scores"], list(explanation.scores())),
        (english.HEADINGS["next"], list(explanation.next_steps())),
    ):
        if lines:
            yield ""
            yield f"## {title}"
            yield ""
            for line in lines[2:]:
                yield ("  " if line.startswith("    ") else "") + f"- {escaped(line.strip())}"


def _rows(explanation: Explanation, finding: Finding, depth: int) -> Iterator[str]:
    words = explanation.say.words
    level = words.LEVELS[finding.level]
    name = (
        finding.requirement
        + (f" ({level})" if level else "")
        + (f": {finding.title}" if finding.title else "")
    )
    details = "<br>".join(escaped(line) for line in explanation.details(finding))
    yield f"| {escaped(words.VERDICTS[finding.verdict.word])} | {'&nbsp;' * 4 * depth}{escaped(name)} | {details} |"
    for part in explanation.told_parts(finding):
        yield from _rows(explanation, part, depth + 1)
