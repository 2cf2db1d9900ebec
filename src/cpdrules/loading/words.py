"""Word lists: reading a file of terms, and giving them to the lists of a rule set that name one."""

from __future__ import annotations

import os
from pathlib import PurePath

import attrs

from cpdrules.errors import SourceError
from cpdrules.loading.extends import Chain, is_below
from cpdrules.loading.header import FileKind, header
from cpdrules.loading.library import WORDS_ENDING, bundled, bundled_text
from cpdrules.loading.origins import origin, remember
from cpdrules.loading.scalars import MISSING, attempt
from cpdrules.loading.structure import block
from cpdrules.rules.ruleset import RuleSet
from cpdrules.rules.vocabulary import NamedList
from cpdrules.rules.words import FIELDS, WordList
from cpdrules.semantics import plain_words
from cpdrules.source import (
    Diagnostic,
    Document,
    Limits,
    Mapping,
    Node,
    cited,
    did_you_mean,
    read_file,
    read_text,
)

PRONOUNS = frozenset(
    {
        *("he", "him", "his", "himself", "she", "her", "hers", "herself"),
        *("they", "them", "their", "theirs", "themself", "themselves"),
        *("ze", "hir", "xe", "xem", "it", "its", "i", "we", "you"),
    }
)
IDENTITY_FIRST = frozenset(
    {
        *("disabled", "disabled people", "disabled person", "autistic", "autistic people", "autistic person"),
        *("deaf", "deaf people", "deaf person", "blind people", "blind person"),
        *(
            "gay",
            "lesbian",
            "bisexual",
            "trans",
            "queer",
            "black",
            "black people",
            "asian",
            "jewish",
            "muslim",
        ),
    }
)
"""Words in which people name themselves; a list cannot tell that from naming by others, so it stays away from them."""


@attrs.frozen
class LoadedWords:
    """What came of reading a word list: the list if nothing is wrong, and all that was noted."""

    words: WordList | None
    diagnostics: tuple[Diagnostic, ...]


def read_words(data: bytes, name: str, limits: Limits) -> LoadedWords:
    """Read a word list from bytes."""
    root, document = read_text(
        data, name, limits, json=name.endswith(".json"), max_bytes=limits.rule_file_bytes
    )
    if root is None or header(root, (FileKind.WORDS,)) is None or not isinstance(root, Mapping):
        return LoadedWords(None, tuple(document.diagnostics))
    return words_of_root(root, document)


def words_of_root(root: Mapping, document: Document) -> LoadedWords:
    """Read a word list from its tree."""
    made = attempt(lambda: block(root, WordList, also=("cpdrules",)))
    if made is not MISSING:
        check_terms(made, document)
    if made is MISSING or document.faulty:
        return LoadedWords(None, tuple(document.diagnostics))
    return LoadedWords(made, tuple(document.diagnostics))


def check_terms(words: WordList, document: Document) -> None:
    """Check that each term stands once, says something, and is no word in which people name themselves."""
    seen: set[str] = set()
    for each in words.terms:
        node, plain = origin(each, document), plain_words(each.term)
        assert isinstance(node, Mapping)
        at = node.entries["term"]
        if not plain:
            at.fault("R004", "a term has some letters or digits", "write the words, or take the entry out")
        elif plain in PRONOUNS:
            at.fault(
                "R004", f"{cited(each.term)} is a pronoun", "word lists stay away from pronouns; take it out"
            )
        elif plain in IDENTITY_FIRST:
            hint = "people name themselves so; word lists stay away from it; take it out"
            at.fault("R004", f"{cited(each.term)} is a word of identity", hint)
        elif plain in seen:
            at.fault(
                "R024",
                f"{cited(each.term)} stands twice in the list",
                "hyphens and capitals do not matter; take one out",
            )
        seen.add(plain)


def with_words(ruleset: RuleSet, document: Document, chain: Chain) -> RuleSet:
    """Give the terms of word lists to the named lists that name one; note every fault."""
    made = []
    for named in ruleset.lists:
        node = origin(named, document)
        if named.words is None or not isinstance(node, Mapping):
            made.append(named)
            continue
        made.append(filled(named, node, document, chain))
    return ruleset if made == list(ruleset.lists) else attrs.evolve(ruleset, lists=tuple(made))


def filled(named: NamedList, node: Mapping, document: Document, chain: Chain) -> NamedList:
    """Return a named list with the terms of its word list."""
    at = node.entries["words"]
    for word in ("values", "fields"):
        if word in node:
            node.fault_key(
                word, "R009", f"`{word}` and `words` cannot stand together", "the word list gives the entries"
            )
    loaded = found(str(named.words), at, chain)
    for each in loaded.diagnostics if loaded is not None else ():
        if each.severity == "error" and each.span is None:
            at.fault("R030", f"{cited(str(named.words))} cannot be read: {each.message}", each.hint)
        else:
            document.add(each)
    if loaded is None or loaded.words is None:
        return named
    reference = named.reference or loaded.words.source
    made = attrs.evolve(named, values=loaded.words.rows(), fields=FIELDS, reference=reference)
    remember(made, node)
    return made


def found(name: str, node: Node, chain: Chain) -> LoadedWords | None:
    """Find and read a word list: a bundled one, or a file below the folder of the rule set."""
    if (data := bundled_text(name, WORDS_ENDING)) is not None:
        return read_words(data, name + WORDS_ENDING, chain.limits)
    if not name.endswith((".yaml", ".yml", ".json")):
        hint = (
            did_you_mean(name, bundled(WORDS_ENDING))
            or "a file is given with its ending, such as `our.words.yaml`"
        )
        node.fault("R030", f"there is no bundled word list {cited(name)}", hint)
        return None
    real = os.path.realpath(PurePath(chain.folder, name)) if chain.folder is not None else None
    if (
        real is None
        or not is_below(name)
        or not PurePath(real).is_relative_to(chain.root or chain.folder or "")
    ):
        hint = "write it relative, with `/` and without `..`, and load the rule set from a file"
        node.fault("R030", f"{cited(name)} is not a file below this file's folder", hint)
        return None
    try:
        data = read_file(real, chain.limits, max_bytes=chain.limits.rule_file_bytes)
    except SourceError as error:
        return LoadedWords(None, error.diagnostics)
    return read_words(data, name, chain.limits)
