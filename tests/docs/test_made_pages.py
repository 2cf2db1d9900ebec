"""The pages that are made from the types are those that stand in the repository."""

from __future__ import annotations

import pytest

import cpdrules
from generator.blocks import ROOT
from generator.errors import GROUPS, MOST_SHOWN, examples, page_of
from generator.pages import every_page, stale

PAGES = every_page()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_made_page_is_up_to_date(path: str) -> None:
    there = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""
    assert there == PAGES[path], "run `python docs/generate.py`"


def test_no_page_is_left_over() -> None:
    assert stale() == [], "run `python docs/generate.py`"


@pytest.mark.parametrize("code", [code for group in GROUPS.values() for code in group])
def test_the_page_of_a_code_shows_it(code: str) -> None:
    """With all that it says, each by a malformed file; or by Python whose output another test compares."""
    page = PAGES[f"docs/reference/errors/{code}.md"]
    if code in examples():
        assert page.count("```{code-block}") == len(examples()[code])
        assert page.count(":emphasize-lines:") == min(len(examples()[code]), MOST_SHOWN)
        assert page.count("\n> ") == page.count("```{code-block}")
    else:
        assert "```python\n" in page
        assert "To mend it: " in page
    assert page == page_of(code, next(group[code] for group in GROUPS.values() if code in group))


def test_the_python_page_names_every_public_name() -> None:
    page = PAGES["docs/reference/python.md"]
    assert [name for name in cpdrules.__all__ if f"### `{name}`" not in page] == []
    assert " object at 0x" not in page
    assert "<module" not in page
