"""The pages of the language: the hand-written parts, with every key set in at its place."""

from __future__ import annotations

import re
from functools import cache, partial

from cpdrules.rules.conditions import Moment
from cpdrules.rules.vocabulary import FIELD_WORDS, Field
from cpdrules.semantics import Duration

from .blocks import LANGUAGE, ROOT, Block, blocks_of
from .examples import Shown, fault_in, shown
from .faults import Fault, faults_of
from .keys import OPTIONAL, SPECIAL, Key, every_key, keys_of, rule_types, special_keys, type_anchor

PARTS = ROOT / LANGUAGE / "parts"
DIRECTIVE = re.compile(r"^<!-- (type|keys|words): ([A-Za-z]+) -->$", re.M)
HEADING = re.compile(r"^(#+) ", re.M)
NOTE = "<!-- Made by `python docs/generate.py` from the rule types and from {part}. Change those. -->\n\n"
LONGEST_LINE = 100
SHARED = {"title": "a heading", "reference": "where it comes from"}
SHARED_AT = {"title": "title", "reference": "source"}
"""Keys that mean the same wherever they stand: shown once, at the head of a rule set, with the key that shows them."""


def language_pages() -> dict[str, str]:
    """Return the text of every page of the language, by its path."""
    pages = {}
    for part in sorted(PARTS.glob("*.md")):
        text = part.read_text(encoding="utf-8")
        made = DIRECTIVE.sub(partial(set_at, part.name), text)
        pages[f"{LANGUAGE}/{part.name}"] = NOTE.format(part=f"parts/{part.name}") + made
    return pages


def set_at(part: str, found: re.Match[str]) -> str:
    """Return what stands in place of a directive; keys stand one heading below the text around them."""
    what, name = found.groups()
    if what == "type":
        return about_type(name)
    if what == "words":
        return words_of(name)
    return about_keys(name, part, HEADING.findall(found.string, 0, found.start())[-1])


@cache
def all_blocks() -> tuple[Block, ...]:
    """Return the blocks of all parts, the page with the whole rule set first."""
    files = sorted(PARTS.glob("*.md"), key=lambda file: (file.name != "index.md", file.name))
    return tuple(block for file in files for block in blocks_of(str(file.relative_to(ROOT))))


def about_type(name: str) -> str:
    """Say what a thing is."""
    own = {"Field": Field, "Moment": Moment, "Duration": Duration}.get(name) or rule_types()[name]
    first = (own.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")
    return f"({type_anchor(own)})=\n{first}"


def words_of(name: str) -> str:
    """Show the kinds of fact that are a word."""
    assert name == "Field"
    rows = [f"| `{word}` | {doc} |" for word, doc in FIELD_WORDS.items()]
    return "\n".join(["| type | the record may say |", "|---|---|", *rows])


def about_keys(name: str, part: str, above: str) -> str:
    """Show each key of a type, under a heading of the level `above`."""
    keys = special_keys(name) if name in SPECIAL else keys_of(rule_types()[name])
    shared = [key for key in keys if key.word in SHARED and key.doc == SHARED[key.word] and name != "RuleSet"]
    shown = [entry(key, part, f"#{above}") for key in keys if key not in shared]
    if shared:
        links = [f"[`{key.word}`](head.md#key-ruleset-{SHARED_AT[key.word]})" for key in shared]
        shown.append("\n".join([*(f"({key.anchor})=" for key in shared), f"Also {' and '.join(links)}."]))
    return "\n\n".join(shown)


def entry(key: Key, part: str, level: str) -> str:
    """Show one key: what it means, what it takes, an example, and what a wrong value gets."""
    lines = [
        f"({key.anchor})=",
        f"{level} `{key.word}`",
        "",
        f"{sentence(key.doc)} *{sentence(key.value)}{f' {key.needed}.' if key.needed != OPTIONAL else ''}*",
    ]
    example = example_of(key, part)
    if example is not None:
        lines += [
            "",
            f"<!-- from: {example.block.page.rpartition('/')[2]} -->",
            "```yaml",
            example.excerpt,
            "```",
        ]
    fault = fault_of(key, part)
    if fault is not None:
        lines += ["", wrong(fault)]
    return "\n".join(lines)


def sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    return f"{text[0].upper()}{text[1:]}."


def wrong(fault: Fault) -> str:
    """Show a faulty line and what the loader says."""
    code = fault.diagnostic.code
    return f"> Wrong: {quoted(fault.line)} – {fault.says} ([{code}](../errors/{code}.md))"


def quoted(line: str) -> str:
    """Return a line of YAML as inline code."""
    return f"`{line}`" if "`" not in line else f"`` {line} ``"


def example_of(key: Key, part: str) -> Shown | None:
    """Return the shortest example of a key, from its own page if it can be."""
    found = shown(all_blocks()).get((key.home, key.word), ())
    return next((each for each in found if each.block.page.endswith(f"/{part}")), found[0] if found else None)


def fault_of(key: Key, part: str) -> Fault | None:
    """Return a fault that concerns a key: from a malformed file, or the example with a wrong value."""
    if found := faults_of(key):
        return found[0]
    example = example_of(key, part)
    return None if example is None else fault_in(example, key)


def without(what: str, part: str = "") -> list[Key]:
    """Return the keys that have no `example` or no `fault`."""
    of = {"example": partial(example_of, part=part), "fault": partial(fault_of, part=part)}[what]
    return [key for key in every_key() if of(key) is None]


def set_in() -> list[str]:
    """Return the names of the types whose keys some part sets in, once for each time."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(PARTS.glob("*.md"))]
    return [name for text in texts for kind, name in DIRECTIVE.findall(text) if kind == "keys"]
