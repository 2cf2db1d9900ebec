"""A report as Markdown: escaped at the last step, so that a title stays a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpdrules.prose import english
from cpdrules.prose.explain import Explanation
from cpdrules.prose.phrases import Phrases
from cpdrules.rendering.text import safe
from cpdrules.report.finding import Finding
from cpdrules.report.report import Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:/@])")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", safe(text).replace("\n", " "))


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
        (english.HEADINGS["missing"], list(explanation.missing())),
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
