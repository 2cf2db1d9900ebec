"""The words of a language as one catalogue: checked against the English one before anything is said."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from types import SimpleNamespace
from typing import Any, TypeVar

from cpdrules.prose import english

MOST_TOLD = 10
Words = TypeVar("Words")


class MissingWordsError(LookupError):
    """A catalogue of words lacks entries, or has some that nothing asks for; the message names them."""


def over(base: Any, **tables: Any) -> SimpleNamespace:
    """Return a catalogue that says what `tables` say, and for the rest what `base` says.

    A table such as `VERDICTS` may give a part of its entries. This is how a translation is begun; one that is
    finished stands by itself.
    """
    made = {name: getattr(base, name) for name in tables_of(base)}
    for name, table in tables.items():
        held = made.get(name)
        made[name] = {**held, **table} if isinstance(held, dict) else table
    return checked(SimpleNamespace(**made))


def checked(words: Words) -> Words:
    """Return a catalogue that has every entry, with the holes of the English one.

    Raises `MissingWordsError` with what is missing, unknown, or has other holes.
    """
    if words is english:
        return words
    faults = list(_faults(words))
    if faults:
        more = f", and {len(faults) - MOST_TOLD} more" if len(faults) > MOST_TOLD else ""
        raise MissingWordsError("the catalogue of words: " + ", ".join(faults[:MOST_TOLD]) + more)
    return words


def tables_of(words: Any) -> list[str]:
    """Return the names of the tables and sentences of a catalogue."""
    return [name for name in vars(words) if name.isupper()]


def _faults(words: Any) -> Iterator[str]:
    known = tables_of(english)
    for name in known:
        if not hasattr(words, name):
            yield f"`{name}` is missing"
            continue
        ours, theirs = getattr(english, name), getattr(words, name)
        if not isinstance(ours, dict):
            ours, theirs = {"": ours}, {"": theirs}
        if not isinstance(theirs, dict):
            yield f"`{name}` is not a table of words"
            continue
        for key, sentence in ours.items():
            entry = f"`{name}[{key}]`" if key else f"`{name}`"
            if key not in theirs:
                yield f"{entry} is missing"
            elif fault := sentence_fault(sentence, theirs[key]):
                yield f"{entry} {fault}"
        if set(theirs) - set(ours) and name != "UNITS":
            yield f"`{name}[{min(set(theirs) - set(ours))}]` is asked for by nothing"
    for name in tables_of(words):
        if name not in known:
            yield f"`{name}` is asked for by nothing"


def sentence_fault(ours: Any, theirs: Any) -> str:
    """Say what is wrong with a sentence, or with a pair of words such as `hour` and `hours`."""
    if isinstance(ours, tuple):
        return "" if isinstance(theirs, tuple) and len(theirs) == len(ours) else "is not a pair of words"
    if not isinstance(theirs, str):
        return "is not a sentence"
    try:
        wanted, given = holes(ours), holes(theirs)
    except ValueError:
        return "has a bracket that is no hole"
    if given - wanted:
        return "has a hole that nothing fills"
    return f"has lost the hole `{min(wanted - given)}`" if wanted - given else ""


def holes(sentence: str) -> set[str]:
    """Return the names of the holes of a sentence. Raises `ValueError` where one is more than a name."""
    found = set()
    for _, name, form, conversion in Formatter().parse(sentence):
        if form or conversion:
            raise ValueError(sentence)
        found |= {name} if name is not None else set()
    return found
