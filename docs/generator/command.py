"""The page of the command, made from its own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cpdrules.cli import parser
from cpdrules.cli.common import EXIT_CODES

PAGE = "docs/reference/command.md"
NOTE = "<!-- Made by `python docs/generate.py` from the command's own help. Change that. -->\n\n"


def command_page() -> str:
    """Return the page of the command: each word, and what may stand after it."""
    top = parser()
    choices = next(each for each in top._actions if isinstance(each, argparse._SubParsersAction))
    says = {each.dest: each.help or "" for each in choices._choices_actions}
    lines = ["# The command", "", f"{top.description} {EXIT_CODES}", ""]
    lines += ["`-` as a file reads standard input. `cpdrules WORD --help` prints what stands here.", ""]
    for word, own in choices.choices.items():
        lines += [f"## `cpdrules {word}`", "", f"{says[word].capitalize()}.", "", *options(own), ""]
    return NOTE + "\n".join(lines).rstrip() + "\n"


def options(own: argparse.ArgumentParser) -> Iterator[str]:
    """Yield a row for each argument."""
    yield from ("| argument | meaning |", "|---|---|")
    for action in own._actions:
        if not isinstance(action, argparse._HelpAction):
            yield f"| {written(action)} | {(action.help or '').replace('|', chr(92) + '|')} |"


def written(action: argparse.Action) -> str:
    """Return an argument as it is written."""
    value = action.metavar or (
        "\\|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    )
    if not action.option_strings:
        several = "..." if action.nargs in ("+", "*") else ""
        return f"`{value}{several}`"
    takes_value = action.nargs != 0
    return f"`{action.option_strings[-1]}{f' {value}' if takes_value else ''}`"
