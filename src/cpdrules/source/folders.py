"""Finding files in a folder by how their names end."""

import os
from pathlib import Path


def files_below(folder: str | os.PathLike[str], endings: tuple[str, ...]) -> list[Path]:
    """Return the files in a folder and the folders in it that end so, sorted.

    Hidden ones are left, and links to folders are not followed.
    """
    found: list[Path] = []
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(root) / name for name in names if name.endswith(endings) and not name.startswith(".")
        )
    return sorted(found)
