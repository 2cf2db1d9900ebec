"""A first rule set, its cases and a record, written into a folder as a start."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from cpdrules.authoring.schema import as_text, schema
from cpdrules.loading.load import loads

FILES = ("README.md", "kim.yaml", "scheme.cpd.yaml", "scheme.cpdtest.yaml")
SCHEMAS = ("rules", "cases", "record")


def start(folder: str | os.PathLike[str]) -> list[Path]:
    """Write the files of a first rule set into a folder, with schemas for editors; return what was written.

    Nothing is overwritten. Raises `FileExistsError` that names what is there already, before anything is
    written, and `OSError` where the folder cannot be written to.
    """
    home = Path(folder)
    template = files("cpdrules").joinpath("authoring/template")
    texts = {name: template.joinpath(name).read_text(encoding="utf-8") for name in FILES}
    ruleset = loads(texts["scheme.cpd.yaml"], name="scheme.cpd.yaml")
    for what in SCHEMAS:
        made = schema(what, ruleset if what == "record" else None)  # type: ignore[arg-type]
        texts[f"schemas/{what}.schema.json"] = as_text(made)
    there = [home / name for name in texts if os.path.lexists(home / name)]
    if there:
        raise FileExistsError(f"{there[0]} is there already; nothing was written")
    for name, text in texts.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        with (home / name).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return [home / name for name in texts]
