"""The shipped schemas are those that the types make: `python tests/authoring/test_shipped.py` renews them."""

from __future__ import annotations

from pathlib import Path

import pytest

import cpdrules
from cpdrules.authoring.schema import WHAT, as_text, schema, shipped

FOLDER = Path(cpdrules.__file__).parent / "authoring/schemas"


@pytest.mark.parametrize("what", WHAT)
def test_it_is_up_to_date(what: str) -> None:
    assert shipped(what) == as_text(schema(what)), "run `python tests/authoring/test_shipped.py`"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in WHAT:
        (FOLDER / f"{each}.schema.json").write_text(as_text(schema(each)), encoding="utf-8")
