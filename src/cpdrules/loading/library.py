"""The bundled rule sets: the same files from a wheel, a zip, an editable install or a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDING = ".cpd.yaml"
WORDS_ENDING = ".words.yaml"


def schemes() -> Traversable:
    """Return the folder with the bundled rule sets."""
    import importlib.resources  # noqa: PLC0415 - slow to import, and needed for bundled rule sets alone

    inside = importlib.resources.files("cpdrules") / "schemes"
    if inside.is_dir():
        return inside
    # An editable install does not copy the folder: it stands beside `src` in the checkout.
    beside = Path(__file__).resolve().parents[3] / "schemes"
    if beside.is_dir():
        return beside
    raise FileNotFoundError("the bundled rule sets are missing from this installation")


def bundled(ending: str = ENDING) -> tuple[str, ...]:
    """Return the names of the bundled rule sets, sorted: the path below `schemes` without the ending.

    With another ending, those of other files, such as word lists.
    """
    return tuple(sorted(_names(schemes(), "", ending)))


def _names(folder: Traversable, above: str, ending: str) -> list[str]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found.extend(_names(entry, f"{above}{entry.name}/", ending))
        elif entry.name.endswith(ending):
            found.append(above + entry.name.removesuffix(ending))
    return found


def bundled_text(name: str, ending: str = ENDING) -> bytes | None:
    """Return the text of a bundled rule set, or of a file with another ending; None when there is none of that name."""
    if name not in bundled(ending):
        return None
    entry = schemes()
    for part in (name + ending).split("/"):
        entry = entry / part
    return entry.read_bytes()
